"""Pinpoints: "paras. 33–36", "art. 14 (3) (b)–(d)", "principles 3 and 5", as a text writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORDS = {
    "para": "para",
    "art": "art",
    "princ": "principle",
    "rule": "rule",
    "guide": "guideline",
    "safeguard": "safeguard",
}
_RANGE_LIMIT = 400  # a longer range is a misprint, not a citation

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
_RANGE_GAP = re.compile(r"\s{0,2}[\u2010-\u2014\u2212\-]\s{0,2}|\s{1,3}to\s{1,3}|\s{1,3}through\s{1,3}")
_PINS = re.compile(_WORD + r"\s{0,3}(?=[\d(])")
_SUB = re.compile(r",?\s{1,3}paragraphs?\s{1,3}(\d{1,2})((?:\s{0,2}\([0-9a-z]{1,4}\)){0,3})")


@dataclass(frozen=True, slots=True)
class Pins:
    """Pinpoints as read, and where they stand."""

    start: int
    end: int
    values: tuple[str, ...]
    word: str
    note: str | None = None


def in_order(pinpoints: Iterable[str]) -> tuple[str, ...]:
    """Pinpoints in rising order, each once: "9", "9(1)", "14(3)(b)", "14(3)(d)", "14(5)"."""
    return tuple(sorted(dict.fromkeys(pinpoints), key=_rank))


def _rank(pinpoint: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.findall(r"\d+|[a-z]+", pinpoint)]


def provisions_in(text: str) -> dict[str, tuple[str, ...]]:
    """The pinpoints of a text by what it calls them: those of "principle 9 and guideline 8" are of two kinds."""
    found: dict[str, tuple[str, ...]] = {}
    pos = 0
    while match := _PINS.search(text, pos):
        word = _word_of(match["word"])
        pins = read_items(text, match.end(), word)
        pos = pins.end if pins else match.end()
        if pins:
            found[word] = (*found.get(word, ()), *pins.values)
    return found


def expand_pinpoints(text: str) -> tuple[str, ...]:
    """Pinpoints written out: "33–36" gives 33, 34, 35 and 36; "14 (1) and (3) (b)", 14(1) and 14(3)(b)."""
    pins = read_items(text, 0, "para")
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


def read_items(text: str, pos: int, word: str) -> Pins | None:
    """Numbers alone at `pos` ("3 and 5–7"), as those of `word` ("para", "art", "principle" …)."""
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
    pins = read_items(text, found.end(), _word_of(found["word"])) if found else None
    if pins is None:
        return None
    values, end, note = list(pins.values), pins.end, pins.note
    while (gap := _LIST_GAP.match(text, end)) and (found := _PINS.match(text, gap.end())):
        if not mixed and _word_of(found["word"]) != pins.word:
            break
        more = read_items(text, found.end(), _word_of(found["word"]))
        if more is None:
            break
        values += more.values
        end, note = more.end, note or more.note
    return Pins(pos, end, tuple(dict.fromkeys(values)), pins.word, note)
