"""The grammar of citations: what a text cites, as written. Resolution ("Ibid.") is `citation_resolution`'s.

A scanner goes from anchor to anchor ("opinion No.", a symbol, the name of an instrument, "articles"), and a
small reader of each kind takes what belongs to it. Every expression is bounded, so the time is linear in the
length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from index.model import Citation
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
_BODIES = {
    "Human Rights Council": "HRC",
    "General Assembly": "GA",
    "Commission on Human Rights": "CHR",
    "Security Council": "SC",
    "Economic and Social Council": "ECOSOC",
}
_WORDS = {
    "para": "para",
    "art": "art",
    "princ": "principle",
    "rule": "rule",
    "guide": "guideline",
    "safeguard": "safeguard",
}
_RANGE_LIMIT = 400  # a longer range is a misprint, not a citation

UNKNOWN_BODY = "?"  # a general comment whose Committee the text does not name


def spaced(name: str) -> str:
    """A literal as an expression, with any white space between its words and either apostrophe."""
    words = (re.escape(word).replace("'", "['\u2019]") for word in name.split())
    return r"\s+".join(words)


def _any_of(names: Sequence[str]) -> str:
    return "|".join(spaced(name) for name in sorted(names, key=len, reverse=True))


_WORD = (
    r"(?P<word>[Pp]aras?\b\.?|[Pp]aragraphs?\b|[Aa]rts?\b\.?|[Aa]rticles?\b|[Pp]rinciples?\b|[Rr]ules?\b"
    r"|[Gg]uidelines?\b|[Ss]afeguards?\b)"
)
_ITEM = re.compile(
    r"(\d{1,4}(?:\.\d{1,3})?)(?![\d/])((?:\s{0,2}\([0-9a-z]{1,4}\)){0,4})(?!\s?(?:per\s+cent|years|days))"
)
_TAIL = re.compile(r"((?:\s{0,2}\([0-9a-z]{1,4}\)){1,4})")
_PART = re.compile(r"\(([0-9a-z]{1,4})\)")
_LIST_GAP = re.compile(r"\s{0,3}(?:,\s{0,3}and\s|,\s{0,3}or\s|,|and\s|or\s)\s{0,3}")
_RANGE_GAP = re.compile(r"\s{0,2}[\u2013\u2014\-]\s{0,2}|\s{1,3}to\s{1,3}|\s{1,3}through\s{1,3}")
_PINS = re.compile(_WORD + r"\s{0,3}(?=[\d(])")
_SUB = re.compile(r",?\s{1,3}paragraphs?\s{1,3}(\d{1,2})((?:\s{0,2}\([0-9a-z]{1,4}\)){0,3})")
_LEAD = re.compile(
    r"(?:,\s{1,3}preamble)?\s{0,3},?\s{0,3}(?:(?:in|at|and|especially|in particular|notably|see)\s{1,3})?"
    r"(?:its\s{1,3}|their\s{1,3})?"
)
_MORE = re.compile(r"\s{0,3}(?:,|;|and\s|,\s{0,3}and\s|;\s{0,3}and\s)\s{0,3}")


@dataclass(frozen=True, slots=True)
class Authority:
    """The name of an authority in a text, its pinpoints not yet read."""

    start: int
    end: int
    target: str
    note: str | None = None
    listed: bool = False  # a member of a list: more may follow


@dataclass(frozen=True, slots=True)
class Pins:
    """Pinpoints as read, and where they stand."""

    start: int
    end: int
    values: tuple[str, ...]
    word: str
    note: str | None = None


def expand_pinpoints(text: str) -> tuple[str, ...]:
    """Pinpoints written out: "33–36" gives 33, 34, 35 and 36; "14 (1) and (3) (b)", 14(1) and 14(3)(b)."""
    pins = _items(text, 0, "para")
    return pins.values if pins else ()


def _tail(text: str) -> tuple[str, ...]:
    return tuple(_PART.findall(text))


def _join(head: str, parts: Sequence[str]) -> str:
    return head + "".join(f"({part})" for part in parts)


def _inherit(last: tuple[str, ...], parts: tuple[str, ...]) -> tuple[str, ...]:
    """The full tail of an item written as "(4)" or "(b)", after an item with the tail `last`."""
    kind = parts[0].isdigit()
    for depth, part in enumerate(last):
        if part.isdigit() == kind:
            return (*last[:depth], *parts)
    return (*last, *parts) if not kind else parts


def _span(first: str, last: str) -> tuple[tuple[str, ...], str | None]:
    """The members of a range of pinpoints, and what is wrong with it."""
    head, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if head != other or not low.isdigit() or not high.isdigit():
        return (first, last), None
    if int(high) <= int(low) or int(high) - int(low) > _RANGE_LIMIT:
        return (first, last), f"the range {first}\u2013{last} runs backwards or is too long"
    return tuple(f"{head}.{n}" if head else str(n) for n in range(int(low), int(high) + 1)), None


def _letters(prefix: str, first: str, last: str) -> tuple[str, ...]:
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first < last:
        return tuple(f"{prefix}({chr(c)})" for c in range(ord(first), ord(last) + 1))
    if first.isdigit() and last.isdigit() and int(first) < int(last):
        return tuple(f"{prefix}({n})" for n in range(int(first), int(last) + 1))
    return (f"{prefix}({first})", f"{prefix}({last})")


class _ItemReader:
    """Reads a list of numbers with their sub-items, as "9 (1) and (4), 14 (3) (b)–(d) and 24–26"."""

    def __init__(self, text: str, pos: int) -> None:
        self.text = text
        self.pos = pos
        self.values: list[str] = []
        self.head = ""
        self.parts: tuple[str, ...] = ()
        self.note: str | None = None

    def number(self, pos: int) -> bool:
        found = _ITEM.match(self.text, pos)
        if found is None:
            return False
        self.head, self.parts, self.pos = found[1], _tail(found[2]), found.end()
        self.values.append(_join(self.head, self.parts))
        return True

    def sub_item(self, pos: int) -> bool:
        found = _TAIL.match(self.text, pos)
        if found is None or not self.head or not self.parts:
            return False
        self.parts, self.pos = _inherit(self.parts, _tail(found[1])), found.end()
        self.values.append(_join(self.head, self.parts))
        return True

    def range(self) -> bool:
        gap = _RANGE_GAP.match(self.text, self.pos)
        if gap is None:
            return False
        found = _ITEM.match(self.text, gap.end())
        if found is not None:
            members, self.note = _span(self.head, found[1])
            self.values[-1:] = [*self.values[-1:], *members[1:]] if self.parts else members
            self.head, self.parts, self.pos = found[1], _tail(found[2]), found.end()
            if self.parts:
                self.values[-1] = _join(self.head, self.parts)
            return True
        return self._sub_range(gap.end())

    def _sub_range(self, pos: int) -> bool:
        found = _PART.match(self.text, pos)
        if found is None or not self.parts:
            return False
        prefix = _join(self.head, self.parts[:-1])
        self.values[-1:] = _letters(prefix, self.parts[-1], found[1])
        self.parts, self.pos = (*self.parts[:-1], found[1]), found.end()
        return True

    def step(self) -> bool:
        """The next member of the list, if one follows."""
        if self.range():
            return True
        gap = _LIST_GAP.match(self.text, self.pos)
        return gap is not None and (self.number(gap.end()) or self.sub_item(gap.end()))


def _items(text: str, pos: int, word: str) -> Pins | None:
    reader = _ItemReader(text, pos)
    if not reader.number(pos):
        return None
    if word == "art":
        _old_style(reader)
    while reader.step():
        pass
    return Pins(pos, reader.pos, tuple(dict.fromkeys(reader.values)), word, reader.note)


def _old_style(reader: _ItemReader) -> None:
    """ "article 9, paragraph 1, of the Covenant" is article 9 (1)."""
    found = _SUB.match(reader.text, reader.pos)
    if found and not reader.parts:
        reader.parts = (found[1], *_tail(found[2]))
        reader.values[-1] = _join(reader.head, reader.parts)
        reader.pos = found.end()


def _word_of(found: str) -> str:
    lowered = found.lower()
    return next(value for key, value in _WORDS.items() if lowered.startswith(key))


def read_pins(text: str, pos: int, *, mixed: bool = True) -> Pins | None:
    """A word and its numbers at `pos` ("paras. 3 and 5–7"), with what is joined to it ("and guideline 8"), if
    `mixed`, whatever its word."""
    found = _PINS.match(text, pos)
    pins = _items(text, found.end(), _word_of(found["word"])) if found else None
    if pins is None:
        return None
    values, end, note = list(pins.values), pins.end, pins.note
    while (gap := _LIST_GAP.match(text, end)) and (found := _PINS.match(text, gap.end())):
        if not mixed and _word_of(found["word"]) != pins.word:
            break
        more = _items(text, found.end(), _word_of(found["word"]))
        if more is None:
            break
        values += more.values
        end, note = more.end, note or more.note
    return Pins(pos, end, tuple(dict.fromkeys(values)), pins.word, note)


# Names of authorities

_COMMITTEE = _any_of(tuple(COMMITTEES))
_YEAR = r"(?:\s{1,3}\(\d{4}\))?"
_GC = r"[Gg]eneral\s{1,3}(?:comments?|recommendations?)"
_COMMENT = re.compile(
    rf"(?:(?P<committee>{_COMMITTEE})(?:['\u2019]s?)?,?\s{{1,3}}(?:in\s{{1,3}})?(?:its\s{{1,3}})?)?"
    rf"(?P<joint>[Jj]oint\s{{1,3}})?{_GC}\s{{1,3}}(?:Nos?\.?\s{{0,3}})?(?P<number>\d{{1,2}})(?![\d/]){_YEAR}"
)
_COMMENT_NEXT = re.compile(
    rf"\s{{0,3}}(?:/|,|;)?\s{{0,3}}(?:and\s{{1,3}})?(?:{_GC}\s{{1,3}})?(?:Nos?\.?\s{{0,3}})"
    rf"(?P<number>\d{{1,2}})(?![\d/]){_YEAR}"
)
_COMMENT_BARE_NEXT = re.compile(rf"(?:,\s{{0,3}}|\s{{1,3}}and\s{{1,3}})(?P<number>\d{{1,2}})(?![\d/]){_YEAR}")
_OF_COMMITTEE = re.compile(rf",?\s{{1,3}}(?:of|by)\s{{1,3}}the\s{{1,3}}(?P<committee>{_COMMITTEE})")
_OPINION = re.compile(r"[Oo]pinions?\s{1,3}(?:Nos?\.?\s{0,3})?(?P<number>\d{1,5}\s?/\s?\d{1,5})")
_OPINION_NEXT = re.compile(
    r"\s{0,3}[,;]?\s{0,3}(?:and\b\s{0,3}|or\s{1,3}|as\s{1,3}well\s{1,3}as\s{1,3})?"
    r"(?:in\s{1,3}|also\s{1,3}|,\s{1,3}on\s[^.;,()\d]{3,90},\s{1,3})?"
    r"(?P<body>(?:[Oo]pinions?\s{1,3})?(?:Nos?\.?\s{0,3})?(?P<number>\d{1,5}\s?/\s?\d{1,5}))"
)
_OPINION_NO_YEAR = re.compile(r"[Oo]pinions?\s{1,3}Nos?\.\s{0,3}(?P<number>\d{1,5})(?![\d/])")
_DELIBERATION = re.compile(r"[Dd]eliberations?\s{1,3}Nos?\.?\s{0,3}(?P<number>\d{1,3})(?![\d/])" + _YEAR)
_DELIBERATION_NEXT = re.compile(
    r"\s{0,3}[,;]?\s{0,3}(?:and\s{1,3})?(?P<body>Nos?\.?\s{0,3}(?P<number>\d{1,3})(?![\d/]))" + _YEAR
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
_PAREN = re.compile(r"\s{0,3}\([^()]{0,300}\)")


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
    named = re.match(r"[OoN]", found["body"]) is not None
    # A bare "2/2020" goes on with a list of opinions only if its year could be one: "22/6" is a resolution.
    if not named and note:
        return []
    return [Authority(found.start("body"), found.end(), target, note, listed=True)]


def _deliberation_symbol(text: str, end: int) -> int:
    paren = _PAREN.match(text, end)
    return paren.end() if paren and _SYMBOL.search(paren[0]) else end


def _deliberations(text: str, pos: int) -> list[Authority]:
    found = _DELIBERATION.match(text, pos)
    if found is None:
        return []
    end = _deliberation_symbol(text, found.end())
    return [Authority(pos, end, f"deliberation:{found['number']}", listed=True)]


def _more_deliberations(text: str, pos: int) -> list[Authority]:
    plural = re.search(r"Nos\.\s{0,3}[\d, and]{0,30}\Z", text[max(0, pos - 40) : pos])
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
    committee = COMMITTEES[_plain(found["committee"])] if found["committee"] else None
    result = [_of_committee(text, _comment(found, pos, committee))]
    if found["joint"]:
        while next_one := _COMMENT_NEXT.match(text, result[-1].end):
            start = next_one.start("number")
            result.append(_of_committee(text, _comment(next_one, _number_start(text, start), None)))
    return result


def _number_start(text: str, start: int) -> int:
    """Where "No. 23" begins, given where its number does."""
    found = re.search(r"Nos?\.?\s{0,3}\Z", text[max(0, start - 8) : start])
    return start - len(found[0]) if found else start


def _of_committee(text: str, authority: Authority) -> Authority:
    found = _OF_COMMITTEE.match(text, authority.end)
    if found is None:
        return authority
    number = authority.target.rpartition(":")[2]
    target = f"general_comment:{COMMITTEES[_plain(found['committee'])]}:{number}"
    return Authority(authority.start, found.end(), target, authority.note, authority.listed)


def _more_comments(text: str, pos: int, committee: str) -> list[Authority]:
    plural = re.search(r"Nos\.\s{0,3}[\d(), and]{0,40}\Z", text[max(0, pos - 60) : pos])
    found = _COMMENT_NEXT.match(text, pos) or (_COMMENT_BARE_NEXT.match(text, pos) if plural else None)
    if found is None or re.match(r"[^N]{0,12}[Gg]eneral", found[0]):
        return []
    start = _number_start(text, found.start("number"))
    return [_of_committee(text, _comment(found, start, committee))]


def _symbols(text: str, pos: int) -> list[Authority]:
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


def _instruments(text: str, pos: int) -> list[Authority]:
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
    _opinions, _deliberations, _comments, _resolutions, _symbols, _communications, _ibid, _footnote,
    _instruments,
)  # fmt: skip


def authority_at(text: str, pos: int) -> list[Authority]:
    """The authority (or the members of a joint one) whose name begins exactly at `pos`."""
    for reader in _READERS:
        found = reader(text, pos)
        if found:
            return found
    return []


def _next_in_list(text: str, pos: int, target: str) -> list[Authority]:
    """The next member of a list of authorities of one kind, where one follows."""
    kind, _, rest = target.partition(":")
    if kind == "opinion":
        return _more_opinions(text, pos)
    if kind == "deliberation":
        return _more_deliberations(text, pos)
    if kind == "general_comment":
        return _more_comments(text, pos, rest.partition(":")[0])
    return _more_resolutions(text, pos, rest.partition(":")[0]) if kind == "resolution" else []


# The scanner

_OF = re.compile(
    r"\s{0,3},?\s{0,3}(?:respectively,?\s{1,3})?(?:both\s{1,3})?(?:of|in|to)\s{1,3}(?:both\s{1,3})?"
    r"(?:the\s{1,3}|its\s{1,3}|their\s{1,3}|that\s{1,3}|(?:the\s{1,3})?Working\s{1,3}Group['\u2019]s\s{1,3}){0,2}"
    r"(?:annex\s{1,3}to\s{1,3})?"
)
_AND_OF = re.compile(r"\s{0,3},?\s{0,3}(?:and|or|as\s{1,3}well\s{1,3}as)\s{1,3}(?:of\s{1,3})?(?:the\s{1,3})")
_AND_ITEMS = re.compile(r"\s{0,3},?\s{0,3}(?:and|or|as\s{1,3}well\s{1,3}as)\s{1,3}(?=\d)")
_ABOVE = re.compile(r"\s{1,3}(?:above|below)\b|\s{1,3}of\s{1,3}the\s{1,3}present\s{1,3}(?:opinion|deliberation)\b")


@cache
def _anchor() -> re.Pattern[str]:
    parts = (
        r"\b[Oo]pinions?\s", r"\b[Dd]eliberations?\s", r"\b[Jj]oint\s{1,3}[Gg]eneral\s",
        r"\b[Gg]eneral\s{1,3}(?:com|rec)",
        r"\b[Rr]esolutions?\s", r"\b[Dd]ecisions?\s", r"\b[Ii]bid", r"\b[Cc]ommunications?\s",
        r"\b[Ff]ootnotes?\s",
        r"\b[Ff]n\.", r"\b[Nn]ote\s", rf"\b(?:{_COMMITTEE})", rf"\b(?:{_any_of(tuple(_BODIES))})",
        r"(?<![\w/])(?:A|E|S|ST|HRI|CCPR|CAT|CRC|CEDAW|CERD|CMW|CRPD|CED)/",
        r"\b(?:[Pp]ara|[Aa]rt|[Pp]rinciple|[Rr]ule|[Gg]uideline|[Ss]afeguard)",
    )  # fmt: skip
    # no part begins within a word: said once, it spares most places the whole list
    return re.compile(rf"(?<!\w)(?:{'|'.join((*parts, _names()[0].pattern))})")


class Scanner:
    """Finds the citations of one text, from left to right."""

    def __init__(self, text: str, running: bool) -> None:
        self.text = text
        self.running = running
        self.found: list[Citation] = []

    def scan(self) -> tuple[Citation, ...]:
        """All citations of the text, in order."""
        pos = 0
        while found := _anchor().search(self.text, pos):
            start = found.start()
            end = self._backward(start) or self._forward(start)
            pos = end or found.end()
        return tuple(self.found)

    def _emit(self, start: int, end: int, target: str, pins: Pins | None, note: str | None) -> None:
        notes = note or (pins.note if pins else None)
        values = pins.values if pins else ()
        self.found.append(Citation(self.text[start:end], target, values, start=start, end=end, note=notes))

    # "articles 9 and 14 of the Covenant", "paragraph 6 above"

    def _backward(self, start: int) -> int | None:
        pins = read_pins(self.text, start, mixed=False)
        if pins is None:
            return None
        above = _ABOVE.match(self.text, pins.end)
        if above and pins.word == "para":
            self._emit(start, above.end(), "paragraph", pins, None)
            return above.end()
        # Pinpoints of nothing known are passed over whole: no part of them is of something either.
        return self._of(pins) or pins.end

    def _of(self, pins: Pins) -> int | None:
        """What the pinpoints are of, and further ones joined on; None where nothing known follows.

        So "articles 18 of the Universal Declaration and 18 of the Covenant" is read as two.
        """
        end: int | None = None
        while (named := self._of_one(pins)) is not None:
            end = self._of_others(pins, named)
            gap = _AND_ITEMS.match(self.text, end)
            more = _items(self.text, gap.end(), pins.word) if gap else None
            if more is None:
                break
            pins = more
        return end

    def _of_one(self, pins: Pins) -> int | None:
        of = _OF.match(self.text, pins.end)
        named = authority_at(self.text, of.end()) if of else []
        if not named or not self._fits(pins.word, named[0].target):
            return None
        for authority in named:
            self._emit(pins.start, self._paren(authority), authority.target, pins, authority.note)
        return self._paren(named[-1])

    def _of_others(self, pins: Pins, end: int) -> int:
        """ "articles 18 and 19 of the Universal Declaration and of the Covenant": the same ones of both."""
        while gap := _AND_OF.match(self.text, end):
            named = _instruments(self.text, gap.end())
            if not named or not self._bare_name(named[0]):
                break
            self._emit(named[0].start, named[0].end, named[0].target, pins, None)
            end = named[0].end
        return end

    def _bare_name(self, name: Authority) -> bool:
        """Whether a name that follows an "and the" has no pinpoints of its own."""
        lead = _LEAD.match(self.text, name.end)
        return read_pins(self.text, lead.end() if lead else name.end) is None and not _PAREN.match(self.text, name.end)

    def _paren(self, authority: Authority) -> int:
        """The end of an authority with its symbol in parentheses, if one follows."""
        paren = _PAREN.match(self.text, authority.end)
        if paren is None or authority.target in ("ibid", "footnote"):
            return authority.end
        inner = paren[0].strip(" ()\n")
        symbolic = _SYMBOL.match(inner) or _RESOLUTION.match(inner)
        return paren.end() if symbolic and self._is_instrument(authority) else authority.end

    @staticmethod
    def _fits(word: str, target: str) -> bool:
        """Whether a word for a provision can go with an authority: an opinion has no articles."""
        if target in ("ibid", "paragraph") or target.startswith("footnote:"):
            return False
        numbered = target.startswith(("opinion:", "deliberation:", "general_comment:")) or target == "methods_of_work"
        return word == "para" if numbered else True

    # "Opinion No. 301/2014, para. 40"

    def _forward(self, start: int) -> int | None:
        named = authority_at(self.text, start)
        end = None
        while named:
            end = self._take(named)
            follows = _next_in_list(self.text, end, named[-1].target) if named[-1].listed else []
            named = follows
        return end

    def _take(self, named: list[Authority]) -> int:
        last = named[-1]
        body_end, pins = self._own_pins(last)
        for authority in named:
            end = pins.end if pins and authority is last else authority.end
            if authority is last:
                end = max(end, body_end)
            if self._counts(authority, pins):
                self._emit(authority.start, end, authority.target, pins, authority.note)
        # A name without pinpoints may be followed by its symbol in parentheses, which then is the citation.
        if pins is None and self._is_instrument(last) and not self._counts(last, None):
            return last.end
        return max(body_end, pins.end if pins else 0)

    def _own_pins(self, authority: Authority) -> tuple[int, Pins | None]:
        """The pinpoints after a name, and the end of the citation with its closing parenthesis."""
        inner = self._pins_in_paren(authority)
        if inner:
            return inner
        end = self._paren_of_name(authority)
        pins = self._pins_after(end)
        return (pins.end, pins) if pins else (self._paren(authority), None)

    def _pins_in_paren(self, authority: Authority) -> tuple[int, Pins] | None:
        """ "the Covenant (art. 14)", "methods of work (A/HRC/36/38, para. 17)"."""
        paren = _PAREN.match(self.text, authority.end)
        if paren is None or not self._is_instrument(authority):
            return None
        opening = self.text.index("(", authority.end) + 1
        symbol = _symbols(self.text, opening)
        start = symbol[0].end if symbol else opening
        lead = _LEAD.match(self.text, start)
        pins = read_pins(self.text, lead.end() if lead else start)
        closed = pins is not None and self.text[pins.end : pins.end + 1] == ")"
        return (paren.end(), pins) if pins and closed else None

    def _paren_of_name(self, authority: Authority) -> int:
        """The place after a name and its parenthesis, or after the parenthesis that it stands in."""
        if self._is_instrument(authority):
            paren = _PAREN.match(self.text, authority.end)
            return paren.end() if paren else authority.end
        closes = self.text[authority.end : authority.end + 1] == ")"
        return authority.end + 1 if closes and self._opened(authority.start) else authority.end

    def _opened(self, pos: int) -> bool:
        """Whether a parenthesis opens right before a place (a symbol after the name that it is of)."""
        return self.text[:pos].rstrip().endswith("(") if pos < 4 else "(" in self.text[pos - 2 : pos]

    def _pins_after(self, end: int) -> Pins | None:
        lead = _LEAD.match(self.text, end)
        start = lead.end() if lead else end
        pins = read_pins(self.text, start)
        if pins is not None and self._claimed(pins):
            pins = read_pins(self.text, start, mixed=False)
        return None if pins is None or self._claimed(pins) else pins

    def _claimed(self, pins: Pins) -> bool:
        """Whether pinpoints are of what follows: "…, articles 3 and 9 of the Universal Declaration"."""
        if _ABOVE.match(self.text, pins.end):
            return True
        of = _OF.match(self.text, pins.end)
        named = authority_at(self.text, of.end()) if of else []
        return bool(named) and self._fits(pins.word, named[0].target)

    @staticmethod
    def _is_instrument(authority: Authority) -> bool:
        return authority.target in register().instruments

    def _counts(self, authority: Authority, pins: Pins | None) -> bool:
        """Whether a name is a citation: that of an instrument is one only with a provision."""
        if pins is not None or authority.target == "methods_of_work":
            return True
        if not self._is_instrument(authority):
            return True
        name = self.text[authority.start : authority.end]
        return bool(_SYMBOL.match(name) or _RESOLUTION.match(name))
