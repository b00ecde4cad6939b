"""`wgad eval`: run, compare, report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from index.cli import index_options, json_option, open_index

FOLDER = click.Path(path_type=Path, file_okay=False)


def _say(line: str) -> None:
    click.echo(line, err=True)


@click.group("eval")
def eval_group() -> None:
    """Evaluate: hide the Discussion of adopted opinions, draft it again, score it."""


@eval_group.command("run")
@click.option("--set", "source", type=click.Path(path_type=Path, exists=True), metavar="DIR",
              help="Adopted opinions to redraft. Default: those of the index.")  # fmt: skip
@click.option("--model", envvar="WGAD_MODEL", metavar="NAME", help="A chat model, instead of the embedded drafter.")
@click.option("--drafter", type=click.Choice(["embedded", "nearest", "similarity"]), default="embedded",
              show_default=True, help="nearest and similarity are baselines.")  # fmt: skip
@click.option("--out", type=FOLDER, metavar="DIR", help="Folder of the run. Default: runs/ and a name.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N documents.")
@json_option
@index_options
def run_command(
    source: Path | None,
    model: str | None,
    drafter: str,
    out: Path | None,
    limit: int | None,
    as_json: bool,
    db: Path | None,
    chroma: str | None,
) -> None:
    """Draft adopted opinions again and score them."""
    from eval.run import run, settings_of

    with open_index(db, chroma) as corpus:
        settings = settings_of(corpus, drafter, model if drafter == "embedded" else None)
        made = run(corpus, settings, folder=out, source=source, limit=limit, progress=_say)
    _say(f"the run is in {made.folder}")
    if as_json:
        click.echo(json.dumps({"folder": str(made.folder), **made.summary}, ensure_ascii=False, indent=1))
    else:
        _print_summary(made.summary)
    if made.summary["failed"] or made.summary["leaked"]:
        raise SystemExit(1)


@eval_group.command("compare")
@click.argument("a", type=FOLDER)
@click.argument("b", type=FOLDER)
@json_option
def compare_command(a: Path, b: Path, as_json: bool) -> None:
    """Compare two runs: B minus A, paired by document."""
    from eval.compare import compare

    found = compare(a, b)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    click.echo(f"{len(found['common'])} documents in both, {len(found['only_one'])} left out")
    for name, entry in found["measures"].items():
        click.echo(f"{name:<20} " + (_difference(entry) if entry else "not measured"))
    click.echo(f"most different: {', '.join(found['most_different'])}")


@eval_group.command("report")
@click.argument("folder", metavar="DIR", type=FOLDER)
def report_command(folder: Path) -> None:
    """Write the page of a run: report.html in its folder."""
    from eval.report import write_report

    click.echo(str(write_report(folder)))


def _difference(entry: dict[str, Any]) -> str:
    d = entry["difference"]
    return (
        f"{entry['a']:.3f} -> {entry['b']:.3f}  {d['value']:+.3f} ({d['low']:+.3f} to {d['high']:+.3f})"
        f"{' *' if entry['certain'] else ''}  wins {len(entry['wins'])}, losses {len(entry['losses'])}"
    )


def _print_summary(summary: dict[str, Any]) -> None:
    click.echo(f"{summary['scored']} scored, {len(summary['failed'])} failed")
    for id, why in summary["failed"].items():
        click.echo(f"  {id}: {why}")
    for name, found in summary["measures"].items():
        figure = f"{found['value']:.3f} ({found['low']:.3f} to {found['high']:.3f})" if found else "not measured"
        click.echo(f"{name:<20} {figure}")
    if summary["leaked"]:
        click.echo(f"LEAK: {summary['leaked']}")
