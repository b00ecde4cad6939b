"""Checks that the cited paragraph says what the draft says there, which is measured, and judged cautiously."""

from __future__ import annotations

from assistant.claims import claim_of
from assistant.findings import Checked
from assistant.reviewed import Reviewed, numbers
from assistant.support import better, content
from index.citations import format_citation
from index.model import Citation, Document

_ENOUGH = 6  # words of meaning in a sentence from which on the comparison means something


def check_support(citation: Citation, cited: Document, draft: Reviewed) -> Checked:
    """Whether the paragraphs cited say it."""
    claim = claim_of(draft.document, citation)
    if claim is None or not citation.pinpoints:
        return Checked(citation, "ok", "it is in the index")
    ranked = draft.ranked(claim, cited)
    wanted = numbers(citation)
    own = [e for e in ranked if e.number in wanted]
    best = better(ranked, cited, wanted)
    if claim.weighed and best and len(content(claim.sentence)) >= _ENOUGH:
        instead = format_citation(citation.target, (str(best.number),))
        reason = "the paragraph cited does not seem to say it; another of the same document does"
        return Checked(citation, "unsupported", reason, instead, (*own[:2], best))
    return Checked(citation, "ok", "the paragraph is in the index", None, tuple(own[:3]))
