"""The grammar of requests: what a drafter asks for in a sentence, read into what is to be done and where.

The authorities that a request names are taken out first, so that "para. 40 of No. 301/2014" is never mistaken for
a paragraph of the draft; then years, places and categories; the verb of what is left decides. Nothing is guessed:
what is not understood has no act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.changes.request_words import (
    AND_THEN,
    ASKING,
    FOOTNOTE,
    MOVED,
    NAMES_AUTHORITY,
    NEWER,
    NOT,
    ORDINAL,
    PLEASE,
    POINTED,
    THANKS,
    VERBS,
    Act,
    ordinal_in,
    share_in,
    times_in,
)
from assistant.evidence.named_authorities import instruments_named
from index.model import Category

__all__ = ["Act", "Request", "understand"]


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it was understood. Paragraphs are those of the draft; authorities are ids of the index."""

    text: str
    act: Act | None = None
    authority: str | None = None  # "301/2014#40", or "301/2014" where no paragraph is named
    others: tuple[str, ...] = ()  # further authorities, to be shown or added like the first
    instead: str | None = None  # the authority that is to go
    paragraph: int | None = None
    category: Category | None = None
    subject: str = ""
    since: int | None = None  # years of adoption, both included
    until: int | None = None
    newer: bool = False  # than what is cited there now
    share: float | None = None  # of its length that something is to keep
    ordinal: int | None = None  # "the last paragraph": -1
    footnote: int | None = None
    times: int = 1  # changes that are to be taken back, or made again
    doubt: str | None = None  # what must be asked before anything is done

    def admits(self, adopted: date | None) -> bool:
        """Whether an authority of that date will do."""
        if self.since is None and self.until is None:
            return True
        return adopted is not None and (self.since or 0) <= adopted.year <= (self.until or adopted.year)

    @property
    def years(self) -> str:
        """ " of 2019 or later", to stand behind a noun."""
        since = f" of {self.since} or later" if self.since else ""
        return since + (f" of {self.until} or earlier" if self.until else "")


#: Characters of a request that are read: what is longer is a text, not a wish.
LONGEST = 1_000

_PARA = r"(?:para(?:graph)?s?\b\.?|¶|§)\s*"
_OPINION = r"(?:opinions?\s+)?(?:(?:No|Nos|number|nr)\b\.?\s*)?(?P<opinion>\d+/\d{4})"
_DELIBERATION = r"deliberation\s+(?:(?:No|number)\b\.?\s*)?(?P<deliberation>\d+)"
_AUTHORITIES = tuple(re.compile(p, re.I) for p in (
    rf"\b{_PARA}(?P<para>\d+)\s+(?:of|from|in)\s+(?:the\s+)?(?:{_OPINION}|{_DELIBERATION})",
    r"\b(?:(?P<opinion>\d+/\d{4})|del-(?P<deliberation>\d+))#(?P<para>\d+)\b",
    rf"(?:\b{_OPINION}|\b{_DELIBERATION})\s*,?\s*\(?(?:at\s+)?(?:{_PARA}|(?<=at\s))(?P<para>\d+)\)?",
    rf"(?:\b{_OPINION}|\b{_DELIBERATION})(?P<para>)",
))  # fmt: skip
#: What stands before an authority that is to go.
_TO_GO = re.compile(
    r"\b(?:instead of|in place of|rather than|in lieu of)\s+(?:the\s+)?(?:reference\s+to\s+|citation\s+of\s+)?\Z", re.I
)
#: "replace A with B": the first of two goes; "substitute B for A": the second.
_FIRST_GOES = re.compile(r"\b(?:replace|exchange|swap|switch|change)\b|\bsubstitute\b.*\b(?:with|by)\b", re.I)
_SECOND_GOES = re.compile(r"\bsubstitute\b", re.I)
_YEAR = r"((?:19|20)\d\d)"
_BETWEEN = re.compile(rf"\b(?:from|between)\s+{_YEAR}\s*(?:to|and|until|–|-)\s*{_YEAR}\b", re.I)
_SINCE = re.compile(
    rf"\b(?:from|of|in)?\s*{_YEAR}\s+(?:or|and)\s+(?:later|newer|after)\b|\b(?:from|since)\s+{_YEAR}\b", re.I
)
_AFTER = re.compile(rf"\b(?:after|later than|newer than)\s+{_YEAR}\b", re.I)
_UNTIL = re.compile(rf"\b{_YEAR}\s+or\s+(?:earlier|older)\b|\b(?:up to|until)\s+{_YEAR}\b", re.I)
_BEFORE = re.compile(rf"\b(?:before|earlier than|older than)\s+{_YEAR}\b", re.I)
_OF_YEAR = re.compile(rf"\b(?:of|in)\s+{_YEAR}\b", re.I)
_PARAGRAPH = re.compile(
    rf"\b(?:(?:in|to|of|for|from|under)\s+)?{_PARA}(\d+)((?:\s*(?:,|and|or|to|–|-|&)\s*(?:{_PARA})?\d+)*)\b", re.I
)
_NUMERAL = r"(?:IV|V|I{1,3}|[1-5]|one|two|three|four|five)"
_CATEGORY = re.compile(
    rf"\b(?:(?:in|to|of|under|for)\s+)?cat(?:egor(?:y|ies)\b|s?\b\.?)\s*(?P<first>{_NUMERAL})(?P<more>(?:\s*(?:,|and|or|&)\s*{_NUMERAL})*)\b",
    re.I,
)
_EITHER = re.compile(r"\bor\b", re.I)
_NUMERALS = {
    name: category
    for names in ("12345", ("ONE", "TWO", "THREE", "FOUR", "FIVE"), [c.value for c in Category])
    for name, category in zip(names, Category, strict=True)
}
_SUBJECT = re.compile(r"\b(?:on|about|regarding|concerning|as to)\s+(?:the\s+)?(.+)$", re.I)
#: The State's own treaties are known from the case: such words name no subject.
_OUTSIDE = re.compile(
    r"\s*\b(?:for|of|in|where|when|if)\s+(?:an? |the )?(?:(?:States?|countr(?:y|ies))\s+(?:\w+\s+){0,3}(?:not|non|never)\b|"
    r"non[- ](?:State )?part(?:y|ies)\b).*$", re.I)  # fmt: skip
