"""Search: from queries to passages. What is ranked (index/ranking.py) is folded, near copies into one, and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.corpus import Corpus
from index.lexical import Mask
from index.model import Filters, Passage
from index.near_copies import near_copy
from index.passages import passage_of
from index.query_vectors import query_vectors
from index.ranking import WEIGHTS, SearchIndex, Weights, search_index
from index.reranking import RERANKED, load_reranker
from index.scores import ROUND
from index.settings import reranker

EVERYTHING = Filters()  # all of the Working Group's reasoning
_NEAR = 0.8  # cosine of near copies at least: texts that are farther apart need not be compared word by word
Listener = Callable[[Sequence[Passage]], None]


def _unheard(passages: Sequence[Passage]) -> None:
    """Nobody listens."""


_manner: ContextVar[tuple[Weights, Listener]] = ContextVar("_manner", default=(WEIGHTS, _unheard))


@contextmanager
def searching(weights: Weights = WEIGHTS, heard: Listener = _unheard) -> Iterator[None]:
    """Within it, searches of this thread weigh the signals so, and `heard` is told the answer to each query.

    An evaluation varies the weights and records what a drafter is shown; nothing else has a use for it.
    """
    token = _manner.set((weights, heard))
    try:
        yield
    finally:
        _manner.reset(token)


def search(corpus: Corpus, query: str, k: int = 10, filters: Filters = EVERYTHING) -> list[Passage]:
    """The `k` passages that answer `query` best."""
    return search_many(corpus, [(query, k, filters)])[0]


def search_many(corpus: Corpus, queries: Sequence[tuple[str, int, Filters]]) -> list[list[Passage]]:
    """The answers to several queries; their texts are embedded together."""
    index = search_index(corpus)
    if not len(index) or not queries:
        return [[] for _ in queries]
    weights, heard = _manner.get()
    vectors = query_vectors(corpus.embedder, [index.gist(query, filters, weights) for query, _, filters in queries])
    answers = [
        _passages(index, query, vector, k, filters, weights)
        for (query, k, filters), vector in zip(queries, vectors, strict=True)
    ]
    for answer in answers:
        heard(answer)
    return answers


def links_of(corpus: Corpus, id: str) -> tuple[list[Passage], list[Passage]]:
    """The paragraphs that a paragraph of the index cites, and those that cite it, the newest first."""
    index = search_index(corpus)
    cited, citing = index.links(index.row(id))
    return [_passage(index, row) for row in cited], [_passage(index, row) for row in citing]


def _passage(index: SearchIndex, row: int) -> Passage:
    return passage_of(index.head(row), index.paragraph(row), cited_by=index.cited_by(row, index.authority))


def _passages(
    index: SearchIndex, query: str, vector: NDArray[np.float32], k: int, filters: Filters, weights: Weights
) -> list[Passage]:
    if k <= 0 or not query.strip():
        return []
    ranked, scores = index.rank(query, vector, filters, 5 * k + 50, weights)
    if filters.declaration_first:
        ranked = sorted(ranked[: 2 * k], key=index.on_covenant) + ranked[2 * k :]
    pool = index.pool(filters)
    chosen = reranker()
    groups = _folded(index, ranked, max(k, RERANKED) if chosen else k, weights.near_copy)
    score = dict(zip(ranked, scores.tolist(), strict=True))
    found = [_shown(index, group, score[group[0]], pool) for group in groups]
    return _reranked(query, found, chosen)[:k] if chosen else found


def _reranked(query: str, passages: Sequence[Passage], name: str) -> list[Passage]:
    """The passages in the order of a cross-encoder, with its scores."""
    scores = load_reranker(name).scores(query, [p.text for p in passages])
    rescored = [replace(p, score=round(score, ROUND)) for p, score in zip(passages, scores, strict=True)]
    return sorted(rescored, key=lambda p: -p.score)


def _folded(index: SearchIndex, ranked: Sequence[int], k: int, share: float) -> list[list[int]]:
    """The first `k` of the rows, each with its near copies among all of them, in order of rank."""
    near = (index.near(ranked) >= _NEAR).tolist()
    groups: list[list[int]] = []  # places in `ranked`

    def text(row: int) -> str:
        return index.paragraph(row).text

    for place in range(len(ranked)):
        own = (group for group in groups if near[place][group[0]])
        twin = next((g for g in own if near_copy(text(ranked[place]), text(ranked[g[0]]), share)), None)
        if twin:
            twin.append(place)
        elif len(groups) < k:
            groups.append([place])
    return [[ranked[place] for place in group] for group in groups]


def _shown(index: SearchIndex, group: Sequence[int], score: float, pool: Mask) -> Passage:
    """Of near copies the newest and most cited, which names the others; the score is that of the best."""
    row, *others = sorted(group, key=lambda c: index.freshness(c, pool))
    also_in = tuple(map(index.id, others))
    return passage_of(index.head(row), index.paragraph(row), score, also_in, index.cited_by(row, pool))
