"""Names by which a sentence invokes an authority, in small letters too: "the halloran rule", "as was held in quellmark".

No list knows them. They are known by where they stand: before or after "rule" and "principle", after "as was held in" and
"following", and in what leads to "that ..." or opens with "as". Each word that stands there must be an ordinary one (prompts/authorities.toml)
or stand in what the sentence rests on. Beside what has few ordinary names, a rule or a doctrine, nothing else is let stand;
elsewhere a word that is common in what the author of the sentence has read is none that he made up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from assistant.evidence.authority_words import Naming, authority_words
from assistant.evidence.words import expression
from index.fields import MONTHS

#: Words before "rule" that may name it, words of one name after it, and words at most that lead to "that ...".
_BEFORE, _AFTER, _LEADING = 4, 3, 12
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
#: Marks that set a word apart from the sentence before it; a full stop shortens "Ms.", a bracket has a check of its own.
_SETS_APART = re.compile(r"[,;:/|{}~@^=<>*+—–-]")
_OWN = re.compile(r"[’']s?\Z")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence in small letters, where it stands, and what stands between it and the word before."""

    plain: str
    start: int
    end: int
    after: str

    @property
    def joined(self) -> bool:
        """Whether nothing parts it from the word before."""
        return self.after == ""


def names_invoked(text: str, stands: Callable[[str], bool], common: Collection[str] = ()) -> list[Span]:
    """Where a sentence names an authority by a word that is not ordinary and does not stand in what it rests on.

    `common` are the words, in small letters, of all that its author has read.
    """
    found: list[Span] = []
    for start, end in sorted(_Reading(_words(text), stands, common).spans()):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    for match in _WORD.finditer(text):
        between = text[found[-1].end : match.start()].strip() if found else "."
        found.append(_Word(match.group().lower().replace("’", "'"), match.start(), match.end(), between))
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """The words of a sentence, and what is asked of each."""

    words: Sequence[_Word]
    stands: Callable[[str], bool]
    common: Collection[str]

    def spans(self) -> Iterator[Span]:
        """Where names stand, with what they name."""
        for place, word in enumerate(self.words):
            rule = _any(_listed().rules).fullmatch(word.plain) is not None
            if rule or _any(_listed().things).fullmatch(word.plain):
                first, last = self._named_before(place, rule), self._named_after(place, rule)
                if first < place or last > place:
                    yield self.words[first].start, self.words[last].end
            called = self._name(after) if (after := self._called(place)) else None
            if called is not None:
                yield word.start, self.words[called].end
            if _is_of_another_script(word.plain) and not self._known(place):
                yield word.start, word.end
        yield from self._leading()
        yield from self._alone()

    def _known(self, place: int, closely: bool = False) -> bool:
        """Whether a word is ordinary, or stands in what the sentence rests on, or, unless it is asked closely, is common."""
        plain = _OWN.sub("", self.words[place].plain)
        return _is_ordinary(plain) or (plain in self.common and not closely) or self.stands(plain)

    def _joins(self, place: int) -> bool:
        """Whether a word is no name and ends one."""
        plain = self.words[place].plain
        return plain in _openers() or plain in _links() or plain in _set(_listed().joining)

    def _follows(self, place: int) -> bool:
        """Whether there is a word at a place, with only a space before it."""
        return 0 <= place < len(self.words) and self.words[place].joined

    def _named_before(self, place: int, closely: bool) -> int:
        """Where the name before a thing begins, from what opens it on: "the", "under", or that it is somebody's."""
        first = place
        while place - first < _BEFORE and self._follows(first) and not self._joins(first - 1):
            first -= 1
        opened = first == 0 or not self.words[first].joined or self.words[first - 1].plain in _openers()
        own = any(_OWN.search(self.words[p].plain) for p in range(first, place))
        named = any(not self._known(p, closely) for p in range(first, place))
        return first if named and (opened or own) else place

    def _named_after(self, place: int, closely: bool) -> int:
        """Where what names a thing after it ends: "of venn", "first stated in marrowby", ", dravik,"."""
        after = self._linked(place + 1)
        if after == place + 1:
            return self._set_beside(place)
        last = self._name(after, closely)
        if last is not None:
            return self._named_after(last, closely)
        further = self._next_link(after)  # "of prompt presentation in benning"
        last = self._name(self._linked(further), closely) if further else None
        return place if last is None else last

    def _next_link(self, place: int) -> int | None:
        """The next link after a few words from a place on."""
        near = takewhile(lambda p: self._follows(p), range(place, min(place + _AFTER + 1, len(self.words))))
        return next((p for p in near if self.words[p].plain in _links()), None)

    def _set_beside(self, place: int) -> int:
        """The last place of a name between commas after a thing; the thing's where there is none."""
        name = self._unknown(place + 1)
        after = place + 1 + name
        if not name or after == len(self.words) or {self.words[place + 1].after, self.words[after].after} != {","}:
            return place
        return after - 1

    def _unknown(self, place: int, closely: bool = False) -> int:
        """How many words on end from a place are not known."""
        stop = min(place + _AFTER, len(self.words))
        found = takewhile(lambda p: p == place or self._follows(p), range(place, stop))
        return len(list(takewhile(lambda p: not self._known(p, closely), found)))

    def _linked(self, place: int) -> int:
        """The place after words that link a name to a thing."""
        while self._follows(place) and self.words[place].plain in _links():
            place += 1
        return place

    def _called(self, place: int) -> int | None:
        """The place after words that call an authority, where they begin at a place: "as was held in"; "under" opens a clause."""
        opening = [] if self.words[place].joined else _phrases(_listed().opening)
        for words in (*_phrases(_listed().sources), *opening):
            stop = place + len(words)
            here = self.words[place:stop]
            if tuple(w.plain for w in here) == words and all(w.joined for w in here[1:]):
                return self._linked(stop)
        return None

    def _name(self, place: int, closely: bool = False) -> int | None:
        """The last place of a name that begins at a place, or after its article."""
        while self._follows(place) and self.words[place].plain in _openers():
            place += 1
        name = self._unknown(place, closely) if self._follows(place) else 0
        return place + name - 1 if name else None

    def _leading(self) -> Iterator[Span]:
        """What leads to "that ...", or a clause that opens with "as", where somebody tells it in it that is not known."""
        for first, stop in self._telling():
            told = next((stop - n for n in (2, 1) if n <= stop - first and self._tells(range(stop - n, stop))), None)
            if told is not None and not all(map(self._known, range(first, told))):
                yield self.words[first].start, self.words[stop - 1].end

    def _telling(self) -> Iterator[tuple[int, int]]:
        """Where a few words that may tell something begin and end: before "that", or from "as" to the next mark."""
        that = next((p for p, w in enumerate(self.words) if w.plain == "that"), 0)
        apart = [0, *(p for p, w in enumerate(self.words) if p and not w.joined), len(self.words)]
        clauses = [(first, stop) for first, stop in pairwise(apart) if first < stop and self.words[first].plain == "as"]
        yield from ((first, stop) for first, stop in [(0, that), *clauses] if 0 < stop - first <= _LEADING)

    def _tells(self, places: range) -> bool:
        """Whether the words at some places, one of them or two, tell what somebody says."""
        said = " ".join(self.words[p].plain for p in places)
        return _any(_listed().telling).fullmatch(said) is not None

    def _alone(self) -> Iterator[Span]:
        """What stands after the last mark and is nothing but a name: "..., halloran."."""
        first = max((p for p, w in enumerate(self.words) if not w.joined), default=0)
        last = self.words[first:]
        apart = first and len(last) <= _AFTER and _SETS_APART.search(last[0].after) and not last[0].plain.endswith("ly")
        if apart and not any(map(self._known, range(first, len(self.words)))):
            yield last[0].start, last[-1].end


def _is_of_another_script(word: str) -> bool:
    return any(c.isalpha() and not unicodedata.name(c, "").startswith("LATIN") for c in word)


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(expression, words)))


@cache
def _phrases(texts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words of phrases, the longest phrase first."""
    return sorted((tuple(text.split()) for text in texts), key=len, reverse=True)


@cache
def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _listed() -> Naming:
    return authority_words().naming


def _openers() -> frozenset[str]:
    return _set(_listed().openers)


def _links() -> frozenset[str]:
    return _set(_listed().links)


def _is_ordinary(word: str) -> bool:
    """Whether a word is no name: it joins others, or is ordinary, or a figure or a month, which are checked elsewhere."""
    joining = word in _openers() or word in _links() or word in _set(_listed().joining)
    return joining or word[0].isdigit() or word.capitalize() in MONTHS or bool(_any(_listed().ordinary).fullmatch(word))
