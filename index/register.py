"""The register of instruments: what exists besides the documents of the index, read from instruments.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_COMMENT = re.compile(r"general_comment:([A-Z]+):(\d+)\Z")
_YEAR = re.compile(r"\((\d{4})\)")
_PINPOINT = re.compile(r"(\d+)(?:\.\d+)?((?:\([0-9a-z]+\))*)\Z")


@dataclass(frozen=True, slots=True)
class Instrument:
    """One entry: a treaty, a declaration, a set of principles or rules."""

    target: str
    label: str
    unit: str
    names: tuple[str, ...]
    last: int | None
    paragraphs: Mapping[int, int]
    adopted: str | None  # "1966-12-16", or the year alone


@dataclass(frozen=True, slots=True)
class Committee:
    """A treaty body and its general comments."""

    short: str
    label: str
    highest: int | None
    years: Mapping[int, int]
    last: Mapping[int, int]


def _fold(name: str) -> str:
    """A State's name without what writers vary: case, the article, the apostrophe's form."""
    plain = name.strip().replace("\u2019", "'").casefold()
    return re.sub(r"\s+", " ", plain.removeprefix("the "))


class Register:
    """Answers what exists, as far as the register knows."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.instruments: dict[str, Instrument] = {i.target: i for i in map(_instrument, data["instrument"])}
        self.committees: dict[str, Committee] = {
            short: _committee(short, entry) for short, entry in data["general_comments"].items()
        }
        self._parties = frozenset(map(_fold, data["covenant"]["parties"]))
        self._others = frozenset(map(_fold, data["covenant"]["not_parties"]))

    def exists(self, target: str) -> bool:
        """Whether the register has an entry for a target."""
        comment = _COMMENT.match(target)
        if comment:
            committee = self.committees.get(comment[1])
            return bool(committee and int(comment[2]) in committee.years)
        return target in self.instruments

    def impossible(self, target: str) -> bool:
        """Whether a general comment is numbered beyond the last that its committee has adopted."""
        comment = _COMMENT.match(target)
        committee = self.committees.get(comment[1]) if comment else None
        if comment is None or committee is None:
            return False
        number = int(comment[2])
        return number == 0 or (committee.highest is not None and number > committee.highest)

    def has_pinpoint(self, target: str, pinpoint: str) -> bool | None:
        """Whether a provision exists; None where the register does not know."""
        parts = _PINPOINT.match(pinpoint)
        comment = _COMMENT.match(target)
        if parts is None:
            return None
        number = int(parts[1])
        if comment:
            committee = self.committees.get(comment[1])
            last = committee.last.get(int(comment[2])) if committee else None
            return None if last is None else 1 <= number <= last
        entry = self.instruments.get(target)
        if entry is None or entry.last is None:
            return None
        return 1 <= number <= entry.last and _has_part(entry, number, parts[2])

    def state_party(self, state: str) -> bool | None:
        """Whether a State has joined the Covenant; None where the register does not know the State."""
        folded = _fold(state)
        if folded in self._parties:
            return True
        return False if folded in self._others else None

    def year(self, target: str) -> int | None:
        """The year in which a general comment was adopted, where known."""
        comment = _COMMENT.match(target)
        committee = self.committees.get(comment[1]) if comment else None
        return committee.years.get(int(comment[2])) if comment and committee else None

    def adopted(self, target: str) -> tuple[date, date] | None:
        """The first and the last day on which an authority may have been adopted; None where not even the year is known."""
        entry = self.instruments.get(target)
        if entry and entry.adopted:
            return _days(entry.adopted)
        named = _YEAR.search(self.label(target)) if self.exists(target) else None
        return _days(named[1]) if named else None

    def label(self, target: str) -> str:
        """How an authority is named in a footnote."""
        comment = _COMMENT.match(target)
        if comment and comment[1] in self.committees:
            year = self.year(target)
            ending = f" ({year})" if year else ""
            return f"{self.committees[comment[1]].label}, general comment No. {comment[2]}{ending}"
        entry = self.instruments.get(target)
        return entry.label if entry else target.partition(":")[2] or target

    def unit(self, target: str) -> str:
        """What the provisions of an authority are called: art, principle, rule, guideline, para."""
        entry = self.instruments.get(target)
        return entry.unit if entry else "para"


def _has_part(entry: Instrument, number: int, tail: str) -> bool:
    first = re.match(r"\((\d+)\)", tail)
    if first is None or not entry.paragraphs or number > max(entry.paragraphs):
        return True
    # Up to the last article of the list, one that is absent has a single paragraph.
    return 1 <= int(first[1]) <= entry.paragraphs.get(number, 1)


def _days(adopted: str) -> tuple[date, date]:
    """The day, or the first and the last of the year."""
    if len(adopted) == len("1966"):
        return date(int(adopted), 1, 1), date(int(adopted), 12, 31)
    return date.fromisoformat(adopted), date.fromisoformat(adopted)


def _instrument(entry: Mapping[str, Any]) -> Instrument:
    return Instrument(
        target=entry["target"],
        label=entry["label"],
        unit=entry["unit"],
        names=tuple(entry["names"]),
        last=entry.get("last"),
        paragraphs={int(k): v for k, v in entry.get("paragraphs", {}).items()},
        adopted=entry.get("adopted"),
    )


def _committee(short: str, entry: Mapping[str, Any]) -> Committee:
    return Committee(
        short=short,
        label=entry["label"],
        highest=entry.get("highest"),
        years={int(k): v for k, v in entry.get("years", {}).items()},
        last={int(k): v for k, v in entry.get("last", {}).items()},
    )


@cache
def register() -> Register:
    """The register that ships with the project."""
    text = (Path(__file__).parent / "instruments.toml").read_text(encoding="utf-8")
    return Register(tomllib.loads(text))
