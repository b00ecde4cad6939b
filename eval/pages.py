"""What the pages of an evaluation are made of: style, texts side by side, citations in colour. Every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from eval.records import Json, cited_paragraphs
from eval.stored import Stored
from index.citations import document_id_of

STYLE = """
.eval {font: 15px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; padding: 1rem}
.eval table {border-collapse: collapse; width: 100%}
.eval td, .eval th {padding: .25rem .5rem; border: 0; border-bottom: 1px solid #d8dee4; text-align: left; vertical-align: top; color: inherit}
.eval-side {display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 1.5rem}
.eval p {margin: .4rem 0; color: inherit} .eval summary {cursor: pointer; padding: .25rem 0}
.eval h1, .eval h2, .eval h3 {color: inherit}
.eval-category {color: #57606a; font-weight: 600}
.eval-cited {border-radius: 3px; padding: 0 .2em; font-size: .88em}
.eval-adopted, .eval-met {background: #b7ebc4} .eval-document {background: #fff0b3} .eval-other {background: #d8e6f8}
.eval-instrument {background: #eaeef2} .eval-wrong, .eval-missed {background: #ffc9c9}
.eval-bad {color: #a40e26} .eval-good {color: #116329} .eval-plots {display: flex; flex-wrap: wrap; gap: 2rem}
@media (max-width: 900px) {.eval-side {grid-auto-flow: row}}
"""

LEGEND = (
    "<p>In a draft: "
    '<span class="eval-cited eval-adopted">a paragraph that the adopted text cites too</span> '
    '<span class="eval-cited eval-document">another paragraph of a document that it cites</span> '
    '<span class="eval-cited eval-other">something else that exists</span> '
    '<span class="eval-cited eval-instrument">an instrument</span> '
    '<span class="eval-cited eval-wrong">something that does not exist</span>. In the adopted text: '
    '<span class="eval-cited eval-met">met by the draft</span> '
    '<span class="eval-cited eval-document">its document met</span> '
    '<span class="eval-cited eval-missed">missed</span>.</p>'
)

#: What a draft is ranked by, from best to worst: the mean of these.
RANKED_BY = ("document_recall", "equivalent_recall", "on_issue", "issues_f1", "categories_f1", "rougeL", "similarity")


def html_page(title: str, body: str) -> str:
    """A page that works from disk: no network, no script."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<style>{STYLE}</style></head><body><div class="eval"><h1>{escape(title)}</h1>{body}</div></body></html>\n'
    )


def table(rows: Iterable[Sequence[str]], head: Sequence[str]) -> str:
    """A table of cells that are HTML already, under a head of plain words."""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{''.join(f'<th>{escape(word)}</th>' for word in head)}</tr>{lines}</table>"


def best_first(run: Stored) -> list[str]:
    """The documents of a run from the best draft to the worst, by the mean of `RANKED_BY`."""

    def standing(id: str) -> float:
        found = [v for name in RANKED_BY if (v := run.scores[id]["measures"].get(name)) is not None]
        return sum(found) / len(found) if found else 0.0

    return sorted(run.drafts, key=lambda id: (-standing(id), id))


def side_by_side(id: str, runs: Sequence[Stored]) -> str:
    """The adopted text of a document and the drafts of it in these runs."""
    columns = [f"<div><h3>Adopted</h3>{_adopted(id, runs)}</div>"]
    columns += [
        f"<div><h3>Draft of {escape(run.name)}: a suggestion, not a judgment</h3>{_drafted(id, run)}</div>"
        for run in runs
    ]
    return f'<div class="eval-side">{"".join(columns)}</div>'


def figures(id: str, run: Stored) -> str:
    """The measures of one document in a line."""
    known = run.scores[id]["measures"].items()
    return f"<p>{' · '.join(f'{escape(name)} {value:.2f}' for name, value in known if value is not None)}</p>"


def _drafted(id: str, run: Stored) -> str:
    draft, marks = run.drafts[id], run.scores[id]["marks"]
    shown = [_paragraph(p, known) for p, known in zip(draft["paragraphs"], marks, strict=True)]
    return "".join(shown) + f"<p>{escape(draft['disposition'])}</p>"


def _adopted(id: str, runs: Sequence[Stored]) -> str:
    """The adopted text; of several drafts, one that meets a citation is enough."""
    made = [c for run in runs for p in run.drafts[id]["paragraphs"] for c in p["citations"]]
    paragraphs = {i for c in made for i in cited_paragraphs(c)}
    documents = {document_id_of(c["target"]) for c in made}

    def standing(citation: Json) -> str:
        document = document_id_of(citation["target"])
        if document is None:
            return "instrument"
        if paragraphs & set(cited_paragraphs(citation)):
            return "met"
        return "document" if document in documents else "missed"

    adopted = runs[0].drafts[id]["adopted"]
    return "".join(_paragraph(p, [standing(c) for c in p["citations"]]) for p in adopted)


def _paragraph(paragraph: Json, marks: Sequence[str]) -> str:
    category = f'<span class="eval-category">{escape(paragraph["category"])}</span> ' if paragraph["category"] else ""
    cited = "".join(
        f' <span class="eval-cited eval-{escape(mark)}">{escape(citation["raw"])}</span>'
        for citation, mark in zip(paragraph["citations"], marks, strict=True)
    )
    return f"<p>{category}{escape(paragraph['text'])}{cited}</p>"
