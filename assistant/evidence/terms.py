"""The words of a sentence by which two sentences are compared, and what denies, restricts or measures each of them.

A person's draft is read cautiously: by its plain negations alone. What a model writes is read closely: what denies in
other words, contraries, modal verbs, figures and what restricts count as well (prompts/contraries.toml).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from assistant.evidence.words import contrary_words, expression
from index.fields import MONTHS

_SHORTEST = 4  # letters of a word of meaning
_STEM = 6  # letters that the forms of a word have in common
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ies|ied|y|(?<!s)s)$")
_PREFIX = re.compile(r"(?:un(?=[a-z]{4})|(?:in|im(?!migra)|il|ir|non|dis)(?=-?[a-z]{5}))-?")
_MAY_NOT = re.compile(r"\b(?:(?:may|can|might) (?:not|never)|cannot|can't)\b")
#: "May be used only if" is "may not be used unless".
_ONLY_IF = re.compile(
    r"\b(may|can|is|are)\b(?! not\b)((?:(?!\b(?:may|can|is|are|not|no)\b)[^.;]){1,80}?)\bonly (?:if|where|when)\b"
)
#: "May not be done without a reason" is "must be done with a reason".
_NOT_WITHOUT = re.compile(
    r"\b(?:not|no|never) ((?:(?!\b(?:unless|if|where|when|that|which|who|but|and)\b)[^.;:,]){1,80}?)\bwithout\b"
)
_NOT_ALONE = re.compile(r"\bnot ((?:[a-z-]+ ){1,5})alone\b")
#: A date is its day: "30 May" permits nothing.
_MONTH = re.compile(rf"(?<=\d )(?:{'|'.join(month.lower() for month in MONTHS)})\b")
#: What a clause says of its own subject is not denied with it: "no right to any witness that he may name".
_RELATIVE = re.compile(r" that (?=(?:he|she|it|they)\b)")
_AFTER = frozenset({"alone"})  # what restricts the word before it
#: Numbers that are names of provisions and paragraphs measure nothing.
_LEGAL = re.compile(
    r"\b(?:articles?|arts?\.|paras?\.|paragraphs?|principles?|rules?|nos?\.|resolutions?)\s+[\d/]+(?:\s*\(\w{1,3}\))*"
    r"(?:(?:,|\s+and|\s+or|\s+to|\s*–)\s+?\d+(?:\s*\(\w{1,3}\))*)*"
)
_UNITS = tuple(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "  # noqa: SIM905
    "nineteen".split()
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {name: n for n, name in enumerate(_UNITS) if name != "one"} | {
    name: 10 * n for n, name in enumerate(_TENS, 2)
}

#: What reads a word: shortened, and whether it denies itself.
Reader = Callable[[str], tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of meaning, shortened, and whether it is denied: by a word before it, or by being the contrary of `stem`.

    `value` is set for what excludes something else in its place (`stem` is then that place): a figure, "must", "before".
    """

    stem: str
    negated: bool
    value: str = ""
    own: bool = False  # it denies itself: "unlawful", read as "lawful"
    alone: bool = False  # what denies it denies nothing else: "without delay"
    limits: frozenset[str] = frozenset()


def terms(sentence: str, other: str) -> list[Term]:
    """The words of meaning of a sentence; a negation belongs to the next of them, "unlawful" is "lawful" negated where
    the other sentence has that."""
    negations, theirs = contrary_words().negations, _stems(other)
    found: list[Term] = []
    denied = 0
    for word in words(sentence):
        if word in negations:
            denied += 1
        elif is_meant(word):
            stem, own = _bare(word, theirs)
            found.append(Term(stem, (denied + own) % 2 == 1))
            denied = 0
    return found


