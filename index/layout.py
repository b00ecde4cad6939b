"""Printed pages → blocks: lines, page furniture, footnotes, paragraphs, headings, by their place and type.

Pure geometry: it knows fragments of text with a place and a type, and nothing of their file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from index.headings import promote
from index.hyphens import Hyphens
from index.model import Block, Extract
from index.spans import Piece, fold


class Fragment(NamedTuple):
    """A stretch of text in one type: where it begins and ends, its baseline, its size in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False


class PageText(NamedTuple):
    """A page's fragments, in the order in which they are painted."""

    number: int
    height: float
    fragments: tuple[Fragment, ...]


class Style(NamedTuple):
    """What distinguishes headings from one another: the greater, the higher."""

    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its pieces, footnote marks among them, and its type."""

    pieces: tuple[Piece, ...]
    text: str
    left: float
    right: float
    base: float
    style: Style
    page: int

    @property
    def begins_with_mark(self) -> bool:
        """Whether a raised mark opens the line, as it does a footnote."""
        return bool(self.pieces) and self.pieces[0].is_mark


_MARK = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*|\*{1,3}|[†‡]")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_DIGITS = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_NUMBER = re.compile(r"(\d{1,3})\.(?:\s|$)")
_ITEM = re.compile(r"\(([a-z]{1,5}|[A-Z]|\d{1,2})\)\s")
_LIST_LABEL = re.compile(r"(?:\d{1,3}\.|\(?[A-Za-z]{1,5}[.)])\s*$")
_SENTENCE_END = re.compile(r"[.;:?!](?:[\"”’')\]\s]|\d{1,3})*$|[;,] (?:and|or)$")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*"
    r"|(?:\d{1,4}\s+)?GE\.\s?\d{2}-\d+.*",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"[A-Z]{1,4}(?:/[A-Z\d][\w.\-]*){2,}(?:, annex.*)?")
_TYPED_NOTE = re.compile(r"(\d{1,3}|\*{1,3}|[†‡])\s+(?=\S)")


def blocks_of(pages: Sequence[PageText]) -> Extract:
    """The blocks and footnotes of printed pages."""
    lines = [_lines(page) for page in pages]
    lines = _without_furniture(lines, [page.height for page in pages])
    body = _body_style([line for page in lines for line in page])
    running: list[list[Line]] = []
    notes: list[Line] = []
    for page in lines:
        above, below = _split_notes(page, body.size, bool(notes))
        running.append(above)
        notes += below
    hyphens = Hyphens(line.text for page in lines for line in page)
    blocks = _Paragraphs(running, body, hyphens).blocks()
    return Extract(promote(blocks), tuple(_footnotes(notes, hyphens)))


# --- lines ----------------------------------------


def _lines(page: PageText) -> list[Line]:
    """The lines of a page from top to bottom; a raised fragment is part of the line it is raised above."""
    rows: list[list[Fragment]] = []
    seen: set[tuple[str, int, int]] = set()
    for fragment in sorted(page.fragments, key=lambda f: (-f.size, -f.base)):
        place = (fragment.text, round(fragment.left), round(fragment.base))
        if place in seen and fragment.text.strip():
            continue  # painted twice: imitated bold type
        seen.add(place)
        row = _row_for(fragment, rows)
        if row is None:
            rows.append([fragment])
        else:
            row.append(fragment)
    lines = [_line(part, page.number) for row in rows for part in _columns(row)]
    return sorted((line for line in lines if line.text or line.pieces), key=lambda x: (-x.base, x.left))


def _row_for(fragment: Fragment, rows: list[list[Fragment]]) -> list[Fragment] | None:
    """The row whose baseline this fragment shares, or above whose baseline it is raised."""
    best: tuple[float, list[Fragment]] | None = None
    for row in rows:
        head = row[0]
        raised = fragment.base - head.base
        small = fragment.size < 0.9 * head.size
        if abs(raised) < 0.2 * head.size or (small and -0.3 * head.size < raised < 0.6 * head.size):
            nearness = _distance(fragment, row) + abs(raised)
            if best is None or nearness < best[0]:
                best = nearness, row
    return best[1] if best else None


def _distance(fragment: Fragment, row: Sequence[Fragment]) -> float:
    return min(max(0.0, fragment.left - other.right, other.left - fragment.right) for other in row)


def _columns(row: list[Fragment]) -> Iterator[list[Fragment]]:
    """A row cut where a gap is wide: the masthead and tables set several texts on one line."""
    part: list[Fragment] = []
    for fragment in sorted(row, key=lambda f: f.left):
        wide = bool(part) and fragment.left - max(f.right for f in part) > 5 * part[0].size
        if wide and not _LIST_LABEL.fullmatch("".join(f.text for f in part)):
            yield part
            part = []
        part.append(fragment)
    yield part


def _line(row: list[Fragment], page: int) -> Line:
    weights: Counter[tuple[float, float]] = Counter()
    for fragment in row:
        weights[round(fragment.size, 1), fragment.base] += len(fragment.text.strip())
    size, base = max(weights, key=lambda key: (weights[key], key[0]))
    biggest = max((f for f in row if f.text.strip()), key=lambda f: f.size, default=row[0])
    if biggest.size > size and _raised_mark(row[0], biggest.size, biggest.base):
        size, base = round(biggest.size, 1), biggest.base
    pieces: list[Piece] = []
    plain: list[Fragment] = []
    before: Fragment | None = None
    for fragment in row:
        if before is not None and _apart(before, fragment):
            pieces.append(Piece(" "))
        marks = _raised_mark(fragment, size, base)
        pieces += [Piece(mark, True) for mark in marks] if marks else _with_raised_digits(fragment.text)
        if not marks and fragment.text.strip():
            plain.append(fragment)
        before = fragment
    while pieces and not pieces[0].is_mark and not pieces[0].text.strip():
        pieces.pop(0)
    text, _ = fold(pieces)
    bold, italic = all(f.bold for f in plain), all(f.italic for f in plain)
    style = Style(size, bool(plain) and bold, bool(plain) and italic)
    return Line(tuple(pieces), text, row[0].left, max(f.right for f in row), base, style, page)


def _apart(before: Fragment, after: Fragment) -> bool:
    """Whether a gap between two fragments stands for a blank."""
    if before.text.endswith(" ") or after.text.startswith(" "):
        return False
    blank = 0.18 * min(before.size, after.size) + 0.05 * max(before.size, after.size)
    return after.left - before.right > blank


def _raised_mark(fragment: Fragment, size: float, base: float) -> list[str]:
    """The footnote marks that a fragment is, if it is small, raised and reads like one."""
    text = fragment.text.strip()
    if fragment.size > 0.9 * size or fragment.base - base < 0.1 * size or not _MARK.fullmatch(text):
        return []
    return re.split(r"\s*,\s*", text)


def _with_raised_digits(text: str) -> list[Piece]:
    """Text in which superscript characters (¹²) are footnote marks."""
    parts = _RAISED_DIGITS.split(text)
    return [Piece(p.translate(_SUPERSCRIPTS), i % 2 == 1) for i, p in enumerate(parts) if p]


# --- furniture and footnotes ----------------------------------------


def _without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Pages without symbol header, page number and job number; the first page keeps its head."""
    seen: Counter[tuple[str, int]] = Counter()
    for page, height in zip(pages, heights, strict=True):
        for key in {_furniture_key(line, height) for line in page if _at_edge(line, height)}:
            seen[key] += 1
    kept = []
    for number, (page, height) in enumerate(zip(pages, heights, strict=True)):
        often = max(3, round(0.4 * len(pages)))
        kept.append(
            [
                line
                for line in page
                if (number == 0 and line.base > height / 2 and not _repeated(line, page))
                or not _is_furniture(line, height, seen, 2 if _alone(line, page) else often)
            ]
        )
    return kept


