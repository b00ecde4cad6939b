"""What was done to a draft: every version is kept, so that any change can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.changes.limits import ANYTHING, Limits
from assistant.changes.places import is_frame, numbered, place_named
from assistant.model import Draft
from index.model import Passage


@dataclass(frozen=True, slots=True)
class Step:
    """A version of a draft: by which request it came to be, what was said of it, and what may be cited from then on."""

    draft: Draft
    request: str
    note: str
    limits: Limits = ANYTHING


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a draft up to the present one, and those that were taken back. Nothing in it ever changes.

    `shown` are the passages last given in answer, with their `subject`: "add it" means them.
    """

    past: tuple[Step, ...]
    future: tuple[Step, ...] = ()
    shown: tuple[Passage, ...] = ()
    subject: str = ""

    @classmethod
    def of(cls, draft: Draft) -> History:
        """The history of a draft that nobody has changed."""
        return cls((Step(draft, "", "Drafted."),))

    @property
    def draft(self) -> Draft:
        """The present version."""
        return self.past[-1].draft

    @property
    def limits(self) -> Limits:
        """What may be cited in the present version."""
        return self.past[-1].limits

    def changed_last(self) -> list[int]:
        """The numbers of the paragraphs that the last change left other than they were, or brought in; what claims and
        conclusions say follows from them."""
        if len(self.past) == 1:
            return []
        known = {p for _, p in numbered(self.past[-2].draft)}
        changed = [number for number, paragraph in numbered(self.draft) if paragraph not in known]
        return [number for number in changed if not is_frame(self.draft, place_named(self.draft, number))]

    def then(self, step: Step) -> History:
        """With one more version; what had been taken back is gone."""
        return replace(self, past=(*self.past, step), future=())

    def undo(self) -> History:
        """Without the last change; the same where there is none."""
        if len(self.past) == 1:
            return self
        return replace(self, past=self.past[:-1], future=(self.past[-1], *self.future))

    def redo(self) -> History:
        """With the change that was taken back last; the same where there is none."""
        return replace(self, past=(*self.past, *self.future[:1]), future=self.future[1:])

    def lines(self) -> tuple[str, ...]:
        """What was asked and done, a line a change; those taken back are marked."""
        done = [f"{place}. {s.request} – {s.note}" for place, s in enumerate(self.past[1:], start=1)]
        undone = [f"(taken back) {s.request} – {s.note}" for s in self.future]
        return tuple([*done, *undone]) or ("Nothing was changed since the draft was made.",)
