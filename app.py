"""The page: Draft, Review, Search, Evaluate. Only layout and event wiring; everything stays on this machine."""

from __future__ import annotations

from index.settings import default_db, embedding_url, quiet

quiet()

import os  # noqa: E402
import queue  # noqa: E402
import re  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import threading  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from dataclasses import dataclass, replace  # noqa: E402
from datetime import date  # noqa: E402
from html import escape  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import click  # noqa: E402
import gradio as gr  # noqa: E402

from assistant.commands import write_draft  # noqa: E402
from assistant.conversation import answer  # noqa: E402
from assistant.corrections import PARTY, REPLIED, UNKNOWN, Corrections  # noqa: E402
from assistant.history import History  # noqa: E402
from assistant.html_export import STYLE, analysis_html, draft_html, passages_html, review_html  # noqa: E402
from assistant.model import Analysis, Case, Draft  # noqa: E402
from assistant.plan import Plan  # noqa: E402
from assistant.same_case import adopted_on  # noqa: E402
from eval.browse import document_html, run_names, shown  # noqa: E402
from eval.pages import STYLE as EVALUATION_STYLE  # noqa: E402
from index.addresses import is_here, leads_here  # noqa: E402
from index.corpus import Corpus  # noqa: E402
from index.errors import BadInput, WgadError  # noqa: E402
from index.model import AUTHORITY_PARTS, Category, Filters, Part  # noqa: E402
from index.retrieval import search  # noqa: E402

#: Word files and what is uploaded live here and are gone when the page is closed.
WORKSHOP = tempfile.TemporaryDirectory(prefix="wgad-")
os.environ["GRADIO_TEMP_DIR"] = WORKSHOP.name