_ARGUMENT = re.compile(
    r"\b(?:the|government|state|authorities|arguments?|defen[cs]e|justifications?|contentions?|claims?|objections?|points?|"
    r"submissions?|reply|replying|answer|answering|response|responding|rebuttal|rebutting|meeting|addressing|paragraph|says|said|invoked?|argued|raised|"
    r"relies|what|with|up|an?|as|by|to|that|its|of|on|about|in)\b|['’]s?(?=\s|$)", re.I)  # fmt: skip


def understand(text: str) -> Request:
    """A request as far as the grammar goes; without an act where it does not, with a doubt where it could mean two things."""
    wish = THANKS.sub("", PLEASE.sub("", " ".join(text[:LONGEST].split())))
    rest, authorities = _authorities(wish)
    rest, since, until = _years(rest)
    ordinal = ORDINAL.search(rest)
    paragraph, category = _PARAGRAPH.search(rest), _CATEGORY.search(rest)
    bare = ORDINAL.sub(" ", _CATEGORY.sub(" ", _PARAGRAPH.sub(" ", rest)))
    bare = re.sub(r"\s+([:,;.])", r"\1", " ".join(bare.split())).strip(" :,;.")
    wanted, going = _roles(wish, authorities)
    found = Request(
        text=" ".join(text.split()), act=_act(bare, authorities), authority=wanted, instead=going,
        others=tuple(i for m in authorities if (i := _id(m)) not in (wanted, going, None)),
        paragraph=int(paragraph[1]) if paragraph else None,
        category=_NUMERALS[category["first"].upper()] if category else None,
        since=since, until=until, newer=bool(NEWER.search(bare)), share=share_in(bare),
        ordinal=ordinal_in(ordinal) if ordinal and not paragraph else None,
    )  # fmt: skip
    note = FOOTNOTE.search(rest)
    found = replace(
        found,
        subject=_subject(bare, found.act),
        times=(times_in(rest) or 1) if found.act in (Act.UNDO, Act.REDO) else 1,
        footnote=int(note[1]) if note else None,
    )
    doubt = (
        _moved(rest, authorities)
        or _of_instrument(found, rest)
        or _doubt(found, rest, authorities, paragraph, category)
    )
    return replace(_settled(found, bare), doubt=doubt)


def _act(bare: str, authorities: Sequence[re.Match[str]]) -> Act | None:
    if NOT.search(bare):
        return None
    found = (act for act, pattern in VERBS if pattern.search(bare) and not (act is Act.INSERT and authorities))
    return next(found, Act.SHOW if authorities and not bare else None)


def _settled(request: Request, bare: str) -> Request:
    """The request without an act for which it lacks the object."""
    act = request.act
    if act is Act.ADD and not (request.authority or request.newer or NAMES_AUTHORITY.search(bare)):
        act = None
    if act is Act.ADD and request.authority and request.instead:
        act = Act.USE
    return replace(request, act=act)


def _moved(rest: str, authorities: Sequence[re.Match[str]]) -> str | None:
    """Why another order cannot be had, where it is asked for."""
    if authorities or not MOVED.search(rest):
        return None
    return "the order of categories and paragraphs is that of an opinion and stays: move them in the written file"


