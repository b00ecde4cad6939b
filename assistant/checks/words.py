"""The words by which the review reads a draft, and by which the contrary of what is cited is seen: prompts/review.toml and
prompts/contraries.toml as a lawyer reads and corrects them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.word_files import read_as, shipped

_REVIEW, _CONTRARIES = "review.toml", "contraries.toml"


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
    small: frozenset[str]
    turning: tuple[str, ...]
    facts: tuple[str, ...]
    modals: ModalWords


def read_words(text: str) -> ReviewWords:
    """The words of a file for the review."""
    return read_as(ReviewWords, _REVIEW, text)


def read_contraries(text: str) -> ContraryWords:
    """The words of a file of contraries."""
    return read_as(ContraryWords, _CONTRARIES, text)


@cache
def review_words() -> ReviewWords:
    """The words of the review that ship with the project."""
    return read_words(shipped(_REVIEW))


@cache
def contrary_words() -> ContraryWords:
    """The contraries that ship with the project."""
    return read_contraries(shipped(_CONTRARIES))


def any_of(phrases: Sequence[str]) -> str:
    """An expression of phrases, whole and in any case of letters; "*" stands for any ending of a word."""
    return rf"(?i:\b(?:{'|'.join(map(expression, phrases))})\b)"


def expression(phrase: str) -> str:
    """The expression of one phrase, over any space; "*" stands for any ending of a word."""
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
