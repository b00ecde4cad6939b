"""The measures, on numbers worked out by hand."""

from datetime import date
from math import log2

import numpy as np
import pytest

from eval import bootstrap
from eval.metrics import attribution, calibration, citations, decisions, leakage, length, retrieval, text
from eval.metrics.attribution import Statement, marks_of


def test_recall_ndcg_mrr():
    ranked, relevant = ["a", "b", "c", "d"], {"b", "d", "z"}
    assert retrieval.recall_at(ranked, relevant, 2) == pytest.approx(1 / 3)
    assert retrieval.recall_at(ranked, relevant, 4) == pytest.approx(2 / 3)
    # gains at ranks 2 and 4 of an ideal of three
    expected = (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3) + 1 / 2)
    assert retrieval.ndcg_at(ranked, relevant, 4) == pytest.approx(expected)
    assert retrieval.mrr(ranked, relevant) == 0.5
    assert retrieval.mrr(["x"], relevant) == 0.0


def test_a_repeated_id_gains_once():
    assert retrieval.ndcg_at(["a", "a", "a"], {"a"}, 3) == 1.0


def test_nothing_relevant_is_not_a_score():
    assert retrieval.recall_at(["a"], set(), 5) is None
    assert retrieval.ndcg_at(["a"], set(), 5) is None
    assert retrieval.mrr(["a"], set()) is None


def test_fusion_by_reciprocal_rank():
    # b: 1/62 + 1/61, a: 1/61, c: 1/62
    assert retrieval.fuse([["a", "b"], ["b", "c"]]) == ["b", "a", "c"]


def test_precision_and_recall_of_citations():
    assert citations.precision_recall({"a", "b", "c", "d"}, {"a", "b", "e"}) == (0.5, pytest.approx(2 / 3))
    assert citations.precision_recall(set(), {"a"}) == (None, 0.0)
    assert citations.precision_recall({"a"}, set()) == (0.0, None)
    assert citations.share([True, False, False, True]) == 0.5
    assert citations.share([]) is None


def test_on_point_counts_missing_labels_apart():
    labels = {"1/2014#1": {"no_warrant"}, "1/2014#2": {"torture"}}
    cited = [
        ("1/2014#1", ["no_warrant"]),
        ("1/2014#2", ["appeal"]),
        ("9/2014#9", ["appeal"]),
        ("1/2014#1", []),
    ]
    assert citations.on_point(cited, labels) == (0.5, 2)


def test_an_equivalent_paragraph_counts_as_the_one_that_was_wanted():
    def same(one, other):
        return {one, other} == {"a", "copy of a"}

    # of three cited, two are right; of two wanted, the copy meets one
    assert citations.with_equivalents(["copy of a", "b", "x"], ["a", "b"], same) == (pytest.approx(2 / 3), 1.0)
    assert citations.precision_recall(["copy of a", "b", "x"], ["a", "b"]) == (pytest.approx(1 / 3), 0.5)
    assert citations.with_equivalents([], ["a"], same) == (None, 0.0)
    assert citations.with_equivalents(["a"], [], same) == (0.0, None)


def test_f1_of_counts():
    first = decisions.counts({"I", "II"}, {"I", "III"})
    assert first == (1, 1, 1) and decisions.f1(first) == 0.5
    assert decisions.f1((0, 0, 0)) is None


def test_articles_by_their_numbers_alone():
    assert decisions.numbers(["covenant 14(3)(d)", "covenant 14", "udhr 11(1)"]) == {"covenant 14", "udhr 11"}


def test_the_outcome_is_right_wrong_or_not_known():
    assert decisions.outcome("arbitrary", "arbitrary") == 1.0
    assert decisions.outcome("arbitrary", "filed") == 0.0
    assert decisions.outcome("arbitrary", None) is None


def test_confusion_of_each_issue():
    found = decisions.confusion([({"a", "b"}, {"a"}), ({"a"}, {"a", "c"}), ({"b"}, {"b"})])
    assert found == {"a": (2, 0, 0), "b": (1, 1, 0), "c": (0, 0, 1)}


def test_calibration():
    judged = [(0.9, True), (0.9, True), (0.95, False), (0.5, True), (0.5, False), (1.0, True)]
    low, high = calibration.reliability(judged, bins=2)[0], calibration.reliability(judged, bins=10)[-1]
    assert (high.size, high.right, high.confidence) == (4, 0.75, pytest.approx(0.9375))
    assert low.size == 6, "a confidence of half belongs to the upper bin"
    # bins of ten: two at 0.5 of which half are right; four at 0.9375 of which 0.75 are
    assert calibration.expected_error(judged) == pytest.approx((2 * 0 + 4 * 0.1875) / 6)
    # 0.01 + 0.01 + 0.9025 + 0.25 + 0.25 + 0
    assert calibration.brier(judged) == pytest.approx(1.4225 / 6)
    assert calibration.brier([]) is None and calibration.expected_error([]) is None


