"""The measures, on numbers worked out by hand."""

from datetime import date
from math import log2

import numpy as np
import pytest

from eval import bootstrap
from eval.metrics import categories, citations, leakage, retrieval, text


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


def test_micro_f1_adds_counts_first():
    first = categories.counts({"I", "II"}, {"I", "III"})
    assert first == (1, 1, 1)
    # 4 hits, 1 false, 1 missed: 8 / 10; the mean of 0.5 and 1.0 would be 0.75
    assert categories.micro_f1([first, (3, 0, 0)]) == pytest.approx(0.8)
    assert categories.f1((0, 0, 0)) is None


def test_text_measures():
    # unigrams: 2 of 3 shared; bigrams: 1 of 2; longest common subsequence: 2
    found = text.rouge("cat sat down", "cat sat up")
    assert found["rouge1"] == pytest.approx(2 / 3)
    assert found["rouge2"] == pytest.approx(1 / 2)
    assert found["rougeL"] == pytest.approx(2 / 3)
    assert text.chrf("the same text", "the same text") == pytest.approx(1.0)
    assert text.length_ratio("one two", "one two three four") == 0.5
    assert text.length_ratio("one", "") is None


class _Axes:
    name, dimension = "axes", 2

    def embed(self, texts):
        return np.array([[1, 0] if t == "x" else [0, 1] for t in texts], dtype=np.float32)


def test_similarity_is_the_cosine_of_means():
    assert text.similarity(["x"], ["x", "y"], _Axes()) == pytest.approx(0.5**0.5)
    assert text.similarity(["x"], ["y"], _Axes()) == pytest.approx(0.0)
    assert text.similarity([], ["y"], _Axes()) is None


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