def close_terms(sentence: str, other: str) -> list[Term]:
    """The same, read closely: with contraries, modal verbs, figures and what excludes one another or restricts."""
    read = reader(sentence, other)
    reading = _Reading([], set())
    for kind, what in _signs(sentence):
        reading.take(kind, what, read)
    reading.take("stop", ".", read)
    return [_restricted(term, reading.found[n + 1 : n + 4]) for n, term in enumerate(reading.found)]


@dataclass
class _Reading:
    """What was read of a sentence, and what waits for the next word of meaning."""

    found: list[Term]
    limits: set[str]
    denied: int = 0
    clause_denied: bool = False
    since: int = 0  # words since the last negation
    next: bool = False  # whether the next word of meaning alone is denied

    def take(self, kind: str, what: str, read: Reader) -> None:
        """Read one word or sign more."""
        if kind == "stop":
            self._end_clause()
        elif kind == "negation":
            self.denied, self.clause_denied, self.since = self.denied + 1, True, 0
        elif kind == "next":
            self.next = not self.next
        elif kind == "limit":
            self.limits.add(what)
        elif kind == "after":
            self.found[-1:] = [replace(t, limits=t.limits | {what}) for t in self.found[-1:]]
        elif kind == "modal":  # "no one may" is "everyone must not"
            self.found.append(Term(kind, False, "must" if what == "may" and self.clause_denied else what))
        elif kind != "word":
            self.found.append(Term(kind, False, what))
        else:
            self._word(what, read)

    def _word(self, word: str, read: Reader) -> None:
        self.since += 1
        if not is_meant(word):
            return
        stem, own = read(word)
        negated = (self.denied + own + self.next) % 2 == 1
        self.found.append(Term(stem, negated, "", own, self.next, frozenset(self.limits)))
        self.denied, self.limits, self.next = 0, set(), False

    def _end_clause(self) -> None:
        """A negation that met no word of meaning belongs to the last: "no complaint is not made out"."""
        if self.denied and self.since and self.found:
            last = self.found[-1]
            self.found[-1] = replace(last, negated=last.negated != (self.denied % 2 == 1))
            self.denied = 0
        self.clause_denied = False


def reader(sentence: str, other: str) -> Reader:
    """What reads a word of one sentence as the other has it, or its contrary as that, denied.

    A pair of contraries of which one sentence has both words and the other one tells nothing.
    """
    own, theirs = frozenset(words(sentence)), frozenset(words(other))
    pairs = [p for p in contrary_words().pairs if _both(own | theirs, p) and _both(own, p) == _both(theirs, p)]
    stems = {stem_of(word) for word in theirs}

    def read(word: str) -> tuple[str, bool]:
        for one, contrary in pairs:
            if word.startswith((one, contrary)):
                return stem_of(one), word.startswith(contrary)
        return _bare(word, stems)

    return read


def are_contrary(stem: str, other: str) -> bool:
    """Whether two words, shortened, are a pair of contraries."""
    pairs = ((stem_of(one), stem_of(contrary)) for one, contrary in contrary_words().pairs)
    return any(
        (stem.startswith(one) and other.startswith(contrary)) or (stem.startswith(contrary) and other.startswith(one))
        for one, contrary in pairs
    )


def denies_other(word: str, other: str) -> bool:
    """Whether one of two words denies the other by how it begins: "inadmissible", "non-punitive"."""
    return any(
        (prefix := _PREFIX.match(one)) is not None and stem_of(one[prefix.end() :]) == stem_of(two)
        for one, two in ((word, other), (other, word))
    )


def _both(some: Collection[str], pair: tuple[str, str]) -> bool:
    return all(any(word.startswith(one) for word in some) for one in pair)


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(_plain(text))


def is_meant(word: str) -> bool:
    """Whether a word says something of the matter."""
    return len(word) >= _SHORTEST and word not in contrary_words().small


def stem_of(word: str) -> str:
    """A word, shortened to what its forms have in common: "applies" and "apply", "rights" and "right"."""
    return _ENDING.sub(lambda m: "i" if m.group() != "s" else "", word)[:_STEM]


