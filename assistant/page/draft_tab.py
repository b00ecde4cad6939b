"""The page's tab Draft: a case is loaded and put right, drafted, refined in a chat, and taken away as a file."""

from __future__ import annotations

import os
import queue
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.changes.conversation import answer
from assistant.changes.history import History
from assistant.changes.requests import Act, understand
from assistant.commands import write_draft
from assistant.composing.plan import Plan
from assistant.export.html import analysis_html, draft_html, passages_html
from assistant.model import Analysis, Case, Draft
from assistant.page.fields import FILES, NUMERALS, date_typed, lines_html, number_typed, refused
from assistant.submissions.corrections import PARTY, REPLIED, UNKNOWN, Corrections
from assistant.submissions.same_case import adopted_on
from index.corpus import Corpus
from index.errors import WgadError
from index.model import Category, Filters
from index.retrieval import search

#: Word files and what is uploaded live here and are gone when the page is closed.
WORKSHOP = tempfile.TemporaryDirectory(prefix="wgad-")
os.environ["GRADIO_TEMP_DIR"] = WORKSHOP.name
_NO_DRAFT = (
    "There is no draft yet: load a case and draft it first. Until then, ask for paragraphs of the index, as: show authorities "
    "on no warrant."
)
_EXPORTS = {"Word": ".docx", "Markdown": ".md", "JSON": ".json"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before one drafter: the versions of a draft, and the plan on which it can be refined."""

    history: History
    plan: Plan


def draft_tab(corpus: Corpus, model: str | None) -> None:
    """The tab: a case, what was found in it, the draft, its files, and the chat about it."""
    case_state, draft_state = gr.State(), gr.State()
    with gr.Row():
        file = gr.File(label="Case file", file_types=FILES)
        pasted = gr.Textbox(label="or paste its text", lines=8)
    load = gr.Button("Load case")
    with gr.Row():
        title = gr.Textbox(label="Title")
        state = gr.Textbox(label="State")
        party = gr.Dropdown(list(PARTY), label="Party to the Covenant", value=UNKNOWN)
        persons = gr.Textbox(label="Persons (one a line)", lines=2)
        replied = gr.Dropdown(list(REPLIED), label="Government replied", value=UNKNOWN)
    with gr.Row():
        dates = gr.Textbox(label="Dates (one a line)", lines=3)
        charges = gr.Textbox(label="Charges (one a line)", lines=3)
        provisions = gr.Textbox(label="Provisions of domestic law (one a line, the most important first)", lines=3)
    found = gr.HTML()
    with gr.Row():
        pleaded = gr.CheckboxGroup(NUMERALS, label="Categories that the source pleads")
        only = gr.CheckboxGroup(NUMERALS, label="Draft these alone (none ticked: those that are pleaded or spotted)")
    with gr.Row():
        before = gr.Textbox(label="Cite nothing adopted on or after (optional)", placeholder="2020-01-31")
        first = gr.Textbox(
            label="Number of the first drafted paragraph (optional)", placeholder="goes on from the case"
        )
    button = gr.Button("Draft", variant="primary")
    status = gr.Textbox(label="Progress", interactive=False)
    text = gr.HTML()
    with gr.Row():
        files = [gr.DownloadButton(f"Download {name} file", interactive=False) for name in _EXPORTS]
    chat = gr.Chatbot(
        label="Ask about the draft, for paragraphs, or for changes", height=420, sanitize_html=True,
        buttons=["copy", "copy_all"],  # none that shares a conversation on the web
    )  # fmt: skip
    request = gr.Textbox(
        label="Request",
        placeholder="where is it weak? what must I still decide? give me the standard paragraph on no warrant; add it; use "
        "para. 40 of No. 301/2014 instead in para. 30; shorten para. 45; remove para. 52; undo; history",
    )
    with gr.Row():
        back, again = gr.Button("Undo"), gr.Button("Redo")
    fields = [title, state, party, persons, replied, dates, charges, provisions, pleaded]
    load.click(_load, [file, pasted], [case_state, *fields, found])
    state.blur(_party_of, [case_state, state, party], party)
    drafting = button.click(
        _drafter(corpus, model), [case_state, *fields, only, before, first], [draft_state, status, text]
    )
    drafting.then(_to_files, draft_state, files)
    asking = _asker(corpus, model)
    for event, wish in ((request.submit, request), (back.click, back), (again.click, again)):
        said = event(asking, [wish, chat, case_state, before, draft_state, text], [request, chat, draft_state, text])
        said.then(_to_files, draft_state, files)


def _load(file: str | None, pasted: str) -> tuple[Any, ...]:
    from assistant.case import case_from_text, read_case
    from assistant.export.case_view import circumstances_text, spotted_in

    try:
        case = read_case(Path(file)) if file else case_from_text(pasted)
    except WgadError as error:
        raise refused(str(error)) from error
    party = next(name for name, value in PARTY.items() if value is case.state_party)
    listed = ["\n".join(f.text for f in found) for found in (case.dates, case.charges, case.provisions)]
    return (case, case.title, case.state or "", party, "\n".join(case.persons), case.replied or UNKNOWN, *listed,
            [c.value for c in case.pleaded], lines_html(circumstances_text(case, spotted_in(case))))  # fmt: skip


def _party_of(case: Case | None, state: str, party: str) -> str:
    """Whether another State is a party, as the register knows; the user may say otherwise afterwards."""
    if case is None or (state.strip() or None) == case.state:
        return party
    known = Corrections(state=state.strip()).of(case).state_party
    return next(name for name, value in PARTY.items() if value is known)


def _corrected(
    case: Case,
    title: str,
    state: str,
    party: str,
    persons: str,
    replied: str,
    dates: str,
    charges: str,
    provisions: str,
    pleaded: list[str],
) -> Case:
    """A case with what the user corrected."""
    return Corrections(
        title=title.strip(), state=state.strip(), party=party, replied=replied, persons=persons.splitlines(),
        dates=dates.splitlines(), charges=charges.splitlines(), provisions=provisions.splitlines(),
        pleaded=[Category(n) for n in pleaded],
    ).of(case)  # fmt: skip


def _drafter(corpus: Corpus, model: str | None) -> Any:  # noqa: ANN401 - a generator function for gradio
    def run(case: Case | None, *fields: Any) -> Iterator[tuple[Any, str, str]]:  # noqa: ANN401
        if case is None:
            raise refused("Load a case first.")
        *corrections, numerals, limit, begins = fields
        try:
            corrected = replace(_corrected(case, *corrections), before=date_typed(limit))
        except WgadError as error:
            raise refused(str(error)) from error
        start = number_typed(begins)
        plans: list[Plan] = []
        heard: queue.Queue[str | Analysis | Draft | Exception] = queue.Queue()
        categories = [Category(n) for n in numerals] or None

        def work() -> None:
            from assistant.drafting import draft

            try:
                heard.put(
                    draft(
                        corrected,
                        corpus,
                        categories=categories,
                        model=model,
                        first_number=start,
                        progress=heard.put,
                        drafted=heard.put,
                        planned=plans.append,
                    )
                )
            except Exception as error:
                heard.put(error)

        threading.Thread(target=work, daemon=True).start()
        shown, line, number = "", "", start or corrected.next_number
        while isinstance(news := heard.get(), str | Analysis):
            if isinstance(news, str):
                line = news
            else:
                shown += analysis_html(news, number, corpus.passage)
                number += len(news.paragraphs)
            yield None, line, shown
        if isinstance(news, WgadError):
            raise refused(str(news))
        if isinstance(news, Exception):
            raise news
        yield Desk(History.of(news), plans[0]), "Drafted.", draft_html(news, corpus.passage)

    return run


def _to_files(desk: Desk | None) -> list[Any]:
    """The draft as it now stands, as files to download."""
    if desk is None:
        return [gr.update(interactive=False) for _ in _EXPORTS]
    folder = Path(tempfile.mkdtemp(dir=WORKSHOP.name))
    for suffix in _EXPORTS.values():
        write_draft(desk.history.draft, folder / f"draft{suffix}")
    return [gr.update(value=str(folder / f"draft{suffix}"), interactive=True) for suffix in _EXPORTS.values()]


def _asker(corpus: Corpus, model: str | None) -> Any:  # noqa: ANN401 - a function for gradio
    def ask(wish: str, told: list[Any], case: Case | None, limit: str, desk: Desk | None, html: str) -> tuple[Any, ...]:
        """One turn of the chat: about the draft, or, where there is none yet, about the index."""
        if not wish.strip():
            return "", told, desk, html
        if desk is None:
            return "", _told(told, wish, _passages_for(corpus, wish, case, date_typed(limit))), None, html
        from assistant.refining import converse

        turn = converse(desk.history, wish, desk.plan, model)
        if turn.draft is not desk.history.draft:
            html = draft_html(turn.draft, corpus.passage)
        reply = lines_html(turn.said) + (passages_html(turn.passages) if turn.passages else "")
        return "", _told(told, wish, reply), replace(desk, history=turn.history), html

    return ask


def _told(told: list[Any], wish: str, reply: str) -> list[Any]:
    return [*told, {"role": "user", "content": escape(wish)}, {"role": "assistant", "content": reply}]


def _passages_for(corpus: Corpus, wish: str, case: Case | None, before: date | None) -> str:
    """Passages for a request before there is a draft; what may be cited depends on the case that is loaded."""
    if understand(wish).act not in (None, Act.SHOW):
        return lines_html(_NO_DRAFT)
    filters = Filters(before=before, exclude=adopted_on(case.document, corpus) if case else frozenset())
    said = answer(wish, lambda q, k, f: search(corpus, q, k, f), corpus.passage, filters)
    return lines_html(said.note) if said.note else passages_html(said.passages)
