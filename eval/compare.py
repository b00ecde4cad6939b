"""Two runs over the same documents: paired differences, wins and losses, and where they differ most."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval import bootstrap
from eval.run import file_name
from index.errors import BadInput

Json = dict[str, Any]
#: Measures of which less is better; a ratio of lengths is neither better nor worse.
LOWER = frozenset({"party_cited", "leaked"})
UNDIRECTED = frozenset({"length_ratio"})


@dataclass(frozen=True, slots=True)
class Stored:
    """A run as read from its folder."""

    folder: Path
    settings: Json
    summary: Json
    scores: dict[str, Json]
    drafts: dict[str, Json]


def load_run(folder: Path) -> Stored:
    """Read a run; only the documents that its summary names."""
    settings, summary = _json(folder / "settings.json"), _json(folder / "summary.json")
    scores = {id: _json(folder / "scores" / file_name(id)) for id in summary["documents"]}
    done = [id for id, entry in scores.items() if "failure" not in entry]
    drafts = {id: _json(folder / "drafts" / file_name(id)) for id in done}
    return Stored(folder, settings, summary, scores, drafts)


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
    sign = 0 if name in UNDIRECTED else -1 if name in LOWER else 1
    gains = {id: sign * (other - one) for id, (one, other) in pairs.items()}
    return {
        "a": sum(p[0] for p in pairs.values()) / len(pairs),
        "b": sum(p[1] for p in pairs.values()) / len(pairs),
        "difference": asdict(found),
        "certain": found.low > 0 or found.high < 0,
        "wins": [id for id, gain in gains.items() if gain > 0],
        "losses": [id for id, gain in gains.items() if gain < 0],
        "ties": sum(gain == 0 for gain in gains.values()),
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


def _json(path: Path) -> Json:
    try:
        value: Json = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} is missing or damaged; make the run again with `wgad eval run --out`") from error
    return value
