"""What a draft says where it cites: the sentence, what leads to the citation, and where both stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.checks.quotations import Placed
from index.model import Citation, Document, Footnote, Paragraph
from index.sentences import split_sentences

_EXEMPT = re.compile(r"\b(?:contrast|compare|cf\.?|but see|see, for|on|however)\b", re.I)
_BEFORE = 30  # characters before a citation in running text in which a signal may stand


@dataclass(frozen=True, slots=True)
class Claim:
    """What a citation is to support: the sentence, what stands before the citation in its footnote, the whole
    paragraph; `weighed` is False where it is cited for comparison or on a point of its own."""

    sentence: str
    lead: str
    paragraph: str
    weighed: bool


def claim_of(document: Document, citation: Citation) -> Claim | None:
    """What a citation is to support; None where its place in the document is not known."""
    paragraph = paragraph_of(document, citation)
    if paragraph is None:
        return None
    if citation.footnote is None:
        sentence = sentence_at(paragraph.text, citation.start + 1)
        before = paragraph.text[max(0, citation.start - _BEFORE) : citation.start]
        return Claim(sentence.replace(citation.raw, ""), before, paragraph.text, not _EXEMPT.search(before))
    note = footnote_of(paragraph, citation)
    if note is None:
        return None
    before = note.text[: citation.start]
    lead = before[before.rfind(". ") + 1 :]
    return Claim(sentence_at(paragraph.text, max(note.offset, 1)), lead, paragraph.text, not _EXEMPT.search(lead))


def paragraph_of(document: Document, citation: Citation) -> Paragraph | None:
    """The paragraph in which a citation stands."""
    return document.paragraph(citation.paragraph) if citation.paragraph is not None else None


def footnote_of(paragraph: Paragraph, citation: Citation) -> Footnote | None:
    """The footnote in which a citation stands."""
    return next((f for f in paragraph.footnotes if f.mark == citation.footnote), None)


def text_of(document: Document, citation: Citation) -> str:
    """The text in which a citation stands: its paragraph's or its footnote's."""
    paragraph = paragraph_of(document, citation)
    if paragraph is None or citation.footnote is None:
        return paragraph.text if paragraph else ""
    note = footnote_of(paragraph, citation)
    return note.text if note else ""


def beside(citation: Citation, document: Document) -> list[Citation]:
    """The citations of the text in which a citation stands, itself among them."""
    return [c for c in document.citations if (c.paragraph, c.footnote) == (citation.paragraph, citation.footnote)]


def clause_of(citation: Citation, paragraph: Paragraph) -> str:
    """What stands around a citation in its footnote, between semicolons; empty for one in running text."""
    note = footnote_of(paragraph, citation)
    if note is None:
        return ""
    start, end = clause_span(citation, note)
    return note.text[start:end]


def clause_span(citation: Citation, note: Footnote) -> tuple[int, int]:
    """Where that begins and ends."""
    end = note.text.find(";", citation.end)
    return note.text.rfind(";", 0, citation.start) + 1, end if end >= 0 else len(note.text)


def sentence_at(text: str, offset: int) -> str:
    """The sentence that ends at, or holds, a place in a text."""
    start, end = span_at(text, offset)
    return text[start:end].strip()


def span_at(text: str, offset: int) -> tuple[int, int]:
    """Where that sentence begins and ends."""
    found = next((s for s in split_sentences(text) if s.end >= offset), None)
    return (found.start, found.end) if found else (0, len(text))


def placed(document: Document, paragraph: Paragraph) -> list[Placed]:
    """The citations of a paragraph in their places."""
    marks = {f.mark: f.offset for f in paragraph.footnotes}
    own = [c for c in document.citations if c.paragraph == paragraph.number]
    return [
        Placed(c, c.start, c.end) if c.footnote is None else Placed(c, marks[c.footnote], marks[c.footnote])
        for c in own
        if c.footnote is None or c.footnote in marks
    ]


def sentence_of(placed: Placed, paragraph: Paragraph) -> tuple[int, int]:
    """Where the sentence of a citation begins and ends."""
    in_note = placed.citation.footnote is not None
    return span_at(paragraph.text, max(placed.start, 1) if in_note else placed.start + 1)
