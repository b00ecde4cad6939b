"""Whether a passage says what a sentence says, as far as words and their nearness show."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.evidence.support import TextEmbedder
from index.embedding import Matrix
from index.sentences import split_sentences

#: What a paragraph must share with a sentence to support it: cosine, or words and a lesser cosine.
NEAR, NEAR_WITH_WORDS, WORDS = 0.62, 0.42, 0.45

_WORD = re.compile(r"[^\W\d_]{4,}")


class Remembering:
    """An embedder that embeds each text once."""

    def __init__(self, embedder: TextEmbedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Matrix] = {}

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One row a text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.asarray([self._known[text] for text in texts], dtype=np.float32)


def supported(embedder: TextEmbedder, sentence: str, passages: Sequence[str]) -> list[bool]:
    """Whether each of some passages says what a sentence says, as a whole or in one of its sentences."""
    units = [(i, text) for i, passage in enumerate(passages) for text in parts(passage)]
    vectors = embedder.embed([sentence, *(text for _, text in units)])
    saying = {
        i for (i, text), v in zip(units, vectors[1:], strict=True) if says(sentence, text, float(np.dot(vectors[0], v)))
    }
    return [i in saying for i in range(len(passages))]


def parts(passage: str) -> list[str]:
    """A passage and its sentences, each once."""
    return list(dict.fromkeys([passage, *(s.text for s in split_sentences(passage))]))


def says(sentence: str, passage: str, likeness: float) -> bool:
    """Whether a passage says what a sentence says, given the cosine of the two."""
    return likeness >= NEAR or (likeness >= NEAR_WITH_WORDS and shared_words(sentence, passage) >= WORDS)


def shared_words(text: str, passage: str) -> float:
    """The share of a sentence's longer words that the passage has, by their first six letters."""
    words = {w[:6].lower() for w in _WORD.findall(text)}
    return len(words & {w[:6].lower() for w in _WORD.findall(passage)}) / len(words) if words else 0.0
