"""Whether a text is in English: all that is known of headings, parties and decisions is known in that language."""

from __future__ import annotations

import re

#: Words that every English text is full of and that no other language has: "in", "on", "a" and "no" are also others'.
_ENGLISH = frozenset([
    "the", "of", "and", "to", "that", "was", "were", "is", "are", "by", "with", "his", "her", "which", "not", "had", "has",
    "been", "from", "their", "this",
])  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_FEW = 60  # words of which nothing can be said
#: An English text has 25 to 40 in a hundred, another a few in what it quotes: an English one that quotes as much again
#: as it says is still above this.
_LEAST = 0.08

NOT_ENGLISH = "the text is not in English; only English documents are understood"


def is_english(text: str) -> bool:
    """Whether a text is in English, or too short to tell."""
    words = _WORD.findall(text.lower())
    return len(words) < _FEW or sum(word in _ENGLISH for word in words) >= _LEAST * len(words)
