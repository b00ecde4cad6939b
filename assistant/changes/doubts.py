"""What must be asked back before a request is done: it could mean two things, or names what was not read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.changes.named_places import authority_text, parts_in
from assistant.changes.request import Request
from assistant.changes.request_lists import request_lists
from assistant.changes.request_words import (
    ANOTHER,
    ANSWERED,
    BETTER,
    CATEGORIES_MOVED,
    CITED,
    FEWER,
    LIFTED,
    NEWER,
    NONE,
    ONLY,
    PIECE,
    POINTED,
    SHARE,
    Act,
    times_in,
)
from assistant.evidence.named_authorities import instruments_named

_IT = re.compile(r"\bit\b", re.I)
_EITHER = re.compile(r"\bor\b", re.I)
_ASKING = (None, *ANSWERED)
#: What is done to paragraphs: with a paragraph, figure or part of the draft that was not read, it would be done to too much.
PLACED = frozenset({Act.SHORTEN, Act.REMOVE, Act.SOFTEN, Act.FIRM, Act.FEWER, Act.LIMIT})
_FIGURE = re.compile(r"(?<![\w/#])\d+(?![\w/#])")
#: A second command that was not read as one of its own.
_TWO = re.compile(r"^\w+\b.*\b(?:remove|delete|drop|shorten|undo|soften|move|swap|insert)\b", re.I)
_REST = re.compile(r"\bthe (?:rest|others?|remainder)\b", re.I)
_LONE = re.compile(r"\b(?:para(?:graph)?|sentence|section|point|part|bit)\b|[§¶]", re.I)
_PIECE = (
    "a footnote, or a part of a sentence, is not changed by itself: drop a whole sentence, as: drop the second sentence of "
    "para. 45, say which authority is not to be cited, or change it in the written file"
)
_ARTICLE = re.compile(
    r"\bgeneral comments?(?: No\.)?\s+\d+|\b(?:articles?|arts?\.?|principles?|rules?|guidelines?)\s+\d|\b(?:Covenant|ICCPR|UDHR|Universal Declaration)\b",
    re.I,
)
_SENTENCE = re.compile(r"\bsentence\b", re.I)
_TAKEN = re.compile(r"\b(?:sentences?|foot ?notes?|fns?|citations?|references?|facts?)\b", re.I)
_PART = re.compile(r"\b(?:bits?|parts?|passages?|wording|phrases?|words|clauses?|examples?|half|names?|dates?)\b", re.I)
EVERYTHING = re.compile(r"\b(?:everything|anything|all|whatever)\b", re.I)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FOOTNOTE = "a footnote is not taken out from under its sentence: say which authority is not to be cited, as: don't cite 301/2014"
_ORDER = "the order of categories is that of an opinion and stays: move paragraphs within their category"


def doubt_about_it(request: Request, changed: Sequence[int]) -> str | None:
    """The question whether "it" is the one paragraph that was changed last, or the whole draft."""
    placed = (
        request.paragraph or request.category or request.part or request.ordinal or request.citing or request.subject
    )
    if request.act not in PLACED or placed or len(changed) != 1 or not _IT.search(request.text):
        return None
    command = _IT.sub("{}", request.text, count=1)
    return (
        f"is para. {changed[0]} meant, which was changed last, or the whole draft? Say, for example: "
        f"{command.format(f'para. {changed[0]}')}; or {command.format('the whole draft')}"
    )


def doubt_about(request: Request, rest: str, bare: str, authorities: Sequence[re.Match[str]]) -> str | None:
    """The question to which the answer decides what is meant; None where the request is clear."""
    if not authorities and CATEGORIES_MOVED.search(parts_in(rest)[0]):
        return _ORDER
    if request.act in (Act.UNDO, Act.REDO):
        return _of_versions(rest)
    if request.act in _ASKING:
        return None
    if request.piece is not None and not (request.act in (Act.ADD, Act.SPLIT) or drops_sentence(request)):
        return _PIECE
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
    """What is said of a wish to add or take out an instrument: only paragraphs of the index are."""
    if (
        request.authority
        or request.act not in (Act.ADD, Act.USE, Act.REMOVE)
        or (request.subject and request.act is not Act.ADD)
    ):
        return None
    named = instruments_named().search(rest) or _ARTICLE.search(rest)
    if named is None:
        return None
    return f"{named.group()!r} is an instrument: what is added and taken out here are paragraphs of the index; do it in the written file"


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
        number = request.paragraph
        if number is None:
            return "is that paragraph to be shortened or removed? Name it by its number, as: shorten para. 45"
        return f"is para. {number} to be shortened or removed? Say: shorten, or remove, para. {number}"
    if POINTED.search(rest) and request.act is not Act.INSERT and not placed:
        return "which paragraph is meant? Give its number, as: para. 45"
    if request.act not in PLACED:
        return None
    return _of_removal(request, bare) or _of_more(request, bare, placed=placed)


def _of_removal(request: Request, bare: str) -> str | None:
    """What must be asked before a paragraph goes: a part of it may be meant, or more than it."""
    if request.act is not Act.REMOVE:
        return None
    if request.footnote:
        return _FOOTNOTE
    if drops_sentence(request):
        return None
    taken = re.split(r"\b(?:on|about)\b", bare)[0]
    if _TAKEN.search(taken) or (request.paragraph is not None and _PART.search(taken)):
        return _PIECE
    return None


def drops_sentence(request: Request) -> bool:
    """Whether one sentence of a paragraph is to go, named by its place."""
    return request.act is Act.REMOVE and request.piece is not None and _SENTENCE.search(request.text) is not None


def _of_more(request: Request, bare: str, *, placed: bool) -> str | None:
    """What must be asked where a request says more than was read."""
    if request.act is not Act.LIMIT and (unused := _unused(request)):
        return f"what is meant by {unused} there? Say one thing at a time"
    whole, bare = bare, SHARE.sub(" ", bare) if request.act is not Act.FEWER else ""
    if _TWO.search(re.split(r"\b(?:on|about)\b", bare, maxsplit=1, flags=re.I)[0]):
        return "that is more than one change: ask for one at a time"
    if request.spared is None and (rest_of := _REST.search(bare)):
        return f"what is meant by {rest_of.group()!r}? Say, for example: shorten everything except para. 45"
    if figure := _FIGURE.search(bare):
        return f"what is meant by {figure.group()}? Name a paragraph as: para. 45, and a length as: to half, by a third, to 60 per cent"
    if _LONE.search(bare) and not (placed or _named(request)):
        return "which paragraph is meant? Give its number, as: para. 45"
    return _unread(request, whole)


def _named(request: Request) -> bool:
    """Whether a place is named in other ways than by number."""
    return bool(request.subject or request.category or request.footnote or request.citing or request.part)


def _unused(request: Request) -> str | None:
    """What a request names and its act makes no use of: it would be done to too much."""
    if request.authority:
        return authority_text(request.authority)
    return str(request.since or request.until) if request.since or request.until else None


def _unread(request: Request, bare: str) -> str | None:
    """The question about words that were read as nothing: they may say of what less the change is to be made."""
    lists = request_lists()
    if request.subject:
        bare = re.sub(re.escape(request.subject), " ", bare, flags=re.I)
    for pattern in (LIFTED, FEWER, ONLY, NONE, CITED, NEWER, SHARE, lists.softer, lists.firmer):
        bare = pattern.sub(" ", bare)
    if drops_sentence(request):
        bare = PIECE.sub(" ", bare)
    if request.act is Act.SHORTEN:
        bare = lists.never.sub(" ", bare)
    unread = [w for w in _WORD.findall(bare) if w.lower().replace("’", "'") not in lists.plain]
    if not unread:
        return None
    return f"what is meant by {' '.join(unread)!r}? Name paragraphs as: para. 45, category II, or: the paragraph on counsel"


def _which(request: Request) -> str:
    if request.paragraph is not None and request.instead is None:
        return f"para. {request.paragraph} of which opinion? Say: use para. {request.paragraph} of No. 301/2014 instead"
    return "which paragraph is to be used? Say: use para. 40 of No. 301/2014 instead"
