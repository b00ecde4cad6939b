"""Citations, the one grammar of the whole product: found, resolved, written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.authority_names import UNKNOWN_BODY
from index.citation_grammar import Scanner
from index.citation_resolution import Context
from index.model import Citation, Paragraph
from index.pinpoints import expand_pinpoints
from index.register import register

__all__ = ["cite_document", "document_id_of", "expand_pinpoints", "find_citations", "format_citation"]


def find_citations(text: str) -> tuple[Citation, ...]:
    """The citations of one text, in order, read without the context of a document: an "Ibid." at its
    beginning stays unresolved."""
    return Context().resolve_text(Scanner(text).scan(), footnote="0")


def cite_document(paragraphs: Sequence[Paragraph], self_id: str | None) -> tuple[Citation, ...]:
    """The citations of a document: by paragraph, its running text first, then its footnotes in order.

    `self_id` is the document's own id: a reference to a paragraph of that very document by its full name
    is one to "paragraph".
    """
    context = Context()
    result: list[Citation] = []
    for paragraph in paragraphs:
        found = context.resolve_text(Scanner(paragraph.text).scan(), footnote=None)
        result += [replace(c, paragraph=paragraph.number) for c in found]
        for note in paragraph.footnotes:
            found = context.resolve_text(Scanner(note.text).scan(), footnote=note.mark)
            result += [replace(c, paragraph=paragraph.number, footnote=note.mark) for c in found]
    return tuple(_to_self(c, self_id) for c in result)


def _to_self(citation: Citation, self_id: str | None) -> Citation:
    if self_id is None or not citation.pinpoints or document_id_of(citation.target) != self_id:
        return citation
    return replace(citation, target="paragraph")


def document_id_of(target: str) -> str | None:
    """The id in the index of what a target names: "301/2014" of "opinion:301/2014", "del-31"."""
    kind, _, name = target.partition(":")
    if kind == "opinion" and name:
        return name
    return f"del-{name}" if kind == "deliberation" and name else None


# Writing

_NUMBER = re.compile(r"(\d+)((?:\([0-9a-z]+\))*)\Z")
_PLURALS = {
    "para": "paras.",
    "art": "arts.",
    "principle": "principles",
    "rule": "rules",
    "guideline": "guidelines",
    "safeguard": "safeguards",
}
_SINGULARS = {
    "para": "para.",
    "art": "art.",
    "principle": "principle",
    "rule": "rule",
    "guideline": "guideline",
    "safeguard": "safeguard",
}


def format_citation(target: str, pinpoints: Sequence[str] = ()) -> str:
    """A citation in footnote form: "Opinion No. 301/2014, paras. 33–36"."""
    if target == "paragraph":
        word = "para." if len(pinpoints) == 1 else "paras."
        return f"See {word} {_list(pinpoints)} above"
    name = _name(target)
    if not pinpoints:
        return name
    unit = register().unit(target)
    word = _SINGULARS[unit] if len(pinpoints) == 1 else _PLURALS[unit]
    return f"{name}, {word} {_list(pinpoints)}"


def _name(target: str) -> str:
    kind, _, rest = target.partition(":")
    if target in register().instruments:
        return register().label(target)
    if kind == "opinion":
        return f"Opinion No. {rest}"
    if kind == "deliberation":
        return f"Deliberation No. {rest}"
    if kind == "general_comment":
        return register().label(target.replace(f":{UNKNOWN_BODY}:", ":HRC:"))
    if kind == "resolution":
        return _resolution_name(rest)
    return rest or target


_BODY_NAMES = {
    "HRC": "Human Rights Council",
    "GA": "General Assembly",
    "CHR": "Commission on Human Rights",
    "SC": "Security Council",
    "ECOSOC": "Economic and Social Council",
}


def _resolution_name(rest: str) -> str:
    body, _, number = rest.partition(":")
    word = "decision" if (body, number) == ("HRC", "1/102") else "resolution"
    return f"{_BODY_NAMES.get(body, body)} {word} {number}"


def _list(pinpoints: Sequence[str]) -> str:
    """Pinpoints as a footnote has them: ranges closed up, sub-items spaced, the last joined by "and"."""
    runs: list[list[str]] = []
    for pinpoint in pinpoints:
        if runs and _follows(runs[-1][-1], pinpoint):
            runs[-1].append(pinpoint)
        else:
            runs.append([pinpoint])
    parts = [_spaced(r[0]) if len(r) == 1 else f"{r[0]}\u2013{r[-1]}" for r in runs]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _follows(one: str, other: str) -> bool:
    return one.isdigit() and other.isdigit() and int(other) == int(one) + 1


def _spaced(pinpoint: str) -> str:
    parts = _NUMBER.match(pinpoint)
    return parts[1] + parts[2].replace("(", " (") if parts else pinpoint
