"""Whether a draft names something of another case: a person, a place, an organization, a date.

Names are the words that the submissions of other opinions write with a capital and that nobody in the index ever writes
in small letters, those of institutions and instruments left out. A name or a full date of the draft that does not stand
in the case's own file came from elsewhere. Citations are not looked at: they name opinions by number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from index.fields import MONTHS

_WORD = re.compile(r"[^\W\d_]{3,}(?:[’'-][^\W\d_]+)*")
_DATE = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")
_CALENDAR = frozenset(MONTHS) | frozenset(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
)


def names_in(submissions: Iterable[str], everything: Iterable[str], institutional: Collection[str]) -> frozenset[str]:
    """The names in some submissions, given all texts of the index and the words of institutions."""
    small = {word for text in everything for word in _WORD.findall(text) if word.islower()}
    written = {word for text in submissions for word in _WORD.findall(text) if word[0].isupper()}
    return frozenset(w for w in written if w.lower() not in small and w not in institutional and w not in _CALENDAR)


def foreign(drafted: str, own: str, names: Collection[str]) -> list[str]:
    """The names and full dates in a draft's text that do not stand in the case's own file, each once, in order."""
    known = set(_WORD.findall(own))
    words = [w for w in _WORD.findall(drafted) if w in names and w not in known]
    dates = [d for d in _DATE.findall(drafted) if d not in own]
    return list(dict.fromkeys([*words, *dates]))
