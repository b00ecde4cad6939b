"""The ledger: which documents are in the index, their whole structure and their vectors, in one SQLite file.

It is the truth from which everything else (Chroma, the search index) can be built again. A document is
first written as pending, with all that is needed to finish it; it becomes visible in one transaction, after
its vectors are stored. A process that is killed in between leaves the old state; the next writer finishes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexMismatch
from index.model import (
    Category,
    Citation,
    Disposition,
    Document,
    Footnote,
    Kind,
    Paragraph,
    Part,
)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, digest TEXT NOT NULL, file TEXT NOT NULL,
  json TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS documents_digest ON documents (digest);
CREATE TABLE IF NOT EXISTS pending (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, digest TEXT NOT NULL, document TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS paragraphs (id TEXT PRIMARY KEY, document TEXT NOT NULL, key TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS paragraphs_key ON paragraphs (key);
CREATE INDEX IF NOT EXISTS paragraphs_document ON paragraphs (document);
CREATE TABLE IF NOT EXISTS vectors (key TEXT NOT NULL, model TEXT NOT NULL, windows INTEGER NOT NULL,
  data BLOB NOT NULL, PRIMARY KEY (key, model));
"""

Matrix = NDArray[np.float32]

_WAIT = 60.0  # seconds for which a file that is busy is waited for


def text_key(text: str) -> str:
    """The name under which a text is embedded and stored: equal texts are stored once."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Ledger:
    """The SQLite file of an index. May be used from several threads and by several processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.RLock()
        try:
            self._db = _writable(path)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in _UNWRITABLE or not path.exists():
                raise _failure(path, error) from error
            self._db = _read_only(path)

    def close(self) -> None:
        """Let go of the file."""
        with self._guard:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing; the generation goes up."""
        with self._guard:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.set_meta("generation", str(self.generation + 1))
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._guard:
            try:
                return self._db.execute(sql, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise _failure(self._path, error) from error

    # What is known of the whole

    def meta(self, name: str) -> str | None:
        """A named value."""
        rows = self._rows("SELECT value FROM meta WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    def set_meta(self, name: str, value: str) -> None:
        """Set a named value."""
        self._rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def generation(self) -> int:
        """Goes up with every change, in this process or another."""
        return int(self.meta("generation") or 0)

    def damage(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        rows = self._rows("PRAGMA quick_check(3)")  # the first three: one is enough
        return [" ".join(str(row[0]).split()) for row in rows if row[0] != "ok"]

    # Documents

    def digests(self) -> dict[str, str]:
        """The digest of each document's file, by its id."""
        return dict(self._rows("SELECT id, digest FROM documents ORDER BY id"))

    def has(self, id: str) -> bool:
        """Whether a document is in the index."""
        return bool(self._rows("SELECT 1 FROM documents WHERE id = ?", (id,)))

    def document_with(self, digest: str) -> str | None:
        """The id of the document whose file has this digest."""
        rows = self._rows("SELECT id FROM documents WHERE digest = ? ORDER BY id LIMIT 1", (digest,))
        return str(rows[0][0]) if rows else None

    def documents(self) -> list[Document]:
        """Every document, in order of id."""
        return [load(row[0]) for row in self._rows("SELECT json FROM documents ORDER BY id")]

    def document(self, id: str) -> Document | None:
        """One document."""
        rows = self._rows("SELECT json FROM documents WHERE id = ?", (id,))
        return load(rows[0][0]) if rows else None

    def begin(self, document: Document) -> None:
        """Note that `document` is being added."""
        self._rows("INSERT OR REPLACE INTO pending VALUES (?, ?)", (document.id, dump(document)))

    def pending(self) -> list[Document]:
        """What somebody began to add and did not finish."""
        return [load(row[0]) for row in self._rows("SELECT json FROM pending ORDER BY id")]

    def finish(self, document: Document) -> None:
        """Make `document` visible; its vectors are stored."""
        with self.transaction():
            row = (document.id, document.digest, document.file, dump(document))
            self._rows("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)", row)
            self._rows("DELETE FROM paragraphs WHERE document = ?", (document.id,))
            for paragraph in document.paragraphs:
                entry = (f"{document.id}#{paragraph.number}", document.id, text_key(paragraph.text))
                self._rows("INSERT OR REPLACE INTO paragraphs VALUES (?, ?, ?)", entry)
            self._rows("DELETE FROM pending WHERE id = ?", (document.id,))

    def delete(self, id: str) -> None:
        """Take a document out."""
        with self.transaction():
            self._rows("DELETE FROM documents WHERE id = ?", (id,))
            self._rows("DELETE FROM paragraphs WHERE document = ?", (id,))
            self._rows("DELETE FROM pending WHERE id = ?", (id,))
            self._rows("DELETE FROM files WHERE document = ?", (id,))

    def keys(self, document: str | None = None) -> dict[str, tuple[str, ...]]:
        """The ids of the paragraphs that have a text, by the key of the text; of one document, or of all."""
        sql = "SELECT key, id FROM paragraphs"
        rows = self._rows(f"{sql} WHERE document = ?", (document,)) if document else self._rows(sql)
        found: dict[str, list[str]] = {}
        for key, id in rows:
            found.setdefault(key, []).append(id)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}

    def paragraphs_with(self, key: str) -> tuple[str, ...]:
        """The ids of the paragraphs that have this text."""
        return tuple(row[0] for row in self._rows("SELECT id FROM paragraphs WHERE key = ? ORDER BY id", (key,)))

    # Files: another file of the same document must not be read again each time

    def note_file(self, path: str, digest: str, document: str) -> None:
        """Remember which document was found in a file."""
        self._rows("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (path, digest, document))

    def file_document(self, path: str, digest: str) -> str | None:
        """The document that this very file is known to hold, if it is still in the index."""
        rows = self._rows(
            "SELECT document FROM files WHERE path = ? AND digest = ? AND document IN (SELECT id FROM documents)",
            (path, digest),
        )
        return str(rows[0][0]) if rows else None

    # Vectors

    def vectors(self, keys: Iterable[str], model: str) -> dict[str, Matrix]:
        """The stored vectors of the texts with these keys: one row for each window."""
        wanted, found = sorted(set(keys)), dict[str, Matrix]()
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            sql = f"SELECT key, windows, data FROM vectors WHERE model = ? AND key IN ({marks})"
            for key, windows, data in self._rows(sql, (model, *part)):
                values = np.frombuffer(data, dtype=np.float32)
                if windows and values.size and values.size % windows == 0 and np.isfinite(values).all():
                    found[key] = values.reshape(windows, -1)
        return found

    def store_vectors(self, vectors: dict[str, Matrix], model: str) -> None:
        """Keep vectors, by the key of their text."""
        with self.transaction():
            for key, rows in vectors.items():
                data = np.ascontiguousarray(rows, dtype=np.float32).tobytes()
                self._rows("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", (key, model, len(rows), data))

    def forget_vectors(self, keys: Iterable[str]) -> None:
        """Drop the vectors of those of these texts that are in no document any more."""
        for key in keys:
            self._rows("DELETE FROM vectors WHERE key = ? AND key NOT IN (SELECT key FROM paragraphs)", (key,))


#: What SQLite answers where the folder, or its disk, cannot be written.
_UNWRITABLE = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})


