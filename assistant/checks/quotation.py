"""Checks that what a draft quotes stands, word for word, in what it cites for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.checks.checked import Checked
from assistant.checks.claims import beside, clause_span, footnote_of, paragraph_of, placed, sentence_of
from assistant.checks.quotations import (
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
from assistant.checks.reviewed import Reviewed, number
from assistant.checks.voice import presents_party
from assistant.evidence.support import Evidence
from assistant.evidence.words import contrary_words
from index.citations import document_id_of, format_citation
from index.model import Citation, Document, Paragraph, Voice

_NEAR = 0.75  # how like a passage a quotation must be to be taken for one of it
_ALTERED = 0.999  # the support of a paragraph whose words were changed is never whole
_LONG = 6  # words from which on a quotation that stands nowhere is reported: fewer are anybody's


@dataclass(frozen=True, slots=True)
class _Quoting:
    """A text that quotes, and the citations that stand by its quotations."""

    text: str
    around: str  # the sentence, or what stands around a citation in its footnote
    quotes: Sequence[Quotation]
    beside: Sequence[Placed]
    paragraph: Paragraph


def check_quotation(citation: Citation, cited: Document, draft: Reviewed) -> Checked | None:
    """The first quotation by a citation, in its sentence or in its footnote, that is not words of what is cited."""
    paragraph = paragraph_of(draft.document, citation)
    if paragraph is None:
        return None
    places = (_in_sentence(citation, paragraph, draft), _in_footnote(citation, paragraph, draft))
    found = (
        _misquoted(citation, quote, quoting, cited, draft) or _invented(citation, quote, quoting, cited, draft)
        for quoting in places
        if quoting
        for quote in quoting.quotes
    )
    return next(filter(None, found), None)


def _in_sentence(citation: Citation, paragraph: Paragraph, draft: Reviewed) -> _Quoting | None:
    """The sentence to which a citation belongs."""
    own = placed(draft.document, paragraph)
    span = next((sentence_of(p, paragraph) for p in own if p.citation is citation), None)
    if span is None:
        return None
    near = [p for p in own if sentence_of(p, paragraph) == span]
    return _Quoting(paragraph.text, paragraph.text[slice(*span)], quotations(paragraph.text, *span), near, paragraph)


def _in_footnote(citation: Citation, paragraph: Paragraph, draft: Reviewed) -> _Quoting | None:
    """What stands around a citation in its footnote: "opinion No. 301/2014, para. 40 (“detention … is the exception”)"."""
    note = footnote_of(paragraph, citation)
    if note is None:
        return None
    start, end = clause_span(citation, note)
    near = [Placed(c, c.start, c.end) for c in beside(citation, draft.document) if start <= c.start < end]
    return _Quoting(note.text, note.text[start:end], quotations(note.text, start, end), near, paragraph)


def _misquoted(
    citation: Citation, quote: Quotation, quoting: _Quoting, cited: Document, draft: Reviewed
) -> Checked | None:
    """Words that are nearly those of a cited paragraph, or are made so by what the quotation leaves out."""
    compared = [(likeness(quote.words, p.text), p) for p in _read(citation, draft) or ()]
    if not compared:
        return None
    like, nearest = max(compared, key=lambda pair: pair[0])
    if like < _NEAR or any(_quoted_rightly(quote, text) for text in _at_hand_or_told(quoting, draft)):
        return None
    lost = left_out(quote.words, nearest.text, contrary_words().negations)
    what = "the paragraph cited" if citation.pinpoints else "what is cited"
    says = f"the quotation leaves out \u201c{lost[0]}\u201d" if lost else f"{what} does not have these words"
    suggestion = f"\u201c{exact_words(quote.words, nearest.text)}\u201d"
    evidence = Evidence(f"{cited.id}#{nearest.number}", nearest.text, min(like, _ALTERED))
    return Checked(citation, "misquoted", f"{says}: \u201c{quote.words}\u201d", suggestion, (evidence,))


def _quoted_rightly(quote: Quotation, text: str) -> bool:
    """Whether a text has the words of a quotation, and what the quotation leaves out turns nothing into its contrary."""
    return likeness(quote.words, text) >= 1.0 and not left_out(quote.words, text, contrary_words().negations)


def _at_hand_or_told(quoting: _Quoting, draft: Reviewed) -> Iterator[str]:
    """What the citations beside a quotation point to in the index, and what the draft says elsewhere."""
    return chain(_at_hand((p.citation for p in quoting.beside), draft), _elsewhere(quoting.paragraph, draft))


def _invented(
    citation: Citation, quote: Quotation, quoting: _Quoting, cited: Document, draft: Reviewed
) -> Checked | None:
    """A quotation given as words of what is cited that stands neither there nor elsewhere in the draft."""
    given = sources(quote, quoting.text, quoting.beside)
    read = [_read(c, draft) for c in given]
    if citation not in given or None in read or len(folded(quote.words)) < _LONG:
        return None  # where the words of something cited are not at hand, they may be its words
    if presents_party(quoting.around) and not _has_submissions(draft.document):
        return None  # nor are those of a party, in a draft of the Discussion alone
    if any(likeness(quote.words, text) >= _NEAR for text in _at_hand_or_told(quoting, draft)):
        return None
    right = next((p for p in cited.paragraphs if likeness(quote.words, p.text) >= 1.0), None)
    if right:
        instead = format_citation(citation.target, (str(right.number),))
        reason = f"these words stand in another paragraph of the same document: \u201c{quote.words}\u201d"
        evidence = Evidence(f"{cited.id}#{right.number}", right.text, 1.0)
        return Checked(citation, "misquoted", reason, instead, (evidence,))
    reason = f"these words stand neither in what is cited nor elsewhere in the draft: \u201c{quote.words}\u201d"
    return Checked(citation, "misquoted", reason)


def _has_submissions(document: Document) -> bool:
    return any(p.voice is not Voice.WORKING_GROUP for p in document.paragraphs)


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
