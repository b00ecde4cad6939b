"""Whether a sentence speaks of the very case: of its persons, named or not, or of what happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: One person in particular, where nobody is named: "his or her" is anybody's, "his" is that of a person of the case.
_ANYBODY = re.compile(
    r"\b(?:he or she|she or he|him or her|her or him|his or hers?|hers? or his|himself or herself|herself or himself)\b",
    re.I,
)
_SOMEBODY = re.compile(r"\b(?:he|him|his|himself|she|hers?|herself)\b", re.I)
#: The same by a noun, unless an authority that the sentence cites speaks so of anybody.
_CALLED = re.compile(
    r"\bthe (?:(?:(?:detained|arrested|convicted|accused|said) )?persons?(?: concerned)?|detainee|applicant|complainant|petitioner"
    r"|minor|prisoner|victim|convict|accused|defendant|appellant|suspect)s?\b",
    re.I,
)
#: What happened: a rule tells of the past only under a condition, or of whom it speaks ("anyone who was arrested").
_CONDITION = re.compile(
    r"\b(?:if|unless|where|when|whenever|whether|once|who|whose|whom|which|why|how|until|before|after|because"
    r"|that(?= (?:was|were|had|has|have)\b)|(?:suspicion|allegations?|belie\w+|risk|fear|claim|fact|proof|showing) that)\b[^,;:]*",
    re.I,
)
_HAPPENED = re.compile(
    r"\b(?:was|were|had|did|has (?:not |never )?been|(?<!ould )(?<!must )have (?:not |never )?been)\b"
    # who did it: "the police searched", "the Government has shown", but "a court established by law"
    r"|\b(?:police|officers?|authorities|guards?|soldiers|Government|prosecutors?|judges?|courts?|source)\s+(?:\w+ly\s+)?"
    r"(?:(?:has|have)\b|(?!concerned|established|authorized|involved|required|entitled|charged|constituted|empowered|appointed|obliged)\w+ed\b)",
    re.I,
)


def speaks_of(persons: Sequence[str], text: str, cited: Sequence[str] = ()) -> bool:
    """Whether a sentence speaks of those persons, or tells what happened; `cited` are the texts that it cites."""
    names = {w for name in persons for w in re.findall(r"[^\W\d_]{3,}", name)}
    if any(w in names for w in re.findall(r"[^\W\d_]+", text)):
        return True
    rest = _ANYBODY.sub("", text)
    called = {c.lower() for c in _CALLED.findall(rest)} - {c.lower() for t in cited for c in _CALLED.findall(t)}
    return bool(called or _SOMEBODY.search(rest) or _HAPPENED.search(unconditioned(text)))


def unconditioned(text: str) -> str:
    """A sentence without its conditions, and without what it says of whom it speaks."""
    return _CONDITION.sub("", _ANYBODY.sub("", text))
