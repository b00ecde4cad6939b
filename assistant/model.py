"""The nouns of drafting: a case, the issues it raises, a draft with its provenance. Plain, frozen, typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from index.model import Category, Document


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a case file tells, and the paragraph that tells it; None where a drafter has put it in."""

    text: str
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case file as the drafter sees it; every field can be corrected before drafting.

    `document` holds the submissions only (parts source, government, comments, and the preamble).
    """

    document: Document
    title: str
    state: str | None
    state_party: bool | None
    persons: tuple[str, ...]
    replied: str | None  # "yes", "late", "no", None unknown
    pleaded: tuple[Category, ...]  # the categories that the source pleads
    before: date | None = None  # authorities must be older than this
    dates: tuple[Found, ...] = ()  # "arrest: 14 May 2020", as printed
    charges: tuple[Found, ...] = ()
    provisions: tuple[Found, ...] = ()  # of domestic law, the most named first

    @property
    def next_number(self) -> int:
        """The number of the first paragraph after the submissions."""
        return max((p.number for p in self.document.paragraphs), default=0) + 1


@dataclass(frozen=True, slots=True)
class Issue:
    """An entry of the issue register (prompts/issues.toml)."""

    id: str
    label: str
    category: str  # "I".."V" or "general"
    meaning: str
    cues: tuple[str, ...]
    covenant: tuple[str, ...]
    udhr: tuple[str, ...]
    other: tuple[str, ...]  # principles, general comments, in citation form
    questions: tuple[str, ...]
    criminal: bool = False  # of criminal proceedings alone


@dataclass(frozen=True, slots=True)
class SpottedIssue:
    """An issue that the submissions raise: with the case paragraphs that raise it and a confidence 0..1."""

    issue: str
    category: Category | None  # None: general
    confidence: float
    case_paragraphs: tuple[int, ...]
    pleaded: bool
    contested: tuple[int, ...] = ()  # paragraphs of the Government that answer it


@dataclass(frozen=True, slots=True)
class DraftCitation:
    """A citation in a draft. `source` is the index id it rests on ("301/2014#40"), None for the register."""

    target: str
    pinpoints: tuple[str, ...]
    raw: str
    source: str | None
    verified: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A drafted sentence: its text without marks, the citations that follow it, and what it rests on.

    `unsupported` is the reason why a sentence written by a language model is kept but marked; its citations
    have then been taken out.
    """

    text: str
    citations: tuple[DraftCitation, ...] = ()
    sources: tuple[str, ...] = ()
    case_paragraphs: tuple[int, ...] = ()
    unsupported: str | None = None


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A drafted paragraph: sentences about the issues named."""

    sentences: tuple[Sentence, ...]
    issues: tuple[str, ...] = ()

    @property
    def citations(self) -> tuple[DraftCitation, ...]:
        """Its citations in the order of their marks."""
        return tuple(c for s in self.sentences for c in s.citations)

    @property
    def text(self) -> str:
        """The text with its footnote marks as [1], [2]… in the order of `citations`."""
        parts: list[str] = []
        mark = 0
        for sentence in self.sentences:
            marks = "".join(f"[{mark + i + 1}]" for i in range(len(sentence.citations)))
            mark += len(sentence.citations)
            parts.append(sentence.text + marks)
        return " ".join(parts)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the passages it rests on, each once, in order."""
        return tuple(dict.fromkeys(i for s in self.sentences for i in s.sources))

    @property
    def case_paragraphs(self) -> tuple[int, ...]:
        """Paragraphs of the case it rests on, each once, in order."""
        return tuple(dict.fromkeys(n for s in self.sentences for n in s.case_paragraphs))


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis under one category. `found` is what the draft concludes."""

    category: Category
    found: bool
    issues: tuple[str, ...]
    paragraphs: tuple[DraftParagraph, ...]
    missing: tuple[str, ...] = ()  # issues for which no authority was found


@dataclass(frozen=True, slots=True)
class DraftDisposition:
    """The suggested disposition. Articles as strings: "9", "14(3)(d)"."""

    text: str
    outcome: str  # "arbitrary", "not_arbitrary", "filed"
    categories: tuple[Category, ...]
    covenant: tuple[str, ...]
    udhr: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A suggestion, not a judgment: by which drafter, on which index."""

    case: Case
    drafter: str  # "embedded", or the name of a chat model
    documents: int  # of the index
    fingerprint: str  # of the index
    preliminary: tuple[DraftParagraph, ...]
    analyses: tuple[Analysis, ...]
    concluding: tuple[DraftParagraph, ...]
    disposition: DraftDisposition
    first_number: int  # the number of the first drafted paragraph
    spotted: tuple[SpottedIssue, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    failures: tuple[str, ...] = ()  # what a chat model was to write and the embedded drafter wrote instead
