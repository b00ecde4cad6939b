"""A message that asks for several changes, as one request for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.changes.doubts import PLACED
from assistant.changes.plain_words import headed
from assistant.changes.request import Request
from assistant.changes.request_words import AND_THEN, ANSWERED, STANDING, Act
from assistant.changes.requests import LONGEST, understand

#: What names paragraphs is done first, while their numbers are those that the drafter saw; then they are moved and removed;
#: what names none finds its place in what is left.
_RANKS = {Act.MOVE: 1, Act.SWAP: 1, Act.REMOVE: 2, Act.INSERT: 4, Act.ANSWER: 4}
_NAMING, _NAMELESS = 0, 3
#: What is done place by place; the rest of what has places is done to them together.
#: "the counsel and the appeal paragraphs"; "para. 43 and the paragraph on appeal": the command holds for both.
_NAMES = re.compile(r"\bthe\s+([^\W\d_][\w-]*)\s+and\s+(?:the\s+)?([^\W\d_][\w-]*)\s+para(?:graph)?s\b", re.I)
_ALSO = re.compile(
    r"\s*(?:,\s*and|,|\band|&|\+|\bplus)\s+(?:also\s+)?(?=the\s+(?:(?:para(?:graph)?|one)\s+(?:on|about)|[^\W\d_][\w-]*\s+para(?:graph)?)\b)",
    re.I,
)
_PLACE = re.compile(r"(?:in|under|for|to)\s+(?:the\s+)?(?:para(?:graph)?\.?|category|§)\s*[\w-]+", re.I)
_COMMAND = re.compile(r"(?:remove|delete|drop|shorten|trim|tighten|condense|soften)(?:\s+(?:it|that|this))?", re.I)
_REPEATED = ("shorten", "remove", "delete", "drop", "soften", "trim", "tighten", "condense")
_EACH = (Act.REMOVE, Act.USE, Act.ADD)


def understood(text: str) -> list[Request]:
    """The requests of a message, each for one place; the message as one request where a part of it says nothing by itself."""
    whole = _repeated(" ".join(text[:LONGEST].split()))
    pieces = [p for p in AND_THEN.split(whole) if headed(p)]
    requests = _of_one(pieces) if len(pieces) > 1 else []
    if not requests or any(r.act is None and r.beyond is None for r in requests):
        requests = [understand(text)]
    if (
        len(requests) > 1
        and not all(r.act in STANDING for r in requests)
        and (lone := next((r for r in requests if r.act in ANSWERED), None))
    ):
        return [replace(lone, doubt=f"{lone.text!r} stands alone: ask for one at a time")]
    return [single for request in requests for single in _singles(request)]


def _repeated(text: str) -> str:
    """The text with its command before each of the paragraphs that it names by what they are on."""
    command = headed(text).split(" ", 1)[0].lower()
    return (
        _ALSO.sub(f" and {command} ", _NAMES.sub(r"the \1 paragraph and the \2 paragraph", text))
        if command in _REPEATED
        else text
    )


def _of_one(pieces: list[str]) -> list[Request]:
    """The requests of pieces; one that is a mere place, "in para. 45", or a mere command, "delete it", goes with its
    neighbour."""
    found: list[Request] = []
    place = ""
    for piece in pieces:
        if _PLACE.fullmatch(piece.strip(" ,.")):
            place = piece
            continue
        request = understand(f"{piece} {place}" if place else piece)
        place = ""
        before = found[-1] if found else None
        if (
            before
            and _COMMAND.fullmatch(headed(piece))
            and before.paragraph is not None
            and before.act in (None, request.act)
        ):
            request = replace(before, act=request.act, text=f"{before.text}, {piece}", beyond=None, subject="")
            found.pop()
        found.append(request)
    return [*found, *([understand(place)] if place else [])]


def in_order(requests: list[Request]) -> list[Request]:
    """Located requests in an order in which no change moves a paragraph that a later one names."""

    def place(request: Request) -> tuple[int, int]:
        named = request.paragraph is not None or request.spared is not None
        rank = _RANKS.get(request.act, _NAMING if named else _NAMELESS) if request.act else _NAMING
        return rank, -(request.paragraph or 0) if request.act is Act.REMOVE else 0

    return sorted(requests, key=place)


def _singles(request: Request) -> Iterator[Request]:
    """A request for several paragraphs or categories as one for each."""
    if request.spared is not None and request.spared.paragraph is not None and request.further:
        out = {request.spared.paragraph, *request.spared.further}
        first, *more = [n for n in (request.paragraph, *request.further) if n not in out] or [request.paragraph]
        yield from _singles(replace(request, paragraph=first, further=tuple(n for n in more if n), spared=None))
    elif request.act not in _EACH:
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
    if request.act in (*ANSWERED, *PLACED, Act.SWAP, None):
        return None
    if request.further or request.ordinals:
        return "more than one paragraph is named: ask for one at a time"
    return "more than one category is named: ask for one at a time" if request.also else None
