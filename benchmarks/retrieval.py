"""How well search finds what the Working Group cited.

    python benchmarks/retrieval.py

A query is a paragraph of the Discussion of an opinion of the sample world, its citations taken out; wanted
are the paragraphs that it cites; only what was adopted earlier can be found. A second table is closer to the
work: the query is what the source says under a category. Intervals: bootstraps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from index.settings import quiet

quiet()

from eval.metrics.retrieval import ndcg_at, recall_at, wrong_document_rate  # noqa: E402
from eval.split import adopted_authorities, discussion  # noqa: E402
from index.citations import cite_document  # noqa: E402
from index.corpus import target_of  # noqa: E402
from index.embedding import Matrix, load_embedder  # noqa: E402
from index.ledger import text_key  # noqa: E402
from index.model import Category, Document, Filters, Footnote, Kind, Paragraph, Part  # noqa: E402
from index.retrieval import WEIGHTS, SearchIndex, Weights, query_vectors  # noqa: E402
from index.snapshot import snapshot_of  # noqa: E402

GOLD = Path(__file__).parent.parent / "index" / "sample" / "gold"
K = 10

#: A reference in running text, which would give the answer away.
_REFERENCE = re.compile(
    r"\(?\b(?:see |compare )?(?:opinions?|deliberations?) Nos?\. [\d/]+(?:, paras?\. [\d–, and]+)?\)?",
    re.IGNORECASE,
)

Ranking = Callable[["Query"], list[str]]


@dataclass(frozen=True)
class Query:
    """A paragraph, when it was written, and what it cites."""

    document: str
    text: str
    vector: np.ndarray[Any, np.dtype[np.float32]]
    before: date
    wanted: frozenset[str]


def gold_documents(folder: Path = GOLD) -> dict[str, Document]:
    """The sample world as its authors know it."""
    documents = [gold_document(json.loads(path.read_text())) for path in sorted(folder.glob("*.json"))]
    return {d.id: d for d in documents}


def gold_document(gold: dict[str, Any]) -> Document:
    """One document of the sample world."""
    kind = Kind(gold["kind"])
    number = gold["number"]
    id = f"del-{number}" if kind is Kind.DELIBERATION else number
    paragraphs = tuple(_paragraph(p, gold["footnotes"], kind) for p in gold["paragraphs"])
    document = Document(
        id=id, kind=kind, file=gold["name"], digest=gold["name"], number=number, title=gold["title"],
        state=gold["state"], adopted=date.fromisoformat(gold["adopted"]), paragraphs=paragraphs,
    )  # fmt: skip
    return replace(document, citations=cite_document(paragraphs, target_of(document)))


def _paragraph(gold: dict[str, Any], notes: dict[str, str], kind: Kind) -> Paragraph:
    path = [s.casefold() for s in gold["section"]]
    part = Part.BODY if kind is Kind.DELIBERATION else _part(path)
    named = re.search(r"[Cc]ategor(?:y|ies) ([IV]+(?:(?:, | and )[IV]+)*)", " ".join(gold["section"]))
    categories = tuple(Category(c) for c in re.findall(r"[IV]+", named.group(1))) if named else ()
    marks = tuple(Footnote(str(m), notes[str(m)], 0) for m in gold["footnotes"])
    return Paragraph(gold["number"], part, tuple(gold["section"]), gold["text"], marks, categories)


def _part(path: list[str]) -> Part:
    if not path:
        return Part.PREAMBLE
    if path[0] == "submissions":
        inside = " ".join(path[1:2])
        if "government" in inside:
            return Part.GOVERNMENT
        return Part.COMMENTS if "further" in inside else Part.SOURCE
    names = {
        "discussion": Part.DISCUSSION,
        "disposition": Part.DISPOSITION,
        "follow-up procedure": Part.FOLLOW_UP,
    }
    return names.get(path[0], Part.PREAMBLE)


def queries(documents: dict[str, Document]) -> list[Query]:
    """Every paragraph of a Discussion that cites an earlier paragraph of the sample world."""
    return _asked(documents, ((d, _REFERENCE.sub(" ", p.text), [p]) for d in documents.values() for p in discussion(d)))


def fact_queries(documents: dict[str, Document]) -> list[Query]:
    """The facts alone: what the source says under a category; wanted is what the Discussion of that category cites.

    By category, not by issue: nobody has labelled the submissions, and few Discussions name their paragraphs.
    """
    return _asked(documents, (_facts(d, category) for d in documents.values() for category in Category))


def _facts(document: Document, category: Category) -> tuple[Document, str, list[Paragraph]]:
    said = [p.text for p in document.paragraphs if p.part is Part.SOURCE and category in p.categories]
    return document, "\n".join(said), [p for p in discussion(document) if category in p.categories]


def _asked(documents: dict[str, Document], texts: Iterable[tuple[Document, str, list[Paragraph]]]) -> list[Query]:
    """Queries from (document, text, paragraphs whose citations are wanted), those that have something to find."""
    known = {f"{d.id}#{p.number}": d.adopted for d in documents.values() for p in d.paragraphs}
    found: list[tuple[str, str, date, frozenset[str]]] = []
    for document, text, citing in texts:
        day, cited = document.adopted, adopted_authorities(document, citing)[1]
        if day is None or not text:
            continue
        wanted = frozenset(id for id in cited if (when := known.get(id)) is not None and when < day)
        if wanted:
            found.append((document.id, text, day, wanted))
    vectors = query_vectors(load_embedder(), [text for _, text, _, _ in found])
    return [Query(d, t, v, when, w) for (d, t, when, w), v in zip(found, vectors, strict=True)]


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
        replace(WEIGHTS, lexical=lexical, dense=1 - lexical, cited=cited, citing=citing)
        for lexical, cited, citing in product((0.5, 0.7, 0.9), (0.4, 0.7, 1.0), (0.3, 0.5, 0.7))
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
        order = np.argsort(-(matrix @ query.vector), kind="stable")
        return list(dict.fromkeys(chunks[i][1] for i in order if chunks[i][2] < query.before))[:K]

    return rank


def ours(index: SearchIndex, weights: Weights = WEIGHTS) -> Ranking:
    """Search as it ships, with these weights."""

    def rank(query: Query) -> list[str]:
        rows, _ = index.rank(query.text, query.vector, Filters(before=query.before), K, weights)
        return [index.id(row) for row in rows]

    return rank


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
    index, asked = build(documents), queries(documents)
    none = replace(WEIGHTS, cited=0.0, citing=0.0)
    rows = {
        "this search": ours(index),
        "… weights chosen on other opinions": elsewhere(index, asked),
        "… without the citation graph": ours(index, none),
        "BM25 over numbered paragraphs": ours(index, replace(none, lexical=1.0, dense=0.0)),
        "dense MiniLM over numbered paragraphs": ours(index, replace(none, lexical=0.0, dense=1.0)),
    }
    rows["newcomer's chain (1,000 characters, MiniLM, similarity)"] = newcomer(documents)
    table("Paragraphs of the Discussion", rows, asked)
    table("The facts alone", rows, fact_queries(documents))


if __name__ == "__main__":
    main()
