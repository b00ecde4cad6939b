"""Readers against the true structure: every paragraph, footnote mark and heading of the sample world."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.html import read_html
from index.hyphens import Hyphens
from index.layout import blocks_of
from index.model import Extract, Mark
from index.numbering import letters_of, roman
from index.pdf import read_pdf
from index.printed_lines import Fragment, PageText
from index.reading import decode, read
from index.spans import Piece, fold
from index.word import read_word
from tests.conftest import SAMPLE

PRINTED = sorted([*(SAMPLE / "pdf").glob("*.pdf"), *(SAMPLE / "docx").glob("*.docx")])
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def structure(extract: Extract) -> dict[int, tuple[str, list[str], list[str]]]:
    """Numbered paragraphs, as a parser would see them: text, marks, path of headings."""
    path: dict[int, str] = {}
    found: dict[int, tuple[list[str], list[str], list[str]]] = {}
    for block in extract.blocks:
        if block.level:
            path = {level: text for level, text in path.items() if level < block.level}
            path[block.level] = block.text
            continue
        numbered = re.match(rf"{len(found) + 1}\. ", block.text)
        if numbered:
            headings = [path[level] for level in sorted(path)]
            found[len(found) + 1] = ([block.text[numbered.end() :]], [m.mark for m in block.marks], headings)
        elif found:
            found[len(found)][0].append(block.text)
            found[len(found)][1].extend(m.mark for m in block.marks)
    return {number: ("\n".join(texts), marks, headings) for number, (texts, marks, headings) in found.items()}


@pytest.mark.parametrize("path", PRINTED, ids=lambda p: p.name)
def test_sample_document(path: Path, gold):
    truth = gold[path.stem]
    extract = read(path)
    found = structure(extract)
    for paragraph in truth["paragraphs"]:
        text, marks, headings = found[paragraph["number"]]
        if paragraph is truth["paragraphs"][-1]:  # what follows the last one has no number
            assert text.startswith(paragraph["text"])
        else:
            assert text == paragraph["text"]
        assert marks == [str(mark) for mark in paragraph["footnotes"]]
        section = paragraph["section"]
        assert headings[len(headings) - len(section) :] == section
    assert [mark for mark, _ in extract.footnotes] == [str(i + 1) for i in range(len(extract.footnotes))]


def test_symbol_and_date_stay_at_the_top():
    for path in PRINTED:
        head = [block.text for block in read(path).blocks[:12]]
        assert any(re.fullmatch(r"A/HRC/\S+(?:, annex)?", text) for text in head)
        assert any(re.fullmatch(r"\d{1,2} \w+ \d{4}", text) for text in head)


def test_a_pdf_takes_less_than_half_a_second_of_a_core():
    data = [path.read_bytes() for path in PRINTED if path.suffix == ".pdf"]
    start = time.process_time()  # other work on this machine does not count
    for item in data:
        read_pdf(item, "x.pdf")
    assert time.process_time() - start < 0.5 * len(data)


# --- Word --------------------------------------------------------------------------------------------------


def word(body: str, **parts: str) -> bytes:
    """A minimal Word file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml",
            f'<w:document {NAMESPACE} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<w:body>{body}</w:body></w:document>",
        )
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACE}>{content}</w:{name}>")
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_word(data, "x.docx").blocks]


