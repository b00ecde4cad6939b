"""A file → what it says: its reader is chosen by what the file is; one line says why it cannot be read."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from index.errors import UnreadableFile
from index.html import read_html
from index.model import Extract
from index.pdf import read_pdf
from index.word import read_word

#: What `read` reads; a folder is searched for these.
SUPPORTED_SUFFIXES = frozenset({".pdf", ".docx", ".txt", ".md", ".html", ".htm"})

_LARGEST = 200_000_000
_PDF_WITHIN = 1024  # readers of PDF tolerate that many bytes before its header
_FOREIGN = (
    (b"\xff\xd8\xff", "a JPEG image; recognise its text first, for instance with ocrmypdf"),
    (b"\x89PNG", "a PNG image; recognise its text first, for instance with ocrmypdf"),
    (b"GIF8", "a GIF image; recognise its text first, for instance with ocrmypdf"),
    (b"II*\x00", "a TIFF image; recognise its text first, for instance with ocrmypdf"),
    (b"MM\x00*", "a TIFF image; recognise its text first, for instance with ocrmypdf"),
    (b"{\\rtf", "an RTF file; open it in Word and save it as .docx"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "a compressed file; unpack it first"),
    (b"Rar!", "a compressed file; unpack it first"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_NAME = "EncryptedPackage".encode("utf-16-le")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 20_000  # bytes that tell the encoding
_HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ENCODED_MAIL = re.compile(
    rb"[A-Z][A-Za-z-]+: [^\0]{0,20000}?^Content-Transfer-Encoding:\s*(?:quoted-printable|base64)\b",
    re.IGNORECASE | re.MULTILINE,
)
_MOJIBAKE = re.compile(r"[ÃÂ][\u0080-\u00bf]|â€|Ð.Ð|Ã.Ã")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")


def read(path: Path) -> Extract:
    """The blocks and footnotes of a file; `UnreadableFile` says in one line what is wrong and what to do."""
    data = _bytes(path)
    name = path.name
    extract = _dispatch(data, path.suffix.lower(), name)
    if not extract.blocks:
        raise UnreadableFile(f"{name}: there is no text in it; check that it is the right file")
    return extract


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path}: a folder, not a file; name the files in it")
        if not path.exists():
            raise UnreadableFile(f"{path}: no such file; check the path")
        if not path.is_file():
            raise UnreadableFile(f"{path}: not a regular file; name a document")
        if path.stat().st_size > _LARGEST:
            raise UnreadableFile(f"{path}: larger than {_LARGEST // 10**6} MB; split it or save it smaller")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a valid path"
        raise UnreadableFile(f"{path}: cannot be read ({reason}); check path and permissions") from error
    if not data.strip():
        raise UnreadableFile(f"{path}: the file is empty; get it again")
    return data


def _dispatch(data: bytes, suffix: str, name: str) -> Extract:
    """What the bytes say goes before what the name says."""
    for magic, complaint in _FOREIGN:
        if data.startswith(magic):
            promised = {".pdf": "not a PDF but ", ".docx": "not a Word file but "}.get(suffix, "")
            raise UnreadableFile(f"{name}: {promised}{complaint}")
    if data.startswith(_OLE):
        raise UnreadableFile(f"{name}: {_ole_complaint(data)}")
    if data.startswith(b"PK"):
        _check_package(data, name)
        return read_word(data, name)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return read_pdf(data, name)
    if suffix == ".pdf":
        raise UnreadableFile(f"{name}: not a PDF file in spite of its name; download or export it again")
    if suffix in {".docx", ".docm"}:
        raise UnreadableFile(f"{name}: no Word file in spite of its name, or damaged; save it as .docx")
    if _ENCODED_MAIL.match(data):
        raise UnreadableFile(
            f"{name}: an e-mail with its encoding; open it and save its text, or the file attached to it"
        )
    if suffix in {".html", ".htm", ".xhtml"} or _HTML_START.match(data):
        return read_html(_html_source(data), name)
    return _read_plain(decode(data, name), suffix, name)


def _read_plain(text: str, suffix: str, name: str) -> Extract:
    from index.draft_files import is_draft_json, read_draft_json, read_markdown
    from index.plain_text import read_text

    if suffix in {".md", ".markdown"}:
        return read_markdown(text)
    return read_draft_json(text, name) if is_draft_json(text) else read_text(text)


def _ole_complaint(data: bytes) -> str:
    if _ENCRYPTED_NAME in data:
        return "protected by a password; save a copy without it"
    return "an old Word file (.doc); open it in Word and save it as .docx"


def _check_package(data: bytes, name: str) -> None:
    """Say what a package is that is no Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"{name}: damaged Word file; open it in Word and save it again") from error
    if "content.xml" in names:
        raise UnreadableFile(f"{name}: an OpenDocument file; save it as .docx")
    if not any(entry == "_rels/.rels" or entry.startswith("word/") for entry in names):
        raise UnreadableFile(f"{name}: a zip archive; unpack it and name the documents in it")


def _html_source(data: bytes) -> bytes | str:
    """A page as text where it is plainly UTF-8 or UTF-16; otherwise its bytes, decoded as it declares."""
    try:
        text = data.decode(_unicode(data))
    except UnicodeDecodeError:
        return data
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def decode(data: bytes, name: str) -> str:
    """A text file's text: UTF-8, UTF-16, or Windows-1252 where that is plausible."""
    problem = UnreadableFile(f"{name}: unknown encoding, or no text at all; save it as UTF-8")
    try:
        text = data.decode(_unicode(data))
    except UnicodeDecodeError:
        text = _windows(data) or ""
    if not text.strip() or len(_CONTROL.findall(text)) > len(text) // 1000:
        raise problem
    return text


def _unicode(data: bytes) -> str:
    """The Unicode encoding that the bytes may have: UTF-16 has a mark, or every other byte of most characters is zero."""
    if data.startswith(_UTF16):
        return "utf-16"
    sample = data[:_SAMPLE]
    high, low = sample[::2].count(0), sample[1::2].count(0)
    if max(high, low) < 0.35 * len(sample) or min(high, low) > 0.05 * len(sample):
        return "utf-8-sig"
    return "utf-16-be" if high > low else "utf-16-le"


def _windows(data: bytes) -> str | None:
    """The bytes as Windows-1252, if few are beyond ASCII and they do not look like broken UTF-8."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = sum(1 for char in text if char > "\x7f")
    return None if _MOJIBAKE.search(text) or beyond > 0.1 * len(text) else text
