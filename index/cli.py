"""`wgad parse` and `wgad index`, and what other commands that use an index share with them."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from index.errors import BadInput, WgadError
from index.files import shown
from index.model import Document, Passage

if TYPE_CHECKING:
    from index.adding import AddReport
    from index.corpus import Corpus

F = TypeVar("F", bound=Callable[..., Any])

WIDTH = 100


def index_options(command: F) -> F:
    """`--db` and `--chroma`, as every command that uses an index has them."""
    chroma = click.option("--chroma", envvar="WGAD_CHROMA", metavar="URL", help="Use a Chroma server.")
    db = click.option(
        "--db", envvar="WGAD_DB", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
        help="Folder of the index. Default: a folder of your own.",
    )  # fmt: skip
    return db(chroma(command))


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")


def open_index(db: Path | None, chroma: str | None, *, create: bool = False, any_model: bool = False) -> Corpus:
    """The index that the options name."""
    from index.corpus import Corpus

    return Corpus.open(db, chroma_url=chroma or None, create=create, any_model=any_model)


def say(line: str) -> None:
    """A line for the user, on standard error."""
    click.echo(line, err=True)


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


# parse


@click.command("parse")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def parse_command(files: tuple[Path, ...], as_json: bool) -> None:
    """Show the structure found in documents: paragraphs, parts, headings, footnotes and citations.

    Exit status 1 says that some files could not be read, 2 that none could.
    """
    from index.parsing import document_to_json, parse_file

    read: list[Document] = []
    for file in files:
        try:
            read.append(parse_file(file))
        except WgadError as error:
            say(f"wgad: {shown(str(error))}")
    if as_json:
        print_json([document_to_json(document) for document in read])
    elif read:
        click.echo("\n\n".join(structure(document) for document in read))
    raise SystemExit(0 if len(read) == len(files) else 1 if read else 2)


def structure(document: Document) -> str:
    """A document as its structure, for a reader."""
    facts = [
        document.kind.value,
        document.symbol,
        document.state,
        document.adopted and f"adopted {document.adopted}",
    ]
    lines = [document.title or document.file, "  " + ", ".join(str(fact) for fact in facts if fact)]
    headings: tuple[str, ...] | None = None
    for paragraph in document.paragraphs:
        if paragraph.headings != headings:
            headings = paragraph.headings
            lines += [
                "",
                f"  {' > '.join(headings) or '(before the first heading)'}  [{paragraph.part.value}]",
            ]
        notes = f"  ({len(paragraph.footnotes)} footnotes)" if paragraph.footnotes else ""
        lines.append(f"  {paragraph.number:>4}. {textwrap.shorten(paragraph.text, 76, placeholder=' …')}{notes}")
    resolved = sum(not c.target.startswith("other:") for c in document.citations)
    lines += [
        "",
        f"  {len(document.paragraphs)} paragraphs, {len(document.citations)} citations, {resolved} resolved",
    ]
    return "\n".join([*lines, *(f"  warning: {warning}" for warning in document.warnings)])


# index


@click.group("index")
def index_group() -> None:
    """Add, list, show, remove and verify the documents of the index."""


@index_group.command("add")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@index_options
def add_command(paths: tuple[Path, ...], as_json: bool, db: Path | None, chroma: str | None) -> None:
    """Add files or folders of adopted opinions and deliberations; unchanged files cost nothing.

    Exit status 1 says that some files could not be added, 2 that none could.
    """
    with open_index(db, chroma, create=True) as corpus:
        report = corpus.add(paths, say)
    if as_json:
        print_json(_report_json(report))
    else:
        _report_lines(report)
    done = len(report.added) + len(report.replaced) + len(report.unchanged)
    raise SystemExit(0 if not report.failed else 1 if done else 2)


def _report_json(report: AddReport) -> dict[str, Any]:
    return {
        "added": list(report.added),
        "unchanged": list(report.unchanged),
        "replaced": list(report.replaced),
        "failed": [{"file": file, "reason": reason} for file, reason in report.failed],
        "paragraphs": report.paragraphs,
        "seconds": report.seconds,
    }


def _report_lines(report: AddReport) -> None:
    click.echo(
        f"{len(report.added)} added, {len(report.replaced)} replaced, {len(report.unchanged)} unchanged, "
        f"{len(report.failed)} failed: {report.paragraphs} paragraphs in {report.seconds:.1f} s"
    )
    for file, reason in report.failed:
        say(f"wgad: {file}: {reason}")


@index_group.command("download")
@click.argument("symbols", metavar="SYMBOL...", nargs=-1, required=True)
@click.option("--to", "folder", metavar="DIR", required=True, type=click.Path(path_type=Path, file_okay=False),
              help="Folder to keep the files in.")  # fmt: skip
@click.option("--format", "kind", type=click.Choice(["pdf", "doc"]), default="pdf", show_default=True)
@click.option(
    "--pause", type=click.FloatRange(0), default=2.0, show_default=True, help="Seconds between two documents."
)
@json_option
def download_command(
    symbols: tuple[str, ...], folder: Path, kind: Literal["pdf", "doc"], pause: float, as_json: bool
) -> None:
    """Download official documents by symbol, as A/HRC/WGAD/2022/1, from the United Nations' document system.

    Only what is named is asked for, one at a time. What is in the folder already is not asked for again.
    Exit status 1 says that some could not be had, 2 that none could.
    """
    from index.download import download

    done = download(symbols, folder, kind=kind, pause=pause, say=say)
    if as_json:
        print_json({
            "new": [{"symbol": s, "file": str(p)} for s, p in done.new],
            "there": [{"symbol": s, "file": str(p)} for s, p in done.there],
            "failed": [{"symbol": s, "reason": r} for s, r in done.failed],
        })  # fmt: skip
    else:
        click.echo(f"{len(done.new)} downloaded, {len(done.there)} there already, {len(done.failed)} failed")
    raise SystemExit(0 if not done.failed else 1 if done.new or done.there else 2)


@index_group.command("list")
@json_option
@index_options
def list_command(as_json: bool, db: Path | None, chroma: str | None) -> None:
    """List the documents, in order of adoption."""
    with open_index(db, chroma) as corpus:
        entries = corpus.documents()
        fingerprint = corpus.fingerprint
    if as_json:
        print_json(
            [
                {
                    "id": e.id,
                    "kind": e.kind.value,
                    "title": e.title,
                    "state": e.state,
                    "state_party": e.state_party,
                    "adopted": _iso(e.adopted),
                    "paragraphs": e.paragraphs,
                    "file": e.file,
                }
                for e in entries
            ]
        )
        return
    for e in entries:
        click.echo(f"{e.id:12} {_iso(e.adopted) or '':10} {e.paragraphs:4} paragraphs  {e.title or e.file}")
    click.echo(f"{len(entries)} documents, {sum(e.paragraphs for e in entries)} paragraphs, index {fingerprint}")


@index_group.command("show")
@click.argument("id", metavar="ID")
@json_option
@index_options
def show_command(id: str, as_json: bool, db: Path | None, chroma: str | None) -> None:
    """Show a document (301/2014), or a paragraph (301/2014#40) with what it cites and who cites it.

    The paragraphs named can be shown in turn: so one walks from a good paragraph to those that it rests on.
    """
    from index.retrieval import links_of

    with open_index(db, chroma) as corpus:
        passage = corpus.passage(id) if "#" in id else None
        document = None if "#" in id else corpus.document(id)
        cites, cited_by = links_of(corpus, id) if passage else ((), ())
    if passage:
        _print_paragraph(passage, cites, cited_by, as_json)
    elif document:
        _print_document(document, as_json)
    else:
        raise BadInput(f"{id!r} is not in the index; `wgad index list` shows what is")


def _print_paragraph(passage: Passage, cites: Sequence[Passage], cited_by: Sequence[Passage], as_json: bool) -> None:
    if as_json:
        from index.passages import passages_json

        links = {"cites": [p.id for p in cites], "cited_in": [p.id for p in cited_by]}
        print_json({**passages_json([passage])[0], "cited_by": len(cited_by), **links})
        return
    print_passages([passage], as_json=False)
    for title, linked in (("cites", cites), ("cited in", cited_by)):
        if linked:
            click.echo(f"  {title}")
        for p in linked:
            click.echo(f"    {p.id:14} {textwrap.shorten(p.text, WIDTH - 20, placeholder=' …')}")


def _print_document(document: Document, as_json: bool) -> None:
    if not as_json:
        click.echo(structure(document))
        return
    from index.parsing import document_to_json

    print_json({"id": document.id, **document_to_json(document)})


@index_group.command("remove")
@click.argument("id", metavar="ID")
@index_options
def remove_command(id: str, db: Path | None, chroma: str | None) -> None:
    """Take a document out of the index; its file stays."""
    with open_index(db, chroma) as corpus:
        if not corpus.remove(id):
            raise BadInput(f"{id!r} is not in the index; `wgad index list` shows what is")
    say(f"{id} removed")


@index_group.command("verify")
@json_option
@index_options
def verify_command(as_json: bool, db: Path | None, chroma: str | None) -> None:
    """Check that the index is whole and mend what can be mended.

    Exit status 1 says that something was found.
    """
    with open_index(db, chroma) as corpus:
        findings = corpus.verify()
        documents = len(corpus.documents())
    if as_json:
        print_json({"documents": documents, "findings": findings})
    else:
        click.echo("\n".join(findings) if findings else f"{documents} documents: the index is whole")
    raise SystemExit(1 if findings else 0)


@index_group.command("rebuild")
@index_options
def rebuild_command(db: Path | None, chroma: str | None) -> None:
    """Build the vectors and the vector store again, as for another embedding model."""
    with open_index(db, chroma, any_model=True) as corpus:
        records = corpus.rebuild(say)
    click.echo(f"{records} records")


# For a reader


def print_passages(passages: Sequence[Passage], as_json: bool) -> None:
    """Passages for a reader, or as JSON."""
    from index.passages import passages_json

    if as_json:
        print_json(passages_json(passages))
        return
    if not passages:
        say("nothing found; fewer filters, or other words, may find more")
    for p in passages:
        note = f"  also in {', '.join(p.also_in)}" if p.also_in else ""
        cited = f"  cited {p.cited_by} times" if p.cited_by > 1 else ""
        heading = f"  {' > '.join(p.headings)}" if p.headings else ""
        click.echo(f"{p.id}  {p.citation}{heading}{cited}{note}")
        click.echo(textwrap.indent(textwrap.fill(p.text, WIDTH), "    ") + "\n")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
