"""Two runs over the same documents: paired differences, wins and losses, and where they differ most."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from eval import bootstrap
from eval.records import Json
from eval.stored import UNDIRECTED, Stored, gain, load_run
from index.errors import BadInput


def compare(one: Path, other: Path) -> Json:
    """Differences `other` minus `one` over the documents that both runs scored."""
    a, b = load_run(one), load_run(other)
    common = sorted(set(a.drafts) & set(b.drafts))
    if not common:
        raise BadInput(f"{one} and {other} have no scored document in common; run both over the same set")
    names = [name for name in a.scores[common[0]]["measures"] if name in b.scores[common[0]]["measures"]]
    return {
        "a": str(one),
        "b": str(other),
        "common": common,
        "only_one": sorted((set(a.scores) | set(b.scores)) - set(common)),
        "measures": {name: _measure(name, common, a, b) for name in names},
        "most_different": _most_different(common, a, b),
    }


def _measure(name: str, common: list[str], a: Stored, b: Stored) -> Json | None:
    pairs = {
        id: (one, other)
        for id in common
        if (one := a.scores[id]["measures"].get(name)) is not None
        and (other := b.scores[id]["measures"].get(name)) is not None
    }
    found = bootstrap.paired([p[0] for p in pairs.values()], [p[1] for p in pairs.values()])
    if found is None:
        return None
    gains = {id: gain(name, one, other) for id, (one, other) in pairs.items()}
    return {
        "a": sum(p[0] for p in pairs.values()) / len(pairs),
        "b": sum(p[1] for p in pairs.values()) / len(pairs),
        "difference": asdict(found),
        "certain": found.low > 0 or found.high < 0,
        "wins": [id for id, better in gains.items() if better > 0],
        "losses": [id for id, better in gains.items() if better < 0],
        "ties": sum(better == 0 for better in gains.values()),
        "missing": len(common) - len(pairs),
    }


def _most_different(common: list[str], a: Stored, b: Stored, wanted: int = 3) -> list[str]:
    """The documents whose scores, all measures of 0 to 1 together, differ most."""

    def distance(id: str) -> float:
        one, other = a.scores[id]["measures"], b.scores[id]["measures"]
        shared = [
            n for n in one if n not in UNDIRECTED | {"leaked"} and one[n] is not None and other.get(n) is not None
        ]
        return float(sum(abs(one[n] - other[n]) for n in shared))

    return sorted(common, key=lambda id: (-distance(id), id))[:wanted]
