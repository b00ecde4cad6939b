"""The words by which the contrary of what is cited is seen: prompts/contraries.toml as a lawyer reads and corrects it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.word_files import read_as, shipped

_FILE = "contraries.toml"


class ModalWords(BaseModel):
    """What may be done, what must be done, and what need not be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    may: tuple[str, ...]
    must: tuple[str, ...]
    need_not: tuple[str, ...]


class ContraryWords(BaseModel):
    """prompts/contraries.toml as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    negations: tuple[str, ...]
    denials: tuple[str, ...]
    denies_next: tuple[str, ...]
    verbs_of_denial: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    groups: tuple[tuple[tuple[str, ...], ...], ...]
    conditions: tuple[tuple[str, ...], ...]
    limits: tuple[tuple[str, ...], ...]
    exceptions: tuple[str, ...]
    excepting: tuple[str, ...]
    small: frozenset[str]
    turning: tuple[str, ...]
    facts: tuple[str, ...]
    modals: ModalWords


def read_contraries(text: str) -> ContraryWords:
    """The words of a file of contraries."""
    return read_as(ContraryWords, _FILE, text)


@cache
def contrary_words() -> ContraryWords:
    """The contraries that ship with the project."""
    return read_contraries(shipped(_FILE))


def any_of(phrases: Sequence[str]) -> str:
    """An expression of phrases, whole and in any case of letters; "*" stands for any ending of a word."""
    return rf"(?i:\b(?:{'|'.join(map(expression, phrases))})\b)"


def expression(phrase: str) -> str:
    """The expression of one phrase, over any space; "*" stands for any ending of a word."""
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
