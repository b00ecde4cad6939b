"""The disposition: what it decides, and on what condition."""

from types import SimpleNamespace

import pytest

from assistant.case import case_from_text
from assistant.composing.conclusion import conclusion, disposition
from assistant.composing.preliminary import filing
from assistant.composing.whom import claimed_of
from assistant.drafting import _warnings
from assistant.model import SpottedIssue
from assistant.precedent import PrecedentDrafter
from index.fields import disposition_in
from index.model import Category, Paragraph, Part

ARBITRARY = SimpleNamespace(outcome="arbitrary", categories=(Category.I, Category.IV), covenant=(), udhr=("9",))
NOT_ARBITRARY = SimpleNamespace(outcome="not_arbitrary", categories=(), covenant=(), udhr=())
CASE = case_from_text("The police arrested Ilka Sarvady at her home without a warrant.")


@pytest.mark.parametrize("decided", [ARBITRARY, NOT_ARBITRARY])
@pytest.mark.parametrize("settled", [True, False])
def test_a_disposition_that_rests_on_open_questions_says_so_and_decides_the_same(decided, settled):
    made = disposition(CASE, decided, settled=settled)
    assert made.text.startswith(
        "The deprivation" if settled else "Subject to the answers to the questions stated above, the"
    )
    read = disposition_in([Paragraph(1, Part.DISPOSITION, ("Disposition",), made.text)])
    assert (read.outcome, read.categories, read.udhr) == (decided.outcome, decided.categories, decided.udhr)


def test_what_is_contested_settles_nothing():
    drafter = PrecedentDrafter(_plan(contested=(1,)))
    drafter.analyse(Category.I)
    assert not drafter.settled([Category.I]) and not drafter.settled([])


def test_a_fact_that_carries_settles_its_category_alone():
    drafter = PrecedentDrafter(_plan(contested=()))
    drafter.analyse(Category.I)
    assert drafter.settled([Category.I]) and drafter.settled([])
    assert not drafter.settled([Category.I, Category.IV])


def _plan(contested):
    """A plan with one issue, on which every sentence bears."""
    from assistant.composing.plan import Point
    from assistant.issues import issue_register

    issue = issue_register()["no_warrant"]
    spotted = SpottedIssue("no_warrant", Category.I, 0.9, (1,), pleaded=True, contested=contested)
    return SimpleNamespace(
        case=CASE, decision=ARBITRARY, passages={}, spotted=(spotted,), common=frozenset(), issues=issue_register(),
        points=lambda category: [Point(issue, spotted)], standards=lambda issue: (), instruments=lambda issue: [],
        bearing=lambda issue, texts: [0.9] * len(texts), proves=lambda issue, text: True,
        speaks=lambda issue, text: True, tells=lambda issue, text: True,
    )  # fmt: skip


def test_a_list_of_articles_that_ends_in_nothing_is_no_riddle():
    listed = ", ".join(str(n) for n in range(1, 60))
    text = (
        f"The deprivation of liberty is arbitrary and falls within category I, articles {listed} offined to her home."
    )
    read = disposition_in([Paragraph(1, Part.DISPOSITION, ("Disposition",), text)])
    assert read and read.categories == (Category.I,) and read.covenant == read.udhr == ()


FILED = SimpleNamespace(outcome="filed", categories=(), covenant=(), udhr=())
RELEASED = case_from_text(
    "Concerning: Ms. Lucía Quiroga (Tarapaya)\n\nSubmissions from the source\n\n1. Ms. Quiroga was arrested without a warrant.\n\n"
    "Government's reply\n\n2. She was released on 3 May 2023.\n\nFurther comments from the source\n\n3. The case may be closed.\n"
)


def test_a_case_that_is_filed_says_why_and_decides_no_question():
    plan = _plan(contested=(2,))
    plan.decision = FILED
    plan.case = RELEASED
    written = [p.text for p in PrecedentDrafter(plan).analyse(Category.I).paragraphs]
    assert written[-1] == "As the case is to be filed, the Working Group makes no finding under category I."
    assert not any("must decide" in text or "denies" in text for text in written)
    reason = filing(RELEASED, ())
    assert reason.text.startswith(
        "According to the submissions, Ms. Quiroga has been released, and the source does not oppose"
    )
    assert reason.case_paragraphs == (2, 3)


