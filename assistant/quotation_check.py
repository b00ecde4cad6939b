"""Checks that what a draft quotes stands, word for word, in what it cites for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.claims import clause_span, footnote_of, paragraph_of, placed, sentence_of
from assistant.findings import Checked
from assistant.quotations import (
    Placed,
    Quotation,
    exact_words,
    folded,
    left_out,
    likeness,
    quotations,
    sources,
    without_quotations,
)
from assistant.review_words import review_words
from assistant.reviewed import Reviewed, number
from assistant.support import Evidence
from index.citations import document_id_of, format_citation
from index.model import Citation, Document, Paragraph, Voice

_NEAR = 0.75  # how like a passage a quotation must be to be taken for one of it
_ALTERED = 0.999  # the support of a paragraph whose words were changed is never whole
_LONG = 6  # words from which on a quotation that stands nowhere is reported: fewer are anybody's


@dataclass(frozen=True, slots=True)
class _Quoting:
    """A text that quotes, and the citations that stand by its quotations."""

    text: str
    quotes: Sequence[Quotation]
    beside: Sequence[Placed]
    paragraph: Paragraph


def check_quotation(citation: Citation, cited: Document, draft: Reviewed) -> Checked | None:
    """The first quotation by a citation, in its sentence or in its footnote, that is not words of what is cited."""
    paragraph = paragraph_of(draft.document, citation)
    if paragraph is None or not citation.pinpoints:
        return None
    for quoting in (_in_sentence(citation, paragraph, draft), _in_footnote(citation, paragraph, draft)):
        for quote in quoting.quotes if quoting else ():
            found = _misquoted(citation, quote, cited) or _invented(citation, quote, quoting, cited, draft)
            if found:
                return found
    return None


def _in_sentence(citation: Citation, paragraph: Paragraph, draft: Reviewed) -> _Quoting | None:
    """The sentence to which a citation belongs."""
    own = placed(draft.document, paragraph)
    span = next((sentence_of(p, paragraph) for p in own if p.citation is citation), None)
    if span is None:
        return None
    beside = [p for p in own if sentence_of(p, paragraph) == span]
    return _Quoting(paragraph.text, quotations(paragraph.text, *span), beside, paragraph)


def _in_footnote(citation: Citation, paragraph: Paragraph, draft: Reviewed) -> _Quoting | None:
    """What stands around a citation in its footnote: "opinion No. 301/2014, para. 40 (“detention … is the exception”)"."""
    note = footnote_of(paragraph, citation)
    if note is None:
        return None
    start, end = clause_span(citation, note)
    own = [c for c in draft.document.citations if (c.paragraph, c.footnote) == (paragraph.number, note.mark)]
    beside = [Placed(c, c.start, c.end) for c in own if start <= c.start < end]
    return _Quoting(note.text, quotations(note.text, start, end), beside, paragraph)


def _misquoted(citation: Citation, quote: Quotation, cited: Document) -> Checked | None:
    """Words that are nearly those of a cited paragraph, or are made so by what the quotation leaves out."""
    paragraphs = [p for p in map(cited.paragraph, map(number, citation.pinpoints)) if p]
    like, nearest = max(((likeness(quote.words, p.text), p) for p in paragraphs), key=lambda pair: pair[0])
    if like < _NEAR:
        return None
    lost = min((left_out(quote.words, p.text, review_words().negations) for p in _exact(quote, paragraphs)), key=len,
               default=())  # fmt: skip
    if like >= 1.0 and not lost:
        return None
    says = (
        f"the quotation leaves out \u201c{lost[0]}\u201d" if lost else "the paragraph cited does not have these words"
    )
    suggestion = f"\u201c{exact_words(quote.words, nearest.text)}\u201d"
    evidence = Evidence(f"{cited.id}#{nearest.number}", nearest.text, min(like, _ALTERED))
    return Checked(citation, "misquoted", f"{says}: \u201c{quote.words}\u201d", suggestion, (evidence,))


def _exact(quote: Quotation, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs that have the words of a quotation, but for what it marks as left out."""
    return (p for p in paragraphs if likeness(quote.words, p.text) >= 1.0)


def _invented(
    citation: Citation, quote: Quotation, quoting: _Quoting | None, cited: Document, draft: Reviewed
) -> Checked | None:
    """A quotation given as words of what is cited that stands neither there nor elsewhere in the draft."""
    if quoting is None:
        return None
    given = sources(quote, quoting.text, quoting.beside)
    read = [_read(c, draft) for c in given]
    if citation not in given or None in read or len(folded(quote.words)) < _LONG:
        return None  # where the words of something cited are not at hand, they may be its words
    texts = chain(_at_hand((p.citation for p in quoting.beside), draft), _elsewhere(quoting.paragraph, draft))
    if any(likeness(quote.words, text) >= _NEAR for text in texts):
        return None
    right = next((p for p in cited.paragraphs if likeness(quote.words, p.text) >= 1.0), None)
    if right:
        instead = format_citation(citation.target, (str(right.number),))
        reason = f"these words stand in another paragraph of the same document: \u201c{quote.words}\u201d"
        evidence = Evidence(f"{cited.id}#{right.number}", right.text, 1.0)
        return Checked(citation, "misquoted", reason, instead, (evidence,))
    reason = f"these words stand neither in what is cited nor elsewhere in the draft: \u201c{quote.words}\u201d"
    return Checked(citation, "misquoted", reason)


def _read(citation: Citation, draft: Reviewed) -> list[Paragraph] | None:
    """The paragraphs to which a citation points; None where their words are not at hand."""
    id = document_id_of(citation.target)
    document = draft.document if citation.target == "paragraph" else draft.index.document(id) if id else None
    if document is None:
        return None
    found = [document.paragraph(number(p)) for p in citation.pinpoints] or list(document.paragraphs)
    known = [p for p in found if p]
    return known if len(known) == len(found) else None


def _at_hand(citations: Iterable[Citation], draft: Reviewed) -> Iterator[str]:
    """The paragraphs of the index to which some citations point."""
    for citation in citations:
        if citation.target != "paragraph":
            yield from (p.text for p in _read(citation, draft) or ())


def _elsewhere(quoting: Paragraph, draft: Reviewed) -> Iterator[str]:
    """What the draft says besides: where the Working Group quotes, its quotations prove no words."""
    for paragraph in draft.document.paragraphs:
        own = paragraph.voice is Voice.WORKING_GROUP or paragraph is quoting
        yield without_quotations(paragraph.text) if own else paragraph.text
