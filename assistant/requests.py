"""The grammar of requests: what a drafter asks for in a sentence, read into what is to be done and where.

The authorities that a request names are taken out first, so that "para. 40 of No. 301/2014" is never mistaken for
a paragraph of the draft; then years, places and categories; the verb of what is left decides. Nothing is guessed:
what is not understood has no act.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from index.model import Category


class Act(Enum):
    """What is to be done."""

    UNDO = auto()
    REDO = auto()
    RESTART = auto()
    HISTORY = auto()
    SHORTEN = auto()
    REMOVE = auto()
    USE = auto()  # one authority instead of another
    ADD = auto()  # an authority
    ANSWER = auto()  # an argument of the Government
    INSERT = auto()  # a standard paragraph, or what was just shown
    SHOW = auto()  # paragraphs of the index; the draft stays as it is


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it was understood. Paragraphs are those of the draft; authorities are ids of the index."""

    text: str
    act: Act | None = None
    authority: str | None = None  # "301/2014#40", or "301/2014" where no paragraph is named
    instead: str | None = None  # the authority that is to go
    paragraph: int | None = None
    category: Category | None = None
    subject: str = ""
    since: int | None = None  # years of adoption, both included
    until: int | None = None

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


_PARA = r"(?:para(?:graph)?s?\b\.?|¶|§)\s*"
_OPINION = r"(?:opinions?\s+)?(?:No\.?\s*)?(?P<opinion>\d+/\d{4})"
_DELIBERATION = r"deliberation\s+(?:No\.?\s*)?(?P<deliberation>\d+)"
_AUTHORITIES = tuple(re.compile(p, re.I) for p in (
    rf"\b{_PARA}(?P<para>\d+)\s+(?:of|from|in)\s+(?:the\s+)?(?:{_OPINION}|{_DELIBERATION})",
    r"\b(?:(?P<opinion>\d+/\d{4})|del-(?P<deliberation>\d+))#(?P<para>\d+)\b",
    rf"(?:\b{_OPINION}|\b{_DELIBERATION})\s*,?\s*(?:at\s+)?{_PARA}(?P<para>\d+)",
    rf"(?:\b{_OPINION}|\b{_DELIBERATION})(?P<para>)",
))  # fmt: skip
#: What stands before an authority that is to go.
_TO_GO = re.compile(r"\b(?:instead of|in place of|rather than|replace|exchange|substitute)\s+(?:the\s+)?\Z", re.I)
_YEAR = r"((?:19|20)\d\d)"
_SINCE = re.compile(
    rf"\b(?:from|of|in)?\s*{_YEAR}\s+(?:or|and)\s+(?:later|newer|after)\b|\b(?:from|since)\s+{_YEAR}\b", re.I
)
_AFTER = re.compile(rf"\b(?:after|later than|newer than)\s+{_YEAR}\b", re.I)
_UNTIL = re.compile(rf"\b{_YEAR}\s+or\s+(?:earlier|older)\b|\b(?:up to|until)\s+{_YEAR}\b", re.I)
_BEFORE = re.compile(rf"\b(?:before|earlier than|older than)\s+{_YEAR}\b", re.I)
_PARAGRAPH = re.compile(rf"\b(?:(?:in|to|of|for|from)\s+)?{_PARA}(\d+)\b", re.I)
_CATEGORY = re.compile(r"\b(?:(?:in|to|under|for)\s+)?category\s+(IV|V|I{1,3})\b", re.I)
_PLEASE = re.compile(r"^\W*(?:(?:please|now|yes|ok|then|and|can you|could you)\b[\s,]*)*", re.I)
_SUBJECT = re.compile(r"\b(?:on|about|regarding|concerning|as to)\s+(?:the\s+)?(.+)$", re.I)
#: The State's own treaties are known from the case: such words name no subject.
_OUTSIDE = re.compile(
    r"\s*\b(?:for|of|in)\s+(?:a |the )?(?:States?|countr(?:y|ies))\s+(?:\w+\s+){0,3}(?:not|non)\b.*$", re.I
)
_ARGUMENT = re.compile(
    r"\b(?:the|government|state|authorities|arguments?|defen[cs]e|justifications?|contentions?|claims?|objections?|points?|"
    r"submissions?|reply|that|its|of|on|about|in)\b|['’]s?(?=\s|$)", re.I)  # fmt: skip
_STANDARD = r"(?:the|a|an)\s+(?:standard\s+|usual\s+)?(?:paragraph|wording|passage)\b"

