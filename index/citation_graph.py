"""Who cites whom, paragraph by paragraph: what case law itself says about which paragraph settles a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexical import Mask, Rows, Scores
from index.model import AUTHORITY_PARTS, Document
from index.scores import held

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
        citing, cited = references.citing[here].astype(np.int64), found[here]
        self._cited, self._cites = _adjacent(citing, cited, len(numbers))
        self._citing, self._cited_by = _adjacent(cited, citing, len(numbers))
        both = np.concatenate([citing, cited]), np.concatenate([cited, citing])
        self._links, self._link_starts = _adjacent(*both, len(numbers))

    def cited(self, row: int) -> Rows:
        """What a paragraph cites."""
        return self._cited[self._cites[row] : self._cites[row + 1]]

    def citing(self, row: int) -> Rows:
        """Who cites a paragraph."""
        return self._citing[self._cited_by[row] : self._cited_by[row + 1]]

    def ends(self, pool: Mask) -> Scores:
        """What a walk along visible citations holds against each row: the root of its visible links."""
        before = np.concatenate(([0], np.cumsum(pool[self._links])))
        many = np.diff(before[self._link_starts])
        return np.asarray(np.sqrt(np.maximum(1, many)), np.float64)

    def walk(self, start: Rows, strength: Scores, pool: Mask, ends: Scores) -> tuple[Rows, Scores]:
        """Where a walk of a few steps leads that starts at these rows: the rows reached, and how strongly each.

        A personalised PageRank that is stopped early, along visible citations, whichever way they lead. A link counts
        by the inverse of the root of the links at either end (`ends`), so that what everybody cites does not draw
        everything.
        """
        rows, there = start, strength
        for _ in range(_STEPS):
            at, seen = self._linked(rows, pool)
            reached, place = np.unique(seen, return_inverse=True)
            came = np.bincount(place, (there / ends[rows])[at], len(reached)) / ends[reached]
            rows, place = np.unique(np.concatenate([start, reached]), return_inverse=True)
            there = np.asarray(
                np.bincount(place, np.concatenate([(1 - _ON) * strength, _ON * came]), len(rows)), np.float64
            )
        return rows, there

    def _linked(self, rows: Rows, pool: Mask) -> tuple[Rows, Rows]:
        """The visible links of rows: the place in `rows` of each, and the row it leads to."""
        links, starts = held(self._link_starts, rows)
        at = np.repeat(np.arange(len(rows)), np.diff(starts, append=len(links)))
        to = self._links[links]
        seen = pool[to]
        return at[seen], to[seen]


def _keys(document: Rows, number: NDArray[np.int32]) -> Rows:
    """One number for a document's place and a paragraph's number."""
    return document * 1_000_000 + number


def _adjacent(at: Rows, to: Rows, size: int) -> tuple[Rows, Rows]:
    """The rows to which each of `size` rows leads, each once and in order, and where those of each row start."""
    pairs = np.sort(at * size + to)  # numbers of one piece: numpy's own way to unique rows is ten times slower
    at, to = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], max(1, size))
    return to, np.searchsorted(at, np.arange(size + 1))
