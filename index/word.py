"""Word files: the accepted text, its real footnotes, its numbering computed, its headings by style."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from index.errors import UnreadableFile
from index.headings import promote
from index.model import Block, Extract
from index.numbering import Numbering, roman
from index.spans import Piece, clean, fold
from index.structure import is_section

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

#: A part larger than this, unpacked, is no opinion: a real one has a few megabytes.
MAX_PART = 100_000_000

_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    etree.XMLSyntaxError,
)  # fmt: skip

#: Not in the accepted text: what was deleted or moved away, field codes, and the second copy of a text box.
_SKIPPED = {_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _W + "pPr", _W + "rPr", _FALLBACK}
_SIGNS = {
    _W + "tab": " ", _W + "br": "\n", _W + "cr": "\n", _W + "ptab": " ", _W + "noBreakHyphen": "-",
}  # fmt: skip
_REFERENCES = {_W + "footnoteReference": "footnote", _W + "endnoteReference": "endnote"}
#: The heading styles of United Nations documents, highest first.
_UN_HEADINGS = {"hm": 1, "hch": 1, "h1": 2, "h23": 3, "h2": 3, "h3": 3, "h4": 4, "h56": 5}
_NUMBERED = re.compile(r"(\d{1,4})\.\s")
#: Numbers by which a text box may be ahead of the paragraph before it, and characters of it by which it is known.
_SKIPPED_NUMBERS, _OPENING = 5, 200
_HEADING_LENGTH = 200
#: What Word's lists print where a paragraph's number has no full stop.
_BARE_NUMBER = re.compile(r"\d{1,4}")


def read_word(data: bytes, name: str) -> Extract:
    """The blocks and footnotes of a Word file (.docx)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _Reader(_Parts(package, name)).extract()
    except _DAMAGE as error:
        raise UnreadableFile(f"{name}: damaged Word file; open it in Word and save it again") from error


class _Parts:
    """The XML parts of a package, with a bound on their size and nothing fetched from outside."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._name = name
        self.main = self._related("_rels/.rels", "", "officeDocument") or "word/document.xml"
        if self.main not in package.namelist():
            raise UnreadableFile(f"{name}: not a Word document; save it as .docx")

    def _related(self, rels: str, base: str, kind: str) -> str | None:
        root = self.xml(rels)
        if root is None:
            return None
        for relation in root.iter(_RELATIONSHIP):
            if relation.get("Type", "").endswith("/" + kind):
                return posixpath.normpath(posixpath.join("/", base, relation.get("Target", ""))).lstrip("/")
        return None

    def xml(self, path: str) -> etree._Element | None:
        """The root of a part, or None where the package has none."""
        try:
            info = self._package.getinfo(path)
        except KeyError:
            return None
        with self._package.open(info) as stream:
            content = stream.read(MAX_PART + 1)
        if len(content) > MAX_PART:
            size = MAX_PART // 10**6
            raise UnreadableFile(f"{self._name}: unpacks to more than {size} MB; save a smaller .docx")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(content.replace(_STRICT, _TRANSITIONAL), parser)

    def beside_main(self, kind: str) -> etree._Element | None:
        """The part of that kind which the document refers to: styles, numbering, footnotes, endnotes."""
        folder, file = posixpath.split(self.main)
        path = self._related(f"{folder}/_rels/{file}.rels", folder, kind)
        return self.xml(path or f"{folder}/{kind}.xml")


def _val(element: etree._Element | None, path: str) -> str | None:
    """The w:val of a descendant."""
    found = element.find("/".join(_W + step for step in path.split("/"))) if element is not None else None
    return found.get(_W + "val") if found is not None else None


def _on(properties: etree._Element | None, name: str) -> bool | None:
    """A switch such as w:b or w:vanish: on, off, or not said."""
    found = properties.find(_W + name) if properties is not None else None
    if found is None:
        return None
    return found.get(_W + "val", "true") not in {"0", "false", "off", "none"}


class _Styles:
    """Styles with their inheritance."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = root.iter(_W + "style") if root is not None else ()
        self._styles = {style.get(_W + "styleId", ""): style for style in styles}
        self.default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(_W + "type") == "paragraph" and style.get(_W + "default") in {"1", "true"}
            ),
            "",
        )

    def chain(self, key: str | None) -> Iterator[etree._Element]:
        """The style and those it is based on."""
        seen: set[str] = set()
        while key and key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            yield style
            key = _val(style, "basedOn")

    def switch(self, key: str | None, name: str) -> bool:
        """A switch of a style, inherited."""
        for style in self.chain(key):
            value = _on(style.find(_W + "rPr"), name)
            if value is not None:
                return value
        return False

    def heading(self, key: str | None) -> int | None:
        """The heading level that a paragraph style stands for."""
        for style in self.chain(key):
            name = (_val(style, "name") or "").lower()
            ours = re.fullmatch(r"(hm|hch|h\d+)g", re.sub(r"[\W_]", "", name))
            if ours and ours[1] in _UN_HEADINGS:
                return _UN_HEADINGS[ours[1]]
            if name == "title":
                return 1
            number = re.fullmatch(r"heading (\d)", name)
            if number:
                return int(number[1])
            outline = _val(style, "pPr/outlineLvl")
            if outline is not None and outline.isdecimal():
                return int(outline) + 1 if int(outline) < 9 else None
        return None

    def numbering(self, key: str | None) -> tuple[str | None, str | None]:
        """The list and list level that a paragraph style brings with it."""
        for style in self.chain(key):
            if style.find(f"{_W}pPr/{_W}numPr") is not None:
                return _val(style, "pPr/numPr/numId"), _val(style, "pPr/numPr/ilvl")
        return None, None


