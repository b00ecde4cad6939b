"""Preliminary points in the words of the house: the reply, the burden of proof, the law that applies, why a case is filed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing.house_style import short_persons, state_text
from assistant.composing.plan import Plan
from assistant.composing.standards import Standard
from assistant.composing.wording import wording
from assistant.model import Case, DraftCitation, DraftParagraph, Sentence
from index.model import Part

#: The issue on which the burden of proof has its authorities.
BURDEN = "burden_of_proof"
_TELLING = frozenset({Part.GOVERNMENT, Part.COMMENTS})
_RELEASE = re.compile(r"\b(?:released?|freed|set free|at liberty|closed|withdr[ae]w\w*)\b", re.IGNORECASE)


def registered(target: str, pins: tuple[str, ...], plan: Plan) -> tuple[DraftCitation, ...]:
    """A citation of the register, if the draft may make it."""
    found = plan.bench.entry(target, pins)
    return (found,) if found else ()


def reply(plan: Plan) -> DraftParagraph | None:
    """Whether the Government replied, and by which rule the case is decided without it."""
    said, replied = wording().preliminary, plan.case.replied
    numbers = tuple(p.number for p in plan.case.document.paragraphs if p.part is Part.GOVERNMENT)
    if replied == "yes":
        return DraftParagraph((Sentence(said.reply, case_paragraphs=numbers),), ("government_reply",))
    rules: dict[str | None, tuple[str, tuple[str, ...]]] = {
        "no": (said.no_reply, ("15",)),
        "late": (said.late_reply, ("15", "16")),
    }
    if replied not in rules:
        return None
    text, pins = rules[replied]
    return DraftParagraph(
        (Sentence(text, registered("methods_of_work", pins, plan), (), numbers),), ("government_reply",)
    )


def burden(plan: Plan, standards: Sequence[Standard]) -> DraftParagraph:
    """The burden of proof, with the index's own authorities."""
    said = wording().preliminary
    citations = [*registered("document:A/HRC/19/57", ("68",), plan)]
    for standard in standards[:1]:
        citations += [c for c in standard.citations if c.target not in {x.target for x in citations}]
    sources = tuple(dict.fromkeys(c.source for c in citations if c.source))
    sentences = [Sentence(said.burden, tuple(citations), sources)]
    applied = {"no": said.unchallenged, "late": said.unchallenged_in_time}.get(plan.case.replied or "")
    if applied:
        sentences.append(Sentence(applied))
    return DraftParagraph(tuple(sentences), (BURDEN,))


def not_party(case: Case) -> DraftParagraph:
    """Under which law a State is examined that has not joined the Covenant."""
    said, state = wording().preliminary, state_text(case.state) if case.state else "the State"
    text = said.not_party.format(state=state)
    return DraftParagraph((Sentence(f"{text[0].upper()}{text[1:]}"), Sentence(said.law_of_others)), ("mandate_limits",))


def filing(case: Case, citations: tuple[DraftCitation, ...]) -> DraftParagraph:
    """Why a case is filed: the release, and that the source agrees."""
    said = wording().preliminary
    told = said.released.format(person=short_persons(case), has="have" if len(case.persons) > 1 else "has")
    released = tuple(p.number for p in case.document.paragraphs if p.part in _TELLING and _RELEASE.search(p.text))
    return DraftParagraph(
        (Sentence(told, case_paragraphs=released), Sentence(said.filing, citations)), ("release_remedy",)
    )
