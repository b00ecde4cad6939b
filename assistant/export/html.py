"""A draft, passages and a review as HTML for the page. Everything that users or documents wrote is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from assistant.export.text import Note, Numbered, Section, analysis_section, notice, sections
from assistant.model import Analysis, Draft
from index.model import Passage

Lookup = Callable[[str], Passage | None]

STYLE = """
.wgad-draft {display: grid; grid-template-columns: 3fr 2fr; gap: 1.5rem; align-items: start}
.wgad-text p {margin: 0 0 .8rem; line-height: 1.55}
.wgad-sources h4 {margin-top: 0}
.wgad-text sup {line-height: 0}
.wgad-text sup a {margin: 0; padding: 0 .1em}
.wgad-sources {max-height: 90vh; overflow: auto; position: sticky; top: 1rem; font-size: .9em}
.wgad-source summary {cursor: pointer}
.wgad-source {border-left: 3px solid #8aa; padding: .3rem .8rem; margin-bottom: .8rem; white-space: pre-line}
.wgad-source:target {background: #fff3c4; color: #222}
.wgad-notice {border: 1px solid #c9a227; padding: .5rem .8rem; margin-bottom: 1rem}
.wgad-doubt {background: #ffe0e0; color: #222}
.wgad-table td, .wgad-table th {padding: .3rem .6rem; vertical-align: top; text-align: left}
@media (max-width: 900px) {.wgad-draft {grid-template-columns: 1fr}}
"""


def draft_html(draft: Draft, lookup: Lookup) -> str:
    """The text, its footnote marks as links, and beside it the source paragraph of each footnote."""
    head = "".join(f"<div>{escape(line)}</div>" for line in (notice(draft), *draft.warnings))
    parts = [_section(section, lookup) for section in sections(draft)]
    return f'<div class="wgad-notice">{head}</div>{"".join(parts)}'


def analysis_html(analysis: Analysis, first: int, lookup: Lookup) -> str:
    """One category as soon as it is drafted; paragraph numbers from `first`, footnotes from 1."""
    return _section(analysis_section(analysis, first), lookup)


def _section(section: Section, lookup: Lookup) -> str:
    level = section.level + 1
    text = "".join(_paragraph(p) for p in section.paragraphs)
    sources = "".join(_source(note, lookup) for note in section.notes)
    beside = f'<div class="wgad-sources"><h4>Sources</h4>{sources}</div>' if sources else "<div></div>"
    return (
        f'<h{level}>{escape(section.title)}</h{level}><div class="wgad-draft">'
        f'<div class="wgad-text">{text}</div>{beside}</div>'
    )


def _paragraph(paragraph: Numbered) -> str:
    parts = []
    for piece in paragraph.pieces:
        text = escape(piece.sentence.text).replace("\n", "<br>")
        if piece.sentence.unsupported:
            reason = f" [not supported: {piece.sentence.unsupported}]"
            text = f'<span class="wgad-doubt">{text}{escape(reason)}</span>'
        if piece.note:
            text += f'<sup><a href="#note-{piece.note.number}">{piece.note.number}</a></sup>'
        parts.append(text)
    return f"<p>{paragraph.number}. {' '.join(parts)}</p>"


def _source(note: Note, lookup: Lookup) -> str:
    found = [p for c in note.citations if c.source and (p := lookup(c.source))]
    quoted = "".join(
        f"<details{' open' if place == 0 else ''}><summary><b>{escape(p.citation)}</b></summary>{escape(p.text)}</details>"
        for place, p in enumerate(found)
    )
    return f'<div class="wgad-source" id="note-{note.number}"><b>{note.number}</b> {escape(note.text)}{quoted}</div>'


def passages_html(passages: Iterable[Passage]) -> str:
    """Search results."""
    rows = [f'<div class="wgad-source"><b>{escape(p.citation)}</b> {escape(p.state or "")}<br>{escape(p.text)}'
            f"{_copies(p)}</div>" for p in passages]  # fmt: skip
    return "".join(rows) or "<p>Nothing was found. Try other words or fewer filters.</p>"


def _copies(passage: Passage) -> str:
    """Where the same is said in nearly the same words."""
    return f"<br><small>also in {escape(', '.join(passage.also_in))}</small>" if passage.also_in else ""


def review_html(review: dict[str, Any]) -> str:
    """The table of a review's citations."""
    keys = ("status", "paragraph", "footnote", "raw", "reason", "suggestion")
    head = "".join(f"<th>{key}</th>" for key in keys)
    rows = [
        "".join(f"<td>{escape(str(c[k]) if c[k] is not None else '')}</td>" for k in keys) for c in review["citations"]
    ]
    return f'<table class="wgad-table"><tr>{head}</tr>{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'