def test_the_government_denies_only_what_it_contests():
    silent_on_this = PrecedentDrafter(_answered(contested=()))
    assert silent_on_this.analyse(Category.I).paragraphs[0].text.startswith("The source submits that the detention")
    denied = PrecedentDrafter(_answered(contested=(1,)))
    assert (
        denied.analyse(Category.I).paragraphs[0].text.startswith("The source submits, and the Government denies, that")
    )


def _answered(contested):
    from dataclasses import replace

    plan = _plan(contested)
    other = replace(plan.spotted[0], issue="expression", category=Category.II, contested=(1,))
    text = "The police arrested Ilka Sarvady at her home without a warrant, which falls within category I."
    return SimpleNamespace(
        **vars(plan) | {"case": replace(case_from_text(text), replied="yes"), "spotted": (*plan.spotted, other)}
    )


@pytest.mark.parametrize(
    ("issue", "bears", "text", "proves"),
    [
        ("no_warrant", 0.45, "No warrant was shown to her.", True),
        ("no_warrant", 0.45, "She fled the country in 2019.", False),
        ("no_warrant", 0.6, "They came over the fence of the house.", True),
        ("appeal", 0.9, "Her appeal is pending.", False),
    ],
)
def test_a_finding_rests_on_what_speaks_of_its_issue_or_bears_clearly(issue, bears, text, proves):
    from assistant.composing.plan import Plan
    from assistant.issues import issue_register

    spotter = SimpleNamespace(bearing=lambda texts: [[bears] * len(issue_register()) for _ in texts])
    plan = Plan(CASE, None, (), issue_register(), FILED, None, {}, (), frozenset(), spotter)
    assert plan.proves(issue_register()[issue], text) is proves


TWO = case_from_text(
    "Communication concerning Ana Bel and Cem Dor (Qasira)\n\nCommunication from the source\n\n1. Ms. Bel and Mr. Dor were held.\n\n"
    "2. The source submits that the detention of both falls within category I.\n\n"
    "3. Ms. Bel was punished for an article. Her detention falls within category II.\n\n"
    "4. The trial was unfair. The detention falls within category III."
)


def test_what_the_source_claims_of_one_is_not_concluded_of_the_other():
    assert [claimed_of(TWO, c) for c in (Category.I, Category.II, Category.III)] == [
        ("Ana Bel", "Cem Dor"), ("Ana Bel",), ("Ana Bel", "Cem Dor"),
    ]  # fmt: skip
    found = (Category.I, Category.II)
    decided = SimpleNamespace(outcome="arbitrary", categories=found, covenant=(), udhr=("9", "19"))
    made = disposition(TWO, decided, settled=True)
    assert made.text.endswith("falls within category I and, in respect of Ana Bel, within category II.")
    read = disposition_in([Paragraph(1, Part.DISPOSITION, ("Disposition",), made.text)])
    assert read.categories == found
    concluded = conclusion(TWO, Category.II, (), (), decided, contested=False).text
    assert "deprivation of liberty of Ms. Bel is arbitrary" in concluded


def test_of_those_of_whom_nothing_is_claimed_a_disposition_says_nothing():
    decided = SimpleNamespace(outcome="arbitrary", categories=(Category.II,), covenant=(), udhr=("19",))
    text = disposition(TWO, decided, settled=True).text
    assert "Ana Bel, being in contravention" in text and "Cem Dor" not in text


def test_of_a_trial_nothing_is_claimed_of_a_person_who_was_never_tried():
    text = (
        "Communication concerning Amara Sefu and Joel Kitundu (Mbarani)\n\nCommunication from the source\n\n1. Ms. Sefu was tried and "
        "sentenced to one year. Mr. Kitundu was released without ever being charged.\n\n2. The trial was unfair, so that the detention "
        "falls within category III; for want of a warrant it falls within category I."
    )
    case = case_from_text(text)
    assert claimed_of(case, Category.III) == ("Amara Sefu",)
    assert claimed_of(case, Category.I) == case.persons


def test_the_warning_on_several_persons_says_whether_their_conclusions_are_one():
    decision = SimpleNamespace(reasons=(), outcome="arbitrary")
    plan = SimpleNamespace(case=TWO, decision=decision, wanted=(Category.I, Category.II), spotted=())
    assert "each conclusion is drafted for those" in " ".join(_warnings(plan, "embedded", [], frozenset(), None))
    plan.wanted = (Category.I,)
    assert "for all of them together" in " ".join(_warnings(plan, "embedded", [], frozenset(), None))
