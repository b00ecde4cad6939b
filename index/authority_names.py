"""The names of authorities: what stands at a place of a text, an opinion, a resolution, an instrument.

A small reader of each kind takes what belongs to it. Every expression is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from index.register import register

COMMITTEES = {
    "Human Rights Committee": "HRC",
    "Committee on Economic, Social and Cultural Rights": "CESCR",
    "Committee on the Elimination of Discrimination against Women": "CEDAW",
    "Committee on the Rights of the Child": "CRC",
    "Committee against Torture": "CAT",
    "Committee on the Elimination of Racial Discrimination": "CERD",
    "Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families": "CMW",
    "Committee on Migrant Workers": "CMW",
    "Committee on the Rights of Persons with Disabilities": "CRPD",
    "Committee on Enforced Disappearances": "CED",
}
_SYMBOL_COMMITTEES = {"CCPR": "HRC", "E/C.12": "CESCR"}
_COMMITTEE_NAMES = COMMITTEES | {short: short for short in COMMITTEES.values()} | {"CCPR": "HRC"}
_BODIES = {
    "Human Rights Council": "HRC",
    "General Assembly": "GA",
    "Commission on Human Rights": "CHR",
    "Security Council": "SC",
    "Economic and Social Council": "ECOSOC",
}
UNKNOWN_BODY = "?"  # a general comment whose Committee the text does not name


def spaced(name: str) -> str:
    """A literal as an expression, with any white space between its words and either apostrophe."""
    words = (re.escape(word).replace("'", "['\u2019]") for word in name.split())
    return r"\s+".join(words)


def _any_of(names: Sequence[str]) -> str:
    return "|".join(spaced(name) for name in sorted(names, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Authority:
    """The name of an authority in a text, its pinpoints not yet read."""

    start: int
    end: int
    target: str
    note: str | None = None
    listed: bool = False  # a member of a list: more may follow


_COMMITTEE = _any_of(tuple(_COMMITTEE_NAMES))
_YEAR = r"(?:\s{1,3}\(\d{4}\))?"
_NO = r"(?i:nos?)\.?\s{0,3}"
_NO_NEXT = (
    r"(?:N[Oo][Ss]?\.?|nos?\.)\s{0,3}"  # away from its word, a small "no" without its full stop is the English one
)
_GC = r"(?:(?i:general\s{1,3}(?:comments?|recommendations?))|GCs?)"
_COMMENT = re.compile(
    rf"(?:(?P<committee>{_COMMITTEE})(?:\s{{1,3}}\([A-Z]{{2,6}}\))?(?:['\u2019]s?)?,?\s{{1,3}}(?:in\s{{1,3}})?(?:its\s{{1,3}})?)?"
    rf"(?P<joint>(?i:joint)\s{{1,3}})?{_GC}\s{{1,3}}(?:{_NO})?(?P<number>\d{{1,2}})(?![\d/]){_YEAR}"
)
_COMMENT_NEXT = re.compile(
    rf"\s{{0,3}}(?:/|,|;)?\s{{0,3}}(?:and\s{{1,3}})?(?P<again>{_GC}\s{{1,3}})?{_NO_NEXT}"
    rf"(?P<number>\d{{1,2}})(?![\d/]){_YEAR}"
)
_COMMENT_BARE_NEXT = re.compile(rf"(?:,\s{{0,3}}|\s{{1,3}}and\s{{1,3}})(?P<number>\d{{1,2}})(?![\d/]){_YEAR}")
_OF_COMMITTEE = re.compile(rf",?\s{{1,3}}(?:of|by)\s{{1,3}}the\s{{1,3}}(?P<committee>{_COMMITTEE})")
_OPINION = re.compile(rf"(?i:opinions?)\s{{1,3}}(?:{_NO})?(?P<number>\d{{1,5}}\s?/\s?\d{{1,5}})")
_OPINION_NEXT = re.compile(
    r"\s{0,3}[,;]?\s{0,3}(?:and\b\s{0,3}|or\s{1,3}|as\s{1,3}well\s{1,3}as\s{1,3})?"
    r"(?:in\s{1,3}|also\s{1,3}|,\s{1,3}on\s[^.;,()\d]{3,90},\s{1,3})?"
    rf"(?P<body>(?:(?i:opinions?)\s{{1,3}}(?:{_NO})?|{_NO_NEXT})?(?P<number>\d{{1,5}}\s?/\s?\d{{1,5}}))"
)
_OPINION_NO_YEAR = re.compile(r"(?i:opinions?\s{1,3}nos?\.)\s{0,3}(?P<number>\d{1,5})(?![\d/])")
_DELIBERATION = re.compile(rf"(?i:deliberations?)\s{{1,3}}{_NO}(?P<number>\d{{1,3}})(?![\d/]){_YEAR}")
_DELIBERATION_NEXT = re.compile(
    rf"\s{{0,3}}[,;]?\s{{0,3}}(?:and\s{{1,3}})?(?P<body>{_NO_NEXT}(?P<number>\d{{1,3}})(?![\d/])){_YEAR}"
)
_DELIBERATION_BARE = re.compile(r"(?:,\s{0,3}|\s{1,3}and\s{1,3})(?P<body>(?P<number>\d{1,3})(?![\d/]))")
_SYMBOL = re.compile(
    r"(?<![\w/])(?:A|E|S|ST|HRI|CCPR|CAT|CRC|CEDAW|CERD|CMW|CRPD|CED)"
    r"(?:/[A-Z0-9][A-Za-z0-9.]{0,11}(?:-[A-Z0-9]{1,6})?){1,7}"
)
_ANNEX = re.compile(
    r"(?:\s{1,3}and\s{1,3}Corr\.\d(?:\s{1,3}and\s{1,3}\d)?)?"
    r"(?:,\s{0,3}(?:annex(?:es)?|appendix|enclosure|chap(?:ter|\.)|sect(?:ion|\.))(?:\s{1,3}[IVX]{1,5}\b)?){0,2}"
)
_BODY = re.compile("|".join(spaced(name) for name in _BODIES))
_RESOLUTION = re.compile(
    rf"(?:(?P<body>{_any_of(tuple(_BODIES))})(?:['\u2019]s?)?,?\s{{1,3}}(?:in\s{{1,3}})?(?:its\s{{1,3}})?)?"
    r"(?:[Rr]esolutions?|[Dd]ecisions?)\s{1,3}"
    r"(?P<number>(?:S-)?\d{1,4}(?:/[A-Z]{0,3}-?\d{1,4}|\s{1,3}[A-Z]?\s?\([IVXL0-9]{1,7}\)))"
)
_RESOLUTION_NEXT = re.compile(
    r"\s{0,3}[,;]?\s{0,3}(?:and\s{1,3}|or\s{1,3})?(?P<number>(?:S-)?\d{1,4}/\d{1,4})(?![\d/])"
)
_IBID = re.compile(r"\b[Ii]bid(?:em)?\b\.?")
_COMMUNICATION = re.compile(r"[Cc]ommunications?\s{1,3}Nos?\.\s{0,3}(?P<number>\d{1,5}/\d{4})")
_FOOTNOTE = re.compile(r"\b(?:[Ff]ootnotes?|[Ff]n\.|[Nn]ote)\s{1,3}(?P<number>\d{1,3})\s{1,3}above\b")
PARENTHESIS = re.compile(r"\s{0,3}\([^()]{0,300}\)")


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """The expression of every name in the register, and the target of each name."""
    targets = {name: entry.target for entry in register().instruments.values() for name in entry.names}
    return re.compile(rf"(?<![\w-])(?:{_any_of(tuple(targets))})(?![\w-])"), targets


def _plain(text: str) -> str:
    return " ".join(text.split())


def _opinion_target(number: str) -> tuple[str, str | None]:
    """The target of an opinion and, where its number can be no opinion's, why."""
    compact = re.sub(r"\s", "", number)
    year = compact.partition("/")[2]
    if len(year) == 4 and "1991" <= year <= "2099":
        return f"opinion:{compact}", None
    return f"opinion:{compact}", f"there is no year {year}: the number is misprinted"


