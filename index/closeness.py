"""How closely paragraphs follow a query: sentence by sentence, and phrase by phrase.

A paragraph of a Discussion makes several points, each with an authority of its own; over the whole of it the words
of one point are drowned by those of the others. So each sentence of the query is compared with each sentence of a
paragraph, and what comes closest to any one of them counts. Phrases are two words that follow each other in both
(Metzler and Croft, "A Markov random field model for term dependencies", SIGIR 2005).

This is for the few best of a search. How rare a word is, the caller says: it depends on what is visible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from index.lexical import MOST, Lexicon, Rows, Scores, length_norm, saturated
from index.sentences import split_sentences

_NEAREST = 4  # the power to which nearness to a sentence is raised: what is only half as near says nearly nothing


def closeness(query: str, rows: Rows, lexicon: Lexicon, rarity: Mapping[int, float]) -> tuple[Scores, Scores]:
    """How closely the texts in `rows` follow `query` by sentences, and by phrases, as shares of the closest.

    Words of the query without a rarity occur nowhere.
    """
    sentences = [[word for word in lexicon.known(span.text) if word in rarity] for span in split_sentences(query)]
    asked = [words for words in sentences if words]
    words, sentence, text = lexicon.ordered(rows)
    if not asked or not len(words):
        return np.zeros(len(rows)), np.zeros(len(rows))
    near = _by_sentence(asked, words, sentence, text, len(rows), rarity)
    return _shares(near), _shares(_by_phrase(asked, words, sentence, text, len(rows), rarity))


def _by_sentence(
    asked: Sequence[Sequence[int]], words: Rows, sentence: Rows, text: Rows, many: int, rarity: Mapping[int, float]
) -> Scores:
    """The sum over the query's sentences of how near the nearest sentence of each text comes to it.

    A sentence counts the more, the more of its words the nearest sentence of all has: what nobody says, as the facts
    of a case, tells texts apart by chance.
    """
    scores, whole = _bm25(asked, words, sentence, len(text), rarity)
    first = np.flatnonzero(np.diff(text, prepend=-1))  # sentence of each text that has one
    near = np.zeros((len(asked), many))
    near[:, text[first]] = np.maximum.reduceat(scores, first, axis=1)
    nearest = np.maximum(near.max(axis=1, keepdims=True), 1e-9)
    return np.asarray(((near / nearest) ** _NEAREST * np.sqrt(nearest / whole)).sum(axis=0), np.float64)


def _by_phrase(
    asked: Sequence[Sequence[int]], words: Rows, sentence: Rows, text: Rows, many: int, rarity: Mapping[int, float]
) -> Scores:
    """BM25 over the pairs of words that follow each other; a pair is as rare as its words are on average."""
    size = int(max(words.max(), *rarity)) + 1  # a pair as one number
    following = [pair for found in asked for pair in pairwise(found)]
    if not following:
        return np.zeros(many)
    phrases = [one * size + other for one, other in following]
    rare = {phrase: (rarity[a] + rarity[b]) / 2 for phrase, (a, b) in zip(phrases, following, strict=True)}
    together = np.diff(sentence) == 0
    pairs, owner = (words[:-1] * size + words[1:])[together], text[sentence[:-1][together]]
    return np.asarray(_bm25([phrases], pairs, owner, many, rare)[0][0], np.float64)


def _bm25(
    asked: Sequence[Sequence[int]], terms: Rows, owner: Rows, many: int, rarity: Mapping[int, float]
) -> tuple[Scores, Scores]:
    """The scores of `many` texts against each query, and how rare the terms of each query are together.

    `owner` is the text of each of the `terms`.
    """
    known = np.array(sorted({term for query in asked for term in query}), np.int64)
    rare = np.array([rarity[term] for term in known.tolist()])
    places = np.repeat(np.arange(len(asked)), [len(query) for query in asked])
    queries = np.minimum(_counts(np.concatenate(asked), places, len(asked), known), MOST) * rare
    lengths = np.bincount(owner, minlength=many).astype(np.float64)
    norm = length_norm(lengths, float(lengths.mean()))
    scores = queries @ saturated(_counts(terms, owner, many, known), norm[:, np.newaxis]).T
    return np.asarray(scores, np.float64), np.asarray(queries.sum(axis=1, keepdims=True), np.float64)


def _counts(terms: Rows, owner: Rows, many: int, known: Rows) -> Scores:
    """How often each of the `known` terms is in each text."""
    place = np.minimum(np.searchsorted(known, terms), len(known) - 1)
    hit = known[place] == terms
    counts = np.bincount(owner[hit] * len(known) + place[hit], minlength=many * len(known))
    return counts.reshape(many, len(known)).astype(np.float64)


def _shares(scores: Scores) -> Scores:
    return scores / max(1e-9, float(scores.max(initial=0.0)))
