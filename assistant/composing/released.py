"""Which of the persons concerned have been released, as either party tells it: a remedy must fit them."""

from __future__ import annotations

from assistant.composing.antecedents import with_names
from assistant.composing.house_style import sentences_of
from assistant.composing.persons import speaking_of
from assistant.model import Case
from assistant.submissions.words import any_of, submission_words
from index.model import Part

_PARTIES = frozenset({Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS})


def released(case: Case) -> frozenset[str]:
    """The persons of whom the last that is said on it is that they were released."""
    return frozenset(person for person, free in _at_liberty(case).items() if free)


def held(case: Case) -> bool:
    """Whether that is said of nobody, and of somebody that he or she is held."""
    told = _at_liberty(case).values()
    return bool(told) and not any(told)


def _at_liberty(case: Case) -> dict[str, bool]:
    """Of each person of whom either is said: whether he or she is at liberty."""
    told = sentences_of(case, [p.number for p in case.document.paragraphs], _PARTIES)
    free: dict[str, bool] = {}
    for _, text in with_names(case, told):
        out = any_of(submission_words().released).search(text) is not None
        if out or any_of(submission_words().held).search(text):
            of_all = any_of(submission_words().together).search(text) is not None
            free |= {person: out for person in case.persons if of_all or speaking_of(case, person).search(text)}
    return free
