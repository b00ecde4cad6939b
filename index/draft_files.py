"""Drafts as this program writes them besides Word: Markdown with footnotes, and JSON. Read back into blocks and footnotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from index.errors import UnreadableFile
from index.model import Block, Extract
from index.numbered_blocks import NOT_ADOPTED
from index.spans import Piece, fold

_NOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*(.*)", re.S)
_HEADING = re.compile(r"(#{1,6})\s+(.*)", re.S)
_MARK = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>()#+.!|~-])")
_EMPHASIS = re.compile(r"(?<![\\\w])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"(?<!\\)\[([^\[\]]+)\]\([^()\s]*\)")
#: A mark in the JSON's text: "[1]", counted anew in each paragraph.
_COUNTED = re.compile(r"\[(\d{1,3})\]")


def read_markdown(text: str) -> Extract:
    """The blocks and footnotes of a Markdown file."""
    blocks: list[Block] = []
    notes: list[tuple[str, str]] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        if match := _NOTE.match(part):
            notes += [(m[1], _plain(m[2])) for m in map(_NOTE.match, re.split(r"\n(?=\[\^)", part)) if m]
        elif match := _HEADING.match(part):
            blocks.append(Block(_plain(match[2]), level=len(match[1])))
        elif body := re.sub(r"^>\s?", "", part, flags=re.M).strip():
            blocks.append(_block(_marked(body, _MARK, str)))
    return Extract(tuple(blocks), tuple(notes))


def is_draft_json(text: str) -> bool:
    """Whether a text is a draft as this program writes it: other JSON is no document."""
    return text.lstrip().startswith("{") and '"analyses"' in text and '"first_number"' in text


def read_draft_json(text: str, name: str) -> Extract:
    """The blocks and footnotes of a draft's JSON, a footnote for each citation."""
    try:
        draft = json.loads(text)
        blocks, notes = _Printer(draft).extract()
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise UnreadableFile(f"{name}: no draft as this program writes it, or damaged; draft it again") from error
    return Extract(tuple(blocks), tuple(notes))


class _Printer:
    """Numbers the paragraphs and footnotes of a draft through, as they are printed."""

    def __init__(self, draft: Mapping[str, Any]) -> None:
        self._draft = draft
        self._number = int(draft["first_number"])
        self._notes: list[tuple[str, str]] = []

    def extract(self) -> tuple[list[Block], list[tuple[str, str]]]:
        draft = self._draft
        blocks = [
            Block(draft["case"]["title"], level=1),  # may be that of an opinion: it is one only when adopted
            Block(NOT_ADOPTED, level=0),
            Block("Discussion", level=2),
            *self._paragraphs(draft["preliminary"]),
        ]
        for analysis in draft["analyses"]:
            blocks += [Block(f"Category {analysis['category']}", level=3), *self._paragraphs(analysis["paragraphs"])]
        if draft["concluding"]:
            blocks += [Block("Concluding remarks", level=3), *self._paragraphs(draft["concluding"])]
        closing = [{"text": draft["disposition"]["text"], "citations": []}]
        blocks += [Block("Disposition", level=2), *self._paragraphs(closing)]
        return blocks, self._notes

    def _paragraphs(self, paragraphs: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
        for paragraph in paragraphs:
            first = len(self._notes)
            self._notes += [(str(first + i), c["raw"] + ".") for i, c in enumerate(paragraph["citations"], start=1)]
            text = f"{self._number}. {paragraph['text']}"
            self._number += 1
            marks = len(paragraph["citations"])
            yield _block(
                _marked(
                    text,
                    _COUNTED,
                    lambda mark, first=first, marks=marks: str(first + int(mark)) if 0 < int(mark) <= marks else None,
                )
            )


def _marked(text: str, marks: re.Pattern[str], name: Any) -> list[Piece]:  # noqa: ANN401 - str to str or None
    """The text in pieces, each mark with the name of its footnote; what names none is text."""
    pieces: list[Piece] = []
    start = 0
    for match in marks.finditer(text):
        if (named := name(match[1])) is not None:
            pieces += [Piece(text[start : match.start()]), Piece(named, True)]
            start = match.end()
    return [*pieces, Piece(text[start:])]


def _block(pieces: Sequence[Piece]) -> Block:
    text, marks = fold([p if p.is_mark else Piece(_plain(p.text, trim=False)) for p in pieces])
    return Block(text, marks, level=0)


def _plain(text: str, *, trim: bool = True) -> str:
    """Text without the signs of Markdown."""
    plain = _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text)))
    return " ".join(plain.split()) if trim else plain
