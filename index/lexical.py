"""BM25 over the paragraphs that a search may see.

A library's index holds the statistics of every paragraph it was built from: how rare a word is would depend
on documents that the search must not see. Here they are counted among the visible paragraphs when the query
comes, from the postings of the query's own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import Stemmer
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]

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

    Text `n` has the words `ids[starts[n]:starts[n + 1]]` (places in `vocabulary`), each as often as `counts` says.
    """

    vocabulary: tuple[str, ...]
    ids: NDArray[np.int32]
    counts: NDArray[np.float32]
    starts: NDArray[np.int64]  # one more than there are texts


def terms_of(texts: Iterable[str]) -> Terms:
    """The words of `texts`."""
    known: dict[str, int] = {}
    ids: list[int] = []
    counts: list[int] = []
    starts = [0]
    for text in texts:
        for word, count in Counter(words(text)).items():
            ids.append(known.setdefault(word, len(known)))
            counts.append(count)
        starts.append(len(ids))
    return Terms(tuple(known), np.array(ids, np.int32), np.array(counts, np.float32), np.array(starts, np.int64))


class Lexicon:
    """The texts of each word."""

    def __init__(self, terms: Terms) -> None:
        self.size = len(terms.starts) - 1
        self._ids = {word: id for id, word in enumerate(terms.vocabulary)}
        shape = (self.size, len(terms.vocabulary))
        postings = csr_matrix((terms.counts, terms.ids, terms.starts), shape=shape).tocsc()
        self._rows, self._counts, self._starts = postings.indices, postings.data, postings.indptr
        totals = np.concatenate(([0.0], np.cumsum(terms.counts, dtype=np.float64)))
        self._lengths = totals[terms.starts[1:]] - totals[terms.starts[:-1]]

    def scores(self, query: str, mask: Mask) -> Scores:
        """The BM25 score of every text against `query`; 0 for those that the mask hides."""
        total = np.zeros(self.size)
        visible = int(mask.sum())
        if not visible:
            return total
        length_norm = _K1 * (1 - _B + _B * self._lengths / max(1.0, float(self._lengths[mask].mean())))
        for word, times in sorted(Counter(words(query)).items()):
            id = self._ids.get(word)
            if id is None:
                continue
            span = slice(self._starts[id], self._starts[id + 1])
            keep = mask[self._rows[span]]
            rows, counts = self._rows[span][keep], self._counts[span][keep]
            if not len(rows):
                continue
            rarity = np.log(1 + (visible - len(rows) + 0.5) / (len(rows) + 0.5))
            total[rows] += min(times, 3) * rarity * counts * (_K1 + 1) / (counts + length_norm[rows])
        return total
