"""Who cites whom, paragraph by paragraph: what case law itself says about which paragraph settles a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from index.model import AUTHORITY_PARTS, Document

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]

_STEPS = 2  # of a walk
_ON = 0.85  # the chance that a walk takes a step rather than starting again


@dataclass(frozen=True, slots=True)
class References:
    """What the paragraphs of authority cite, whether or not it is in the index: a row each.

    Paragraph `citing` (a row) cites paragraph `number` of the document `names[cited]`.
    """

    names: tuple[str, ...]
    citing: NDArray[np.int32]
    cited: NDArray[np.int32]
    number: NDArray[np.int32]


def references_of(document: Document) -> Iterator[tuple[int, str, int]]:
    """(number of the citing paragraph, id of the cited document, number of the cited paragraph)."""
    from index.citations import document_id_of

    speaking = {p.number for p in document.paragraphs if p.part in AUTHORITY_PARTS}
    for citation in document.citations:
        if citation.paragraph not in speaking:
            continue
        cited = document.id if citation.target == "paragraph" else document_id_of(citation.target)
        if cited is not None:
            numbers = (int(pin) for pin in citation.pinpoints if pin.isascii() and pin.isdigit() and len(pin) < 6)
            yield from ((citation.paragraph, cited, number) for number in numbers)


class CitationGraph:
    """The references that lead to a paragraph of the index, each once."""

    def __init__(self, references: References, ids: Sequence[str], places: Rows, numbers: NDArray[np.int32]) -> None:
        """`ids` of the documents; for each row the place of its document in them, and its paragraph's number."""
        known = {id: place for place, id in enumerate(ids)}
        named = np.array([known.get(name, -1) for name in references.names], dtype=np.int64)
        keys, wanted = _keys(places, numbers), _keys(named[references.cited], references.number)
        order = np.argsort(keys, kind="stable")
        at = np.searchsorted(keys[order], wanted, side="right") - 1
        found = order[at]
        here = (at >= 0) & (keys[found] == wanted) & (found != references.citing)
        pairs = np.unique(np.stack([references.citing[here].astype(np.int64), found[here]], axis=1), axis=0)
        self._cited, self._cites = pairs[:, 1], _starts(pairs[:, 0], len(numbers))
        back = pairs[np.argsort(pairs[:, 1], kind="stable")]
        self._citing, self._cited_by = back[:, 0], _starts(back[:, 1], len(numbers))
        links = (np.ones(2 * len(pairs)), (pairs.T.ravel(), pairs[:, ::-1].T.ravel()))
        self._links: Any = csr_matrix(links, shape=(len(numbers), len(numbers)))

    def cited(self, row: int) -> Rows:
        """What a paragraph cites."""
        return self._cited[self._cites[row] : self._cites[row + 1]]

    def citing(self, row: int) -> Rows:
        """Who cites a paragraph."""
        return self._citing[self._cited_by[row] : self._cited_by[row + 1]]

    def walk(self, start: Scores, pool: Mask) -> Scores:
        """How much of `start` lies where, once it has walked along visible citations, whichever way they lead.

        A personalised PageRank that is stopped early. A link counts by the inverse of the root of the links at either
        end, so that a paragraph which everybody cites draws not everything to itself.
        """
        visible = pool.astype(np.float64)
        share = visible / np.sqrt(np.maximum(1.0, self._links @ visible))
        there = start
        for _ in range(_STEPS):
            there = (1 - _ON) * start + _ON * share * (self._links @ (share * there))
        return there


def _keys(document: Rows, number: NDArray[np.int32]) -> Rows:
    """One number for a document's place and a paragraph's number."""
    return document * 1_000_000 + number


def _starts(sorted_rows: Rows, size: int) -> Rows:
    return np.searchsorted(sorted_rows, np.arange(size + 1))
