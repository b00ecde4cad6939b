"""Ranking: words, meaning and the citations among the documents, over the paragraphs that the filters leave.

The score of a paragraph is a weighted sum of five signals: BM25; the cosine of the embeddings; for the best by these,
how closely they follow the query sentence by sentence and phrase by phrase (index/closeness.py); evidence
from citations: what the paragraphs nearest to the query cite, and who cites them, is likely wanted too, and so is
where a short walk along citations leads from the best so far; and for the best by all that, how much they are about
the same issues (index/issue_likeness.py).
Filters come first: a document that a filter hides has no influence on what is shown, not even as
a word count.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.citation_graph import CitationGraph
from index.closeness import closeness
from index.corpus import Corpus
from index.cosines import Cosines
from index.embedding import Matrix
from index.issue_likeness import IssueLikeness
from index.lexical import Lexicon, Mask, Rows, Scores, Visible
from index.model import AUTHORITY_PARTS, Document, Filters, Paragraph, Part
from index.near_copies import SAME
from index.query_vectors import gist
from index.scores import ROUND, best, spread, strength_of, union
from index.snapshot import CATEGORIES, PARTS, Snapshot


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts; tuned by benchmarks/retrieval.py."""

    lexical: float = 0.65
    dense: float = 0.35
    sentences: float = 0.4  # of the query that the best say too
    phrases: float = 0.3  # of the query in the best
    reread: int = 80  # of the best, whose sentences and phrases are looked at
    cited: float = 0.7  # by paragraphs near the query
    citing: float = 0.4  # paragraphs near the query
    walk: float = 1.25  # along citations from the best
    neighbours: int = 10  # paragraphs near the query that are asked what they cite
    walkers: int = 50  # of the best, from which a walk starts
    issues: float = 0.3  # of the query that the best are about too
    embedded: int = 32  # words of a long query; 0 for all of them
    near_copy: float = SAME  # share of common three-word runs from which two paragraphs are one


WEIGHTS = Weights()
#: Nothing counts, and the query is embedded whole: where a way of searching that rests on one signal alone starts from.
NO_SIGNAL = Weights(lexical=0, dense=0, sentences=0, phrases=0, cited=0, citing=0, walk=0, issues=0, embedded=0)
_FIRST = 400  # of the best by words and meaning, among which the rest is decided; their cosines are exact
_LAST = 200  # of the best by all that, whose issues are looked at
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Scope:
    """What a filter leaves, worked out once."""

    wanted: Mask  # what may be shown
    pool: Mask  # what a ranking rests on
    authority: Mask  # of it, the Working Group's own words
    ends: Scores  # of the links to its authority
    visible: Visible  # the pool
    share: Scores  # of each row of the pool in it: the product of scores with it is their mean
    rows: tuple[Rows, ...]  # of what is wanted, the pool and its authority: each of these once


