"""A draft as a Word file with real footnotes, house style names, and each sentence's sources as comments.

python-docx has no footnotes, so their part is made here: word/footnotes.xml with the two separators that Word
demands, a relation from the document, and a reference where each mark stands.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document as new_document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from lxml import etree

from index.files import write_atomically
from index.numbered_blocks import NOT_ADOPTED

if TYPE_CHECKING:
    from assistant.export.text import Note, Numbered, Piece, Section
    from assistant.model import Draft, Sentence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STYLES = {  # name: (points, bold, space before)
    "_ H _Ch_G": (14, True, 18),
    "_ H_1_G": (12, True, 14),
    "_ H_23_G": (10, True, 12),
    "_ Single Txt_G": (10, False, 0),
}
_HEADINGS = {1: "_ H_1_G", 2: "_ H_23_G"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TOGETHER = re.compile(r"(?:(?<=\bpara\.)|(?<=\bparas\.)|(?<=\bNo\.)|(?<=\bMr\.)|(?<=\bMs\.)) (?=\S)")
_FONT = "Times New Roman"
_COMMENTS_FROM = 1_000_000
_COMMENT_STYLES = (
    ("annotation text", "CommentText", WD_STYLE_TYPE.PARAGRAPH),
    ("annotation reference", "CommentReference", WD_STYLE_TYPE.CHARACTER),
)
_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}


def write_word(draft: Draft, path: Path | str) -> None:
    """Write `draft` to `path`, whole or not at all."""
    from assistant.export.text import notice, sections

    document = new_document()
    _add_styles(document)
    _frame(document, notice(draft), draft.case.title)
    document.add_paragraph(_clean(draft.case.title), style="_ H _Ch_G")
    box = document.add_paragraph(style="Notice")
    box.add_run(_clean("\n".join([notice(draft), *draft.warnings])))
    printed = sections(draft)
    for section in printed:
        _add_section(document, section)
    _add_footnotes(document, [note for section in printed for note in section.notes])
    _number_comments(document)
    _drop_thumbnail(document)
    buffer = io.BytesIO()
    document.save(buffer)
    write_atomically(Path(path), _undated(buffer))


def _drop_thumbnail(document: Any) -> None:  # noqa: ANN401
    """The template's own picture says nothing of this draft."""
    relations = document.part.package.rels
    for id in [id for id, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[id]


def _undated(package: io.BytesIO) -> bytes:
    """The package without the time of its making: the same draft gives the same bytes."""
    again = io.BytesIO()
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))  # the earliest that a zip file knows
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return again.getvalue()


def _clean(text: str) -> str:
    """Text without the characters that XML forbids."""
    return _CONTROLS.sub("", text)


def _set(text: str) -> str:
    """Clean text in which "para. 40" and "No. 301/2014" do not part at the end of a line."""
    return _TOGETHER.sub("\u00a0", _clean(text))


