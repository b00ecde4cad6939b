"""The cosines of a query with the paragraphs: exact where they are few, nearly so at once where they are many.

What a product over the whole corpus costs is the reading of its vectors. Of many, those of one byte a number are
read (a scale a row; the cosine is off by some thousandths at most), and the exact ones of the best alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.inference import Requests, openvino
from index.lexical import Mask, Scores
from index.scores import held

Matrix = NDArray[np.float32]
Rows = NDArray[np.int64]

#: Vectors from which it pays to read them coded: below, the exact product takes a few milliseconds.
MANY = 20_000
_LARGEST = 127


@dataclass(frozen=True, slots=True)
class Coded:
    """Vectors, a row each, with a byte a number: a number is its code times the scale of its row."""

    codes: NDArray[np.int8]
    scales: NDArray[np.float32]


def coded(vectors: Matrix) -> Coded:
    """Each row of `vectors` by itself, so that one more row changes no other."""
    largest = np.abs(vectors).max(axis=1, initial=0) if vectors.size else np.zeros(len(vectors))
    scales = np.where(largest > 0, largest / _LARGEST, 1).astype(np.float32)
    return Coded(np.rint(vectors / scales[:, None]).astype(np.int8), scales)


_Product = Callable[[NDArray[np.float32]], NDArray[np.float32]]  # of vectors with a query


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows that are searched together, where the windows of each start, and their product with a query."""

    part: Mask
    rows: Rows
    starts: Rows
    product: _Product


class Cosines:
    """The cosine of a query with each paragraph: that of its nearest window."""

    def __init__(self, vectors: Matrix, codes: Coded, window_starts: Rows, parts: tuple[Mask, ...]) -> None:
        """`parts` divide the rows: a part of which a search sees nothing costs it nothing."""
        self._vectors, self._starts = vectors, window_starts
        self.rough = len(vectors) >= MANY
        with_windows = np.diff(window_starts) > 0
        self._blocks = []
        for part in parts:
            here = part & with_windows
            rows = np.flatnonzero(here)
            if not len(rows):
                continue
            at, starts = held(window_starts, rows)
            make = _coded_product if self.rough else _exact_product
            self._blocks.append(_Block(here, rows, starts, make(vectors, codes, at)))

    def seen(self, vector: NDArray[np.float32], mask: Mask) -> Scores:
        """A cosine for every row of which the mask shows some of its part; the others, and rows without a vector, -1.

        Exact unless the vectors are so many that they are read coded (`rough`).
        """
        found = np.full(len(self._starts) - 1, -1, np.float32)
        for block in self._blocks:
            if (mask & block.part).any():
                found[block.rows] = _largest(block.product(vector), block.starts)
        return found

    def exact(self, vector: NDArray[np.float32], rows: Rows) -> Scores:
        """The cosine of some rows; -1 for one without a vector."""
        found = np.full(len(rows), -1, np.float32)
        known = np.flatnonzero(self._starts[rows + 1] > self._starts[rows])
        at, starts = held(self._starts, rows[known])
        if len(at):
            found[known] = _largest(self._vectors[at] @ vector, starts)
        return found

    def among(self, rows: Rows) -> Matrix:
        """The cosines of some rows with each other, by the first window of each; 0 for one without a vector."""
        vectors = np.zeros((len(rows), self._vectors.shape[1]), np.float32)
        known = np.flatnonzero(self._starts[rows + 1] > self._starts[rows])
        vectors[known] = self._vectors[self._starts[rows[known]]]
        return np.asarray(vectors @ vectors.T, dtype=np.float32)


def _largest(cosines: NDArray[np.float32], starts: Rows) -> NDArray[np.float32]:
    """The largest from each start to before the next."""
    return cosines if len(cosines) == len(starts) else np.maximum.reduceat(cosines, starts)


def _exact_product(vectors: Matrix, codes: Coded, at: Rows) -> _Product:
    block = vectors[at]
    return lambda vector: np.asarray(block @ vector, dtype=np.float32)


def _coded_product(vectors: Matrix, codes: Coded, at: Rows) -> _Product:
    """A product whose codes are widened in the processor and not in memory."""
    library = openvino()
    from openvino import opset13 as graph

    query = graph.parameter([1, vectors.shape[1]], np.float32)
    rows = graph.multiply(graph.convert(graph.constant(codes.codes[at]), "f32"), graph.constant(codes.scales[at, None]))
    requests = Requests(library.Model([graph.matmul(query, rows, False, True)], [query]))
    return lambda vector: requests.infer(vector[None])[0]
