"""Shorter paragraphs: what goes first is what the reasoning can best do without.

A paragraph is cut by one degree at a request: second standards, and all facts but the one that bears most on the issue;
then citations beyond two and long recitals, which become references; then all citations but one of each sentence. The
question to decide, the finding and what the Government states are never cut, and nothing is reworded that rests on an
authority.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.composing.adaptation import stands_alone
from assistant.composing.house_style import paragraphs_text
from assistant.model import DraftParagraph, Sentence
from assistant.precedent import FURTHER

#: Citations of a sentence that are kept at the second degree, and the length from which a recital is long.
KEPT, LONG = 2, 160

_ADDS = re.compile(rf"^(?:{'|'.join(FURTHER)})\b")
_FACT = re.compile(rf"^(?:In the present case, the source states|{'|'.join(FURTHER)}|The facts set out above)")
_REFERENCE = re.compile(r"^The facts set out above|^In the present case, the account of the source bears")
_OPENING = re.compile(r"^In the present case, the source states(?:, and the Government has not [\w ]+,)? that\b")
_PLACE = re.compile(r"\s*\(see paras?\. [\d–, and]+ above\)\.?$")

Degree = Callable[[Sequence[Sentence]], list[Sentence]]
Bearing = Callable[[Sequence[str]], Sequence[float]]


def shortened(paragraph: DraftParagraph, bearing: Bearing) -> DraftParagraph | None:
    """The paragraph by one degree shorter; None if nothing of it can be spared. `bearing` says how much facts bear on it."""
    degrees: tuple[Degree, ...] = (lambda sentences: _first(sentences, bearing), _second, _third)
    for degree in degrees:
        sentences = tuple(degree(paragraph.sentences))
        if sentences != paragraph.sentences and sentences:
            return replace(paragraph, sentences=sentences)
    return None


def _first(sentences: Sequence[Sentence], bearing: Bearing) -> list[Sentence]:
    """One standard, and of the facts the one that bears most on the issue."""
    facts = [s for s in sentences if _FACT.match(s.text)]
    told = [s for s in facts if not _REFERENCE.match(s.text)] or facts
    told = [s for s in told if _stands_alone(_matter(s))] or told  # a fact that leans on another would lose its meaning
    most = max(
        zip(bearing([_matter(s) for s in told]), range(len(told), 0, -1), told, strict=True), default=None, key=_order
    )
    kept: list[Sentence] = []
    for sentence in sentences:
        if sentence in facts:
            if most and sentence is most[2]:
                kept.append(opened(sentence, facts[0]))
        elif not (is_standard(sentence) and any(map(is_standard, kept))):
            kept.append(sentence)
    return kept


def _order(ranked: tuple[float, int, Sentence]) -> tuple[float, int]:
    return ranked[:2]


def _stands_alone(matter: str) -> bool:
    return stands_alone(matter[:1].upper() + matter[1:])


def _matter(sentence: Sentence) -> str:
    """A fact without the words that introduce it and say where it stands."""
    return _PLACE.sub("", _ADDS.sub("", _OPENING.sub("", sentence.text))).strip()


def opened(sentence: Sentence, first: Sentence) -> Sentence:
    """A fact as the first of its paragraph: "It adds that" has nothing left to add to."""
    opening = _OPENING.match(first.text)
    if not _ADDS.match(sentence.text):
        return sentence
    return replace(
        sentence,
        text=_ADDS.sub(opening.group() if opening else "In the present case, the source states that", sentence.text),
    )


def _second(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Two citations a sentence; a long recital becomes a reference."""
    return [_pointing(cited(s, KEPT)) for s in sentences]


def _third(sentences: Sequence[Sentence]) -> list[Sentence]:
    """One citation a sentence: that of the paragraph whose words it has."""
    return [cited(s, 1) for s in sentences]


def is_fact(sentence: Sentence) -> bool:
    """Whether a sentence tells a fact of the source, or refers to it."""
    return bool(_FACT.match(sentence.text) or _REFERENCE.match(sentence.text))


def further(sentence: Sentence) -> bool:
    """Whether a sentence adds a fact to one before it."""
    return bool(_ADDS.match(sentence.text))


def is_standard(sentence: Sentence) -> bool:
    """Whether a sentence states the law on an authority of the index."""
    return bool(sentence.sources) and not sentence.case_paragraphs


def cited(sentence: Sentence, most: int) -> Sentence:
    """With fewer citations; those of the paragraphs that the sentence rests on go last."""
    if len(sentence.citations) <= most:
        return sentence
    own = [c for c in sentence.citations if c.source and c.source in sentence.sources[:1]]
    ranked = [*own, *(c for c in sentence.citations if c not in own)][:most]
    kept = tuple(c for c in sentence.citations if c in ranked)
    cited = {c.source for c in kept}
    return replace(
        sentence, citations=kept, sources=tuple(s for s in sentence.sources if s in cited or s == sentence.sources[0])
    )


def _pointing(sentence: Sentence) -> Sentence:
    """A long recital of a fact as a reference to it."""
    if not _FACT.match(sentence.text) or len(sentence.text) <= LONG or not sentence.case_paragraphs:
        return sentence
    place = paragraphs_text(sentence.case_paragraphs)
    return replace(sentence, text=f"In the present case, the account of the source bears on this issue ({place}).")
