"""A draft as JSON, Markdown and text for a terminal. Word files: `assistant.export.word`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.export.case_view import case_json, spotted_json
from assistant.export.footnotes import Footnotes
from assistant.model import Analysis, Draft, DraftCitation, DraftParagraph, Sentence
from index.model import Category
from index.numbered_blocks import NOT_ADOPTED

__all__ = [
    "Note",
    "Section",
    "notice",
    "sections",
    "to_json",
    "to_markdown",
    "to_terminal",
]

LABELS = {
    Category.I: "legal basis",
    Category.II: "exercise of rights",
    Category.III: "fair trial",
    Category.IV: "administrative custody of asylum seekers and migrants",
    Category.V: "discrimination",
}
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as printed: the citations that stand at one place, and the sources they rest on."""

    number: int
    text: str
    citations: tuple[DraftCitation, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence as printed, and its footnote, if it cites."""

    sentence: Sentence
    note: Note | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph as printed."""

    number: int
    pieces: tuple[Piece, ...]
    paragraph: DraftParagraph


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a given level (1 the highest), and the numbered paragraphs beneath it."""

    level: int
    title: str
    paragraphs: tuple[Numbered, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """Its footnotes in order."""
        return tuple(p.note for n in self.paragraphs for p in n.pieces if p.note)


def notice(draft: Draft) -> str:
    """What a draft is, by which drafter and on which index."""
    return (
        f"{NOT_ADOPTED}: made by the {draft.drafter} drafter on an index of {draft.documents} documents "
        f"(fingerprint {draft.fingerprint}). Every sentence and citation must be read and decided upon."
    )


def sections(draft: Draft) -> tuple[Section, ...]:
    """A draft as it is printed: paragraphs and footnotes numbered through."""
    parts: list[tuple[int, str, Sequence[DraftParagraph]]] = [(1, "Discussion", draft.preliminary)]
    parts += [(2, _heading(a), a.paragraphs) for a in draft.analyses]
    if draft.concluding:
        parts.append((2, "Concluding remarks", draft.concluding))
    parts.append((1, "Disposition", (DraftParagraph((Sentence(draft.disposition.text),)),)))
    counter = _Counter(draft.first_number, [p for _, _, paragraphs in parts for p in paragraphs])
    return tuple(Section(level, title, counter.print(paragraphs)) for level, title, paragraphs in parts)


def analysis_section(analysis: Analysis, first: int) -> Section:
    """One analysis by itself, its paragraphs numbered from `first`."""
    return Section(2, _heading(analysis), _Counter(first, analysis.paragraphs).print(analysis.paragraphs))


def _heading(analysis: Analysis) -> str:
    return f"Category {analysis.category.value}: {LABELS[analysis.category]}"


class _Counter:
    """Numbers paragraphs and footnotes."""

    def __init__(self, first: int, everything: Iterable[DraftParagraph]) -> None:
        self._paragraph = first - 1
        self._note = 0
        self._footnotes = Footnotes(s.citations for p in everything for s in p.sentences if s.citations)

    def print(self, paragraphs: Iterable[DraftParagraph]) -> tuple[Numbered, ...]:
        printed = []
        for paragraph in paragraphs:
            self._paragraph += 1
            pieces = tuple(Piece(s, self._footnote(s)) for s in paragraph.sentences)
            printed.append(Numbered(self._paragraph, pieces, paragraph))
        return tuple(printed)

    def _footnote(self, sentence: Sentence) -> Note | None:
        if not sentence.citations:
            return None
        self._note += 1
        return Note(self._note, self._footnotes.text(sentence.citations), sentence.citations)


# JSON


def to_json(draft: Draft) -> dict[str, Any]:
    """A draft in the shape of the contract, with what else is known."""
    return {
        "case": case_json(draft.case),
        "drafter": draft.drafter,
        "index": {"documents": draft.documents, "fingerprint": draft.fingerprint},
        "first_number": draft.first_number,
        "preliminary": [_paragraph(p) for p in draft.preliminary],
        "analyses": [_analysis(a) for a in draft.analyses],
        "concluding": [_paragraph(p) for p in draft.concluding],
        "disposition": {"text": draft.disposition.text, "outcome": draft.disposition.outcome,
                        "categories": [c.value for c in draft.disposition.categories],
                        "covenant": list(draft.disposition.covenant), "udhr": list(draft.disposition.udhr)},
        "spotted": spotted_json(draft.spotted),
        "notice": notice(draft),
        "warnings": list(draft.warnings),
        "failures": list(draft.failures),
    }  # fmt: skip


def _analysis(analysis: Analysis) -> dict[str, Any]:
    return {
        "category": analysis.category.value,
        "found": analysis.found,
        "issues": list(analysis.issues),
        "paragraphs": [_paragraph(p) for p in analysis.paragraphs],
        "missing": list(analysis.missing),
    }


def _paragraph(paragraph: DraftParagraph) -> dict[str, Any]:
    return {
        "text": paragraph.text,
        "citations": [{"target": c.target, "pinpoints": list(c.pinpoints), "raw": c.raw, "source": c.source,
                       "verified": c.verified} for c in paragraph.citations],
        "sources": list(paragraph.sources),
        "case_paragraphs": list(paragraph.case_paragraphs),
        "issues": list(paragraph.issues),
        "sentences": [{"text": s.text, "sources": list(s.sources), "case_paragraphs": list(s.case_paragraphs),
                       "unsupported": s.unsupported} for s in paragraph.sentences],
    }  # fmt: skip


# Text


def to_markdown(draft: Draft) -> str:
    """A draft as Markdown, with real footnotes."""
    lines = [
        f"# {_plain(draft.case.title)}",
        f"> {_plain(notice(draft))}",
        *(f"> {_plain(w)}" for w in draft.warnings),
    ]
    printed = sections(draft)
    for section in printed:
        lines.append(f"{'#' * (section.level + 1)} {section.title}")
        lines += [f"{n.number}\\. {_joined(n, '[^{}]', _plain)}" for n in section.paragraphs]
    lines += [f"[^{note.number}]: {_plain(note.text)}" for section in printed for note in section.notes]
    return "\n\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text that means itself in Markdown."""
    for character in "\\`*_[]<>#":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "  \n")


