"""A word exchanged for another: "before a prosecutor" where all around it says what the source says, "before a judge".

Both are laid side by side word for word, small words included. Where the same words stand around a place, and what stands
there is one thing here and another there (prompts/exchanges.toml, the contraries of prompts/contraries.toml, a figure, an
article, a category), the word was exchanged. Where nearly all around it stays, a listed word that stands for a listed word of
any other matter was exchanged too; the embedding model cannot tell such words from those that say the same. What is worded
freely has no such place, and nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise, product, takewhile

from pydantic import BaseModel, ConfigDict

from assistant.evidence.terms import are_contrary, denies_other, is_meant, number_of, stem_of
from assistant.evidence.words import contrary_words, expression
from assistant.word_files import read_as, shipped
from index.sentences import split_sentences

_FILE = "exchanges.toml"
#: Words on either side of a place that are compared, how many of them at least and what share must be the same, how many of
#: these say something of the matter, and how many words at most stand in the place.
_AROUND, _FEWEST, _SHARE, _MEANT, _WIDEST, _UNBROKEN = 6, 4, 0.55, 1, 3, 5
#: Of words of no one matter: how many are exchanged together at most, and how many around them must follow one another and
#: what share must be the same, so that not even a second word beside them is worded freely.
_TOGETHER, _CLOSELY, _CLOSE_SHARE = 2, 6, 0.8
_ARTICLES = frozenset({"the", "a", "an", "s"})
_PROVISION = re.compile(r"\d+(?:\(\w{1,3}\))+")
_CATEGORY = re.compile(r"categor(?:y|ies) [ivx]+")
_WORD = r"categor(?:y|ies)\s+[ivx]+\b|\d+(?:\s*\(\w{1,3}\))+|[ap]\.m\b|[^\W_]+(?:-[^\W_]+)*"

Matters = dict[
    str, tuple[tuple[str, ...], ...]
]  # things of which one excludes the others, each with the words that say it
Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A word as it was written, and the word of a text in whose place it stands."""

    written: str
    read: str
    text: int


class Exchanges(BaseModel):
    """prompts/exchanges.toml as it is written: matters, and other words with those that may stand for them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    matters: Matters
    words: Matters


def exchanges_of(text: str) -> Exchanges:
    """The words of a file of exchanges."""
    return read_as(Exchanges, _FILE, text)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, or a listed phrase, as it stands in a text and in small letters, and by what it is known from others."""

    shown: str
    plain: str

    @property
    def key(self) -> str:
        """A word shortened to what its forms have in common; a phrase or a figure as it is."""
        return stem_of(self.plain) if re.fullmatch(r"[^\W_]+", self.plain) else self.plain

    @property
    def meant(self) -> bool:
        """Whether it says something of the matter."""
        return " " in self.plain or self.plain[0].isdigit() or is_meant(self.plain)


def exchanged(sentence: str, texts: Sequence[str]) -> Exchange | None:
    """The first word of a sentence that stands in the place of another, where no text says it so."""
    words = _words(sentence)
    sides = [(n, _Side.of(words, _words(span.text))) for n, text in enumerate(texts) for span in split_sentences(text)]
    found = [(place, n, side, read) for n, side in sides for place, read in side.exchanged()]
    for place, n, side, read in sorted(found, key=lambda f: f[:2]):
        if not any(place in other.partner and other.near(place) >= side.near(place) for _, other in sides):
            return Exchange(words[place].shown, read.shown, n)
    return None


