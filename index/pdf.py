"""PDF files: the text objects of each page with their place and type, as pdfium gives them."""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator
from itertools import islice
from typing import TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from index.errors import UnreadableFile
from index.layout import blocks_of
from index.model import Extract
from index.printed_lines import Fragment, PageText
from index.spans import clean

_PDFIUM = threading.Lock()  # pdfium is not made for several threads
_MAX_DEPTH = 8
#: What pdfium does for a page grows with its pieces of text times its characters; half a minute is enough.
_MOST_WORK = 1_000_000_000
#: Points of the largest page that there may be (PDF 1.7, annex C): what lies farther off, in a damaged file, is nowhere.
_LARGEST = 14_400.0
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_BOLD_FLAG, _ITALIC_FLAG = 1 << 18, 1 << 6
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique")
#: What pdfium writes for a hyphen at the end of a line, and the soft hyphen that is printed there.
_LINE_END_HYPHEN = re.compile(r"[\u0002\ufffe]|\u00ad(?=\s*$)")
_Handle: TypeAlias = object  # what pdfium hands out and takes back
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_pdf(data: bytes, name: str) -> Extract:
    """The blocks and footnotes of a PDF file that has text in it."""
    with _PDFIUM:
        document = _open(data, name)
        try:
            pages = [_page(document, number, name) for number in range(len(document))]
        except pdfium.PdfiumError as error:
            raise UnreadableFile(f"{name}: damaged PDF file; download or export it again") from error
        finally:
            document.close()
    extract = blocks_of(pages)
    if not extract.blocks:  # or none but the numbers of its pages
        raise UnreadableFile(f"{name}: a scan without text; recognise it first, for instance with ocrmypdf")
    return extract


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise UnreadableFile(f"{name}: protected by a password; save a copy without it") from error
        raise UnreadableFile(f"{name}: damaged PDF file; download or export it again") from error


def _page(document: pdfium.PdfDocument, number: int, name: str) -> PageText:
    page = document[number]
    textpage = page.get_textpage()
    try:
        height = page.get_height()
        pieces = _Fragments(textpage).of(page.raw, False, _IDENTITY, 0)
        most = _MOST_WORK // max(textpage.count_chars(), 1)
        fragments = tuple(islice(pieces, most + 1))
        if len(fragments) > most:
            raise UnreadableFile(f"{name}: page {number + 1} is in too many pieces; print it to a new PDF file")
        return PageText(number + 1, height, fragments)
    finally:
        textpage.close()
        page.close()


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """What applying `inner` and then `outer` comes to."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


class _Fragments:
    """The text objects of one page; pdfium is called directly, as its Python objects cost too much."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._textpage = textpage.raw
        self._fonts: dict[int | None, tuple[bool, bool]] = {}
        self._matrix = raw.FS_MATRIX()
        self._float = [ctypes.c_float() for _ in range(4)]
        self._buffer = ctypes.create_string_buffer(1 << 14)

    def of(self, parent: _Handle, in_form: bool, outer: _Matrix, depth: int) -> Iterator[Fragment]:
        """The fragments of a page, or of a form on it, in the order in which they are painted."""
        count = raw.FPDFFormObj_CountObjects(parent) if in_form else raw.FPDFPage_CountObjects(parent)
        get = raw.FPDFFormObj_GetObject if in_form else raw.FPDFPage_GetObject
        for index in range(max(count, 0)):
            item = get(parent, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                fragment = self._fragment(item, outer)
                if fragment:
                    yield fragment
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                yield from self.of(item, True, _product(self._matrix_of(item), outer), depth + 1)

    def _matrix_of(self, item: _Handle) -> _Matrix:
        m = self._matrix
        if not raw.FPDFPageObj_GetMatrix(item, m):
            return _IDENTITY
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _fragment(self, item: _Handle, outer: _Matrix) -> Fragment | None:
        text = clean(self._text(item))
        a, b, _, d, e, f = _product(self._matrix_of(item), outer)
        if not text or a <= 0 or d <= 0 or abs(b) > 0.2 * a:  # turned text is a stamp or a watermark
            return None
        left, bottom, right, top = self._float
        raw.FPDFTextObj_GetFontSize(item, left)
        size = left.value * d
        raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        bold, italic = self._font(item)
        end = right.value * outer[0] + outer[4]
        if not all(abs(length) <= _LARGEST for length in (e, end, f, size)):  # nor what is no number at all
            return None
        return Fragment(text, e, end, f, size, bold, italic)

    def _text(self, item: _Handle) -> str:
        pointer = ctypes.cast(self._buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        length = raw.FPDFTextObj_GetText(item, self._textpage, pointer, len(self._buffer))
        if length > len(self._buffer):
            self._buffer = ctypes.create_string_buffer(length)
            return self._text(item)
        text = self._buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "ignore")
        return _LINE_END_HYPHEN.sub("-", text)

    def _font(self, item: _Handle) -> tuple[bool, bool]:
        """Bold and italic. A font drawn with its outline is bold too: so a missing bold face is imitated."""
        font = raw.FPDFTextObj_GetFont(item)
        key = ctypes.cast(font, ctypes.c_void_p).value
        if key not in self._fonts:
            self._fonts[key] = _type_of(font)
        bold, italic = self._fonts[key]
        return bold or raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE, italic


def _type_of(font: _Handle) -> tuple[bool, bool]:
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("latin-1").lower()
    flags = raw.FPDFFont_GetFlags(font)
    bold = any(word in name for word in _BOLD_NAMES) or bool(flags & _BOLD_FLAG)
    return bold, any(word in name for word in _ITALIC_NAMES) or bool(flags & _ITALIC_FLAG)
