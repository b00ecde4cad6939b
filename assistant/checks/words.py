"""The words by which the review reads a draft: prompts/review.toml as a lawyer reads and corrects it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.word_files import read_as, shipped

_NAME = "review.toml"


class PartyWords(BaseModel):
    """How a sentence says that something is what a party said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: tuple[str, ...]
    says: tuple[str, ...]
    alone: tuple[str, ...]
    held: tuple[str, ...]


class ContraryWords(BaseModel):
    """How a sentence is told to say the contrary of another."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    small: tuple[str, ...]
    turning: tuple[str, ...]
    facts: tuple[str, ...]


class ReviewWords(BaseModel):
    """prompts/review.toml as it is written; an unknown or missing key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    negations: tuple[str, ...]
    beside: tuple[str, ...]
    same_state: tuple[tuple[str, ...], ...]
    party: PartyWords
    contrary: ContraryWords


def read_words(text: str) -> ReviewWords:
    """The words of a file."""
    return read_as(ReviewWords, _NAME, text)


@cache
def review_words() -> ReviewWords:
    """The words that ship with the project."""
    return read_words(shipped(_NAME))


def any_of(phrases: Sequence[str]) -> str:
    """An expression of phrases, whole and in any case of letters; "*" stands for any ending of a word."""
    return rf"(?i:\b(?:{'|'.join(map(_expression, phrases))})\b)"


def _expression(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
