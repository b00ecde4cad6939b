"""A model's sentence laid beside one of what it cites: where the words are the same, and what belongs to them is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.evidence.terms import Term, are_contrary, close_terms

#: Words on either side of the one in dispute that are compared, how many at least and what share of them must stand around
#: its partner, and the share of a sentence from which on the other says all of it.
_NEAR, _FEWEST, _SHARE, _ALL_OF_IT = 4, 3, 0.6, 0.8
_STOPS = frozenset({"modal", "condition"})  # a negation before them denies nothing after them


@dataclass(frozen=True, slots=True)
class Laid:
    """Two sentences side by side: which words of the one stand at which places of the other."""

    one: Sequence[Term]
    other: Sequence[Term]
    partner: dict[int, int]

    @classmethod
    def of(cls, sentence: str, text: str) -> Laid:
        """A sentence laid beside a text of one sentence."""
        one, other = close_terms(sentence, text), close_terms(text, sentence)
        return cls(one, other, dict(side_by_side(one, other)))

    def disputes(self, place: int) -> bool:
        """Whether what belongs to a word is another in the two, while the words around it are the same."""
        if place not in self.partner:
            return self._replaced(place)
        if not self._near(place):
            return self.one[place].stem == "condition" and self._follows(place) and self._measured_otherwise(place)
        return (
            self._measured_otherwise(place)
            or self._denied_otherwise(place)
            or self._denied_before(place)
            or self._limited_otherwise(place)
        )

    def nearness(self, place: int) -> int:
        """How many words around one stand around its partner."""
        return len(self._around(place))

    def says_it(self) -> bool:
        """Whether the other sentence has nearly all the words of this one, in their order, and disputes none."""
        enough = len(self.partner) >= max(_FEWEST, _ALL_OF_IT * len(self.one))
        alike = all(self.one[p].negated == self.other[there].negated for p, there in self.partner.items())
        return enough and alike and not any(map(self.disputes, range(len(self.one))))

    def _around(self, place: int) -> list[int]:
        there = self.partner.get(place)
        if there is None:
            return []
        around = range(max(0, place - _NEAR), min(len(self.one), place + _NEAR + 1))
        return [p for p in around if p in self.partner and abs(self.partner[p] - there) <= 2 * _NEAR]

    def _near(self, place: int) -> bool:
        whole = min(len(self.one), place + _NEAR + 1) - max(0, place - _NEAR)
        return self.nearness(place) >= max(min(_FEWEST, whole), _SHARE * whole)

    def _follows(self, place: int) -> bool:
        """Whether the same words follow: what is made a condition."""
        after = range(place + 1, place + 1 + _FEWEST)
        return all(abs(self.partner.get(p, -_NEAR * 9) - self.partner[place]) <= _NEAR for p in after)

    def _neighbours(self, place: int) -> bool:
        """Whether a word next to this one stands next to its partner."""
        there = self.partner[place]
        return any(self.partner.get(place + step) == there + step for step in (-1, 1))

    def _replaced(self, place: int) -> bool:
        """Whether a contrary stands in the place of a word: both sentences may have both words, each elsewhere."""
        there = self.partner.get(place - 1, -2) + 1
        if there < 0 or there >= len(self.other) or not self._near(place - 1):
            return False
        follows = place + 1 == len(self.one) or self.partner.get(place + 1) == there + 1
        return follows and are_contrary(self.one[place].stem, self.other[there].stem)

    def _measured_otherwise(self, place: int) -> bool:
        value, theirs = self.one[place].value, self.other[self.partner[place]].value
        return value != theirs and self._neighbours(place)

    def _denied_otherwise(self, place: int) -> bool:
        """Whether a word is denied in one only. One denied only here and another only there: the negation has moved."""
        if not self._turned(place):
            return False
        return not any(
            self._turned(p) and self._moved(p) and self._moved(place) and self._theirs(p) != self._theirs(place)
            for p in self._around(place)
        )

    def _denied_before(self, place: int) -> bool:
        """Whether the word before is denied in one only, which has it twice: "within the sight but not within the hearing"."""
        there = self.partner[place]
        if not place or not there or self.partner.get(place - 1, there) == there - 1:
            return False
        mine, theirs = self.one[place - 1], self.other[there - 1]
        return mine.stem == theirs.stem and mine.negated != theirs.negated

    def _moved(self, place: int) -> bool:
        return self.one[place].own == self.other[self.partner[place]].own

    def _theirs(self, place: int) -> bool:
        return self.other[self.partner[place]].negated

    def _turned(self, place: int) -> bool:
        """Whether a word is denied in one only: itself, or by what stands before it and has no partner."""
        mine, theirs = self.one[place], self.other[self.partner[place]]
        if mine.value:
            return mine.negated != theirs.negated
        before = max((p for p in self.partner if p < place and not _passed(self.one[p])), default=-1)
        put_in = _denied_between(self.one, before, place)
        left_out = _denied_between(self.other, self.partner.get(before, -1), self.partner[place])
        if theirs.negated and not mine.negated:
            return not put_in
        if self.partner[place] == self.partner.get(before, -1) + 2 == self.partner.get(place - 1, -1) + 2:
            return (put_in != mine.negated) != (
                left_out != theirs.negated
            )  # "does not in itself justify": no clause was left out
        return (put_in or mine.negated != theirs.negated) and not left_out

    def _limited_otherwise(self, place: int) -> bool:
        """Whether what restricts a word was left out, where nothing else was."""
        there = self.partner[place]
        if self.partner.get(place - 1) != there - 1:
            return False
        kept = [self.one[p].limits for p in self._around(place)]
        return bool(self.other[there].limits - frozenset().union(*kept))


def _passed(term: Term) -> bool:
    """Whether a negation before a term denies the word after it: "not before a judge"."""
    return bool(term.value) and term.stem not in _STOPS


def _denied_between(some: Sequence[Term], before: int, place: int) -> bool:
    """Whether what stands before a word, after another, denies it: "does not automatically justify"."""
    stop = max((n for n in range(before + 1, place) if some[n].stem in _STOPS), default=before)
    return sum(t.negated and not t.alone for t in some[stop + 1 : place]) % 2 == 1


def side_by_side(one: Sequence[Term], other: Sequence[Term]) -> list[tuple[int, int]]:
    """The places of the words that both sentences have, in their order."""
    matcher = SequenceMatcher(None, [t.stem for t in one], [t.stem for t in other], autojunk=False)
    return [(b.a + n, b.b + n) for b in matcher.get_matching_blocks() for n in range(b.size)]
