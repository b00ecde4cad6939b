"""The nouns of the product: plain, frozen, typed. No input or output, no library.

The way of the data: a file is read into `Block`s (`Extract`), which are parsed into a `Document` of numbered
`Paragraph`s with their `Footnote`s and `Citation`s; the index answers a query with `Passage`s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a document is."""

    OPINION = "opinion"
    DELIBERATION = "deliberation"
    CASE = "case"  # the submissions only: no Discussion yet
    DRAFT = "draft"  # an analysis somebody is writing: no preamble, no disposition adopted


class Part(StrEnum):
    """The part of a document in which a paragraph stands."""

    PREAMBLE = "preamble"
    SOURCE = "source"
    GOVERNMENT = "government"
    COMMENTS = "comments"
    DISCUSSION = "discussion"
    DISPOSITION = "disposition"
    FOLLOW_UP = "follow_up"
    BODY = "body"  # a deliberation


class Voice(StrEnum):
    """Who speaks. An allegation must never be taken for a finding."""

    SOURCE = "source"
    GOVERNMENT = "government"
    WORKING_GROUP = "working_group"


VOICE_OF_PART = {
    Part.PREAMBLE: Voice.WORKING_GROUP,
    Part.SOURCE: Voice.SOURCE,
    Part.GOVERNMENT: Voice.GOVERNMENT,
    Part.COMMENTS: Voice.SOURCE,
    Part.DISCUSSION: Voice.WORKING_GROUP,
    Part.DISPOSITION: Voice.WORKING_GROUP,
    Part.FOLLOW_UP: Voice.WORKING_GROUP,
    Part.BODY: Voice.WORKING_GROUP,
}

#: The parts that settle a question of law, and so may be cited as authority.
AUTHORITY_PARTS = frozenset({Part.DISCUSSION, Part.BODY})


class Category(StrEnum):
    """The five categories of arbitrary detention (methods of work, A/HRC/36/38, para. 8)."""

    I = "I"  # noqa: E741 - the Roman numeral is the name
    II = "II"
    III = "III"
    IV = "IV"
    V = "V"


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark: it stands in a text before the character at `offset`; the text itself has no mark."""

    offset: int
    mark: str


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph or heading, its lines joined, furniture gone, footnote marks taken out of the text.

    `level` is what typography says: 0 body text, 1.. a heading of that depth (1 the highest), None unknown
    (plain text). `text` begins with the paragraph's number where one is printed ("12. The source …").
    """

    text: str
    marks: tuple[Mark, ...] = ()
    level: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader found in a file, in reading order."""

    blocks: tuple[Block, ...]
    footnotes: tuple[tuple[str, str], ...] = ()  # (mark, text), in order
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, and where its mark stands in the text of its paragraph (a character offset)."""

    mark: str
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph: what lawyers cite. `text` has neither its number nor footnote marks; sub-items are
    joined by line breaks. `categories` are those under which the Working Group examines it."""

    number: int
    part: Part
    headings: tuple[str, ...]
    text: str
    footnotes: tuple[Footnote, ...] = ()
    categories: tuple[Category, ...] = ()

    @property
    def category(self) -> Category | None:
        """The (first) category, where there is one."""
        return self.categories[0] if self.categories else None

    @property
    def voice(self) -> Voice:
        """Who speaks in this paragraph."""
        return VOICE_OF_PART[self.part]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to an authority, as found in a text and as resolved.

    `target` is the canonical name of the authority ("opinion:301/2014", "covenant", "paragraph", "other:…");
    "other:ibid." with a `note` where what it stands for is not certain. `pinpoints` are written out, as strings.
    `paragraph` is the number of the paragraph in which it stands; `footnote` the mark of the footnote, or None
    in running text. `start` and `end` are its exact place in the paragraph's, or the footnote's, text.
    """

    raw: str
    target: str
    pinpoints: tuple[str, ...] = ()
    paragraph: int | None = None
    footnote: str | None = None
    start: int = 0
    end: int = 0
    note: str | None = None  # why it stays unresolved


@dataclass(frozen=True, slots=True)
class Disposition:
    """What was decided. `covenant` and `udhr` are article numbers as strings: "9", "14(3)(d)"."""

    text: str
    outcome: str | None  # "arbitrary", "not_arbitrary", "filed"
    categories: tuple[Category, ...] = ()
    covenant: tuple[str, ...] = ()
    udhr: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An opinion, a deliberation, a case file or a draft, with its true structure."""

    id: str  # "301/2014", "del-31"; for a text without a number "doc-" and the start of its digest
    kind: Kind
    file: str
    digest: str  # SHA-256 of the file's bytes, hexadecimal
    number: str | None = None
    symbol: str | None = None
    title: str | None = None
    session: str | None = None
    state: str | None = None
    state_party: bool | None = None  # to the Covenant; None where neither document nor register says
    persons: tuple[str, ...] = ()
    adopted: date | None = None
    replied: str | None = None  # the Government: "yes", "late", "no"; None where the text does not say
    disposition: Disposition | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    citations: tuple[Citation, ...] = ()
    warnings: tuple[str, ...] = ()

    def paragraph(self, number: int) -> Paragraph | None:
        """The paragraph with that number, if there is one."""
        return next((p for p in self.paragraphs if p.number == number), None)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the index as an answer to a query. Its `id` is its citation: "301/2014#40"."""

    id: str
    document: str
    paragraph: int
    part: Part
    category: Category | None
    score: float
    text: str
    citation: str  # footnote form: "Opinion No. 301/2014, para. 40"
    headings: tuple[str, ...] = ()
    title: str | None = None
    state: str | None = None
    state_party: bool | None = None
    adopted: date | None = None
    also_in: tuple[str, ...] = ()  # near-identical paragraphs folded into this one
    cited_by: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search may return. The default is authority: the Working Group's own voice.

    `before` keeps only what was adopted before that date (a document without a date is then left out);
    `exclude` leaves out whole documents by id. `party` keeps opinions on States that are, or are not, party to
    the Covenant. `declaration_first` is an order, not a filter: what rests on the Covenant comes after the rest,
    as a State wants it that has not joined the Covenant.
    """

    parts: frozenset[Part] = field(default=AUTHORITY_PARTS)
    category: Category | None = None
    state: str | None = None
    before: date | None = None
    exclude: frozenset[str] = frozenset()
    party: bool | None = None
    kind: Kind | None = None
    declaration_first: bool = False
