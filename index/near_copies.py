"""Near copies: paragraphs that say the same in nearly the same words, as formulaic ones do."""

from __future__ import annotations

import re
from functools import lru_cache

#: The share of common three-word runs from which two paragraphs are one.
SAME = 0.9
_Runs = frozenset[tuple[str, ...]]  # of three words each


def near_copy(one: str, other: str, share: float = SAME) -> bool:
    """Whether two texts say the same in nearly the same words, so that a search shows only one of them."""
    mine, theirs = _runs(one), _runs(other)
    if min(len(mine), len(theirs)) < share * max(len(mine), len(theirs)):
        return False  # sets of such sizes can't have so much in common
    return len(mine & theirs) >= share * max(1, len(mine | theirs))


@lru_cache(maxsize=20_000)
def _runs(text: str) -> _Runs:
    found = re.findall(r"\w+", text.casefold())
    return frozenset(zip(found, found[1:], found[2:], strict=False)) or frozenset([tuple(found)])
