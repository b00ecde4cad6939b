"""`wgad search`: one query, or a file of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.cli import index_options, json_option, open_index, print_passages
from index.errors import BadInput
from index.model import AUTHORITY_PARTS, VOICE_OF_PART, Category, Filters, Kind, Part, Voice

if TYPE_CHECKING:
    from index.corpus import Corpus


@click.command("search")
@click.argument("query", required=False)
@click.option("-k", type=click.IntRange(1), default=10, show_default=True, help="How many passages.")
@click.option("--category", type=click.Choice([c.value for c in Category]), help="Examined under this category only.")
@click.option("--part", "parts", multiple=True, type=click.Choice([p.value for p in Part]),
              help="In this part; repeatable. Default: the Working Group's own reasoning.")  # fmt: skip
@click.option("--state", help="In opinions that concern this State.")
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), help="Adopted before this date.")
@click.option("--exclude", multiple=True, metavar="ID", help="Leave out a document; repeatable.")
@click.option("--voice", "voices", multiple=True, type=click.Choice([v.value for v in Voice]),
              help="What one of the parties, or the Working Group, says; repeatable.")  # fmt: skip
@click.option("--kind", type=click.Choice(["opinion", "deliberation"]), help="In documents of this kind only.")
@click.option("--party", type=click.Choice(["yes", "no"]),
              help="In opinions on States that are, or are not, party to the Covenant.")  # fmt: skip
@click.option("--declaration-first", is_flag=True,
              help="For a State that has not joined the Covenant: what rests on the Covenant comes last.")  # fmt: skip
@click.option("--batch", type=click.Path(path_type=Path), metavar="FILE", help="Queries as JSON, one a line.")
@json_option
@index_options
def search_command(
    query: str | None,
    k: int,
    category: str | None,
    parts: tuple[str, ...],
    voices: tuple[str, ...],
    kind: str | None,
    party: str | None,
    declaration_first: bool,
    state: str | None,
    before: datetime | None,
    exclude: tuple[str, ...],
    batch: Path | None,
    as_json: bool,
    db: Path | None,
    chroma: str | None,
) -> None:
    """Find the paragraphs that settle a point. With --batch, one line of JSON for each line of FILE."""
    from index.passages import passages_json
    from index.retrieval import search, search_many

    if (query is None) == (batch is None):
        raise click.UsageError("name a QUERY, or a file of queries with --batch FILE")
    if batch is not None:
        asked = read_batch(batch, k)
        with open_index(db, chroma) as corpus:
            within = [(text, many, replace(f, exclude=excluded(corpus, f.exclude))) for text, many, f in asked]
            for found in search_many(corpus, within):
                click.echo(json.dumps(passages_json(found), ensure_ascii=False))
        return
    filters = Filters(
        parts=_parts(parts, voices),
        category=Category(category) if category else None,
        state=state,
        before=before.date() if before else None,
        party=_yes(party),
        kind=Kind(kind) if kind else None,
        declaration_first=declaration_first,
    )
    if not (query or "").strip():
        raise BadInput("the query is empty; say what you look for in a few words")
    with open_index(db, chroma) as corpus:
        filters = replace(filters, exclude=excluded(corpus, exclude))
        print_passages(search(corpus, query or "", k, filters), as_json)


def excluded(corpus: Corpus, named: Iterable[str]) -> frozenset[str]:
    """The ids of the documents to leave out, however they are named: an unknown one would be left in without a word."""
    ids = {name: _id_of(name) for name in named}
    known = {head.id for head in corpus.snapshot().heads} if ids else set()
    unknown = sorted(name for name, id in ids.items() if id not in known)
    if unknown:
        raise BadInput(f"cannot leave out {unknown[0]!r}: the index has no such document; `wgad index list` names them")
    return frozenset(ids.values())


def _id_of(name: str) -> str:
    """The id in a name as it is written: "301/2014" of "Opinion No. 301/2014"."""
    plain = "".join(name.split()).casefold()
    return re.sub(r"\A(?:opinion)?(?:no\.?)?(?=\d)", "", re.sub(r"\Adeliberation(?:no\.?)?(?=\d)", "del-", plain))


def read_batch(file: Path, k: int) -> list[tuple[str, int, Filters]]:
    """The queries of a batch file."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot read {file}: {error}; give a UTF-8 file of JSON lines") from error
    return [_batch_line(line, place, k) for place, line in enumerate(lines, 1) if line.strip()]


def _batch_line(line: str, place: int, k: int) -> tuple[str, int, Filters]:
    try:
        data = json.loads(line)
        before = data.get("before")
        filters = Filters(
            parts=_parts(_listed(data.get("part")), _listed(data.get("voice"))),
            category=Category(data["category"]) if data.get("category") else None,
            state=data.get("state") or None,
            before=date.fromisoformat(before) if before else None,
            exclude=frozenset(_listed(data.get("exclude"))),
            party=_yes(data.get("party")),
            kind=Kind(data["kind"]) if data.get("kind") else None,
            declaration_first=bool(data.get("declaration_first")),
        )
        query, many = data["query"], int(data.get("k") or k)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise BadInput(
            f'line {place} of the batch is not a query ({error}); it needs at least {{"query": …}}'
        ) from error
    if not isinstance(query, str):
        raise BadInput(f'line {place} of the batch is not a query: "query" must be a text')
    if many < 1:
        raise BadInput(f'line {place} of the batch is not a query: "k" must be 1 or more')
    return query, many, filters


def _parts(parts: Iterable[str], voices: Iterable[str]) -> frozenset[Part]:
    """The parts named, and those in which the voices named speak; without a name those of authority."""
    heard = {Voice(voice) for voice in voices}
    spoken = {part for part, voice in VOICE_OF_PART.items() if voice in heard}
    return frozenset({*map(Part, parts), *spoken}) or AUTHORITY_PARTS


def _yes(value: str | bool | None) -> bool | None:
    """Yes or no, in words or as JSON has it; None where nothing is said."""
    known = {"yes": True, "no": False, True: True, False: False, None: None}
    if value not in known:
        raise ValueError(f'{value!r} is neither "yes" nor "no"')
    return known[value]


def _listed(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise ValueError(f"{value!r} is neither a text nor a list of texts")
