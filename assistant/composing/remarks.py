"""Concluding remarks in the words of the house: the law to be reformed, a visit to the country."""

from __future__ import annotations

from assistant.composing.house_style import join, paragraphs_text, state_text
from assistant.model import Case, DraftParagraph, Sentence

#: Provisions of domestic law that are named in one sentence.
NAMED = 3


def reform(case: Case) -> DraftParagraph:
    """The call for reform, which names what the parties named most and passes no judgment on any one provision."""
    named = sorted(case.provisions[:NAMED], key=lambda p: p.paragraph or 0)
    text = "The Working Group urges the Government to bring its laws and practice"
    numbers = sorted({p.paragraph for p in named if p.paragraph})
    if named:
        place = f" ({paragraphs_text(numbers)})" if numbers else ""
        text += f", in particular in the application of {join([p.text for p in named])}{place},"
    text += " into conformity with its obligations under international human rights law."
    return DraftParagraph((Sentence(text, case_paragraphs=tuple(numbers)),), ("systemic",))


def visit(case: Case) -> DraftParagraph:
    """The offer of a visit."""
    place = f"to {state_text(case.state)}" if case.state else "to the country"
    text = (
        "The Working Group would welcome the opportunity to work constructively with the Government in addressing its "
        f"concerns relating to the arbitrary deprivation of liberty, and stands ready to conduct a visit {place}."
    )
    return DraftParagraph((Sentence(text),), ("country_visit",))