def _writable(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        _keep_journal(database)
        database.execute("PRAGMA synchronous=FULL")
        database.executescript(_SCHEMA)
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _keep_journal(database: sqlite3.Connection) -> None:
    """Readers go on beside a writer. Where two open a new file at once, SQLite does not wait for the other itself here."""
    until = time.monotonic() + _WAIT
    while True:
        try:
            database.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.01)


def _read_only(path: Path) -> sqlite3.Connection:
    """The file of an index that others keep, on a disk that this user cannot write: it can be searched all the same."""
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:  # its last changes would be missed without a word
        raise IndexMismatch(
            f"{path} was not closed by who wrote it and cannot be written: let them run `wgad index verify`"
        )
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


#: What SQLite answers where a file is not as it was left; a busy, full or read-only disk is something else.
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


def _failure(path: Path, error: sqlite3.DatabaseError) -> IndexMismatch:
    """What SQLite says in one line; only a file that is damaged is to be moved away."""
    if error.sqlite_errorcode & 0xFF in DAMAGED:
        return IndexMismatch(f"{path} is damaged ({error}); move its folder away and add the files again")
    return IndexMismatch(f"{path} cannot be used ({error}); check the disk and the permissions, then try again")


# A document as JSON and back


def dump(document: Document) -> str:
    """`document` as JSON, so that `load` gives it back."""
    return json.dumps(dataclasses.asdict(document), ensure_ascii=False, default=_plain, separators=(",", ":"))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"cannot store {type(value).__name__}")


def load(text: str) -> Document:
    """The document that `dump` wrote."""
    data: dict[str, Any] = json.loads(text)
    data["kind"] = Kind(data["kind"])
    data["adopted"] = date.fromisoformat(data["adopted"]) if data["adopted"] else None
    data["disposition"] = _disposition(data["disposition"])
    data["paragraphs"] = tuple(_paragraph(p) for p in data["paragraphs"])
    data["citations"] = tuple(map(_citation, data["citations"]))
    data["persons"], data["warnings"] = tuple(data["persons"]), tuple(data["warnings"])
    return Document(**data)


def _citation(data: dict[str, Any]) -> Citation:
    return Citation(**{**data, "pinpoints": tuple(data["pinpoints"])})


def _paragraph(data: dict[str, Any]) -> Paragraph:
    return Paragraph(
        **{
            **data,
            "part": Part(data["part"]),
            "headings": tuple(data["headings"]),
            "footnotes": tuple(Footnote(**f) for f in data["footnotes"]),
            "categories": tuple(Category(c) for c in data["categories"]),
        }
    )


def _disposition(data: dict[str, Any] | None) -> Disposition | None:
    if data is None:
        return None
    categories = tuple(Category(c) for c in data["categories"])
    return Disposition(
        **{**data, "categories": categories, "covenant": tuple(data["covenant"]), "udhr": tuple(data["udhr"])}
    )
