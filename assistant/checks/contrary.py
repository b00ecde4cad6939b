"""Whether a sentence says the contrary of another: the same of the same matter, but for one negation.

Words alone decide, and cautiously. The words of meaning of both are laid side by side; where one of them is negated in
one sentence only, what stands around it must be the same in both, nearly word for word, and negated alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from assistant.checks.words import any_of, review_words

#: Words of meaning on either side of the negated one that are compared, how many must be the same in both, and how many
#: others may stand between them. No right citation of the sample's adopted opinions is then reported, and of sentences
#: taken over from what they cite, with a negation put in or taken out, nine in ten are.
_AROUND, _SAME, _OTHERS = 4, 5, 1
#: A sentence all of whose words of meaning the other has: from how many on, and how many others it may have between them.
_WHOLE, _OTHERS_OF_WHOLE = 4, 4
_SHORTEST = 4  # letters of a word of meaning
_STEM = 6  # letters that the forms of a word have in common
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_PREFIX = re.compile(r"(?:un|in|im|il|ir|non|dis)-?(?=[a-z]{5})")


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of meaning, shortened, and whether it is negated."""

    stem: str
    negated: bool


def contrary(sentence: str, text: str) -> bool:
    """Whether one sentence says the contrary of the other."""
    one, other = _terms(sentence, text), _terms(text, sentence)
    matcher = SequenceMatcher(None, [t.stem for t in one], [t.stem for t in other], autojunk=False)
    pairs = [(b.a + n, b.b + n) for b in matcher.get_matching_blocks() for n in range(b.size)]
    turned = [(i, j) for i, j in pairs if one[i].negated != other[j].negated]
    if any(one[i] in other or other[j] in one for i, j in turned):
        return False  # negated in one place and not in another: who can tell which is meant
    return any(_only_turned(place, turned, pairs, one, other) for place in turned)


def tells_facts(sentence: str) -> bool:
    """Whether a sentence tells what happened: that a rule was not kept is not the contrary of the rule."""
    return bool(_facts().search(sentence))


def _only_turned(
    place: tuple[int, int], turned: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]], one: Sequence[_Term],
    other: Sequence[_Term],
) -> bool:  # fmt: skip
    """Whether what stands around a word is the same in both sentences, but for its negation."""
    near = [p for p in pairs if abs(p[0] - place[0]) <= _AROUND and abs(p[1] - place[1]) <= _AROUND]
    whole = len(pairs) == len(one) >= _WHOLE
    kept = pairs if whole else near
    if (len(near) < _SAME and not whole) or sum(p in turned for p in kept) > 1:
        return False
    mine, theirs = [i for i, _ in kept], [j for _, j in kept]
    most = _OTHERS_OF_WHOLE if whole else _OTHERS
    others = max(len(_between(mine, one)), len(_between(theirs, other)))
    return (
        others <= most and not _turns_otherwise(place[0], mine, one) and not _turns_otherwise(place[1], theirs, other)
    )


def _between(places: Sequence[int], terms: Sequence[_Term]) -> list[_Term]:
    """The terms between the first and the last of some places that are not at one of them."""
    return [terms[n] for n in range(places[0], places[-1]) if n not in places]


def _turns_otherwise(place: int, places: Sequence[int], terms: Sequence[_Term]) -> bool:
    """Whether another word near by, which only one sentence has, is negated or may turn what is said."""
    around = range(max(0, place - _AROUND), min(len(terms), place + _AROUND + 1))
    alone = [terms[n] for n in around if n not in places]
    return any(term.negated or _turning().fullmatch(term.stem) for term in alone)


def _terms(sentence: str, other: str) -> list[_Term]:
    """The words of meaning of a sentence; a negation belongs to the next of them, "unlawful" is "lawful" negated where
    the other sentence has that."""
    words, theirs = review_words(), {w[:_STEM] for w in _words(other)}
    terms: list[_Term] = []
    negations = 0
    for word in _words(sentence):
        if word in words.negations:
            negations += 1
        elif len(word) >= _SHORTEST and word not in words.contrary.small:
            stem, prefixed = _stem(word, theirs)
            terms.append(_Term(stem, (negations + prefixed) % 2 == 1))
            negations = 0
    return terms


def _stem(word: str, theirs: set[str]) -> tuple[str, bool]:
    prefix = _PREFIX.match(word)
    bare = word[prefix.end() :][:_STEM] if prefix else word[:_STEM]
    if prefix and bare in theirs and word[:_STEM] not in theirs:
        return bare, True
    return word[:_STEM], False


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\u2019", "'"))


@cache
def _turning() -> re.Pattern[str]:
    return re.compile("|".join(_turned(w) for w in review_words().contrary.turning))


def _turned(word: str) -> str:
    """The expression of a word as it is compared, shortened."""
    return re.escape(word[:-1][:_STEM]) + r"\w*" if word.endswith("*") else re.escape(word[:_STEM])


@cache
def _facts() -> re.Pattern[str]:
    return re.compile(any_of(review_words().contrary.facts))
