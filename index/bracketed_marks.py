"""Footnote marks that the text has in brackets, "[12]", where the footnotes are found and their raised marks are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.model import Block, Mark

_BRACKETED = re.compile(r"\s?\[(\d{1,3})\]")


def with_bracketed_marks(blocks: Iterable[Block], footnotes: Sequence[tuple[str, str]]) -> tuple[Block, ...]:
    """The blocks, with the marks of footnotes that stand in brackets put beside their text, each once and in order."""
    blocks = tuple(blocks)
    placed = {mark.mark for block in blocks for mark in block.marks}
    missing = [mark for mark, _ in footnotes if mark.isdecimal() and mark not in placed]
    return tuple(_placed(block, missing) for block in blocks) if missing else blocks


def _placed(block: Block, missing: list[str]) -> Block:
    """The block with those of the marks that come next; they are missing no more."""
    text, marks, start = "", list(block.marks), 0
    for match in _BRACKETED.finditer(block.text):
        if not missing or match[1] != missing[0]:
            continue
        text += block.text[start : match.start()]
        marks = [Mark(m.offset - len(match[0]) * (m.offset > len(text)), m.mark) for m in marks]
        marks.append(Mark(len(text), missing.pop(0)))
        start = match.end()
    if not start:
        return block
    return replace(block, text=text + block.text[start:], marks=tuple(sorted(marks, key=lambda mark: mark.offset)))
