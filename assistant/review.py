"""The review of a draft: every citation checked against the index and the register of instruments.

The order of the checks is that of their certainty: the form, the document, the paragraph, the date, the treaty, the
names beside it, the quotation, who speaks in the paragraph, and last whether the cited paragraph says it, which is
measured, and judged cautiously.
"""

from __future__ import annotations

from datetime import date

from assistant.checks.checked import STATUSES, Checked, Review
from assistant.checks.document import check_document
from assistant.checks.form import check_form, citations_of
from assistant.checks.house_form import styled
from assistant.checks.instrument import check_instrument
from assistant.checks.names import check_names
from assistant.checks.quotation import check_quotation
from assistant.checks.reviewed import Index, Reviewed, number
from assistant.checks.support import check_support
from assistant.checks.voice import check_voice
from assistant.evidence.support import Support
from index.citations import document_id_of
from index.model import Citation, Document

__all__ = ["STATUSES", "Checked", "Review", "review"]


def review(document: Document, corpus: Index, today: date | None = None) -> Review:
    """Every citation of a document, checked. `today` stands in for the date of a draft that has none."""
    entries = [entry for entry in corpus.documents() if entry.id != document.id]
    draft = Reviewed(
        document=document,
        index=corpus,
        cutoff=document.adopted or today,
        ids=tuple(entry.id for entry in entries),
        states=frozenset(entry.state for entry in entries if entry.state),
        support=Support(corpus),
    )
    return Review(document.file, tuple(styled(_check(c, draft), document) for c in citations_of(document)))


def _check(citation: Citation, draft: Reviewed) -> Checked:
    for step in (check_form, _own_paragraph, _in_index, check_instrument):
        found = step(citation, draft)
        if found is not None:
            return found
    return Checked(citation, "unverifiable", "it is not in the index; its form is right")


def _own_paragraph(citation: Citation, draft: Reviewed) -> Checked | None:
    if citation.target != "paragraph":
        return None
    own = {p.number for p in draft.document.paragraphs}
    missing = [p for p in citation.pinpoints if number(p) not in own]
    if missing and own and all(0 < number(p) < min(own) for p in missing):
        reason = f"this draft begins at paragraph {min(own)}: what stands before it is not in the file"
        return Checked(citation, "unverifiable", reason)
    if missing:
        return Checked(citation, "no_such_paragraph", f"this document has no paragraph {', '.join(missing)}")
    return Checked(citation, "ok", "the paragraph is in this document")


def _in_index(citation: Citation, draft: Reviewed) -> Checked | None:
    id = document_id_of(citation.target)
    if id is None:
        return None
    if id == draft.document.id and not citation.pinpoints:
        return Checked(citation, "ok", "it is this document")
    cited = draft.index.document(id)
    wrong = check_document(citation, cited, draft)
    if wrong or cited is None:
        return wrong
    return (
        check_names(citation, cited, draft)
        or check_quotation(citation, cited, draft)
        or check_voice(citation, cited, draft)
        or check_support(citation, cited, draft)
    )
