"""The words by which a case file is read: prompts/submissions.toml as a lawyer reads and corrects it."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.word_files import read_as, shipped

_FILE = "submissions.toml"


class SubmissionWords(BaseModel):
    """prompts/submissions.toml as it is written; an unknown or missing key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    particles: tuple[str, ...]
    state_nouns: tuple[str, ...]
    relatives: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    persons: tuple[str, ...]
    others: tuple[str, ...]
    ranks: tuple[str, ...]
    offices: tuple[str, ...]
    of_held: tuple[str, ...]
    suffered: tuple[str, ...]
    together: tuple[str, ...]
    bodies: tuple[str, ...]
    silent: tuple[str, ...]
    late: tuple[str, ...]
    replied: tuple[str, ...]
    reproach: tuple[str, ...]
    compared: tuple[str, ...]
    open: tuple[str, ...]
    beside: tuple[str, ...]
    tried: tuple[str, ...]
    untried: tuple[str, ...]
    released: tuple[str, ...]
    held: tuple[str, ...]
    joined: tuple[str, ...]
    facts: tuple[str, ...]
    particulars: tuple[str, ...]


def read_words(text: str) -> SubmissionWords:
    """The words of a file for reading a case."""
    return read_as(SubmissionWords, _FILE, text)


@cache
def submission_words() -> SubmissionWords:
    """The words that ship with the project."""
    return read_words(shipped(_FILE))


@cache
def any_of(expressions: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for any of some regular expressions."""
    return re.compile("|".join(f"(?:{e})" for e in expressions), re.IGNORECASE)


@cache
def any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for any of some words; "*" at the end of one stands for any ending."""
    listed = "|".join(re.escape(w.removesuffix("*")) + (r"\w*" if w.endswith("*") else "") for w in words)
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)
