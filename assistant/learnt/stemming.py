"""The stems of words, by which phrases of the lawyer's files are found in any of their forms."""

from __future__ import annotations

import re

import Stemmer

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_STEMMER = Stemmer.Stemmer("english")
#: Words that the stemmer takes for others of the law, and their own stems: a minority is no minor, and what is executive is
#: not executed.
_APART = {"minority": "minority", "minorities": "minority", "executive": "executive", "executives": "executive"}
#: Between the parts of a phrase that "…" holds apart, over stems: up to five words.
GAP = r"(?: \S+){0,5} "


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in order."""
    words = _TOKEN.findall(text.lower().replace("’", "'"))
    return [_APART.get(word, stem) for word, stem in zip(words, _STEMMER.stemWords(words), strict=True)]
