"""Scores of paragraphs, a number a row: how they spread, and the best of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from index.lexical import Rows, Scores

ROUND = 4  # decimals of a score: below that, machines differ
_SAMPLE = 4_000  # scores that are looked at to guess how high the best of all are
_FLAT = 1e-3  # a standard deviation, in parts of the mean, below which scores are equal


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and standard deviation of scores; the deviation of equal ones, which say nothing, is infinite."""

    mean: float
    deviation: float


def spread(scores: Scores, share: Scores) -> Spread:
    """The spread of the scores that have a share in the mean."""
    mean = float(share @ scores)
    deviation = math.sqrt(max(0.0, float(share @ scores**2) - mean**2))
    return Spread(mean, deviation if deviation > _FLAT * abs(mean) else math.inf)


def strength_of(scores: Scores) -> Scores:
    """Scores as shares of the best of them, squared: the lesser say little. There must be one above 0."""
    positive = np.maximum(0.0, scores)
    return np.asarray((positive / positive.max()) ** 2, dtype=np.float64)


def union(*rows: Rows) -> Rows:
    """Each of these rows once, in order. Of so few numpy's own way takes ten times as long."""
    found = np.sort(np.concatenate(rows))
    return found[np.diff(found, prepend=-1) > 0]


def held(starts: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """Of rows that hold what stands from `starts[row]` to before `starts[row + 1]`: the places of all that they hold, and
    where what each holds starts among these."""
    many = starts[rows + 1] - starts[rows]
    first = np.cumsum(many) - many
    return np.repeat(starts[rows] - first, many) + np.arange(many.sum()), first


def best(scores: Scores, rows: Rows, many: int) -> Rows:
    """The `many` of these rows with the highest scores, best first; equal ones as they stand in `rows`."""
    seen = scores[rows]
    if many < len(rows):
        clear = np.flatnonzero(seen >= _bar(seen, many))
        if len(clear) >= many:
            rows, seen = rows[clear], seen[clear]
        high = seen >= np.partition(seen, len(seen) - many)[len(seen) - many]
        rows, seen = rows[high], seen[high]
    return rows[np.argsort(-seen, kind="stable")][:many]


def _bar(scores: Scores, many: int) -> float:
    """A score that some more than `many` reach, as far as a sample of them can tell: few need be sorted then."""
    step = max(1, len(scores) // _SAMPLE)
    sample = scores[::step]
    place = max(0, len(sample) - 20 - 2 * many // step)
    return float(np.partition(sample, place)[place])
