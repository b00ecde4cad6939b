"""Whether a draft decides what was decided: categories, outcome, issues, articles.

F1 is the harmonic mean of precision and recall, 2tp / (2tp + fp + fn); micro-averaged over documents, the
counts are added up first (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008,
section 13.6). Articles are counted as they are printed, "15(1)", and once more by their numbers alone. The confusion
of an issue is its own three counts over all documents. The outcome (arbitrary, not arbitrary, filed) is right or wrong:
its mean is accuracy.
"""

from __future__ import annotations

from collections import defaultdict
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


def numbers(articles: Iterable[str]) -> set[str]:
    """Articles without their paragraphs: "udhr 11 (1)" and "udhr 11" are one."""
    return {article.partition("(")[0].strip() for article in articles}


def outcome(found: str | None, wanted: str | None) -> float | None:
    """1 for the outcome that was adopted, 0 for another; None where what was adopted is not known."""
    return None if wanted is None else float(found == wanted)


def confusion(answers: Iterable[tuple[Collection[str], Collection[str]]]) -> dict[str, Counts]:
    """The counts of each label over pairs of (found, wanted), in order of the labels."""
    tallies: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for found, wanted in answers:
        got, due = set(found), set(wanted)
        for place, labels in enumerate((got & due, got - due, due - got)):
            for label in labels:
                tallies[label][place] += 1
    return {label: (row[0], row[1], row[2]) for label, row in sorted(tallies.items())}
