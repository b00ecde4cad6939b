"""A run as one HTML page that works from disk: no network, no script; every text escaped."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from assistant.files import write_atomically
from eval.stored import Stored, load_run

Json = dict[str, Any]
STYLE = """body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}
td,th{padding:.25rem .5rem;border-bottom:1px solid #d8dee4;text-align:left;vertical-align:top}
.two{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}.ok{color:#116329}.bad{color:#a40e26}
.cat{color:#57606a;font-weight:600}summary{cursor:pointer;padding:.25rem 0}p{margin:.4rem 0}"""


def write_report(folder: Path) -> Path:
    """Write report.html into the folder of a run."""
    path = folder / "report.html"
    write_atomically(path, page(load_run(folder)).encode())
    return path


def page(run: Stored) -> str:
    """The page of a run."""
    name = run.settings.get("model") or run.settings["drafter"]
    title = f"Evaluation of {escape(str(name))}"
    body = [
        f"<h1>{title}</h1>",
        f"<p>{run.summary['scored']} documents scored, {len(run.summary['failed'])} failed. "
        f"Index {escape(run.settings['fingerprint'])}, settings {escape(run.settings['key'])}. "
        "Drafts are suggestions, not judgments.</p>",
        _findings(run),
        "<h2>Measures</h2>",
        _measures(run),
        "<h2>Documents</h2>",
        *(_document(id, run) for id in _best_first(run)),
    ]
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body>{''.join(body)}</body></html>\n"
    )


def _findings(run: Stored) -> str:
    lines = [f"<li>{escape(id)} failed: {escape(why)}</li>" for id, why in run.summary["failed"].items()]
    lines += [
        f"<li>{escape(id)} saw what it must not: {escape(', '.join(ids))}</li>"
        for id, ids in run.summary["leaked"].items()
    ]
    return f'<ul class="bad">{"".join(lines)}</ul>' if lines else '<p class="ok">No failure, no leak.</p>'


def _measures(run: Stored) -> str:
    rows = ["<tr><th>Measure</th><th>Mean, 95% interval</th><th></th><th>Each document</th><th>Missing</th></tr>"]
    for name, found in run.summary["measures"].items():
        if found is None:
            rows.append(f"<tr><td>{escape(name)}</td><td>not measured</td><td></td><td></td><td></td></tr>")
            continue
        values = [v for id in run.drafts if (v := run.scores[id]["measures"].get(name)) is not None]
        rows.append(
            f"<tr><td>{escape(name)}</td>"
            f"<td>{found['value']:.3f} ({found['low']:.3f} to {found['high']:.3f})</td>"
            f"<td>{_bar(found)}</td><td>{_strip(values)}</td><td>{found['missing']}</td></tr>"
        )
    return f"<table>{''.join(rows)}</table>"


def _bar(found: Json) -> str:
    value, low, high = (180 * min(max(found[k], 0.0), 1.0) for k in ("value", "low", "high"))
    return (
        '<svg width="182" height="14" role="img"><rect x="1" y="3" width="180" height="8" fill="#eaeef2"/>'
        f'<rect x="1" y="3" width="{value:.1f}" height="8" fill="#218bff"/>'
        f'<line x1="{low + 1:.1f}" x2="{high + 1:.1f}" y1="7" y2="7" stroke="#1b1f24" stroke-width="2"/>'
        "</svg>"
    )


def _strip(values: list[float]) -> str:
    top = max([1.0, *values])
    dots = "".join(
        f'<circle cx="{4 + 172 * max(v, 0.0) / top:.1f}" cy="7" r="3" fill="#8250df" fill-opacity=".45"/>'
        for v in values
    )
    axis = '<line x1="4" x2="178" y1="7" y2="7" stroke="#d8dee4"/>'
    return f'<svg width="182" height="14" role="img">{axis}{dots}</svg>'


def _best_first(run: Stored) -> list[str]:
    return sorted(run.drafts, key=lambda id: (-(run.scores[id]["measures"].get("rougeL") or 0.0), id))


def _document(id: str, run: Stored) -> str:
    draft, measures = run.drafts[id], run.scores[id]["measures"]
    figures = " · ".join(f"{escape(n)} {v:.2f}" for n, v in measures.items() if v is not None)
    drafted = "".join(_paragraph(p) for p in draft["paragraphs"])
    adopted = "".join(_paragraph(p) for p in draft["adopted"])
    return (
        f"<details><summary>{escape(id)} {escape(draft['title'] or '')}</summary><p>{figures}</p>"
        f'<div class="two"><div><h3>Adopted</h3>{adopted}</div>'
        f"<div><h3>Draft (a suggestion)</h3>{drafted}"
        f"<p>{escape(draft['disposition'])}</p></div></div></details>"
    )


def _paragraph(paragraph: Json) -> str:
    category = f'<span class="cat">{escape(paragraph["category"])}</span> ' if paragraph["category"] else ""
    cited = "".join(
        f' <span class="{"ok" if c.get("verified", True) else "bad"}">[{escape(c["raw"])}]</span>'
        for c in paragraph.get("citations", ())
    )
    return f"<p>{category}{escape(paragraph['text'])}{cited}</p>"
