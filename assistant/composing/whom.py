"""Of which of several persons a category is claimed: what the source pleads of one is not concluded of the others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from assistant.composing.antecedents import with_names
from assistant.composing.house_style import sentences_of
from assistant.composing.persons import speaking_of
from assistant.model import Case
from assistant.submissions.facts import claims_in
from assistant.submissions.words import any_of, submission_words
from index.model import Category, Part
from index.structure import categories_in

_SOURCE = frozenset({Part.SOURCE, Part.COMMENTS})


@lru_cache(maxsize=8)  # recital, conclusion and disposition ask for the same
def claimed_of(case: Case, category: Category) -> tuple[str, ...]:
    """The persons of whom the source claims a category: those whom it names where it does, else all of them whom that
    category can concern."""
    if len(case.persons) < 2:
        return case.persons
    everyone = _tried(case) if category is Category.III else case.persons
    found: set[str] = set()
    for number in claims_in(case.document.paragraphs).get(category, ()):
        before: list[str] = []  # "their detention falls within category II": whose, the sentences before it say
        for _, text in sentences_of(case, [number], _SOURCE):
            before.append(text)
            if category in categories_in(text):
                own = _named(case, before)
                if not own or any_of(submission_words().together).search(text):
                    return everyone
                found |= own
    return tuple(person for person in case.persons if person in found) or everyone


def _tried(case: Case) -> tuple[str, ...]:
    """The persons without those of whom the source says that they were never tried, and never that they were."""
    numbers = [p.number for p in case.document.paragraphs]
    told = [text for _, text in with_names(case, sentences_of(case, numbers, _SOURCE))]
    words = submission_words()
    never = {p for text in told if any_of(words.untried).search(text) for p in _named(case, [text])}
    tried = {p for t in told if any_of(words.tried).search(any_of(words.untried).sub("", t)) for p in _named(case, [t])}
    return tuple(p for p in case.persons if p not in never - tried) or case.persons


def _named(case: Case, texts: Iterable[str]) -> set[str]:
    text = " ".join(texts)
    return {person for person in case.persons if speaking_of(case, person).search(text)}
