"""How much the paragraphs of a document of the index support what a text says, by its words and their meaning.

The reviewer judges citations by it, and the drafter chooses by it what to cite beside the paragraph that a sentence is
taken from: what a draft cites passes its own review.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.ledger import text_key
from index.model import AUTHORITY_PARTS, Document

#: Below the first a cited paragraph does not say it, provided that another paragraph of authority in the same document
#: does so much better (the second). Both are set so that fewer than one in a hundred citations of the sample's
#: adopted opinions raises a false alarm; of citations moved elsewhere seven in ten are then found.
SUPPORT_FLOOR = 0.55
SUPPORT_GAP = 0.175

_WORDS = re.compile(r"[a-z][a-z'\u2019-]{3,}")


class TextEmbedder(Protocol):
    """What turns texts into unit vectors."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text."""
        ...


class Embedded(Protocol):
    """What is asked of an index."""

    @property
    def embedder(self) -> TextEmbedder:
        """The embedding model of the index."""
        ...

    def vectors(self, texts: Iterable[str]) -> Mapping[str, NDArray[np.float32]]:
        """The stored vectors of texts of the index, by the key of the text."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paragraph that was compared with what the draft says, and how much it supports it, 0 to 1."""

    id: str
    text: str
    support: float

    @property
    def number(self) -> int:
        """The number of the paragraph."""
        return int(self.id.partition("#")[2])


def content(text: str) -> frozenset[str]:
    """The words of a text that mean something, shortened to what their forms have in common."""
    return frozenset(word[:6] for word in _WORDS.findall(text.lower()))


def better(ranked: Sequence[Evidence], cited: Document, numbers: Collection[int]) -> Evidence | None:
    """The paragraph of authority that says it so much better that those cited do not seem to say it.

    What a party says in the same document, or its preamble, is nothing to cite instead.
    """
    own = max((e.support for e in ranked if e.number in numbers), default=0.0)
    authority = {p.number for p in cited.paragraphs if p.part in AUTHORITY_PARTS}
    best = next((e for e in ranked if e.number in authority), None)
    far = best is not None and own < SUPPORT_FLOOR and best.support - own > SUPPORT_GAP
    return best if far else None


@dataclass
class Support:
    """Compares texts with documents of an index; what was computed of either is kept."""

    index: Embedded
    _documents: dict[str, NDArray[np.float32]] = field(default_factory=dict)  # a row a paragraph
    _texts: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    _contents: dict[str, frozenset[str]] = field(default_factory=dict)

    def ranked(self, cited: Document, sentence: str, lead: str, paragraph: str) -> list[Evidence]:
        """The paragraphs of a document by how much they support a sentence, what leads to its citation, and the
        paragraph in which it stands; best first."""
        if cited.id not in self._documents:
            self._documents[cited.id] = self._stored(cited)
        # The sentence alone is often "The present case is no different": its paragraph says what the case is.
        sides = (f"{sentence} {lead}".strip(), paragraph)
        similar = self._documents[cited.id] @ self._embedded(sides).mean(axis=0)
        evidence = []
        for p, likeness in zip(cited.paragraphs, similar, strict=True):
            shared = (self._overlap(sentence, p.text) + self._overlap(paragraph, p.text)) / 2
            support = min(1.0, max(0.0, 0.4 * float(likeness) + 0.6 * shared))
            evidence.append(Evidence(f"{cited.id}#{p.number}", p.text, support))
        return sorted(evidence, key=lambda e: -e.support)

    def _overlap(self, claim: str, text: str) -> float:
        """The share of a claim's content words that a paragraph has."""
        words = self._content(claim)
        return len(words & self._content(text)) / len(words) if words else 0.0

    def _content(self, text: str) -> frozenset[str]:
        if text not in self._contents:
            self._contents[text] = content(text)
        return self._contents[text]

    def _stored(self, cited: Document) -> NDArray[np.float32]:
        """A vector for each paragraph of an indexed document: the mean of the windows that the index has."""
        stored = self.index.vectors(p.text for p in cited.paragraphs)
        known = [stored.get(text_key(p.text)) for p in cited.paragraphs]
        fresh = [p.text for p, rows in zip(cited.paragraphs, known, strict=True) if rows is None]
        made = iter(self.index.embedder.embed(fresh)) if fresh else iter(())
        vectors = [next(made) if rows is None else rows.mean(axis=0) for rows in known]
        return np.stack([v / max(float(np.linalg.norm(v)), 1e-9) for v in vectors])

    def _embedded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        fresh = [text for text in dict.fromkeys(texts) if text not in self._texts]
        if fresh:
            self._texts.update(zip(fresh, self.index.embedder.embed(fresh), strict=True))
        return np.stack([self._texts[text] for text in texts])
