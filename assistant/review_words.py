"""The words by which the review reads a draft: prompts/review.toml as a lawyer reads and corrects it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import BadInput


class ReviewWords(BaseModel):
    """prompts/review.toml as it is written; an unknown or missing key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    negations: tuple[str, ...]


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


def one_of(word: str, listed: Sequence[str]) -> bool:
    """Whether a word in small letters is one of a list, in which "*" stands for any ending."""
    return any(word.startswith(w[:-1]) if w.endswith("*") else word == w for w in listed)