def _of_instrument(request: Request, rest: str) -> str | None:
    """Why a treaty or a set of rules is not added: what is added is a paragraph of the index."""
    named = instruments_named().search(rest) if request.act is Act.ADD else None
    if named is None:
        return None
    return f"{named.group()!r} is an instrument: what is added here are paragraphs of the index; cite it in the written file"


def _doubt(
    request: Request,
    rest: str,
    authorities: Sequence[re.Match[str]],
    paragraph: re.Match[str] | None,
    category: re.Match[str] | None,
) -> str | None:
    """The question to which the answer decides what is meant; None where the request is clear."""
    act = request.act
    if act in (Act.UNDO, Act.REDO) and times_in(rest) is None:
        return "how many changes are meant? Say it in figures, as: undo 2"
    if act in (None, Act.RESTS, Act.UNDO, Act.REDO, Act.RESTART, Act.HISTORY, Act.SHOW):
        return None
    if AND_THEN.search(rest):
        return "that is more than one change: ask for one at a time"
    if paragraph and paragraph[2]:
        return "more than one paragraph is named: ask for one at a time"
    if category and category["more"]:
        return "more than one category is named: ask for one at a time"
    together = act is Act.ADD and request.instead is None and not _EITHER.search(rest)
    if not together and (len(authorities) > 2 or (len(authorities) == 2 and request.instead is None)):
        return "several authorities are named: say which one is to be used, and which one is to go"
    if act is Act.SHORTEN and paragraph and not request.share and re.match(r"cut\b(?! down| back)", rest, re.I):
        return f"is para. {request.paragraph} to be shortened or removed? Say: shorten, or remove, para. {request.paragraph}"
    if POINTED.search(rest) and act is not Act.INSERT and request.paragraph is None:
        return "which paragraph is meant? Give its number, as: para. 45"
    if act is Act.USE and request.authority is None:
        return _which(request)
    return None


def _which(request: Request) -> str:
    if request.paragraph is not None and request.instead is None:
        return f"para. {request.paragraph} of which opinion? Say: use para. {request.paragraph} of No. 301/2014 instead"
    return "which paragraph is to be used? Say: use para. 40 of No. 301/2014 instead"


def _authorities(wish: str) -> tuple[str, list[re.Match[str]]]:
    """The request without the authorities that it names, and these in their order."""
    found: list[re.Match[str]] = []
    for pattern in _AUTHORITIES:
        for match in pattern.finditer(wish):
            if all(match.end() <= other.start() or other.end() <= match.start() for other in found):
                found.append(match)
    found.sort(key=lambda match: match.start())
    for match in reversed(found):
        wish = f"{wish[: match.start()]} {wish[match.end() :]}"
    return " ".join(wish.split()), found


def _roles(wish: str, found: Sequence[re.Match[str]]) -> tuple[str | None, str | None]:
    """The authority that is wanted, and the one that is to go."""
    going = next((m for m in found if _TO_GO.search(wish[: m.start()])), None)
    if going is None and found and _FIRST_GOES.search(wish):
        going = found[0]
    elif going is None and len(found) == 2 and _SECOND_GOES.search(wish):
        going = found[1]
    return _id(next((m for m in found if m is not going), None)), _id(going)


def _id(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    document = match["opinion"] or f"del-{match['deliberation']}"
    return f"{document}#{match['para']}" if match["para"] else document


def _years(rest: str) -> tuple[str, int | None, int | None]:
    """The request without its years of adoption, and the first and last that will do."""
    if match := _BETWEEN.search(rest):
        return _BETWEEN.sub(" ", rest), int(match[1]), int(match[2])
    limits: list[int | None] = []
    for pairs in (((_SINCE, 0), (_AFTER, 1)), ((_UNTIL, 0), (_BEFORE, -1))):
        limit = None
        for pattern, step in pairs:
            if limit is None and (match := pattern.search(rest)):
                limit = int(next(g for g in match.groups() if g)) + step
                rest = pattern.sub(" ", rest)
        limits.append(limit)
    if limits == [None, None] and (match := _OF_YEAR.search(rest)):
        return _OF_YEAR.sub(" ", rest), int(match[1]), int(match[1])
    return rest, limits[0], limits[1]


def _subject(rest: str, act: Act | None) -> str:
    """What a request is about, without the words of asking."""
    if act is Act.ANSWER:
        about = rest.split(None, 1)[-1]
        return " ".join(re.sub(r"[^\w\s’'-]", " ", _ARGUMENT.sub(" ", about)).split())
    match = _SUBJECT.search(rest)
    about = match[1] if match else ASKING.sub("", rest) if act is Act.SHOW else ""
    found = _OUTSIDE.sub("", about)
    return re.sub(
        r"\s*\b(?:(?:to|in|into|under)\s*(?:the draft)?|as well|too|instead|here)\s*$",
        "",
        found.strip(" .,;:?!"),
        flags=re.I,
    )
