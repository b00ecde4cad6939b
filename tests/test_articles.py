"""Which articles issues entail, and which a disposition cites: the figures are in tests/test_issues.py."""

from dataclasses import replace

import numpy as np

from assistant.case import case_from_text
from assistant.learnt.articles import Practice, articles_named
from assistant.learnt.entailment import Entailment, entailed
from assistant.learnt.labelled import labelled_documents
from assistant.learnt.spotting import Spotter
from index.model import Category

NOTHING = np.zeros((1, 2))  # one article, two issues, of which the register lists neither for it


def learnt(rows, owners=None, listed=NOTHING, nameable=1.0):
    """Entailment from (issue A, issue B, article named) a paragraph."""
    table = np.array(rows, dtype=float)
    owners = owners or ["1"] * len(rows)
    return Entailment(owners, table[:, :2], table[:, 2:], np.full((len(rows), 1), nameable), listed)


def test_an_article_is_put_to_the_issue_with_which_it_is_always_named():
    """Every paragraph is on issue B, but the article is named where it is also on issue A."""
    one, other = learnt([(1, 1, 1)] * 6 + [(0, 1, 0)] * 12).whole[0]
    assert one > 0.6
    assert other < 0.05


def test_the_register_counts_until_paragraphs_say_otherwise():
    listed = np.array([[1.0, 0.0]])
    assert learnt([(0, 0, 0)], listed=listed).whole[0, 0] == 0.5
    assert learnt([(1, 0, 0)] * 20, listed=listed).whole[0, 0] < 0.1


def test_paragraphs_that_could_not_name_an_article_do_not_count_against_it():
    listed = np.array([[1.0, 0.0]])
    assert learnt([(1, 0, 0)] * 20, listed=listed, nameable=0.0).whole[0, 0] == 0.5


def test_a_document_can_be_left_out():
    entailment = learnt([(1, 0, 1)] * 8 + [(1, 0, 0)] * 8, ["1"] * 8 + ["2"] * 8)
    assert entailment.without("1")[0, 0] < entailment.whole[0, 0] < entailment.without("2")[0, 0]


def test_issues_entail_an_article_together_and_never_for_certain():
    entailment = learnt([(1, 0, 1)] * 500 + [(0, 1, 1)] * 500).whole
    assert entailed(entailment, np.array([0.5, 0.0]))[0] < entailed(entailment, np.array([0.5, 0.5]))[0]
    assert entailed(entailment, np.array([1.0, 0.0]))[0] < 1


def test_two_rights_under_one_number():
    assert articles_named("udhr", ["11"]) == {("udhr", "11(1)"), ("udhr", "11(2)")}
    assert articles_named("udhr", ["11(1)"]) == {("udhr", "11(1)")}
    assert articles_named("covenant", ["14(3)(d)"]) == {("covenant", "14")}


def test_with_few_opinions_the_register_decides():
    documents = labelled_documents()
    few = [d for d in documents if d.outcome == "arbitrary"][:2]
    case = case_from_text(
        "He was arrested without a warrant. There was no warrant, and no arrest warrant was shown to him.\n\n"
        "No warrant was shown later, without any arrest order."
    )
    spotter = Spotter.train(frozenset(d.id for d in documents))
    covenant, udhr = Practice(few, spotter).articles(case, [Category.I])
    assert not covenant  # the State is not known
    assert "9" in udhr


def test_no_punishment_without_law_is_a_right_of_the_tried_whose_freedoms_were_punished():
    """The same vague law: in a trial for the use of a freedom, without a trial, and in a trial for something else."""
    told = (
        "Communication from the source\n\n1. {} The law is so vague and overbroad that nobody could foresee what it forbids, "
        "and it defines no offence. It violates article 15 (1) of the Covenant and article 11 (2) of the Universal Declaration."
    )
    tried = "At her trial she was convicted and sentenced to four years."
    practice = Practice(labelled_documents(), Spotter.train())

    def legality(opening, categories):
        case = replace(case_from_text(told.format(opening)), state_party=True)
        covenant, udhr = practice.articles(case, categories)
        return [a for a in covenant if a.startswith("15")] + [a for a in udhr if a.startswith("11")]

    assert legality(tried, [Category.I, Category.II]) == ["15(1)", "11(2)"]
    assert legality("She is held by order of the governor.", [Category.I, Category.II]) == []
    assert "15(1)" not in legality(tried, [Category.I])


def test_the_right_to_a_fair_trial_is_cited_where_a_trial_is_found_unfair_and_nowhere_else():
    told = (
        "Communication from the source\n\n1. He was convicted in a secret trial without counsel, on a forced confession, and sentenced "
        "to four years. That violates article 14 of the Covenant and articles 10 and 11 (1) of the Universal Declaration."
    )
    case = replace(case_from_text(told), state_party=True)
    practice = Practice(labelled_documents(), Spotter.train())

    def fair_trial(categories):
        covenant, udhr = practice.articles(case, categories)
        return [a for a in covenant if a.startswith("14")] + [a for a in udhr if a.startswith(("10", "11"))]

    assert {"14", "10"} <= set(fair_trial([Category.I, Category.III]))
    assert fair_trial([Category.I]) == []
