"""Which sentences of the submissions a Discussion retells: what was said of the law teaches what facts raise it.

A Discussion takes up the facts in other words, but keeps what is rare: a name, a figure, the thing itself. A sentence
is taken to be retold in a paragraph if the words that they share are rare both among the sentences and
among the paragraphs of that opinion. Nobody has labelled the submissions: this stands in for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from math import log

import numpy as np

from assistant.learnt.learning import Array

#: A paragraph retells at most so many sentences, each from this strength on.
_MOST, _RETOLD = 3, 2.2
#: What a long sentence has ahead of a short one; so much rarity is given to every sentence beforehand.
_LEVEL = 20.0


def retold(sentences: Sequence[Collection[str]], paragraphs: Sequence[Collection[str]]) -> Array:
    """Sentences × paragraphs, 1 where the paragraph retells the sentence; texts are given as their stems."""
    rarity = _rarity(sentences, paragraphs)
    own = [set(s) for s in sentences]
    length = np.array([(sum(rarity[w] for w in sorted(s)) + _LEVEL) ** 0.5 for s in own])
    found = np.zeros((len(sentences), len(paragraphs)))
    for column, paragraph in enumerate(paragraphs):
        words = set(paragraph)
        # in order of the words: a sum of fractions depends on its order, and a set has none
        strength = np.array([sum(rarity[w] for w in sorted(s & words)) for s in own]) / length
        best = np.argsort(-strength, kind="stable")[:_MOST]
        found[best[strength[best] >= _RETOLD], column] = 1
    return found


def _rarity(sentences: Sequence[Collection[str]], paragraphs: Sequence[Collection[str]]) -> dict[str, float]:
    """How rare each word of the sentences is, among them and among the paragraphs."""
    among, beside = (Counter(w for text in texts for w in set(text)) for texts in (sentences, paragraphs))
    return {
        word: log((len(sentences) + 1) / (count + 0.5)) * log((len(paragraphs) + 1) / (beside[word] + 0.5))
        for word, count in among.items()
    }
