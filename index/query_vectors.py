"""Queries to vectors."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.lexical import STOP

#: With that many words more than are embedded a query is long: to leave out fewer saves nothing.
_LONGER = 4
#: A word of fewer paragraphs is a name or a slip rather than a subject.
_KNOWN = 3


def query_vectors(embedder: Embedder, texts: Sequence[str]) -> list[NDArray[np.float32]]:
    """One vector a query: the mean of its windows, of length 1."""
    windows = [embedder.windows(text) for text in texts]
    rows = iter(embedder.embed([w for parts in windows for w in parts]))
    means = [np.mean([next(rows) for _ in parts], axis=0) for parts in windows]
    return [np.asarray(m / max(float(np.linalg.norm(m)), 1e-9), dtype=np.float32) for m in means]


def gist(query: str, paragraphs: Callable[[str], int], most: int) -> str:
    """What is embedded of a query: of a long one the `most` rarest of the words that have a subject, each once, as they
    stand. Embedding is what a search costs most, and takes as long as there are words.

    `paragraphs` says in how many of the visible paragraphs a word is. Names come last: a capital letter, or hardly a
    paragraph that has the word.
    """
    said = query.split()
    if len(said) <= most + _LONGER:
        return query
    words: dict[str, str] = {}
    for word in said:
        words.setdefault(re.sub(r"\W", "", word).casefold(), word)
    known = {name: paragraphs(word) for name, word in words.items() if name not in STOP}
    if not known:
        return " ".join(said[:most])
    ranked = sorted(known, key=lambda n: (not words[n][:1].islower(), known[n] < _KNOWN, known[n]))
    chosen = {*ranked[:most]}
    return " ".join(word for name, word in words.items() if name in chosen)
