"""The Evaluate tab of the page: runs of one folder, one of them or two compared, any draft beside its adopted text."""

from __future__ import annotations

from html import escape
from pathlib import Path

from eval.pages import LEGEND, figures, side_by_side
from eval.stored import Stored, load_run
from index.errors import BadInput


def run_names(runs: Path) -> list[str]:
    """The finished runs in a folder, the latest first; none where there is no such folder."""
    found = [path.parent for path in runs.glob("*/summary.json")]
    return [path.name for path in sorted(found, key=lambda path: (-path.stat().st_mtime, path.name))]


def shown(runs: Path, names: list[str]) -> tuple[str, list[str]]:
    """The figures of one run, or the comparison of two, and the documents that can be looked at."""
    from eval.compare import compare, comparison_html
    from eval.report import overview

    found = _opened(runs, names)
    if len(found) == 1:
        return _framed(overview(found[0])), list(found[0].drafts)
    a, b = found
    comparison = compare(a, b)
    different: list[str] = comparison["most_different"]
    note = f"<p>They differ most on {', '.join(different)}: these come first in the list of opinions.</p>"
    rest = [id for id in comparison["common"] if id not in different]
    return _framed(note + comparison_html(comparison, a, b)), [*different, *rest]


def document_html(runs: Path, names: list[str], id: str) -> str:
    """A document's adopted text beside its drafts in one run or two."""
    found = _opened(runs, names)
    if any(id not in run.drafts for run in found):
        raise BadInput(f"{id} was not drafted in each of these runs: choose another opinion")
    scores = "".join(f"<h3>{escape(run.name)}</h3>{figures(id, run)}" for run in found)
    return _framed(LEGEND + scores + side_by_side(id, found))


def _opened(runs: Path, names: list[str]) -> list[Stored]:
    """The runs of these names; a name that is none of the folder's runs opens nothing."""
    known = run_names(runs)
    chosen = list(dict.fromkeys(name for name in names if name))
    if not chosen:
        raise BadInput("choose a run first; `wgad eval run` makes one")
    for name in chosen:
        if name not in known:
            raise BadInput(f"there is no run {name!r} any more: open the tab again")
    return [load_run(runs / name) for name in chosen[:2]]


def _framed(body: str) -> str:
    return f'<div class="eval">{body}</div>'
