"""The disposition: what it decides, and on what condition."""

from types import SimpleNamespace

import pytest

from assistant.case import case_from_text
from assistant.composing.conclusion import disposition
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
        bearing=lambda issue, texts: [0.9] * len(texts),
    )  # fmt: skip


def test_a_list_of_articles_that_ends_in_nothing_is_no_riddle():
    listed = ", ".join(str(n) for n in range(1, 60))
    text = (
        f"The deprivation of liberty is arbitrary and falls within category I, articles {listed} offined to her home."
    )
    read = disposition_in([Paragraph(1, Part.DISPOSITION, ("Disposition",), text)])
    assert read and read.categories == (Category.I,) and read.covenant == read.udhr == ()
