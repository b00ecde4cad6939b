"""Which authorities a drafter lets be cited: of one kind, of certain years, without some. They hold until they are lifted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.changes.request import Request
from assistant.composing.house_style import join
from assistant.composing.plan import Plan
from index.model import Category, Passage


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be cited; without any entry, everything that may be cited at all."""

    kind: str | None = None  # "opinion" or "deliberation"
    since: int | None = None  # years of adoption, both included
    until: int | None = None
    category: Category | None = None  # under which the paragraph stands
    without: tuple[str, ...] = ()  # "301/2014", or "301/2014#40"

    def admit(self, passage: Passage) -> bool:
        """Whether a paragraph of the index may be cited."""
        if {passage.id, passage.document} & set(self.without):
            return False
        if self.category and passage.category is not self.category:
            return False
        if self.kind and (passage.document.startswith("del-")) != (self.kind == "deliberation"):
            return False
        if self.since is None and self.until is None:
            return True
        year = passage.adopted.year if passage.adopted else None
        return year is not None and (self.since or 0) <= year <= (self.until or year)

    def narrowed(self, request: Request) -> Limits:
        """These with those that a request sets; what it says anew takes the place of what was said before."""
        named = (request.authority, *request.others) if request.authority else ()
        dated = request.since is not None or request.until is not None
        return replace(
            self,
            kind=request.kind or self.kind,
            category=request.under or self.category,
            since=request.since if dated else self.since,
            until=request.until if dated else self.until,
            without=tuple(dict.fromkeys([*self.without, *named])),
        )

    def __str__(self) -> str:
        """ "deliberations of 2018 or later", "authorities without 301/2014"."""
        parts = [f"{self.kind or 'authoritie'}s"]
        parts += [f"on category {self.category.value}"] if self.category else []
        parts += [f"of {self.since} or later"] if self.since else []
        parts += [f"of {self.until} or earlier"] if self.until else []
        parts += (
            [f"without {join([id.replace('del-', 'deliberation ').replace('#', ', para. ') for id in self.without])}"]
            if self.without
            else []
        )
        return " ".join(parts)


#: No limits: whatever may be cited at all.
ANYTHING = Limits()


def within(plan: Plan, admits: Callable[[Passage], bool]) -> Plan:
    """The plan with those of its authorities that may be cited."""
    kept = {issue: tuple(p for p in found if admits(p)) for issue, found in plan.passages.items()}
    return replace(plan, bench=plan.bench.within(admits), passages=kept, _standards={})
