"""Whether a passage says what a sentence says, as far as words and their nearness show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.evidence.support import TextEmbedder
from assistant.word_files import read_as, shipped
from index.embedding import Matrix
from index.sentences import split_sentences

#: What a paragraph must share with a sentence to support it: cosine, or words and a lesser cosine.
NEAR, NEAR_WITH_WORDS, WORDS = 0.62, 0.42, 0.45

#: What denies the rest of its clause, and what denies only the words next to it.
_NOT = re.compile(
    r"no|not|never|none|nor|neither|nobody|cannot|[a-z]+n[’']t|refus\w*|fail\w*|den(?:y|ies|ied)|prohibit\w*|forbid\w*",
    re.I,
)
_WITHOUT, _REACH = re.compile(r"without|absen\w+|lack\w*", re.I), 3
#: A word that denies itself: "unlawful" is "lawful", denied.
_CONTRARY = re.compile(
    r"(?:un(?=lawful|necessary|fair|justif|reasonable|able|restrict|limit)|il(?=legal|legitimate)"
    r"|in(?=compatible|consistent|admissible|sufficient|valid)|ir(?=reconcilable|relevant))", re.I,
)  # fmt: skip
_CLAUSE = re.compile(
    r"[,;:–—]|\b(?:but|whereas|although|while|and(?= (?:\w+ ){0,2}(?:may|must|is|are|has|have|does|do|can|shall)\b))\b"
)
#: Two clauses speak of the same thing if one has so much of the other's words, two at least.
SAME_MATTER = 0.6
_WORD = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SMALL = "that this these those they them their there which with from must have been being will would shall should"
_EMPTY = frozenset(_SMALL.split())

_NAME = "contraries.toml"

Polarity = dict[str, bool]  # the words of a clause by their first letters, and whether they are denied


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


def says(sentence: str, passage: str, likeness: float) -> bool:
    """Whether a passage says what a sentence says, given the cosine of the two."""
    return likeness >= NEAR or (likeness >= NEAR_WITH_WORDS and shared_words(sentence, passage) >= WORDS)


def shared_words(text: str, passage: str) -> float:
    """The share of a sentence's longer words that the passage has, by their first six letters."""
    words = {w[:6].lower() for w in _WORD.findall(text)}
    return len(words & {w[:6].lower() for w in _WORD.findall(passage)}) / len(words) if words else 0.0


def denies(sentence: str, passage: str) -> bool:
    """Whether a sentence turns what a passage says into its contrary, as far as words show: what both say in a clause is
    denied in one of them only, and nowhere said as the sentence says it."""
    said = _clauses(passage)
    return any(_contradicts(clause, other, said) for clause in _clauses(sentence) for other in said)


def _contradicts(clause: Polarity, other: Polarity, said: Sequence[Polarity]) -> bool:
    shared = clause.keys() & other.keys()
    fewest = min(clause, other, key=len)
    alone = len(fewest) == 1 and (any(fewest.values()) or len(clause) == len(other))  # "but not listen"
    if len(shared) < (1 if alone else 2) or len(shared) < SAME_MATTER * min(len(clause), len(other)):
        return False
    denied = {w for w in shared if clause[w] or other[w]}
    disputed = {w for w in denied if clause[w] != other[w]}
    if not disputed or len(disputed) < len(denied) / 2:
        return False
    return not any(_agrees(clause, c, disputed) for c in said)


def _agrees(clause: Polarity, other: Polarity, disputed: set[str]) -> bool:
    """Whether another clause says what is disputed as this one does, or denies two of the words that this one denies."""
    both = {w for w in clause.keys() & other.keys() if clause[w] and other[w]}
    return len(both) > 1 or all(other.get(w) == clause[w] for w in disputed)


def _clauses(text: str) -> list[Polarity]:
    return [words for span in split_sentences(text) for part in _CLAUSE.split(span.text) if (words := _polarity(part))]


def _polarity(clause: str) -> Polarity:
    """The words of a clause, and whether they are denied there."""
    found: Polarity = {}
    denied, reach = False, 0
    for token in _TOKEN.findall(clause):
        if _NOT.fullmatch(token):  # "no one may not" is no denial
            denied = not (denied and token.lower() in ("not", "never", "cannot"))
        elif _WITHOUT.fullmatch(token):
            reach = _REACH
        else:
            word, contrary = _as_said(token.lower())
            if len(word) > 3 and word not in _EMPTY:
                found[word[:6]] = (denied or reach > 0) != contrary
            reach -= 1
    return found


def _as_said(word: str) -> tuple[str, bool]:
    """A word, or the one that it denies: "unlawful" is "lawful", denied, and "broadly" is "narrowly"."""
    if match := _CONTRARY.match(word):
        return word[match.end() :], True
    partner = next((one for one, other in _pairs() if word.startswith(other)), None)
    return (partner, True) if partner else (word, False)


class _File(BaseModel):
    """prompts/contraries.toml as it is written."""

    model_config = ConfigDict(extra="forbid")

    pairs: tuple[tuple[str, str], ...]


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return read_as(_File, _NAME, shipped(_NAME)).pairs
