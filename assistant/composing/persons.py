"""What the persons concerned are called in the text of an opinion, and which sentences speak of each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Case
from assistant.submissions.words import any_word, submission_words

#: How somebody under age whose name is not told is called once spoken of.
MINOR = "the minor"
_TITLED = re.compile(r"\b(Mr|Ms|Mrs|Dr)\.\s+((?:[^\W\d_][\w’'-]*\s+)*?[^\W\d_][\w’'-]*)")


def called(case: Case, person: str) -> str:
    """A person in the text of an opinion: by title and name, or "the minor", whose name is not told."""
    return MINOR if person.lower() == f"a {MINOR.split()[-1]}" else honoured(case, person)


def honoured(case: Case, person: str) -> str:
    """A person with the honorific that the case file uses; the full name where it uses none, or for several of one surname."""
    words = person.split()
    if _namesakes(case, person):
        return f"{title}. {words[-1]}" if (title := _title_apart(case, person)) else person
    for paragraph in case.document.paragraphs:
        for match in _TITLED.finditer(paragraph.text):
            if match.group(2).split()[-1] in words[1:]:
                return f"{match.group(1)}. {_surname(words, paragraph.text[match.start(2) :])}"
    full = re.compile(rf"\b(Mr|Ms|Mrs|Dr)\.?\s+{re.escape(person)}")
    titled = next((m for p in case.document.paragraphs if (m := full.search(p.text))), None)
    return f"{titled.group(1)}. {person}" if titled else _ranked(case, words) or person


def speaking_of(case: Case, person: str) -> re.Pattern[str]:
    """What a text has that speaks of a person: the surname, or, where another has the same, title or first name before it."""
    name = called(case, person)
    if name == MINOR or not _namesakes(case, person):
        return _spelt(name if name == MINOR else name.split()[-1])
    title, dot, surname = name.partition(". ")
    return _spelt(person) if not dot else re.compile(rf"\b(?:{title}\.? (?:\w+ )?{surname}|{person})\b", re.IGNORECASE)


def _spelt(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)


def _namesakes(case: Case, person: str) -> list[str]:
    """The other persons concerned who have the same surname."""
    return [other for other in case.persons if other != person and other.split()[-1] == person.split()[-1]]


def _title_apart(case: Case, person: str) -> str | None:
    """The title that a person has and no other of the same surname; None where that is not told."""
    others = [_title_told(case, other) for other in _namesakes(case, person)]
    own = _title_told(case, person)
    titled = re.compile(rf"\b(Mr|Ms|Mrs|Dr)\. {re.escape(person.split()[-1])}\b")
    used = {title for p in case.document.paragraphs for title in titled.findall(p.text)}
    if own is None and all(others) and len(used - {*others}) == 1:  # "Mr. Ferrin", where Ruta Ferrin is his sister
        (own,) = used - {*others}
    apart = own not in others and (all(others) or used - {own})
    return own if apart else None


def _title_told(case: Case, person: str) -> str | None:
    """The title before a whole name, or that of a man or woman where the case file calls somebody so: "Ruta Ferrin, his sister"."""
    words = submission_words()
    for paragraph in case.document.paragraphs:
        if titled := re.search(rf"\b(Mr|Ms|Mrs|Dr)\.? {re.escape(person)}\b", paragraph.text):
            return titled[1]
        kin = re.search(rf"\b{re.escape(person)}, (?:an? |the |his |her |their )?(?:\w+ )??(\w+)\b", paragraph.text)
        for title, nouns in (("Mr", words.men), ("Ms", words.women)):
            if kin and any_word(nouns).fullmatch(kin[1]):
                return title
    return None


def _ranked(case: Case, words: Sequence[str]) -> str | None:
    """ "Captain Aldamar", if that is what the case file calls somebody of that name."""
    before = re.compile(rf"\b([^\W\d_a-zß-ÿ]\w+) {re.escape(words[-1])}\b") if len(words) > 1 else None
    found = (m[1] for p in case.document.paragraphs for m in (before.finditer(p.text) if before else ()))
    rank = next((word for word in found if before_a_name().fullmatch(word)), None)
    return f"{rank} {words[-1]}" if rank else None


def before_a_name() -> re.Pattern[str]:
    """Ranks and offices, which may stand before a name."""
    return any_word(submission_words().ranks + submission_words().offices)


def _surname(words: Sequence[str], text: str) -> str:
    """The words of a name, but for the first, with which a text begins, as many as it has: "de la Cruz", "Quiroga"."""
    parts = (" ".join(words[i:j]) for i in range(1, len(words)) for j in range(len(words), i, -1))
    return next((part for part in parts if text.startswith(part)), words[-1])
