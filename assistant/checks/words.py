"""The words by which the review reads a draft: prompts/review.toml as a lawyer reads and corrects it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import BadInput


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
    try:
        return ReviewWords.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        reason = " ".join(str(error).split())
        raise BadInput(f"prompts/review.toml cannot be read: {reason}; correct the entry named") from error


@cache
def review_words() -> ReviewWords:
    """The words that ship with the project."""
    return read_words(files("prompts").joinpath("review.toml").read_text(encoding="utf-8"))


def any_of(phrases: Sequence[str]) -> str:
    """An expression of phrases, whole and in any case of letters; "*" stands for any ending of a word."""
    return rf"(?i:\b(?:{'|'.join(map(_expression, phrases))})\b)"


def _expression(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
