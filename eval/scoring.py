"""One draft against one adopted text: what it answered, what it saw, and its scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from assistant.model import Draft, DraftCitation, DraftParagraph
from eval.metrics import categories, citations, leakage, retrieval, text
from eval.split import Trial, adopted_authorities, adopted_issues, discussion, labels
from index.citations import document_id_of
from index.corpus import Corpus
from index.model import AUTHORITY_PARTS, Document, Filters, Part
from index.register import register
from index.retrieval import search_many

Json = dict[str, Any]
#: How deep the search is measured.
DEPTH = 50


def answer_of(draft: Draft) -> Json:
    """A draft as stored in a run: all that its scores rest on."""
    groups = [(None, draft.preliminary), *((a.category, a.paragraphs) for a in draft.analyses)]
    paragraphs = [
        _paragraph(paragraph, category)
        for category, group in [*groups, (None, draft.concluding)]
        for paragraph in group
    ]
    decided = draft.disposition
    return {
        "drafter": draft.drafter,
        "outcome": decided.outcome,
        "categories": list(decided.categories),
        "covenant": list(decided.covenant),
        "udhr": list(decided.udhr),
        "disposition": decided.text,
        "issues": sorted(set(_issues(draft))),
        "paragraphs": paragraphs,
        "seen": seen(paragraphs),
        "warnings": list(draft.warnings),
    }  # fmt: skip


def _issues(draft: Draft) -> list[str]:
    general = [i for p in (*draft.preliminary, *draft.concluding) for i in p.issues]
    return general + [i for a in draft.analyses for i in (*a.issues, *(i for p in a.paragraphs for i in p.issues))]


def _paragraph(paragraph: DraftParagraph, category: str | None) -> Json:
    return {
        "category": category,
        "text": " ".join(sentence.text for sentence in paragraph.sentences),
        "issues": list(paragraph.issues),
        "sources": list(paragraph.sources),
        "citations": [_citation(c) for c in paragraph.citations],
    }


def _citation(citation: DraftCitation) -> Json:
    return {
        "target": citation.target,
        "pinpoints": list(citation.pinpoints),
        "raw": citation.raw,
        "source": citation.source,
        "verified": citation.verified,
    }


def seen(paragraphs: Iterable[Json]) -> list[str]:
    """The passages that a draft rests on or cites, each once, in order."""
    ids: list[str] = []
    for paragraph in paragraphs:
        ids += paragraph["sources"]
        for citation in paragraph["citations"]:
            ids += [citation["source"]] if citation["source"] else []
            ids += _cited_paragraphs(citation)
    return list(dict.fromkeys(ids))


def _cited_paragraphs(citation: Json) -> list[str]:
    document = document_id_of(citation["target"])
    return [f"{document}#{pinpoint}" for pinpoint in citation["pinpoints"]] if document else []


def score(answer: Json, trial: Trial, corpus: Corpus) -> Json:
    """Every measure of one document; None is what cannot be measured."""
    dates = {entry.id: entry.adopted for entry in corpus.documents()}
    known = [id for id in answer["seen"] if id.partition("#")[0] in dates or id.partition("#")[0] in trial.exclude]
    leaked = leakage.leaked(known, dates, trial.before, trial.exclude)
    rate, missing = _on_point(answer)
    tallies = _tallies(answer, trial.document)
    values: dict[str, float | None] = {
        **_retrieval(trial, corpus, dates),
        **_citations(answer, trial.document, corpus),
        "on_point": rate,
        **{f"{name}_f1": categories.f1(tally) if tally else None for name, tally in tallies.items()},
        "outcome": _outcome(answer, trial.document),
        **_text(answer, trial.document, corpus),
        "leaked": float(len(leaked)),
    }
    return {"measures": values, "counts": tallies, "on_point_missing": missing, "leaked": leaked}


def _retrieval(trial: Trial, corpus: Corpus, dates: Mapping[str, date | None]) -> dict[str, float | None]:
    """The index's search, each paragraph of the source a query; only what is visible is asked for."""
    filters = Filters(before=trial.before, exclude=trial.exclude)
    voiced = [p for p in trial.case.document.paragraphs if p.part in (Part.SOURCE, Part.COMMENTS)]
    answers = search_many(corpus, [(p.text, DEPTH, filters) for p in voiced])
    ranked = retrieval.fuse([passage.id for passage in found] for found in answers)
    cited = adopted_authorities(trial.document)[1]
    due = {id for id in cited if not leakage.leaked([id], dates, trial.before, trial.exclude)}
    return {
        "recall@10": retrieval.recall_at(ranked, due, 10),
        f"recall@{DEPTH}": retrieval.recall_at(ranked, due, DEPTH),
        "ndcg@10": retrieval.ndcg_at(ranked, due, 10),
        "mrr": retrieval.mrr(ranked, due),
    }


