"""Resolution: what "Ibid.", "footnote 12 above" and a bare "general comment No. 10" stand for.

Silence beats a wrong citation: where not exactly one candidate remains, the target is "other:ibid." and a
note says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.authority_names import UNKNOWN_BODY
from index.model import Citation

IBID = "ibid"
UNRESOLVED = "other:ibid."


@dataclass(slots=True)
class Context:
    """What has been cited so far in a document."""

    comments: dict[str, set[str]] = field(default_factory=dict)  # number -> committees that it was cited with
    notes: dict[str, tuple[Citation, ...]] = field(default_factory=dict)  # footnote mark -> its citations
    previous: tuple[Citation, ...] | None = None  # of the previous footnote; None before the first

    def resolve_text(self, found: Sequence[Citation], *, footnote: str | None) -> tuple[Citation, ...]:
        """The citations of one text, resolved; remembers a footnote for the next."""
        done: list[Citation] = []
        for citation in found:
            done.extend(self._resolve(citation, done, footnote))
        if footnote is not None:
            self.previous = self.notes[footnote] = tuple(done)
        return tuple(done)

    def _resolve(self, citation: Citation, before: list[Citation], footnote: str | None) -> list[Citation]:
        if citation.target == IBID:
            return [self._ibid(citation, before, footnote)]
        if citation.target.startswith("footnote:"):
            return [self._cross_reference(citation)]
        if citation.target.startswith(f"general_comment:{UNKNOWN_BODY}:"):
            return [self._bare_comment(citation)]
        self._remember_comment(citation)
        return [citation]

    def _remember_comment(self, citation: Citation) -> None:
        kind, _, rest = citation.target.partition(":")
        if kind == "general_comment":
            committee, _, number = rest.partition(":")
            self.comments.setdefault(number, set()).add(committee)

    def _bare_comment(self, citation: Citation) -> Citation:
        """The Human Rights Committee's, unless the text has only cited another Committee's of that number."""
        number = citation.target.rpartition(":")[2]
        known = self.comments.get(number, set())
        committee = next(iter(known)) if len(known) == 1 else "HRC"
        return replace(citation, target=f"general_comment:{committee}:{number}")

    def _ibid(self, citation: Citation, before: list[Citation], footnote: str | None) -> Citation:
        candidates = before[-1:] if before else list(self.previous or ())
        if not before and footnote is None:
            candidates = []
        targets = {c.target for c in candidates}
        if len(targets) != 1 or targets == {UNRESOLVED} or targets == {"paragraph"}:
            return replace(citation, target=UNRESOLVED, note=_why(candidates, targets))
        only = candidates[-1]
        pinpoints = citation.pinpoints or (only.pinpoints if len(candidates) == 1 else ())
        return replace(citation, target=only.target, pinpoints=pinpoints)

    def _cross_reference(self, citation: Citation) -> Citation:
        mark = citation.target.partition(":")[2]
        targets = {c.target for c in self.notes.get(mark, ())}
        if len(targets) == 1 and UNRESOLVED not in targets:
            return replace(citation, target=targets.pop())
        found = "cites several authorities" if targets else "cites no authority that is known"
        return replace(citation, target=f"other:footnote {mark}", note=f"footnote {mark} {found}")


def _why(candidates: Sequence[Citation], targets: set[str]) -> str:
    if len(targets) > 1:
        return "the previous footnote holds several authorities: it is not certain which one is meant"
    if UNRESOLVED in targets:
        return "it stands for an \u201cibid.\u201d that is itself not certain"
    return "no authority that is known precedes it"
