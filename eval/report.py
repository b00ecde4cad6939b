"""A run as one HTML page that works from disk: figures, plots, and every draft beside its adopted text."""

from __future__ import annotations

from html import escape
from pathlib import Path

from eval import plots
from eval.pages import LEGEND, best_first, figures, html_page, side_by_side, table
from eval.records import Json
from eval.stored import Stored, load_run
from index.files import write_atomically

#: How many of the best, and of the worst, drafts are shown first.
SHOWN = 3


def write_report(folder: Path) -> Path:
    """Write report.html into the folder of a run."""
    path = folder / "report.html"
    write_atomically(path, page(load_run(folder)).encode())
    return path


def page(run: Stored) -> str:
    """The page of a run."""
    ranked = best_first(run)
    best, worst = ranked[:SHOWN], ranked[SHOWN:][-SHOWN:][::-1]
    others = [id for id in ranked if id not in {*best, *worst}]
    body = [
        overview(run),
        "<h2>Best drafts</h2>", LEGEND, *(_document(id, run) for id in best),
        "<h2>Worst drafts</h2>", *(_document(id, run) for id in worst),
        "<h2>All others</h2>", *(_document(id, run) for id in others),
    ]  # fmt: skip
    return html_page(f"Evaluation of {run.settings['name']}", "".join(body))


def overview(run: Stored) -> str:
    """The figures of a run with their plots."""
    summary = run.summary
    parts = [
        f"<p>{summary['scored']} documents scored, {len(summary['failed'])} failed. Index "
        f"{escape(run.settings['fingerprint'])}, settings {escape(run.settings['key'])}. "
        "Drafts are suggestions, not judgments.</p>",
        _findings(summary),
        "<h2>Measures</h2>",
        _measures(run),
        "<h2>By category</h2>",
        _categories(summary["by_category"]),
        "<h2>Issues</h2>",
        _issues(summary["issues"]),
        _cost(summary),
        _judge(summary["judge"]),
    ]
    return "".join(parts)


def _findings(summary: Json) -> str:
    lines = [f"<li>{escape(id)} failed: {escape(why)}</li>" for id, why in summary["failed"].items()]
    lines += [
        f"<li>{escape(id)} saw what it must not: {escape(', '.join(ids))}</li>" for id, ids in summary["leaked"].items()
    ]
    if not lines:
        return '<p class="eval-good">No failure, no leak.</p>'
    return f'<ul class="eval-bad">{"".join(lines)}</ul>'


def _measures(run: Stored) -> str:
    rows = []
    for name, found in run.summary["measures"].items():
        if found is None:
            rows.append((escape(name), "not measured", "", "", ""))
            continue
        values = [v for id in run.drafts if (v := run.scores[id]["measures"].get(name)) is not None]
        rows.append((
            escape(name), _figure(found), plots.interval(found["value"], found["low"], found["high"]),
            plots.histogram(values) if values else "", str(found["missing"]),
        ))  # fmt: skip
    return table(rows, ("Measure", "Mean, 95% interval", "", "Documents by value", "Missing"))


def _figure(found: Json) -> str:
    return f"{found['value']:.3f} ({found['low']:.3f} to {found['high']:.3f})"


def _categories(by_category: Json) -> str:
    names = list(dict.fromkeys(name for found in by_category.values() for name in found))
    rows = []
    for name in names:
        cells = [found.get(name) for found in by_category.values()]
        shown = (f"{_figure(c)}<br>{plots.interval(c['value'], c['low'], c['high'])}" if c else "–" for c in cells)
        rows.append((escape(name), *shown))
    return table(rows, ("Measure", *(f"Category {numeral}" for numeral in by_category)))


def _issues(issues: Json) -> str:
    if not issues["confusion"]:
        return "<p>None of the documents has labels.</p>"
    error, brier = (f"{v:.3f}" if v is not None else "not known" for v in (issues["expected_error"], issues["brier"]))
    return (
        "<p>For each issue the opinions in which it was rightly found / wrongly found / overlooked, and how far the "
        f"confidence of a spotted issue can be trusted: expected calibration error {error}, Brier score {brier}.</p>"
        f'<div class="eval-plots"><div>{plots.confusion(issues["confusion"])}</div>'
        f"<div>{plots.reliability(issues['calibration'])}</div></div>"
    )


def _cost(summary: Json) -> str:
    shown = ", ".join(f"{escape(name.replace('_', ' '))} {value:g}" for name, value in summary["cost"].items())
    left_out = ", ".join(f"{escape(name)} {count}" for name, count in summary["missing"].items())
    return f"<h2>Cost of a draft</h2><p>{shown}</p><p>What could not be judged: {left_out}.</p>"


def _judge(judged: Json | None) -> str:
    if judged is None:
        return ""
    rows = [
        (escape(name), "missing" if c["value"] is None else _figure(c), "–" if c["variance"] is None else f"{c['variance']:.2f}")
        for name, c in judged["criteria"].items()
    ]  # fmt: skip
    return (
        f"<h2>Judge</h2><p>{escape(judged['model'])}, {judged['runs']} runs a draft: {judged['judgments']} judgments, "
        f"{judged['missing']} missing or invalid. Marks from 1 to 5.</p>"
        + table(rows, ("Criterion", "Mean, 95% interval", "Variance of its runs"))
    )


def _document(id: str, run: Stored) -> str:
    title = run.drafts[id]["title"] or ""
    return (
        f"<details><summary>{escape(id)} {escape(title)}</summary>{figures(id, run)}{side_by_side(id, [run])}</details>"
    )
