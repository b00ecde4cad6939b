"""Checks what a draft says beside an opinion's number: the State, the person, the day of its adoption."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from assistant.checks.checked import Checked
from assistant.checks.claims import text_of
from assistant.checks.house_form import house_form
from assistant.checks.reviewed import Reviewed
from assistant.checks.words import review_words
from assistant.composing.house_style import join
from assistant.evidence.words import any_of
from index.fields import date_in
from index.model import Citation, Document
from index.register import register

_NUMBER = re.compile(r"\d\s?/\s?\d{4}|WGAD/\d{4}/\d{1,4}")
#: What is said of an opinion ends where the sentence or the list goes on.
_END = re.compile(
    r";|(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bv)\.(?:\s|\Z)|,?\s+(?:paras?\b|paragraphs?\b|\d+\s?/\s?\d{4})"
)
_LONGEST = 300  # characters
_DAY = r"\d{1,2}\s+[A-Z][a-z]+\s+\d{4}"
_BRACKETED = r"[^()\d]{2,80}(?:\([^()]*\))?"
_SESSION = re.compile(
    r"\A(?:\s*\([^()]*\))?(?:,?\s+concerning\s[^;]{3,200}?)?,?\s+adopted\s+(?:at|during)\s+(?:its|the)\s+([a-z-]+)\s+session"
)
#: "(Karsovia)", "concerning Radomir Velchan (Karsovia)", "adopted on 18 November 2014", "of 18 November 2014".
_BESIDE = re.compile(
    rf"\A(?:\s*\((?:(?P<state>{_BRACKETED})|(?P<of>[^()\d]{{2,80}}),\s+(?:adopted\s+(?:on\s+)?)?(?P<on>{_DAY}))\))?"
    r"(?:,?\s+(?:concerning|regarding)\s+(?:the\s+case\s+of\s+)?(?P<about>[^(;]{3,200}?)"
    r"(?=\s*\(|,?\s+adopted\b|,?\s+of\s+\d|,?\s*\Z))?"
    rf"(?:\s*\((?P<after>{_BRACKETED})\))?"
    rf"(?:,?\s*(?:\(?adopted\s+(?:on\s+)?|of\s+|\()(?P<day>{_DAY}))?"
)
_AFTER = re.compile(rf"\s*\(({_BRACKETED})\)")
_TITLED = r"\b(Mr|Mrs|Ms|Miss)\.?\s+(?:[\w\u2019'-]+\s+){0,3}?"
_NAME = re.compile(r"[^\W\d_][\w\u2019'-]{2,}")
_WOMEN = frozenset({"Mrs", "Ms", "Miss"})
_ALIKE = 0.75  # two spellings of one name


@dataclass(frozen=True, slots=True)
class _Mismatch:
    """What stands in the draft beside the number, and what is right instead."""

    what: str
    written: str
    right: str
    start: int


def check_names(citation: Citation, cited: Document, draft: Reviewed) -> Checked | None:
    """A State, a person or a day that is not that of the opinion."""
    text = text_of(draft.document, citation)
    number = _NUMBER.search(text, citation.start, citation.start + _LONGEST)
    if number is None or not citation.target.startswith("opinion:"):
        return None
    wrong = [
        *(replace(w, start=number.end() + w.start) for w in _mismatches(_beside(text, number.end()), cited, draft)),
        *_state_after(text, max(citation.end, number.end()), cited, draft),
    ]
    wrong = list(dict.fromkeys(wrong))  # a State right after the number stands in both places
    if not wrong:
        return None
    reason = "; ".join(f"{w.what} of that opinion is {w.right}, not {w.written}" for w in wrong)
    return Checked(citation, "malformed", reason, _righted(text, citation, wrong))


def _righted(text: str, citation: Citation, wrong: Sequence[_Mismatch]) -> str:
    """The citation, with what stands beside its number, put right."""
    right, place = "", citation.start
    for mismatch in sorted(wrong, key=lambda w: w.start):
        right += text[place : mismatch.start] + mismatch.right
        place = mismatch.start + len(mismatch.written)
    right += text[place : max(citation.end, place)]
    closed = right + ")" * (right.count("(") - right.count(")"))
    return house_form(citation, closed[:1].upper() + closed[1:])[0]


def _state_after(text: str, start: int, cited: Document, draft: Reviewed) -> Iterator[_Mismatch]:
    """ "Opinion No. 301/2014, para. 35 (Karsovia)"."""
    found = _AFTER.match(text, start)
    if found:
        yield from _wrong_state(found[1], found.start(1), cited, draft)


def _beside(text: str, start: int) -> str:
    beside = text[start : start + _LONGEST]
    end = _END.search(beside)
    return beside[: end.start()] if end else beside


def _mismatches(beside: str, cited: Document, draft: Reviewed) -> Iterator[_Mismatch]:
    found = _BESIDE.match(beside)
    if found is None:
        return
    for group in ("state", "of", "after"):
        yield from _wrong_state(found[group], found.start(group), cited, draft)
    if found["about"]:
        yield from _wrong_person(found["about"], found.start("about"), cited, draft)
    for group in ("on", "day"):
        yield from _wrong_day(found[group], found.start(group), cited)
    session = _SESSION.search(beside)
    if session and cited.session and _folded(session[1]) != _folded(cited.session):
        yield _Mismatch("the session", session[1], cited.session, session.start(1))


def _wrong_day(written: str | None, start: int, cited: Document) -> Iterator[_Mismatch]:
    day = date_in(written or "")
    if written and day and cited.adopted and day != cited.adopted:
        yield _Mismatch("the date of adoption", written, f"{cited.adopted.day} {cited.adopted:%B %Y}", start)


# The State


def _wrong_state(bracketed: str | None, start: int, cited: Document, draft: Reviewed) -> Iterator[_Mismatch]:
    """A State that is another, or a name that the opinion does not have at all."""
    written = re.split(r"\s+v\.\s+", bracketed or "")[-1].strip()
    if not written or not cited.state or any(_same(written, name) for name in _NAME.findall(" ".join(cited.persons))):
        return
    other = _state(written) != _state(cited.state) if _is_state(written, draft) else _is_foreign(written, cited)
    if other:
        yield _Mismatch("the State", written, cited.state, start + (bracketed or "").rindex(written))


def _is_foreign(name: str, cited: Document) -> bool:
    """Whether a name is that of nobody and nothing that an opinion speaks of, in any spelling: not a subject, but a name."""
    words = [w for w in _NAME.findall(name) if not _may_stand_beside().fullmatch(w)]
    known = _NAME.findall(f"{cited.state} {cited.title or ''} {' '.join(cited.persons)}")
    if not words or not _is_name(name) or any(_same(w, k) for w in words for k in known):
        return False
    return not any(w in p.text for p in cited.paragraphs for w in words)


@cache
def _may_stand_beside() -> re.Pattern[str]:
    return re.compile(any_of(review_words().beside))


def _is_state(name: str, draft: Reviewed) -> bool:
    known = _folded(name) in _spellings() or register().state_party(name) is not None
    return known or _folded(name) in map(_folded, draft.states)


def _state(name: str) -> str:
    """A State's name, of several the first, without what writers vary."""
    return _spellings().get(_folded(name), _folded(name))


