"""What a draft concludes: under each category, and in its disposition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.composing.house_style import categories_text, instruments_text, join, persons_text, short_persons
from assistant.composing.whom import claimed_of
from assistant.model import Case, DraftDisposition, DraftParagraph, Issue, Sentence
from index.model import Category

#: How a conclusion opens that rests on questions left open, and one that rests on findings.
CONDITION, REASONS = "Subject to the answers to the questions stated above,", "For these reasons,"

#: The articles of the Declaration of whose exercise category II speaks.
PROTECTED = frozenset({"13", "14", "18", "19", "20", "21"})
#: The article of the Covenant of which it speaks and to which none of those answers.
MINORITIES = "27"

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


def protected(issue: Issue) -> bool:
    """Whether an issue is on a right of which category II speaks; equality, of which it speaks too, is no reason for an arrest."""
    return bool(PROTECTED & {a.split("(")[0] for a in issue.udhr}) or MINORITIES in issue.covenant


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
    person = short_persons(case, claimed_of(case, category))
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
    concerned = [claimed_of(case, c) for c in decided.categories]
    person = persons_text(case, [p for p in case.persons if not concerned or any(p in own for own in concerned)])
    the = "The" if settled else f"{CONDITION} the"
    covenant = decided.covenant if case.state_party else ()
    if decided.outcome == "arbitrary" and decided.categories:
        articles = instruments_text(decided.udhr, covenant, full=True)
        contravention = f"being in contravention of {articles}, " if articles else ""
        text = f"{the} deprivation of liberty of {person}, {contravention}is arbitrary and {_falls(case, decided.categories)}."
        return DraftDisposition(text, "arbitrary", decided.categories, covenant, decided.udhr)
    if decided.outcome == "filed":
        return DraftDisposition(f"The case of {person} is filed.", "filed", (), (), ())
    text = (
        f"{the} deprivation of liberty of {person} is not arbitrary, as it does not fall within any of the categories "
        "applicable to the consideration of cases submitted to the Working Group."
    )
    return DraftDisposition(text, "not_arbitrary", (), (), ())


def _falls(case: Case, categories: Sequence[Category]) -> str:
    """ "falls within categories I and II", and of which persons those hold that do not hold of all of them."""
    groups: dict[tuple[str, ...], list[Category]] = {}
    for category in categories:
        groups.setdefault(claimed_of(case, category), []).append(category)
    if len(groups) == 1:
        return f"falls within {categories_text(categories)}"
    common = [f" within {categories_text(own)}" for persons, own in groups.items() if persons == case.persons]
    others = [(join(persons), own) for persons, own in groups.items() if persons != case.persons]
    return "falls" + " and".join(
        [*common, *(f", in respect of {persons}, within {categories_text(own)}" for persons, own in others)]
    )


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
