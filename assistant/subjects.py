"""Subjects that do not arise in every case (prompts/subjects.toml): what the law says of them stays out of the others."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.labelled import stems
from index.errors import BadInput


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject and the stems of the words that speak of it."""

    name: str
    words: frozenset[str]

    def in_words(self, spoken: Iterable[str]) -> bool:
        """Whether a text speaks of it, given its stems."""
        return not self.words.isdisjoint(spoken)


class _Entry(BaseModel):
    """An entry of prompts/subjects.toml as it is written."""

    model_config = ConfigDict(extra="forbid")

    name: str
    words: tuple[str, ...]


def read_subjects(text: str) -> tuple[Subject, ...]:
    """The subjects of a register, in its order."""
    try:
        entries = [_Entry.model_validate(entry) for entry in tomllib.loads(text).get("subject", [])]
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        reason = " ".join(str(error).split())
        raise BadInput(f"prompts/subjects.toml cannot be read: {reason}; correct the entry named") from error
    return tuple(Subject(entry.name, frozenset(stems(" ".join(entry.words)))) for entry in entries)


@cache
def subjects() -> tuple[Subject, ...]:
    """The subjects that ship with the project."""
    return read_subjects(files("prompts").joinpath("subjects.toml").read_text(encoding="utf-8"))


def absent_from(texts: Iterable[str]) -> tuple[Subject, ...]:
    """The subjects of which a case does not speak."""
    spoken = {stem for text in texts for stem in stems(text)}
    return tuple(subject for subject in subjects() if not subject.in_words(spoken))
