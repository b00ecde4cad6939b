"""A message that asks for several changes, as one request for each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from assistant.changes.doubts import PLACED
from assistant.changes.named_places import authority_text, categories_in_words, figures_named, paragraphs_in
from assistant.changes.plain_words import headed
from assistant.changes.request import Request
from assistant.changes.request_lists import request_lists
from assistant.changes.request_words import AND_THEN, ANSWERED, ORDINAL, STANDING, Act
from assistant.changes.requests import LONGEST, understand

#: What names paragraphs is done first, while their numbers are those that the drafter saw; then they are moved and removed;
#: what names none finds its place in what is left.
_RANKS = {
    Act.MOVE: 1,
    Act.SWAP: 1,
    Act.MERGE: 1,
    Act.SPLIT: 1,
    Act.REMOVE: 2,
    Act.INSERT: 4,
    Act.ANSWER: 4,
    Act.NUMBER: 5,
}
_NAMING, _NAMELESS = 0, 3
#: "the counsel and the appeal paragraphs"; "para. 43 and the paragraph on appeal": the command holds for both.
_NAME = r"[^\W\d_][\w-]*(?:\s+(?!and\b|para)[^\W\d_][\w-]*){0,5}"
_NAMES = re.compile(
    rf"\bthe\s+({_NAME})\s+and\s+(?:(?:the\s+)?({_NAME})\s+para(?:graph)?s|the\s+({_NAME})\s+para(?:graph)?)\b", re.I
)
_ALSO = re.compile(
    r"\s*(?:,\s*and|,|\band|&|\+|\bplus)\s+(?:also\s+)?(?=the\s+(?:(?:para(?:graph)?|one)\s+(?:on|about)|[^\W\d_][\w-]*\s+para(?:graph)?)\b)",
    re.I,
)
_PLACE = re.compile(r"(?:in|under|for|to)\s+(?:the\s+)?(?:para(?:graph)?\.?|category|§)\s*[\w-]+", re.I)
_COMMAND = re.compile(r"(?:remove|delete|drop|shorten|trim|tighten|condense|soften)(?:\s+(?:it|that|this))?", re.I)
_REPEATED = ("shorten", "remove", "delete", "drop", "soften", "trim", "tighten", "condense")
#: What is done place by place; the rest of what has places is done to them together.
_EACH = (Act.REMOVE, Act.USE, Act.ADD)
_EXCHANGE = re.compile(
    r"^(?:replace|exchange|swap|substitute|change)\s+(?P<old>.*?\bpara.*?|\d{1,3})\s+(?:with|by|for|to)\s+(?:(?:an?|the)\s+)?(?:standard\s+|new\s+)?"
    r"(?:one|para(?:graph)?)\s+(?:on|about|regarding|concerning)\s+(?P<subject>[^\d]+)$",
    re.I,
)
_MANY = "one paragraph is replaced at a time: remove the others first"
#: "The Government says she had a lawyer – reply to that".
_SAYS = re.compile(
    r"^(?:since |as )?(?:the )?(?:Government|State|authorities) (?:says?|argues?|claims?|submits?|contends?|alleges?|maintains?|insists?)(?: that)? (?P<what>[^,;.–—-]+?)"
    r"(?:\s*[,;.:–—]+|\s+-+)\s*(?:please )?(?:reply|answer|respond|rebut|refute|address|counter|meet)\b(?: (?:to )?(?:it|that|this))?\W*$",
    re.I,
)
#: What stands before a State whose opinions are asked for, and what they are called.
_CASE_OF = r"(?:from|against|concerning|about|on|of|re|involving|in)"
_CASE = re.compile(r"\b(?:cases?|opinions?|decisions?|precedents?|authorit(?:y|ies)|something|anything|sth)\b", re.I)
_CASE_ONLY = re.compile(r"(?:authority\W*)?", re.I)
_REMARK = re.compile(r"(?:the\s+)?(?:para|categor|§)", re.I)
_IT_IS = re.compile(r"^(?:it|this|that)(?:\s+is|['’]s)?\s+(?=too\b)", re.I)
_LAST_OF = "is a paragraph of that category meant, or of the whole draft? Say, for example: remove the last paragraph of category II"
#: What points back to the place named before it: "shorten para. 45 and make it firmer".
_IT = re.compile(r"\b(?:it|this|that|them|they|these|those)\b", re.I)


def understood_of(text: str, states: Collection[str]) -> list[Request]:
    """The requests of a message that may ask for an authority concerning a State: "add a case from Karsovia to para. 47"."""
    named = re.compile(
        rf"(?:\b{_CASE_OF}\s+)?\b(?P<state>{'|'.join(map(re.escape, sorted(states)))})(?:['’]s?)?\b", re.I
    )
    found = [m for m in named.finditer(text)] if states and _CASE.search(text) else []
    if len(found) != 1:
        return understood(text)
    plain = " ".join(_CASE.sub("authority", f"{text[: found[0].start()]} {text[found[0].end() :]}").split())
    state = next(s for s in states if s.lower() == found[0]["state"].lower())
    requests = understood(plain)
    asking = [r for r in requests if r.act in (Act.ADD, Act.SHOW, Act.USE) and r.authority is None]
    if len(asking) != len(requests):
        return understood(text)
    return [
        replace(r, text=text, state=state, subject="" if _CASE_ONLY.fullmatch(r.subject) else r.subject)
        for r in requests
    ]


def understood(text: str) -> list[Request]:
    """The requests of a message, each for one place; the message as one request where a part of it says nothing by itself."""
    text = _spared_last(_named_apart(" ".join(text[:LONGEST].split())))
    if (instead := _exchanged(text)) is not None:
        return [instead]
    if said := _SAYS.search(headed(text)):
        return [replace(understand(f"answer the Government's argument that {said['what']}"), text=text)]
    whole = _repeated(text)
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


def _named_apart(text: str) -> str:
    """The text with each of the paragraphs that it names by what they are on as one: "the counsel and the appeal paragraph"."""
    return _NAMES.sub(lambda m: f"the {m[1]} paragraph and the {m[2] or m[3]} paragraph", text)


def _spared_last(text: str) -> str:
    """ "Don't touch para. 29, shorten the rest" as "shorten everything except para. 29"."""
    match = request_lists().spared_first.search(headed(text))
    if match is None:
        return text
    beside, paragraphs = paragraphs_in(figures_named(match["what"], lone=True))
    of_kind = not paragraphs and categories_in_words(beside)[1] and request_lists().others.search(match["rest"])
    what = "all the categories" if of_kind else "everything"
    return f"{match['command']} {what}{match['more']} except {match['what']}"


def _exchanged(text: str) -> Request | None:
    """ "Replace para. 45 by one on bail": the standard paragraph on bail enters, and para. 45 goes."""
    match = _EXCHANGE.search(headed(text))
    if match is None:
        return None
    going, coming = (
        understand(f"remove {match['old']}"),
        understand(f"add the standard paragraph on {match['subject']}"),
    )
    return replace(
        coming,
        text=text,
        side="instead",
        beside=going,
        doubt=coming.doubt or going.doubt or (_MANY if going.further else None),
    )


def _repeated(text: str) -> str:
    """The text with its command before each of the paragraphs that it names; those left as they are have none."""
    command = headed(text).split(" ", 1)[0].lower()
    spared = request_lists().spared.search(text)
    end = spared.start() if spared else len(text)
    return _ALSO.sub(f" and {command} ", text[:end]) + text[end:] if command in _REPEATED else text


def _of_one(pieces: list[str]) -> list[Request]:
    """The requests of pieces; one that is a mere place, "in para. 45", goes with its neighbour, and one that points back,
    "make it firmer", with the place named before it."""
    found: list[Request] = []
    place = ""
    for piece in pieces[_is_reason(pieces[0]) :]:
        if _PLACE.fullmatch(piece.strip(" ,.")):
            place = piece
            continue
        request = understand(f"{piece} {place}" if place else piece)
        place = ""
        before = found[-1] if found else None
        if before and (there := _pointed_to(piece, request, before)):
            request = replace(there, text=f"{before.text}, {piece}")
            if _is_remark(before) or before.act is request.act:
                found.pop()
        elif before and before.category and request.ordinal is not None and not (request.category or request.part):
            request = replace(request, doubt=request.doubt or _LAST_OF)
        found.append(request)
    return [*found, *([understand(place)] if place else [])]


def _pointed_to(piece: str, request: Request, before: Request) -> Request | None:
    """The request of a piece that is about the place named before it: "it", or what a remark was about."""
    place = _named(before)
    if place is None or _named(request) is not None or request.act in (None, Act.INSERT, *ANSWERED):
        return None
    if request.act in (Act.ADD, Act.USE) and before.paragraph is not None and not request.subject:
        return understand(f"{piece} in {place}")
    if _IT.search(piece):
        return understand(_IT.sub(place, piece, count=1))
    if _is_remark(before) or _COMMAND.fullmatch(headed(piece)):
        return understand(f"{piece} {place}" if request.act in PLACED else f"{piece} in {place}")
    return None


def _is_reason(piece: str) -> bool:
    """Whether a piece only says why the next is asked for: "too long. Trim category III"."""
    said = _IT_IS.sub("", headed(piece))
    return any(pattern.fullmatch(said) for pattern, _ in request_lists().tail)


def _is_remark(request: Request) -> bool:
    """Whether nothing is asked for and a place is spoken of: "para. 45 is weak"."""
    asks_nothing = request.act is None and request.beyond is None
    return asks_nothing and bool(_REMARK.match(figures_named(headed(request.text))))


def _named(request: Request) -> str | None:
    """The place that a request names, in words."""
    if request.paragraph is not None:
        return f"para. {', '.join(map(str, (request.paragraph, *request.further)))}"
    under = f"category {', '.join(c.value for c in (request.category, *request.also) if c)}"
    if request.ordinal is not None and (match := ORDINAL.search(request.text)):
        return f"{match.group()} of {under}" if request.category else match.group()
    if request.citing:
        return f"the paragraph citing {authority_text(request.citing)}"
    if request.subject and request.act in (*PLACED, Act.MOVE):
        return f"the paragraph on {request.subject}"
    if request.part == "categories":
        return "all categories"
    return under if request.category else f"the {request.part} remarks" if request.part else None


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
    if request.act in (*ANSWERED, *PLACED, Act.SWAP, Act.MERGE, None):
        return None
    if request.further or request.ordinals:
        return "more than one paragraph is named: ask for one at a time"
    return "more than one category is named: ask for one at a time" if request.also else None
