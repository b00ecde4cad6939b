"""Who speaks in the parts of a letter: its headings in plain words, and what stands before the first of them (prompts/letters.toml)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.submissions.words import any_of
from assistant.word_files import read_as, shipped
from index.model import Paragraph, Part
from index.structure import plain

_NAME = "letters.toml"


class _File(BaseModel):
    """prompts/letters.toml as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    government: tuple[str, ...]
    comments: tuple[str, ...]
    preamble: tuple[str, ...]


@cache
def _words() -> _File:
    return read_as(_File, _NAME, shipped(_NAME))


def with_plain_headings(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs; those under a heading in plain words belong to the party that it names."""
    return tuple(replace(p, part=_headed(p) or p.part) for p in paragraphs)


def _headed(paragraph: Paragraph) -> Part | None:
    """The part that the innermost heading over a paragraph opens in plain words."""
    heading = plain(paragraph.headings[-1]) if paragraph.headings else ""
    parties = ((_words().government, Part.GOVERNMENT), (_words().comments, Part.COMMENTS))
    return next((part for names, part in parties if any_of(names).match(heading)), None)


def with_account(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of a letter in which no heading names the source: what stands before the first that a heading gives to
    a party is its account, but for what only the preamble of an opinion says."""
    if any(p.part is Part.SOURCE for p in paragraphs):
        return tuple(paragraphs)
    return tuple(replace(p, part=Part.SOURCE) if _is_account(p) else p for p in paragraphs)


def _is_account(paragraph: Paragraph) -> bool:
    return paragraph.part is Part.PREAMBLE and not any_of(_words().preamble).search(paragraph.text)
