"""Checks that what is cited as authority is not what a party said."""

from __future__ import annotations

import re
from functools import cache

from assistant.checks.checked import Checked
from assistant.checks.claims import claim_of, clause_of, paragraph_of
from assistant.checks.reviewed import SUPPORT_SUGGESTED, Reviewed, held, numbers
from assistant.checks.words import review_words
from assistant.evidence.words import any_of
from index.citations import format_citation
from index.model import AUTHORITY_PARTS, Citation, Document, Paragraph, Part, Voice

_SPEAKERS = {
    Part.SOURCE: "the source's submission",
    Part.GOVERNMENT: "the Government's reply",
    Part.COMMENTS: "the source's further comments",
}
_APART = r"(?:\W+\w+){0,5}?\W+"  # a few words between who says it and that it is said


def check_voice(citation: Citation, cited: Document, draft: Reviewed) -> Checked | None:
    """A party's paragraph cited for what the Working Group says, as if it had held that."""
    citing = paragraph_of(draft.document, citation)
    said = [p for p in cited.paragraphs if p.number in numbers(citation)]
    if citing is None or citing.part not in AUTHORITY_PARTS or not said:
        return None
    if any(p.voice is Voice.WORKING_GROUP for p in said) or _presented(citation, citing, draft):
        return None
    speakers = " and ".join(dict.fromkeys(_SPEAKERS[p.part] for p in said))
    return _finding(citation, cited, draft, f"what is cited is {speakers}, not what the Working Group held")


def _presented(citation: Citation, citing: Paragraph, draft: Reviewed) -> bool:
    """Whether the draft itself says that it cites what a party said."""
    claim = claim_of(draft.document, citation)
    said = f"{claim.sentence if claim else ''} {clause_of(citation, citing)}"
    return presents_party(said) and not _expressions()[1].search(said)


def presents_party(text: str) -> bool:
    """Whether a text says what a party said."""
    return bool(_expressions()[0].search(text))


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = review_words().party
    who, says = any_of(words.who), any_of(words.says)
    presented = f"{who}{_APART}{says}|{says}{_APART}{who}|{any_of(words.alone)}"
    return re.compile(presented), re.compile(any_of(words.held))


def _finding(citation: Citation, cited: Document, draft: Reviewed, reason: str) -> Checked:
    """The finding, with the paragraph of the Working Group's own in the same document that says it, where one does."""
    claim = claim_of(draft.document, citation)
    ranked = draft.ranked(claim, cited) if claim else []
    authority = held(cited)
    own = [e for e in ranked if e.number in numbers(citation)][:2]
    best = next((e for e in ranked if e.number in authority and e.support >= SUPPORT_SUGGESTED), None)
    if best is None:
        return Checked(citation, "unsupported", reason, None, tuple(own))
    instead = format_citation(citation.target, (str(best.number),))
    return Checked(citation, "unsupported", reason, instead, (*own, best))
