"""Columns of a printed page: where the white between them lies, and their lines in the order in which they are read.

A gutter is a strip that hardly any line crosses, with prose on both sides of it. The lines that do cross it, as a title
does, part the page into bands; within a band, one column is read after the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from statistics import median
from typing import TypeAlias

from index.printed_lines import Fragment, Line, PageText, lines_of

Strip: TypeAlias = tuple[float, float]

_CROSSED = 0.2  # of the lines of a page: those that may cross a gutter, as its title and its header
_NARROWEST = 0.18  # of the page's text: what is narrower is a margin for numbers, no column
_FEWEST = 8  # lines of prose in a column
_FILLED = 0.6  # of its width: how far a line of prose goes
_RAISED = 0.6  # of its size: how far from the base of a line its footnote marks are
_BLANK = 0.8  # of a gutter: what is narrower is a blank of a line over it
_SAME = 3.0  # points within which strips of two pages are one


def gutters_of(pages: Sequence[PageText]) -> list[tuple[Strip, ...]]:
    """The gutters of each page; one that shows none, as the first and the last may, has what those of the others share."""
    found = [_gutters(page) for page in pages]
    last: tuple[Strip, ...] = ()
    for strips in found:
        last = _shared(last, strips)
    result = []
    for strips in found:
        last = _shared(last, strips)
        result.append(strips or last)
    return result


def _shared(before: tuple[Strip, ...], strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
    """What the gutters of two pages have in common; those of the later page where they lie elsewhere."""
    if len(before) != len(strips):
        return strips or before
    common = tuple((max(a[0], b[0]), min(a[1], b[1])) for a, b in zip(before, strips, strict=True))
    return common if all(start < end for start, end in common) else strips


def _gutters(page: PageText) -> tuple[Strip, ...]:
    printed = [f for f in page.fragments if f.text.strip()]
    if len(printed) < 2 * _FEWEST:
        return ()
    left, right = min(f.left for f in printed), max(f.right for f in printed)
    size = median(f.size for f in printed)
    edges = [left]
    strips: list[Strip] = []
    for strip in _white(printed, left):
        if strip[1] - strip[0] >= 0.5 * size and strip[0] - edges[-1] >= _NARROWEST * (right - left):
            strips.append(strip)
            edges.append(strip[1])
    if strips and right - edges[-1] < _NARROWEST * (right - left):
        strips.pop()
    columns = zip([left, *(b for _, b in strips)], [*(a for a, _ in strips), right], strict=True)
    return tuple(strips) if strips and all(_is_prose(printed, *column, right - left) for column in columns) else ()


def _white(printed: Sequence[Fragment], left: float) -> Iterator[Strip]:
    """The strips that few fragments cross, from left to right, each as wide as the others leave it."""
    edges: Counter[int] = Counter()
    for fragment in printed:
        edges[int(fragment.left - left)] += 1
        edges[max(0, int(fragment.right - left)) + 1] -= 1
    places = sorted(edges)
    covered = list(accumulate(edges[place] for place in places))  # from each place to the next
    most = _CROSSED * max(covered)
    starts, ends = sorted(f.left for f in printed), sorted(f.right for f in printed)
    for few, parts in groupby(zip(places, places[1:], covered, strict=False), lambda part: part[2] <= most):
        strip = list(parts)
        if few and strip[0][0] > 0 and strip[-1][1] < places[-1]:
            middle = left + (strip[0][0] + strip[-1][1] - 1) / 2
            before, after = bisect_right(ends, middle), bisect_left(starts, middle)
            if before and after < len(starts):
                yield ends[before - 1], starts[after]


def _is_prose(printed: Sequence[Fragment], left: float, right: float, whole: float) -> bool:
    """Whether most lines between two edges go nearly as far as lines do there, and that is not as narrow as a margin."""
    rows: dict[int, tuple[float, float]] = {}
    for fragment in printed:
        if fragment.left >= left - _SAME and fragment.right <= right + _SAME:
            start, end = rows.get(round(fragment.base), (right, left))
            rows[round(fragment.base)] = min(start, fragment.left), max(end, fragment.right)
    if len(rows) < _FEWEST:
        return False
    starts, ends = sorted(start for start, _ in rows.values()), sorted(end for _, end in rows.values())
    usual = ends[len(ends) * 4 // 5] - starts[len(starts) // 5]  # headings reach into the margin of the paragraphs
    return usual >= _NARROWEST * whole and median(end - start for start, end in rows.values()) > _FILLED * usual


def lines_between(page: PageText, gutters: Sequence[Strip]) -> list[Line]:
    """The lines of a page from top to bottom, none of them over the white between two columns."""
    if not gutters:
        return lines_of(page)
    crossing = _crossing(page.fragments, gutters)
    parts: dict[int | None, list[Fragment]] = {}
    for fragment in page.fragments:
        over = any(abs(fragment.base - base) < _RAISED * size for base, size in crossing)
        column = sum(1 for start, end in gutters if fragment.left >= (start + end) / 2)
        parts.setdefault(None if over else column, []).append(fragment)
    lines = [line for part in parts.values() for line in lines_of(page._replace(fragments=tuple(part)))]
    return sorted(lines, key=lambda line: (-line.base, line.left))


def _crossing(fragments: Sequence[Fragment], gutters: Sequence[Strip]) -> list[tuple[float, float]]:
    """The base and the size of each row that goes on over a gutter, as of a title."""
    rows: dict[int, list[Fragment]] = {}
    for fragment in fragments:
        if fragment.text.strip():
            rows.setdefault(round(fragment.base), []).append(fragment)
    return [(row[0].base, max(f.size for f in row)) for row in rows.values() if any(_crosses(row, g) for g in gutters)]


def _crosses(row: Sequence[Fragment], gutter: Strip) -> bool:
    """Whether a fragment lies over a gutter, or the blank there is no wider than those between words."""
    middle = sum(gutter) / 2
    end = max((f.right for f in row if f.left < middle), default=None)
    start = min((f.left for f in row if f.left >= middle), default=None)
    if end is None or start is None:
        return end is not None and end > middle
    return start - end < _BLANK * (gutter[1] - gutter[0])


def in_reading_order(lines: Sequence[Line], gutters: Sequence[Strip]) -> list[list[Line]]:
    """The lines of a page as they are read, parted where one goes on at the top of the next column."""
    if not gutters:
        return [list(lines)]
    starts = [min((line.left for line in lines), default=0.0), *(end for _, end in gutters)]
    parts: list[list[Line]] = []
    for band in _bands(lines, gutters):
        for column, members in enumerate(band):
            shift = starts[column] - starts[0]
            moved = [replace(line, left=line.left - shift, right=line.right - shift) for line in members]
            if moved and parts and moved[0].base < parts[-1][-1].base:
                parts[-1] += moved
            elif moved:
                parts.append(moved)
    return [[replace(line, column=place) for line in part] for place, part in enumerate(parts)]


def _bands(lines: Sequence[Line], gutters: Sequence[Strip]) -> list[list[list[Line]]]:
    """The lines of each column, of one band after another."""
    bands: list[list[list[Line]]] = []
    crossed = False
    for line in lines:
        column = _column(line, gutters)
        if not bands or crossed != (column is None):
            bands.append([[] for _ in range(len(gutters) + 1)])
        crossed = column is None
        bands[-1][column or 0].append(line)
    return bands


def _column(line: Line, gutters: Sequence[Strip]) -> int | None:
    """The column in which a line stands; None for one that crosses a gutter."""
    begins = sum(1 for start, end in gutters if line.left >= (start + end) / 2)
    ends = sum(1 for start, end in gutters if line.right > (start + end) / 2)
    return begins if begins == ends else None
