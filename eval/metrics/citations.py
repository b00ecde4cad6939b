"""Whether a draft cites what the adopted text cites, and whether what it cites holds.

Precision and recall are those of sets (van Rijsbergen, "Information Retrieval", 1979): of the documents
cited, and of the paragraphs cited ("301/2014#40"). Validity: the share of citations whose document and every
paragraph are in the index, or whose instrument and article are in the register. On-point: the share of cited
paragraphs with a known label that share an issue with the drafted paragraph citing them; one without labels
is counted as missing, never as right or wrong. Party cited: the share of cited paragraphs in which not the
Working Group, but the source or the Government speaks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping


def precision_recall(found: Collection[str], wanted: Collection[str]) -> tuple[float | None, float | None]:
    """Precision (None where nothing was found) and recall (None where nothing was wanted)."""
    got, due = set(found), set(wanted)
    hits = len(got & due)
    return (hits / len(got) if got else None, hits / len(due) if due else None)


def share(answers: Iterable[bool]) -> float | None:
    """The share of yes; None where nothing was asked. Validity and party cited are shares."""
    known = list(answers)
    return sum(known) / len(known) if known else None


def on_point(
    cited: Iterable[tuple[str, Collection[str]]], labels: Mapping[str, Collection[str]]
) -> tuple[float | None, int]:
    """The on-point rate of (cited paragraph id, issues of the citing paragraph), and how many are missing.

    Missing are the pairs for which the cited paragraph has no labels, or the citing one names no issue.
    """
    known: list[bool] = []
    missing = 0
    for id, issues in cited:
        if id not in labels or not issues:
            missing += 1
        else:
            known.append(not set(labels[id]).isdisjoint(issues))
    return share(known), missing
