"""Concluding remarks in the words of the house: the law to be reformed, a visit to the country."""

from __future__ import annotations

import re
from collections import Counter

from assistant.house_style import join, paragraphs_text
from assistant.model import Case, DraftParagraph, Sentence
from assistant.same_case import SUBMISSIONS

#: Provisions of domestic law that are named in one sentence.
NAMED = 3

_LAW = r"(?:Act|Code|Law|Decree|Ordinance|Regulations?|Statute|Rules|Order)"
_PROVISION = re.compile(
    r"\b((?:[Aa]rticles?|[Ss]ections?)\s+\d[\w()]*(?:(?:,\s+|\s+and\s+|\s+or\s+|\s+to\s+|[-–])\d[\w()]*)*\s+of\s+the\s+"
    rf"(?:[A-Z][\w’'-]*\s+(?:(?:of|on|and|for|against|the)\s+)*)*{_LAW}\b(?:\s+(?:of|on)\s+[A-Z]\w+(?:\s+[A-Z]\w+)*)?(?:\s+No\.\s*[\w/-]+)?)"
)

_BARE = re.compile(rf"\bthe {_LAW}$")  # "the Code": which one was said elsewhere


def provisions(case: Case) -> list[tuple[str, int]]:
    """The provisions of domestic law that the submissions name most, each with the paragraph that names it first."""
    first: dict[str, int] = {}
    counted: Counter[str] = Counter()
    for paragraph in case.document.paragraphs:
        if paragraph.part in SUBMISSIONS:
            for found in _PROVISION.findall(paragraph.text):
                name = found[0].lower() + " ".join(found[1:].split())
                if _BARE.search(name):
                    continue
                counted[name] += 1
                first.setdefault(name, paragraph.number)
    return sorted(((name, first[name]) for name, _ in counted.most_common(NAMED)), key=lambda p: p[1])


def reform(case: Case) -> DraftParagraph:
    """The call for reform, which names what the parties named and passes no judgment on any one provision."""
    named = provisions(case)
    text = "The Working Group urges the Government to bring its laws and practice"
    if named:
        numbers = sorted({number for _, number in named})
        text += (
            f", in particular in the application of {join([name for name, _ in named])} ({paragraphs_text(numbers)}),"
        )
    text += " into conformity with its obligations under international human rights law."
    return DraftParagraph((Sentence(text, case_paragraphs=tuple(sorted({n for _, n in named}))),), ("systemic",))


def visit(case: Case) -> DraftParagraph:
    """The offer of a visit."""
    place = f"to {case.state}" if case.state else "to the country"
    text = (
        "The Working Group would welcome the opportunity to work constructively with the Government in addressing its "
        f"concerns relating to the arbitrary deprivation of liberty, and stands ready to conduct a visit {place}."
    )
    return DraftParagraph((Sentence(text),), ("country_visit",))
