"""Tables as files: CSV for a spreadsheet, HTML for a browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from html import escape

Row = Sequence[str | int | None]

_STYLE = (
    "body{font:16px/1.5 sans-serif;margin:2rem}table{border-collapse:collapse}"
    "td,th{border:1px solid #767676;padding:.4rem;text-align:left;vertical-align:top}"
)


def csv_table(header: Sequence[str], rows: Iterable[Row]) -> str:
    """A line for the header and one for each row; no cell is a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_inert("" if cell is None else str(cell)) for cell in row] for row in rows)
    return buffer.getvalue()


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def html_table(title: str, name: str, note: str, header: Sequence[str], rows: Iterable[Row]) -> str:
    """A page that stands alone: no script, nothing fetched. `name` is what the table is of."""
    head = "".join(f"<th scope='col'>{escape(cell)}</th>" for cell in header)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style></head><body>\n<h1>{escape(title)}: {escape(name)}</h1>\n<p>{escape(note)}</p>\n"
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></body></html>\n"
    )
