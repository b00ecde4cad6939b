"""What the embedded drafter says where there is nothing to cite."""

from types import SimpleNamespace

from assistant.case import case_from_text
from assistant.composing.plan import Point
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
