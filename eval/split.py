"""What is hidden and what is given: an adopted opinion as a case, and what to measure against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from assistant.case import case_of
from assistant.model import Case
from assistant.submissions.same_case import adopted_on
from index.citations import document_id_of
from index.corpus import Corpus
from index.labelled_sample import labelled_sample
from index.model import Document, Kind, Paragraph, Part


@dataclass(frozen=True, slots=True)
class Trial:
    """An opinion to be drafted again. `case` has the submissions only; `document` is for the scores alone.

    `exclude` are the opinion itself and any other of the index on the same submissions, whatever its date.
    """

    document: Document
    case: Case
    before: date
    exclude: frozenset[str]


def trial_of(document: Document, corpus: Corpus) -> Trial | None:
    """The trial of an adopted opinion; None for what has no Discussion, date or submissions to draft from."""
    if document.kind is not Kind.OPINION or document.adopted is None or not discussion(document):
        return None
    if not any(p.part is Part.SOURCE for p in document.paragraphs):
        return None
    case = case_of(document, before=document.adopted)
    return Trial(document, case, document.adopted, adopted_on(case.document, corpus) | {document.id})


def trials(documents: Iterable[Document], corpus: Corpus) -> list[Trial]:
    """The trials of all the opinions, in order of their ids."""
    made = (trial_of(document, corpus) for document in sorted(documents, key=lambda d: d.id))
    return [trial for trial in made if trial is not None]


def discussion(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs that are hidden and drafted again."""
    return tuple(p for p in document.paragraphs if p.part is Part.DISCUSSION)


def adopted_authorities(
    document: Document, paragraphs: Iterable[Paragraph] | None = None
) -> tuple[frozenset[str], frozenset[str]]:
    """What the adopted Discussion, or these of its paragraphs, cites: ids of documents, and of paragraphs."""
    numbers = {p.number for p in (discussion(document) if paragraphs is None else paragraphs)}
    documents: set[str] = set()
    pinpointed: set[str] = set()
    for citation in document.citations:
        id = document_id_of(citation.target)
        if id is None or citation.paragraph not in numbers:
            continue
        documents.add(id)
        pinpointed.update(f"{id}#{pinpoint}" for pinpoint in citation.pinpoints)
    return frozenset(documents), frozenset(pinpointed)


@cache
def labels() -> dict[str, frozenset[str]]:
    """The issues of each labelled paragraph of the sample world, by paragraph id."""
    found: dict[str, frozenset[str]] = {}
    for id, gold in labelled_sample():
        for paragraph in gold["paragraphs"]:
            if paragraph["issues"]:
                found[f"{id}#{paragraph['number']}"] = frozenset(paragraph["issues"])
    return found


def adopted_issues(document: Document, paragraphs: Iterable[Paragraph] | None = None) -> frozenset[str] | None:
    """The issues of the adopted Discussion, or of these of its paragraphs; None where it has no labels."""
    chosen = discussion(document) if paragraphs is None else paragraphs
    known = [labels()[id] for p in chosen if (id := f"{document.id}#{p.number}") in labels()]
    return frozenset().union(*known) if known else None
