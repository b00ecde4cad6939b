"""Checks what the register of instruments knows: the provision, the State that joined, the date."""

from __future__ import annotations

import re

from assistant.checks.checked import Checked
from assistant.checks.claims import sentence_at
from assistant.checks.reviewed import Reviewed
from index.model import Citation, Kind, Part, Voice
from index.register import register

_NOT_BOUND = re.compile(r"\b(?:not|nor|yet)\b[^.]{0,60}\b(?:party|joined|ratif|acced|bound)|States parties")


def check_instrument(citation: Citation, draft: Reviewed) -> Checked | None:
    """What is to be said of a citation of the register; None where the register does not have it."""
    target = citation.target
    if register().impossible(target):
        return Checked(citation, "no_such_document", "the Committee has adopted no general comment of that number")
    missing = [p for p in citation.pinpoints if register().has_pinpoint(target, p) is False]
    if missing:
        by_paragraph = register().unit(target) == "para"
        what = "paragraph" if by_paragraph else "provision"
        reason = f"{register().label(target)} has no {what} {', '.join(missing)}"
        return Checked(citation, "no_such_paragraph" if by_paragraph else "not_applicable", reason)
    return _joined(citation, draft) or _too_recent(citation, draft) or _registered(citation)


def _joined(citation: Citation, draft: Reviewed) -> Checked | None:
    if citation.target != "covenant" or not _applied(citation, draft):
        return None
    state = draft.document.state
    party = draft.document.state_party
    if party is None and state:
        party = register().state_party(state)
    if party is not False:
        return None
    suggestion = "the corresponding articles of the Universal Declaration of Human Rights"
    return Checked(citation, "not_applicable", f"{state or 'the State'} has not joined the Covenant", suggestion)


def _applied(citation: Citation, draft: Reviewed) -> bool:
    """Whether the Working Group applies a provision in the text, rather than listing or comparing it."""
    paragraph = draft.document.paragraph(citation.paragraph or 0)
    if paragraph is None or paragraph.voice is not Voice.WORKING_GROUP or citation.footnote is not None:
        return False
    if paragraph.part is Part.PREAMBLE or draft.document.kind is Kind.DELIBERATION:
        return False
    return not _NOT_BOUND.search(sentence_at(paragraph.text, citation.start + 1))


def _too_recent(citation: Citation, draft: Reviewed) -> Checked | None:
    adopted = register().adopted(citation.target)
    if adopted is None or draft.cutoff is None or adopted[0] < draft.cutoff:
        return None
    when = f"on {adopted[0]}" if adopted[0] == adopted[1] else f"in {adopted[0].year}"
    return Checked(citation, "later", f"it was adopted {when}, not before the draft ({draft.cutoff})")


def _registered(citation: Citation) -> Checked | None:
    if not register().exists(citation.target):
        return None
    if citation.pinpoints and any(register().has_pinpoint(citation.target, p) is None for p in citation.pinpoints):
        return Checked(citation, "unverifiable", "it exists; the register does not know its last paragraph")
    return Checked(citation, "ok", "it is in the register of instruments")
