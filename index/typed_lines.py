"""The lines of a text without what programs put beside them: signs of quotation, line numbers, signs of headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.paragraph_numbers import count

NUMBERED = re.compile(r"(\d{1,4})\.\s+(?=\S)")
_ABBREVIATED = re.compile(r"\b(?:No|Nos|para|paras|art|arts|Mr|Ms|Mrs|Dr|Corr|Add|Rev|pp?|vol|ed|cf)\.$")
_QUOTED = re.compile(r"(?:>\s?)+")
_LINE_NUMBER = re.compile(r"\s*(\d{1,5})(?:\s+(?=\S)|\s*$)")
_RULE = re.compile(r"\s*([-=_*~#])\1{2,}\s*")
_SIGNED = re.compile(
    r"\s*(?:#{1,6}\s+(?P<hashed>\S.*?)\s*#*|(?P<sign>\*{1,3}|_{1,3})(?P<starred>[^\s*_][^*_]*)(?P=sign))\s*"
)
_STEPS = (1, 5, 10)  # lines from one line number to the next
_MOST, _FEW = 0.9, 20


@dataclass(slots=True)
class TypedLine:
    """A line of a typed text."""

    text: str
    apart: bool  # a blank line stands before it


def bare(lines: Sequence[str]) -> list[str]:
    """The lines as their author wrote them."""
    return [_unsigned(line) for line in _without_line_numbers(_unquoted(lines))]


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines of a message that somebody answered or passed on, where most are quoted."""
    filled = [line for line in lines if line.strip()]
    quoted = sum(1 for line in filled if _QUOTED.match(line))
    return [_QUOTED.sub("", line, count=1) for line in lines] if quoted > len(filled) / 2 else list(lines)


def _without_line_numbers(lines: Sequence[str]) -> list[str]:
    """The lines without a count of them that stands in the margin, if paragraphs are counted besides."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for step in _STEPS:
        marked = _counted(lines, filled, step)
        if len(marked) < max(_FEW, _MOST * (len(filled) // step)):
            continue
        without = [_LINE_NUMBER.sub("", line, count=1) if i in marked else line for i, line in enumerate(lines)]
        if count([line.strip() for line in without]):
            return without
    return list(lines)


def _counted(lines: Sequence[str], filled: Sequence[int], step: int) -> set[int]:
    """The places at which the count of lines stands: it goes on from one to the next, or begins again on a page."""
    found: set[int] = set()
    last = 0
    for place in filled:
        match = _LINE_NUMBER.match(lines[place])
        if match and int(match[1]) in {last + step, step}:
            found.add(place)
            last = int(match[1])
    return found


def _unsigned(line: str) -> str:
    """A heading without the signs that make it one ("## Discussion", "**Discussion**"); a line of signs alone is blank."""
    if _RULE.fullmatch(line):
        return ""
    signed = _SIGNED.fullmatch(line)
    return line if signed is None else signed["hashed"] or signed["starred"]


def unfinished(line: str) -> bool:
    """Whether a line must go on: "opinion No.", "paras. 19–" and the like end no paragraph and no footnote."""
    return line.endswith((",", "–", " and")) or bool(_ABBREVIATED.search(line))
