"""Subjects that do not arise in every case (prompts/subjects.toml): what the law says of them stays out of the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.learnt.labelled import terms
from assistant.learnt.stemming import stems
from assistant.word_files import read_as, shipped

_NAME = "subjects.toml"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject and the stems of the words, or of each two that follow each other, that speak of it."""

    name: str
    words: frozenset[str]

    def in_words(self, spoken: Iterable[str]) -> bool:
        """Whether a text speaks of it, given its terms."""
        return not self.words.isdisjoint(spoken)


class _Entry(BaseModel):
    """An entry of prompts/subjects.toml as it is written."""

    model_config = ConfigDict(extra="forbid")

    name: str
    words: tuple[str, ...]


class _File(BaseModel):
    subject: tuple[_Entry, ...] = ()


def read_subjects(text: str) -> tuple[Subject, ...]:
    """The subjects of a register, in its order."""
    entries = read_as(_File, _NAME, text).subject
    return tuple(Subject(entry.name, frozenset(" ".join(stems(word)) for word in entry.words)) for entry in entries)


@cache
def subjects() -> tuple[Subject, ...]:
    """The subjects that ship with the project."""
    return read_subjects(shipped(_NAME))


def absent_from(texts: Iterable[str]) -> tuple[Subject, ...]:
    """The subjects of which a case does not speak."""
    spoken = {term for text in texts for term in terms(stems(text))}
    return tuple(subject for subject in subjects() if not subject.in_words(spoken))
