"""Queries to vectors."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.lexical import STOP

#: Words of a query from which on those without a subject and those said before are left out, and how many of the
#: others are embedded. With more, no more was found, and embedding forty already costs half of a search.
_LONG, _MOST = 45, 40


def query_vectors(embedder: Embedder, texts: Sequence[str]) -> list[NDArray[np.float32]]:
    """One vector a query: the mean of its windows, of length 1.

    Embedding is what a search costs most; of a query of many words, those without a subject are not embedded.
    """
    windows = [embedder.windows(_gist(text)) for text in texts]
    rows = iter(embedder.embed([w for parts in windows for w in parts]))
    means = [np.mean([next(rows) for _ in parts], axis=0) for parts in windows]
    return [np.asarray(m / max(float(np.linalg.norm(m)), 1e-9), dtype=np.float32) for m in means]


def _gist(query: str) -> str:
    """Of a long query the first of the words that have a subject, each once."""
    said = query.split()
    if len(said) <= _LONG:
        return query
    words: dict[str, str] = {}
    for word in said:
        words.setdefault(re.sub(r"\W", "", word).casefold(), word)
    kept = [word for name, word in words.items() if name not in STOP]
    return " ".join((kept or said)[:_MOST])
