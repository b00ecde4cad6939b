"""Footnotes in the form of the Working Group: what one place cites, shortened where it was cited before, "Ibid." where right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.model import DraftCitation
from index.citations import format_citation

_OPINION = "Opinion No. "
_COMMENT = re.compile(r"^[^,]+, general comment (No\. \d+) \(\d{4}\)")

Citations = Sequence[DraftCitation]


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
        self._previous: tuple[str, tuple[str, ...]] | None = None  # what the note before cites, if only one

    def text(self, citations: Citations) -> str:
        """The next footnote."""
        merged = together(citations)
        alone = (merged[0].target, merged[0].pinpoints) if len(merged) == 1 else None
        before, self._previous = self._previous, alone
        shortened = {c.target for c in merged} & (self._cited - self._ambiguous)
        self._cited.update(c.target for c in merged)
        if alone and before and alone[0] == before[0] and (alone[1] or not before[1]):
            return _ibid(*alone, same=alone[1] == before[1])
        return joined([_short(c.raw) if c.target in shortened else c.raw for c in merged])


def _ibid(target: str, pinpoints: tuple[str, ...], *, same: bool) -> str:
    if same:
        return "Ibid."
    place = format_citation(target, pinpoints).removeprefix(format_citation(target))
    return f"Ibid.{place}."


def _short(raw: str) -> str:
    return _COMMENT.sub(r"General comment \1", raw)


def together(citations: Citations) -> list[DraftCitation]:
    """The citations with the paragraphs of one document in one: "Opinion No. 1/2020, paras. 2, 5 and 6"."""
    merged: dict[str, DraftCitation] = {}
    for citation in citations:
        known = merged.get(citation.target)
        if known is None:
            merged[citation.target] = citation
        elif set(citation.pinpoints) - set(known.pinpoints):
            pins = _ordered({*known.pinpoints, *citation.pinpoints}) if known.pinpoints and citation.pinpoints else ()
            raw = format_citation(citation.target, pins) if pins else citation.raw
            merged[citation.target] = DraftCitation(
                citation.target, tuple(pins) or citation.pinpoints or known.pinpoints, raw, known.source, known.verified
            )
    return list(merged.values())


def _ordered(pinpoints: set[str]) -> list[str]:
    """By number, then as written: "9", "9(1)", "14(3)(d)"."""
    return sorted(pinpoints, key=lambda p: (int("".join(re.findall(r"^\d+", p)) or 0), p))


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
