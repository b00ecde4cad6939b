"""The figures of a run, from the scores of its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from statistics import fmean
from typing import Any

from eval import bootstrap
from eval.metrics import calibration, decisions
from eval.records import Json
from index.model import Category

_TALLIES = ("categories", "articles", "article_numbers", "issues")


def summarise(
    scores: Mapping[str, Json], answers: Mapping[str, Json], failures: Sequence[tuple[str, str]] = ()
) -> Json:
    """The means with their intervals. A failure is counted as such and is in no mean."""
    scored = {id: entry for id, entry in scores.items() if "failure" not in entry}
    entries = list(scored.values())
    failed = {id: entry["failure"] for id, entry in scores.items() if "failure" in entry}
    missing: dict[str, int] = {}
    for entry in entries:
        for name, count in entry["missing"].items():
            missing[name] = missing.get(name, 0) + count
    return {
        "documents": sorted(scores),
        "scored": len(scored),
        "failed": {**dict(failures), **failed},
        "missing": missing,
        "leaked": {id: entry["leaked"] for id, entry in scored.items() if entry["leaked"]},
        "measures": {**_means(entries, lambda e: e["measures"]), **_micro(entries)},
        "by_category": {c: found for c in Category if (found := _means(entries, _of_category(c)))},
        "issues": _issues(entries),
        "cost": _cost([answers[id] for id in scored if id in answers]),
        "judge": _judged(entries),
    }


def _of_category(category: Category) -> Callable[[Json], Mapping[str, float | None]]:
    return lambda entry: entry["by_category"].get(category, {})


def _means(entries: Iterable[Json], values: Callable[[Json], Mapping[str, float | None]]) -> Json:
    """The mean of each measure over the documents that have it; `missing` are those where it is not known."""
    rows = [row for entry in entries if (row := values(entry))]
    found: Json = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        known = [v for row in rows if (v := row.get(name)) is not None]
        estimate = bootstrap.mean(known)
        found[name] = {**asdict(estimate), "missing": len(rows) - len(known)} if estimate else None
    return found


def _micro(entries: Sequence[Json]) -> Json:
    found: Json = {}
    for name in _TALLIES:
        tallies = [t for entry in entries if (t := entry["counts"].get(name))]
        micro = bootstrap.micro_f1([(t[0], t[1], t[2]) for t in tallies])
        found[f"{name}_micro_f1"] = {**asdict(micro), "missing": len(entries) - len(tallies)} if micro else None
    return found


def _issues(entries: Iterable[Json]) -> Json:
    """Per issue what was found, wrongly found and overlooked; and how far the confidences can be trusted."""
    labelled = [e["issues"] for e in entries if e["issues"]["wanted"] is not None]
    judged = [(c, i in e["wanted"]) for e in labelled for i, c in e["spotted"].items()]
    return {
        "confusion": decisions.confusion((e["found"], e["wanted"]) for e in labelled),
        "calibration": [asdict(b) for b in calibration.reliability(judged)],
        "expected_error": calibration.expected_error(judged),
        "brier": calibration.brier(judged),
    }


def _cost(answers: Sequence[Json]) -> dict[str, float]:
    """Seconds and tokens of a draft, on average. Seconds differ from machine to machine."""
    names = dict.fromkeys(name for answer in answers for name in answer["cost"])
    return {name: round(fmean(answer["cost"][name] for answer in answers), 2) for name in names}


def _judged(entries: Sequence[Json]) -> Json | None:
    """What the judge said: the mean over documents, how much its own runs vary, and what is missing."""
    judged = [entry["judge"] for entry in entries if "judge" in entry]
    if not judged:
        return None
    criteria: dict[str, Any] = {}
    for name in judged[0]["criteria"]:
        means = [v for j in judged if (v := j["criteria"][name]["mean"]) is not None]
        spread = [v for j in judged if (v := j["criteria"][name]["variance"]) is not None]
        estimate = bootstrap.mean(means)
        criteria[name] = {
            **(asdict(estimate) if estimate else {"value": None}),
            "variance": fmean(spread) if spread else None,
        }
    return {
        "model": judged[0]["model"],
        "runs": judged[0]["runs"],
        "judgments": sum(j["given"] for j in judged),
        "missing": sum(j["missing"] for j in judged),
        "criteria": criteria,
    }
