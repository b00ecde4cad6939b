"""Vectors of sentences, kept in a file beside the index: by the hash of model and text, so they never go stale."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.embedding import Embedder, Matrix
from index.ledger import DAMAGED

_CHUNK = 500  # keys a query: SQLite bounds the number of variables


#: What is written in the file's header. Those without it, of before, may hold vectors of sentences of a case.
_VERSION = 1


def remembered(file: Path, embedder: Embedder, texts: Sequence[str]) -> Matrix:
    """A row a text; what the file does not hold is embedded and kept.

    A damaged file is begun afresh; where nothing can be kept (a read-only or full disk, another process that does not
    let go), the vectors are made all the same.
    """
    try:
        return _remembered(file, embedder, texts)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # a message that quotes damaged bytes is undecodable
        if isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode & 0xFF not in DAMAGED:
            return embedder.embed(texts)
    _drop(file)
    return _remembered(file, embedder, texts)


def drop_older(file: Path) -> None:
    """Drop a file of an older version whole: it may hold vectors of sentences of a confidential case."""
    try:
        if not file.exists():
            return
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            known = _version(database)
        if known < _VERSION:
            _drop(file)
    except (sqlite3.DatabaseError, OSError):
        return  # a damaged file is dropped when it is used, a read-only one cannot be


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _drop(file: Path) -> None:
    for part in (file, file.with_name(f"{file.name}-journal")):  # a journal left behind would be played back
        part.unlink(missing_ok=True)


def _remembered(file: Path, embedder: Embedder, texts: Sequence[str]) -> Matrix:
    keys = [hashlib.sha256(f"{embedder.name}\n{text}".encode()).digest() for text in texts]
    with closing(sqlite3.connect(file, timeout=60)) as database, database:
        if _version(database) < _VERSION:
            database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
            database.execute(f"PRAGMA user_version = {_VERSION}")
        known = _known(database, keys, embedder.dimension)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            made = embedder.embed(list(missing.values()))
            known.update(zip(missing, made, strict=True))
            rows = [(key, known[key].astype(np.float32).tobytes()) for key in missing]
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
    return np.stack([known[key] for key in keys]) if keys else np.zeros((0, embedder.dimension), dtype=np.float32)


def _known(database: sqlite3.Connection, keys: Sequence[bytes], dimension: int) -> dict[bytes, Matrix]:
    found: dict[bytes, Matrix] = {}
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        rows = database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part)
        found.update(
            (key, np.frombuffer(vector, dtype=np.float32)) for key, vector in rows if _is_whole(vector, dimension)
        )
    return found


def _is_whole(vector: object, dimension: int) -> bool:
    """Whether what was stored is still a vector of length 1, as an embedder makes them."""
    if not isinstance(vector, bytes) or len(vector) != 4 * dimension:
        return False
    with np.errstate(all="ignore"):
        return bool(abs(np.linalg.norm(np.frombuffer(vector, dtype=np.float32)) - 1) < 1e-3)
