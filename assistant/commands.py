"""`wgad draft` and `wgad check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from assistant.submissions.corrections import PARTY, REPLIED, Corrections
from index.cli import index_options, open_index
from index.errors import BadInput
from index.files import check_file, write_atomically
from index.model import Category

if TYPE_CHECKING:
    from assistant.composing.plan import Plan
    from assistant.model import Case, Draft
    from assistant.review import Review

DRAFT_SUFFIXES = (".docx", ".md", ".json")
REVIEW_SUFFIXES = (".csv", ".html")


Command = TypeVar("Command", bound=Callable[..., Any])

_CORRECTIONS = (
    ("title", False, None, "Title of the draft."),
    ("state", False, None, "The State; whether it is a party to the Covenant then follows, unless --party says."),
    ("party", False, tuple(PARTY), "Whether the State is a party to the Covenant."),
    ("replied", False, REPLIED, "Whether the Government replied within the time limit."),
    ("person", True, None, "A person concerned; repeat for several."),
    ("pleaded", True, tuple(c.value for c in Category), "A category that the source pleads; repeat for several."),
    ("date", True, None, "A date, as 'arrest: 14 May 2020'; repeatable."),
    ("charge", True, None, "A charge; repeatable."),
    ("provision", True, None, "A provision of domestic law, as 'article 318 of the Criminal Code'; repeatable."),
)


def case_options(command: Command) -> Command:
    """The options that put right what was found in a case file: each replaces all that was found of its kind."""
    for name, repeated, choices, text in reversed(_CORRECTIONS):
        kind = click.Choice(choices) if choices else str
        command = click.option(f"--{name}", f"new_{name}", type=kind, multiple=repeated, help=f"Correct the case: {text}")(command)  # fmt: skip
    return command


def _corrections(given: dict[str, Any]) -> Corrections:
    """The options as corrections; an option that was not given leaves what was found."""
    many = {name: given[f"new_{name}"] or None for name in ("person", "pleaded", "date", "charge", "provision")}
    return Corrections(
        title=given["new_title"], state=given["new_state"], party=given["new_party"], replied=given["new_replied"],
        persons=many["person"], dates=many["date"], charges=many["charge"], provisions=many["provision"],
        pleaded=[Category(c) for c in many["pleaded"]] if many["pleaded"] else None,
    )  # fmt: skip


@click.command("draft")
@click.argument("case_file", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--category", "categories", multiple=True, type=click.Choice([c.value for c in Category]),
              help="Draft this category only; repeat for several. Default: those pleaded and those the facts raise.")  # fmt: skip
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), help="Cite nothing adopted on or after this date.")
@click.option("--exclude", multiple=True, metavar="ID", help="Leave out a document, as 301/2014; repeatable.")
@click.option("--model", metavar="NAME", help="Write with a chat model: openai:NAME, ollama:NAME, or the URL of an "
              "OpenAI-compatible server. Without it the embedded drafter writes and nothing leaves this machine.")  # fmt: skip
@click.option("--refine", "requests", multiple=True, metavar="REQUEST",
              help="Change the draft as asked, e.g. 'shorten para. 45' or 'use para. 40 of No. 301/2014 instead in "
              "para. 67'; repeatable, done in order.")  # fmt: skip
@click.option("--first-number", type=click.IntRange(1), help="Number of the first drafted paragraph.")
@click.option(
    "--show-case", is_flag=True, help="Show what was found in the case file, corrected as asked, and draft nothing."
)
@case_options
@click.option("--out", type=click.Path(path_type=Path), help="Write the draft to a .docx, .md or .json file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
@index_options
def draft_command(
    case_file: Path,
    categories: tuple[str, ...],
    before: datetime | None,
    exclude: tuple[str, ...],
    model: str | None,
    requests: tuple[str, ...],
    first_number: int | None,
    show_case: bool,
    out: Path | None,
    as_json: bool,
    db: Path | None,
    chroma: str | None,
    **corrections: Any,  # noqa: ANN401 - of case_options
) -> None:
    """Draft the category analyses of CASE, a file with the submissions of the parties (text, Word or PDF).

    Exit status 1 says that the draft has sentences that a check found unsupported, that a chat model failed and the
    embedded drafter wrote instead, or that a request was refused.
    """
    from assistant.case import read_case
    from assistant.drafting import draft
    from assistant.export.text import to_json, to_terminal
    from index.search_cli import excluded

    _check_out(out, DRAFT_SUFFIXES)
    until: date | None = before.date() if before else None
    case = _corrections(corrections).of(replace(read_case(case_file), before=until))
    if show_case:
        click.echo(_shown(case, as_json=as_json))
        return
    plans: list[Plan] = []
    with open_index(db, chroma) as corpus:
        without = excluded(corpus, exclude)
        drafted = draft(
            case,
            corpus,
            categories=[Category(c) for c in categories] or None,
            before=until,
            exclude=without,
            model=model,
            first_number=first_number,
            progress=_say,
            planned=plans.append,
        )
        drafted, all_done = _refined(drafted, plans[0], requests, model)
    if out:
        write_draft(drafted, out)
        _say(f"wrote {out}")
    click.echo(json.dumps(to_json(drafted), ensure_ascii=False, indent=1) if as_json else to_terminal(drafted))
    raise SystemExit(1 if _unsupported(drafted) or drafted.failures or not all_done else 0)


def _shown(case: Case, *, as_json: bool) -> str:
    from assistant.export.case_view import case_json, case_text, spotted_in, spotted_json

    spotted = spotted_in(case)
    if as_json:
        whole = {"case": case_json(case), "spotted": spotted_json(spotted)}
        return json.dumps(whole, ensure_ascii=False, indent=1)
    return case_text(case, spotted)


def _say(line: str) -> None:
    click.echo(line, err=True)


def _refined(drafted: Draft, plan: Plan, requests: tuple[str, ...], model: str | None) -> tuple[Draft, bool]:
    """The draft after the requests in their order, and whether each was done."""
    from assistant.changes.history import History
    from assistant.refining import converse

    history, all_done = History.of(drafted), True
    for request in requests:
        turn = converse(history, request, plan, model)
        _say(f"{request}: {turn.said}")
        history, all_done = turn.history, all_done and turn.done
    return history.draft, all_done


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--date", "dated", type=click.DateTime(["%Y-%m-%d"]),
              help="Date of a draft that has none: what was adopted on or after it is reported as later.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="Write the review to a .csv or .html file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
@index_options
def check_command(
    file: Path, dated: datetime | None, out: Path | None, as_json: bool, db: Path | None, chroma: str | None
) -> None:
    """Check every citation of the draft FILE: does it exist, does it say that, was it adopted earlier?

    Exit status 1 says that there are findings.
    """
    from assistant.review import review
    from index.parsing import parse_paragraphs

    _check_out(out, REVIEW_SUFFIXES)
    document = parse_paragraphs(file)
    for warning in document.warnings:
        _say(f"{file.name}: {warning}")
    with open_index(db, chroma) as corpus:
        reviewed = review(document, corpus, dated.date() if dated else None)
    if out:
        write_atomically(out, (reviewed.to_csv() if out.suffix.lower() == ".csv" else reviewed.to_html()).encode())
    click.echo(json.dumps(reviewed.to_json(), ensure_ascii=False, indent=1) if as_json else _review_lines(reviewed))
    raise SystemExit(1 if reviewed.findings else 0)


def _check_out(out: Path | None, suffixes: tuple[str, ...]) -> None:
    """Refuse a file that cannot be written before the work begins, not after its minutes."""
    if out is None:
        return
    if out.suffix.lower() not in suffixes:
        raise BadInput(f"cannot write {out.name!r}: the name must end in {' or '.join(suffixes)}")
    check_file(out)


def write_draft(drafted: Draft, out: Path) -> None:
    """Write a draft in the format that the file's name ends in: one of DRAFT_SUFFIXES."""
    from assistant.export.text import to_json, to_markdown
    from assistant.export.word import write_word

    suffix = out.suffix.lower()
    if suffix == ".docx":
        write_word(drafted, out)
    elif suffix == ".md":
        write_atomically(out, to_markdown(drafted).encode())
    else:
        write_atomically(out, json.dumps(to_json(drafted), ensure_ascii=False, indent=1).encode())


def _unsupported(drafted: Draft) -> bool:
    paragraphs = [
        *drafted.preliminary,
        *(p for a in drafted.analyses for p in a.paragraphs),
        *drafted.concluding,
    ]
    return any(s.unsupported for p in paragraphs for s in p.sentences)


def _review_lines(reviewed: Review) -> str:
    lines: list[str] = []
    for checked in reviewed.citations:
        c = checked.citation
        note = f", footnote {c.footnote}" if c.footnote else ""
        lines.append(f"{checked.status:18} para. {c.paragraph}{note}: {c.raw}")
        if checked.is_finding or checked.suggestion:
            lines.append(f"{'':18} {checked.reason}")
        if checked.suggestion:
            lines.append(f"{'':18} suggestion: {checked.suggestion}")
    counts = ", ".join(f"{count} {status}" for status, count in sorted(reviewed.summary.items()))
    return "\n".join([*lines, "", f"{sum(reviewed.summary.values())} citations: {counts or 'none'}"])