@cache
def _spellings() -> dict[str, str]:
    return {_folded(name): _folded(names[0]) for names in review_words().same_state for name in names}


# The person


def _wrong_person(about: str, start: int, cited: Document, draft: Reviewed) -> Iterator[_Mismatch]:
    """Persons none of whose names is one of the opinion's; else a title that it never gives that person."""
    if _is_state(about, draft):
        yield from _wrong_state(about, start, cited, draft)
        return
    named = about if _is_name(about) else about.partition(",")[0]
    own = _NAME.findall(f"{' '.join(cited.persons)} {cited.state or ''} {cited.title or ''}")
    if cited.persons and _is_name(named) and not any(_same(n, o) for n in _NAME.findall(named) for o in own):
        yield _Mismatch("the person", named.rstrip(), join(cited.persons), start)
        return
    for person in cited.persons:
        yield from _wrong_title(about, start, person, cited)


def _is_name(text: str) -> bool:
    """Whether a text is a name: each long word of it begins with a capital, or has a hyphen as "al-Qamsar" has."""
    words = [w for w in text.split() if len(w) > 3]
    return bool(words) and all(w[0].isupper() or "-" in w for w in words)


def _wrong_title(about: str, start: int, person: str, cited: Document) -> Iterator[_Mismatch]:
    titled = re.compile(_TITLED + re.escape(person.split()[-1]) + r"\b")
    found = titled.search(about)
    given = {m[1] for p in cited.paragraphs for m in titled.finditer(p.text)}
    sexes = {title in _WOMEN for title in given}
    if found and len(sexes) == 1 and (found[1] in _WOMEN) not in sexes:
        yield _Mismatch("the title of the person", found[1], min(given), start + found.start(1))


def _same(one: str, other: str) -> bool:
    return SequenceMatcher(None, _folded(one), _folded(other)).ratio() >= _ALIKE


def _folded(name: str) -> str:
    """A name in small letters, without accents, spaces, apostrophes and article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\s\u2019'.-]+", "", plain.removeprefix("the "))
