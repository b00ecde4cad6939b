"""What the embedded drafter says where there is nothing to cite."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from assistant.case import case_from_text
from assistant.composing.answers import with_answers
from assistant.composing.plan import Point, points_of
from assistant.issues import issue_register
from assistant.model import SpottedIssue
from assistant.precedent import PrecedentDrafter
from index.model import Category


def test_an_issue_touched_on_without_authority_says_so_in_place():
    bench = SimpleNamespace(pointed=lambda sentence, passages, most: passages[:most])
    plan = SimpleNamespace(case=case_from_text("He was arrested without a warrant."), passages={}, bench=bench)
    spotted = SpottedIssue("in_absentia", Category.III, 0.45, (1,), pleaded=True)
    (paragraph,) = PrecedentDrafter(plan)._touched([Point(issue_register()["in_absentia"], spotted)])
    assert "no authority was found on it in the index" in paragraph.text
    assert not paragraph.citations


def test_an_article_that_is_named_with_its_letter_is_completed_once():
    from assistant.composing.adaptation import adapt

    written = "Article 14 (3) (g) of the Covenant forbids compelling anyone to testify against himself or herself."
    assert adapt(written, state_party=True) == written
    assert adapt("Article 14 (3) (g) forbids it.", state_party=True) == "Article 14 (3) (g) of the Covenant forbids it."


def test_a_rule_that_points_at_rules_not_named_is_not_taken_over():
    from assistant.composing.adaptation import stands_alone

    assert not stands_alone("A notice read aloud to a group is not information within the meaning of these rules.")
    assert stands_alone("The Nelson Mandela Rules require a register, and these rules bind every prison.")


def test_a_rule_that_points_at_a_list_or_at_such_a_thing_is_not_taken_over():
    from assistant.composing.adaptation import adapt, stands_alone

    assert not stands_alone("The prestige of the armed forces and the dignity of a throne do not appear in the list.")
    assert not stands_alone("A person without such a disability could not be locked up.")
    assert stands_alone("Rights such as that to liberty belong to everyone.")
    assert stands_alone("A law must be precise, and such a law must be published.")
    told = "The prohibition is nevertheless a rule of customary law."
    assert adapt(told, state_party=True) == "The prohibition is a rule of customary law."


def test_those_whom_a_state_detains_are_named_and_a_rule_may_suppose_what_was():
    from assistant.composing.adaptation import is_general, stands_alone

    assert stands_alone("The State answers for the health of those whom it detains.")
    supposed = "A finding of discrimination calls for some indication that others in a like position were treated more favourably."
    assert is_general(supposed, frozenset(supposed.lower().split()))
    told = "The court calls for caution, since the two guards were treated more favourably."
    assert not is_general(told, frozenset(told.lower().split()))


TOLD = (
    "Communication concerning Henrik Sollan (Estvik)\n\nCommunication from the source\n\n1. Mr. Sollan was not allowed to call a "
    "lawyer.\n\n2. The officers showed no warrant.\n\n3. Mr. Sollan was made to sign a statement.\n\nResponse from the Government\n\n"
    "4. Mr. Brandt arrived at noon.\n\n5. A bill on lawyers is before the parliament.\n\nFurther comments from the source\n\n"
    "6. The source accepts that Mr. Sollan was given the warrant."
)


def _plan(*spotted, proves=lambda issue, text: True):
    """A plan on that case, on which a sentence bears if it has a word of the issue."""
    words = {
        "counsel_access": "lawyer", "incommunicado": "lawyer", "no_warrant": "warrant", "health": "lawyer",
        "torture": "beaten", "coerced_confession": "statement",
    }  # fmt: skip
    case, issues = replace(case_from_text(TOLD), replied="yes"), issue_register()
    decision = SimpleNamespace(outcome="arbitrary", categories=(Category.I, Category.III), covenant=(), udhr=("5", "9"))
    return SimpleNamespace(
        case=case, decision=decision, passages={}, spotted=spotted, common=frozenset({"the"}), issues=issues,
        wanted=(Category.I, Category.III), points=lambda category: points_of(category, spotted, issues),
        standards=lambda issue: (), instruments=lambda issue: [], proves=proves, foremost=lambda issue, text: True,
        speaks=lambda issue, text: words[issue.id] in text, tells=lambda issue, text: True,
        bearing=lambda issue, texts: np.array([0.9 if words[issue.id] in text else 0.0 for text in texts]),
    )  # fmt: skip


def _texts(drafter, category):
    return {p.issues[0]: p.text for p in drafter.analyse(category).paragraphs[1:-1]}


COUNSEL = SpottedIssue("counsel_access", Category.III, 0.9, (1,), pleaded=True, contested=(4,))
ALONE = SpottedIssue("incommunicado", Category.I, 0.9, (1,), pleaded=True)


def test_what_the_government_contests_on_one_issue_is_not_unaddressed_on_another():
    told = _texts(PrecedentDrafter(_plan(COUNSEL, ALONE)), Category.I)["incommunicado"]
    assert "has not specifically addressed" not in told and "finds a violation" not in told
    alone = _texts(PrecedentDrafter(_plan(ALONE)), Category.I)["incommunicado"]
    assert "has not specifically addressed" in alone and "finds a violation" in alone


def test_where_no_answer_is_told_the_question_says_where_it_stands():
    answered = replace(COUNSEL, contested=(4, 5))
    told = _texts(PrecedentDrafter(_plan(answered)), Category.III)["counsel_access"]
    assert "must decide the following question (see paras. 4 and 5 above): from what time" in told
    assert "bill" not in told, "a bill answers no allegation"


def test_no_violation_is_found_on_a_confession_where_the_force_is_contested():
    forced = SpottedIssue("coerced_confession", Category.III, 0.9, (3,), pleaded=True)
    assert "finds a violation" in _texts(PrecedentDrafter(_plan(forced)), Category.III)["coerced_confession"]
    force = SpottedIssue("torture", Category.III, 0.9, (3,), pleaded=True, contested=(4,))
    told = _texts(PrecedentDrafter(_plan(force, forced)), Category.III)["coerced_confession"]
    assert "finds a violation" not in told and "must decide the following question (see para. 4 above)" in told


def test_what_the_source_concedes_is_no_longer_the_question():
    warrant = SpottedIssue("no_warrant", Category.I, 0.9, (2,), pleaded=True, contested=(4,))
    paragraphs = PrecedentDrafter(_plan(warrant)).analyse(Category.I).paragraphs
    assert ", beyond what the source concedes (see para. 6 above): was a warrant issued" in paragraphs[1].text
    assert paragraphs[2].text.endswith("(see para. 6 above). To that extent the complaint is not upheld.")


def test_what_nobody_says_is_not_alleged():
    unsaid = SpottedIssue("no_warrant", Category.I, 0.9, (), pleaded=True, contested=(4,))
    recital = PrecedentDrafter(_plan(ALONE, unsaid)).analyse(Category.I).paragraphs[0].text
    assert recital.endswith("questions that concern incommunicado detention (see para. 1 above).")


def test_a_remark_is_made_on_a_fact_that_speaks_of_it_and_bears_on_it_most():
    doubtful = SpottedIssue("health", None, 0.8, (1,), pleaded=False)
    point = Point(issue_register()["health"], doubtful)
    assert PrecedentDrafter(_plan(doubtful)).concern(point) is not None
    silent = _plan(doubtful)
    silent.speaks = lambda issue, text: False
    assert PrecedentDrafter(silent).concern(point) is None
    elsewhere = _plan(doubtful)
    elsewhere.foremost = lambda issue, text: False
    assert PrecedentDrafter(elsewhere).concern(point) is None


def test_a_remark_says_what_the_source_concedes_on_it():
    sure = SpottedIssue("conditions", None, 0.99, (1,), pleaded=False)
    point = Point(issue_register()["conditions"], sure)
    plan = _plan(sure)
    plan.bearing = lambda issue, texts: np.array([0.9] * len(texts))
    plan.speaks = lambda issue, text: True
    remark = PrecedentDrafter(plan).concern(point)
    assert remark is not None
    assert remark.sentences[-1].text == "The source accepts that Mr. Sollan was given the warrant (see para. 6 above)."


def test_a_fact_is_not_told_where_it_bears_on_something_else_and_does_not_speak_of_the_issue():
    plan = _plan(ALONE)
    assert "Mr. Sollan was not allowed" in _texts(PrecedentDrafter(plan), Category.I)["incommunicado"]
    plan.tells = lambda issue, text: False
    assert "Mr. Sollan was not allowed" not in _texts(PrecedentDrafter(plan), Category.I)["incommunicado"]


def test_on_what_the_source_but_concludes_no_violation_is_found_where_the_government_replied():
    plan = _plan(ALONE)
    assert "finds a violation" in _texts(PrecedentDrafter(plan), Category.I)["incommunicado"]
    pleaded = TOLD.replace("1. Mr.", "1. The source submits that the detention falls within category I. Mr.")
    plan.case = replace(case_from_text(pleaded), replied="yes")
    told = _texts(PrecedentDrafter(plan), Category.I)["incommunicado"]
    assert "Mr. Sollan was not allowed to call a lawyer" in told and "finds a violation" not in told


@pytest.mark.parametrize(
    ("answer", "replied", "contested"),
    [
        ("At the trial he was represented by a lawyer of his choice.", "yes", (3,)),
        ("At the trial he was represented by a lawyer of his choice.", "no", ()),
        ("The bridge was opened in 2019.", "yes", ()),
    ],
)
def test_that_a_lawyer_was_there_contests_that_there_was_none(answer, replied, contested):
    text = f"Communication from the source\n\n1. He had no lawyer.\n\n2. No warrant.\n\nResponse from the Government\n\n3. {answer}\n"
    case = replace(case_from_text(text), replied=replied)
    counsel = SpottedIssue("counsel_access", Category.III, 0.9, (1,), pleaded=True)
    assert with_answers(case, [counsel])[0].contested == contested
