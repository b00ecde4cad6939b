"""What must be asked back before a request is done: it could mean two things, or names what was not read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.changes.request import Request
from assistant.changes.request_words import (
    ANOTHER,
    BETTER,
    CATEGORIES_MOVED,
    LIFTED,
    POINTED,
    SHARE,
    Act,
    times_in,
)
from assistant.evidence.named_authorities import instruments_named

_EITHER = re.compile(r"\bor\b", re.I)
_ASKING = (None, Act.RESTS, Act.RESTART, Act.HISTORY, Act.SHOW, Act.READ, Act.HELP)
#: What is done to paragraphs: with a paragraph, figure or part of the draft that was not read, it would be done to too much.
PLACED = frozenset({Act.SHORTEN, Act.REMOVE, Act.SOFTEN, Act.FIRM, Act.FEWER, Act.LIMIT})
_FIGURE = re.compile(r"(?<![\w/#])\d+(?![\w/#])")
#: A second command that was not read as one of its own.
_TWO = re.compile(r"^\w+\b.*\b(?:remove|delete|drop|shorten|undo|soften|move|swap|insert)\b", re.I)
_REST = re.compile(r"\bthe (?:rest|others?|remainder)\b", re.I)
_LONE = re.compile(r"\b(?:para(?:graph)?|sentence|section|point|part|bit)\b|[§¶]", re.I)
_ORDER = "the order of categories is that of an opinion and stays: move paragraphs within their category"


def doubt_about(request: Request, rest: str, bare: str, authorities: Sequence[re.Match[str]]) -> str | None:
    """The question to which the answer decides what is meant; None where the request is clear."""
    if not authorities and CATEGORIES_MOVED.search(rest):
        return _ORDER
    if request.act in (Act.UNDO, Act.REDO):
        return _of_versions(rest)
    if request.act in _ASKING:
        return None
    return (
        _of_instrument(request, rest)
        or _of_authorities(request, rest, bare, authorities)
        or _of_place(request, rest, bare)
    )


def _of_versions(rest: str) -> str | None:
    if re.search(r"\bversion\s+\d", rest, re.I) or times_in(rest) is None:
        return "how many changes are meant? Say it in figures, as: undo 2"
    return None


def _of_instrument(request: Request, rest: str) -> str | None:
    """What is said of a wish to add an instrument: only paragraphs of the index are added."""
    named = instruments_named().search(rest) if request.act is Act.ADD else None
    if named is None:
        return None
    return f"{named.group()!r} is an instrument: what is added here are paragraphs of the index; cite it in the written file"


def _of_authorities(request: Request, rest: str, bare: str, authorities: Sequence[re.Match[str]]) -> str | None:
    together = request.act is Act.LIMIT or (
        request.act is Act.ADD and request.instead is None and not _EITHER.search(rest)
    )
    if not together and (len(authorities) > 2 or (len(authorities) == 2 and request.instead is None)):
        return "several authorities are named: say which one is to be used, and which one is to go"
    if request.act is Act.USE and request.authority is None:
        described = BETTER.search(bare) or ANOTHER.search(bare) or (request.instead and request.kind)
        return None if request.paragraph is not None and described else _which(request)
    vague = request.newer or not (request.kind or LIFTED.search(bare))
    if request.act is Act.LIMIT and vague and not (request.since or request.until or request.authority):
        return "from which year on? Say: cite only opinions from 2018 on"
    return None


def _of_place(request: Request, rest: str, bare: str) -> str | None:
    placed = request.paragraph is not None or request.ordinal is not None
    if request.act is Act.SHORTEN and placed and not request.share and re.match(r"cut\b(?! down| back)", rest, re.I):
        return f"is para. {request.paragraph} to be shortened or removed? Say: shorten, or remove, para. {request.paragraph}"
    if POINTED.search(rest) and request.act is not Act.INSERT and not placed:
        return "which paragraph is meant? Give its number, as: para. 45"
    if request.act not in PLACED:
        return None
    if request.act is Act.REMOVE and request.footnote:
        return "a footnote is not taken out from under its sentence: say which authority is not to be cited, as: don't cite 301/2014"
    bare = SHARE.sub(" ", bare) if request.act is not Act.FEWER else ""
    if _TWO.search(re.split(r"\b(?:on|about)\b", bare, maxsplit=1, flags=re.I)[0]):
        return "that is more than one change: ask for one at a time"
    if rest_of := _REST.search(bare):
        return f"what is meant by {rest_of.group()!r}? Say, for example: shorten everything except para. 45"
    if figure := _FIGURE.search(bare):
        return f"what is meant by {figure.group()}? Name a paragraph as: para. 45, and a length as: to half, by a third, to 60 per cent"
    if _LONE.search(bare) and not (placed or request.subject or request.category or request.footnote):
        return "which paragraph is meant? Give its number, as: para. 45"
    return None


def _which(request: Request) -> str:
    if request.paragraph is not None and request.instead is None:
        return f"para. {request.paragraph} of which opinion? Say: use para. {request.paragraph} of No. 301/2014 instead"
    return "which paragraph is to be used? Say: use para. 40 of No. 301/2014 instead"