def test_word_footnotes_are_numbered_in_the_order_of_reference():
    def reference(key: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{key}"/></w:r>'

    notes = "".join(
        f'<w:footnote w:id="{key}"><w:p><w:r><w:footnoteRef/></w:r>{run(f" Note {key}")}</w:p></w:footnote>'
        for key in (5, 9)
    )
    body = f"<w:p>{run('1. First,')}{reference(9)}{run(' ')}{run('then.')}{reference(5)}</w:p>"
    extract = read_word(word(body, footnotes=notes), "x.docx")
    assert extract.blocks[0].text == "1. First, then."
    assert extract.blocks[0].marks == (Mark(9, "1"), Mark(15, "2"))
    assert extract.footnotes == (("1", "Note 9"), ("2", "Note 5"))


def test_word_automatic_numbers_are_written_out():
    def paragraph(text: str, level: int) -> str:
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{numbering}</w:pPr>{run(text)}</w:p>"

    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="4"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = paragraph("One", 0) + paragraph("x", 1) + paragraph("y", 1) + paragraph("Two", 0)
    assert texts(word(body, numbering=numbering)) == ["4. One", "(a) x", "(b) y", "5. Two"]


def test_word_shows_the_accepted_text():
    body = (
        f"<w:p>{run('Kept')}<w:del>{run('gone')}</w:del><w:ins>{run(' added')}</w:ins>"
        f"<w:moveFrom>{run('old place')}</w:moveFrom>{run(' hidden', '<w:vanish/>')}"
        f"<w:r><w:tab/><w:t>non</w:t><w:noBreakHyphen/><w:t>state</w:t><w:softHyphen/></w:r></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Runs ')}</w:p><w:p>{run('on')}</w:p>"
    )
    assert texts(word(body)) == ["Kept added non-state", "Runs on"]


def test_word_keeps_the_last_words_though_the_end_of_their_paragraph_is_deleted():
    ending = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert texts(word(f"<w:p>{ending}{run('1. The man ')}</w:p><w:p>{ending}{run('was held.')}</w:p>")) == [
        "1. The man was held."
    ]


def test_word_text_box_comes_once():
    box = f"<w:txbxContent><w:p>{run('In the box')}</w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert texts(word(f"<w:p><w:r>{both}</w:r>{run('Beside')}</w:p>")) == ["Beside", "In the box"]


def test_word_external_entities_stay_outside(tmp_path):
    (tmp_path / "secret").write_text("SECRET")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]><w:document {NAMESPACE}>'
            "<w:body><w:p><w:r><w:t>a &e;</w:t></w:r></w:p></w:body></w:document>",
        )
    assert "SECRET" not in " ".join(texts(buffer.getvalue()))


def test_word_bomb(monkeypatch):
    monkeypatch.setattr("index.word.MAX_PART", 10_000)
    with pytest.raises(UnreadableFile, match="unpacks"):
        read_word(word(f"<w:p>{run('x' * 20_000)}</w:p>"), "x.docx")


# --- print -------------------------------------------------------------------------------------------------


def line(text: str, base: float, size: float = 10.0, left: float = 100.0, bold: bool = False) -> Fragment:
    return Fragment(text, left, left + 0.45 * size * len(text), base, size, bold)


def test_paragraph_and_footnote_run_over_the_page():
    first = [
        line("1. The paragraph begins on one page and has a note,", 700),
        Fragment("1", 330, 333, 704, 5.8),
        line("and it goes on and on until the page is at its", 688),
        Fragment("1", 100, 103, 83, 4.6),
        line(" A note which is long and", 80, 8, 103),
        line("12", 40),
    ]
    second = [
        line("end.", 700),
        line("2. The next one starts here and is long enough to be", 682),
        line("a body of text.", 670),
        line("runs on.", 80, 8),
        line("13", 40),
    ]
    extract = blocks_of([PageText(1, 840, tuple(first)), PageText(2, 840, tuple(second))])
    assert [block.text for block in extract.blocks] == [
        "1. The paragraph begins on one page and has a note, and it goes on and on until the page is at its end.",
        "2. The next one starts here and is long enough to be a body of text.",
    ]
    assert extract.footnotes == (("1", "A note which is long and runs on."),)
    assert extract.blocks[0].marks == (Mark(51, "1"),)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["detention without end", "the deten-", "tion went on"], "detention"),
        (["the anti-", "blasphemy decree"], "anti-blasphemy"),
        (["the soft deten\u00ad", "tion"], "detention"),
        (["article 75-", "C of the Code"], "75-C"),
    ],
)
def test_hyphens(lines, joined):
    assert joined in fold(Hyphens(lines).join([Piece(line)] for line in lines))[0].split()[-9:]


