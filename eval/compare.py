"""Two runs over the same documents: paired differences, wins and losses, and where they differ most."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from eval import bootstrap, plots
from eval.pages import LEGEND, figures, html_page, side_by_side, table
from eval.records import Json
from eval.stored import UNDIRECTED, Stored, gain
from index.errors import BadInput
from index.files import write_atomically
from index.model import Category

Values = Mapping[str, float | None]
Reader = Callable[[Stored, str], Values]
#: How many of the documents that differ most are shown.
MOST = 3


def compare(a: Stored, b: Stored) -> Json:
    """Differences `b` minus `a` over the documents that both runs scored."""
    common = sorted(set(a.drafts) & set(b.drafts))
    if not common:
        raise BadInput(f"{a.folder} and {b.folder} have no scored document in common; run both over the same set")
    return {
        "a": str(a.folder),
        "b": str(b.folder),
        "common": common,
        "only_one": sorted((set(a.scores) | set(b.scores)) - set(common)),
        "measures": {**_measures(common, a, b, _whole), **_measures(common, a, b, _cost)},
        "by_category": {c: found for c in Category if (found := _measures(common, a, b, _within(c)))},
        "most_different": _most_different(common, a, b),
    }


def write_comparison(found: Json, a: Stored, b: Stored, path: Path) -> Path:
    """Write a comparison as a page that works from disk."""
    body = comparison_html(found, a, b) + LEGEND + "".join(_beside(id, a, b) for id in found["most_different"])
    write_atomically(path, html_page(f"{a.name} and {b.name}", body).encode())
    return path


def comparison_html(found: Json, a: Stored, b: Stored) -> str:
    """The figures of a comparison with their plots."""
    parts = [
        f"<p>A is {escape(a.name)}, B is {escape(b.name)}. {len(found['common'])} documents in both, "
        f"{len(found['only_one'])} left out. The differences are B minus A, paired by document, with 95% bootstrap "
        "intervals; of the wins, B is the better one.</p>",
        "<h2>Measures</h2>",
        _table(found["measures"]),
        *(f"<h2>Category {c}</h2>{_table(measures)}" for c, measures in found["by_category"].items()),
    ]
    return "".join(parts)


def _table(measures: Json) -> str:
    known = {name: entry for name, entry in measures.items() if entry}
    rows = []
    for name, entry in known.items():
        d = entry["difference"]
        rows.append((
            escape(name), f"{entry['a']:.3f}", f"{entry['b']:.3f}",
            f"{d['value']:+.3f} ({d['low']:+.3f} to {d['high']:+.3f}){' *' if entry['certain'] else ''}",
            plots.difference(d["value"], d["low"], d["high"], gain(name, 0, 1)),
            _named(entry["wins"]), _named(entry["losses"]),
        ))  # fmt: skip
    return table(rows, ("Measure", "A", "B", "Difference (* certain)", "", "Wins of B", "Losses of B"))


def _named(ids: Sequence[str]) -> str:
    if not ids:
        return "0"
    return f"<details><summary>{len(ids)}</summary>{escape(', '.join(ids))}</details>"


def _beside(id: str, a: Stored, b: Stored) -> str:
    title = escape(a.drafts[id]["title"] or "")
    scores = f"<p>A</p>{figures(id, a)}<p>B</p>{figures(id, b)}"
    return f"<details open><summary>{escape(id)} {title}</summary>{scores}{side_by_side(id, [a, b])}</details>"


def _whole(run: Stored, id: str) -> Values:
    measures: Values = run.scores[id]["measures"]
    return measures


def _cost(run: Stored, id: str) -> Values:
    cost: Values = run.drafts[id]["cost"]
    return cost


def _within(category: Category) -> Reader:
    def values(run: Stored, id: str) -> Values:
        found: Values = run.scores[id]["by_category"].get(category, {})
        return found

    return values


def _measures(common: Sequence[str], a: Stored, b: Stored, read: Reader) -> Json:
    rows = {id: (read(a, id), read(b, id)) for id in common}
    names = dict.fromkeys(name for one, other in rows.values() for name in one if name in other)
    return {name: _measure(name, rows) for name in names}


def _measure(name: str, rows: Mapping[str, tuple[Values, Values]]) -> Json | None:
    pairs = {
        id: (x, y)
        for id, (one, other) in rows.items()
        if (x := one.get(name)) is not None and (y := other.get(name)) is not None
    }
    found = bootstrap.paired([p[0] for p in pairs.values()], [p[1] for p in pairs.values()])
    if found is None:
        return None
    gains = {id: gain(name, one, other) for id, (one, other) in pairs.items()}
    return {
        "a": sum(p[0] for p in pairs.values()) / len(pairs),
        "b": sum(p[1] for p in pairs.values()) / len(pairs),
        "difference": asdict(found),
        "certain": found.documents > 1 and (found.low > 0 or found.high < 0),
        "wins": [id for id, better in gains.items() if better > 0],
        "losses": [id for id, better in gains.items() if better < 0],
        "ties": sum(better == 0 for better in gains.values()),
        "missing": len(rows) - len(pairs),
    }


def _most_different(common: Sequence[str], a: Stored, b: Stored) -> list[str]:
    """The documents whose scores, all measures of 0 to 1 together, differ most."""

    def distance(id: str) -> float:
        one, other = _whole(a, id), _whole(b, id)
        pairs = ((one[n], other.get(n)) for n in one if n not in UNDIRECTED | {"leaked"})
        return sum(abs(x - y) for x, y in pairs if x is not None and y is not None)

    return sorted(common, key=lambda id: (-distance(id), id))[:MOST]