def _symbol_target(symbol: str) -> str:
    opinion = re.fullmatch(r"A/HRC/WGAD/(\d{4})/(\d{1,4})", symbol)
    if opinion:
        return f"opinion:{opinion[2]}/{opinion[1]}"
    comment = re.fullmatch(r"([A-Z]+|E/C\.12)/(?:C/)?GC/(\d{1,2})(?:/Rev\.\d)?", symbol)
    if comment:
        short = _SYMBOL_COMMITTEES.get(comment[1], comment[1])
        return f"general_comment:{short}:{comment[2]}"
    return f"document:{symbol}"


def _resolution_target(text: str, found: re.Match[str], body: str | None) -> str:
    number = re.sub(r"\s{1,3}", " ", found["number"])
    year_form = re.match(r"(?:19|20)\d{2}/", number) is not None
    if body is None:
        earlier = [_BODIES[_plain(m[0])] for m in _BODY.finditer(text, max(0, found.start() - 300), found.start())]
        fitting = [b for b in earlier if (b in ("CHR", "ECOSOC")) == year_form]
        body = fitting[-1] if fitting else ("CHR" if year_form else "HRC")
    return f"resolution:{body}:{number}"


# Reading authorities: each returns those that stand at a place, or none

Reader = Callable[[str, int], list[Authority]]


