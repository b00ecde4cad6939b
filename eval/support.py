"""The support model of the measures: the rules by which drafts are verified, over several paragraphs at once.

A premise supports a statement if one of its paragraphs, or of their sentences, is near in meaning, or is nearer than by
chance and the paragraphs together have enough of the statement's words: `assistant.evidence.saying` and its thresholds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from assistant.evidence.saying import NEAR, NEAR_WITH_WORDS, WORDS, parts, shared_words
from index.corpus import Corpus
from index.embedding import Matrix


class Vectors:
    """The vectors of texts, each made once: those of the index are kept beside it, all others in memory only."""

    def __init__(self, corpus: Corpus, indexed: Iterable[str], others: Iterable[str]) -> None:
        kept = list(dict.fromkeys(indexed))
        new = [text for text in dict.fromkeys(others) if text not in set(kept)]
        self._known = dict(zip(kept, corpus.sentence_vectors(kept), strict=True)) if kept else {}
        self._known.update(zip(new, corpus.embedder.embed(new), strict=True) if new else ())
        self._width = corpus.embedder.dimension

    def of(self, texts: Sequence[str]) -> Matrix:
        """A row a text."""
        rows = [self._known[text] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self._width), dtype=np.float32)

    def supports(self, statement: str, premise: Sequence[str]) -> bool:
        """Whether paragraphs together support a statement."""
        if not premise:
            return False
        units = [unit for text in premise for unit in parts(text)]
        near = float(np.max(self.of(units) @ self.of([statement])[0]))
        if near >= NEAR:
            return True
        return near >= NEAR_WITH_WORDS and shared_words(statement, " ".join(premise)) >= WORDS
