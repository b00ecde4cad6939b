"""Headings that typography does not show: "a. Background", set like body text or as an item of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.front_page import TITLE
from index.model import Block
from index.numbering import letters_of, roman
from index.structure import are_flat, is_section

_LONGEST = 150
_ENUMERATED = re.compile(r"([A-Za-z]{1,5})\.\s+(?=[A-Z“\"'‘])")
_NUMBERED = re.compile(r"\d{1,3}\.\s")
_DEEPEST = 5  # headings that stand one upon the other
_SECTION = 80  # characters that the heading of a section has at most
_PARAGRAPH = re.compile(r"(\d{1,4})\.\s+")
_ENDED = re.compile(r"[.;:,]\W*$")


def by_words(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with headings by their words where their type does not tell: all set alike, or like the text."""
    above = _above_paragraphs(blocks)
    if any(is_section(blocks[i].text) for i in above):
        return [replace(b, level=None) if b.level or i in above else b for i, b in enumerate(blocks)]
    if not any(b.level != 0 and is_section(b.text) for b in blocks):
        return [
            replace(b, level=None) if b.level == 0 and (i in above or _reads_as_section(b.text)) else b
            for i, b in enumerate(blocks)
        ]
    if are_flat([(b.text, b.level) for b in blocks if b.level]):
        return [replace(b, level=None) if b.level else b for b in blocks]
    return list(blocks)


def _above_paragraphs(blocks: Sequence[Block]) -> set[int]:
    """The short blocks, none of them a sentence, between the end of one numbered paragraph and the next."""
    found: set[int] = set()
    first = next((i for i, b in enumerate(blocks) if TITLE.match(b.text) or _PARAGRAPH.match(b.text)), len(blocks))
    for place in range(len(blocks) - 2, first, -1):
        text, below = blocks[place].text, blocks[place + 1]
        over = place + 1 in found or (not below.level and bool(_PARAGRAPH.match(below.text)))
        if (
            over
            and len(text) <= _SECTION
            and (text[0].isalpha() or text[0] in "“\"‘'")
            and (text[-1].isalnum() or text[-1] in ')”"’')
        ):
            found.add(place)
    return found - _cells(blocks, first + 1)


def _cells(blocks: Sequence[Block], start: int) -> set[int]:
    """The short blocks from `start` on of which more follow one another than headings do: they are the cells of a table, or a list."""
    runs: list[list[int]] = [[]]
    for place, block in enumerate(blocks[start:], start):
        if block.level or len(block.text) > _SECTION or _ENDED.search(block.text) or _PARAGRAPH.match(block.text):
            runs.append([])
        else:
            runs[-1].append(place)
    return {place for run in runs if len(run) > _DEEPEST for place in run}


def _reads_as_section(text: str) -> bool:
    return len(text) <= _SECTION and text[-1:].isalpha() and is_section(text)


def promote(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks`, with those that read as enumerated headings given the level at which they stand.

    Such a line is short, is not a sentence, begins with a letter or a Roman numeral, and the next block is a
    heading or a numbered paragraph. The first of a series stands one below the heading above it, the others
    where the first stood.
    """
    result: list[Block] = []
    series: dict[str, tuple[int, int]] = {}  # kind of enumerator: (level, how far it has counted)
    last = 0
    for place, block in enumerate(blocks):
        if block.level == 0 and last and _reads_as_heading(block.text, blocks[place + 1 : place + 2]):
            found = _place(block.text, series, last)
            if found:
                kind, level, count = found
                series[kind] = level, count
                block = replace(block, level=level)
        if block.level:
            last = block.level
            series = {kind: at for kind, at in series.items() if at[0] <= last}
        result.append(block)
    return tuple(result)


def _reads_as_heading(text: str, after: Sequence[Block]) -> bool:
    if len(text) > _LONGEST or not _ENUMERATED.match(text) or _ENDED.search(text) or not after:
        return False
    follower = after[0]
    return bool(follower.level or _NUMBERED.match(follower.text) or _ENUMERATED.match(follower.text))


def _place(text: str, series: dict[str, tuple[int, int]], last: int) -> tuple[str, int, int] | None:
    """The kind of enumerator, its level and its count: the next of an open series, or a new one's first."""
    match = _ENUMERATED.match(text)
    if not match:
        return None
    label = match[1]
    for kind, (level, count) in series.items():
        if _label(kind, count + 1) == label:
            return kind, level, count + 1
    for kind in ("roman", "ROMAN", "letter", "LETTER"):
        if _label(kind, 1) == label:
            return kind, last + 1, 1
    return None


def _label(kind: str, count: int) -> str:
    written = roman(count) if kind.lower() == "roman" else letters_of(count)
    return written.upper() if kind.isupper() else written
