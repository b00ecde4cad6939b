"""Concluding remarks in the words of the house: the remedy, the law to be reformed, a visit, and who else is told."""

from __future__ import annotations

from collections.abc import Collection

from assistant.composing.house_style import join, paragraphs_text, persons_text, state_text
from assistant.composing.released import released
from assistant.composing.wording import wording
from assistant.model import Case, DraftCitation, DraftParagraph, Sentence

#: Provisions of domestic law that are named in one sentence.
NAMED = 3


def remedy(case: Case) -> DraftParagraph:
    """The remedy that a finding of arbitrary detention entails: nobody is to be released who has been."""
    said, persons = wording().concluding, persons_text(case)
    free = released(case)
    held = [person for person in case.persons if person not in free]
    if held and free:
        return DraftParagraph((Sentence(said.remedy_some.format(held=join(held), persons=persons)),))
    return DraftParagraph((Sentence((said.remedy_released if free else said.remedy).format(persons=persons)),))


def reform(case: Case) -> DraftParagraph:
    """The call for reform, which names what the parties named most and passes no judgment on any one provision."""
    named = sorted(case.provisions[:NAMED], key=lambda p: p.paragraph or 0)
    numbers = sorted({p.paragraph for p in named if p.paragraph})
    application = ""
    if named:
        place = f" ({paragraphs_text(numbers)})" if numbers else ""
        application = wording().concluding.application.format(provisions=f"{join([p.text for p in named])}{place}")
    text = wording().concluding.reform.format(application=application)
    return DraftParagraph((Sentence(text, case_paragraphs=tuple(numbers)),), ("systemic",))


def visit(case: Case) -> DraftParagraph:
    """The offer of a visit."""
    text = wording().concluding.visit.format(state=state_text(case.state) if case.state else "the country")
    return DraftParagraph((Sentence(text),), ("country_visit",))


def referral(issues: Collection[str], citations: tuple[DraftCitation, ...]) -> DraftParagraph | None:
    """The referral to other mandates that the issues call for."""
    names = [mandate.name for mandate in wording().mandate if not mandate.issues.isdisjoint(issues)]
    if not names:
        return None
    return DraftParagraph((Sentence(wording().concluding.referral.format(mandates=join(names)), citations),))
