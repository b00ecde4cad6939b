"""Misspelt words of command and of the names of issues, put right before a request is read.

A word is put right only if it is known to nobody, only to the one word nearest to it, and never if it has a figure in
it, may be a name, or stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from assistant.changes.request_lists import request_lists
from assistant.issues import issue_register
from index.lexical import STOP, words

#: Letters from which on a word may be one slip away from what is meant, and two; a shorter one only by two swapped letters.
ONE_SLIP, TWO_SLIPS, SWAPPED = 5, 9, 4

#: Behind such a word an issue may be named.
_ABOUT = re.compile(r"\b(?:on|about|regarding|concerning|the|for)\s", re.I)
_TOKEN = re.compile(r"[“\"‘«][^”\"’»]*[”\"’»]|[\w’'./#-]+")


def put_right(text: str, known: Collection[str]) -> str:
    """The text with its misspelt words as they are meant; `known` are words that are used in the case."""

    about = _ABOUT.search(text)

    def right(match: re.Match[str]) -> str:
        word = match.group().rstrip(".'’-")
        lone = word.isascii() and word.isalpha() and (word.islower() or (match.start() == 0 and word.istitle()))
        on_issue = about is not None and match.start() >= about.end()
        meant = _meant(word.lower(), known, on_issue=on_issue) if lone else None
        if meant is None:
            return match.group()
        return (meant.capitalize() if word.istitle() else meant) + match.group()[len(word) :]

    return _TOKEN.sub(right, text)


def _meant(word: str, known: Collection[str], *, on_issue: bool) -> str | None:
    if len(word) < SWAPPED or word in known or word in STOP or _is_form(word):
        return None
    most = 2 if len(word) >= TWO_SLIPS else 1
    near = [(slips, w) for w in _like(word[0], on_issue) if (slips := _slips(word, w, most)) <= most]
    best = [w for slips, w in near if slips == min(near)[0]]
    if len({words(w)[0] for w in best}) != 1 or (len(word) < ONE_SLIP and sorted(word) != sorted(best[0])):
        return None
    return best[0]


def _is_form(word: str) -> bool:
    """Whether a word is one of those that are meant, in any of its forms; a bare stem, "delet", is none."""
    stem = words(word)[0]
    return stem in _stems() and (stem != word or word in request_lists().commands | _issue_words())


def _slips(one: str, other: str, most: int) -> int:
    """Letters left out, put in, exchanged or swapped with their neighbour (optimal string alignment)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


@cache
def _issue_words() -> frozenset[str]:
    """The words by which the register names its issues."""
    named = (f"{i.label} {' '.join(i.cues)}" for i in issue_register().values())
    found = (w.lower() for text in named for w in re.findall(rf"[^\W\d_]{{{ONE_SLIP},}}", text))
    return frozenset(w for w in found if w not in STOP)


@cache
def _stems() -> frozenset[str]:
    return frozenset(stem for word in request_lists().commands | _issue_words() for stem in words(word))


@cache
def _like(letter: str, on_issue: bool) -> tuple[str, ...]:
    """What is meant begins with the same letter, which people seldom mistype."""
    meanings = request_lists().commands | (_issue_words() if on_issue else frozenset())
    return tuple(sorted(w for w in meanings if w.startswith(letter)))