def _add_styles(document: Any) -> None:  # noqa: ANN401 - python-docx is untyped
    document.styles["Normal"].font.name = _FONT
    for name, (points, bold, before) in _STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size, style.font.bold = Pt(points), bold
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
        style.paragraph_format.keep_with_next = bold
    for name, points in (("Notice", 9), ("footnote text", 9)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size, style.font.italic = Pt(points), name == "Notice"
        style.paragraph_format.space_after = Pt(6 if name == "Notice" else 2)
    reference = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    for name, id, kind in _COMMENT_STYLES:  # python-docx uses them and defines them not
        document.styles.add_style(name, kind).element.set(qn("w:styleId"), id)
        document.styles[name].font.size = Pt(8)


def _frame(document: Any, notice: str, title: str) -> None:  # noqa: ANN401
    """Margins, header and footer: every page says what it is."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    header = section.header.paragraphs[0].add_run(f"Draft – {NOT_ADOPTED.lower()}")
    header.italic, header.font.size = True, Pt(9)
    footer = section.footer.paragraphs[0]
    footer.add_run(_clean(f"{_made(notice)}. Page ")).font.size = Pt(8)
    field = OxmlElement("w:fldSimple", attrs={qn("w:instr"): "PAGE"})
    number = footer.add_run("1")
    number.font.size = Pt(8)
    field.append(number._r)
    footer._p.append(field)
    document.core_properties.title = _clean(title)[:255]
    document.core_properties.author = "wgad"
    document.core_properties.comments = _clean(notice)[:255]


def _made(notice: str) -> str:
    """By whom a draft was made, and on what."""
    said = notice.partition(": ")[2].partition(". ")[0]
    return said[:1].upper() + said[1:]


def _add_section(document: Any, section: Section) -> None:  # noqa: ANN401
    document.add_paragraph(_clean(section.title), style=_HEADINGS[section.level])
    for paragraph in section.paragraphs:
        _add_paragraph(document, paragraph)


def _add_paragraph(document: Any, paragraph: Numbered) -> None:  # noqa: ANN401
    block = document.add_paragraph(style="_ Single Txt_G")
    block.add_run(f"{paragraph.number}.\t")
    for place, piece in enumerate(paragraph.pieces):
        _add_piece(document, block, piece, " " if place else "")


def _add_piece(document: Any, block: Any, piece: Piece, lead: str) -> None:  # noqa: ANN401
    if lead:
        block.add_run(lead)
    run = block.add_run(_set(piece.sentence.text))
    if piece.sentence.unsupported:
        run.font.highlight_color = 7
    if piece.note:
        _add_mark(block, piece.note.number)
    if comment := _provenance(piece.sentence):
        document.add_comment(runs=run, text=_clean(comment), author="wgad", initials="w")


def _number_comments(document: Any) -> None:  # noqa: ANN401
    """Comments without a date, counted from far above the footnotes: LibreOffice 7.4 gives footnotes the texts of others where a comment
    has the number of a footnote."""
    tags = [qn(f"w:{name}") for name in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")]
    for root in (document.element, document.part._comments_part.element):
        for element in root.iter(*tags):
            element.set(qn("w:id"), str(int(element.get(qn("w:id"))) + _COMMENTS_FROM))
            element.attrib.pop(qn("w:date"), None)


def _provenance(sentence: Sentence) -> str:
    """What a sentence rests on, in words."""
    parts = [f"Not supported: {sentence.unsupported}"] if sentence.unsupported else []
    if sentence.sources:
        parts.append(f"Rests on: {', '.join(sentence.sources)}")
    if sentence.case_paragraphs:
        parts.append(f"Case file, para. {', '.join(map(str, sentence.case_paragraphs))}")
    return ". ".join(parts)


def _add_mark(block: Any, number: int) -> None:  # noqa: ANN401
    run = block.add_run()
    run.style = "footnote reference"
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    run._r.append(mark)


def _add_footnotes(document: Any, notes: list[Note]) -> None:  # noqa: ANN401
    root = etree.Element(f"{{{_W}}}footnotes", nsmap={"w": _W})
    for number, kind in _SEPARATORS.items():
        note = _sub(root, "footnote", type=kind, id=str(number))
        _sub(_sub(_sub(note, "p"), "r"), kind)
    for entry in notes:
        _add_note(document, root, entry)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = PackagePart(PackURI("/word/footnotes.xml"), _FOOTNOTES, data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    properties = OxmlElement("w:footnotePr")
    for number in _SEPARATORS:
        properties.append(OxmlElement("w:footnote", attrs={qn("w:id"): str(number)}))
    settings.find(qn("w:compat")).addprevious(properties)  # the schema's order


def _add_note(document: Any, root: etree._Element, entry: Note) -> None:  # noqa: ANN401
    paragraph = _sub(_sub(root, "footnote", id=str(entry.number)), "p")
    _sub(_sub(paragraph, "pPr"), "pStyle", val=document.styles["footnote text"].style_id)
    run = _sub(paragraph, "r")
    _sub(_sub(run, "rPr"), "rStyle", val=document.styles["footnote reference"].style_id)
    _sub(run, "footnoteRef")
    text = _sub(_sub(paragraph, "r"), "t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = f" {_set(entry.text)}"


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_W}}}{tag}", {f"{{{_W}}}{k}": v for k, v in attributes.items()})
