"""Vectors of sentences kept in a file: computed once, and computed again where the file is damaged."""

import sqlite3

import numpy as np
import pytest

from index.sentence_vectors import drop_older, remembered

TEXTS = [f"Sentence {i}." for i in range(40)]


class Embedder:
    """Unit vectors, and how many texts it was asked for."""

    name, dimension = "fake", 384

    def __init__(self):
        self.asked = 0

    def embed(self, texts):
        self.asked += len(texts)
        rows = np.array([np.random.default_rng(list(text.encode())).normal(size=384) for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def kept(file):
    first = Embedder()
    made = remembered(file, first, TEXTS)
    assert first.asked == len(TEXTS)
    return made


def test_a_sentence_is_embedded_once(tmp_path):
    made, again = kept(tmp_path / "s.sqlite"), Embedder()
    assert np.array_equal(remembered(tmp_path / "s.sqlite", again, TEXTS), made) and again.asked == 0


DAMAGE = {
    "no database": lambda data: b"What is this?" * 1000,
    "cut": lambda data: data[: len(data) // 2],
    "a piece taken out": lambda data: data[:5000] + data[6000:],
    "zeroes in its middle": lambda data: data[:9000] + bytes(20_000) + data[29_000:],
    "another version": lambda data: data[:44] + b"\xff" * 4 + data[48:],
    "its schema overwritten": lambda data: data.replace(b"CREATE TABLE vectors", b"CREATE TABLE v\xc8ctors"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_begun_afresh(tmp_path, damage):
    file = tmp_path / "s.sqlite"
    made = kept(file)
    file.write_bytes(damage(file.read_bytes()))
    (tmp_path / "s.sqlite-journal").write_bytes(b"a journal of another file")
    for _ in range(2):
        assert np.array_equal(remembered(file, Embedder(), TEXTS), made)
    again = Embedder()
    remembered(file, again, TEXTS)
    assert again.asked == 0


@pytest.mark.parametrize("vector", [b"", b"\0" * 4 * 384, b"\xff" * 4 * 384, b"123", "text", None])
def test_what_is_no_vector_of_the_model_is_made_again(tmp_path, vector):
    file = tmp_path / "s.sqlite"
    made = kept(file)
    with sqlite3.connect(file) as database:
        database.execute("UPDATE vectors SET vector = ?", (vector,))
    database.close()
    assert np.array_equal(remembered(file, Embedder(), TEXTS), made)


def test_a_file_that_is_busy_is_not_thrown_away_and_the_vectors_are_made_all_the_same(tmp_path, monkeypatch):
    file, connect = tmp_path / "s.sqlite", sqlite3.connect
    made = kept(file)
    monkeypatch.setattr(sqlite3, "connect", lambda name, timeout: connect(name, timeout=0.1))
    other = connect(file)
    other.execute("BEGIN EXCLUSIVE")
    assert np.array_equal(remembered(file, Embedder(), TEXTS), made)
    other.close()
    again = Embedder()
    remembered(file, again, TEXTS)
    assert again.asked == 0


def test_a_place_where_nothing_can_be_kept_costs_time_alone(tmp_path):
    file = tmp_path / "s.sqlite"
    assert np.array_equal(remembered(tmp_path / "nowhere" / "s.sqlite", Embedder(), TEXTS), kept(file))


def test_a_file_of_before_is_dropped_once(tmp_path):
    """Vectors of a confidential case may be in it: the file goes, not only its rows."""
    file = tmp_path / "s.sqlite"
    kept(file)
    drop_older(file)
    assert file.exists()
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 0")
    database.close()
    drop_older(file)
    assert not list(tmp_path.iterdir())
    drop_older(file)
    made = kept(file)
    drop_older(file)
    again = Embedder()
    assert np.array_equal(remembered(file, again, TEXTS), made) and again.asked == 0
