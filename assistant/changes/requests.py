"""The grammar of requests: what a drafter asks for in a sentence, read into what is to be done and where.

The authorities that a request names are taken out first, so that "para. 40 of No. 301/2014" is never mistaken for
a paragraph of the draft; then years, places and categories; the verb of what is left decides. Nothing is guessed:
what is not understood has no act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.changes.doubts import PLACED, doubt_about
from assistant.changes.named_places import (
    authorities_in,
    authority_id,
    categories_in_words,
    citing_in,
    figures_named,
    in_figures,
    paragraphs_in,
    parts_in,
    roles,
    under_category,
    years_in,
)
from assistant.changes.plain_words import headed, turned
from assistant.changes.request import Request
from assistant.changes.request_lists import request_lists
from assistant.changes.request_words import (
    ADDED,
    ANOTHER,
    ASKING,
    BETTER,
    CITED,
    FEWER,
    FOOTNOTE,
    KINDS,
    LIFTED,
    MERGED,
    MOST,
    MOVABLE,
    MOVES,
    NAMES_AUTHORITY,
    NEWER,
    NONE,
    NOT,
    ONLY,
    ORDINAL,
    PER_PARAGRAPH,
    PIECE,
    QUESTIONS,
    SIDE,
    SPLIT_BEFORE,
    SWAPS,
    VERBS,
    Act,
    ordinal_in,
    ordinals_in,
    pieces_named,
    share_in,
    times_in,
)

__all__ = ["Act", "Request", "understand"]

#: Characters of a request that are read: what is longer is a text, not a wish.
LONGEST = 1_000

_SUBJECT = re.compile(r"(?:\b(?:on|about|regarding|concerning|as to)|\bpara(?:graph)? for)\s+(?:the\s+)?(.+)$", re.I)
#: "the counsel paragraph", "the bail one".
_BY_NAME = re.compile(
    r"(?:\b(?:the|that)|['’]s)\s+(?!(?:whole|entire|same|next|following|above|long|longest|this|old|new)\b)(?P<name>[^\W\d_][\w'’ -]{2,60}?)\s+"
    r"(?:para(?:graph)?|point|one|section)\b",
    re.I,
)
#: The State's own treaties are known from the case: such words name no subject.
_OUTSIDE = re.compile(
    r"\s*\b(?:for|of|in|where|when|if)\s+(?:an? |the )?(?:(?:States?|countr(?:y|ies))\s+(?:\w+\s+){0,3}(?:not|non|never)\b|"
    r"non[- ](?:State )?part(?:y|ies)\b).*$", re.I)  # fmt: skip
#: What is said of an authority behind its subject: "on counsel that the source would not like", "on bail, something short".
_TRAILING = re.compile(
    r"\s+(?:that|which)\s+(?:the|we|i|you|they|he|she|it|nobody|no one|would|is|are|was|were|does|do|says?)\b.*$|\s*,\s*(?:something|if|one|but|ideally|preferably|maybe|perhaps)\b.*$",
    re.I,
)
_ARGUMENT = re.compile(
    r"\b(?:the|government|state|authorities|arguments?|defen[cs]e|justifications?|contentions?|claims?|objections?|points?|"
    r"submissions?|reply|replying|answer|answering|response|responding|rebuttal|rebutting|meeting|addressing|paragraph|says|said|invoked?|argued|raised|"
    r"relies|regarding|concerning|about|what|with|up|an?|as|by|to|that|its|of|on|in)\b|['’]s?(?=\s|$)", re.I)  # fmt: skip
#: "fn 20 - where does that come from".
_NOTE_FIRST = re.compile(r"^(?:foot ?notes?|fn\.?|notes?)\s*\d+\W+", re.I)
#: What begins with these adds or shows something: "only" then limits that, not the whole draft.
_ADDING = re.compile(r"^(?:add|insert|include|append|show|find|give|search|list|answer|put)\b", re.I)


def understand(text: str) -> Request:
    """A request as far as the grammar goes; without an act where it does not, with a doubt where it could mean two things."""
    said = " ".join(text.split())
    wish = pieces_named(headed(in_figures(" ".join(text[:LONGEST].split()))))
    if begins := request_lists().numbering.search(wish):
        return Request(said, Act.NUMBER, number=int(begins["number"]))
    wish, citing = citing_in(wish)
    rest, authorities = authorities_in(wish)
    rest, since, until = years_in(rest)
    if joined := MERGED.match(rest):
        rest = f"{rest[: joined.start('link')]} and {rest[joined.end('link') :]}"
    rest = figures_named(rest)
    if not authorities and (moved := _moved(rest)):
        return replace(moved, text=said, doubt=moved.doubt or doubt_about(moved, rest, "", ()))
    rest, under = under_category(rest)
    rest, spared = _spared(rest)
    place, bare = _place(rest)
    bare = turned(bare, named=place.paragraph is not None or place.ordinal is not None or bool(_on(bare)))
    wanted, going = roles(wish, authorities)
    found = replace(
        place, text=said, citing=citing, act=_act(bare, authorities, dated=bool(since or until), footnoted=bool(FOOTNOTE.search(rest))),
        authority=wanted, instead=going, spared=spared,
        others=tuple(i for m in authorities if (i := authority_id(m)) not in (wanted, going, None)),
        under=under, since=since, until=until, newer=bool(NEWER.search(bare)), share=share_in(bare),
    )  # fmt: skip
    found = _settled(_detailed(found, rest, bare), bare)
    return replace(found, doubt=doubt_about(found, rest, bare, authorities))


def _place(rest: str) -> tuple[Request, str]:
    """The paragraphs and categories that a request names, and what is left of it."""
    rest, part = parts_in(rest)
    ordinal, piece = ORDINAL.search(rest), PIECE.search(rest)
    bare, numbers = paragraphs_in(rest)
    bare, categories = categories_in_words(bare)
    bare = ORDINAL.sub(" ", bare)
    bare = re.sub(r"\s+([:,;.])", r"\1", " ".join(bare.split())).strip(" :,;.!?>=-–→")
    places = ordinals_in(ordinal) if ordinal and not numbers else ()
    if len(categories) == 1 and not (numbers or places) and re.search(r"\bthe conclusion\b", bare, re.I):
        places = (-1,)
    return Request(
        text=rest, paragraph=numbers[0] if numbers else None, further=numbers[1:],
        category=categories[0] if categories else None, also=categories[1:],
        ordinal=places[0] if places else None, ordinals=places[1:], piece=ordinal_in(piece) if piece else None, part=part,
    ), bare  # fmt: skip


def _spared(rest: str) -> tuple[str, Request | None]:
    """The request without what it leaves as it is, and this."""
    match = request_lists().spared.search(rest)
    if match is None:
        return rest, None
    place, bare = _place(figures_named(match["what"], lone=True))
    place = replace(place, subject=_subject(bare, Act.SHORTEN))
    lone = place.subject and not re.search(r"\band\b|,", bare)
    named = place.paragraph is not None or place.category or place.ordinal is not None or place.part or lone
    return (rest[: match.start()], place) if named else (rest, None)


def _moved(rest: str) -> Request | None:
    """A wish for another order of paragraphs; None where a request is none."""
    if SWAPS.search(rest):
        return _swapped(rest)
    side = SIDE.search(rest)
    if not MOVES.search(rest) or side is None or not MOVABLE.search(rest[: side.start()]):
        return None
    if re.match(r"\w+\s+(?:something|an?)\b", rest, re.I):
        return None
    where = next(name for name, found in side.groupdict().items() if found)
    steps = times_in(rest[side.end() :]) or 1 if where in ("up", "down") else 1
    first, *more = re.split(r"\band\b(?!\s*\d)", rest[: side.start()], maxsplit=1, flags=re.I)
    if more and MOVABLE.search(first) and MOVABLE.search(more[0]):
        return Request(rest, Act.MOVE, doubt="more than one paragraph is named: ask for one at a time")
    what = replace(_spot(rest[: side.start()]), act=Act.MOVE, side="last" if where == "into" else where, times=steps)
    target = _spot(rest[side.end() :])
    return replace(what, beside=target, doubt=None)


def _swapped(rest: str) -> Request | None:
    """A wish for two paragraphs in each other's place."""
    first, *behind = re.split(r"\b(?:with|and|for)\b(?!\s*\d)", rest, maxsplit=1, flags=re.I)
    one, whole = _spot(first), _place(rest)[0]
    if whole.further:
        other = replace(one, paragraph=whole.further[0], further=())
    elif behind:
        other = _spot(behind[0])
    else:
        return None
    too_many = whole.further[1:]
    return replace(one, act=Act.SWAP, beside=other, further=too_many) if MOVABLE.search(rest) else None


