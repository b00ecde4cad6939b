"""HTML files: headings, paragraphs, items; raised numbers and links to notes are marks. No script runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from index.errors import UnreadableFile
from index.headings import promote
from index.model import Block, Extract
from index.numbering import letters_of, roman
from index.spans import Piece, clean, fold

_DROPPED = {
    "script", "style", "noscript", "template", "head", "nav", "iframe", "object", "svg", "button", "select",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = {"b", "strong", "u"}
_LONGEST_HEADING = 200
_UNSTYLED = 6  # a line in bold type is a heading below all that say so
_NUMBERED = re.compile(r"\d{1,4}\.\s")
_BLOCKS = {
    *_HEADINGS, "p", "li", "div", "blockquote", "section", "article", "main", "body", "html", "ul", "ol",
    "table", "tbody", "thead", "tr", "td", "th", "dl", "dt", "dd", "pre", "header", "footer", "aside",
    "address", "hr", "figure", "figcaption", "center", "caption",
}  # fmt: skip
_MARK = re.compile(r"\[?(\d{1,3}|\*{1,3}|[†‡])\]?")
_NOTE_TARGET = re.compile(r"(?:^|[-_#:])_?(?:fn|ftn|footnote|note|endnote|edn)[-_:]?\d", re.I)
_BACK = re.compile(r"[↩↑⏎\ufe0e\ufe0f]+")
_LABELS = {
    "a": lambda n: f"({letters_of(n)})", "A": lambda n: f"({letters_of(n).upper()})",
    "i": lambda n: f"({roman(n)})", "I": lambda n: f"({roman(n).upper()})",
}  # fmt: skip


def read_html(data: bytes | str, name: str) -> Extract:
    """The blocks and footnotes of an HTML page. Bytes are decoded as the page declares."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{name}: no readable HTML; save the page again") from error
    reader = _Reader()
    reader.walk(root)
    reader.flush()
    return Extract(promote(reader.blocks), tuple(reader.footnotes))


class _Reader:
    """Walks the page once. Text that stands in no paragraph makes a block of its own."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.footnotes: list[tuple[str, str]] = []
        self._pieces: list[Piece] = []
        self._set_apart: list[bool] = []  # of each stretch of text, whether its type is a heading's
        self._bold = 0
        self._beside = False  # in a row of several cells bold type names a column
        self._level = 0
        self._note: str | None = None
        self._referred: set[str] = set()  # marks in the text whose footnote has not come yet

    def walk(self, element: etree._Element) -> None:
        """Everything in `element`, but not what follows it."""
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            return
        if element.tag not in _BLOCKS:
            self._inline(element)
            return
        self.flush()
        before = self._level, self._note, self._beside
        self._level = _HEADINGS.get(element.tag, self._level)
        self._note = _note_of(element) or self._note
        self._beside = self._beside or (element.tag == "tr" and len(element) > 1)
        if element.tag == "li" and self._note is None:
            self._pieces.append(Piece(_label(element)))
        self._content(element)
        self.flush()
        self._level, self._note, self._beside = before

    def _content(self, element: etree._Element) -> None:
        self._say(element.text or "")
        for child in element:
            self.walk(child)
            self._say(child.tail or "")

    def _say(self, text: str) -> None:
        self._pieces.append(Piece(text))
        if text.strip():
            self._set_apart.append(self._bold > 0 and not self._beside)

    def _inline(self, element: etree._Element) -> None:
        if element.tag == "br":
            self._break(element)
            return
        bold = element.tag in _BOLD
        self._bold += bold
        self._inside(element)
        self._bold -= bold

    def _break(self, br: etree._Element) -> None:
        """A line break; two with nothing between them part two paragraphs, and so does one before a number or a footnote."""
        before, after, text = br.getprevious(), br.getnext(), (br.tail or "").strip()
        empty = before is not None and before.tag == "br" and not (before.tail or "").strip()
        note = after is not None and not text and _mark_of(after) in self._referred
        if empty or note or _NUMBERED.match(f"{text} "):
            self.flush()
        self._pieces.append(Piece(" "))

    def _inside(self, element: etree._Element) -> None:
        mark = _mark_of(element)
        if mark is None:
            self._content(element)
        elif self._note is None:
            self._pieces.append(Piece(mark, True))

    def flush(self) -> None:
        """End the block, or the paragraph of a footnote, that is being put together."""
        text, marks = fold(self._pieces)
        headed = bool(self._set_apart) and all(self._set_apart) and len(text) <= _LONGEST_HEADING
        self._pieces, self._set_apart = [], []
        if not text:
            return
        if self._note is None and marks and marks[0].offset == 0 and marks[0].mark in self._referred:
            self.footnotes.append((marks[0].mark, text))
            self._referred.discard(marks[0].mark)
            return
        if self._note is None:
            self._referred.update(mark.mark for mark in marks)
            level = self._level or (_UNSTYLED if headed and not _NUMBERED.match(text) else 0)
            self.blocks.append(Block(text, marks, level))
            return
        text = _BACK.sub("", text).strip()
        if self.footnotes and self.footnotes[-1][0] == self._note:
            text = f"{self.footnotes.pop()[1]} {text}"
        else:
            text = re.sub(rf"^\[?{re.escape(self._note)}\]?[.)]?\s+", "", text)
        self.footnotes.append((self._note, text))


def _mark_of(element: etree._Element) -> str | None:
    """The footnote mark that an element is: raised, or a link to a note."""
    text = _MARK.fullmatch(clean("".join(_texts(element))).strip())
    if not text:
        return None
    raised = element.tag == "sup"
    linked = element.tag == "a" and bool(_NOTE_TARGET.search(element.get("href", "")))
    return text[1] if raised or linked else None


def _texts(element: etree._Element) -> Iterator[str]:
    for text in element.itertext():
        yield str(text)


def _note_of(element: etree._Element) -> str | None:
    """The mark of the footnote whose text an element holds: told by its id or that of a link at its start."""
    own = element.get("id", "")
    anchors = [own] if element.tag in {"li", "p", "div", "dd", "aside"} else []
    if element.tag in {"p", "li", "div"}:
        first = next(iter(element.iter("a")), None)
        leading = first is not None and not clean(element.text or "").strip()
        if first is not None and leading and _mark_of(first) and "ref" in first.get("href", ""):
            anchors.append(first.get("id") or first.get("name") or "")
    for anchor in anchors:
        found = re.fullmatch(r"_?(?:fn|ftn|footnote|note|endnote|edn)[-_:]?(\d{1,3})", anchor, re.I)
        if found:
            return found[1]
    return None


def _label(item: etree._Element) -> str:
    """The printed number of an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start", "1")
    number = int(start) if start.isdecimal() else 1
    number += sum(1 for other in item.itersiblings("li", preceding=True))
    own = item.get("value", "")
    number = int(own) if own.isdecimal() else number
    form = _LABELS.get(parent.get("type", "1"))
    return f"{form(number) if form else f'{number}.'} "
