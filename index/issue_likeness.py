"""How alike paragraphs and a query are in the issues that they are about, learnt from labelled paragraphs.

Lawyers have put issues to the paragraphs of the sample world's authority. A ridge regression on the TF-IDF of their
words says how much any text is about each issue; words that have nothing in common with those of a query
still count where both speak of the same issue. No language model, and nothing of the index has a part in it. From a
document that a search must not see nothing is learnt either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import numpy as np
from scipy.linalg import solve
from scipy.sparse import csr_matrix

from index.embedding import Matrix
from index.labelled_sample import labelled_sample
from index.lexical import Rows, Scores, Terms, words
from index.model import AUTHORITY_PARTS, Filters, Kind
from index.scores import held
from index.sentences import split_sentences
from index.structure import part_of

_PENALTY = 0.5  # of the ridge; anything from 0.3 to 1 does as well
_CLEAR = 0.5  # what is about an issue that much is about it: more is chance


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A labelled paragraph: the id of its document and when that was adopted, its words, and its issues."""

    document: str
    adopted: date
    words: tuple[str, ...]
    issues: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """How often texts have words: text `n` those at `words[starts[n]:starts[n + 1]]`, places in the vocabulary."""

    words: Rows
    counts: Scores
    starts: Rows  # one more than there are texts


class IssueLikeness:
    """What the texts of an index are about."""

    def __init__(self, terms: Terms) -> None:
        vocabulary = _vocabulary()
        self._terms = terms
        self._places = np.array([vocabulary.get(word, -1) for word in terms.vocabulary], dtype=np.int64)

    def to(self, query: str, rows: Rows, filters: Filters) -> Scores:
        """How much texts are about what `query` is about: from 0 to 1, or a little more for one that is about all of it.

        Nothing is learnt from documents that the filters exclude, or that were not adopted before their date.
        """
        sentences = [words(sentence.text) for sentence in split_sentences(query)]
        learnt = _learnt(_hidden(filters))
        about = learnt.about(_joined(_counted(sentences), self._of(rows)))
        asked = np.maximum(about[: len(sentences)].sum(axis=0), 0) ** 2
        asked /= max(float(np.linalg.norm(asked)), 1e-9)
        return np.asarray(np.clip(about[len(sentences) :] / _CLEAR, 0, 1) @ asked, np.float64)

    def _of(self, rows: Rows) -> _Counted:
        at, starts = held(self._terms.starts, rows)
        places = self._places[self._terms.ids[at]]
        known = places >= 0
        before = np.concatenate(([0], np.cumsum(known)))
        return _Counted(places[known], self._terms.counts[at][known], before[np.append(starts, len(at))])


@dataclass(frozen=True, slots=True, eq=False)
class _Learnt:
    rarity: Scores  # of each word of the vocabulary
    weights: Matrix  # vocabulary × issues

    def about(self, texts: _Counted) -> Matrix:
        """Texts × issues."""
        return np.asarray(_weighed(texts, self.rarity) @ self.weights, dtype=np.float32)


@lru_cache(maxsize=64)
def _learnt(without: frozenset[str]) -> _Learnt:
    taught = [p for p in _labelled() if p.document not in without]
    issues = sorted({issue for p in _labelled() for issue in p.issues})
    if not taught:
        size = len(_vocabulary())
        return _Learnt(np.zeros(size, np.float32), np.zeros((size, len(issues)), np.float32))
    counted = _counted([p.words for p in taught])
    spread = np.bincount(counted.words, minlength=len(_vocabulary()))
    # a word of one text alone would say what that text is about
    rarity = np.where(spread > 1, np.log((1 + len(taught)) / (1 + spread)) + 1, 0).astype(np.float32)
    texts = _weighed(counted, rarity)
    labels = np.array([[issue in p.issues for issue in issues] for p in taught], dtype=np.float64)
    alike = (texts @ texts.T).toarray() + _PENALTY * np.eye(len(taught))
    dual = solve(alike, labels - labels.mean(axis=0), assume_a="pos")
    return _Learnt(rarity, np.asarray(texts.T @ dual, dtype=np.float32))


def _weighed(texts: _Counted, rarity: Scores) -> csr_matrix:
    """TF-IDF with logarithmic term frequency, a row of length 1 a text."""
    weights = (1 + np.log(texts.counts)) * rarity[texts.words]
    many = len(texts.starts) - 1
    owner = np.repeat(np.arange(many), np.diff(texts.starts))
    length = np.sqrt(np.bincount(owner, weights**2, minlength=many)).astype(np.float32)
    weights /= np.maximum(length, 1e-9)[owner]
    return csr_matrix((weights, texts.words, texts.starts), shape=(many, len(rarity)))


def _counted(texts: Sequence[Sequence[str]]) -> _Counted:
    vocabulary = _vocabulary()
    found = [Counter(vocabulary[word] for word in text if word in vocabulary) for text in texts]
    return _Counted(
        np.array([place for text in found for place in text], np.int64),
        np.array([count for text in found for count in text.values()], np.float32),
        np.concatenate(([0], np.cumsum([len(text) for text in found], dtype=np.int64))),
    )


def _joined(one: _Counted, other: _Counted) -> _Counted:
    """The texts of both, one after the other."""
    starts = np.concatenate((one.starts, other.starts[1:] + one.starts[-1]))
    return _Counted(np.concatenate((one.words, other.words)), np.concatenate((one.counts, other.counts)), starts)


@cache
def _vocabulary() -> dict[str, int]:
    return {word: place for place, word in enumerate(sorted({w for p in _labelled() for w in p.words}))}


def _hidden(filters: Filters) -> frozenset[str]:
    """The labelled documents that a search with these filters must not see."""
    before, exclude = filters.before, filters.exclude
    return frozenset(id for id, day in _documents().items() if id in exclude or (before is not None and day >= before))


@cache
def _documents() -> dict[str, date]:
    """The labelled documents, and when each was adopted."""
    return {p.document: p.adopted for p in _labelled()}


@cache
def _labelled() -> tuple[_Labelled, ...]:
    """The labelled paragraphs of authority that ship with the project."""
    found: list[_Labelled] = []
    for document, gold in labelled_sample():
        kind, adopted = Kind(gold["kind"]), date.fromisoformat(gold["adopted"])
        found += (
            _Labelled(document, adopted, tuple(words(p["text"])), frozenset(p["issues"]))
            for p in gold["paragraphs"]
            if p["issues"] and part_of(tuple(p["section"]), kind) in AUTHORITY_PARTS
        )
    return tuple(found)
