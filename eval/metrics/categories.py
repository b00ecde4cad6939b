"""Whether a draft decides what was decided: categories, outcome, issues, articles.

F1 is the harmonic mean of precision and recall, 2tp / (2tp + fp + fn); micro-averaged over documents, the
counts are added up first (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008,
section 13.6).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

Counts = tuple[int, int, int]


def counts(found: Collection[str], wanted: Collection[str]) -> Counts:
    """True positives, false positives, false negatives."""
    got, due = set(found), set(wanted)
    return len(got & due), len(got - due), len(due - got)


def f1(tally: Counts) -> float | None:
    """F1 of counts; None where nothing was found and nothing wanted."""
    hits, false, missed = tally
    total = 2 * hits + false + missed
    return 2 * hits / total if total else None


def micro_f1(tallies: Iterable[Counts]) -> float | None:
    """F1 of the sum of the counts."""
    rows = list(tallies)
    return f1((sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows)))
