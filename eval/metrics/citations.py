"""Whether a draft cites what the adopted text cites, and whether what it cites holds.

Precision and recall are those of sets (van Rijsbergen, "Information Retrieval", 1979): of the documents
cited, and of the paragraphs cited ("301/2014#40"). With credit for equivalents, a paragraph that says the same in
nearly the same words as a wanted one counts as that one: the Working Group repeats its standards word for word, and
which of the copies is cited is a matter of taste.

Validity: the share of citations whose document and every paragraph are in the index, or whose instrument and article
are in the register. Party cited: the share of cited paragraphs in which not the Working Group, but the source or the
Government speaks.

On point: the share of cited paragraphs that lawyers' labels (never the drafter's own labeller) put under an issue that
the citing paragraph is about. On issue: the share that they put under an issue which the adopted Discussion examines,
so that a draft gains nothing by calling its paragraphs what it likes. A cited paragraph without labels is counted as
missing, never as right or wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping


def precision_recall(found: Collection[str], wanted: Collection[str]) -> tuple[float | None, float | None]:
    """Precision (None where nothing was found) and recall (None where nothing was wanted)."""
    got, due = set(found), set(wanted)
    hits = len(got & due)
    return (hits / len(got) if got else None, hits / len(due) if due else None)


def with_equivalents(
    found: Collection[str], wanted: Collection[str], same: Callable[[str, str], bool]
) -> tuple[float | None, float | None]:
    """Precision and recall where a paragraph equivalent to a wanted one counts as that one."""
    got, due = set(found), set(wanted)
    right = [id for id in got if id in due or any(same(id, other) for other in due)]
    met = [id for id in due if id in got or any(same(id, other) for other in got)]
    return (len(right) / len(got) if got else None, len(met) / len(due) if due else None)


def share(answers: Iterable[bool]) -> float | None:
    """The share of yes; None where nothing was asked. Validity and party cited are shares."""
    known = list(answers)
    return sum(known) / len(known) if known else None


def on_point(
    cited: Iterable[tuple[str, Collection[str]]], labels: Mapping[str, Collection[str]]
) -> tuple[float | None, int]:
    """The rate of (cited paragraph id, issues it should be about) that fit, and how many are missing.

    Missing are the pairs for which the cited paragraph has no labels, or no issue is given.
    """
    known: list[bool] = []
    missing = 0
    for id, issues in cited:
        if id not in labels or not issues:
            missing += 1
        else:
            known.append(not set(labels[id]).isdisjoint(issues))
    return share(known), missing