@dataclass
class _Notes:
    """The footnotes, numbered in the order in which the text refers to them."""

    bodies: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    order: list[tuple[str, etree._Element]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    mixed: bool = False  # endnotes beside footnotes: the endnotes then have Roman numerals

    def refer(self, kind: str, key: str, custom: str | None) -> str | None:
        """The mark for a reference to a note; None where the note does not exist."""
        body = self.bodies.get((kind, key))
        if body is None:
            return None
        mark = custom
        if mark is None:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            number = self.counts[kind]
            mark = roman(number) if kind == "endnote" and self.mixed else str(number)
        self.order.append((mark, body))
        return mark


def _notes(parts: _Parts) -> _Notes:
    notes = _Notes()
    for kind in ("footnote", "endnote"):
        root = parts.beside_main(kind + "s")
        for note in root.iter(_W + kind) if root is not None else ():
            if note.get(_W + "type", "normal") == "normal":
                notes.bodies[kind, note.get(_W + "id", "")] = note
    notes.mixed = len({kind for kind, _ in notes.bodies}) > 1
    return notes


class _Reader:
    """Walks the body once, in reading order."""

    def __init__(self, parts: _Parts) -> None:
        self._body = parts.xml(parts.main)
        self._styles = _Styles(parts.beside_main("styles"))
        self._numbering = Numbering(parts.beside_main("numbering"))
        self._notes = _notes(parts)
        self._carried: list[Piece] = []
        self._blocks: list[Block] = []
        self._apart: list[str] = []

    def extract(self) -> Extract:
        """Everything that the document says."""
        if self._body is not None:
            self._walk(self._body)
        if self._carried:  # the end of the last paragraph is deleted, its words are not
            self._blocks.append(Block(*fold(self._carried), level=0))
        blocks = promote(self._blocks)
        footnotes = tuple((mark, self._note_text(body)) for mark, body in self._notes.order)
        return Extract(blocks, footnotes, tuple(self._apart))

    def _walk(self, element: etree._Element) -> None:
        for child in element:
            if child.tag == _W + "p":
                self._paragraph(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str) and not _says_nothing(child):
                self._walk(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        pieces = self._carried + list(self._pieces(paragraph))
        ending = paragraph.find(f"{_W}pPr/{_W}rPr")
        if ending is not None and any(ending.find(_W + change) is not None for change in ("del", "moveFrom")):
            self._carried = pieces  # the end of this paragraph is deleted: it runs on into the next
            return
        self._carried = []
        text, _ = fold(pieces)
        style = _val(paragraph, "pPr/pStyle") or self._styles.default
        label = "" if ending is not None and _on(ending, "vanish") else self._label(paragraph, style)
        if text:  # an empty paragraph is counted, too
            level = self._level(paragraph, style, text)
            first, *others = _typed_paragraphs([Piece(f"{label} "), *pieces] if label else pieces)
            self._blocks.append(Block(*fold(first), level))
            self._blocks += [Block(*fold(other), level=0) for other in others]
        for box in self._boxes(paragraph):
            self._box(box)

    def _box(self, box: etree._Element) -> None:
        """A text box stands behind the paragraph in which it is anchored, as blocks of its own. Behind a numbered paragraph
        its words would be read as that paragraph's: there it must go on with the numbers, or be a section's heading."""
        place = len(self._blocks)
        self._walk(box)
        beside = self._blocks[place:]
        last = next(
            (int(m[1]) for b in reversed(self._blocks[:place]) if not b.level and (m := _NUMBERED.match(b.text))), None
        )
        if last is None or not beside or is_section(beside[0].text):
            return
        number = _NUMBERED.match(beside[0].text)
        if not (number and last < int(number[1]) <= last + _SKIPPED_NUMBERS):
            del self._blocks[place:]
            said = " ".join(b.text for b in beside)
            self._apart.append(
                f"a text box beside paragraph {last} belongs to no paragraph and is not read: “{said[:_OPENING]}”"
            )

    def _label(self, paragraph: etree._Element, style: str) -> str:
        own, level = _val(paragraph, "pPr/numPr/numId"), _val(paragraph, "pPr/numPr/ilvl")
        if own is None:
            own, level_of_style = self._styles.numbering(style)
            level = level or level_of_style or self._numbering.level_of_style(own, style)
        label = self._numbering.next(own, int(level) if level and level.isdecimal() else 0)
        return f"{label}." if _BARE_NUMBER.fullmatch(label) else label

    def _level(self, paragraph: etree._Element, style: str, text: str) -> int:
        outline = _val(paragraph, "pPr/outlineLvl")
        if outline is not None and outline.isdecimal() and int(outline) < 9:
            return int(outline) + 1
        level = self._styles.heading(style)
        if level is not None:
            return level
        short = len(text) <= _HEADING_LENGTH and not _NUMBERED.match(text)
        return 6 if short and not _beside_others(paragraph) and self._set_apart(paragraph, style) else 0

    def _set_apart(self, paragraph: etree._Element, style: str) -> bool:
        """A line in bold or underlined type that no style says to be a heading: a heading below all styled ones."""
        for run in paragraph.iter(_W + "r"):
            if not "".join(t.text or "" for t in run.iter(_W + "t")).strip():
                continue
            own = run.find(_W + "rPr")
            bold = _on(own, "b")
            if bold is None:
                bold = self._styles.switch(_val(run, "rPr/rStyle"), "b") or self._styles.switch(style, "b")
            if not bold and not _on(own, "u"):
                return False
        return True

    def _boxes(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """The text boxes anchored in a paragraph, each once (a box in a box comes with its own)."""
        stack = list(reversed(list(paragraph)))
        while stack:
            element = stack.pop()
            if element.tag == _W + "txbxContent":
                yield element
            elif element.tag not in _SKIPPED:
                stack.extend(reversed(list(element)))

    def _pieces(self, element: etree._Element) -> Iterator[Piece]:
        for child in element:
            if child.tag in _SKIPPED or child.tag == _W + "txbxContent":
                continue
            if child.tag == _W + "r":
                yield from self._run(child)
            elif child.tag != _W + "p" and not _says_nothing(child):
                yield from self._pieces(child)

    def _run(self, run: etree._Element) -> Iterator[Piece]:
        properties = run.find(_W + "rPr")
        hidden = _on(properties, "vanish")
        if hidden or (hidden is None and self._styles.switch(_val(run, "rPr/rStyle"), "vanish")):
            return
        pieces = list(self._signs(run))
        if not self._notes.bodies and _val(properties, "vertAlign") == "superscript":
            text = clean("".join(p.text for p in pieces)).strip()
            if re.fullmatch(r"\d{1,3}|\*{1,3}", text):
                pieces = [Piece(text, True)]
        yield from pieces

    def _signs(self, run: etree._Element) -> Iterator[Piece]:
        custom = ""
        for child in run:
            kind = _REFERENCES.get(str(child.tag))
            if kind:
                if child.get(_W + "customMarkFollows", "0") not in {"0", "false"}:
                    custom = "".join(t.text or "" for t in run.iter(_W + "t")).strip()
                mark = self._notes.refer(kind, child.get(_W + "id", ""), custom or None)
                if mark:
                    yield Piece(mark, True)
            elif child.tag == _W + "t" and not custom:
                yield Piece(child.text or "")
            elif child.tag in _SIGNS:
                yield Piece(_SIGNS[str(child.tag)])
            elif child.tag == _W + "sym":
                yield Piece(_symbol(child))
            elif child.tag not in _SKIPPED and len(child):
                yield from self._pieces(child)

    def _note_text(self, body: etree._Element) -> str:
        pieces: list[Piece] = []
        for paragraph in body.iter(_W + "p"):
            pieces += [Piece(" "), *self._pieces(paragraph)]
        return fold(p for p in pieces if not p.is_mark)[0]


def _typed_paragraphs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of a paragraph; those that follow a line break and begin with a number are paragraphs of their own, as
    text from elsewhere has them."""
    result: list[list[Piece]] = [[]]
    for place, piece in enumerate(pieces):
        if piece.text == "\n" and _NUMBERED.match("".join(p.text for p in pieces[place + 1 : place + 4]).lstrip()):
            result.append([])
        result[-1].append(piece)
    return result


def _says_nothing(element: etree._Element) -> bool:
    """A row that was deleted, or a form's field that nobody filled: it shows "Click here to enter text"."""
    deleted = element.tag == _W + "tr" and element.find(f"{_W}trPr/{_W}del") is not None
    return deleted or (element.tag == _W + "sdt" and bool(_on(element.find(_W + "sdtPr"), "showingPlcHdr")))


def _beside_others(paragraph: etree._Element) -> bool:
    """Whether a paragraph stands in a row of several cells: bold type names a column there, no section."""
    row = next(paragraph.iterancestors(_W + "tr"), None)
    return row is not None and len(row.findall(_W + "tc")) > 1


def _symbol(element: etree._Element) -> str:
    """A w:sym character; one of a symbol font's private area prints something that has no letter."""
    try:
        code = int(element.get(_W + "char", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else ""