def _opinions(text: str, pos: int) -> list[Authority]:
    found = _OPINION.match(text, pos)
    if found:
        target, note = _opinion_target(found["number"])
        return [Authority(pos, found.end(), target, note, listed=True)]
    bare = _OPINION_NO_YEAR.match(text, pos)
    if bare:
        note = "an opinion is cited by number and year"
        return [Authority(pos, bare.end(), f"other:opinion No. {bare['number']}", note)]
    return []


def _more_opinions(text: str, pos: int) -> list[Authority]:
    found = _OPINION_NEXT.match(text, pos)
    if found is None:
        return []
    target, note = _opinion_target(found["number"])
    named = re.match(r"[OoNn]", found["body"]) is not None
    # A bare "2/2020" goes on with a list of opinions only if its year could be one: "22/6" is a resolution.
    if not named and note:
        return []
    return [Authority(found.start("body"), found.end(), target, note, listed=True)]


def _deliberation_symbol(text: str, end: int) -> int:
    paren = PARENTHESIS.match(text, end)
    return paren.end() if paren and _SYMBOL.search(paren[0]) else end


def _deliberations(text: str, pos: int) -> list[Authority]:
    found = _DELIBERATION.match(text, pos)
    if found is None:
        return []
    end = _deliberation_symbol(text, found.end())
    return [Authority(pos, end, f"deliberation:{found['number']}", listed=True)]


def _more_deliberations(text: str, pos: int) -> list[Authority]:
    plural = re.search(r"[Nn]os\.\s{0,3}[\d, and]{0,30}\Z", text[max(0, pos - 40) : pos])
    found = _DELIBERATION_NEXT.match(text, pos) or (_DELIBERATION_BARE.match(text, pos) if plural else None)
    if found is None:
        return []
    end = _deliberation_symbol(text, found.end())
    return [Authority(found.start("body"), end, f"deliberation:{found['number']}", listed=True)]


def _comment(found: re.Match[str], start: int, committee: str | None) -> Authority:
    number = found["number"]
    return Authority(start, found.end(), f"general_comment:{committee or UNKNOWN_BODY}:{number}", listed=True)


def _comments(text: str, pos: int) -> list[Authority]:
    found = _COMMENT.match(text, pos)
    if found is None:
        return []
    committee = _COMMITTEE_NAMES[_plain(found["committee"])] if found["committee"] else None
    result = [_of_committee(text, _comment(found, pos, committee))]
    if found["joint"]:
        while next_one := _COMMENT_NEXT.match(text, result[-1].end):
            start = next_one.start("number")
            result.append(_of_committee(text, _comment(next_one, _number_start(text, start), None)))
    return result


def _number_start(text: str, start: int) -> int:
    """Where "No. 23" begins, given where its number does."""
    found = re.search(rf"{_NO_NEXT}\Z", text[max(0, start - 8) : start])
    return start - len(found[0]) if found else start


def _of_committee(text: str, authority: Authority) -> Authority:
    found = _OF_COMMITTEE.match(text, authority.end)
    if found is None:
        return authority
    number = authority.target.rpartition(":")[2]
    target = f"general_comment:{_COMMITTEE_NAMES[_plain(found['committee'])]}:{number}"
    return Authority(authority.start, found.end(), target, authority.note, authority.listed)


def _more_comments(text: str, pos: int, committee: str) -> list[Authority]:
    plural = re.search(r"[Nn]os\.\s{0,3}[\d(), and]{0,40}\Z", text[max(0, pos - 60) : pos])
    found = _COMMENT_NEXT.match(text, pos) or (_COMMENT_BARE_NEXT.match(text, pos) if plural else None)
    if found is None or found.groupdict().get("again"):
        return []
    start = _number_start(text, found.start("number"))
    return [_of_committee(text, _comment(found, start, committee))]


