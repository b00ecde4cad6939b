"""The lists of prompts/requests.toml: by which words a request is read. What is done with them is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.word_files import read_as, shipped, spoilt
from index.lexical import words

_NAME = "requests.toml"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Tone(_Shape):
    softer: tuple[str, ...]
    firmer: tuple[str, ...]


class _Spared(_Shape):
    head: tuple[str, ...]
    tail: tuple[str, ...]
    rest: tuple[str, ...]
    others: tuple[str, ...]
    never: tuple[str, ...]


class _Premise(_Shape):
    not_party: tuple[str, ...]
    party: tuple[str, ...]


class _Cannot(_Shape):
    words: tuple[str, ...]
    instead: str


class _File(_Shape):
    commands: str
    head: dict[str, tuple[str, ...]]
    tail: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]
    spared: _Spared
    tone: _Tone
    question: dict[str, tuple[str, ...]]
    plain: str
    heading: dict[str, tuple[str, ...]]
    part: dict[str, tuple[str, ...]]
    numbering: tuple[str, ...]
    expanded: tuple[str, ...]
    called: dict[str, tuple[str, ...]]
    premise: _Premise
    cannot: tuple[_Cannot, ...]


Named = tuple[tuple[re.Pattern[str], str], ...]  # a pattern, and the plain word or the answer for it


@dataclass(frozen=True, slots=True)
class RequestLists:
    """The lists as patterns."""

    commands: frozenset[str]
    head: Named
    tail: Named
    short: Named  # what is typed in a hurry
    spared: re.Pattern[str]  # "except para. 29", "but leave para. 29 alone", at the end of a request
    spared_first: re.Pattern[str]  # "don't touch para. 29, shorten the rest"
    others: re.Pattern[str]  # those of the same kind as what is left: "the others"
    never: re.Pattern[str]  # what is spared without being named
    softer: re.Pattern[str]
    firmer: re.Pattern[str]
    questions: Named
    plain: frozenset[str]  # words that say nothing of what is to be done, or where
    headings: Named
    parts: Named  # parts of the draft by names that stand alone: "the intro"
    expanded: re.Pattern[str]  # that a paragraph says too little
    numbering: re.Pattern[str]  # what stands before the number with which a draft is to begin
    called: tuple[tuple[frozenset[str], str], ...]  # the words of a name that drafters have for an issue, and its id
    not_party: re.Pattern[str]  # that the State is not bound by the Covenant, as the reason of a request
    party: re.Pattern[str]  # and the contrary
    cannot: Named


@cache
def request_lists() -> RequestLists:
    """The lists that ship with the project."""
    return read_lists(shipped(_NAME))


def read_lists(text: str) -> RequestLists:
    """The lists of a file's text."""
    read = read_as(_File, _NAME, text)
    try:
        return RequestLists(
            frozenset(read.commands.split()),
            tuple((_any(phrases, "^{}"), plain) for plain, phrases in read.head.items()),
            tuple((_any(phrases, "{}$"), plain) for plain, phrases in read.tail.items()),
            tuple((_any(phrases), meant) for meant, phrases in read.short.items()),
            *_spared(read.spared),
            _any(read.tone.softer),
            _any(read.tone.firmer),
            tuple((_any(phrases, "^{}"), name) for name, phrases in read.question.items()),
            frozenset(read.plain.split()),
            tuple((_any(map(_heading, titles)), name) for name, titles in read.heading.items()),
            tuple((_any(names), part) for part, names in read.part.items()),
            _any(read.expanded),
            _any(read.numbering, r"^{}\s+(?:para(?:graph)?\.?\s+|No\.?\s*)?(?P<number>\d{{1,4}})\s*$"),
            tuple((frozenset(words(name)), id) for id, names in read.called.items() for name in names),
            _premise(read.premise.not_party),
            _premise(read.premise.party),
            tuple((_any(entry.words, "^{}"), entry.instead) for entry in read.cannot),
        )
    except re.error as error:
        raise spoilt(_NAME, error) from error


def _spared(read: _Spared) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What is left as it is, at the end of a request and at its head; what its others are; what is so without being named."""
    head, tail, rest = ("|".join(phrases) for phrases in (read.head, read.tail, read.rest))
    what = rf"(?P<what>.+?)(?:\s+(?:{tail}))?"
    end = rf"(?<=\w)[\s,;]*\b(?:(?:but|and)\s+)?(?:(?:{head})|but(?: not)?(?: in)?)\s+{what}[\s.!]*$"
    first = (
        rf"^(?:{head})\s+{what}\s*(?:[,;]|(?<!para)(?<!paras)(?<!cat)\.|\b(?:and|but)\b)(?:\s|and\b|but\b|then\b|please\b)*"
        rf"(?P<command>(?!the\b|para|cat)[^\W\d].*?)\s+(?P<rest>{rest})\b(?P<more>.*)$"
    )
    never = rf"\b(?:but\s+)?(?:{head}|but(?: not)?)\s+(?:(?:the|all|any|its)\s+)*(?:{'|'.join(read.never)})\b(?:\s+(?:{tail}))?"
    return re.compile(end, re.I), re.compile(first, re.I), _any(read.others, "^{}$"), re.compile(never, re.I)


def _premise(phrases: Iterable[str]) -> re.Pattern[str]:
    """What is given as the reason of a request: "since Veldania is not a party, …"."""
    said = f"(?:{'|'.join(phrases)})"
    return re.compile(
        rf"\b(?:since|as|because|given that|seeing that)\b[^,;]*?{said}|^(?:[\w’']+ ){{1,4}}?{said}[^,;]*[,;]? (?:so|therefore|thus)\b",
        re.I,
    )


def _heading(title: str) -> str:
    """A title as the name of a part of the draft: "the section on discrimination", "under discrimination"."""
    part, quoted = r"(?:section|part|analysis|heading|chapter|bit|stuff|material)s?", rf"[\"“‘']?(?:{title})[\"”’']?"
    return (
        rf"(?:(?:the )?{part}:? (?:(?:on|about|of|under|called|entitled|headed|dealing with):? )?(?:the )?{quoted}|"
        rf"(?:the )?{quoted} (?:{part}|paragraphs|remarks|points)|under (?:the )?(?:{part} )?{quoted}|"
        rf"(?:(?<=stuff before )|(?<=stuff after )|(?<=section before )|(?<=section after )){quoted}$)(?!\s+para)"
    )


def _any(phrases: Iterable[str], place: str = "{}") -> re.Pattern[str]:
    return re.compile(place.format(rf"\b(?:{'|'.join(phrases)})(?!\w)"), re.I)
