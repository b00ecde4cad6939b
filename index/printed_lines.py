"""A printed page → its lines: fragments of text put together by their place and type, raised numbers as footnote marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
    column: int = 0

    @property
    def sheet(self) -> tuple[int, int]:
        """The page and the column: between two of them no distance tells anything."""
        return self.page, self.column

    @property
    def begins_with_mark(self) -> bool:
        """Whether a raised mark opens the line, as it does a footnote."""
        return bool(self.pieces) and self.pieces[0].is_mark


_HEIGHT = 20.0  # points of a page that are looked at together
_MARK = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*|\*{1,3}|[†‡]")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_DIGITS = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_LABEL = 10  # fragments that the number of a paragraph may be set in
_LIST_LABEL = re.compile(r"(?:\d{1,3}\.|\(?[A-Za-z]{1,5}[.)])\s*$")


def lines_of(page: PageText) -> list[Line]:
    """The lines of a page from top to bottom; a raised fragment is part of the line it is raised above."""
    lines = [_line(part, page.number) for row in _rows(page.fragments) for part in _columns(row)]
    return sorted((line for line in lines if line.text or line.pieces), key=lambda x: (-x.base, x.left))


def _rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    rows: list[list[Fragment]] = []
    near: dict[int, list[int]] = {}  # the rows at each height, so that not all are looked at for each fragment
    reach = max((fragment.size for fragment in fragments), default=0.0)
    seen: set[tuple[str, int, int]] = set()
    for fragment in sorted(fragments, key=lambda f: (-f.size, -f.base)):
        place = (fragment.text, round(fragment.left), round(fragment.base))
        if place in seen and fragment.text.strip():
            continue  # painted twice: imitated bold type
        seen.add(place)
        heights = range(int((fragment.base - reach) // _HEIGHT), int((fragment.base + reach) // _HEIGHT) + 1)
        row = _row_for(fragment, [rows[i] for i in sorted(i for height in heights for i in near.get(height, ()))])
        if row is None:
            near.setdefault(int(fragment.base // _HEIGHT), []).append(len(rows))
            rows.append([fragment])
        else:
            row.append(fragment)
    return rows


def _row_for(fragment: Fragment, rows: Sequence[list[Fragment]]) -> list[Fragment] | None:
    """The row whose baseline this fragment shares, or above whose baseline it is raised: the nearest, if it is several."""
    possible = [row for row in rows if _belongs(fragment, row[0])]
    if len(possible) < 2:
        return possible[0] if possible else None
    return min(possible, key=lambda row: _distance(fragment, row) + abs(fragment.base - row[0].base))


def _belongs(fragment: Fragment, head: Fragment) -> bool:
    """Whether a fragment stands on the baseline of another, or is small and raised above it."""
    raised = fragment.base - head.base
    small = fragment.size < 0.9 * head.size
    return abs(raised) < 0.2 * head.size or (small and -0.3 * head.size < raised < 0.6 * head.size)


def _distance(fragment: Fragment, row: Sequence[Fragment]) -> float:
    return min(max(0.0, fragment.left - other.right, other.left - fragment.right) for other in row)


def _columns(row: list[Fragment]) -> Iterator[list[Fragment]]:
    """A row cut where a gap is wide: the masthead and tables set several texts on one line."""
    part: list[Fragment] = []
    end = 0.0
    for fragment in sorted(row, key=lambda f: f.left):
        wide = bool(part) and fragment.left - end > 5 * part[0].size
        if wide and not (len(part) < _LABEL and _LIST_LABEL.fullmatch("".join(f.text for f in part))):
            yield part
            part = []
        end = max(end, fragment.right) if part else fragment.right
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
        if marks and fragment.text.endswith(" "):
            pieces.append(Piece(" "))  # the blank after a mark, told as part of it
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
