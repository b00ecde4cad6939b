"""Subjects that do not arise in every case (prompts/subjects.toml): what the law says of them stays out of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.issues import issue_register
from assistant.learnt.labelled import terms
from assistant.learnt.stemming import stems
from assistant.word_files import read_as, shipped
from index.errors import BadInput

_NAME = "subjects.toml"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject and the stems of the words, or of each two that follow each other, that speak of it."""

    name: str
    words: frozenset[str]
    issues: frozenset[str] = frozenset()  # it arises only where one of these was spotted, if there are any
    never_of: frozenset[str] = frozenset()  # what a person may be of whom it never arises

    def in_words(self, spoken: Iterable[str]) -> bool:
        """Whether a text speaks of it, given its terms."""
        return not self.words.isdisjoint(spoken)


class _Entry(BaseModel):
    """An entry of prompts/subjects.toml as it is written."""

    model_config = ConfigDict(extra="forbid")

    name: str
    words: tuple[str, ...]
    issues: frozenset[str] = frozenset()
    never_of: frozenset[str] = frozenset()


class _File(BaseModel):
    subject: tuple[_Entry, ...] = ()


def read_subjects(text: str) -> tuple[Subject, ...]:
    """The subjects of a register, in its order; `BadInput` where one names an issue that there is not."""
    entries = read_as(_File, _NAME, text).subject
    if unknown := sorted({issue for entry in entries for issue in entry.issues} - issue_register().keys()):
        raise BadInput(f"prompts/{_NAME} cannot be read: there is no issue {unknown[0]!r}; correct that subject")
    return tuple(
        Subject(e.name, frozenset(" ".join(stems(word)) for word in e.words), e.issues, e.never_of) for e in entries
    )


@cache
def subjects() -> tuple[Subject, ...]:
    """The subjects that ship with the project."""
    return read_subjects(shipped(_NAME))


def absent_from(
    texts: Iterable[str], *, spotted: Collection[str] | None = None, persons: Collection[str] = ()
) -> tuple[Subject, ...]:
    """The subjects that do not arise in a case: of which it does not speak, whose issues are not among the `spotted`, where
    these are known, or that never arise of one who is what the person concerned is."""
    spoken = {term for text in texts for term in terms(stems(text))}
    return tuple(s for s in subjects() if not _arises(s, spoken, spotted, persons))


def _arises(
    subject: Subject, spoken: Collection[str], spotted: Collection[str] | None, persons: Collection[str]
) -> bool:
    if subject.never_of:  # every other case may have it, whether it says so or not
        return subject.never_of.isdisjoint(persons)
    of_case = spotted is None or not subject.issues or not subject.issues.isdisjoint(spotted)
    return of_case and subject.in_words(spoken)
