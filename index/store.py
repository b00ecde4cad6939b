"""Chroma, embedded in a folder or as a server: the vectors of the index, for this program and for others.

Everything in it can be built again from the ledger. A text is stored once however many paragraphs repeat it
(exact copies spoil the engine's graph): a record's id is the key of its text and the number of the window,
and its metadata names the paragraphs.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.addresses import leads_here
from index.errors import BadInput, IndexMismatch, WgadError
from index.settings import past_the_proxy, quiet

PASSAGES = "wgad-passages"
DOCUMENTS = "wgad-documents"
MOST_RECORDS = 5_000  # in one call; the engine refuses more than 5,461

#: Opening a folder that a killed process left behind can end the whole process, which no `except` catches.
_PROBE = (
    "import sys, chromadb\n"
    "from chromadb.config import Settings\n"
    "client = chromadb.PersistentClient(sys.argv[1], settings=Settings(anonymized_telemetry=False))\n"
    "for c in client.list_collections():\n"
    "    for at in range(0, c.count(), 5000):\n"
    "        got = c.get(limit=5000, offset=at, include=['embeddings', 'documents', 'metadatas'])['embeddings']\n"
    "        if not at: c.query(query_embeddings=[[float(x) for x in got[0]]], n_results=1)\n"
)


@dataclass(frozen=True, slots=True)
class Record:
    """A window of a text, as the store holds it."""

    id: str
    text: str
    vector: NDArray[np.float32]
    paragraphs: tuple[str, ...]


class Store:
    """The collection of passages (and on a server, of documents, so that other machines find them)."""

    def __init__(self, client: Any, model: str, place: str = "the Chroma server") -> None:  # noqa: ANN401 - the client's type differs by transport
        self._client = client
        self._place = place
        self._model = model
        settings = {"hnsw": {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}}
        self._passages = client.get_or_create_collection(
            PASSAGES, metadata={"model": model}, configuration=settings, embedding_function=None
        )
        known = (self._passages.metadata or {}).get("model", model)
        if known != model:
            raise IndexMismatch(mismatch(known, model))

    @classmethod
    def folder(cls, path: Path, model: str) -> Store:
        """Chroma embedded in this process."""
        quiet()
        import chromadb

        place = f"the vector store {path}"
        with _told(place):
            return cls(chromadb.PersistentClient(str(path), settings=_settings()), model, place)

    @classmethod
    def server(cls, url: str, model: str) -> Store:
        """A Chroma server."""
        quiet()
        import chromadb

        try:
            address = url if "//" in url else f"http://{url}"
            parts = urlsplit(address)
            host, port, ssl = parts.hostname or "", parts.port, parts.scheme == "https"
            if leads_here(address):
                past_the_proxy(host)
            client = chromadb.HttpClient(
                host=host,
                port=port or (443 if ssl else 8000),
                ssl=ssl,
                settings=_settings(),
            )
            return cls(client, model)
        except IndexMismatch:
            raise
        except Exception as error:  # the client raises whatever its transport raised
            raise BadInput(
                f"no Chroma server answers at {url}; start one with `chroma run`, or leave --chroma out"
            ) from error

    def close(self) -> None:
        """Let go of the folder or the connection."""
        self._client.close()

    def ids(self) -> set[str]:
        """The ids of all records."""
        return {id for page in self._pages(self._passages, []) for id in page["ids"]}

    def vectors(self) -> Iterator[tuple[str, NDArray[np.float32]]]:
        """Every record's id and vector."""
        for page in self._pages(self._passages, ["embeddings"]):
            for id, vector in zip(page["ids"], page["embeddings"], strict=True):
                yield id, np.asarray(vector, dtype=np.float32)

    def vectors_of(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of some records."""
        found: dict[str, NDArray[np.float32]] = {}
        for start in range(0, len(ids), 500):
            with _told(self._place):
                page = self._passages.get(ids=list(ids[start : start + 500]), include=["embeddings"])
            for id, vector in zip(page["ids"], page["embeddings"], strict=True):
                found[id] = np.asarray(vector, dtype=np.float32)
        return found

    def put(self, records: Sequence[Record]) -> None:
        """Store records, in place of those with the same ids."""
        for start in range(0, len(records), MOST_RECORDS):
            part = records[start : start + MOST_RECORDS]
            with _told(self._place):
                self._passages.upsert(
                    ids=[r.id for r in part],
                    embeddings=[r.vector for r in part],
                    documents=[r.text for r in part],
                    metadatas=[{"paragraphs": " ".join(r.paragraphs)} for r in part],
                )

    def drop(self, ids: Sequence[str]) -> None:
        """Take records out."""
        for start in range(0, len(ids), MOST_RECORDS):
            with _told(self._place):
                self._passages.delete(ids=list(ids[start : start + MOST_RECORDS]))

    def documents(self) -> dict[str, str]:
        """On a server: the digests of the documents that it holds, by id."""
        with _told(self._place):
            shelf = self._shelf()
        pages = self._pages(shelf, ["metadatas"])
        return {id: str(meta["digest"]) for p in pages for id, meta in zip(p["ids"], p["metadatas"], strict=True)}

    def document(self, id: str) -> str | None:
        """On a server: a document as JSON."""
        with _told(self._place):
            found = self._shelf().get(ids=[id], include=["documents"])["documents"]
        return str(found[0]) if found else None

    def put_document(self, id: str, digest: str, text: str) -> None:
        """On a server: keep a document."""
        with _told(self._place):
            self._shelf().upsert(ids=[id], embeddings=[[1.0]], documents=[text], metadatas=[{"digest": digest}])

    def drop_document(self, id: str) -> None:
        """On a server: take a document out."""
        with _told(self._place):
            self._shelf().delete(ids=[id])

    def _shelf(self) -> Any:  # noqa: ANN401 - as above
        return self._client.get_or_create_collection(DOCUMENTS, embedding_function=None)

    def _pages(self, collection: Any, include: list[str]) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - as above
        at = 0
        while True:
            with _told(self._place):
                page = collection.get(include=include, limit=MOST_RECORDS, offset=at)
            if not page["ids"]:
                return
            yield page
            at += len(page["ids"])


def _settings() -> Any:  # noqa: ANN401 - a type of a library that is loaded late
    """The engine's settings, where its own variables, or a file ".env" in the working folder, could name another machine."""
    from chromadb.config import Settings

    return Settings(
        _env_file=None,  # type: ignore[call-arg]  # of pydantic
        anonymized_telemetry=False,
        chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
        chroma_server_host=None,
        chroma_server_http_port=None,
        chroma_otel_collection_endpoint="",
        chroma_otel_granularity=None,
    )


@contextmanager
def _told(place: str) -> Iterator[None]:
    """What the engine could not do, in one line: it raises whatever one of its parts raised, a panic among them."""
    try:
        yield
    except (WgadError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise IndexMismatch(f"{place} failed ({said}); `wgad index verify` mends what can be mended") from error


def mismatch(known: str, model: str) -> str:
    """The line for an index that another embedding model made."""
    return (
        f"the index was made with the embedding model {known!r}, not {model!r}: set "
        f"WGAD_EMBEDDING_MODEL={known}, "
        "or run `wgad index rebuild`"
    )


def opens(path: Path) -> bool:
    """Whether an embedded folder can be opened and asked; tried in a child, which it may take down."""
    if not path.exists():
        return True
    own = {name: value for name, value in os.environ.items() if not name.upper().startswith("CHROMA_")}  # see _settings
    command = [sys.executable, "-c", _PROBE, str(path.absolute())]
    try:
        probe = subprocess.run(command, capture_output=True, timeout=600, check=False, env=own, cwd=path)
    except subprocess.TimeoutExpired:
        return False
    return probe.returncode == 0


def known_folder(directory: Path) -> Path:
    """The folder of the embedded store that is in use: a rebuilt one has another name."""
    pointer = directory / "chroma.json"
    try:
        name = str(json.loads(pointer.read_text())["folder"])
    except (OSError, ValueError, KeyError, TypeError):
        name = "chroma"
    return directory / name


def fresh_folder(directory: Path) -> Path:
    """A name for a new embedded store beside the old one."""
    return directory / f"chroma-{secrets.token_hex(4)}"  # never used before: the engine remembers folders


def switch_folder(directory: Path, new: Path) -> None:
    """Use `new` from now on, and take the old one away."""
    old = known_folder(directory)
    temporary = directory / "chroma.json.new"
    temporary.write_text(json.dumps({"folder": new.name}))
    temporary.replace(directory / "chroma.json")
    if old != new:
        shutil.rmtree(old, ignore_errors=True)
