"""Whether a passage says what a sentence says, as far as words and their nearness show."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.evidence.support import TextEmbedder
from index.embedding import Matrix
from index.sentences import split_sentences

#: What a paragraph must share with a sentence to support it: cosine, or words and a lesser cosine.
NEAR, NEAR_WITH_WORDS, WORDS = 0.62, 0.42, 0.45
#: Below both, a clause of a sentence is said nowhere: set on sentences written to try it, true and false, and on clauses of
#: adopted ones, of which few are so far from all that they rest on.
FAR, FEW_WORDS = 0.5, 0.34
#: Words of meaning that a clause has at least: a shorter one belongs to its neighbour.
_FEWEST = 3
_CLAUSE = re.compile(
    r"[;:—]\s*|,\s+|\s+(?=(?:unless|save (?:that|where|when|in)|except|while|whereas|although|but|because|once"
    r"|provided that)\b)"
)
#: What says nothing of the matter: who is cited, the names of provisions, a reference to the case.
_FORMULA = re.compile(
    r"\b(?:as|in the (?:view|words|opinion) of) the Working Group(?: has)?(?: \w+ly)?"
    r"(?: (?:consider|explain|found|held|hold|not|observ|recall|reiterat|said|say|stat)(?:ed|e?s)?\b)?"
    r"|\b(?:under|in|of|to|by|with)? ?(?:articles?|paragraphs?) \d+(?:\s*\(\w{1,3}\))*(?:(?:,| and| or| to) \d*(?:\s*\(\w{1,3}\))*)*"
    r"(?: of the (?:Covenant|Universal Declaration)(?: of Human Rights)?)?|\(?see paras?\.[^)]*\)?",
    re.I,
)

_WORD = re.compile(r"[^\W\d_]{4,}")


class Remembering:
    """An embedder that embeds each text once."""

    def __init__(self, embedder: TextEmbedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Matrix] = {}

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One row a text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.asarray([self._known[text] for text in texts], dtype=np.float32)


def supported(embedder: TextEmbedder, sentence: str, passages: Sequence[str]) -> list[bool]:
    """Whether each of some passages says what a sentence says, as a whole or in one of its sentences."""
    units = [(i, text) for i, passage in enumerate(passages) for text in parts(passage)]
    vectors = embedder.embed([sentence, *(text for _, text in units)])
    saying = {
        i for (i, text), v in zip(units, vectors[1:], strict=True) if says(sentence, text, float(np.dot(vectors[0], v)))
    }
    return [i in saying for i in range(len(passages))]


def parts(passage: str) -> list[str]:
    """A passage and its sentences, each once."""
    return list(dict.fromkeys([passage, *(s.text for s in split_sentences(passage))]))


def unsaid(embedder: TextEmbedder, sentence: str, passages: Sequence[str]) -> bool:
    """Whether a clause of a sentence is said in none of the passages, while the rest of it may be."""
    clauses = _clauses(_FORMULA.sub(" ", sentence))
    if len(clauses) < 2 or not passages:
        return False
    everything = " ".join(passages)
    few = [clause for clause in clauses if shared_words(clause, everything) < FEW_WORDS]
    if not few:
        return False
    said = np.asarray(embedder.embed([part for passage in passages for part in parts(passage)]))
    return any(float(near) < FAR for near in (said @ np.asarray(embedder.embed(few)).T).max(axis=0))


def _clauses(sentence: str) -> list[str]:
    """The clauses of a sentence that say something by themselves."""
    found: list[str] = []
    for clause in _CLAUSE.split(sentence):
        if found and min(_meaning(clause), _meaning(found[-1])) < _FEWEST:
            found[-1] += f", {clause}"
        else:
            found.append(clause)
    return found


def _meaning(text: str) -> int:
    return len(set(_WORD.findall(text)))


def says(sentence: str, passage: str, likeness: float) -> bool:
    """Whether a passage says what a sentence says, given the cosine of the two."""
    return likeness >= NEAR or (likeness >= NEAR_WITH_WORDS and shared_words(sentence, passage) >= WORDS)


def shared_words(text: str, passage: str) -> float:
    """The share of a sentence's longer words that the passage has, by their first six letters."""
    words = {w[:6].lower() for w in _WORD.findall(text)}
    return len(words & {w[:6].lower() for w in _WORD.findall(passage)}) / len(words) if words else 0.0
