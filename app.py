"""The page: Draft, Review, Search, Evaluate. Only layout and event wiring; everything stays on this machine."""

from __future__ import annotations

from index.settings import embedding_url, quiet

quiet()

import signal  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402
from html import escape  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import click  # noqa: E402
import gradio as gr  # noqa: E402

from assistant.export.html import STYLE, passages_html, review_html  # noqa: E402
from assistant.page.draft_tab import draft_tab  # noqa: E402
from assistant.page.fields import FILES, NUMERALS, date_typed, refused  # noqa: E402
from eval.browse import document_html, run_names, shown  # noqa: E402
from eval.pages import STYLE as EVALUATION_STYLE  # noqa: E402
from index.addresses import is_here, leads_here  # noqa: E402
from index.cli import index_options, open_index  # noqa: E402
from index.corpus import Corpus  # noqa: E402
from index.errors import BadInput, WgadError  # noqa: E402
from index.model import AUTHORITY_PARTS, Category, Filters, Part  # noqa: E402
from index.retrieval import search  # noqa: E402

_VOICES = {
    "the Working Group": AUTHORITY_PARTS,
    "the source": frozenset({Part.SOURCE, Part.COMMENTS}),
    "the Government": frozenset({Part.GOVERNMENT}),
}


def build(corpus: Corpus, model: str | None = None, runs: Path = Path("runs")) -> gr.Blocks:
    """The page on an index; with `model`, a chat model writes the analyses and the page says so."""
    page: gr.Blocks = gr.Blocks(title="Drafting assistant", analytics_enabled=False)
    with page:
        gr.Markdown("# Drafting assistant")
        gr.HTML(f"<p>{escape(_where(model))}</p>")
        if not corpus.documents():
            gr.HTML('<p class="wgad-notice">The index is empty: run <code>wgad index add DIR</code> first.</p>')
        with gr.Tab("Draft"):
            draft_tab(corpus, model)
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


def _review_tab(corpus: Corpus) -> None:
    file = gr.File(label="Draft", file_types=FILES)
    limit = gr.Textbox(
        label="Date of the draft (optional: a document that has a date of its own is checked by that)",
        placeholder="2022-05-01",
    )
    button, table = gr.Button("Check citations"), gr.HTML()

    def check(path: str | None, day: str) -> str:
        from assistant.review import review
        from index.parsing import parse_paragraphs

        if not path:
            raise refused("Choose a file first.")
        try:
            return review_html(review(parse_paragraphs(Path(path)), corpus, date_typed(day)).to_json())
        except WgadError as error:
            raise refused(str(error)) from error

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
            state=named.strip() or None, before=date_typed(limit),
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
            raise refused(str(error)) from error
        return html, gr.update(choices=ids, value=None), ""

    def beside(id: str | None, *names: str) -> str:
        try:
            return document_html(runs, list(names), id) if id else ""
        except WgadError as error:
            raise refused(str(error)) from error

    tab.select(refresh, None, [first, second])
    button.click(show, [first, second], [figures, document, texts])
    document.input(beside, [document, first, second], texts)


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
@index_options
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
    accounts = _accounts(auth_file)
    _check_address(host, port)
    with open_index(db, chroma) as corpus:
        theme = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
        build(corpus, model, runs).queue().launch(
            server_name=host, server_port=port, auth=accounts, theme=theme, css=STYLE + EVALUATION_STYLE,
            max_file_size="50mb", share=False, run_history=False, footer_links=[],
        )  # fmt: skip


def _check_address(host: str, port: int) -> None:
    """Refuse an address at which nothing can listen: the page's server would end in a traceback."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that was just closed is free
            tried.bind(address)
    except OSError as error:
        raise BadInput(f"cannot listen at {host}, port {port} ({error.strerror}): name another with --port") from error


if __name__ == "__main__":
    try:
        app_command(standalone_mode=True)
    except WgadError as error:
        click.echo(f"wgad: {error}", err=True)
        raise SystemExit(2) from None