def _spot(words: str) -> Request:
    """A paragraph as a part of a request names it: by number, by place, by subject, or by category alone."""
    place, bare = _place(words)
    name = _on(bare)
    return replace(place, subject=name.strip(" .,;:?!") if name and place.paragraph is None else "")


def _on(bare: str) -> str:
    """What a paragraph is said to be on: "the paragraph on counsel", "the counsel paragraph"."""
    match = re.search(
        r"\b(?:para(?:graph)?|point|one|section|that)\s+(?:on|about|regarding|concerning|dealing with)\s+(?:the\s+)?"
        r"(.+?)(?=\s+(?:is|are|should|must|can|has to|needs? to|may|too)\b|$)", bare, re.I)  # fmt: skip
    named = _BY_NAME.search(bare)
    return match[1] if match else named["name"] if named else ""


def _act(bare: str, authorities: Sequence[re.Match[str]], *, dated: bool, footnoted: bool) -> Act | None:
    lists = request_lists()
    asked = next((name for pattern, name in lists.questions if pattern.search(bare)), None)
    if asked is not None and not (asked == "authorities" and authorities):
        return QUESTIONS[asked]
    if FEWER.search(bare):
        return Act.FEWER
    if _limits(bare, authorities, dated=dated):
        return Act.LIMIT
    if NOT.search(bare) and not re.match(r"(?:do not|don['’]t) be\b", bare, re.I):
        return None
    if any(pattern.search(bare) for pattern, _ in lists.cannot):
        return None
    about = re.split(r"\b(?:on|about|that|saying)\b", bare, maxsplit=1, flags=re.I)[0]
    if not authorities and not _ADDING.search(bare) and not NAMES_AUTHORITY.search(about):
        for pattern, act in ((lists.firmer, Act.FIRM), (lists.softer, Act.SOFTEN)):
            if pattern.search(about):
                return act
    spoken = f"{_NOTE_FIRST.sub('', bare)} footnote" if footnoted else bare
    found = (
        act for act, pattern in VERBS if pattern.search(spoken) and not (act in (Act.INSERT, Act.HELP) and authorities)
    )
    return next(found, Act.SHOW if authorities and not bare else None)


