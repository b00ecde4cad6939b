"""Word's automatic numbering, computed: what the reader sees printed before a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def roman(number: int) -> str:
    """4 → "iv"."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def letters_of(number: int) -> str:
    """1 → "a", 27 → "aa", as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _written(number: int, form: str) -> str:
    forms: dict[str, Callable[[int], str]] = {
        "lowerLetter": letters_of,
        "upperLetter": lambda n: letters_of(n).upper(),
        "lowerRoman": roman,
        "upperRoman": lambda n: roman(n).upper(),
        "decimalZero": lambda n: f"{n:02}",
        "none": lambda n: "",
    }
    return forms.get(form, str)(number)


@dataclass(frozen=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass
class _List:
    """An abstract list: its levels and its counters, shared by all lists made from it."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


def _val(element: etree._Element, name: str, default: str = "") -> str:
    found = element.find(_W + name)
    return found.get(_W + "val", default) if found is not None else default


def _int(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() else default


def _level(element: etree._Element) -> _Level:
    return _Level(
        _int(_val(element, "start"), 1),
        _val(element, "numFmt", "decimal"),
        _val(element, "lvlText"),
        _val(element, "pStyle"),
    )


class Numbering:
    """The lists of a document, counting as its paragraphs come by."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, _List] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for abstract in root.iter(_W + "abstractNum"):
            levels = {_int(lvl.get(_W + "ilvl"), 0): _level(lvl) for lvl in abstract.findall(_W + "lvl")}
            self._lists[abstract.get(_W + "abstractNumId", "")] = _List(levels)
        for number in root.iter(_W + "num"):
            self._add(number)

    def _add(self, number: etree._Element) -> None:
        """A list in use: one made from an abstract list, some of its levels perhaps overridden."""
        key = number.get(_W + "numId", "")
        found = self._lists.get(_val(number, "abstractNumId"))
        if found is None:
            return
        for override in number.findall(_W + "lvlOverride"):
            level = _int(override.get(_W + "ilvl"), 0)
            start = override.find(_W + "startOverride")
            if start is not None:
                self._restarts.setdefault(key, {})[level] = _int(start.get(_W + "val"), 1)
            own = override.find(_W + "lvl")
            if own is not None:
                found = _List({**found.levels, level: _level(own)}, found.counts)
        self._of_number[key] = found

    def level_of_style(self, key: str | None, style: str) -> str | None:
        """The level of a list that is bound to a paragraph style."""
        found = self._of_number.get(key or "")
        levels = found.levels if found else {}
        return next((str(number) for number, level in levels.items() if level.style == style), None)

    def next(self, key: str | None, level: int) -> str:
        """Count one paragraph of list `key` at `level`; its printed number ("" for a bullet)."""
        found = self._of_number.get(key or "")
        if found is None or level not in found.levels:
            return ""
        restart = self._restarts.get(key or "", {}).pop(level, None)
        start = found.levels[level].start
        found.counts[level] = restart if restart is not None else found.counts.get(level, start - 1) + 1
        for deeper in [other for other in found.counts if other > level]:
            del found.counts[deeper]
        if found.levels[level].form == "bullet":
            return ""
        return re.sub(r"%(\d)", lambda m: self._part(found, int(m[1]) - 1), found.levels[level].text).strip()

    @staticmethod
    def _part(found: _List, level: int) -> str:
        definition = found.levels.get(level, _Level())
        return _written(found.counts.get(level, definition.start), definition.form)
