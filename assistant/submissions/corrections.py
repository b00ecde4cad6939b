"""What a drafter puts right of a case before it is drafted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.model import Case, Found
from assistant.submissions.facts import DATED
from index.errors import BadInput
from index.model import Category
from index.register import register

UNKNOWN = "unknown"
PARTY = {"yes": True, "no": False, UNKNOWN: None}
REPLIED = ("yes", "late", "no", UNKNOWN)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is to be said of a case instead of what was found; None leaves it as it was found."""

    title: str | None = None
    state: str | None = None
    party: str | None = None  # a key of PARTY
    replied: str | None = None  # one of REPLIED
    persons: Sequence[str] | None = None
    pleaded: Sequence[Category] | None = None
    dates: Sequence[str] | None = None
    charges: Sequence[str] | None = None
    provisions: Sequence[str] | None = None

    def of(self, case: Case) -> Case:
        """The case put right. Another State has its own treaties: the register says which, where nobody does."""
        if self.state is not None and (self.state or None) != case.state:
            party = register().state_party(self.state) if self.state else None
            case = replace(case, state=self.state or None, state_party=party)
        if self.party is not None:
            case = replace(case, state_party=PARTY[self.party])
        if self.replied is not None:
            case = replace(case, replied=None if self.replied == UNKNOWN else self.replied)
        if self.persons is not None:
            case = replace(case, persons=tuple(_kept(self.persons)))
        if self.pleaded is not None:
            case = replace(case, pleaded=tuple(c for c in Category if c in self.pleaded))
        return replace(
            case,
            title=self.title or case.title,
            dates=_dated(_found(self.dates, case.dates)),
            charges=_found(self.charges, case.charges),
            provisions=_found(self.provisions, case.provisions),
        )


def _kept(lines: Iterable[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines if line.strip()]


def _dated(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """The same, if each has a date: a year, or a day and its month as submissions print them."""
    if wrong := next((f.text for f in found if not DATED.search(f.text)), None):
        raise BadInput(f"{wrong!r} is no date of the case: write it as 'arrest: 14 May 2020'")
    return found


def _found(lines: Sequence[str] | None, before: tuple[Found, ...]) -> tuple[Found, ...]:
    """The lines as they are now; one that was found keeps its paragraph."""
    if lines is None:
        return before
    known = {f.text: f for f in before}
    return tuple(known.get(line, Found(line)) for line in _kept(lines))
