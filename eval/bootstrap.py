"""How sure a figure is: percentile bootstrap over documents (Efron and Tibshirani, 1993; SciPy), seeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap

from eval.metrics.decisions import Counts

SEED = 20170630
RESAMPLES = 2000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval, and on how many documents it rests."""

    value: float
    low: float
    high: float
    documents: int


def mean(values: Sequence[float]) -> Estimate | None:
    """The mean with its interval; one document has no interval but itself."""
    if not values:
        return None
    sample = np.asarray(values, dtype=np.float64)
    middle = float(sample.mean())
    if len(sample) == 1 or bool(np.all(sample == sample[0])):
        return Estimate(middle, middle, middle, len(sample))
    found = bootstrap(
        (sample,), np.mean, n_resamples=RESAMPLES, confidence_level=CONFIDENCE, method="percentile",
        rng=np.random.default_rng(SEED),
    ).confidence_interval  # fmt: skip
    return Estimate(middle, float(found.low), float(found.high), len(sample))


def paired(one: Sequence[float], other: Sequence[float]) -> Estimate | None:
    """The mean of `other` minus `one`, pair by pair: documents are drawn, not scores."""
    return mean([b - a for a, b in zip(one, other, strict=True)])


def micro_f1(tallies: Sequence[Counts]) -> Estimate | None:
    """Micro F1 with its interval: whole documents are drawn, then the counts added up."""
    rows = np.asarray(tallies, dtype=np.float64).reshape(-1, 3)
    total = _f1(rows.sum(axis=0))
    if not len(rows) or total is None:
        return None
    draws = np.random.default_rng(SEED).integers(0, len(rows), size=(RESAMPLES, len(rows)))
    found = [value for value in (_f1(rows[draw].sum(axis=0)) for draw in draws) if value is not None]
    tail = (1 - CONFIDENCE) / 2
    return Estimate(total, float(np.quantile(found, tail)), float(np.quantile(found, 1 - tail)), len(rows))


def _f1(row: NDArray[np.float64]) -> float | None:
    size = float(2 * row[0] + row[1] + row[2])
    return float(2 * row[0]) / size if size else None
