"""The stems of words, by which phrases of the lawyer's files are found in any of their forms."""

from __future__ import annotations

import re

import Stemmer

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_STEMMER = Stemmer.Stemmer("english")
#: Between the parts of a phrase that "…" holds apart, over stems: up to five words.
GAP = r"(?: \S+){0,5} "


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in order."""
    found: list[str] = _STEMMER.stemWords(_TOKEN.findall(text.lower().replace("’", "'")))
    return found
