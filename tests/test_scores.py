"""Scores of many rows against what a full sort and numpy's own statistics say."""

import math

import numpy as np
import pytest

from index.scores import best, spread


@pytest.mark.parametrize("size", [0, 1, 30, 9_000, 50_000])
@pytest.mark.parametrize("many", [1, 25, 400])
def test_the_best_are_those_of_a_full_sort_and_equal_ones_stand_in_order(size: int, many: int) -> None:
    random = np.random.default_rng(size + many)
    scores = random.standard_normal(2 * size).astype(np.float32).round(2)  # many are equal
    rows = np.sort(random.permutation(2 * size)[:size])
    wanted = sorted(rows.tolist(), key=lambda row: (-scores[row], row))[:many]
    assert best(scores, rows, many).tolist() == wanted


def test_the_spread_is_that_of_the_rows_with_a_share() -> None:
    random = np.random.default_rng(3)
    scores = (0.3 + 0.1 * random.standard_normal(10_000)).astype(np.float32)
    seen = random.random(10_000) < 0.2
    found = spread(scores, (seen / seen.sum()).astype(np.float32))
    assert found.mean == pytest.approx(float(scores[seen].mean()), abs=1e-5)
    assert found.deviation == pytest.approx(float(scores[seen].std()), abs=1e-5)


@pytest.mark.parametrize("value", [0.0, 0.1, 7.3])
def test_equal_scores_say_nothing(value: float) -> None:
    scores, share = np.full(1_000, value, np.float32), np.full(1_000, 1e-3, np.float32)
    assert math.isinf(spread(scores, share).deviation)
