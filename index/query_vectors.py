"""Queries to vectors."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.lexical import STOP

_LONG = 80  # words of a query that are embedded, at most: with more, no more was found


def query_vectors(embedder: Embedder, texts: Sequence[str]) -> list[NDArray[np.float32]]:
    """One vector a query: the mean of its windows, of length 1.

    Embedding is what a search costs most, and a query of many words is found as well without those that have no subject.
    """
    windows = [embedder.windows(_gist(text)) for text in texts]
    rows = iter(embedder.embed([w for parts in windows for w in parts]))
    means = [np.mean([next(rows) for _ in parts], axis=0) for parts in windows]
    return [np.asarray(m / max(float(np.linalg.norm(m)), 1e-9), dtype=np.float32) for m in means]


def _gist(query: str) -> str:
    """A query of more than `_LONG` words as the first of them that have a subject."""
    said = query.split()
    if len(said) <= _LONG:
        return query
    kept = [word for word in said if re.sub(r"\W", "", word).casefold() not in STOP]
    return " ".join((kept or said)[:_LONG])
