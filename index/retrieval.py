"""Search: words, meaning and the citations among the documents, over the paragraphs that the filters leave.

The score of a paragraph is a weighted sum of three signals: BM25; the cosine of the embeddings; and evidence
from citations: what the paragraphs nearest to the query cite, and who cites them, is likely wanted too.
Filters come first: a document that a filter hides has no influence on what is shown, not even as
a word count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from index.citation_graph import Edges, edges
from index.corpus import Corpus, passage_of
from index.embedding import Embedder, Matrix
from index.ledger import text_key
from index.lexical import Lexicon, Mask, Scores
from index.model import AUTHORITY_PARTS, Document, Filters, Paragraph, Passage


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts; tuned by benchmarks/retrieval.py."""

    lexical: float = 0.7
    dense: float = 0.3
    cited: float = 0.7  # by paragraphs near the query
    citing: float = 0.5  # paragraphs near the query
    neighbours: int = 10  # paragraphs near the query that are asked what they cite
    near_copy: float = 0.9  # share of common three-word runs from which two paragraphs are one


WEIGHTS = Weights()
EVERYTHING = Filters()  # all of the Working Group's reasoning
ROUND = 4  # decimals of a score: below that, machines differ
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


class SearchIndex:
    """Everything a search needs, in memory."""

    def __init__(self, documents: dict[str, Document], vectors: dict[str, Matrix]) -> None:
        self.documents = documents
        self._masks: dict[Filters, Mask] = {}
        self.paragraphs: list[tuple[Document, Paragraph]] = [(d, p) for d in documents.values() for p in d.paragraphs]
        self.ids = [f"{d.id}#{p.number}" for d, p in self.paragraphs]
        self.lexicon = Lexicon([f"{p.text} {' '.join(p.headings[-1:])}" for _, p in self.paragraphs])
        self.edges: Edges = edges(documents, {id: row for row, id in enumerate(self.ids)})
        self.authority: Mask = np.array([p.part in AUTHORITY_PARTS for _, p in self.paragraphs], dtype=bool)
        windows = [vectors.get(text_key(p.text)) for _, p in self.paragraphs]
        stored = [(row, w) for row, w in enumerate(windows) if w is not None]
        self._window_rows = np.repeat([row for row, _ in stored], [len(w) for _, w in stored]).astype(np.int64)
        self._windows: Matrix = np.concatenate([w for _, w in stored]) if stored else np.zeros((0, 1), dtype=np.float32)

    def mask(self, filters: Filters) -> Mask:
        """The paragraphs that the filters leave; the latest answers are kept."""
        known = self._masks.get(filters)
        if known is None:
            if len(self._masks) >= 64:
                self._masks.clear()
            known = self._masks[filters] = self._mask(filters)
        return known

    def _mask(self, filters: Filters) -> Mask:
        hidden = {id for id, d in self.documents.items() if not _visible(d, filters)}
        state = filters.state.casefold().strip() if filters.state else None
        return np.array(
            [
                d.id not in hidden
                and p.part in filters.parts
                and (filters.category is None or filters.category in p.categories)
                and (state is None or (d.state or "").casefold() == state)
                for d, p in self.paragraphs
            ],
            dtype=bool,
        )

    def dense(self, vector: NDArray[np.float32]) -> Scores:
        """The cosine of every paragraph with the query: that of its nearest window."""
        best = np.full(len(self.ids), -1.0)
        if len(self._windows):
            np.maximum.at(best, self._window_rows, (self._windows @ vector).astype(np.float64))
        return best

    def rank(
        self, query: str, vector: NDArray[np.float32], filters: Filters, weights: Weights = WEIGHTS
    ) -> tuple[list[int], Scores]:
        """The rows that the filters leave, best first, and all scores."""
        wanted = self.mask(filters)
        pool = wanted | (self.authority & self.mask(Filters(before=filters.before, exclude=filters.exclude)))
        base = weights.lexical * standardised(self.lexicon.scores(query, pool), pool)
        base += weights.dense * standardised(self.dense(vector), pool)
        total = base + self._evidence(base, pool & self.authority, weights)
        rows = np.flatnonzero(wanted)
        rounded = np.round(total, ROUND)
        return sorted(rows.tolist(), key=lambda row: (-rounded[row], self.ids[row])), rounded

    def _evidence(self, base: Scores, pool: Mask, weights: Weights) -> Scores:
        """What the paragraphs near the query cite, and who cites them."""
        gained = np.zeros(len(base))
        if not len(self.edges) or not pool.any():
            return gained
        citing, cited = self.edges[:, 0], self.edges[:, 1]
        seen = pool[citing] & pool[cited]
        citing, cited = citing[seen], cited[seen]
        near = np.flatnonzero(pool)
        near = near[np.argsort(-np.round(base[near], ROUND), kind="stable")][: weights.neighbours]
        strength = np.zeros(len(base))
        strength[near] = np.maximum(0.0, base[near])
        top = float(strength.max())
        if top <= 0:
            return gained
        strength = (strength / top) ** 2
        size = len(base)
        cites, cited_times = np.bincount(citing, minlength=size), np.bincount(cited, minlength=size)
        forward, backward = np.zeros(size), np.zeros(size)
        # a paragraph that cites many, or is cited by many, says less about each
        np.add.at(forward, cited, strength[citing] / np.sqrt(np.maximum(1, cites[citing])))
        np.add.at(backward, citing, strength[cited] / np.sqrt(np.maximum(1, cited_times[cited])))
        return top * (weights.cited * np.tanh(forward) + weights.citing * np.tanh(backward))

    def cited_by(self, row: int, pool: Mask) -> int:
        """How many visible paragraphs cite a paragraph."""
        citing = self.edges[self.edges[:, 1] == row, 0]
        return int(pool[citing].sum())


