"""Opinions made by hand and an index of them that finds nothing like anything: what a review finds by words alone."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import numpy as np

from assistant.review import Checked, review
from index.citations import cite_document
from index.model import Document, Footnote, Kind, Paragraph, Part

BLIND = SimpleNamespace(embed=lambda texts: np.zeros((len(texts), 2), dtype=np.float32))


def opinion(id: str, *paragraphs: tuple[Part, str], **fields) -> Document:
    """An opinion of an invented State, its paragraphs numbered from 1."""
    numbered = tuple(Paragraph(n, part, (), text) for n, (part, text) in enumerate(paragraphs, 1))
    known = {"number": id, "state": "Karsovia", "adopted": date(2014, 11, 18), "persons": ("Radomir Velchan",)} | fields
    return Document(id, Kind.OPINION, f"{id}.txt", "0", paragraphs=numbered, **known)


def index_of(*documents: Document) -> SimpleNamespace:
    """An index of some documents."""
    return SimpleNamespace(
        documents=lambda: list(documents), document={d.id: d for d in documents}.get, vectors=lambda texts: {},
        embedder=BLIND,
    )  # fmt: skip


def checked(index, text: str, *notes: str, part: Part = Part.DISCUSSION, **fields) -> tuple[Checked, ...]:
    """The review of a draft of one paragraph with footnotes at its end."""
    footnotes = tuple(Footnote(str(n), note, len(text)) for n, note in enumerate(notes, 1))
    paragraph = Paragraph(90, part, (), text, footnotes)
    document = Document(
        "doc-1", Kind.DRAFT, "draft.docx", "0", paragraphs=(paragraph,), citations=cite_document([paragraph], None),
        **fields,
    )  # fmt: skip
    return review(document, index).citations
