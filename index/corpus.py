"""The corpus: an index opened, what is in it, and the door to its writer (index/writing.py)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import numpy as np

from index.adding import AddReport, Progress
from index.embedding import Embedder, Matrix, embedder_name, load_embedder
from index.errors import BadInput, IndexMismatch
from index.ledger import Ledger, text_key
from index.model import Document, Kind, Passage
from index.passages import passage_of
from index.sentence_vectors import drop_older, remembered
from index.settings import default_db, reranker
from index.snapshot import Snapshot, open_snapshot
from index.writing import Writer, silent

if TYPE_CHECKING:
    pass

T = TypeVar("T")

SENTENCES = "sentences.sqlite"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A line of the list of documents."""

    id: str
    kind: Kind
    title: str | None
    state: str | None
    state_party: bool | None
    adopted: date | None
    paragraphs: int
    file: str


class Corpus:
    """An index on this machine, or the local copy of one that a Chroma server holds."""

    def __init__(self, directory: Path, model: str, chroma_url: str | None) -> None:
        self.directory = directory
        self.model = model
        self._ledger = Ledger(directory / "ledger.sqlite")
        self._writer = Writer(directory, self._ledger, model, chroma_url, lambda: self.embedder)
        self._cache: dict[str, tuple[int, Any]] = {}

    @classmethod
    def open(
        cls,
        directory: Path | None = None,
        *,
        chroma_url: str | None = None,
        embedder_name: str | None = None,
        create: bool = False,
        any_model: bool = False,
    ) -> Corpus:
        """Open the index in `directory` (default: the user's), or that of a Chroma server.

        `any_model` opens an index that another embedding model made; only `rebuild` has a use for it.
        """
        folder = (directory or default_db()).expanduser()
        if chroma_url:
            folder = folder / f"server-{hashlib.sha256(chroma_url.encode()).hexdigest()[:12]}"
        elif not create and not (folder / "ledger.sqlite").exists():
            raise BadInput(f"there is no index in {folder}; make one with `wgad index add PATH`, or name one with --db")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(f"cannot make the folder {folder} ({error.strerror}); name another with --db") from error
        drop_older(folder / SENTENCES)
        corpus = cls(folder, _model_name(embedder_name), chroma_url)
        try:
            corpus._check_model(any_model)
            if chroma_url:
                corpus._writer.pull()
        except BaseException:
            corpus.close()
            raise
        return corpus

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._writer.close()
        self._ledger.close()

    # Reading

    @property
    def embedder(self) -> Embedder:
        """The embedding model of this index; loaded when it is first asked for."""
        return load_embedder(self.model)

    @property
    def fingerprint(self) -> str:
        """Twelve characters that change with every document, with the model, and with a reranker where one is set."""
        again = reranker()
        lines = [
            self.model,
            *([f"reranked by {again}"] if again else []),
            *(f"{id} {digest}" for id, digest in sorted(self._ledger.digests().items())),
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]

    def documents(self) -> list[DocumentEntry]:
        """What is in the index, in order of adoption."""
        snapshot = self.snapshot()
        entries = [
            DocumentEntry(d.id, d.kind, d.title, d.state, d.state_party, d.adopted, int(many), Path(d.file).name)
            for d, many in zip(snapshot.heads, np.diff(snapshot.first_rows), strict=True)
        ]
        return sorted(entries, key=lambda e: (e.adopted or date.max, e.id))

    def snapshot(self) -> Snapshot:
        """The corpus as a search reads it."""
        return self.cached("snapshot", lambda: open_snapshot(self.directory, self._ledger, self.model))

    def whole_documents(self) -> dict[str, Document]:
        """Every document with its whole structure, by id."""
        return self.cached("documents", lambda: {d.id: d for d in self._ledger.documents()})

    def document(self, id: str) -> Document | None:
        """One document."""
        known = self._cache.get("documents")
        if known and known[0] == self._ledger.generation:
            found: Document | None = known[1].get(id)
            return found
        return self._ledger.document(id)

    def passage(self, id: str) -> Passage | None:
        """One paragraph, by its citation: "301/2014#40"."""
        name, _, number = id.partition("#")
        document = self.document(name) if number.isascii() and number.isdigit() else None
        paragraph = document.paragraph(int(number)) if document else None
        return passage_of(document, paragraph) if document and paragraph else None

    def vectors(self, texts: Iterable[str]) -> dict[str, Matrix]:
        """The stored vectors of texts of the index, by the key of the text: a row for each window."""
        return self._ledger.vectors(map(text_key, texts), self.model)

    def sentence_vectors(self, texts: Sequence[str]) -> Matrix:
        """The vectors of sentences of the corpus, a row each, kept beside the index: computed once, not once a draft."""
        return remembered(self.directory / SENTENCES, self.embedder, texts)

    def cached(self, name: str, build: Callable[[], T]) -> T:
        """What `build` makes of the index, made again only when the index has changed, by whomever."""
        generation = self._ledger.generation
        known = self._cache.get(name)
        if known is None or known[0] != generation:
            known = (generation, build())
            self._cache[name] = known
        value: T = known[1]
        return value

    # Writing

    def add(self, paths: Sequence[Path], progress: Progress = silent) -> AddReport:
        """Read, parse, embed and store files and folders; what cannot be read is reported."""
        return self._writer.add(paths, progress)

    def remove(self, id: str) -> bool:
        """Take a document out; False where it is not there."""
        return self._writer.remove(id)

    def verify(self) -> list[str]:
        """Compare the ledger, the vectors and the store; mend what can be mended; what was found."""
        findings = self._writer.verify()
        self._cache.clear()
        return findings

    def rebuild(self, progress: Progress = silent) -> int:
        """Make the missing vectors and a fresh store, from the ledger alone; the number of records."""
        return self._writer.rebuild(progress)

    def _check_model(self, any_model: bool) -> None:
        from index.store import mismatch

        known = self._ledger.meta("model")
        if known and known != self.model and not any_model:
            raise IndexMismatch(mismatch(known, self.model))


def _model_name(name: str | None) -> str:
    return embedder_name(name)