def _contains(statement, premise):
    """Support by words, so that it can be worked out by hand."""
    return set(statement.split()) <= set(" ".join(premise).split())


def test_citation_recall_and_precision():
    statements = [
        Statement("a b", ("a", "b x")),  # neither alone, both together: supported, both needed
        Statement("a b", ("a b", "c")),  # the second is idle: the first alone does
        Statement("a b", ("c",)),  # not supported
        Statement("a b"),  # no citation
    ]
    found = attribution.attribution(statements, _contains)
    assert found.recall == 2 / 4
    assert found.precision == 3 / 5
    assert found.unjudged == 0


def test_a_mark_that_leads_nowhere_is_a_wrong_citation():
    found = attribution.attribution([Statement("a", ("a", None)), Statement("a", ("a",))], _contains)
    assert found.recall == 1 / 2
    assert found.precision == 1 / 3, "it is in the count, and what stands beside it is not supported"
    assert marks_of("It is so.[2] [9]", [1]) == ("It is so.", [1, 2, 9])


def test_what_cannot_be_judged_is_counted_apart():
    statements = [Statement("law", instruments=1), Statement("fact", of_case=True), Statement("rule", ("rule",))]
    found = attribution.attribution(statements, _contains)
    assert (found.recall, found.precision, found.unjudged) == (1.0, 1.0, 2)
    assert attribution.attribution([], _contains).recall is None


def test_wrong_documents():
    ranked = ["1/2014#1", "2/2014#1", "1/2014#9", "3/2014#2", "1/2014#3"]
    assert retrieval.wrong_document_rate(ranked, {"1/2014"}, 4) == 0.5
    assert retrieval.wrong_document_rate([], {"1/2014"}, 4) is None


def test_copies_are_one_in_a_ranking():
    ranked, wanted = retrieval.folded({"b2", "c", "z"}, [("a",), ("b", "b2"), ("c", "c2")])
    assert ranked == ["a", "b", "c"] and wanted == {"b", "c", "z"}
    assert retrieval.recall_at(ranked, wanted, 2) == pytest.approx(1 / 3)


def test_text_measures():
    # unigrams: 2 of 3 shared; bigrams: 1 of 2; longest common subsequence: 2
    found = text.rouge("cat sat down", "cat sat up")
    assert found["rouge1"] == pytest.approx(2 / 3)
    assert found["rouge2"] == pytest.approx(1 / 2)
    assert found["rougeL"] == pytest.approx(2 / 3)
    assert text.chrf("the same text", "the same text") == pytest.approx(1.0)


def test_length():
    assert length.length_ratio("one two", "one two three four") == 0.5
    assert length.length_ratio("one", "") is None


def test_similarity_is_the_cosine_of_means():
    x, y = np.array([[1, 0]], dtype=np.float32), np.array([[0, 1]], dtype=np.float32)
    assert text.similarity(x, np.concatenate([x, y])) == pytest.approx(0.5**0.5)
    assert text.similarity(x, y) == pytest.approx(0.0)
    assert text.similarity(x[:0], y) is None


def test_leakage_is_the_own_the_later_the_same_day_and_the_undated():
    days = {"old": date(2014, 1, 1), "same": date(2020, 5, 1), "new": date(2021, 1, 1), "none": None}
    seen = ["old#1", "own#2", "same#3", "new#4", "none#5", "new#4"]
    found = leakage.leaked(seen, {**days, "own": date(2013, 1, 1)}, date(2020, 5, 1), {"own"})
    assert found == ["own#2", "same#3", "new#4", "none#5"]


def test_bootstrap_is_the_same_every_time_and_brackets_the_mean():
    values = [0.1, 0.4, 0.5, 0.9, 0.7]
    one, other = bootstrap.mean(values), bootstrap.mean(values)
    assert one == other and one.value == pytest.approx(0.52) and one.low < 0.52 < one.high
    assert bootstrap.mean([]) is None
    assert bootstrap.mean([0.3]).low == 0.3


def test_paired_differences_of_a_constant_gain_are_certain():
    found = bootstrap.paired([0.1, 0.9, 0.4], [0.35, 1.15, 0.65])
    assert found.value == pytest.approx(0.25)
    assert found.low == pytest.approx(0.25) and found.high == pytest.approx(0.25)


def test_micro_f1_interval():
    found = bootstrap.micro_f1([(1, 1, 1), (3, 0, 0)])
    assert found.value == pytest.approx(0.8) and found.low == pytest.approx(0.5) and found.high == 1.0
    assert bootstrap.micro_f1([]) is None
