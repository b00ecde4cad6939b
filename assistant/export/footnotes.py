"""Footnotes in the form of the Working Group: what one place cites, shortened where it was cited before, "Ibid." where right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.model import DraftCitation
from index.citations import format_citation, format_provisions, provisions_of
from index.pinpoints import in_order

_OPINION = "Opinion No. "
_COMMENT = re.compile(r"^[^,]+, general comment (No\. \d+) \(\d{4}\)")

Citations = Sequence[DraftCitation]
Provisions = dict[str, tuple[str, ...]]


class Footnotes:
    """Writes the footnotes of one text in their order, and remembers what was cited.

    A general comment is named in full once; later without its Committee and year, unless two Committees have one of
    that number here. "Ibid." stands only where this footnote and the one just before it each cite one authority, the
    same.
    """

    def __init__(self, everything: Iterable[Citations]) -> None:
        named: dict[str, set[str]] = {}
        for citation in (c for note in everything for c in note):
            kind, _, rest = citation.target.partition(":")
            if kind == "general_comment":
                named.setdefault(rest.rpartition(":")[2], set()).add(citation.target)
        self._ambiguous = {target for targets in named.values() if len(targets) > 1 for target in targets}
        self._cited: set[str] = set()
        self._previous: tuple[str, Provisions] | None = None  # what the note before cites, if only one

    def text(self, citations: Citations) -> str:
        """The next footnote."""
        merged = together(citations)
        alone = (merged[0].target, _provisions(merged[0])) if len(merged) == 1 else None
        before, self._previous = self._previous, alone
        shortened = {c.target for c in merged} & (self._cited - self._ambiguous)
        self._cited.update(c.target for c in merged)
        if alone and before and alone[0] == before[0] and (alone[1] or not before[1]):
            return _ibid(*alone, same=alone[1] == before[1])
        return joined([_short(c.raw) if c.target in shortened else c.raw for c in merged])


def _ibid(target: str, provisions: Provisions, *, same: bool) -> str:
    if same:
        return "Ibid."
    place = format_provisions(target, provisions).removeprefix(format_citation(target))
    return f"Ibid.{place}."


def _short(raw: str) -> str:
    return _COMMENT.sub(r"General comment \1", raw)


def together(citations: Citations) -> list[DraftCitation]:
    """The citations with the paragraphs of one document in one: "Opinion No. 1/2020, paras. 2, 5 and 6"."""
    merged: dict[str, DraftCitation] = {}
    for citation in citations:
        known = merged.get(citation.target)
        merged[citation.target] = _merged(known, citation) if known else citation
    return list(merged.values())


def _merged(known: DraftCitation, other: DraftCitation) -> DraftCitation:
    """Two citations of one authority as one; of one without a place, what the other has."""
    one, two = _provisions(known), _provisions(other)
    if all(set(pins) <= set(one.get(unit, ())) for unit, pins in two.items()):
        return known
    both = {unit: in_order((*one.get(unit, ()), *two.get(unit, ()))) for unit in {**one, **two}}
    pinpoints = tuple(dict.fromkeys(pin for pins in both.values() for pin in pins))
    raw = format_provisions(known.target, both) if one else other.raw
    return DraftCitation(known.target, pinpoints, raw, known.source, known.verified)


def _provisions(citation: DraftCitation) -> Provisions:
    return provisions_of(citation.target, citation.raw, citation.pinpoints)


def joined(raws: Sequence[str]) -> str:
    """Citations of one place as one footnote: opinions last, "Opinions No. 1/2020, para. 2; No. …; and No. …"."""
    raws = list(dict.fromkeys(raw.strip().rstrip(".") for raw in raws))
    others = [raw for raw in raws if not raw.startswith(_OPINION)]
    opinions = [raw for raw in raws if raw.startswith(_OPINION)]
    others = [raw if place == 0 else _within(raw) for place, raw in enumerate(others)]
    parts = [*others, *_opinions(opinions, first=not others)]
    return f"{'; '.join(parts[:-1])}; and {parts[-1]}." if len(parts) > 1 else f"{parts[0]}."


def _within(raw: str) -> str:
    """A citation that does not open its footnote: "Deliberation No. 31" is then "deliberation No. 31"."""
    lower = ("Deliberation", "Methods of work", "General comment")
    return raw[0].lower() + raw[1:] if raw.startswith(lower) else raw


def _opinions(raws: Sequence[str], *, first: bool) -> list[str]:
    if not raws:
        return []
    word = "Opinion" if len(raws) == 1 else "Opinions"
    numbers = [raw.removeprefix(_OPINION) for raw in raws]
    return [f"{word if first else word.lower()} No. {numbers[0]}", *(f"No. {n}" for n in numbers[1:])]
