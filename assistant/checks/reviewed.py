"""The draft under review, the index it is held against, and what the checks share of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.checks.claims import Claim
from assistant.evidence.support import Embedded, Evidence, Support
from index.model import AUTHORITY_PARTS, Citation, Document

#: From this support on a paragraph is offered in place of the one cited, where that is none or a party's.
SUPPORT_SUGGESTED = 0.35


class Entry(Protocol):
    """A line of the index's list."""

    @property
    def id(self) -> str:
        """The document's id."""
        ...

    @property
    def state(self) -> str | None:
        """The State concerned."""
        ...


class Index(Embedded, Protocol):
    """What the review asks of an index."""

    def documents(self) -> Sequence[Entry]:
        """What is in the index."""
        ...

    def document(self, id: str) -> Document | None:
        """One document."""
        ...


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A draft and the index that its citations are checked against; `ids` are the index's other documents,
    `states` the States that they concern."""

    document: Document
    index: Index
    cutoff: date | None
    ids: tuple[str, ...]
    states: frozenset[str]
    support: Support

    def ranked(self, claim: Claim, cited: Document) -> list[Evidence]:
        """The paragraphs of a document by how much they support a claim, best first."""
        return self.support.ranked(cited, claim.sentence, claim.lead, claim.paragraph)


def number(pinpoint: str) -> int:
    """The paragraph that a pinpoint names; -1, which none has, where it names none."""
    found = re.match(r"\d+", pinpoint)
    return int(found[0]) if found else -1


def numbers(citation: Citation) -> set[int]:
    """The paragraphs that a citation names."""
    return {number(p) for p in citation.pinpoints}


def held(cited: Document) -> set[int]:
    """The paragraphs of a document in which the Working Group speaks with authority."""
    return {p.number for p in cited.paragraphs if p.part in AUTHORITY_PARTS}