class SearchIndex:
    """A snapshot of the corpus, ready to be asked."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._masks: dict[Filters, Mask] = {}
        self._scopes: dict[Filters, _Scope] = {}
        self._places = np.repeat(np.arange(len(snapshot.heads)), np.diff(snapshot.first_rows))
        self._lexicon = Lexicon(snapshot.terms)
        self._likeness = IssueLikeness(snapshot.terms)
        ids = [head.id for head in snapshot.heads]
        self._graph = CitationGraph(snapshot.references, ids, self._places, snapshot.number)
        self.authority: Mask = self._spoken(AUTHORITY_PARTS)
        parts = (self.authority, ~self.authority)
        self._cosines = Cosines(snapshot.vectors, snapshot.coded, snapshot.window_starts, parts)

    def __len__(self) -> int:
        return len(self._snapshot)

    def id(self, row: int) -> str:
        """The id of the paragraph in a row."""
        return f"{self.head(row).id}#{self._snapshot.number[row]}"

    def head(self, row: int) -> Document:
        """The document of the paragraph in a row, without its paragraphs."""
        return self._snapshot.heads[int(self._places[row])]

    def paragraph(self, row: int) -> Paragraph:
        """The paragraph in a row."""
        return self._snapshot.paragraph(row)

    def near(self, rows: Sequence[int]) -> Matrix:
        """The cosines of some paragraphs with each other, by the first window of each; 0 for one without a vector."""
        return self._cosines.among(np.array(rows, dtype=np.int64))

    def on_covenant(self, row: int) -> bool:
        """Whether the paragraph in a row rests on the Covenant."""
        return bool(self._snapshot.covenant[row])

    def mask(self, filters: Filters) -> Mask:
        """The paragraphs that the filters leave."""
        return _kept(self._masks, filters, self._mask, 64)

    def _mask(self, filters: Filters) -> Mask:
        shown = np.array([_visible(head, filters) for head in self._snapshot.heads], dtype=bool)
        mask: Mask = self._spoken(filters.parts) & shown[self._places]
        if filters.category is not None:
            mask &= (self._snapshot.categories >> CATEGORIES.index(filters.category) & 1).astype(bool)
        return mask

    def _spoken(self, parts: frozenset[Part]) -> Mask:
        spoken: Mask = np.array([part in parts for part in PARTS], dtype=bool)
        return np.asarray(spoken[self._snapshot.part], dtype=bool)

    def pool(self, filters: Filters) -> Mask:
        """The authorities on which a ranking may rest: all that time and exclusion allow."""
        return self.mask(Filters(before=filters.before, exclude=filters.exclude))

    def gist(self, query: str, filters: Filters, weights: Weights = WEIGHTS) -> str:
        """What is embedded of a query: no more of a long one than its vector needs."""
        if not weights.embedded:
            return query
        visible = _kept(self._scopes, filters, self._scope, 16).visible
        return gist(query, lambda word: self._lexicon.spread(word, visible), weights.embedded)

    def rank(
        self, query: str, vector: NDArray[np.float32], filters: Filters, many: int, weights: Weights = WEIGHTS
    ) -> tuple[list[int], Scores]:
        """The `many` best rows that the filters leave, best first, and the score of each."""
        scope = _kept(self._scopes, filters, self._scope, 16)
        lexical, rarity = self._lexicon.weighed(query, scope.visible)
        base, cosines, of_meaning = self._by_words_and_meaning(lexical, vector, scope, weights)
        first = union(*(best(base, rows, max(many, _FIRST)) for rows in scope.rows))
        self._make_exact(base, first, vector, cosines, of_meaning)
        if weights.sentences or weights.phrases:
            # not of what is wanted: a filter that hides nothing changes no score
            near = best(base, first[scope.pool[first]], weights.reread)
            base[near] += self._closeness(near, base[near], query, rarity, weights)
        reached = self._add_followed(base, first, scope, weights)
        rows = union(first, reached)
        found = best(base, rows[scope.wanted[rows]], max(many, _LAST))
        # what citations alone lead to
        self._make_exact(base, np.setdiff1d(found, first, assume_unique=True), vector, cosines, of_meaning)
        if weights.issues:
            top = float(base[rows[scope.pool[rows]]].max(initial=0.0))
            base[found] += np.round(top * weights.issues * self._likeness.to(query, found, filters), ROUND)
        found = best(base, found, many)
        return found.tolist(), base[found].astype(np.float64).round(ROUND)

    def _scope(self, filters: Filters) -> _Scope:
        wanted = self.mask(filters)
        # a party's words are no authority: what is cited says nothing about them
        pool = wanted | self.pool(filters) if (wanted & self.authority).any() else wanted
        authority = pool & self.authority
        apart = {mask.tobytes(): mask for mask in (wanted, pool, authority)}
        rows = tuple(np.flatnonzero(mask) for mask in apart.values())
        visible = self._lexicon.visible(pool)
        ends = self._graph.ends(authority)
        return _Scope(wanted, pool, authority, ends, visible, pool / np.float32(max(1, visible.many)), rows)

    def _by_words_and_meaning(
        self, lexical: Scores, vector: NDArray[np.float32], scope: _Scope, weights: Weights
    ) -> tuple[Scores, Scores, float]:
        """The scores of all rows; the cosines in them, which may be read coded; and how much a cosine counts."""
        cosines = self._cosines.seen(vector, scope.pool)
        words, meaning = spread(lexical, scope.share), spread(cosines, scope.share)
        of_word, of_meaning = weights.lexical / words.deviation, weights.dense / meaning.deviation
        base = of_word * lexical + of_meaning * cosines
        base -= of_word * words.mean + of_meaning * meaning.mean
        return base, cosines, of_meaning

    def _make_exact(
        self, scores: Scores, rows: Rows, vector: NDArray[np.float32], cosines: Scores, of_meaning: float
    ) -> None:
        """In the scores of rows, put the exact cosines in the place of those that were read coded."""
        if self._cosines.rough:
            scores[rows] += of_meaning * (self._cosines.exact(vector, rows) - cosines[rows])
        scores[rows] = np.round(scores[rows], ROUND)

    def _closeness(
        self, near: Rows, scores: Scores, query: str, rarity: Mapping[int, float], weights: Weights
    ) -> Scores:
        """What the rows near the query gain by following it closely, as a part of the best of their scores."""
        top = float(scores.max(initial=0.0))
        if top <= 0:
            return np.zeros(len(near))
        sentences, phrases = closeness(query, near, self._lexicon, rarity)
        return np.round(top * (weights.sentences * sentences + weights.phrases * phrases), ROUND)

    def _add_followed(self, scores: Scores, first: Rows, scope: _Scope, weights: Weights) -> Rows:
        """Follow the citations from the best, and add to the scores of the rows that this leads to: these rows."""
        near = best(scores, first[scope.authority[first]], max(weights.walkers, weights.neighbours))
        top = float(scores[near].max(initial=0.0))
        if top <= 0:
            return np.zeros(0, np.int64)
        heard = near[: weights.neighbours]
        rows, gained = self._heard(heard, strength_of(scores[heard]), scope.authority, weights)
        scores[rows] = np.round(scores[rows] + top * gained, ROUND)
        if weights.walk:
            start = best(scores, union(near, rows), weights.walkers)
            reached, strength = self._graph.walk(start, strength_of(scores[start]), scope.authority, scope.ends)
            scores[reached] = np.round(scores[reached] + top * weights.walk * strength, ROUND)
            rows = union(rows, reached)
        return rows

    def _heard(
        self, near: NDArray[np.int64], strength: Scores, pool: Mask, weights: Weights
    ) -> tuple[NDArray[np.int64], Scores]:
        """The rows that the paragraphs near the query cite, or that cite them, and what each gains by it."""
        gained: dict[int, float] = {}
        for weight, links in ((weights.cited, self._graph.cited), (weights.citing, self._graph.citing)):
            heard: dict[int, float] = {}
            for row, strong in zip(near.tolist(), strength.tolist(), strict=True):
                found = links(row)
                seen = found[pool[found]].tolist()
                for other in seen:  # a paragraph that cites many, or is cited by many, says less about each
                    heard[other] = heard.get(other, 0.0) + strong / len(seen) ** 0.5
            for other, strong in heard.items():
                gained[other] = gained.get(other, 0.0) + weight * math.tanh(strong)
        rows = np.array(sorted(gained), dtype=np.int64)
        return rows, np.array([gained[row] for row in rows.tolist()], dtype=np.float64)

    def cited_by(self, row: int, pool: Mask) -> int:
        """How many visible paragraphs cite a paragraph."""
        return int(pool[self._graph.citing(row)].sum())

    def freshness(self, row: int, pool: Mask) -> tuple[int, int, int]:
        """A key by which the newest paragraphs come first, among those of a day the most cited."""
        adopted = self.head(row).adopted
        return -(adopted.toordinal() if adopted else 0), -self.cited_by(row, pool), row

    def links(self, row: int) -> tuple[list[int], list[int]]:
        """The rows that a paragraph cites, and those that cite it, the newest first."""
        citing = sorted(self._graph.citing(row).tolist(), key=lambda other: self.freshness(other, self.authority))
        return self._graph.cited(row).tolist(), citing

    def row(self, id: str) -> int:
        """The row of a paragraph of the index."""
        name, _, number = id.partition("#")
        place = next(place for place, head in enumerate(self._snapshot.heads) if head.id == name)
        first, last = self._snapshot.first_rows[place : place + 2]
        numbers: list[int] = self._snapshot.number[first:last].tolist()
        return int(first) + numbers.index(int(number))


def _kept(known: dict[Filters, T], filters: Filters, make: Callable[[Filters], T], most: int) -> T:
    """What was made for these filters, or is made now; `most` of the latest are kept."""
    found = known.get(filters)
    if found is None:
        if len(known) >= most:
            known.clear()
        found = known[filters] = make(filters)
    return found


def _visible(document: Document, filters: Filters) -> bool:
    if document.id in filters.exclude or (filters.kind is not None and document.kind is not filters.kind):
        return False
    if filters.state and (document.state or "").casefold() != filters.state.casefold().strip():
        return False
    if filters.party is not None and document.state_party is not filters.party:
        return False
    return filters.before is None or (document.adopted is not None and document.adopted < filters.before)


def search_index(corpus: Corpus) -> SearchIndex:
    """The search index of a corpus, made once for each state of it."""
    return corpus.cached("search", lambda: SearchIndex(corpus.snapshot()))
