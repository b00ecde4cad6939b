"""`wgad eval`: run, compare, report, gate."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.cli import index_options, json_option, open_index
from index.model import Category

if TYPE_CHECKING:
    from eval.run import Choice, Run
    from eval.settings import Settings
    from index.corpus import Corpus

FOLDER = click.Path(path_type=Path, file_okay=False)
BASELINE = Path(__file__).parent / "baseline.json"


def _say(line: str) -> None:
    click.echo(line, err=True)


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _choice_options(command: Callable[..., object]) -> Callable[..., object]:
    """Which documents (handed over as `choice`), and how many at once: the options that run and gate share."""
    options = (
        click.option("--set", "source", type=click.Path(path_type=Path, exists=True), metavar="DIR",
                     help="Adopted opinions to redraft. Default: those of the index."),
        click.option("--only", multiple=True, metavar="ID", help="Only this opinion; may be given again."),
        click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N documents."),
        click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes. Default: one a core, at most 4."),
        click.option("--out", type=FOLDER, metavar="DIR", help="Folder of the run. Default: runs/ and a name."),
        click.option("--drafter", default="embedded", show_default=True,
                     type=click.Choice(["embedded", "nearest", "similarity", "bm25"]),
                     help="All but the first are baselines, to be beaten."),
    )  # fmt: skip

    @wraps(command)
    def chosen(source: Path | None, only: tuple[str, ...], limit: int | None, **rest: object) -> object:
        from eval.run import Choice

        return command(choice=Choice(source, only, limit), **rest)

    for option in reversed(options):
        chosen = option(chosen)
    return chosen


def _run(corpus: Corpus, settings: Settings, choice: Choice, jobs: int | None, out: Path | None) -> Run:
    """A run whose progress is shown."""
    from eval.run import run, usual_jobs

    return run(corpus, settings, folder=out, choice=choice, jobs=jobs or usual_jobs(), progress=_say)


@click.group("eval")
def eval_group() -> None:
    """Evaluate: hide the Discussion of adopted opinions, draft it again, score it."""


@eval_group.command("run")
@_choice_options
@click.option("--model", envvar="WGAD_MODEL", metavar="NAME", help="A chat model, instead of the embedded drafter.")
@click.option("--weights", "weighing", metavar="NAME=NUMBER,...",
              help="Signals of the search, as in lexical=0.7,dense=0.3,cited=0,citing=0.")  # fmt: skip
@click.option("--category", "categories", type=click.Choice(list(Category)), multiple=True,
              help="Score this category alone; may be given again.")  # fmt: skip
@click.option("--judge", "judge_model", metavar="NAME", help="A chat model that marks the drafts.")
@click.option("--judge-runs", type=click.IntRange(1, 20), default=3, show_default=True, help="Marks a draft.")
@json_option
@index_options
def run_command(
    choice: Choice,
    jobs: int | None,
    out: Path | None,
    drafter: str,
    model: str | None,
    weighing: str | None,
    categories: tuple[Category, ...],
    judge_model: str | None,
    judge_runs: int,
    as_json: bool,
    db: Path | None,
    chroma: str | None,
) -> None:
    """Draft adopted opinions again and score them."""
    from eval.settings import Judging, settings_of, weights_of

    judge = Judging(judge_model, judge_runs) if judge_model else None
    weights = weights_of(weighing) if weighing else None
    with open_index(db, chroma) as corpus:
        named = model if drafter == "embedded" else None
        settings = settings_of(corpus, drafter, named, weights=weights, categories=categories, judge=judge)
        made = _run(corpus, settings, choice, jobs, out)
    _say(f"the run is in {made.folder}")
    if as_json:
        _print_json({"folder": str(made.folder), **made.summary})
    else:
        _print_summary(made.summary)
    if made.summary["failed"] or made.summary["leaked"]:
        raise SystemExit(1)


@eval_group.command("gate")
@_choice_options
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), default=BASELINE, metavar="FILE",
              help="Default: the one that ships with the project.")  # fmt: skip
@click.option("--update", is_flag=True, help="Store the figures of this run as the baseline, whatever they are.")
@json_option
@index_options
def gate_command(
    choice: Choice,
    jobs: int | None,
    out: Path | None,
    drafter: str,
    baseline: Path,
    update: bool,
    as_json: bool,
    db: Path | None,
    chroma: str | None,
) -> None:
    """Draft and score again, and fail where a headline measure fell below the baseline beyond its interval."""
    from eval.gate import baseline_of, check, read_baseline, verdicts_json, write_baseline
    from eval.settings import settings_of
    from eval.stored import load_run
    from index.files import check_file

    if update:
        check_file(baseline)
    stored = None if update else read_baseline(baseline)
    with open_index(db, chroma) as corpus:
        made = _run(corpus, settings_of(corpus, drafter), choice, jobs, out)
    found = load_run(made.folder)
    if stored is None:
        write_baseline(baseline, baseline_of(found))
        _say(f"the baseline is in {baseline}")
    verdicts = check(found, stored or read_baseline(baseline))
    if as_json:
        _print_json(verdicts_json(verdicts))
    else:
        click.echo("\n".join(v.line for v in sorted(verdicts, key=lambda v: v.fallen)))
    if any(v.fallen for v in verdicts):
        raise SystemExit(1)


@eval_group.command("compare")
@click.argument("a", type=FOLDER)
@click.argument("b", type=FOLDER)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Also a page with the drafts side by side. Default: compare.html in the folder of B.")  # fmt: skip
@json_option
def compare_command(a: Path, b: Path, out: Path | None, as_json: bool) -> None:
    """Compare two runs: B minus A, paired by document; also as a page with the drafts that differ most."""
    from eval.compare import compare, write_comparison
    from eval.stored import load_run

    runs = load_run(a), load_run(b)
    found = compare(*runs)
    _say(f"the drafts side by side: {write_comparison(found, *runs, out or b / 'compare.html')}")
    if as_json:
        _print_json(found)
        return
    click.echo(f"{len(found['common'])} documents in both, {len(found['only_one'])} left out")
    for name, entry in found["measures"].items():
        click.echo(f"{name:<22} " + (_difference(entry) if entry else "not measured"))
    for category, measures in found["by_category"].items():
        click.echo(f"category {category}: " + ", ".join(_won(name, e) for name, e in measures.items() if e))
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


def _won(name: str, entry: dict[str, Any]) -> str:
    return f"{name} {entry['difference']['value']:+.3f} ({len(entry['wins'])}:{len(entry['losses'])})"


def _print_summary(summary: dict[str, Any]) -> None:
    click.echo(f"{summary['scored']} scored, {len(summary['failed'])} failed")
    for id, why in summary["failed"].items():
        click.echo(f"  {id}: {why}")
    for name, found in summary["measures"].items():
        figure = f"{found['value']:.3f} ({found['low']:.3f} to {found['high']:.3f})" if found else "not measured"
        click.echo(f"{name:<22} {figure}")
    for name, value in summary["cost"].items():
        click.echo(f"{name:<22} {value:g} a draft")
    if summary["judge"]:
        _print_judge(summary["judge"])
    if summary["leaked"]:
        click.echo(f"LEAK: {summary['leaked']}")


def _print_judge(judged: dict[str, Any]) -> None:
    click.echo(f"judge {judged['model']}: {judged['judgments']} judgments, {judged['missing']} missing")
    for name, found in judged["criteria"].items():
        spread = "" if found["variance"] is None else f", variance of its runs {found['variance']:.2f}"
        click.echo(f"  {name:<20} " + ("missing" if found["value"] is None else f"{found['value']:.2f} of 5{spread}"))
