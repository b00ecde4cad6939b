"""The sample world as its authors know it: the true structure of each document, and the issues of its paragraphs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from index.model import Kind


def labelled_sample() -> Iterator[tuple[str, dict[str, Any]]]:
    """The id of each document, and what is written of it in index/sample/gold; in order of the files' names."""
    for entry in sorted(files("index").joinpath("sample", "gold").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".json"):
            gold = json.loads(entry.read_text(encoding="utf-8"))
            yield str(gold["number"]) if gold["kind"] == Kind.OPINION else f"del-{gold['number']}", gold