@dataclass(frozen=True, slots=True)
class _Side:
    """A sentence beside one of a text: which of its words stand at which places there."""

    words: Sequence[_Word]
    theirs: Sequence[_Word]
    partner: dict[int, int]

    @classmethod
    def of(cls, words: Sequence[_Word], theirs: Sequence[_Word]) -> _Side:
        matcher = SequenceMatcher(None, [w.key for w in words], [w.key for w in theirs], autojunk=False)
        return cls(words, theirs, {b.a + n: b.b + n for b in matcher.get_matching_blocks() for n in range(b.size)})

    def exchanged(self) -> list[tuple[int, _Word]]:
        """The places at which a word stands for another, and that other."""
        return [
            (mine, self.theirs[there])
            for own, answering in self._gaps()
            if self._stands(own)
            for mine, there in product(own, answering)
            if self._stands_for_another(mine, there, own, answering)
        ]

    def _stands_for_another(self, mine: int, there: int, own: range, answering: Sequence[int]) -> bool:
        """Whether of two words, each at one of some places, one cannot stand for the other."""
        written, read = self.words[mine].plain, self.theirs[there].plain
        if _negations(self.words, own, mine) != _negations(self.theirs, answering, there):
            return False
        if excludes(written, read):
            return not self._said_beside(mine, there, own, answering)
        return self._alone(mine, there, own, answering) and differ(written, read)

    def _alone(self, mine: int, there: int, own: range, answering: Sequence[int]) -> bool:
        """Whether nothing but a word was exchanged, and neither stands elsewhere on the other side."""
        key, theirs = self.words[mine].key, self.theirs[there].key
        one_for_one = len(own) == len(answering) <= _TOGETHER and own.index(mine) == answering.index(there)
        return (
            one_for_one
            and self._stands_closely(own)
            and all(w.key != key for w in self.theirs)
            and all(w.key != theirs for w in self.words)
        )

    def near(self, place: int) -> int:
        """How many words around a place stand around it in the text as well."""
        return len(self._around(range(place, place + 1)))

    def _gaps(self) -> list[tuple[range, list[int]]]:
        """The places of words without partner between two that have one, and those there that may answer to them."""
        known = sorted(self.partner)
        found = []
        for before, after in pairwise([-1, *known, len(self.words)] if known else []):
            own = range(before + 1, after)
            if before < 0:
                own = own[-_WIDEST:]
            if after == len(self.words):
                own = own[:_WIDEST]
            if 0 < len(own) <= _WIDEST:
                found.append((own, self._answering(before, after, len(own))))
        return found

    def _answering(self, before: int, after: int, wide: int) -> list[int]:
        """The places there between the partners of two here; of a clause that was left out, those next to the partners."""
        first = self.partner[before] + 1 if before >= 0 else 0
        last = self.partner[after] if after < len(self.words) else len(self.theirs)
        between = range(first, last)
        if before >= 0 and after < len(self.words) and len(between) <= _WIDEST:
            return list(between)
        return sorted({*(between[:wide] if before >= 0 else ()), *(between[-wide:] if after < len(self.words) else ())})

    def _around(self, own: range) -> list[int]:
        """The places around some that have a partner around theirs."""
        around = [p for p in range(own.start - _AROUND, own.stop + _AROUND) if p in self.partner and p not in own]
        nearest = min(around, key=lambda p: min(abs(p - own.start), abs(p - own.stop + 1)), default=0)
        shift = self.partner.get(nearest, 0) - nearest
        return [p for p in around if abs(self.partner[p] - p - shift) <= _WIDEST]

    def _stands(self, own: range) -> bool:
        """Whether what stands around some places is the same on both sides."""
        whole, around = self._beside(own), self._around(own)
        enough = len(around) >= max(min(_FEWEST, whole), _SHARE * whole) or self._unbroken(own) >= _UNBROKEN
        return enough and sum(self.words[p].meant for p in around) >= _MEANT

    def _stands_closely(self, own: range) -> bool:
        """Whether nearly nothing else is worded otherwise around some places."""
        whole = self._beside(own)
        return self._unbroken(own) >= min(_CLOSELY, whole) and len(self._around(own)) >= _CLOSE_SHARE * whole

    def _beside(self, own: range) -> int:
        """How many words stand around some places."""
        return min(len(self.words), own.stop + _AROUND) - max(0, own.start - _AROUND) - len(own)

    def _unbroken(self, own: range) -> int:
        """How many words before and after some places stand there in the same order, with nothing between."""
        before = self._run(range(own.start - 1, -1, -1), -1)
        return before + self._run(range(own.stop, len(self.words)), 1)

    def _run(self, places: range, step: int) -> int:
        """For how many places on end the partners follow one another as well."""
        if not places or places[0] not in self.partner:
            return 0
        first = self.partner[places[0]]
        return sum(1 for _ in takewhile(lambda n: self.partner.get(places[n]) == first + n * step, range(len(places))))

    def _said_beside(self, mine: int, there: int, own: Sequence[int], answering: Sequence[int]) -> bool:
        """Whether either word is said in other words beside the other."""
        written, read = self.words[mine].plain, self.theirs[there].plain
        beside = [(written, self.theirs[p].plain) for p in answering] + [(self.words[p].plain, read) for p in own]
        return any(_things(one) & _things(other) for one, other in beside)


