"""Requests for paragraphs, answered without a language model: passages of the index, in the Group's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.changes.request import Request
from assistant.changes.requests import understand
from index.model import AUTHORITY_PARTS, Filters, Part, Passage

Search = Callable[[str, int, Filters], Sequence[Passage]]
Lookup = Callable[[str], Passage | None]

#: Passages given in answer, and how many are looked at where the request sets a condition that no filter knows.
SHOWN, LOOKED_AT = 3, 200

#: Those nearest to a subject: what cannot be taken from those shown may be taken from them.
NEAREST = 16

_NOT_PARTY = re.compile(
    r"\b(?:not|non)[ -](?:yet )?(?:a )?(?:state )?part(?:y|ies)\b|\b(?:not|never) (?:yet )?(?:joined|ratified|acceded)\b",
    re.I,
)
_SPEAKERS = {
    Part.SOURCE: "what the source alleges",
    Part.COMMENTS: "what the source alleges",
    Part.GOVERNMENT: "what the Government submits",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The passages asked for, what must be said about them, and further ones that meet the same conditions."""

    passages: tuple[Passage, ...]
    note: str = ""
    further: tuple[Passage, ...] = ()


def answer(request: Request | str, search: Search, lookup: Lookup, filters: Filters | None = None) -> Answer:
    """The very paragraph that a request names, or the best on its subject; only what may be cited as authority."""
    wish, filters = _understood(request), filters or Filters()
    document, _, number = (wish.authority or "").partition("#")
    if number:
        return citable(f"{document}#{number}", lookup(f"{document}#{number}"), filters)
    if not wish.subject:
        return Answer(
            (), f"Say which paragraph, as: show {document or '301/2014'}, para. 40; or what it is to be about."
        )
    found = _on(wish, document, search, filters)
    note = (
        ""
        if found
        else f"No authority{wish.years} was found that may be cited here. Try other words or fewer conditions."
    )
    return Answer(tuple(found[:SHOWN]), note, tuple(found[SHOWN:NEAREST]))


def _understood(request: Request | str) -> Request:
    """A request as understood; a text without a verb is what is to be found."""
    if isinstance(request, Request):
        return request
    wish = understand(request)
    return wish if wish.act else understand(f"show {request}")


def _on(wish: Request, document: str, search: Search, filters: Filters) -> list[Passage]:
    """Passages on the subject of a request that meet its conditions, best first."""
    if wish.until:
        filters = replace(filters, before=_earlier(filters.before, date(wish.until + 1, 1, 1)))
    if wish.state:
        filters = replace(filters, state=wish.state)
    if wish.category:
        filters = replace(filters, category=wish.category)
    outside = bool(_NOT_PARTY.search(wish.text))
    many = LOOKED_AT if wish.since or outside or document else NEAREST
    found = search(wish.subject, many, filters)
    kept = [p for p in found if wish.admits(p.adopted) and document in ("", p.document)]
    if outside:  # what rests on the Covenant is of no use there
        kept = [p for p in kept if "Covenant" not in p.text and "Human Rights Committee" not in p.text]
    if wish.newer:
        return sorted(kept[: 2 * SHOWN], key=lambda p: p.adopted or date.min, reverse=True)
    return kept


def citable(place: str, found: Passage | None, filters: Filters) -> Answer:
    """The paragraph of that id if it may be cited within the filters, or why it may not."""
    document, number = place.split("#")
    if found is None:
        return Answer((), f"The index has no paragraph {number} of {document}.")
    if found.part not in AUTHORITY_PARTS:
        said = _SPEAKERS.get(found.part, "no reasoning of the Working Group")
        return Answer((), f"Paragraph {number} of {document} reports {said}: it may not be cited as authority.")
    if found.document in filters.exclude:
        return Answer((), f"{document} is left out for this case: it is its own opinion, or was excluded.")
    if filters.before and (found.adopted is None or found.adopted >= filters.before):
        return Answer((), f"{document} was not adopted before {filters.before.isoformat()}: it is no authority here.")
    return Answer((found,))


def _earlier(one: date | None, other: date) -> date:
    return min(one, other) if one else other
