"""Footnotes as a letter types them, "¹ Exhibit 4 of the file.": no party's words, and so no paragraph of the case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.model import Footnote, Paragraph

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(r"([⁰¹²³⁴-⁹]+)\s*(?=\S)")
_MARK = re.compile(r"(?<=\S)([⁰¹²³⁴-⁹]+)")
#: A power is no mark: "12 m²".
_POWER = re.compile(r"\b[ckm]?m[²³]$")


def without_typed_notes(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, and such notes put where their marks stand."""
    notes: dict[str, str] = {}
    running = []
    for paragraph in paragraphs:
        lines = paragraph.text.split("\n")
        typed = [match for line in lines if (match := _NOTE.match(line))]
        notes |= {match[1].translate(_RAISED): match.string[match.end() :] for match in typed}
        text = "\n".join(line for line in lines if not _NOTE.match(line)) if typed else paragraph.text
        if text:
            running.append(replace(paragraph, text=text))
    return tuple(_marked(p, notes) for p in running) if notes else tuple(paragraphs)


def _marked(paragraph: Paragraph, notes: dict[str, str]) -> Paragraph:
    """A paragraph whose typed marks are footnotes of it."""
    text, place = "", 0
    found: list[Footnote] = []
    for match in _MARK.finditer(paragraph.text):
        mark = match[1].translate(_RAISED)
        if mark in notes and not _POWER.search(paragraph.text[: match.end()]):
            text += paragraph.text[place : match.start()]
            found.append(Footnote(mark, notes[mark], len(text)))
            place = match.end()
    return replace(paragraph, text=text + paragraph.text[place:], footnotes=(*paragraph.footnotes, *found))