def _joined(paragraph: Numbered, mark: str, escape: Any) -> str:  # noqa: ANN401 - str to str
    parts = []
    for piece in paragraph.pieces:
        text = escape(piece.sentence.text)
        text += mark.format(piece.note.number) if piece.note else ""
        parts.append(
            text + (escape(f" [not supported: {piece.sentence.unsupported}]") if piece.sentence.unsupported else "")
        )
    return " ".join(parts)


def to_terminal(draft: Draft) -> str:
    """A draft for a terminal: wrapped, its footnotes beneath each section."""
    lines = [draft.case.title, "", *textwrap.wrap(notice(draft), _WIDTH)]
    for section in sections(draft):
        lines += [
            "",
            section.title,
            "=" * len(section.title) if section.level == 1 else "-" * len(section.title),
        ]
        for paragraph in section.paragraphs:
            lines += ["", *_wrapped(f"{paragraph.number}. {_joined(paragraph, '[{}]', str)}", "")]
        if section.notes:
            lines += [
                "",
                *(line for n in section.notes for line in _wrapped(f"[{n.number}] {n.text}", "    ")),
            ]
    lines += ["", *(line for w in draft.warnings for line in _wrapped(f"! {w}", "  "))]
    return "\n".join(lines)


def _wrapped(text: str, indent: str) -> list[str]:
    lines: list[str] = []
    for part in text.split("\n"):
        lines += textwrap.wrap(part, _WIDTH, initial_indent=indent, subsequent_indent=indent) or [""]
    return lines