def symbol_at(text: str, pos: int) -> list[Authority]:
    """The document whose symbol begins exactly at `pos`."""
    found = _SYMBOL.match(text, pos)
    if found is None or not re.search(r"\d", found[0]):
        return []
    symbol = found[0].rstrip(".")
    start_end = pos + len(symbol)
    annex = _ANNEX.match(text, start_end)
    return [Authority(pos, annex.end() if annex else start_end, _symbol_target(symbol))]


def _resolutions(text: str, pos: int) -> list[Authority]:
    found = _RESOLUTION.match(text, pos)
    if found is None:
        return []
    body = _BODIES[_plain(found["body"])] if found["body"] else None
    annex = _ANNEX.match(text, found.end())
    end = annex.end() if annex else found.end()
    return [Authority(pos, end, _resolution_target(text, found, body), listed=True)]


def _more_resolutions(text: str, pos: int, body: str) -> list[Authority]:
    found = _RESOLUTION_NEXT.match(text, pos)
    if found is None:
        return []
    return [Authority(found.start("number"), found.end(), _resolution_target(text, found, body), listed=True)]


def instrument_at(text: str, pos: int) -> list[Authority]:
    """The instrument of the register whose name begins exactly at `pos`."""
    pattern, targets = _names()
    found = pattern.match(text, pos)
    return [Authority(pos, found.end(), _target_of(found[0], targets))] if found else []


def _target_of(name: str, targets: dict[str, str]) -> str:
    return targets[_plain(name).replace("\u2019", "'")]


def _communications(text: str, pos: int) -> list[Authority]:
    found = _COMMUNICATION.match(text, pos)
    return [Authority(pos, found.end(), f"other:communication No. {found['number']}")] if found else []


def _ibid(text: str, pos: int) -> list[Authority]:
    found = _IBID.match(text, pos)
    return [Authority(pos, found.end(), "ibid")] if found else []


def _footnote(text: str, pos: int) -> list[Authority]:
    found = _FOOTNOTE.match(text, pos)
    return [Authority(pos, found.end(), f"footnote:{found['number']}")] if found else []


_READERS: tuple[Reader, ...] = (
    _opinions, _deliberations, _comments, _resolutions, symbol_at, _communications, _ibid, _footnote,
    instrument_at,
)  # fmt: skip


def authority_at(text: str, pos: int) -> list[Authority]:
    """The authority (or the members of a joint one) whose name begins exactly at `pos`."""
    for reader in _READERS:
        found = reader(text, pos)
        if found:
            return found
    return []


def is_symbol(text: str) -> bool:
    """Whether a text begins as a document is numbered: with a symbol, or with the number of a resolution."""
    return bool(_SYMBOL.match(text) or _RESOLUTION.match(text))


def next_in_list(text: str, pos: int, target: str) -> list[Authority]:
    """The next member of a list of authorities of one kind, where one follows."""
    kind, _, rest = target.partition(":")
    if kind == "opinion":
        return _more_opinions(text, pos)
    if kind == "deliberation":
        return _more_deliberations(text, pos)
    if kind == "general_comment":
        return _more_comments(text, pos, rest.partition(":")[0])
    return _more_resolutions(text, pos, rest.partition(":")[0]) if kind == "resolution" else []


@cache
def anchor() -> re.Pattern[str]:
    """Where a citation can begin: an authority of any kind, or the word for a pinpoint."""
    parts = (
        r"(?i:opinions?\s|deliberations?\s|joint\s{1,3}general\s|general\s{1,3}(?:com|rec))", r"GCs?\s",
        r"\b[Rr]esolutions?\s", r"\b[Dd]ecisions?\s", r"\b[Ii]bid", r"\b[Cc]ommunications?\s",
        r"\b[Ff]ootnotes?\s",
        r"\b[Ff]n\.", r"\b[Nn]ote\s", rf"\b(?:{_COMMITTEE})", rf"\b(?:{_any_of(tuple(_BODIES))})",
        r"(?<![\w/])(?:A|E|S|ST|HRI|CCPR|CAT|CRC|CEDAW|CERD|CMW|CRPD|CED)/",
        r"\b(?:[Pp]ara|[Aa]rt|[Pp]rinciple|[Rr]ule|[Gg]uideline|[Ss]afeguard)",
    )  # fmt: skip
    # no part begins within a word: said once, it spares most places the whole list
    return re.compile(rf"(?<!\w)(?:{'|'.join((*parts, _names()[0].pattern))})")