def _limits(bare: str, authorities: Sequence[re.Match[str]], *, dated: bool) -> bool:
    """Whether a request says which authorities may be cited at all."""
    if LIFTED.search(bare):
        return True
    if _ADDING.search(bare) or re.search(r"\binstead\b", bare, re.I):
        return False
    cited = bool(KINDS.search(bare) or (dated and CITED.search(bare)))
    if ONLY.search(bare) and (cited or (NEWER.search(bare) and CITED.search(bare))):
        return True
    taken = re.match(r"(?:remove|delete|drop|omit|strike|cut|lose|get rid of)\b", bare, re.I)
    if authorities and (taken or NONE.search(bare)):
        return True
    everywhere = re.search(r"^(?:replace|exchange)\b.*\b(?:everywhere|throughout|wherever)\b", bare, re.I)
    if everywhere and len(authorities) == 1:
        return True
    taken = taken or re.match(r"(?:replace|exchange)\s+(?:all|any|every|each)\b", bare, re.I)
    old = taken and re.search(r"\bold(?:er)?\b", bare, re.I) and CITED.search(bare)
    return bool((NONE.search(bare) and cited) or old or (taken and cited and not re.search(r"\bpara", bare, re.I)))


def _detailed(request: Request, rest: str, bare: str) -> Request:
    """The request with what only its act asks for."""
    note, act = FOOTNOTE.search(rest), request.act
    request = replace(
        request,
        subject=_subject(bare, act),
        times=(times_in(rest) or 1) if act in (Act.UNDO, Act.REDO) else 1,
        footnote=int(note[1]) if note else None,
    )
    if act is Act.FEWER and (fewer := FEWER.search(bare)) and (most := fewer["most"] or fewer["first"]):
        whole = PER_PARAGRAPH.search(bare) is not None
        return replace(request, most=MOST.get(most.lower()) or int(most), whole=whole)
    if act is Act.ADD and (added := ADDED.search(bare)):
        return replace(request, times=MOST.get(added["many"].lower()) or int(added["many"]))
    if act is Act.SPLIT and SPLIT_BEFORE.search(bare):
        return replace(request, side="before")
    if act is Act.LIMIT:
        return _limited(request, bare)
    if act is Act.USE and request.authority is None and (kind := KINDS.search(bare)):
        return replace(request, kind=kind.lastgroup)
    if act is None:
        return replace(
            request, beyond=next((how for pattern, how in request_lists().cannot if pattern.search(bare)), None)
        )
    return request


