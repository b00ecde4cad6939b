"""The grammar of citations: what a text cites, as written. Resolution ("Ibid.") is `citation_resolution`'s.

A scanner goes from anchor to anchor ("opinion No.", a symbol, the name of an instrument, "articles"), and joins the
names of authorities to their pinpoints. Every expression is bounded, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re

from index.authority_names import (
    PARENTHESIS,
    Authority,
    anchor,
    authority_at,
    instrument_at,
    is_symbol,
    next_in_list,
    symbol_at,
)
from index.model import Citation
from index.pinpoints import Pins, read_items, read_pins
from index.register import register

_LEAD = re.compile(
    r"(?:,\s{1,3}preamble)?\s{0,3},?\s{0,3}(?:(?:in|at|and|especially|in particular|notably|see)\s{1,3})?"
    r"(?:its\s{1,3}|their\s{1,3})?"
)
_OF = re.compile(
    r"\s{0,3},?\s{0,3}(?:respectively,?\s{1,3})?(?:both\s{1,3})?(?:of|in|to)\s{1,3}(?:both\s{1,3})?"
    r"(?:the\s{1,3}|its\s{1,3}|their\s{1,3}|that\s{1,3}|(?:the\s{1,3})?Working\s{1,3}Group['\u2019]s\s{1,3}){0,2}"
    r"(?:annex\s{1,3}to\s{1,3})?"
)
_BLANK = re.compile(r"\s{1,3}")
_AND_OF = re.compile(r"\s{0,3},?\s{0,3}(?:and|or|as\s{1,3}well\s{1,3}as)\s{1,3}(?:of\s{1,3})?(?:the\s{1,3})")
_AND_ITEMS = re.compile(r"\s{0,3},?\s{0,3}(?:and|or|as\s{1,3}well\s{1,3}as)\s{1,3}(?=\d)")
_ABOVE = re.compile(r"\s{1,3}(?:above|below)\b|\s{1,3}of\s{1,3}the\s{1,3}present\s{1,3}(?:opinion|deliberation)\b")
# What a writer may put between a number and its paragraphs: the State, then the persons, the subject or the date. It
# stays within the sentence: of full stops, only that of a title does not end it.
_STATE = re.compile(r"\s{1,3}\([^()\d]{2,80}\)")
_TO_PARAGRAPH = r"\s{1,3}(?:(?:in|at)\s{1,3})?[Pp]ara"
_ASIDE = re.compile(
    r"(?:\s{1,3}\([^()]{2,80}\))?"
    r"(?:,?\s{1,3}(?:concerning|regarding|on|adopted|of(?=\s\d))\s"
    rf"(?:(?<=Mr|Ms|rs|Dr)\.|[^.;()]|\([^().;]{{2,80}}\)){{1,150}}?(?=,{_TO_PARAGRAPH}))?(?=,?{_TO_PARAGRAPH})"
)
_OTHER_NUMBER = re.compile(r"\d\s?/\s?\d")


class Scanner:
    """Finds the citations of one text, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Citation] = []

    def scan(self) -> tuple[Citation, ...]:
        """All citations of the text, in order."""
        pos = 0
        while found := anchor().search(self.text, pos):
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
            more = read_items(self.text, gap.end(), pins.word) if gap else None
            if more is None:
                break
            pins = more
        return end

    def _of_one(self, pins: Pins) -> int | None:
        named = self._named_after(pins)
        if not named:
            return None
        for authority in named:
            self._emit(pins.start, self._paren(authority), authority.target, pins, authority.note)
        return self._paren(named[-1])

    def _of_others(self, pins: Pins, end: int) -> int:
        """ "articles 18 and 19 of the Universal Declaration and of the Covenant": the same ones of both."""
        while gap := _AND_OF.match(self.text, end):
            named = instrument_at(self.text, gap.end())
            if not named or not self._bare_name(named[0]):
                break
            self._emit(named[0].start, named[0].end, named[0].target, pins, None)
            end = named[0].end
        return end

    def _bare_name(self, name: Authority) -> bool:
        """Whether a name that follows an "and the" has no pinpoints of its own."""
        lead = _LEAD.match(self.text, name.end)
        return read_pins(self.text, lead.end() if lead else name.end) is None and not PARENTHESIS.match(
            self.text, name.end
        )

    def _paren(self, authority: Authority) -> int:
        """The end of an authority with its symbol in parentheses, if one follows."""
        paren = PARENTHESIS.match(self.text, authority.end)
        if paren is None or authority.target in ("ibid", "footnote"):
            return authority.end
        inner = paren[0].strip(" ()\n")
        return paren.end() if is_symbol(inner) and self._is_instrument(authority) else authority.end

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
            named = self._next(end, named[-1]) if named[-1].listed else []
        return end

    def _next(self, end: int, last: Authority) -> list[Authority]:
        """The next of a list: "opinions No. 302/2015 (Veldania) and No. 303/2016"."""
        state = _STATE.match(self.text, end)
        return next_in_list(self.text, state.end() if state else end, last.target)

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
        pins = self._pins_after(end) or self._pins_past_aside(authority, end)
        return (pins.end, pins) if pins else (self._paren(authority), None)

    def _pins_in_paren(self, authority: Authority) -> tuple[int, Pins] | None:
        """ "the Covenant (art. 14)", "methods of work (A/HRC/36/38, para. 17)"."""
        paren = PARENTHESIS.match(self.text, authority.end)
        if paren is None or not self._is_instrument(authority):
            return None
        opening = self.text.index("(", authority.end) + 1
        symbol = symbol_at(self.text, opening)
        start = symbol[0].end if symbol else opening
        lead = _LEAD.match(self.text, start)
        pins = read_pins(self.text, lead.end() if lead else start)
        closed = pins is not None and self.text[pins.end : pins.end + 1] == ")"
        return (paren.end(), pins) if pins and closed else None

    def _paren_of_name(self, authority: Authority) -> int:
        """The place after a name and its parenthesis, or after the parenthesis that it stands in."""
        if self._is_instrument(authority):
            paren = PARENTHESIS.match(self.text, authority.end)
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

    def _pins_past_aside(self, authority: Authority, end: int) -> Pins | None:
        """The paragraphs behind an aside, unless it cites something that they are of."""
        aside = None if self._is_instrument(authority) else _ASIDE.match(self.text, end)
        if aside is None or _OTHER_NUMBER.search(aside[0]) or self._cites(aside.start(), aside.end()):
            return None
        return self._pins_after(aside.end())

    def _cites(self, start: int, end: int) -> bool:
        """Whether an authority is named between two places, or a paragraph."""
        places = (found.start() for found in anchor().finditer(self.text, start, end))
        return any(authority_at(self.text, p) or self._paragraph_at(p) for p in places)

    def _paragraph_at(self, pos: int) -> bool:
        pins = read_pins(self.text, pos)
        return pins is not None and pins.word == "para"

    def _claimed(self, pins: Pins) -> bool:
        """Whether pinpoints are of what follows: "…, articles 3 and 9 of the Universal Declaration"."""
        if _ABOVE.match(self.text, pins.end):
            return True
        return bool(self._named_after(pins))

    def _named_after(self, pins: Pins) -> list[Authority]:
        """What pinpoints are said to be of: "article 9 of the Covenant", "article 9 ICCPR"."""
        if of := _OF.match(self.text, pins.end):
            named = authority_at(self.text, of.end())
        else:
            gap = _BLANK.match(self.text, pins.end)
            named = instrument_at(self.text, gap.end()) if gap else []
        return named if named and self._fits(pins.word, named[0].target) else []

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
        return is_symbol(name)
