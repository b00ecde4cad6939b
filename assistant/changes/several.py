"""A message that asks for several changes, as one request for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.changes.doubts import PLACED
from assistant.changes.plain_words import headed
from assistant.changes.request import Request
from assistant.changes.request_words import AND_THEN, Act
from assistant.changes.requests import LONGEST, understand

#: What names paragraphs is done first, while their numbers are those that the drafter saw; then they are moved and removed;
#: what names none finds its place in what is left.
_RANKS = {Act.MOVE: 1, Act.SWAP: 1, Act.REMOVE: 2, Act.INSERT: 4, Act.ANSWER: 4}
_NAMING, _NAMELESS = 0, 3
_ALONE = (Act.UNDO, Act.REDO, Act.RESTART, Act.HISTORY, Act.RESTS, Act.READ, Act.SHOW, Act.HELP)
#: What is done place by place; the rest of what has places is done to them together.
_EACH = (Act.REMOVE, Act.USE, Act.ADD)


def understood(text: str) -> list[Request]:
    """The requests of a message, each for one place; the message as one request where a part of it says nothing by itself."""
    pieces = [p for p in AND_THEN.split(" ".join(text[:LONGEST].split())) if headed(p)]
    requests = [understand(piece) for piece in pieces] if len(pieces) > 1 else []
    if not requests or any(r.act is None and r.beyond is None for r in requests):
        requests = [understand(text)]
    if len(requests) > 1 and (lone := next((r for r in requests if r.act in _ALONE), None)):
        return [replace(lone, doubt=f"{lone.text!r} stands alone: ask for one at a time")]
    return [single for request in requests for single in _singles(request)]


def in_order(requests: list[Request]) -> list[Request]:
    """Located requests in an order in which no change moves a paragraph that a later one names."""

    def place(request: Request) -> tuple[int, int]:
        named = request.paragraph is not None or request.spared is not None
        rank = _RANKS.get(request.act, _NAMING if named else _NAMELESS) if request.act else _NAMING
        return rank, -(request.paragraph or 0) if request.act is Act.REMOVE else 0

    return sorted(requests, key=place)


def _singles(request: Request) -> Iterator[Request]:
    """A request for several paragraphs or categories as one for each."""
    if request.act not in _EACH:
        yield replace(request, doubt=request.doubt or _too_many(request))
    elif request.further:
        yield from (replace(request, paragraph=n, further=()) for n in (request.paragraph, *request.further))
    elif request.ordinals:
        yield from (replace(request, ordinal=n, ordinals=()) for n in (request.ordinal, *request.ordinals))
    elif request.also:
        yield from (replace(request, category=c, also=()) for c in (request.category, *request.also))
    else:
        yield request


def _too_many(request: Request) -> str | None:
    if request.act in (*_ALONE, *PLACED, Act.SWAP, None):
        return None
    if request.further or request.ordinals:
        return "more than one paragraph is named: ask for one at a time"
    return "more than one category is named: ask for one at a time" if request.also else None
