"""How long a draft is: drafted words over adopted words, words being what blanks separate. Neither more nor less is
better; far from 1, the other measures of text say little."""

from __future__ import annotations


def length_ratio(drafted: str, adopted: str) -> float | None:
    """Drafted words over adopted words; None where nothing was adopted."""
    words = len(adopted.split())
    return len(drafted.split()) / words if words else None
