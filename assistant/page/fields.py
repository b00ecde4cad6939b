"""What the tabs of the page share: the files they take, the categories, dates and numbers as they are typed."""

from __future__ import annotations

import re
from datetime import date
from html import escape

import gradio as gr

from index.model import Category

FILES = [".txt", ".pdf", ".docx"]
NUMERALS = [c.value for c in Category]


def refused(reason: str) -> gr.Error:
    """What is shown to a user, and to nobody else: the terminal of the page gets no trace of it."""
    return gr.Error(escape(reason), print_exception=False)


def date_typed(text: str) -> date | None:
    """The date in a field; None where it is empty."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise refused(f"{text[:40]} is no date: write it as 2020-01-31.") from None


def number_typed(text: str) -> int | None:
    """The number of a paragraph in a field; None where it is empty."""
    if not text.strip():
        return None
    if not re.fullmatch(r"[1-9]\d{0,3}", text.strip()):
        raise refused(f"{text[:40]} is no number of a paragraph: write it as 40.")
    return int(text)


def lines_html(said: str) -> str:
    """What is said, line by line, nothing of it taken for HTML."""
    return f"<p>{'<br>'.join(escape(line) for line in said.splitlines())}</p>"
