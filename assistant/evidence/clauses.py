"""Whether a sentence denies what a passage says in a clause, however the words of the clause are ordered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from assistant.evidence.terms import Reader, is_meant, reader, words
from assistant.evidence.words import any_of, contrary_words
from index.sentences import split_sentences

_REACH = 2  # words that "without" denies
_CLAUSE = re.compile(
    r"([,;:–—]|\b(?:but|whereas|although|while|and(?= that\b| (?:\w+ ){0,2}(?:may|must|is|are|has|have|does|do|can|shall|was|were|had|did|could)\b)"
    r"|where|when|if|unless|because|since)\b)"
)
#: A clause goes on with what the one before denies: "nor", or the rest of a list, "the merit, good taste or accuracy".
_GOES_ON = re.compile(
    r"\s*(?:or|nor)\b|\s*(?:(?!(?:is|are|was|were|may|must|can|shall|will|has|have|had|does|do|did)\b)[\w-]+\s+){1,4}(?:or|nor)\s",
    re.I,
)
_SUPPOSED = frozenset({"if", "unless", "where", "when"})  # what follows is supposed and not said
#: Names of instruments say nothing of the matter.
_INSTRUMENT = re.compile(
    r"\b(?:universal declaration(?: of human rights)?|(?:international )?covenant|articles?)\b", re.I
)
#: Two clauses speak of the same thing if one has so much of the other's words, two at least.
_SAME_MATTER = 0.6

Polarity = dict[str, bool]  # the words of a clause, shortened, and whether they are denied


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence, and the word or sign that leads to it."""

    words: Polarity
    led_by: str


def denied_in_a_clause(sentence: str, passage: str) -> bool:
    """Whether what both say in a clause is denied in one of them only, and nowhere said as the sentence says it."""
    said = _clauses(passage, reader(passage, sentence))
    clauses = _clauses(sentence, reader(sentence, passage))
    return any(_contradicts(clause, other, said) for clause in clauses for other in said)


def _contradicts(one: Clause, another: Clause, said: Sequence[Clause]) -> bool:
    if (one.led_by in _SUPPOSED) != (another.led_by in _SUPPOSED):
        return False
    clause, other = one.words, another.words
    shared = clause.keys() & other.keys()
    fewest = min((one, another), key=lambda c: len(c.words))
    alone = len(fewest.words) == 1 and fewest.led_by == "but"  # "but not listen"
    if len(shared) < (1 if alone else min(3, max(2, len(fewest.words)))) or len(shared) < _SAME_MATTER * min(
        len(clause), len(other)
    ):
        return False
    denied = {w for w in shared if clause[w] or other[w]}
    disputed = {w for w in denied if clause[w] != other[w]}
    if not disputed or len(disputed) < len(denied) / 2:
        return False
    return not any(_agrees(clause, c.words, disputed) for c in said)


def _agrees(clause: Polarity, other: Polarity, disputed: set[str]) -> bool:
    """Whether another clause says what is disputed as this one does, or denies two of the words that this one denies."""
    both = {w for w in clause.keys() & other.keys() if clause[w] and other[w]}
    return len(both) > 1 or all(other.get(w) == clause[w] for w in disputed)


def _clauses(text: str, read: Reader) -> list[Clause]:
    found: list[Clause] = []
    for span in split_sentences(_INSTRUMENT.sub("", text)):
        denied = False
        pieces = ["", *_CLAUSE.split(span.text)]
        for led_by, part in zip(pieces[::2], pieces[1::2], strict=True):
            polarity, denied = _polarity(part, read, denied=denied and bool(_GOES_ON.match(part)))
            found += [Clause(polarity, led_by.lower())] if polarity else []
    return found


def _polarity(clause: str, read: Reader, *, denied: bool) -> tuple[Polarity, bool]:
    """The words of a clause, and whether they are denied there; and whether its end is denied."""
    found: Polarity = {}
    reach = 0
    read_words = words(clause)
    for word, following in zip_longest(read_words, read_words[1:], fillvalue=""):
        if denied and word in contrary_words().denies_next:  # "not without a reason" asks for one
            reach, denied, found = 0, False, dict.fromkeys(found, False)
        elif word in contrary_words().denies_next:
            reach = _REACH
        elif _not().fullmatch(word) or _not().fullmatch(f"{word} {following}"):  # "no one may not" is no denial
            denied = not (denied and word in ("not", "never", "cannot"))
        elif is_meant(word):
            stem, contrary = read(word)
            found[stem] = (denied or reach > 0) != contrary
            reach -= 1
        elif reach < _REACH:  # "without delay on the lawfulness" denies the delay alone
            reach = 0
    return found, denied


@cache
def _not() -> re.Pattern[str]:
    """What denies the rest of its clause."""
    return re.compile(any_of([*contrary_words().negations, *contrary_words().verbs_of_denial]))
