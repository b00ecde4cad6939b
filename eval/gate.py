"""The gate: a run held against a stored baseline. It is shut where a headline measure falls beyond its interval.

Two things are a fall. The mean leaves the interval of the baseline's mean; or, the documents being the same, it falls
by more than chance explains from document to document: the interval of the paired differences lies on the wrong side of
zero and the difference is more than a trifle. The first tells of a collapse, the second of a loss that the wide
interval of a few documents would hide.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from eval import bootstrap
from eval.records import Json
from eval.stored import LOWER, Stored, write_json
from index.errors import BadInput

#: What a change must not make worse, out of all that is measured.
HEADLINE = (
    "search_recall@10", "search_ndcg@10", "document_precision", "document_recall", "equivalent_recall", "validity",
    "party_cited", "on_point", "on_issue", "citation_recall", "citation_precision", "categories_f1", "articles_f1",
    "issues_f1", "outcome", "rouge2", "rougeL", "similarity", "foreign",
)  # fmt: skip
#: A smaller difference of means is not worth a shut gate.
TRIFLE = 0.01
#: Figures are stored with four decimals.
ROUNDING = 0.00005


class Headline(BaseModel):
    """A measure of the baseline: its mean with the interval, and the value of each document."""

    model_config = ConfigDict(extra="forbid")

    value: float
    low: float
    high: float
    values: dict[str, float]


class Baseline(BaseModel):
    """What a gate compares with."""

    model_config = ConfigDict(extra="forbid")

    drafter: str
    fingerprint: str
    documents: list[str]
    measures: dict[str, Headline]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line of the gate: a measure, and whether it has fallen."""

    measure: str
    fallen: bool
    line: str


def baseline_of(run: Stored) -> Baseline:
    """The baseline that a run makes; a run with a failure or a leak makes none."""
    if run.summary["failed"] or run.summary["leaked"]:
        raise BadInput(f"{run.folder} has failures or leaks: mend them first, it cannot be a baseline")
    measures = {}
    for name in HEADLINE:
        values = _values(run, name)
        found = bootstrap.mean(list(values.values()))
        if found:
            figures = {key: round(v, 4) for key, v in asdict(found).items() if key != "documents"}
            measures[name] = Headline(values=values, **figures)
    return Baseline(
        drafter=run.settings["name"], fingerprint=run.settings["fingerprint"], documents=run.summary["documents"],
        measures=measures,
    )  # fmt: skip


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Store a baseline."""
    write_json(path, baseline.model_dump())


def read_baseline(path: Path) -> Baseline:
    """A stored baseline."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise BadInput(f"{path} is no baseline that can be read; make it with `wgad eval gate --update`") from error


def check(run: Stored, baseline: Baseline) -> list[Verdict]:
    """A verdict for each measure of the baseline, and one for what failed or leaked."""
    if run.settings["fingerprint"] != baseline.fingerprint or run.summary["documents"] != baseline.documents:
        raise BadInput(
            "the baseline was made on another index or on other documents: run it on those, "
            "or make it anew with `wgad eval gate --update`"
        )
    found = [_verdict(name, stored, _values(run, name)) for name, stored in baseline.measures.items()]
    for what in ("failed", "leaked"):
        ids = ", ".join(sorted(run.summary[what]))
        found.append(Verdict(what, bool(ids), f"{what}: {ids or 'nothing'}"))
    return found


def _values(run: Stored, name: str) -> dict[str, float]:
    """A measure of each document that has it."""
    known: dict[str, Any] = {id: run.scores[id]["measures"].get(name) for id in sorted(run.drafts)}
    return {id: float(value) for id, value in known.items() if value is not None}


def _verdict(name: str, stored: Headline, values: dict[str, float]) -> Verdict:
    now = bootstrap.mean(list(values.values()))
    if now is None:
        return Verdict(name, True, f"{name} fell: {stored.value:.3f} -> not measured any more")
    sign = -1 if name in LOWER else 1
    edge = stored.low if sign > 0 else stored.high
    common = sorted(set(values) & set(stored.values))
    paired = bootstrap.paired([sign * stored.values[id] for id in common], [sign * values[id] for id in common])
    beyond = sign * (now.value - edge) < -ROUNDING
    steady = paired is not None and paired.high < 0 and paired.value < -TRIFLE
    change = f"{stored.value:.3f} -> {now.value:.3f}"
    if beyond:
        line = f"{name} fell: {change}, beyond the baseline's interval ({stored.low:.3f} to {stored.high:.3f})"
    elif steady and paired:
        span = sorted((sign * paired.low, sign * paired.high))
        line = f"{name} fell: {change}, paired difference {span[0]:+.3f} to {span[1]:+.3f}"
    else:
        line = f"{name} holds: {change}"
    return Verdict(name, beyond or steady, line)


def verdicts_json(verdicts: list[Verdict]) -> Json:
    """The verdicts as JSON."""
    return {"passed": not any(v.fallen for v in verdicts), "measures": [asdict(v) for v in verdicts]}