def _repeated(line: Line, page: Sequence[Line]) -> bool:
    """Whether a page says the same again below: the symbol in its header and in its masthead."""
    return any(other.text == line.text and other.base < line.base for other in page)


def _alone(line: Line, page: Sequence[Line]) -> bool:
    """Whether no line of the same type is next to it, as within a paragraph or a footnote."""
    return not any(
        abs(other.base - line.base) < 1.7 * line.style.size
        for other in page
        if other is not line and other.style == line.style
    )


def _at_edge(line: Line, height: float) -> bool:
    return not 0.1 * height < line.base < 0.9 * height and not line.begins_with_mark


def _furniture_key(line: Line, height: float) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round((height - line.base) / 3)


def _is_furniture(line: Line, height: float, seen: Counter[tuple[str, int]], enough: int) -> bool:
    """Whether a line at the edge of a page is a page number, or stands there on enough pages."""
    if not _at_edge(line, height):
        return False
    if _PAGE_NUMBER.fullmatch(line.text) or _SYMBOL.fullmatch(line.text):
        return True
    return seen[_furniture_key(line, height)] >= enough


def _body_style(lines: Sequence[Line]) -> Style:
    """The type in which most of the text is set."""
    weights: Counter[Style] = Counter()
    for line in lines:
        weights[line.style] += len(line.text)
    return weights.most_common(1)[0][0] if weights else Style(10.0, False, False)


