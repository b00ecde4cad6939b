"""Citations, the one grammar of the whole product: found, resolved, written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.authority_names import UNKNOWN_BODY
from index.citation_grammar import Scanner
from index.citation_resolution import Context
from index.model import Citation, Paragraph
from index.pinpoints import expand_pinpoints, in_order, provisions_in
from index.register import register

__all__ = [
    "cite_document", "document_id_of", "expand_pinpoints", "find_citations", "format_citation", "format_provisions",
    "provisions_of",
]  # fmt: skip


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


#: How many in a row are written as a range: opinions have "paras. 15–16", but "principles 17 and 18" and "rules 22–26";
#: articles they list ("articles 18, 19, 20 and 21").
_RANGE_FROM = {"para": 2, "art": None}
_PROVISIONS_FROM = 3


def format_citation(target: str, pinpoints: Sequence[str] = ()) -> str:
    """A citation in footnote form: "Opinion No. 301/2014, paras. 33–36"."""
    if target == "paragraph":
        word = "para." if len(pinpoints) == 1 else "paras."
        return f"See {word} {_list('para', pinpoints)} above"
    return format_provisions(target, {register().unit(target): tuple(pinpoints)})


def format_provisions(target: str, provisions: Mapping[str, Sequence[str]]) -> str:
    """The same, of provisions by what they are called: "A/HRC/30/37, annex, principle 9 and guideline 8"."""
    parts = [
        f"{(_SINGULARS if len(pins) == 1 else _PLURALS)[unit]} {_list(unit, pins)}"
        for unit, pins in provisions.items()
        if pins
    ]
    return ", ".join([_name(target), _anded(parts)] if parts else [_name(target)])


def provisions_of(target: str, raw: str, pinpoints: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The pinpoints of a citation in rising order, by what its words call them: a guideline is no principle."""
    written = provisions_in(raw)
    if {pin for pins in written.values() for pin in pins} != set(pinpoints):
        written = {register().unit(target): tuple(pinpoints)} if pinpoints else {}
    return {unit: in_order(pins) for unit, pins in written.items()}


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


def _list(unit: str, pinpoints: Sequence[str]) -> str:
    """Pinpoints as a footnote has them: ranges closed up, sub-items spaced, the last joined by "and"."""
    runs: list[list[str]] = []
    for pinpoint in pinpoints:
        if runs and _follows(runs[-1][-1], pinpoint):
            runs[-1].append(pinpoint)
        else:
            runs.append([pinpoint])
    enough = _RANGE_FROM.get(unit, _PROVISIONS_FROM)
    return _anded([part for run in runs for part in _run(run, enough)])


def _run(run: Sequence[str], enough: int | None) -> list[str]:
    closed = len(run) > 1 and enough is not None and len(run) >= enough
    return [f"{run[0]}\u2013{run[-1]}"] if closed else [_spaced(pin) for pin in run]


def _anded(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _follows(one: str, other: str) -> bool:
    return one.isdigit() and other.isdigit() and int(other) == int(one) + 1


def _spaced(pinpoint: str) -> str:
    parts = _NUMBER.match(pinpoint)
    return parts[1] + parts[2].replace("(", " (") if parts else pinpoint
