"""A draft as a run keeps it: all that its scores rest on, and which passages it saw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.model import Draft, DraftCitation, DraftParagraph
from index.citations import document_id_of
from index.model import Citation, Document, Paragraph, Part

Json = dict[str, Any]


def answer_of(draft: Draft) -> Json:
    """A draft as stored in a run."""
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
        "spotted": {s.issue: s.confidence for s in draft.spotted},
        "paragraphs": paragraphs,
        "warnings": list(draft.warnings),
    }


def _issues(draft: Draft) -> list[str]:
    general = [i for p in (*draft.preliminary, *draft.concluding) for i in p.issues]
    return general + [i for a in draft.analyses for i in (*a.issues, *(i for p in a.paragraphs for i in p.issues))]


def _paragraph(paragraph: DraftParagraph, category: str | None) -> Json:
    sentences, mark = [], 0
    for sentence in paragraph.sentences:
        marks = list(range(mark + 1, mark + len(sentence.citations) + 1))
        mark += len(marks)
        sentences.append({"text": sentence.text, "marks": marks, "case": list(sentence.case_paragraphs)})
    return {
        "category": category,
        "text": " ".join(sentence.text for sentence in paragraph.sentences),
        "sentences": sentences,
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


def adopted_record(document: Document) -> list[Json]:
    """The adopted Discussion, as it stands beside a draft."""
    return [_adopted(p, document) for p in document.paragraphs if p.part is Part.DISCUSSION]


def _adopted(paragraph: Paragraph, document: Document) -> Json:
    cited: list[Citation] = [c for c in document.citations if c.paragraph == paragraph.number]
    return {
        "number": paragraph.number,
        "category": paragraph.category,
        "text": paragraph.text,
        "citations": [{"target": c.target, "pinpoints": list(c.pinpoints), "raw": c.raw} for c in cited],
    }


def rests_on(paragraphs: Iterable[Json]) -> list[str]:
    """The passages that a draft rests on or cites, each once, in order."""
    ids: list[str] = []
    for paragraph in paragraphs:
        ids += paragraph["sources"]
        for citation in paragraph["citations"]:
            ids += [citation["source"]] if citation["source"] else []
            ids += cited_paragraphs(citation)
    return list(dict.fromkeys(ids))


def cited_paragraphs(citation: Json) -> list[str]:
    """The ids of the paragraphs that a stored citation cites; none for an instrument."""
    document = document_id_of(citation["target"])
    return [f"{document}#{pinpoint}" for pinpoint in citation["pinpoints"]] if document else []


def file_name(id: str) -> str:
    """The name of a document's files in a run."""
    return id.replace("/", "-") + ".json"