#: The first that matches the request without its authorities and places, and holds, decides.
_VERBS: tuple[tuple[Act, re.Pattern[str]], ...] = tuple((act, re.compile(pattern, re.I)) for act, pattern in (
    (Act.UNDO, r"^(?:undo|take (?:that|it) back|revert)\b"),
    (Act.REDO, r"^redo\b"),
    (Act.RESTART, r"^(?:start (?:again|over|afresh)|reset)\b"),
    (Act.HISTORY, r"^(?:(?:show|list)(?: me)? (?:the )?)?(?:history|changes|steps)\W*$"),
    (Act.SHORTEN, r"^(?:make\b.*\bshorter|shorter|shorten|condense|tighten)\b"),
    (Act.ANSWER, r"^(?:answer|address|meet|rebut|respond to|reply to|deal with|counter)\b.*"
                 r"\b(?:government|argument|defen[cs]e|justification|contention|claim|objection)"),
    (Act.INSERT, rf"^(?:add|insert|put in|include|append)\s+(?:(?:it|this|that|them)\b|{_STANDARD})"),
    (Act.REMOVE, r"^(?:remove|delete|drop|strike|omit|leave out|take out)\b"),
    (Act.USE, r"^(?:use|take|rely on|replace|exchange|substitute|quote)\b"),
    (Act.ADD, r"^(?:add|cite|insert|include)\b"),
    (Act.SHOW, r"^(?:give|show|find|get|search|authorit|passages?|paragraphs?|opinions?)\b"),
))  # fmt: skip


def understand(text: str) -> Request:
    """A request as far as the grammar goes; without an act where it does not."""
    wish = " ".join(_PLEASE.sub("", text).split())
    rest, authority, instead = _authorities(wish)
    rest, since, until = _years(rest)
    paragraph, category = _PARAGRAPH.search(rest), _CATEGORY.search(rest)
    rest = " ".join(_CATEGORY.sub(" ", _PARAGRAPH.sub(" ", rest)).split())
    act = next((act for act, pattern in _VERBS if pattern.search(rest)), Act.SHOW if authority and not rest else None)
    if (
        act is Act.ADD
        and not authority
        and not re.search(r"\b(?:authorit|opinion|deliberation|citation|precedent)", rest, re.I)
    ):
        act = None
    if act in (Act.USE, Act.REMOVE) and not (authority or paragraph):
        act = None
    return Request(
        text=" ".join(text.split()), act=act, authority=authority, instead=instead,
        paragraph=int(paragraph[1]) if paragraph else None,
        category=Category(category[1].upper()) if category else None,
        subject=_subject(rest, act), since=since, until=until,
    )  # fmt: skip


def _authorities(wish: str) -> tuple[str, str | None, str | None]:
    """The request without the authorities that it names, the one wanted, and the one that is to go."""
    found: list[re.Match[str]] = []
    for pattern in _AUTHORITIES:
        for match in pattern.finditer(wish):
            if all(match.end() <= other.start() or other.end() <= match.start() for other in found):
                found.append(match)
    found.sort(key=lambda match: match.start())
    going = next((m for m in found if _TO_GO.search(wish[: m.start()])), None)
    wanted = next((m for m in found if m is not going), None)
    for match in reversed(found):
        wish = f"{wish[: match.start()]} {wish[match.end() :]}"
    return " ".join(wish.split()), _id(wanted), _id(going)


def _id(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    document = match["opinion"] or f"del-{match['deliberation']}"
    return f"{document}#{match['para']}" if match["para"] else document


def _years(rest: str) -> tuple[str, int | None, int | None]:
    """The request without its years of adoption, and the first and last that will do."""
    limits: list[int | None] = []
    for pairs in (((_SINCE, 0), (_AFTER, 1)), ((_UNTIL, 0), (_BEFORE, -1))):
        limit = None
        for pattern, step in pairs:
            if limit is None and (match := pattern.search(rest)):
                limit = int(next(g for g in match.groups() if g)) + step
                rest = pattern.sub(" ", rest)
        limits.append(limit)
    return rest, limits[0], limits[1]


def _subject(rest: str, act: Act | None) -> str:
    """What a request is about, without the words of asking."""
    if act is Act.ANSWER:
        about = rest.split(None, 2 if re.match(r"(?:respond|reply|deal)\b", rest, re.I) else 1)[-1]
        return " ".join(re.sub(r"[^\w\s’'-]", " ", _ARGUMENT.sub(" ", about)).split())
    match = _SUBJECT.search(rest)
    found = _OUTSIDE.sub("", match[1]) if match else ""
    return re.sub(r"\s*\b(?:to|in|into|under)\s*(?:the draft)?\s*$", "", found.strip(" .,;:?!"), flags=re.I)
