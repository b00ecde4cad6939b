"""How well search finds what the Working Group cited: `make bench`.

Three sets of queries (benchmarks/queries.py), of which the first asks with the Working Group's own words and the others
are closer to the work: a paragraph of a Discussion, its citations taken out; the facts that raise an issue;
and these facts after the name of the issue, as the drafter asks. Wanted is what was cited; only what was
adopted earlier can be found. Intervals: bootstraps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.queries import Query, fact_queries, gold_documents, named_queries, queries
from eval.metrics.retrieval import ndcg_at, recall_at, wrong_document_rate
from index.embedding import Matrix, load_embedder
from index.ledger import text_key
from index.model import Document, Filters, Part
from index.query_vectors import query_vectors
from index.ranking import NO_SIGNAL, WEIGHTS, SearchIndex, Weights
from index.snapshot import snapshot_of

K = 10

Ranking = Callable[[Query], list[str]]


MEASURES = (f"recall@{K // 2}", f"recall@{K}", f"nDCG@{K}", "wrong document")


def measures(ranking: list[str], wanted: frozenset[str]) -> list[float | None]:
    """The `MEASURES` of one ranking."""
    documents = {id.partition("#")[0] for id in wanted}
    return [
        recall_at(ranking, wanted, K // 2),
        recall_at(ranking, wanted, K),
        ndcg_at(ranking, wanted, K),
        wrong_document_rate(ranking, documents, K),
    ]


def evaluate(asked: Iterable[Query], rank: Ranking) -> tuple[np.ndarray[Any, Any], list[str]]:
    """The measures of each query, and the opinion it comes from."""
    rows = [(measures(rank(q), q.wanted), q.document) for q in asked]
    return np.array([m for m, _ in rows], dtype=float), [d for _, d in rows]


def elsewhere(index: SearchIndex, asked: list[Query]) -> Ranking:
    """This search with weights that were chosen, by recall, on the opinions that a query does not come from.

    The weights that ship were chosen on all of these queries; this says what that choice is worth on others.
    """
    half = {d: place % 2 for place, d in enumerate(sorted({q.document for q in asked}))}
    tried = [
        replace(WEIGHTS, lexical=lexical, dense=1 - lexical, sentences=close, phrases=0.75 * close, walk=walk)
        for lexical, close, walk in product((0.55, 0.65, 0.75), (0.2, 0.4, 0.6), (0.75, 1.25, 1.75))
    ]
    scores = [[recall_at(ours(index, w)(q), q.wanted, K) or 0.0 for q in asked] for w in tried]
    chosen: list[Weights] = []
    for own in (0, 1):
        others = [place for place, q in enumerate(asked) if half[q.document] != own]
        chosen.append(max(zip(tried, scores, strict=True), key=lambda pair: sum(pair[1][n] for n in others))[0])
    return lambda query: ours(index, chosen[half.get(query.document, 0)])(query)


def interval(values: np.ndarray[Any, Any], groups: list[str], rounds: int = 1000) -> tuple[float, float]:
    """A 95 per cent bootstrap interval of the mean, opinions drawn whole."""
    random = np.random.default_rng(1)
    names = sorted(set(groups))
    parts = {name: values[[g == name for g in groups]] for name in names}
    sums, sizes = (np.array([f(parts[n]) for n in names]) for f in (np.sum, len))
    draws = random.integers(0, len(names), (rounds, len(names)))
    low, high = np.quantile(sums[draws].sum(1) / sizes[draws].sum(1), [0.025, 0.975])
    return float(low), float(high)


def newcomer(documents: dict[str, Document]) -> Ranking:
    """The chain of a first tutorial: chunks of 1,000 characters by similarity, led back to paragraphs."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=150, add_start_index=True)
    chunks: list[tuple[str, str, date]] = []
    for document in documents.values():
        text, starts = "", []
        for p in document.paragraphs:
            starts.append((len(text), f"{document.id}#{p.number}", p.part in (Part.DISCUSSION, Part.BODY)))
            text += f"{p.number}. {p.text}\n"
        for chunk in splitter.create_documents([text]):
            middle = chunk.metadata["start_index"] + len(chunk.page_content) / 2
            _, id, _ = max(s for s in starts if s[0] <= middle)
            chunks.append((chunk.page_content, id, document.adopted or date.max))
    matrix = load_embedder().embed([c for c, _, _ in chunks])

    def rank(query: Query) -> list[str]:
        order = np.argsort(-(matrix @ query.whole), kind="stable")
        return list(dict.fromkeys(chunks[i][1] for i in order if chunks[i][2] < query.before))[:K]

    return rank


def ours(index: SearchIndex, weights: Weights = WEIGHTS) -> Ranking:
    """Search as it ships, with these weights."""

    def rank(query: Query) -> list[str]:
        filters = Filters(before=query.before)
        vector = _embedded(index, query.text, filters) if weights.embedded else query.whole
        return [index.id(row) for row in index.rank(query.text, vector, filters, K, weights)[0]]

    return rank


@cache
def _embedded(index: SearchIndex, query: str, filters: Filters) -> NDArray[np.float32]:
    return query_vectors(load_embedder(), [index.gist(query, filters)])[0]


def build(documents: dict[str, Document]) -> SearchIndex:
    """The search index of the sample world."""
    embedder = load_embedder()
    windows = {text_key(p.text): embedder.windows(p.text) for d in documents.values() for p in d.paragraphs}
    rows = iter(embedder.embed([w for parts in windows.values() for w in parts]))
    vectors: dict[str, Matrix] = {key: np.stack([next(rows) for _ in parts]) for key, parts in windows.items()}
    return SearchIndex(snapshot_of([documents[id] for id in sorted(documents)], vectors))


def table(title: str, rows: dict[str, Ranking], asked: list[Query]) -> None:
    """One line a way of searching."""
    print(f"\n{title}: {len(asked)} queries, {np.mean([len(q.wanted) for q in asked]):.1f} wanted paragraphs each\n")
    print(f"| search | {' | '.join(MEASURES)} |\n|---|{'---|' * len(MEASURES)}")
    for name, rank in rows.items():
        values, groups = evaluate(asked, rank)
        cells = []
        for column in range(len(MEASURES)):
            low, high = interval(values[:, column], groups)
            cells.append(f"{values[:, column].mean():.3f} ({low:.3f}–{high:.3f})")
        print(f"| {name} | {' | '.join(cells)} |")


def main() -> None:
    """Print the tables."""
    documents = gold_documents()
    index = build(documents)
    sets = {
        "Paragraphs of the Discussion": queries(documents),
        "The facts that raise an issue": fact_queries(documents),
        "The facts and the name of the issue": named_queries(documents),
    }
    unlinked = replace(WEIGHTS, cited=0.0, citing=0.0, walk=0.0)
    rows = {
        "this search": ours(index),
        "… weights chosen on other opinions": elsewhere(index, [q for asked in sets.values() for q in asked]),
        "… without the citation graph": ours(index, unlinked),
        "… without what labels teach of issues": ours(index, replace(WEIGHTS, issues=0)),
        "BM25 over numbered paragraphs": ours(index, replace(NO_SIGNAL, lexical=1)),
        "dense MiniLM over numbered paragraphs": ours(index, replace(NO_SIGNAL, dense=1)),
        "newcomer's chain (1,000 characters, MiniLM, similarity)": newcomer(documents),
    }
    for title, asked in sets.items():
        table(title, rows, asked)


if __name__ == "__main__":
    main()
