"""The sentences of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Abbreviations after which a full stop ends no sentence.
_ABBREVIATIONS = tuple("No Nos para paras art arts Mr Ms Mrs Messrs Dr Prof sect chap vol St cf v vs ibid".split())  # noqa: SIM905
_END = re.compile(r"(?<=[.?!])(?:[”\"’)]*)\s+(?=[“\"(]?[A-ZÀ-Þ])")


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence of a text and its place in it."""

    start: int
    end: int
    text: str


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text, with their places; "No.", "para." and the like end none."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start()]
        last = before.rstrip(".").rsplit(None, 1)[-1].lstrip('(“"') if before.strip(". ") else ""
        if before.endswith(".") and last in _ABBREVIATIONS:
            continue
        spans.append(Span(start, match.end(), " ".join(text[start : match.end()].split())))
        start = match.end()
    if text[start:].strip():
        spans.append(Span(start, len(text), " ".join(text[start:].split())))
    return spans
