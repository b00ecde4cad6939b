"""What people who know no law tell, by its meaning: prompts/paraphrases.toml, and how near a sentence comes to it.

The phrases of accounts.toml find only the words that somebody thought of; here the sentences of an account are compared
with a lawyer's paraphrases of each issue by the embedding model. Some sentences are near to everything, and some
paraphrases too: what counts is how much nearer two are to each other than each is to the other issues (cross-domain
similarity local scaling: Conneau et al., "Word translation without parallel data", 2018, with issues for words).

The vectors of the paraphrases are kept in the per-user cache; those of a case are made in memory and forgotten. Where an
endpoint embeds (WGAD_EMBEDDING_URL) nothing is compared and the phrases stand alone: no sentence leaves for this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from assistant.issues import issue_register
from assistant.learnt.learning import Array
from assistant.word_files import read_as, shipped
from index.embedding import Embedder, Matrix, load_embedder
from index.errors import BadInput
from index.sentence_vectors import remembered
from index.settings import cache_folder, embedding_url

_NAME = "paraphrases.toml"
#: How many other issues are the surroundings of a sentence. From 3 to 20 do about as well.
_AROUND = 5
#: Nearness is counted between these: what is farther is not told, and what is nearer is told all the same.
FAR, NEAR = -0.25, 0.5


class _File(BaseModel):
    """prompts/paraphrases.toml as it is written."""

    model_config = ConfigDict(extra="forbid")

    beside: tuple[str, ...]
    told: Mapping[str, tuple[str, ...]]
    contrary: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Paraphrases:
    """The sentences of the file as vectors, and the issue (its place in the register) to which each belongs."""

    told: Matrix
    told_of: Array
    contrary: Matrix
    contrary_of: Array
    beside: Matrix
    crowd: Array  # how near each told paraphrase comes to the other issues

    @classmethod
    def of(cls, file: _File, vectors: Mapping[str, Matrix]) -> Paraphrases:
        """The sentences of a file, given the vector of each."""
        told, told_of = _of_issues(file.told, vectors)
        contrary, contrary_of = _of_issues(file.contrary, vectors)
        beside = np.array([vectors[sentence] for sentence in file.beside])
        crowd = _of_others(_by_issue(told @ told.T, told_of))[np.arange(len(told)), _places(told_of)]
        return cls(told, told_of, contrary, contrary_of, beside, crowd)

    def nearness(self, sentences: Matrix) -> Array:
        """How near each sentence comes to telling of each issue: sentences × issues; NaN for an issue without paraphrases.

        What comes nearer to the contrary, or to what tells of nothing, is far.
        """
        alike = sentences @ self.told.T
        nearest = _by_issue(alike, self.told_of)
        apart = _by_issue(2 * alike - self.crowd, self.told_of) - _of_others(nearest)
        denied = sentences @ self.contrary.T
        idle = (sentences @ self.beside.T).max(axis=1)
        found = np.full((len(sentences), len(issue_register())), np.nan)
        for column, issue in enumerate(np.unique(self.told_of)):
            against = np.column_stack([idle, denied[:, self.contrary_of == issue]]).max(axis=1)
            told = np.where(nearest[:, column] >= against, apart[:, column], FAR)
            found[:, issue] = np.clip(told, FAR, NEAR)
        return found


def _of_issues(file: Mapping[str, tuple[str, ...]], vectors: Mapping[str, Matrix]) -> tuple[Matrix, Array]:
    places = list(issue_register())
    pairs = [(places.index(issue), sentence) for issue, sentences in file.items() for sentence in sentences]
    return np.array([vectors[sentence] for _, sentence in pairs]), np.array([place for place, _ in pairs])


def _by_issue(values: NDArray[np.floating[Any]], owners: Array) -> Array:
    """The highest value of each issue, a column an issue that has any."""
    found: Array = np.stack([values[:, owners == issue].max(axis=1) for issue in np.unique(owners)], axis=1)
    return found


def _places(owners: Array) -> NDArray[np.intp]:
    """Where the issue of each paraphrase stands among those that have any."""
    return np.unique(owners, return_inverse=True)[1]


def _of_others(nearest: Array) -> Array:
    """For each sentence and issue, how near the sentence comes to those of the other issues to which it is nearest."""
    best = np.sort(nearest, axis=1)[:, -_AROUND - 1 :]
    own = np.maximum(nearest, best[:, :1])  # one that is not among the best leaves out the last of them
    found: Array = (best.sum(axis=1, keepdims=True) - own) / (best.shape[1] - 1)
    return found


def read_paraphrases(text: str) -> _File:
    """A file's sentences; `BadInput` where one names an issue that there is not, or there are none."""
    file = read_as(_File, _NAME, text)
    unknown = sorted((file.told.keys() | file.contrary.keys()) - issue_register().keys())
    if unknown:
        raise BadInput(f"prompts/{_NAME} cannot be read: there is no {unknown[0]}; correct that entry")
    if not (file.beside and any(file.told.values()) and any(file.contrary.values())):
        raise BadInput(
            f"prompts/{_NAME} cannot be read: a list has no sentence; write one in beside, told and contrary"
        )
    return file


def nearness(sentences: Sequence[str]) -> Array:
    """As `Paraphrases.nearness`, with the embedding model of this machine; an empty sentence tells nothing.

    NaN throughout where an endpoint embeds, or where no sentence tells anything.
    """
    found = np.full((len(sentences), len(issue_register())), np.nan)
    telling = [place for place, sentence in enumerate(sentences) if sentence]
    if telling and not embedding_url():
        near = _nearness(tuple(sentences[place] for place in telling))
        found[:, ~np.isnan(near[0])] = FAR  # a sentence that tells nothing is far
        found[telling] = near
    return found


@lru_cache(maxsize=2)  # the issues and the articles of one case ask for the same
def _nearness(sentences: tuple[str, ...]) -> Array:
    return paraphrases().nearness(load_embedder().embed(sentences))


@cache
def paraphrases() -> Paraphrases:
    """The paraphrases that ship with the project, as vectors of the embedding model."""
    file = read_paraphrases(shipped(_NAME))
    texts = list(dict.fromkeys([*file.beside, *_all(file.told), *_all(file.contrary)]))
    return Paraphrases.of(file, dict(zip(texts, _kept(load_embedder(), texts), strict=True)))


def _all(sentences: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [sentence for listed in sentences.values() for sentence in listed]


def _kept(embedder: Embedder, texts: Sequence[str]) -> Matrix:
    """Vectors of sentences that ship with the project, kept in the cache if anything can be kept there."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return embedder.embed(texts)
    return remembered(folder / "paraphrases.sqlite", embedder, texts)
