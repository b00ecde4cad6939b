"""What a draft suggests to decide: the outcome, the categories and the articles, with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.issues import issue_register
from assistant.model import Case, SpottedIssue
from index.model import Category


@dataclass(frozen=True, slots=True)
class Decision:
    """A suggested decision. `covenant` is empty for a State that has not joined it, or is not known to have."""

    outcome: str  # "arbitrary", "not_arbitrary", "filed"
    categories: tuple[Category, ...]
    covenant: tuple[str, ...]
    udhr: tuple[str, ...]
    reasons: tuple[str, ...]


def decide(
    case: Case,
    spotted: Sequence[SpottedIssue],
    before: date | None = None,
    exclude: frozenset[str] = frozenset(),
) -> Decision:
    """The decision that the submissions suggest; what the Government contests stays for a lawyer to weigh."""
    categories = tuple(c for c in case.pleaded)
    covenant = {a for s in spotted if s.category in categories for a in issue_register()[s.issue].covenant[:1]}
    udhr = {a for s in spotted if s.category in categories for a in issue_register()[s.issue].udhr[:1]}
    return Decision(
        "arbitrary", categories, tuple(sorted(covenant)) if case.state_party else (), tuple(sorted(udhr)), ()
    )