def _citations(answer: Json, document: Document, corpus: Corpus) -> dict[str, float | None]:
    made = [c for p in answer["paragraphs"] for c in p["citations"]]
    documents = {id for c in made if (id := document_id_of(c["target"]))}
    paragraphs = {id for c in made for id in _cited_paragraphs(c)}
    wanted_documents, wanted_paragraphs = adopted_authorities(document)
    document_p, document_r = citations.precision_recall(documents, wanted_documents)
    paragraph_p, paragraph_r = citations.precision_recall(paragraphs, wanted_paragraphs)
    passages = [passage for id in sorted(paragraphs) if (passage := corpus.passage(id))]
    return {
        "document_precision": document_p,
        "document_recall": document_r,
        "paragraph_precision": paragraph_p,
        "paragraph_recall": paragraph_r,
        "validity": citations.share(_exists(c, corpus) for c in made),
        "party_cited": citations.share(p.part not in AUTHORITY_PARTS for p in passages),
    }


def _exists(citation: Json, corpus: Corpus) -> bool:
    document = document_id_of(citation["target"])
    if document is None:
        entry = register()
        points = [entry.has_pinpoint(citation["target"], pinpoint) for pinpoint in citation["pinpoints"]]
        return entry.exists(citation["target"]) and False not in points
    if corpus.document(document) is None:
        return False
    return all(corpus.passage(id) is not None for id in _cited_paragraphs(citation))


def _on_point(answer: Json) -> tuple[float | None, int]:
    pairs = [(id, p["issues"]) for p in answer["paragraphs"] for c in p["citations"] for id in _cited_paragraphs(c)]
    return citations.on_point(pairs, labels())


def _tallies(answer: Json, document: Document) -> dict[str, categories.Counts | None]:
    decided = document.disposition
    issues = adopted_issues(document)
    return {
        "categories": categories.counts(answer["categories"], decided.categories) if decided else None,
        "articles": categories.counts(_articles(answer["covenant"], answer["udhr"]),
                                      _articles(decided.covenant, decided.udhr)) if decided else None,
        "issues": categories.counts(answer["issues"], issues) if issues is not None else None,
    }  # fmt: skip


def _articles(covenant: Iterable[str], udhr: Iterable[str]) -> set[str]:
    return {f"covenant {article}" for article in covenant} | {f"udhr {article}" for article in udhr}


def _outcome(answer: Json, document: Document) -> float | None:
    decided = document.disposition
    if decided is None or decided.outcome is None:
        return None
    return float(answer["outcome"] == decided.outcome)


def _text(answer: Json, document: Document, corpus: Corpus) -> dict[str, float | None]:
    drafted = [p["text"] for p in answer["paragraphs"]]
    adopted = [p.text for p in discussion(document)]
    one, other = "\n".join(drafted), "\n".join(adopted)
    return {
        **text.rouge(one, other),
        "chrf": text.chrf(one, other),
        "similarity": text.similarity(drafted, adopted, corpus.embedder),
        "length_ratio": text.length_ratio(one, other),
    }
