"""The outline of a document: which heading stands under which, the parts, the categories examined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Category, Kind, Part

_CATEGORY = r"(?:I{1,3}|IV|V)"
_CATEGORIES = re.compile(rf"categor(?:y|ies)\s+({_CATEGORY}(?:\s*(?:,\s*and|,|and|or|&)\s*{_CATEGORY})*)\b", re.I)
_ENUMERATOR = re.compile(r"^(?:[a-z]{1,5}|[A-Z]{1,4}|\d{1,2})\.\s+")
_TOP = re.compile(r"(?:submissions|discussion|disposition|follow-up procedure)$", re.I)
#: Who speaks is told by the party that the heading names first: "Comments of the source on the Government's reply".
_STATE = r"(?:the )?(?:Government|State(?: party)?)"
_ITS = r"(?:the )?(?:Government(?:['’]s?)?|State['’]s|State party(?:['’]s)?)"
_REPLY = r"(?:reply|replies|response|answer|rejoinder|comments?)"
_SAID = rf"(?:{_REPLY}|observations?|information|submissions?|statements?|position|views?|explanations?|arguments?)"
_MORE = r"(?:further|additional|supplementary|subsequent|final)\s+"
_MANNER = rf"(?:(?:late|initial|first|second|partial|joint|written|no|and)\s+|{_MORE}|(?:summary|absence|lack) of (?:an? |any |the )?)*"
_BY = (
    r"(?: (?:received|submitted|provided|furnished|transmitted|communicated|sent|given|made|presented))? (?:from|of|by)"
)
_GOVERNMENT = re.compile(
    rf"(?:the )?{_MANNER}{_SAID}{_BY} {_STATE}\b|{_ITS} {_MANNER}(?:{_SAID}|respon\w+|silence|failure to re)"
    rf"|(?:the )?Government(?: of [\w’' -]+)?:?$|(?:the )?{_MANNER}(?:reply|response)(?: to the (?:communication|allegations))?:?$",
    re.I,
)
_ON_THE_REPLY = rf"(?:on|to|in (?:reply|response) to) (?:the )?(?:late )?(?:(?:Government|State(?: party)?)\b|{_SAID})"
_COMMENTS = re.compile(
    rf"(?:the )?(?:source['’]s )?(?:{_MORE}(?:and )?)+{_SAID}|(?:the )?(?:source['’]s )?{_MANNER}{_REPLY}{_BY} the source"
    rf"|(?:the )?source['’]s {_MANNER}{_REPLY}|(?:the )?(?:source['’]s )?{_SAID}(?:{_BY} the source)? {_ON_THE_REPLY}",
    re.I,
)
_SOURCE = re.compile(
    rf"(?:the )?(?:communication|allegations|complaint|claims|facts|{_SAID})(?: as)?{_BY} the source|(?:the )?source\b",
    re.I,
)
_PARTIES = ((_GOVERNMENT, Part.GOVERNMENT), (_COMMENTS, Part.COMMENTS), (_SOURCE, Part.SOURCE))
_UNDER_DISCUSSION = re.compile(r"concluding remarks|conclusion$|existence of", re.I)
_CATEGORY_HEADING = re.compile(r"categor(?:y|ies)\s+[IV]", re.I)


def plain(heading: str) -> str:
    """A heading without its enumerator and its colon: "i. Category I:" is "Category I"."""
    return _ENUMERATOR.sub("", heading).strip(" :")


def categories_in(text: str) -> tuple[Category, ...]:
    """The categories that a text names, in the order in which it does."""
    found = [n for match in _CATEGORIES.finditer(text) for n in re.findall(r"[IV]+", match[1])]
    return tuple(dict.fromkeys(Category(n) for n in found))


def party_of(heading: str) -> Part | None:
    """The part that a heading opens for one of the parties: what it names is who speaks there."""
    name = plain(heading)
    return next((part for pattern, part in _PARTIES if pattern.match(name)), None)


def is_section(heading: str) -> bool:
    """Whether a heading is one that every opinion has: a part, a party, a category."""
    name = plain(heading)
    return bool(_TOP.match(name) or _CATEGORY_HEADING.match(name)) or party_of(heading) is not None


def are_flat(headings: Sequence[tuple[str, int | None]]) -> bool:
    """Whether headings with their levels have the look of one level only: what stands under a part, or in what a party
    says, is set as the part and the party are. Their words tell more then."""
    above: dict[int, bool] = {}  # the level of the last part or party, and whether it was a party
    for text, level in headings:
        name = plain(text)
        if not level:
            continue
        if _TOP.match(name):
            above = {level: False}
        elif party_of(text):
            if level in above and not above[level]:
                return True
            above[level] = True
        elif level in above and (above[level] or _CATEGORY_HEADING.match(name)):
            return True
    return False


def part_of(headings: Sequence[str], kind: Kind) -> Part:
    """The part in which a paragraph under `headings` stands."""
    if kind is Kind.DELIBERATION:
        return Part.BODY
    for heading in headings:
        name = plain(heading)
        for pattern, part in _PARTS:
            if pattern.match(name):
                return part
    if kind is Kind.DRAFT:
        return Part.DISCUSSION
    return Part.SOURCE if headings and plain(headings[0]).lower() == "submissions" else Part.PREAMBLE


_PARTS = (
    (re.compile(r"discussion$|analysis of the working group", re.I), Part.DISCUSSION),
    (re.compile(r"disposition$", re.I), Part.DISPOSITION),
    (re.compile(r"follow-up", re.I), Part.FOLLOW_UP),
    *_PARTIES,
)


class Outline:
    """The path of headings, as they come by; where no level is known it is worked out from the words."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._path: list[tuple[int, str]] = []
        self._children = 0

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above the next paragraph, from the top."""
        return tuple(text for _, text in self._path)

    def add(self, run: Sequence[tuple[str, int | None]]) -> None:
        """Headings that follow one another without a paragraph between them."""
        for place, (text, level) in enumerate(run):
            depth = level or self._depth(text, place, len(run))
            self._path = [(d, t) for d, t in self._path if d < depth]
            self._path.append((depth, text))

    def _depth(self, text: str, place: int, length: int) -> int:
        if self._kind is Kind.DELIBERATION:
            return self._deliberation(place, length)
        name = plain(text)
        top = plain(self._path[0][1]).lower() if self._path else ""
        if _TOP.match(name) and not (top == "submissions" and name.lower() == "submissions"):
            return 1
        if party_of(text):
            return 2
        if top == "discussion" or not self._path:
            return self._in_discussion(name)
        under = self.path[-1].lower() if self._path else ""
        analysis = any("analysis" in t.lower() for _, t in self._path[2:])
        if _CATEGORY_HEADING.match(name) and analysis and "submissions" not in under:
            return 4
        return 3

    def _in_discussion(self, name: str) -> int:
        if _CATEGORY_HEADING.match(name) or _UNDER_DISCUSSION.match(name):
            return 2
        return 3 if any(d == 2 and categories_in(t) for d, t in self._path) else 2

    def _deliberation(self, place: int, length: int) -> int:
        """Two headings in a row open a section and its first subsection; a section has more than one."""
        if length > 1:
            self._children = 1 if place else 0
            return min(place + 1, 2)
        deep = bool(self._path) and self._path[-1][0] == 2
        self._children = 2 if deep and self._children == 1 else 0
        return 2 if self._children else 1
