"""Shorter paragraphs: what goes first is what the reasoning can best do without.

A paragraph is cut by one degree at a request: second standards and second facts; then citations beyond two and long
recitals, which become references; then all citations but one of each sentence. The question to decide, the finding
and what the Government states are never cut, and nothing is reworded that rests on an authority.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.house_style import paragraphs_text
from assistant.model import DraftParagraph, Sentence

#: Citations of a sentence that are kept at the second degree, and the length from which a recital is long.
KEPT, LONG = 2, 160

_FACT = re.compile(r"^(?:In the present case, the source states|It adds that|The facts set out above)")
_FURTHER = re.compile(r"^(?:It adds that|The facts set out above)")

Degree = Callable[[Sequence[Sentence]], list[Sentence]]


def shortened(paragraph: DraftParagraph) -> DraftParagraph | None:
    """The paragraph by one degree shorter; None if nothing of it can be spared."""
    for degree in (_first, _second, _third):
        sentences = tuple(degree(paragraph.sentences))
        if sentences != paragraph.sentences and sentences:
            return replace(paragraph, sentences=sentences)
    return None


def _first(sentences: Sequence[Sentence]) -> list[Sentence]:
    """One standard, one fact."""
    kept: list[Sentence] = []
    for sentence in sentences:
        standard = _is_standard(sentence) and any(map(_is_standard, kept))
        if not standard and not (_FURTHER.match(sentence.text) and any(_FACT.match(k.text) for k in kept)):
            kept.append(sentence)
    return kept


def _second(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Two citations a sentence; a long recital becomes a reference."""
    return [_pointing(_cited(s, KEPT)) for s in sentences]


def _third(sentences: Sequence[Sentence]) -> list[Sentence]:
    """One citation a sentence: that of the paragraph whose words it has."""
    return [_cited(s, 1) for s in sentences]


def _is_standard(sentence: Sentence) -> bool:
    return bool(sentence.sources) and not sentence.case_paragraphs


def _cited(sentence: Sentence, most: int) -> Sentence:
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
