"""BM25 over the paragraphs that a search may see.

A library's index holds the statistics of every paragraph it was built from: how rare a word is would depend
on documents that the search must not see. Here they are counted among the visible paragraphs when the query
comes, from the postings of the query's own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import Stemmer
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from index.sentences import split_sentences

Scores = NDArray[np.floating[Any]]  # of all paragraphs in single precision: their reading is what takes time
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]

_WORD = re.compile(r"[^\W_]+")
_STEMMER = Stemmer.Stemmer("english")

_STOP = """
a about above after again all also although am an and any are as at be because been before being below between
both but by can could did do does doing during each few for from further had has have having he her here hers
him his how however i if in into is it its itself just me more most my no nor not of off on once only or other
our out over own same she should so some such than that the their theirs them then there these they this those
through to too under until up very was we were what when where which while who whom why will with would you
your mr mrs ms para paras
"""

#: Words without a subject.
STOP = frozenset(_STOP.split())

#: Times that a word of a query counts, at most.
MOST = 3

_K1, _B = 1.2, 0.75


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def words(text: str) -> list[str]:
    """The stems of the words of `text` that have a subject; a text of other words only keeps them all."""
    found = _WORD.findall(text.casefold())
    return [_stem(w) for w in found if w not in STOP] or [_stem(w) for w in found]


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of each of a number of texts, a text after the other.

    Text `n` has the words `ids[starts[n]:starts[n + 1]]` (places in `vocabulary`), each as often as `counts` says, and
    they follow each other as in `order[order_starts[n]:order_starts[n + 1]]`: the last of a sentence as `~place`.
    """

    vocabulary: tuple[str, ...]
    ids: NDArray[np.int32]
    counts: NDArray[np.float32]
    starts: NDArray[np.int64]  # one more than there are texts
    order: NDArray[np.int32]
    order_starts: NDArray[np.int64]


def terms_of(texts: Iterable[str]) -> Terms:
    """The words of `texts`."""
    known: dict[str, int] = {}
    ids: list[int] = []
    counts: list[int] = []
    starts = [0]
    order: list[int] = []
    order_starts = [0]
    for text in texts:
        for word, count in Counter(words(text)).items():
            ids.append(known.setdefault(word, len(known)))
            counts.append(count)
        starts.append(len(ids))
        order += _ordered(text, known)
        order_starts.append(len(order))
    return Terms(
        tuple(known),
        np.array(ids, np.int32),
        np.array(counts, np.float32),
        np.array(starts, np.int64),
        np.array(order, np.int32),
        np.array(order_starts, np.int64),
    )


def _ordered(text: str, known: Mapping[str, int]) -> Iterator[int]:
    for sentence in split_sentences(text):
        # a sentence of words without a subject has none that is known
        places = [known[word] for word in words(sentence.text) if word in known]
        yield from (*places[:-1], *(~place for place in places[-1:]))


def length_norm(lengths: Scores, mean: float) -> Scores:
    """What BM25 holds against texts for their lengths."""
    return np.asarray(_K1 * (1 - _B + _B * lengths / max(1.0, mean)))


def saturated(counts: Scores, norm: Scores) -> Scores:
    """How much words count in BM25 that occur so often in texts of such a `length_norm`: the second time less."""
    return np.asarray(counts * (_K1 + 1) / (counts + norm))


@dataclass(frozen=True, slots=True, eq=False)
class Visible:
    """The texts that a search may see: which, how many, and the `length_norm` of each; the others' is infinite, so that
    no word counts in them. How many of them have a word (its place in the vocabulary) is counted when it is first asked
    for."""

    mask: Mask
    many: int
    norm: Scores
    spread: dict[int, int] = field(default_factory=dict)


class Lexicon:
    """The texts of each word."""

    def __init__(self, terms: Terms) -> None:
        self.size = len(terms.starts) - 1
        self._order, self._order_starts = terms.order, terms.order_starts
        self._ids = {word: id for id, word in enumerate(terms.vocabulary)}
        shape = (self.size, len(terms.vocabulary))
        postings = csr_matrix((terms.counts, terms.ids, terms.starts), shape=shape).tocsc()
        self._rows = postings.indices.astype(np.int64)  # numpy would widen them at every use
        self._counts, self._starts = postings.data, postings.indptr
        totals = np.concatenate(([0.0], np.cumsum(terms.counts, dtype=np.float64)))
        self._lengths = totals[terms.starts[1:]] - totals[terms.starts[:-1]]

    def known(self, text: str) -> list[int]:
        """The places in the vocabulary of the words of `text` that it has."""
        return [self._ids[word] for word in words(text) if word in self._ids]

    def ordered(self, rows: Rows) -> tuple[Rows, Rows, Rows]:
        """The words of some texts as they follow each other: the place in the vocabulary of each, its sentence, and
        for each sentence the place in `rows` of its text."""
        found = [self._order[self._order_starts[row] : self._order_starts[row + 1]] for row in rows.tolist()]
        order = np.concatenate([np.zeros(0, np.int32), *found]).astype(np.int64)
        last = order < 0
        text = np.repeat(np.arange(len(rows)), [len(words) for words in found])[last]
        return np.where(last, ~order, order), np.cumsum(last) - last, text

    def visible(self, mask: Mask) -> Visible:
        """The texts that the mask shows."""
        many = int(mask.sum())
        norm = length_norm(self._lengths, float(self._lengths[mask].mean()) if many else 0.0)
        return Visible(mask, many, np.where(mask, norm, np.inf).astype(np.float32))

    def spread(self, word: str, visible: Visible) -> int:
        """In how many of the visible texts a word is; of several words, as in "check-point", the rarest counts."""
        ids = [self._ids.get(w) for w in words(word)]
        return min((self._spread(id, visible) if id is not None else 0 for id in ids), default=0)

    def _spread(self, id: int, visible: Visible) -> int:
        if id not in visible.spread:
            rows = self._rows[self._starts[id] : self._starts[id + 1]]
            visible.spread[id] = int(np.count_nonzero(visible.mask[rows]))
        return visible.spread[id]

    def weighed(self, query: str, visible: Visible) -> tuple[Scores, dict[int, float]]:
        """The BM25 score of every text, 0 for those not visible, and how rare each word of `query` (its place in the
        vocabulary) is in those that are."""
        total = np.zeros(self.size, np.float32)
        rarities: dict[int, float] = {}
        for word, times in sorted(Counter(words(query)).items()):
            id = self._ids.get(word)
            if id is None:
                continue
            span = slice(self._starts[id], self._starts[id + 1])
            rows = self._rows[span]
            seen = self._spread(id, visible)
            if seen:
                rarity = rarities[id] = float(np.log(1 + (visible.many - seen + 0.5) / (seen + 0.5)))
                weight = min(times, MOST) * rarity
                np.add.at(total, rows, weight * saturated(self._counts[span], visible.norm[rows]))
        return total, rarities
