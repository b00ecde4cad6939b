"""Printed pages → blocks: paragraphs and headings, by their place and type.

Pure geometry: it knows fragments of text with a place and a type, and nothing of their file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from index.bracketed_marks import with_bracketed_marks
from index.columns import gutters_of, in_reading_order, lines_between
from index.furniture import body_style, footnotes_of, form_of_notes, split_notes, without_furniture
from index.headings import promote
from index.hyphens import Hyphens
from index.line_numbers import without_line_numbers
from index.model import Block, Extract
from index.printed_lines import Line, PageText, Style
from index.spans import fold

_NUMBER = re.compile(r"(\d{1,3})[.)](?:\s|$)")
_BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=[\"“'‘(]?[A-ZÀ-Þ])")
_ITEM = re.compile(r"\(([a-z]{1,5}|[A-Z]|\d{1,2})\)\s")
_SENTENCE_END = re.compile(r"[.;:?!](?:[\"”’')\]\s]|\d{1,3})*$|[;,] (?:and|or)$")


def blocks_of(pages: Sequence[PageText]) -> Extract:
    """The blocks and footnotes of printed pages."""
    pages = without_line_numbers(pages)
    gutters = gutters_of(pages)
    lines = [lines_between(page, strips) for page, strips in zip(pages, gutters, strict=True)]
    lines = without_furniture(lines, [page.height for page in pages])
    lines = [part for page, strips in zip(lines, gutters, strict=True) for part in in_reading_order(page, strips)]
    printed = [line for page in lines for line in page]
    body = body_style(printed)
    form = form_of_notes(printed, body.size)
    running: list[list[Line]] = []
    notes: list[Line] = []
    for page in lines:
        above, below = split_notes(page, body.size, bool(notes), form)
        running.append(above)
        notes += below
    hyphens = Hyphens(line.text for line in printed)
    blocks = _Paragraphs(running, body, hyphens).blocks()
    footnotes = tuple(footnotes_of(notes, hyphens, form))
    return Extract(with_bracketed_marks(promote(blocks), footnotes), footnotes)


class _Paragraphs:
    """Puts lines together into paragraphs."""

    def __init__(self, pages: Sequence[Sequence[Line]], body: Style, hyphens: Hyphens) -> None:
        self._lines = [line for page in pages for line in page]
        self._body = body
        self._hyphens = hyphens
        self._number = 0
        self._numbered = max((_NUMBER, _BARE_NUMBER), key=self._counted)
        self._pitch, self._spaced = self._rhythm()
        margins = [line.right for line in self._lines if line.style.size == body.size]
        self._right = sorted(margins)[int(len(margins) * 0.9)] if margins else 0.0

    def _counted(self, form: re.Pattern[str]) -> int:
        """How far the numbers of lines in that form count from one."""
        last = 0
        for line in self._lines:
            match = form.match(line.text)
            last += match is not None and int(match[1]) == last + 1
        return last

    def _rhythm(self) -> tuple[float, bool]:
        """The distance of lines within a paragraph, and whether paragraphs stand apart by more."""
        gaps = [
            a.base - b.base
            for a, b in pairwise(self._lines)
            if a.sheet == b.sheet and a.style == b.style == self._body and a.base - b.base > 1
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
            number = self._numbered.match(line.text)
            if number and groups[-1][0] is line and int(number[1]) == self._number + 1:
                self._number += 1
        return self._ranked(groups)

    def _starts(self, line: Line, group: Sequence[Line]) -> bool:
        """Whether a line starts a new block after the lines of `group`."""
        before = group[-1]
        heading = self._is_heading_type(line), self._is_heading_type(before)
        if any(heading):
            return line.style != before.style or before.sheet != line.sheet or not self._one_heading(before, line)
        if before.sheet != line.sheet:
            return self._starts_on_new_page(line, group)
        gap = before.base - line.base
        if abs(gap) < 0.3 * line.style.size or gap > 1.25 * self._pitch or line.right < before.left:
            return True  # beside it, or apart from it, or in the next row of a table
        return not self._spaced and self._reads_as_start(line, before)

    def _one_heading(self, before: Line, line: Line) -> bool:
        """Whether two lines of a heading are near, or the first word of one had no room in the line before."""
        gap = before.base - line.base
        if gap <= 1.4 * line.style.size:
            return True
        share = len(line.text.split()[0]) / len(line.text) if line.text else 0
        word = share * (line.right - line.left) + 0.5 * line.style.size
        return word > self._right - before.right and gap <= max(2 * line.style.size, 1.3 * self._pitch)

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
        number = self._numbered.match(line.text)
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
