"""A paragraph as an answer: with the document it stands in and the words in which it is cited."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.citations import format_citation
from index.model import Document, Kind, Paragraph, Passage


def passage_of(
    document: Document,
    paragraph: Paragraph,
    score: float = 0.0,
    also_in: tuple[str, ...] = (),
    cited_by: int = 0,
) -> Passage:
    """A paragraph of a document as an answer."""
    return Passage(
        id=f"{document.id}#{paragraph.number}",
        document=document.id,
        paragraph=paragraph.number,
        part=paragraph.part,
        category=paragraph.category,
        score=score,
        text=paragraph.text,
        citation=citation_of(document, paragraph.number),
        headings=paragraph.headings,
        title=document.title,
        state=document.state,
        state_party=document.state_party,
        adopted=document.adopted,
        also_in=also_in,
        cited_by=cited_by,
    )


def target_of(document: Document) -> str | None:
    """The canonical name of a document in citations, where it has a number or a symbol."""
    if document.number and document.kind is Kind.DELIBERATION:
        return f"deliberation:{document.number}"
    if document.number:
        return f"opinion:{document.number}"
    return f"document:{document.symbol}" if document.symbol else None


def citation_of(document: Document, number: int) -> str:
    """How a footnote cites a paragraph: "Opinion No. 301/2014, para. 40"."""
    target = target_of(document)
    if target:
        return format_citation(target, [str(number)])
    return f"{document.title or Path(document.file).name}, para. {number}"


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
