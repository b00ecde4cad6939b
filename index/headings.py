"""Headings that typography does not show: "a. Background", set like body text or as an item of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.model import Block
from index.numbering import letters_of, roman

_LONGEST = 150
_ENUMERATED = re.compile(r"([A-Za-z]{1,5})\.\s+(?=[A-Z“\"'‘])")
_NUMBERED = re.compile(r"\d{1,3}\.\s")
_ENDED = re.compile(r"[.;:,]\W*$")


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
