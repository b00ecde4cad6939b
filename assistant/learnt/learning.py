"""What learning from labelled text needs: TF-IDF, a kernel ridge that can leave a document out, a logistic regression.

Nothing is drawn by lot: the same training texts give the same answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

Array = NDArray[np.float64]

#: Ridge penalty. Anything from 0.3 to 1 does as well.
_PENALTY = 0.5


class TermWeights:
    """TF-IDF with logarithmic term frequency, of terms that stand in at least two of the texts it was fitted on."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        counted: dict[str, int] = {}
        for text in texts:
            for term in set(text):
                counted[term] = counted.get(term, 0) + 1
        kept = sorted(term for term, count in counted.items() if count > 1)
        self._place = {term: i for i, term in enumerate(kept)}
        self._idf = np.array([np.log((1 + len(texts)) / (1 + counted[t])) + 1 for t in kept])

    def matrix(self, texts: Sequence[Sequence[str]]) -> sparse.csr_array:
        """A row of unit length a text."""
        rows: list[int] = []
        columns: list[int] = []
        for row, text in enumerate(texts):
            places = [self._place[t] for t in text if t in self._place]
            rows += [row] * len(places)
            columns += places
        counts = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(texts), len(self._place))).tocsr()
        counts.sum_duplicates()
        counts.data = (1 + np.log(counts.data)) * self._idf[counts.indices]
        length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
        scaled: sparse.csr_array = (sparse.diags_array(1 / np.maximum(length, 1e-12)) @ counts).tocsr()
        return scaled


class Ridge:
    """Kernel ridge from texts to labels, with leave-one-document-out answers in closed form."""

    def __init__(self, owners: Sequence[str], texts: Sequence[Sequence[str]], labels: Array) -> None:
        """`texts` as their terms, the document to which each belongs, and texts × labels (1 or 0)."""
        self._owner = np.array(owners)
        self._weights = TermWeights(texts)
        self._rows = self._weights.matrix(texts)
        kernel = (self._rows @ self._rows.T).toarray()
        self._inverse: Array = np.linalg.inv(kernel + _PENALTY * np.eye(len(texts)))
        self._dual: Array = self._inverse @ (labels - labels.mean(axis=0))
        self._labels = labels
        self._learned: Array = np.asarray(self._rows.T @ self._dual)  # terms × labels

    def scores(self, texts: Sequence[Sequence[str]], without: str | None = None) -> Array:
        """Texts × labels; `without` answers as if that document had not been learnt from."""
        rows = self._weights.matrix(texts)
        own = np.flatnonzero(self._owner == without)
        if not len(own):
            known: Array = np.asarray(rows @ self._learned)
            return known
        block = self._inverse[np.ix_(own, own)]
        dual = self._dual - self._inverse[:, own] @ np.linalg.solve(block, self._dual[own])
        found: Array = (rows @ self._rows.T).toarray() @ dual
        return found

    def held_out(self, document: str) -> Array:
        """The scores of a document's own paragraphs, had it not been learnt from."""
        own = np.flatnonzero(self._owner == document)
        residual = np.linalg.solve(self._inverse[np.ix_(own, own)], self._dual[own])
        found: Array = self._labels[own] - self._labels.mean(axis=0) - residual
        return found


@dataclass(frozen=True)
class Logistic:
    """A logistic regression on standardised features."""

    mean: Array
    scale: Array
    weights: Array
    bias: float

    def probability(self, features: Array) -> Array:
        """A probability a row."""
        z = ((features - self.mean) / self.scale) @ self.weights + self.bias
        found: Array = 1 / (1 + np.exp(-z))
        return found


def fit_logistic(features: Array, wanted: Array, penalty: float = 0.1) -> Logistic:
    """Fit a logistic regression; `penalty` is its C, the smaller the stronger."""
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale[scale == 0] = 1
    model = LogisticRegression(C=penalty, max_iter=1000).fit((features - mean) / scale, wanted > 0)
    return Logistic(mean, scale, model.coef_[0], float(model.intercept_[0]))
