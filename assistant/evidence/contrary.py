"""Whether a sentence says the contrary of another: the same of the same matter, but for what denies or measures it.

Words alone decide (assistant/evidence/terms.py, prompts/contraries.toml). The words of meaning of both are laid side by
side (assistant/evidence/alignment.py), and where they stand together what belongs to them must be the same. It is asked
twice, and judged differently. `contrary` reads the draft of a person, who has read what is cited and words it freely: it
reports one plain negation where all around it is the same, so that no right citation is reported. `denies` reads what a
model wrote, which is kept only with what can be shown: it marks a sentence also where a contrary word, a modal verb, a
condition, a figure or a restriction differs, and, where the order of the words is another, where a clause is denied
(assistant/evidence/clauses.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.evidence.alignment import Laid, side_by_side
from assistant.evidence.clauses import denied_in_a_clause
from assistant.evidence.terms import Term, stem_of, terms
from assistant.evidence.words import any_of, contrary_words
from index.sentences import split_sentences

#: Words of meaning on either side of the negated one that are compared, how many must be the same in both, and how many
#: others may stand between them. No right citation of the sample's adopted opinions is then reported, and of sentences
#: taken over from what they cite, with a negation put in or taken out, nine in ten are.
_AROUND, _SAME, _OTHERS = 4, 5, 1
#: A sentence all of whose words of meaning the other has: from how many on, and how many others it may have between them.
_WHOLE, _OTHERS_OF_WHOLE = 4, 4


def contrary(sentence: str, text: str) -> bool:
    """Whether one sentence says the contrary of the other."""
    one, other = terms(sentence, text), terms(text, sentence)
    pairs = side_by_side(one, other)
    turned = [(i, j) for i, j in pairs if one[i].negated != other[j].negated]
    if any(one[i] in other or other[j] in one for i, j in turned):
        return False  # negated in one place and not in another: who can tell which is meant
    return any(_only_turned(place, turned, pairs, one, other) for place in turned)


def tells_facts(sentence: str) -> bool:
    """Whether a sentence tells what happened: that a rule was not kept is not the contrary of the rule."""
    return bool(_facts().search(sentence))


def denies(sentence: str, passage: str) -> bool:
    """Whether a sentence turns what a passage says into its contrary, and nowhere in it stands what the sentence says."""
    laid = [Laid.of(sentence, span.text) for span in split_sentences(passage)]
    if any(side.disputes(place) and not _said(place, side, laid) for side in laid for place in range(len(side.one))):
        return True
    return not any(side.says_it() for side in laid) and denied_in_a_clause(sentence, passage)


def excepts(sentence: str, passages: Sequence[str]) -> bool:
    """Whether a sentence makes an exception where no passage makes any."""
    exceptions, excepting = _exceptions()
    return bool(exceptions.search(sentence)) and not any(map(excepting.search, passages))


@cache
def _exceptions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes an exception, and what in a passage may make one."""
    words = contrary_words()
    return re.compile(any_of(words.exceptions)), re.compile(any_of(words.excepting))


def _said(place: int, disputing: Laid, laid: Sequence[Laid]) -> bool:
    """Whether another sentence of the passage says what is disputed there as the sentence says it, and stands as near."""
    return any(
        side.nearness(place) >= disputing.nearness(place) and place in side.partner and not side.disputes(place)
        for side in laid
    )


def _only_turned(
    place: tuple[int, int], turned: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]], one: Sequence[Term],
    other: Sequence[Term],
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


def _between(places: Sequence[int], terms: Sequence[Term]) -> list[Term]:
    """The terms between the first and the last of some places that are not at one of them."""
    return [terms[n] for n in range(places[0], places[-1]) if n not in places]


def _turns_otherwise(place: int, places: Sequence[int], terms: Sequence[Term]) -> bool:
    """Whether another word near by, which only one sentence has, is negated or may turn what is said."""
    around = range(max(0, place - _AROUND), min(len(terms), place + _AROUND + 1))
    alone = [terms[n] for n in around if n not in places]
    return any(term.negated or _turning().fullmatch(term.stem) for term in alone)


@cache
def _turning() -> re.Pattern[str]:
    return re.compile("|".join(_turned(w) for w in contrary_words().turning))


def _turned(word: str) -> str:
    """The expression of a word as it is compared, shortened."""
    return re.escape(stem_of(word.rstrip("*"))) + (r"\w*" if word.endswith("*") else "")


@cache
def _facts() -> re.Pattern[str]:
    return re.compile(any_of(contrary_words().facts))
