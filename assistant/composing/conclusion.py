"""How a draft ends: the conclusion under each category, the concluding remarks and the disposition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from assistant.composing.house_style import categories_text, instruments_text, join, persons_text, short_persons
from assistant.model import Case, DraftCitation, DraftDisposition, DraftParagraph, Issue, Sentence
from index.model import Category, Part

#: How a conclusion opens that rests on questions left open, and one that rests on findings.
CONDITION, REASONS = "Subject to the answers to the questions stated above,", "For these reasons,"

#: The issue of a complaint that is not upheld.
DISMISSED = "no_violation"


class Decided(Protocol):
    """What `assistant.composing.outcome.decide` answers."""

    @property
    def outcome(self) -> str:
        """arbitrary, not_arbitrary or filed."""
        ...

    @property
    def categories(self) -> tuple[Category, ...]:
        """Those under which the draft concludes."""
        ...

    @property
    def covenant(self) -> tuple[str, ...]:
        """Articles of the Covenant."""
        ...

    @property
    def udhr(self) -> tuple[str, ...]:
        """Articles of the Declaration."""
        ...

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is suggested."""
        ...


def articles_of(case: Case, issues: Sequence[Issue], decided: Decided) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles of the Declaration and the Covenant that those issues engage and the decision names."""
    udhr = [a for issue in issues for a in issue.udhr if a.split("(")[0] in {d.split("(")[0] for d in decided.udhr}]
    covenant = [
        a for issue in issues for a in issue.covenant
        if case.state_party and a.split("(")[0] in {d.split("(")[0] for d in decided.covenant}
    ]  # fmt: skip
    return _ordered(udhr), _ordered(covenant)


def conclusion(
    case: Case,
    category: Category,
    issues: Sequence[Issue],
    carried: Sequence[Issue],
    decided: Decided,
    *,
    contested: bool,
) -> DraftParagraph:
    """The paragraph that closes a category: on its issues, with the articles of those that facts carry."""
    ids = tuple(issue.id for issue in issues)
    if category not in decided.categories:
        text = _left_open(category) if decided.outcome == "filed" else _no_finding(category)
        return DraftParagraph((Sentence(text),), (*ids, DISMISSED))
    articles = instruments_text(*articles_of(case, carried, decided))
    person = short_persons(case)
    condition = f"{CONDITION} the" if contested else f"{REASONS} the"
    if category is Category.II:
        reason = f"resulted from the exercise of the rights guaranteed by {articles}" if articles else ""
    elif category is Category.III:
        reason = "was accompanied by violations of the right to a fair trial" + (
            f" under {articles}" if articles else ""
        )
        reason += " of such gravity as to give it an arbitrary character"
    else:
        reason = f"was in violation of {articles}" if articles else ""
    middle = f"{reason}, and that it " if reason else ""
    text = f"{condition} Working Group concludes that the deprivation of liberty of {person} {middle}is arbitrary"
    return DraftParagraph((Sentence(f"{text}, falling within category {category.value}."),), ids)


def disposition(case: Case, decided: Decided, *, settled: bool) -> DraftDisposition:
    """The suggested disposition in the words of the house; where the draft leaves open what it rests on, it says so."""
    person = persons_text(case)
    the = "The" if settled else f"{CONDITION} the"
    covenant = decided.covenant if case.state_party else ()
    if decided.outcome == "arbitrary" and decided.categories:
        articles = instruments_text(decided.udhr, covenant, full=True)
        contravention = f"being in contravention of {articles}, " if articles else ""
        text = f"{the} deprivation of liberty of {person}, {contravention}is arbitrary and falls within "
        text += f"{categories_text(decided.categories)}."
        return DraftDisposition(text, "arbitrary", decided.categories, covenant, decided.udhr)
    if decided.outcome == "filed":
        return DraftDisposition(f"The case of {person} is filed.", "filed", (), (), ())
    text = (
        f"{the} deprivation of liberty of {person} is not arbitrary, as it does not fall within any of the categories "
        "applicable to the consideration of cases submitted to the Working Group."
    )
    return DraftDisposition(text, "not_arbitrary", (), (), ())


_TELLING = frozenset({Part.GOVERNMENT, Part.COMMENTS})
_RELEASE = re.compile(r"\b(?:released?|freed|set free|at liberty|closed|withdr[ae]w\w*)\b", re.IGNORECASE)

#: Who is to be told of which violations (methods of work, para. 33 (a)).
_RAPPORTEURS = (
    ({"expression", "online_expression", "restrictions_19_3", "defamation"},
     "the Special Rapporteur on the promotion and protection of the right to freedom of opinion and expression"),
    ({"assembly", "association"},
     "the Special Rapporteur on the rights to freedom of peaceful assembly and of association"),
    ({"religion", "disc_religion"}, "the Special Rapporteur on freedom of religion or belief"),
    ({"human_rights_defender", "disc_defender"}, "the Special Rapporteur on the situation of human rights defenders"),
    ({"impartial_tribunal", "counsel_access", "counsel_confidentiality", "military_court", "presumption_of_innocence"},
     "the Special Rapporteur on the independence of judges and lawyers"),
    ({"torture", "coerced_confession"},
     "the Special Rapporteur on torture and other cruel, inhuman or degrading treatment or punishment"),
    ({"enforced_disappearance", "secret_detention"}, "the Working Group on Enforced or Involuntary Disappearances"),
    ({"migrant_children", "migrant_last_resort", "migrant_no_review", "migrant_prolonged"},
     "the Special Rapporteur on the human rights of migrants"),
    ({"minority_rights", "disc_ethnic"}, "the Special Rapporteur on minority issues"),
    ({"health"},
     "the Special Rapporteur on the right of everyone to the enjoyment of the highest attainable standard of physical "
     "and mental health"),
)  # fmt: skip


def referral(issues: Sequence[str]) -> DraftParagraph | None:
    """The referral to other mandates that the issues call for."""
    names = [name for wanted, name in _RAPPORTEURS if wanted & set(issues)]
    if not names:
        return None
    text = f"In accordance with paragraph 33 (a) of its methods of work, the Working Group refers the case to {join(names)}, "
    return DraftParagraph((Sentence(text + "for appropriate action."),))


def remedy(case: Case) -> DraftParagraph:
    """The remedy that a finding of arbitrary detention entails."""
    text = (
        f"The Working Group considers that, taking into account all the circumstances of the case, the appropriate remedy "
        f"would be to release {persons_text(case)} immediately, if still deprived of liberty, and to accord an enforceable "
        "right to compensation and other reparations, in accordance with international law."
    )
    return DraftParagraph((Sentence(text),))


def filing(case: Case, citations: tuple[DraftCitation, ...]) -> DraftParagraph:
    """Why a case is filed: the release, and that the source agrees."""
    person, several = short_persons(case), len(case.persons) > 1
    told = (
        f"According to the submissions, {person} {'have' if several else 'has'} been released, and the source does not "
        "oppose the closure of the case."
    )
    rule = (
        "Under paragraph 17 (a) of its methods of work, the Working Group files a case where the person has been released, "
        "unless it decides, case by case, to render an opinion nonetheless."
    )
    released = tuple(p.number for p in case.document.paragraphs if p.part in _TELLING and _RELEASE.search(p.text))
    return DraftParagraph((Sentence(told, case_paragraphs=released), Sentence(rule, citations)), ("release_remedy",))


def _left_open(category: Category) -> str:
    return f"As the case is to be filed, the Working Group makes no finding under category {category.value}."


def _no_finding(category: Category) -> str:
    return (
        f"In these circumstances, the material before the Working Group does not enable it to conclude that the "
        f"deprivation of liberty falls within category {category.value}, and it makes no finding under category "
        f"{category.value}."
    )


def _ordered(articles: Sequence[str]) -> tuple[str, ...]:
    """Each once, by number; an article named whole stands for its paragraphs."""
    whole = {a for a in articles if "(" not in a}
    kept = {a for a in articles if a in whole or a.split("(")[0] not in whole}
    return tuple(sorted(kept, key=lambda a: (int("".join(c for c in a.split("(")[0] if c.isdigit()) or 0), a)))
