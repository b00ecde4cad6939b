"""The words by which the review reads a draft: prompts/review.toml as a lawyer reads and corrects it."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.word_files import read_as, shipped

_FILE = "review.toml"


class PartyWords(BaseModel):
    """How a sentence says that something is what a party said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: tuple[str, ...]
    says: tuple[str, ...]
    alone: tuple[str, ...]
    held: tuple[str, ...]


class ReviewWords(BaseModel):
    """prompts/review.toml as it is written; an unknown or missing key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    beside: tuple[str, ...]
    same_state: tuple[tuple[str, ...], ...]
    party: PartyWords


def read_words(text: str) -> ReviewWords:
    """The words of a file for the review."""
    return read_as(ReviewWords, _FILE, text)


@cache
def review_words() -> ReviewWords:
    """The words of the review that ship with the project."""
    return read_words(shipped(_FILE))
