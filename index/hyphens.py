"""Lines joined, with hyphenation undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from index.spans import Piece

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u0002]\s*$")
_GOES_ON = re.compile(r"([^\W\d_]+)")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_HYPHENS = ("-", "\u2010", "\u0002", "–", "—", "/")
_SOFT = ("\u00ad", "\u0002", "\ufffe")


class Hyphens:
    """Decides, by the document's own words, whether a hyphen at the end of a line belongs to the word.

    A hyphen is dropped where the document elsewhere has the word in one, or where it is known to hyphenate
    and its halves are no words of their own; in doubt it stays: official documents are not hyphenated.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = list(lines)

    # What the whole document says is asked only when a line ends with a hyphen: most files have none.

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(
            word.lower() for before, text in pairwise(["", *self._lines]) for word in _words_inside(before, text)
        )

    @cached_property
    def _compounds(self) -> frozenset[str]:
        return frozenset(match.lower() for text in self._lines for match in _COMPOUND.findall(text))

    @cached_property
    def _hyphenates(self) -> bool:
        joined = [
            a[1].lower() + b[1].lower()
            for one, two in pairwise(self._lines)
            if (a := _BROKEN.search(one)) and (b := _GOES_ON.match(two)) and b[1].islower()
        ]
        return sum(1 for word in joined if word in self._words) > 1

    def belongs(self, first: str, second: str) -> bool:
        """Whether the hyphen between two halves is part of the word."""
        if not second[:1].islower():
            return True
        one, two = first.lower(), second.lower()
        if any(word.endswith(f"{one}-{two}") for word in self._compounds):
            return True
        if one + two in self._words:
            return False
        return not self._hyphenates or {one, two} <= self._words

    def join(self, lines: Iterable[Sequence[Piece]]) -> list[Piece]:
        """The pieces of lines as one text."""
        result: list[Piece] = []
        for line in lines:
            if result and not (line and self._glue(result, line[0])):
                result.append(Piece(" "))
            result += line
        return result

    def _glue(self, before: list[Piece], after: Piece) -> bool:
        """Join a broken word; True where no blank belongs between the lines."""
        last = before[-1]
        if last.is_mark or after.is_mark:
            return False
        text = last.text.rstrip()
        if text.endswith(_SOFT):
            before[-1] = Piece(text[:-1])
            return True
        if not text.endswith(_HYPHENS):
            return False
        first, second = _BROKEN.search(text), _GOES_ON.match(after.text)
        if first and second:
            before[-1] = Piece(text if self.belongs(first[1], second[1]) else text[:-1])
            return True
        return bool(re.search(r"\w[-\u2010–—/]$", text)) and bool(re.match(r"\w", after.text))


def _words_inside(before: str, line: str) -> list[str]:
    """The words of a line that are whole: not the half after a hyphen that ends the line `before`, nor that before its own."""
    half = _GOES_ON.match(line) if _BROKEN.search(before) else None
    whole = line[half.end() if half else 0 :].rstrip()
    return [m[0] for m in _WORD.finditer(whole) if whole[m.end() :] not in {"-", "\u2010"}]
