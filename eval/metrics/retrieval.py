"""How well a ranking finds the authorities that the adopted text cites.

recall@k: the share of the relevant ids among the first k. nDCG@k: discounted cumulative gain with binary gain
and the discount 1/log2(rank+1), over that of an ideal ranking (Järvelin and Kekäläinen, "Cumulated gain-based
evaluation of IR techniques", ACM TOIS 20(4), 2002). MRR: one over the rank of the first relevant id
(Voorhees, TREC-8, 1999). Wrong-document rate: the share of the first k that come from documents which hold nothing
relevant, less is better (document-level retrieval mismatch: Reuter et al., "Towards reliable retrieval in RAG systems
for large legal datasets", 2025). Rankings are fused by reciprocal rank with k = 60 (Cormack, Clarke and Büttcher,
SIGIR 2009).

Two rankings are measured, and kept apart. That of the search: each adopted paragraph that cites authority is a query,
its own citations taken out, and relevant is what it cites. That of the draft: what it cites, in order, and relevant is
all that the adopted Discussion cites.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import log2


def recall_at(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """The share of the relevant that stands among the first k; None where nothing is relevant."""
    wanted = set(relevant)
    return len(wanted & set(ranked[:k])) / len(wanted) if wanted else None


def ndcg_at(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Normalised discounted cumulative gain; an id that comes twice gains once."""
    wanted = set(relevant)
    if not wanted:
        return None
    first = list(dict.fromkeys(ranked))[:k]
    gain = sum(1 / log2(rank + 2) for rank, id in enumerate(first) if id in wanted)
    return gain / sum(1 / log2(rank + 2) for rank in range(min(k, len(wanted))))


def mrr(ranked: Sequence[str], relevant: Collection[str]) -> float | None:
    """One over the rank of the first relevant id; 0 where none is found."""
    wanted = set(relevant)
    if not wanted:
        return None
    return next((1 / (rank + 1) for rank, id in enumerate(ranked) if id in wanted), 0.0)


def wrong_document_rate(ranked: Sequence[str], documents: Collection[str], k: int) -> float | None:
    """The share of the first k paragraphs that belong to none of the `documents`; None where nothing is ranked."""
    first = list(dict.fromkeys(ranked))[:k]
    return sum(id.partition("#")[0] not in documents for id in first) / len(first) if first else None


def folded(wanted: Collection[str], groups: Iterable[Collection[str]]) -> tuple[list[str], set[str]]:
    """A ranking of groups of copies, each as one id, and the wanted ids as those of their groups.

    A group's first id stands for it. A wanted id in no group stands for itself, so that it is missed.
    """
    ranked: list[str] = []
    home: dict[str, str] = {}
    for group in groups:
        members = list(group)
        ranked.append(members[0])
        home.update((id, members[0]) for id in members if id not in home)
    return ranked, {home.get(id, id) for id in wanted}


def fuse(rankings: Iterable[Sequence[str]], constant: int = 60) -> list[str]:
    """Several rankings as one, by reciprocal rank; ties in order of the ids."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, id in enumerate(ranking):
            scores[id] = scores.get(id, 0.0) + 1 / (constant + rank + 1)
    return sorted(scores, key=lambda id: (-scores[id], id))
