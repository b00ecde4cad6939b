"""Checks that the cited paragraph says what the draft says there, which is measured, and judged cautiously."""

from __future__ import annotations

from assistant.checks.checked import Checked
from assistant.checks.claims import Claim, claim_of, paragraph_of
from assistant.checks.reviewed import Reviewed, held, numbers
from assistant.checks.voice import presents_party
from assistant.evidence.contrary import contrary, tells_facts
from assistant.evidence.support import Evidence, better, content
from index.citations import format_citation
from index.model import AUTHORITY_PARTS, Citation, Document
from index.sentences import split_sentences

_ENOUGH = 6  # words of meaning in a sentence from which on the comparison means something


def check_support(citation: Citation, cited: Document, draft: Reviewed) -> Checked:
    """Whether the paragraphs cited say it."""
    claim = claim_of(draft.document, citation)
    if claim is None or not citation.pinpoints:
        return Checked(citation, "ok", "it is in the index")
    ranked = draft.ranked(claim, cited)
    wanted = numbers(citation)
    own = [e for e in ranked if e.number in wanted]
    citing = paragraph_of(draft.document, citation)
    authority = held(cited)
    denied = _denied(claim, [e for e in own if e.number in authority])
    if denied and citing and citing.part in AUTHORITY_PARTS:
        reason = f"the paragraph cited says the contrary: \u201c{denied[1]}\u201d"
        return Checked(citation, "unsupported", reason, None, (denied[0],))
    best = better(ranked, cited, wanted)
    if claim.weighed and best and len(content(claim.sentence)) >= _ENOUGH:
        instead = format_citation(citation.target, (str(best.number),))
        reason = "the paragraph cited does not seem to say it; another of the same document does"
        return Checked(citation, "unsupported", reason, instead, (*own[:2], best))
    return Checked(citation, "ok", "the paragraph is in the index", None, tuple(own[:3]))


def _denied(claim: Claim, own: list[Evidence]) -> tuple[Evidence, str] | None:
    """The paragraph cited, and its sentence, of which a claim says the contrary.

    What a party said is reported in order to be answered, and of a rule it may be told that it was not kept.
    """
    if not claim.weighed or presents_party(claim.sentence):
        return None
    told = tells_facts(claim.sentence)
    sentences = ((e, span.text) for e in own for span in split_sentences(e.text))
    found = ((e, text) for e, text in sentences if contrary(claim.sentence, text))
    return next(((e, text) for e, text in found if not told or tells_facts(text)), None)
