"""Cosines read from coded vectors against the exact ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index import cosines
from index.cosines import Cosines, coded
from index.model import Category, Filters, Part
from index.query_vectors import query_vectors
from index.ranking import WEIGHTS, SearchIndex, search_index

QUERIES = (
    "arrested at home at night without a warrant",
    "a journalist was convicted for what she wrote",
    "held for two years as a migrant",
    "The Working Group recalls that pretrial detention is to be the exception rather than the rule.",
)


def _clusters(many: int, copies: int) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors, `copies` near-identical ones of each of `many`, and queries near some of them."""
    random = np.random.default_rng(7)
    centres = np.repeat(random.standard_normal((many, 384)), copies, axis=0)
    vectors = centres + 0.05 * random.standard_normal(centres.shape)
    queries = centres[:: copies * 40] + 0.3 * random.standard_normal((len(centres[:: copies * 40]), 384))
    return tuple((m / np.linalg.norm(m, axis=1, keepdims=True)).astype(np.float32) for m in (vectors, queries))


def _of(vectors: np.ndarray, parts: tuple[np.ndarray, ...] | None = None) -> Cosines:
    starts = np.arange(len(vectors) + 1)
    return Cosines(vectors, coded(vectors), starts, parts or (np.ones(len(vectors), bool),))


def test_coded_vectors_find_what_exact_ones_find_among_near_identical_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, queries = _clusters(400, 50)
    monkeypatch.setattr(cosines, "MANY", 1)
    rough, shown = _of(vectors), np.ones(len(vectors), bool)
    assert rough.rough
    recalls = []
    for query in queries:
        exact, seen = vectors @ query, rough.seen(query, shown)
        assert np.abs(exact - seen).max() < 0.005
        first = np.argsort(-seen)[:1000]
        found = first[np.argsort(-rough.exact(query, first), kind="stable")][:10]
        recalls.append(len({*found} & {*np.argsort(-exact)[:10]}) / 10)
    assert len(recalls) == 10
    assert min(recalls) >= 0.9
    assert np.mean(recalls) >= 0.99


def test_a_paragraph_is_as_near_as_its_nearest_window_and_one_without_vector_is_far(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vectors, queries = _clusters(40, 5)
    starts = np.array([0, 3, 3, 4, len(vectors)])  # the second has none
    parts = (np.array([True, False, False, True]), np.array([False, True, True, False]))
    wanted = [(vectors @ queries[0])[:3].max(), -1.0, vectors[3] @ queries[0], (vectors @ queries[0])[4:].max()]
    for many in (1, 10_000):
        monkeypatch.setattr(cosines, "MANY", many)
        made = Cosines(vectors, coded(vectors), starts, parts)
        assert np.allclose(made.seen(queries[0], np.ones(4, bool)), wanted, atol=0.005)
        assert np.allclose(made.exact(queries[0], np.arange(4)), wanted, atol=1e-6)
        assert np.allclose(made.seen(queries[0], parts[1]), [-1, -1, wanted[2], -1], atol=0.005)


def test_a_part_without_vectors_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cosines, "MANY", 1)
    vectors, queries = _clusters(40, 5)
    everything = np.ones(len(vectors), bool)
    assert len(_of(vectors, (everything, ~everything)).seen(queries[0], everything)) == len(vectors)


def test_coding_a_row_does_not_depend_on_the_others() -> None:
    vectors = np.concatenate([_clusters(40, 5)[0], np.zeros((1, 384), np.float32)])
    together, alone = coded(vectors), coded(vectors[7:8])
    assert (together.codes[7] == alone.codes[0]).all()
    assert together.scales[7] == alone.scales[0]
    assert not together.codes[-1].any()
    assert len(coded(np.zeros((0, 0), np.float32)).codes) == 0


@pytest.mark.parametrize("weights", [WEIGHTS, replace(WEIGHTS, lexical=0.0, cited=0.0, citing=0.0, walk=0.0)])
def test_a_search_answers_the_same_whether_vectors_are_coded_or_not(sample_corpus, monkeypatch, weights) -> None:
    exact = search_index(sample_corpus)
    monkeypatch.setattr(cosines, "MANY", 1)
    rough = SearchIndex(sample_corpus.snapshot())
    filters = (Filters(), Filters(category=Category.II), Filters(parts=frozenset(Part)), Filters(state="Veldania"))
    for query, vector in zip(QUERIES, query_vectors(sample_corpus.embedder, QUERIES), strict=True):
        for wanted in filters:
            one, other = (
                dict(zip(*index.rank(query, vector, wanted, 50, weights), strict=True)) for index in (exact, rough)
            )
            assert list(other.values()) == sorted(other.values(), reverse=True)
            for row in one.keys() | other.keys():  # the same rows with the same scores, but for equals at the end
                last = min(one.values())
                assert one.get(row, last) == pytest.approx(other.get(row, last), abs=1e-3)