def _negations(words: Sequence[_Word], places: Sequence[int], but: int) -> int:
    """How many words at some places, but for one, deny: "not respected" may stand for "breached"."""
    return sum(words[p].plain in contrary_words().negations for p in places if p != but)


def excludes(word: str, other: str) -> bool:
    """Whether one of two words, in small letters, says something else of the same matter."""
    mine, theirs = _things(word) & _of_matters(), _things(other) & _of_matters()
    if mine & theirs:
        return False
    if {matter for matter, _ in mine} & {matter for matter, _ in theirs}:
        return True
    return _measures_otherwise(word, other) or denies_other(word, other) or are_contrary(stem_of(word), stem_of(other))


def differ(word: str, other: str) -> bool:
    """Whether two words, in small letters, are listed, and neither with the other."""
    mine, theirs = _things(word), _things(other)
    return bool(mine and theirs) and not mine & theirs


def _measures_otherwise(word: str, other: str) -> bool:
    """Whether they are two figures, two paragraphs of articles or two categories."""
    if number_of(word) and number_of(other):
        return number_of(word) != number_of(other)
    return any(kind.fullmatch(word) and kind.fullmatch(other) and word != other for kind in (_PROVISION, _CATEGORY))


def _words(text: str) -> list[_Word]:
    """The words of a text, those of one phrase together."""
    found = ((m.group(), " ".join(m.group().lower().split()).replace(" (", "(")) for m in _word().finditer(text))
    return [_Word(shown, plain) for shown, plain in found if plain not in _ARTICLES]


@cache
def _matters() -> Matters:
    """The things that exclude one another: those of the file, and the groups of contraries."""
    groups = {
        f"group {n}": tuple(tuple(word.removeprefix("the ") for word in thing) for thing in group)
        for n, group in enumerate(contrary_words().groups)
    }
    return groups | _listed().matters


@cache
def _of_matters() -> frozenset[Thing]:
    return frozenset((matter, n) for matter, things in _matters().items() for n in range(len(things)))


@cache
def _listed() -> Exchanges:
    return exchanges_of(shipped(_FILE))


def _lists() -> Matters:
    """All that is listed; other words under names of their own."""
    return _matters() | {f"words: {name}": lists for name, lists in _listed().words.items()}


@cache
def _things(word: str) -> frozenset[Thing]:
    """What a word says: the things in whose lists it stands."""
    return frozenset(thing for thing, pattern in _patterns() if pattern.fullmatch(word))


@cache
def _patterns() -> list[tuple[Thing, re.Pattern[str]]]:
    """Each thing with the expression of the words that say it."""
    return [
        ((matter, n), re.compile("|".join(map(expression, thing))))
        for matter, things in _lists().items()
        for n, thing in enumerate(things)
    ]


@cache
def _word() -> re.Pattern[str]:
    """A phrase that is listed, or a word."""
    phrases = {p for things in _lists().values() for thing in things for p in thing if " " in p}
    listed = sorted(phrases, key=lambda p: (-len(p.split()), -len(p)))
    return re.compile(rf"\b(?:{'|'.join(map(expression, listed))})\b|{_WORD}", re.I)