def _split_notes(page: list[Line], body: float, open_note: bool) -> tuple[list[Line], list[Line]]:
    """A page's running text and the footnotes at its bottom.

    The footnotes are what is set small at the bottom, from the first line that opens with a mark; where a
    footnote of the page before runs on, from the first small line.
    """
    start = len(page)
    while start and (page[start - 1].style.size < body - 0.4 or _opens_note(page[start - 1], body)):
        start -= 1
    if start == len(page) and not any(line.begins_with_mark for line in page):
        return page, []
    first = next((i for i in range(start, len(page)) if _opens_note(page[i], body)), None)
    if first is None:
        first = start if open_note else len(page)
    elif open_note and first > start and _contiguous(page[start : first + 1]):
        first = start
    if first == len(page):  # notes as large as the text: only their raised marks tell
        first = next((i for i, line in enumerate(page) if line.begins_with_mark), len(page))
    return page[:first], page[first:]


def _contiguous(lines: Sequence[Line]) -> bool:
    """Whether lines follow one another without a wide gap."""
    return all(a.base - b.base < 2 * a.style.size for a, b in pairwise(lines))


def _opens_note(line: Line, body: float) -> bool:
    return line.begins_with_mark or (line.style.size < body - 0.4 and bool(_TYPED_NOTE.match(line.text)))


def _footnotes(lines: Sequence[Line], hyphens: Hyphens) -> Iterator[tuple[str, str]]:
    """Footnotes put together from their lines; one that runs over a page goes on before the next mark."""
    found: list[tuple[str, list[Line]]] = []
    for line in lines:
        typed = _TYPED_NOTE.match(line.text)
        if line.begins_with_mark:
            found.append((line.pieces[0].text, [replace(line, pieces=line.pieces[1:])]))
        elif typed and _follows(typed[1], found):
            rest = _cut(line.pieces, typed.end())
            found.append((typed[1], [replace(line, pieces=rest)]))
        elif found:
            found[-1][1].append(line)
    for mark, parts in found:
        pieces = hyphens.join([p for p in part.pieces if not p.is_mark] for part in parts)
        yield mark, fold(pieces)[0]


def _follows(mark: str, found: Sequence[tuple[str, list[Line]]]) -> bool:
    """Whether a number typed at the start of a small line is the next footnote's, not part of a citation."""
    if not mark.isdecimal():
        return True
    numbers = [int(other) for other, _ in found if other.isdecimal()]
    return not numbers or int(mark) == numbers[-1] + 1


def _cut(pieces: Iterable[Piece], length: int) -> tuple[Piece, ...]:
    """Pieces without their first `length` characters."""
    text, _ = fold(pieces)
    return (Piece(text[length:]),)


# --- paragraphs and headings ----------------------------------------


