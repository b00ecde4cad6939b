"""Requests for paragraphs, answered without a language model: passages of the index, in the Group's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.model import Category, Filters, Passage

Search = Callable[[str, int, Filters], Sequence[Passage]]
Lookup = Callable[[str], Passage | None]

_SINCE = re.compile(r"\b(?:from|since)\s+((?:19|20)\d\d)\b(?:\s+or\s+later)?|\b((?:19|20)\d\d)\s+or\s+later", re.I)
_BEFORE = re.compile(r"\b(?:before|earlier than)\s+((?:19|20)\d\d)\b", re.I)
_CATEGORY = re.compile(r"\bcategory\s+(IV|V|I{1,3})\b", re.I)
_PLACE = re.compile(r"\bpara(?:graph|\.)?\s*(\d+)\s+of\s+(?:opinion\s+)?No\.\s*(\d+/\d{4})", re.I)
_ASKING = re.compile(
    r"^\s*(?:please\s+)?(?:give|show|find|get|add|draft|write)(?:\s+me)?\s+(?:the|a|an)?\s*"
    r"(?:standard\s+)?(?:paragraphs?|authority|passages?)?\s*(?:on|about|for)?\s*", re.I)  # fmt: skip


def answer(request: str, search: Search, lookup: Lookup, filters: Filters | None = None) -> list[Passage]:
    """The passages that a request asks for: the very paragraph it names, or the best on its subject."""
    filters = filters or Filters()
    if place := _PLACE.search(request):
        found = lookup(f"{place[2]}#{place[1]}")
        return [found] if found else []
    since, before, category = _SINCE.search(request), _BEFORE.search(request), _CATEGORY.search(request)
    if before:
        filters = replace(filters, before=_earlier(filters.before, date(int(before[1]), 1, 1)))
    if category:
        filters = replace(filters, category=Category(category[1].upper()))
    found_all = search(_subject(request), 30 if since else 3, filters)
    if since:
        first = int(since[1] or since[2])
        found_all = [p for p in found_all if p.adopted and p.adopted.year >= first]
    return list(found_all[:3])


def _earlier(one: date | None, other: date) -> date:
    return min(one, other) if one else other


def _subject(request: str) -> str:
    """What a request is about, without the words of asking."""
    text = request
    for pattern in (_SINCE, _BEFORE, _ASKING):
        text = pattern.sub(" ", text)
    return text.strip(" .?") or request
