"""The numbers of lines that stand in the margin of printed pages, as of a draft for comment: they are none of the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from index.printed_lines import Fragment, PageText

_STEPS = (1, 2, 5, 10)  # lines from one number to the next
_FEWEST = 5  # numbers that make a count
_COVERED = 0.5  # of the lines of a document: how many are counted at least; a list or a table has fewer
_EVEN, _MOSTLY = 0.3, 0.7  # lines have one distance, give or take so much; so many of them, for paragraphs stand apart
_SKIPPED = 3  # steps from one number to the next: a line that reaches into the margin hides its number
_APART = 0.3  # of its size: how far a number stands from the text


def without_line_numbers(pages: Sequence[PageText]) -> list[PageText]:
    """The pages without the numbers of their lines, which are counted in even steps in one of the margins."""
    rows = [_rows(page) for page in pages]
    lines = sum(map(len, rows))
    for side in (0, -1):
        margin = [[row[side] for row in page if _in_margin(row, side)] for page in rows]
        for step in _STEPS:
            found = _counted(margin, step)
            if len(found) >= _FEWEST and len(found) * step >= _COVERED * lines and _even(found):
                return [_without(page, numbers, found, side) for page, numbers in zip(pages, margin, strict=True)]
    return list(pages)


def _without(page: PageText, numbers: Sequence[Fragment], found: Sequence[tuple[int, Fragment]], side: int) -> PageText:
    """A page without the numbers that stand where those of lines do: its header may be counted as well."""
    edge = median(_inner(fragment, side) for _, fragment in found)
    out = {id(number) for _, number in found}
    out |= {id(number) for number in numbers if abs(_inner(number, side) - edge) < number.size}
    return page._replace(fragments=tuple(f for f in page.fragments if id(f) not in out))


def _inner(fragment: Fragment, side: int) -> float:
    """The end of a number in the margin that is next to the text."""
    return fragment.right if side == 0 else fragment.left


def _rows(page: PageText) -> list[list[Fragment]]:
    """The fragments of each line, from left to right, from the top of the page to its bottom."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(page.fragments, key=lambda f: -f.base):
        if not fragment.text.strip():
            continue
        if rows and rows[-1][0].base - fragment.base < 0.5 * fragment.size:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [sorted(row, key=lambda f: f.left) for row in rows]


def _in_margin(row: Sequence[Fragment], side: int) -> bool:
    """Whether a line begins, or ends, with a number that stands apart from the rest of it."""
    number = row[side]
    if not number.text.strip().isdecimal():
        return False
    if len(row) == 1:
        return True
    gap = row[1].left - number.right if side == 0 else number.left - row[-2].right
    return gap > _APART * number.size


def _counted(margin: Sequence[Sequence[Fragment]], step: int) -> list[tuple[int, Fragment]]:
    """The numbers, with the place of their page, that go on from one to the next or begin again on a page."""
    found: list[tuple[int, Fragment]] = []
    last = 0
    for place, fragments in enumerate(margin):
        numbers = [(int(fragment.text), fragment) for fragment in fragments]
        if not any(0 < number - last <= _SKIPPED * step for number, _ in numbers):
            last = 0  # the count begins again on this page
        for number, fragment in numbers:
            if number % step == 0 and 0 < number - last <= _SKIPPED * step:
                found.append((place, fragment))
                last = number
    return found


def _even(found: Sequence[tuple[int, Fragment]]) -> bool:
    """Whether the numbers stand at one distance from one another, as lines do and paragraphs do not."""
    gaps = [one.base - two.base for (page, one), (other, two) in pairwise(found) if page == other]
    usual = median(gaps) if gaps else 0.0
    return bool(gaps) and sum(abs(gap - usual) <= _EVEN * usual for gap in gaps) >= _MOSTLY * len(gaps)