def _limited(request: Request, bare: str) -> Request:
    """A limit as what may be cited: "nothing older than 2015" is what is of 2015 or later."""
    if request.authority is None:  # "replace 301/2014 everywhere"
        request = replace(request, authority=request.instead, instead=None)
    kinds = KINDS.search(bare)
    kind = kinds.lastgroup if kinds and not request.authority else None
    if ONLY.search(bare) or LIFTED.search(bare):
        return replace(request, kind=kind)
    if request.since or request.until:
        since, until = request.since, request.until
        return replace(request, since=until + 1 if until else None, until=since - 1 if since and not until else None)
    other = {"opinion": "deliberation", "deliberation": "opinion"}
    return replace(request, kind=other.get(kind or ""))


def _settled(request: Request, bare: str) -> Request:
    """The request without an act for which it lacks the object."""
    act = request.act
    if act is Act.ADD and not (request.authority or request.newer or NAMES_AUTHORITY.search(bare)):
        act = None
    if act is Act.ADD and request.authority and request.instead:
        act = Act.USE
    if act is Act.SHOW and request.paragraph is not None and request.authority and BETTER.search(bare):
        return replace(request, act=Act.USE, authority=None, instead=request.authority, subject="")
    if act is Act.SHOW and request.paragraph is not None and ANOTHER.search(bare):
        return replace(request, act=Act.ADD, subject="")
    if act is Act.READ and not (request.paragraph is not None or request.ordinal is not None):
        act = Act.SHOW
    if act is None and request.paragraph is not None and request_lists().expanded.search(bare):
        return replace(request, act=Act.EXPAND, beyond=None)
    return replace(request, act=act)


def _subject(rest: str, act: Act | None) -> str:
    """What a request is about, without the words of asking."""
    if act is Act.ANSWER:
        about = rest.split(None, 1)[-1]
        return " ".join(re.sub(r"[^\w\s’'-]", " ", _ARGUMENT.sub(" ", about)).split())
    if act in PLACED and ((name := _on(rest)) or act is Act.LIMIT):
        return name.strip(" .,;:?!")
    match = _SUBJECT.search(rest)
    about = match[1] if match else ASKING.sub("", rest) if act is Act.SHOW else ""
    about = _TRAILING.sub("", about) or about
    found = _OUTSIDE.sub("", about) or about
    return re.sub(
        r"\s*\b(?:(?:to|in|into|under)\s*(?:the draft)?|as well|too|instead|here)\s*$",
        "",
        found.strip(" .,;:?!"),
        flags=re.I,
    )