def _restricted(term: Term, following: Iterable[Term]) -> Term:
    """A term as it is meant: "may be held only there" is "must be held only there"."""
    if term.value == "may" and any("only" in f.limits for f in following):
        return replace(term, value="must")
    return term


def _plain(text: str) -> str:
    return text.lower().replace("\u2019", "'").replace("as a rule", "ordinarily")


def _stems(text: str) -> set[str]:
    return {stem_of(w) for w in words(text)}


def _bare(word: str, theirs: set[str]) -> tuple[str, bool]:
    prefix = _PREFIX.match(word)
    bare = stem_of(word[prefix.end() :]) if prefix else stem_of(word)
    if prefix and bare in theirs and stem_of(word) not in theirs:
        return bare, True
    return stem_of(word), False


def _alike(sentence: str) -> str:
    """A sentence in small letters without the numbers of provisions, and what can be said in two ways in one of them."""
    plain = _RELATIVE.sub(", that ", _MONTH.sub(" ", _LEGAL.sub(" ", _plain(sentence))))
    text = _ONLY_IF.sub(r"\1 not\2unless", plain)
    text = _NOT_WITHOUT.sub(r"\1with", _MAY_NOT.sub("must not", text))
    return _NOT_ALONE.sub(r"not only \1", text)


def _signs(sentence: str) -> Iterator[tuple[str, str]]:
    """What a sentence consists of: words, and signs by their kind."""
    text = _alike(sentence)
    kinds = _kinds()
    denied = False
    for match in _sign().finditer(text):
        kind, what = kinds[match.lastindex - 1] if match.lastindex else _kind_of(match.group())
        if kind == "negation" and match.group() == "nor" and denied:
            continue  # "not by one, nor by another" is "not by one or by another"
        denied = denied or (kind == "negation" and match.group() != "neither")
        yield ("after" if match.group() in _AFTER else kind), what
        if what == "need_not":
            yield "negation", what


def _kind_of(word: str) -> tuple[str, str]:
    if word in ",;:":
        return "stop", word
    number = number_of(word)
    return ("figure", number) if number else ("word", word)


def number_of(word: str) -> str | None:
    """A number in digits: "forty-eight" is "48"."""
    if word.isdigit():
        return word
    tens, _, ones = word.partition("-")
    if tens not in _NUMBERS or (ones and ones not in _UNITS):
        return None
    return str(_NUMBERS[tens] + (_UNITS.index(ones) if ones else 0))


@cache
def _signals() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Kind, value and phrases of all that is more than a word."""
    read = contrary_words()
    groups = [(f"group {n}", same[0], same) for n, group in enumerate(read.groups) for same in group]
    conditions = [("condition", same[0], same) for same in read.conditions]
    modals = [("modal", name, phrases) for name, phrases in read.modals]
    limits = [("limit", same[0], same) for same in read.limits]
    negations = tuple(word for word in read.negations if word not in read.denies_next)
    plain = [("next", "without", read.denies_next), ("negation", "not", (*negations, *read.denials))]
    return (*plain, *groups, *conditions, *modals, *limits)


@cache
def _phrases() -> list[tuple[str, str, str]]:
    """Each phrase with its kind and value, the longest first."""
    found = [(phrase, kind, value) for kind, value, phrases in _signals() for phrase in phrases]
    return sorted(found, key=lambda f: (-len(f[0].split()), -len(f[0])))


@cache
def _kinds() -> list[tuple[str, str]]:
    return [(kind, value) for _, kind, value in _phrases()]


@cache
def _sign() -> re.Pattern[str]:
    phrases = "|".join(rf"({expression(phrase)})(?![\w'])" for phrase, _, _ in _phrases())
    return re.compile(rf"(?<![\w'])(?:{phrases})|[a-z0-9]+(?:[-'][a-z]+)*|[,;:]")