def standardised(scores: Scores, mask: Mask) -> Scores:
    """Scores as standard deviations from the mean of the visible ones."""
    if not mask.any():
        return np.zeros(len(scores))
    seen = scores[mask]
    spread = float(seen.std())
    return np.where(mask, (scores - float(seen.mean())) / spread if spread > 1e-9 else 0.0, 0.0)


def search_index(corpus: Corpus) -> SearchIndex:
    """The search index of a corpus, made once for each state of it."""
    return corpus.cached("search", lambda: SearchIndex(corpus.whole_documents(), corpus.vectors()))


def search(corpus: Corpus, query: str, k: int = 10, filters: Filters = EVERYTHING) -> list[Passage]:
    """The `k` passages that answer `query` best."""
    return search_many(corpus, [(query, k, filters)])[0]


def search_many(corpus: Corpus, queries: Sequence[tuple[str, int, Filters]]) -> list[list[Passage]]:
    """The answers to several queries; their texts are embedded together."""
    index = search_index(corpus)
    if not index.ids or not queries:
        return [[] for _ in queries]
    vectors = query_vectors(corpus.embedder, [query for query, _, _ in queries])
    weights, heard = _manner.get()
    answers = [
        _passages(index, query, vector, k, filters, weights)
        for (query, k, filters), vector in zip(queries, vectors, strict=True)
    ]
    for answer in answers:
        heard(answer)
    return answers


def query_vectors(embedder: Embedder, texts: Sequence[str]) -> list[NDArray[np.float32]]:
    """One vector a query: the mean of its windows, of length 1."""
    windows = [embedder.windows(text) for text in texts]
    rows = iter(embedder.embed([w for parts in windows for w in parts]))
    means = [np.mean([next(rows) for _ in parts], axis=0) for parts in windows]
    return [np.asarray(m / max(float(np.linalg.norm(m)), 1e-9), dtype=np.float32) for m in means]


def _passages(
    index: SearchIndex, query: str, vector: NDArray[np.float32], k: int, filters: Filters, weights: Weights
) -> list[Passage]:
    if k <= 0 or not query.strip():
        return []
    ranked, scores = index.rank(query, vector, filters, weights)
    pool = index.authority & index.mask(Filters(before=filters.before, exclude=filters.exclude))
    chosen: list[tuple[int, frozenset[str], list[str]]] = []
    for row in ranked[: 5 * k + 50]:
        runs = _runs(index.paragraphs[row][1].text)
        twin = next((c for c in chosen if _alike(c[1], runs, weights.near_copy) >= weights.near_copy), None)
        if twin:
            twin[2].append(index.ids[row])
        elif len(chosen) < k:
            chosen.append((row, runs, []))
    return [
        passage_of(*index.paragraphs[row], float(scores[row]), tuple(sorted(copies)), index.cited_by(row, pool))
        for row, _, copies in chosen
    ]


def _visible(document: Document, filters: Filters) -> bool:
    if document.id in filters.exclude:
        return False
    return filters.before is None or (document.adopted is not None and document.adopted < filters.before)


@lru_cache(maxsize=20_000)
def _runs(text: str) -> frozenset[str]:
    found = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(found[at : at + 3]) for at in range(max(1, len(found) - 2)))


def near_copy(one: str, other: str) -> bool:
    """Whether two texts say the same in nearly the same words, so that a search shows only one of them."""
    return _alike(_runs(one), _runs(other), WEIGHTS.near_copy) >= WEIGHTS.near_copy


def _alike(one: frozenset[str], other: frozenset[str], wanted: float) -> float:
    if min(len(one), len(other)) < wanted * max(len(one), len(other)):
        return 0.0  # the greatest share that sets of such sizes could have is below the one asked for
    return len(one & other) / max(1, len(one | other))


class PrecedentRetriever(BaseRetriever):
    """The same search as a LangChain retriever."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    corpus: Corpus
    k: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [_langchain(p) for p in search(self.corpus, query, self.k, self.filters)]


def _langchain(passage: Passage) -> LangChainDocument:
    metadata: dict[str, Any] = {
        "document": passage.document,
        "paragraph": passage.paragraph,
        "part": passage.part.value,
        "category": passage.category.value if passage.category else None,
        "citation": passage.citation,
        "score": passage.score,
        "adopted": passage.adopted.isoformat() if passage.adopted else None,
    }
    return LangChainDocument(id=passage.id, page_content=passage.text, metadata=metadata)


def passages_json(passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """Passages in the shape of `wgad search --json`."""
    return [
        {
            "id": p.id,
            "document": p.document,
            "paragraph": p.paragraph,
            "part": p.part.value,
            "category": p.category.value if p.category else None,
            "score": p.score,
            "text": p.text,
            "citation": p.citation,
            "headings": list(p.headings),
            "title": p.title,
            "state": p.state,
            "adopted": p.adopted.isoformat() if p.adopted else None,
            "also_in": list(p.also_in),
            "cited_by": p.cited_by,
        }
        for p in passages
    ]
