"""Numbers of paragraphs written out: "paragraph forty-five" is para. 45."""

from __future__ import annotations

import re

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: n for n, word in enumerate((*_UNITS, *_TEENS), start=1)} | {
    word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_UNITS)}))?|{'|'.join(_TEENS)}|{'|'.join(_UNITS)})"
_NAMED = r"(?:(?:para(?:graph)?s?\b\.?|¶|§+|foot ?notes?\b|fn\b\.?)\s*)"
_LISTED = re.compile(rf"{_NAMED}{_NUMBER}\b(?:\s*(?:,|and|or|to|–|-|&)\s*(?:{_NAMED})?{_NUMBER}\b)*", re.I)


def in_figures(text: str) -> str:
    """The text with the numbers of its paragraphs and footnotes in figures."""
    return _LISTED.sub(lambda match: re.sub(rf"\b{_NUMBER}\b", _figure, match.group(), flags=re.I), text)


def _figure(match: re.Match[str]) -> str:
    return str(sum(_VALUES[part] for part in re.split(r"[\s-]", match.group().lower())))
