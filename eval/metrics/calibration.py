"""Whether the confidence of a spotted issue is the share of times that it is right.

Reliability: confidences are put into bins of equal width; in a calibrated bin the mean confidence equals the share of
issues that the adopted text does examine. The expected calibration error is the mean distance of the two, weighted by
the size of the bins (Naeini, Cooper and Hauskrecht, AAAI 2015). The Brier score is the mean of the squared distance of
confidence and truth, 0 or 1 (Brier, Monthly Weather Review 78, 1950). Both: less is better. Only issues that were
spotted have a confidence: what was overlooked is told by the recall of issues, not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Judged = tuple[float, bool]  # a confidence 0..1, and whether it was right


@dataclass(frozen=True, slots=True)
class Bin:
    """A bin that holds something: the mean confidence, the share that was right, and how many they are."""

    confidence: float
    right: float
    size: int


def reliability(judged: Sequence[Judged], bins: int = 10) -> list[Bin]:
    """The bins that hold something, from low to high; a confidence of 1 belongs to the last."""
    sorted_in: list[list[Judged]] = [[] for _ in range(bins)]
    for confidence, right in judged:
        sorted_in[min(int(confidence * bins), bins - 1)].append((confidence, right))
    return [
        Bin(sum(c for c, _ in held) / len(held), sum(r for _, r in held) / len(held), len(held))
        for held in sorted_in
        if held
    ]


def expected_error(judged: Sequence[Judged], bins: int = 10) -> float | None:
    """The expected calibration error, 0..1; None where nothing was judged."""
    if not judged:
        return None
    return sum(b.size * abs(b.confidence - b.right) for b in reliability(judged, bins)) / len(judged)


def brier(judged: Sequence[Judged]) -> float | None:
    """The Brier score, 0..1; None where nothing was judged."""
    return sum((c - r) ** 2 for c, r in judged) / len(judged) if judged else None