def test_html():
    page = """<html><head><title>No</title><script>alert(1)</script></head><body>
    <h2>Discussion</h2><p>12. As recalled,<sup><a href="#fn1" id="fnref1">1</a></sup> it is&nbsp;so.</p>
    <ol type="a"><li>One;</li><li>Two.</li></ol>
    <ol><li id="fn1">See opinion No. 301/2014. <a href="#fnref1">↩</a></li></ol></body></html>"""
    extract = read_html(page, "x.html")
    assert [(b.text, b.level) for b in extract.blocks] == [
        ("Discussion", 2),
        ("12. As recalled, it is so.", 0),
        ("(a) One;", 0),
        ("(b) Two.", 0),
    ]
    assert extract.blocks[1].marks == (Mark(16, "1"),)
    assert extract.footnotes == (("1", "See opinion No. 301/2014."),)


# --- encodings and bad input -------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding):
    text = "1. “Détention” – the source’s word. " + "And so on. " * 10
    assert decode(text.encode(encoding), "x.txt") == text


def test_text_of_another_language_in_latin_1():
    text = (
        "1. La détention a été jugée arbitraire à l’unanimité. Señor Nuñez fue liberado en ¿qué año? "
        + "And so on. " * 5
    )
    assert decode(text.encode("cp1252"), "x.txt") == text
    plain = text.replace("’", "'")
    assert decode(plain.encode("latin-1"), "x.txt") == plain


NO_TEXT = [
    bytes(range(128, 160)) * 9, "naïve – “so”".encode()[:-1] * 3, bytes(range(32)) * 9, bytes(900),
    "cut in the middle".encode("utf-16-le")[:-1],
]  # fmt: skip


@pytest.mark.parametrize("data", NO_TEXT)
def test_no_encoding(data):
    with pytest.raises(UnreadableFile, match="UTF-8"):
        decode(data, "x.txt")


BAD = [
    ("empty.pdf", b"", "empty"),
    ("scan.pdf", b"\xff\xd8\xff\xe0" + bytes(100), "not a PDF"),
    ("image.png", b"\x89PNG\r\n", "ocrmypdf"),
    ("cut.pdf", b"%PDF-1.7\n1 0 obj\n", "damaged"),
    ("text.pdf", b"Only text.", "not a PDF"),
    ("cut.docx", b"PK\x03\x04 nothing", "damaged"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"\.docx"),
    ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ("mail.txt", b"From: a@b.c\nContent-Transfer-Encoding: quoted-printable\n\n1. D=C3=A9tention =\n", "save its text"),
    ("letter.rtf", b"{\\rtf1 a}", r"\.docx"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_file(tmp_path, name, data, reason):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_no_file(tmp_path):
    with pytest.raises(UnreadableFile, match="folder"):
        read(tmp_path)
    with pytest.raises(UnreadableFile, match="no such file"):
        read(tmp_path / "nowhere.pdf")


def test_scan_without_text(tmp_path):
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument.new()
    document.new_page(600, 800)
    document.save(tmp_path / "scan.pdf")
    with pytest.raises(UnreadableFile, match="ocrmypdf"):
        read(tmp_path / "scan.pdf")


def test_the_numbers_of_its_pages_are_no_text_of_a_scan(monkeypatch):
    monkeypatch.setattr("index.pdf._page", lambda document, number, name: PageText(number, 800, (line("7", 30),)))
    with pytest.raises(UnreadableFile, match="a scan without text"):
        read_pdf((SAMPLE / "pdf" / "opinion-301-2014.pdf").read_bytes(), "scan.pdf")


def test_a_page_in_too_many_pieces(monkeypatch):
    monkeypatch.setattr("index.pdf._MOST_WORK", 1_000)
    with pytest.raises(UnreadableFile, match=r"^x\.pdf: page 1 is in too many pieces; print it to a new PDF file$"):
        read_pdf((SAMPLE / "pdf" / "opinion-301-2014.pdf").read_bytes(), "x.pdf")


def test_encrypted_pdf():
    import base64

    data = base64.b64decode((Path(__file__).parent / "data" / "encrypted.pdf.b64").read_text())
    with pytest.raises(UnreadableFile, match="password"):
        read_pdf(data, "locked.pdf")


def test_numerals():
    assert [roman(n) for n in (1, 4, 9, 14, 90)] == ["i", "iv", "ix", "xiv", "xc"]
    assert [letters_of(n) for n in (1, 26, 27)] == ["a", "z", "aa"]
