"""Requests for paragraphs, answered without a language model: passages of the index, in the Group's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.model import AUTHORITY_PARTS, Category, Filters, Part, Passage

Search = Callable[[str, int, Filters], Sequence[Passage]]
Lookup = Callable[[str], Passage | None]

#: Passages given in answer, and how many are looked at where the request sets a condition that no filter knows.
SHOWN, LOOKED_AT = 3, 200

_SINCE = re.compile(r"\b(?:from|since)\s+((?:19|20)\d\d)\b(?:\s+or\s+later)?|\b((?:19|20)\d\d)\s+or\s+later", re.I)
_BEFORE = re.compile(r"\b(?:before|earlier than)\s+((?:19|20)\d\d)\b", re.I)
_CATEGORY = re.compile(r"\bcategory\s+(IV|V|I{1,3})\b", re.I)
_OPINION_PLACE = re.compile(
    r"\bpara(?:graph|\.)?\s*(\d+)\s+of\s+(?:opinion\s+)?(?:No\.\s*)?(\d+/\d{4})|"
    r"\bopinion\s+(?:No\.\s*)?(\d+/\d{4}),?\s+para(?:graph|\.)?\s*(\d+)|\b(\d+/\d{4})#(\d+)\b", re.I)  # fmt: skip
_DELIBERATION_PLACE = re.compile(r"\bpara(?:graph|\.)?\s*(\d+)\s+of\s+deliberation\s+(?:No\.\s*)?(\d+)", re.I)
_NOT_PARTY = re.compile(r"\b(?:not|non)[ -](?:a )?(?:state )?party\b|\bhas not (?:joined|ratified)\b", re.I)
_ASKING = re.compile(
    r"^\s*(?:please\s+)?(?:give|show|find|get|add|draft|write)(?:\s+me)?\s+(?:the|a|an)?\s*"
    r"(?:standard\s+)?(?:paragraphs?|authority|passages?)?\s*(?:on|about|for)?\s*", re.I)  # fmt: skip
_SPEAKERS = {
    Part.SOURCE: "what the source alleges",
    Part.COMMENTS: "what the source alleges",
    Part.GOVERNMENT: "what the Government submits",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The passages asked for, and what must be said about them."""

    passages: tuple[Passage, ...]
    note: str = ""


def answer(request: str, search: Search, lookup: Lookup, filters: Filters | None = None) -> Answer:
    """The very paragraph that a request names, or the best on its subject; only what may be cited as authority."""
    filters = filters or Filters()
    if place := _named(request):
        return citable(place, lookup(place), filters)
    since, before, category = _SINCE.search(request), _BEFORE.search(request), _CATEGORY.search(request)
    if before:
        filters = replace(filters, before=_earlier(filters.before, date(int(before[1]), 1, 1)))
    if category:
        filters = replace(filters, category=Category(category[1].upper()))
    outside = bool(_NOT_PARTY.search(request))
    found = list(search(_subject(request), LOOKED_AT if since or outside else SHOWN, filters))
    if since:
        first = int(since[1] or since[2])
        found = [p for p in found if p.adopted and p.adopted.year >= first]
    if outside:  # what rests on the Covenant is of no use there
        found = [p for p in found if "Covenant" not in p.text and "Human Rights Committee" not in p.text]
    return Answer(tuple(found[:SHOWN]), "" if found else "Nothing was found. Try other words or fewer conditions.")


def _named(request: str) -> str | None:
    """The id of the paragraph that a request names."""
    if match := _OPINION_PLACE.search(request):
        number, document = (
            (match[1], match[2]) if match[1] else (match[4], match[3]) if match[3] else (match[6], match[5])
        )
        return f"{document}#{number}"
    match = _DELIBERATION_PLACE.search(request)
    return f"del-{match[2]}#{match[1]}" if match else None


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


def _subject(request: str) -> str:
    """What a request is about, without the words of asking."""
    text = request
    for pattern in (_SINCE, _BEFORE, _ASKING):
        text = pattern.sub(" ", text)
    return text.strip(" .?") or request
