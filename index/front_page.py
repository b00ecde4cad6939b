"""What stands above the first paragraph: symbol, title, number, session and date, as lines or as a table names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.fields import date_in

TITLE = re.compile(
    r"(?:Opinion|OPINION|Deliberation|DELIBERATION) (?:N[oO]\.?|N[°º]) ?\d|(?:Communication|Opinion) concerning"
)
_NUMBER = re.compile(r"(Opinion|Deliberation) N(?:o\.?|°|º) ?(\d+(?:/\d{4})?)", re.IGNORECASE)
_SYMBOL = re.compile(r"A/\S+(?:, annex(?: [IVX]+)?)?")
_OF_AN_OPINION = re.compile(r"A/HRC/WGAD/(\d{4})/(\d+)\b")
_ADOPTED = re.compile(r"\[Adopted on ([^\]]+)\]|^Adopted on (\d{1,2} [A-Z][a-z]+ \d{4})\.?$")
#: A line of the head whose date is another: older opinions say there when the Government was written to.
_OTHER_DATE = re.compile(r"session|^Communication:? (?:addressed|transmitted|sent)\b", re.IGNORECASE)
#: Lines of the head of an older opinion, which has no more than its number and the State in its title.
OLDER_LINE = re.compile(
    r"Communication:? (?:addressed|transmitted|sent)\b|Concerning\b|(?:The )?State (?:is|was|has)\b", re.IGNORECASE
)
_OLDER_TITLE = re.compile(r"(Opinion No\. ?\d+/\d{4}) ?\(([^()]+)\)$", re.IGNORECASE)
_PERSONS = re.compile(r"Concerning\s*:?\s+(?=\S)", re.IGNORECASE)
_SAME_STATE = re.compile(r"\s*\([^()]*\)$")
_SMALL = re.compile(r"\b(?:Of|The|And)\b")
_CORRIGENDUM = re.compile(r"/Corr\.\s?\d+\b.*$")
_SESSION = re.compile(r"\b([a-z]+(?:-[a-z]+)?) session", re.IGNORECASE)
_ADOPTION = re.compile(r"adopt(?:ed|ion)\b(?!.*\bsession\b)", re.IGNORECASE)

#: What a cell calls the cell beside it; the name is part of what is said, unless it says nothing more.
_NAMES = r"(?:document )?symbol|title|state|country|government|(?:date of )?adopt(?:ion|ed)(?: on)?|date|session|persons?|source"
_NAME = re.compile(rf"(?:{_NAMES}|(?:opinion|deliberation) no\.?|concerning)\s*:?", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"(?:(?:document )?symbol|title)\s*:\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The facts of a front page; None where it does not say."""

    title: str | None
    number: str | None
    symbol: str | None
    session: str | None
    adopted: date | None
    concerning: str | None = None  # the title, with whom and which State an older one names beside it
    covenant: str = ""  # what a line of its own says of the Covenant
    corrects: str | None = None  # the document that this one corrects


def front_page(header: Sequence[str], closing: Sequence[str]) -> FrontPage:
    """The facts in the lines above the first paragraph; `closing` are lines among which "[Adopted on …]" may be."""
    lines = [_SAYS_NOTHING.sub("", line) for line in _named(header)]
    title = next((line for line in lines if TITLE.match(line)), None)
    session = _SESSION.search(" ".join(lines))
    match = _NUMBER.match(title or "")
    return FrontPage(
        title,
        match[2] if match else None,
        next((line for line in lines if _SYMBOL.fullmatch(line)), None),
        session[1] if session else None,
        _adopted(lines, closing),
        _concerning(title, lines),
        next((line for line in lines if OLDER_LINE.match(line) and "Covenant" in line), ""),
        _corrects(lines, title),
    )


def _concerning(title: str | None, lines: Sequence[str]) -> str | None:
    """The title; that of an older opinion, "Opinion No. 12/2008 (State)", with the persons of the line below it."""
    older = _OLDER_TITLE.match(title or "")
    if older is None:
        return title
    state = older[2] if not older[2].isupper() else _SMALL.sub(lambda m: m[0].lower(), older[2].title())
    named = next((line[m.end() :].rstrip(".") for line in lines if (m := _PERSONS.match(line))), "")
    persons = _SAME_STATE.sub("", named)
    return f"{older[1]} concerning {persons} ({state})" if persons else f"{older[1]} ({state})"


def _corrects(lines: Sequence[str], title: str | None) -> str | None:
    """What a corrigendum corrects: its symbol says so, or a line of its head."""
    symbol = next((line for line in lines if _SYMBOL.fullmatch(line) and _CORRIGENDUM.search(line)), None)
    if symbol:
        return _CORRIGENDUM.sub("", symbol)
    return title if title and any(line.casefold() == "corrigendum" for line in lines) else None


def number_of_symbol(symbol: str | None) -> str | None:
    """The number of the opinion that is published under a symbol: "301/2014" of A/HRC/WGAD/2014/301."""
    match = _OF_AN_OPINION.match(symbol or "")
    return f"{int(match[2])}/{match[1]}" if match else None


def _named(lines: Sequence[str]) -> list[str]:
    """The lines, each with the name that stands alone before it: "Adopted on", "8 April 2022"."""
    named: list[str] = []
    names: list[str] = []
    for line in lines:
        if _NAME.fullmatch(line):
            names.append(f"{line.rstrip(' :')}{'' if line.endswith('.') else ':'} ")
            continue
        named.append(names[0] + line if len(names) == 1 else line)  # a row of names is the head of columns
        names = []
    return named


def _adopted(lines: Sequence[str], closing: Sequence[str]) -> date | None:
    """The date of adoption: what the document says at its end, then what is called so, then another date of its head."""
    said = [match[1] or match[2] for line in reversed(closing) if (match := _ADOPTED.search(line))][:1]
    dated = [*said, *(line for line in lines if _ADOPTION.search(line)), *lines]
    return next((found for line in dated if (found := date_in(line)) and not _OTHER_DATE.search(line)), None)