class _Paragraphs:
    """Puts lines together into paragraphs."""

    def __init__(self, pages: Sequence[Sequence[Line]], body: Style, hyphens: Hyphens) -> None:
        self._lines = [line for page in pages for line in page]
        self._body = body
        self._hyphens = hyphens
        self._number = 0
        self._pitch, self._spaced = self._rhythm()
        margins = [line.right for line in self._lines if line.style.size == body.size]
        self._right = sorted(margins)[int(len(margins) * 0.9)] if margins else 0.0

    def _rhythm(self) -> tuple[float, bool]:
        """The distance of lines within a paragraph, and whether paragraphs stand apart by more."""
        gaps = [
            a.base - b.base
            for a, b in pairwise(self._lines)
            if a.page == b.page and a.style == b.style == self._body and a.base - b.base > 1
        ]
        pitch = median(gaps) if gaps else 1.15 * self._body.size
        pitch = min((gap for gap in gaps if gap > 0.75 * pitch), default=pitch)
        wide = sum(1 for gap in gaps if gap > 1.25 * pitch)
        return pitch, wide > 0.03 * len(gaps)

    def blocks(self) -> list[Block]:
        """The blocks, with heading levels ranked over the document."""
        groups: list[list[Line]] = []
        for line in self._lines:
            if groups and not self._starts(line, groups[-1]):
                groups[-1].append(line)
            else:
                groups.append([line])
            number = _NUMBER.match(line.text)
            if number and groups[-1][0] is line and int(number[1]) == self._number + 1:
                self._number += 1
        return self._ranked(groups)

    def _starts(self, line: Line, group: Sequence[Line]) -> bool:
        """Whether a line starts a new block after the lines of `group`."""
        before = group[-1]
        heading = self._is_heading_type(line), self._is_heading_type(before)
        if any(heading):
            return line.style != before.style or before.page != line.page or self._gap(before, line) > 1.4
        if before.page != line.page:
            return self._starts_on_new_page(line, group)
        gap = before.base - line.base
        if abs(gap) < 0.3 * line.style.size or gap > 1.25 * self._pitch:
            return True  # beside it, or apart from it
        return not self._spaced and self._reads_as_start(line, before)

    @staticmethod
    def _gap(before: Line, line: Line) -> float:
        return (before.base - line.base) / max(line.style.size, 1.0)

    def _starts_on_new_page(self, line: Line, group: Sequence[Line]) -> bool:
        before = group[-1]
        if self._reads_as_start(line, before):
            return True
        short = before.right < self._right - 6 * self._body.size
        return short and bool(_SENTENCE_END.search(before.text)) and line.text[:1].isupper()

    def _reads_as_start(self, line: Line, before: Line) -> bool:
        """Whether words say that a paragraph or an item starts: its number is due, the text before ended."""
        if not _SENTENCE_END.search(before.text):
            return False
        if line.text.startswith("[") and line.text.endswith("]"):
            return True  # "[Adopted on …]" stands alone
        if before.text.endswith(":") and line.text[:1].isupper():
            return True
        number = _NUMBER.match(line.text)
        if number:
            return int(number[1]) == self._number + 1 or (self._number == 0 and int(number[1]) < 200)
        return bool(_ITEM.match(line.text))

    def _is_heading_type(self, line: Line) -> bool:
        """Larger than the text, or bold or italic where the text is not."""
        style = line.style
        return (
            style.size > self._body.size + 0.4
            or (style.bold and not self._body.bold)
            or (style.italic and not self._body.italic and style.size > self._body.size - 0.4)
        )

    def _is_heading(self, lines: Sequence[Line]) -> bool:
        if not self._is_heading_type(lines[0]):
            return False
        text = " ".join(line.text for line in lines)
        if _NUMBER.match(text) and len(text) > 150:
            return False
        style = lines[0].style
        if style.italic and not style.bold and style.size < self._body.size + 0.4:
            return len(lines) <= 2 and not re.search(r"[.;:,\]]$|^[\[(\"“]", text)
        return True

    def _ranked(self, groups: Sequence[Sequence[Line]]) -> list[Block]:
        numbered = (i for i, g in enumerate(groups) if _NUMBER.match(g[0].text) and not self._is_heading(g))
        first = next(numbered, 0)
        while first and self._is_heading(groups[first - 1]):
            first -= 1  # the headings right above the first paragraph count, the masthead does not
        ranks = {_rank(g[0].style) for g in groups[first:] if self._is_heading(g)}
        blocks = []
        for group in groups:
            pieces = self._hyphens.join(line.pieces for line in group)
            text, marks = fold(pieces)
            level = 1 + sum(1 for r in ranks if r > _rank(group[0].style)) if self._is_heading(group) else 0
            if text:
                blocks.append(Block(text, marks, level, group[0].page))
        return blocks


def _rank(style: Style) -> tuple[float, bool, bool]:
    """The order of headings: by size, then bold before italic."""
    return round(style.size * 2) / 2, style.bold, style.italic