NUMERALS = [c.value for c in Category]
_VOICES = {
    "the Working Group": AUTHORITY_PARTS,
    "the source": frozenset({Part.SOURCE, Part.COMMENTS}),
    "the Government": frozenset({Part.GOVERNMENT}),
}
_EXPORTS = {"Word": ".docx", "Markdown": ".md", "JSON": ".json"}
_FILES = [".txt", ".pdf", ".docx"]


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before one drafter: the versions of a draft, and the plan on which it can be refined."""

    history: History
    plan: Plan


def build(corpus: Corpus, model: str | None = None, runs: Path = Path("runs")) -> gr.Blocks:
    """The page on an index; with `model`, a chat model writes the analyses and the page says so."""
    page: gr.Blocks = gr.Blocks(title="Drafting assistant", analytics_enabled=False)
    with page:
        gr.Markdown("# Drafting assistant")
        gr.HTML(f"<p>{escape(_where(model))}</p>")
        if not corpus.documents():
            gr.HTML('<p class="wgad-notice">The index is empty: run <code>wgad index add DIR</code> first.</p>')
        with gr.Tab("Draft"):
            _draft_tab(corpus, model)
        with gr.Tab("Review"):
            _review_tab(corpus)
        with gr.Tab("Search"):
            _search_tab(corpus)
        with gr.Tab("Evaluate") as tab:
            _evaluate_tab(runs, tab)
    return page


def _where(model: str | None) -> str:
    """What leaves this machine, and when."""
    said = []
    if model is not None:
        said.append(
            f"The chat model {model} is used: the text of a case is sent to it when you press Draft, and paragraphs of "
            "the case and of the draft when you ask for a change that no rule understands."
        )
    if (endpoint := embedding_url()) and not leads_here(endpoint):
        said.append(f"What you search for, and sentences of the case when you press Draft, are sent to {endpoint}.")
    return " ".join(said) or "Embedded drafter: nothing leaves this machine."


def _draft_tab(corpus: Corpus, model: str | None) -> None:
    case_state, draft_state = gr.State(), gr.State()
    with gr.Row():
        file = gr.File(label="Case file", file_types=_FILES)
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
    chat = gr.Chatbot(label="Ask for paragraphs, or for changes of the draft", height=420, sanitize_html=True)
    request = gr.Textbox(
        label="Request",
        placeholder="give me the standard paragraph on no warrant; add it; use para. 40 of No. 301/2014 instead in para. "
        "30; shorten para. 45; remove para. 52; history",
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
    from assistant.case_view import circumstances_text, spotted_in

    try:
        case = read_case(Path(file)) if file else case_from_text(pasted)
    except WgadError as error:
        raise gr.Error(escape(str(error))) from error
    party = next(name for name, value in PARTY.items() if value is case.state_party)
    listed = ["\n".join(f.text for f in found) for found in (case.dates, case.charges, case.provisions)]
    return (case, case.title, case.state or "", party, "\n".join(case.persons), case.replied or UNKNOWN, *listed,
            [c.value for c in case.pleaded], _lines(circumstances_text(case, spotted_in(case))))  # fmt: skip


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
            raise gr.Error("Load a case first.")
        *corrections, numerals, limit, begins = fields
        try:
            corrected = replace(_corrected(case, *corrections), before=_date(limit))
        except WgadError as error:
            raise gr.Error(escape(str(error))) from error
        start = _number(begins)
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
            raise gr.Error(escape(str(news)))
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
            return "", _told(told, wish, _passages_for(corpus, wish, case, _date(limit))), None, html
        from assistant.refining import converse

        turn = converse(desk.history, wish, desk.plan, model)
        if turn.draft is not desk.history.draft:
            html = draft_html(turn.draft, corpus.passage)
        reply = passages_html(turn.passages) if turn.passages else _lines(turn.said)
        return "", _told(told, wish, reply), replace(desk, history=turn.history), html

    return ask


def _told(told: list[Any], wish: str, reply: str) -> list[Any]:
    return [*told, {"role": "user", "content": escape(wish)}, {"role": "assistant", "content": reply}]


def _lines(said: str) -> str:
    return f"<p>{'<br>'.join(escape(line) for line in said.splitlines())}</p>"


def _passages_for(corpus: Corpus, wish: str, case: Case | None, before: date | None) -> str:
    """Passages for a request before there is a draft; what may be cited depends on the case that is loaded."""
    filters = Filters(before=before, exclude=adopted_on(case.document, corpus) if case else frozenset())
    said = answer(wish, lambda q, k, f: search(corpus, q, k, f), corpus.passage, filters)
    return _lines(said.note) if said.note else passages_html(said.passages)


def _review_tab(corpus: Corpus) -> None:
    file = gr.File(label="Draft", file_types=_FILES)
    limit = gr.Textbox(
        label="Date of the draft (optional: a document that has a date of its own is checked by that)",
        placeholder="2022-05-01",
    )
    button, table = gr.Button("Check citations"), gr.HTML()

    def check(path: str | None, day: str) -> str:
        from assistant.review import review
        from index.parsing import parse_file

        if not path:
            raise gr.Error("Choose a file first.")
        try:
            return review_html(review(parse_file(Path(path)), corpus, _date(day)).to_json())
        except WgadError as error:
            raise gr.Error(escape(str(error))) from error

    button.click(check, [file, limit], table)


def _search_tab(corpus: Corpus) -> None:
    query = gr.Textbox(label="Query")
    with gr.Row():
        category = gr.Dropdown(["any", *NUMERALS], label="Category", value="any")
        voice = gr.Dropdown(list(_VOICES), label="Who speaks", value="the Working Group")
        state = gr.Textbox(label="State")
        before = gr.Textbox(label="Adopted before", placeholder="2020-01-31")
    button, results = gr.Button("Search"), gr.HTML()

    def find(words: str, numeral: str, speaker: str, named: str, limit: str) -> str:
        if not words.strip():
            return ""
        filters = Filters(
            parts=_VOICES[speaker], category=None if numeral == "any" else Category(numeral),
            state=named.strip() or None, before=_date(limit),
        )  # fmt: skip
        return passages_html(search(corpus, words, 10, filters))

    gr.on([button.click, query.submit], find, [query, category, voice, state, before], results)


def _evaluate_tab(runs: Path, tab: gr.Tab) -> None:
    with gr.Row():
        first = gr.Dropdown(run_names(runs), label="Run", value=None)
        second = gr.Dropdown(run_names(runs), label="Compare with (optional)", value=None)
    button, figures = gr.Button("Show"), gr.HTML()
    document, texts = gr.Dropdown([], label="Opinion, its drafts beside the adopted text", value=None), gr.HTML()

    def refresh() -> tuple[Any, Any]:
        names = gr.update(choices=run_names(runs))
        return names, names

    def show(*names: str) -> tuple[str, Any, str]:
        try:
            html, ids = shown(runs, list(names))
        except WgadError as error:
            raise gr.Error(escape(str(error))) from error
        return html, gr.update(choices=ids, value=None), ""

    def beside(id: str | None, *names: str) -> str:
        try:
            return document_html(runs, list(names), id) if id else ""
        except WgadError as error:
            raise gr.Error(escape(str(error))) from error

    tab.select(refresh, None, [first, second])
    button.click(show, [first, second], [figures, document, texts])
    document.input(beside, [document, first, second], texts)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise gr.Error(f"{escape(text)} is no date: write it as 2020-01-31.") from None


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    if not re.fullmatch(r"[1-9]\d{0,3}", text.strip()):
        raise gr.Error(f"{escape(text[:40])} is no number of a paragraph: write it as 40.")
    return int(text)


def _accounts(file: Path | None) -> list[tuple[str, str]] | None:
    """Names and passwords: a line each, separated by a colon."""
    if file is None:
        return None
    try:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name}: not UTF-8 text; save it as UTF-8") from error
    pairs = [(name, word) for name, colon, word in (line.partition(":") for line in lines) if name and word]
    if not pairs or len(pairs) != len(lines):
        raise BadInput(f"{file.name}: each line must be NAME:PASSWORD")
    return pairs


@click.command("app")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535))
@click.option("--db", type=click.Path(path_type=Path), help="Folder of the index.")
@click.option("--chroma", help="Address of a Chroma server.")
@click.option("--model", help="Chat model that writes the analyses.")
@click.option("--auth-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="NAME:PASSWORD lines.")
@click.option(
    "--runs", default="runs", show_default=True, type=click.Path(path_type=Path), help="Folder of evaluations."
)
def app_command(
    host: str, port: int, db: Path | None, chroma: str | None, model: str | None, auth_file: Path | None, runs: Path
) -> None:
    """Open the page on this machine."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the workshop is cleared away then, too
    if not is_here(host) and auth_file is None:
        raise BadInput(f"{host} can be reached by others: give --auth-file, or leave --host at 127.0.0.1")
    with Corpus.open(db or default_db(), chroma_url=chroma) as corpus:
        theme = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
        build(corpus, model, runs).queue().launch(
            server_name=host, server_port=port, auth=_accounts(auth_file), theme=theme, css=STYLE + EVALUATION_STYLE,
            max_file_size="50mb", share=False, run_history=False,
        )  # fmt: skip


if __name__ == "__main__":
    try:
        app_command(standalone_mode=True)
    except WgadError as error:
        click.echo(f"wgad: {error}", err=True)
        raise SystemExit(2) from None
