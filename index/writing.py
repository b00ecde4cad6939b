"""Writing to the index: adding, removing, verifying, rebuilding; one writer at a time, and what was interrupted is finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from index.adding import Adding, AddReport, Arrival, Progress, What, collect, digest_of, parsed, refuse_another
from index.embedding import Embedder, Matrix
from index.errors import BadInput, WgadError
from index.files import shown
from index.ledger import Ledger, dump, load, text_key
from index.model import Document, Paragraph
from index.snapshot import mend as mend_snapshot
from index.snapshot import open_snapshot

if TYPE_CHECKING:
    from index.store import Record, Store

_TOGETHER = 400  # paragraphs that are embedded together: some seconds of work


def silent(line: str) -> None:
    """No progress is shown."""


class Writer:
    """The only writer of a ledger and of the store beside it, or on a Chroma server."""

    def __init__(
        self, directory: Path, ledger: Ledger, model: str, url: str | None, embedder: Callable[[], Embedder]
    ) -> None:
        self._directory = directory
        self._ledger = ledger
        self._model = model
        self._url = url
        self._embedder = embedder
        self._store: Store | None = None

    def close(self) -> None:
        """Let go of the store."""
        if self._store:
            self._store.close()
            self._store = None

    def add(self, paths: Sequence[Path], progress: Progress = silent) -> AddReport:
        """Read, parse, embed and store files and folders; what cannot be read is reported."""
        files, failed = collect(paths)
        adding = Adding(len(files), failed, progress)
        with self._writing(progress):
            waiting: list[Arrival] = []
            for place, file in enumerate(files, 1):
                if arrival := self._arrival(place, file, adding, waiting):
                    waiting.append(arrival)
                if sum(len(a.document.paragraphs) for a in waiting) >= _TOGETHER:
                    self._take_in(waiting, adding)
                    waiting = []
            self._take_in(waiting, adding)
        return adding.report()

    def remove(self, id: str) -> bool:
        """Take a document out; False where it is not there."""
        with self._writing(silent):
            if not self._ledger.has(id):
                return False
            keys = self._ledger.keys(id)
            if self._url:
                self._open_store().drop_document(id)
            self._ledger.delete(id)
            self._tidy(keys)
        return True

    def verify(self) -> list[str]:
        """Compare the ledger, the vectors and the store; mend what can be mended; what was found."""
        findings = [f"the ledger is damaged: {line}" for line in self._ledger.damage()]
        if findings:
            return [*findings, f"move {self._directory} away and add the files again"]
        with self._writing(silent, findings, doubted=True):
            findings += self._mend()
            if mend_snapshot(self._directory, self._ledger, self._model):
                findings.append("the search index did not agree with the ledger: made again")
        return findings

    def rebuild(self, progress: Progress = silent) -> int:
        """Make the missing vectors and a fresh store, from the ledger alone; the number of records."""
        with self._writing(progress, fresh=True):
            documents = self._ledger.documents()
            for place, document in enumerate(documents, 1):
                self._embed(document.paragraphs)
                progress(f"{place}/{len(documents)} {document.id}")
            self._ledger.set_meta("model", self._model)
            self._mend()
            return len(self._open_store().ids())

    def _arrival(self, place: int, file: Path, adding: Adding, waiting: Sequence[Arrival]) -> Arrival | None:
        """The document in a file if it is to be stored; what else becomes of the file is noted."""
        path = shown(file.resolve())
        try:
            digest = digest_of(file)
            known = self._ledger.document_with(digest) or self._ledger.file_document(path, digest)
            if known:
                adding.note(place, file, known, "unchanged")
                return None
            document = parsed(file)
            held = next((a.document for a in waiting if a.document.id == document.id), None)
            held = held or self._ledger.document(document.id)
            if held and not self._ledger.file_document(path, held.digest):  # this very file may say something else now
                refuse_another(document, held)
        except WgadError as error:
            adding.fail(place, file, error)
            return None
        if document.id in adding.seen:  # another file of a document that is being added: the first stands
            self._ledger.note_file(path, digest, document.id)
            adding.note(place, file, document.id, "unchanged")
            return None
        adding.seen.add(document.id)
        adding.warn(file, document.warnings)
        return Arrival(place, file, digest, document)

    def _take_in(self, arrivals: Sequence[Arrival], adding: Adding) -> None:
        """Store documents whose texts are embedded together: sorted by length, they need little padding."""
        try:
            for arrival in arrivals:
                self._ledger.begin(arrival.document)
            self._embed([p for a in arrivals for p in a.document.paragraphs])
        except WgadError as error:
            for arrival in arrivals:
                adding.fail(arrival.place, arrival.file, error)
            return
        for arrival in arrivals:
            document = arrival.document
            what: What = "replaced" if self._ledger.has(document.id) else "added"
            self._store_document(document)
            self._ledger.note_file(shown(arrival.file.resolve()), arrival.digest, document.id)
            adding.note(arrival.place, arrival.file, document.id, what, len(document.paragraphs))

    def _store_document(self, document: Document) -> None:
        """Store a document whose texts are embedded."""
        before = self._ledger.keys(document.id)
        texts = {text_key(p.text): p.text for p in document.paragraphs}
        own: dict[str, list[str]] = {}
        for paragraph in document.paragraphs:
            own.setdefault(text_key(paragraph.text), []).append(f"{document.id}#{paragraph.number}")
        store = self._open_store()
        vectors = self._ledger.vectors(texts, self._model)
        names = {key: sorted({*self._ledger.paragraphs_with(key), *own[key]}) for key in texts}
        store.put([r for key, text in texts.items() for r in _records(key, text, vectors[key], names[key])])
        if self._url:
            store.put_document(document.id, document.digest, dump(document))
        self._ledger.finish(document)
        self._tidy({key: ids for key, ids in before.items() if key not in texts})

    def _embed(self, paragraphs: Sequence[Paragraph]) -> None:
        texts = {text_key(p.text): p.text for p in paragraphs}
        have = self._ledger.vectors(texts, self._model)
        missing = {key: text for key, text in texts.items() if key not in have}
        if not missing:
            return
        embedder = self._embedder()
        windows = {key: embedder.windows(text) for key, text in missing.items()}
        vectors = iter(embedder.embed([window for parts in windows.values() for window in parts]))
        made = {key: np.stack([next(vectors) for _ in parts]) for key, parts in windows.items()}
        self._ledger.store_vectors(made, self._model)

    def _tidy(self, keys: dict[str, tuple[str, ...]]) -> None:
        """Bring the store's records of texts that some paragraph no longer has up to date."""
        store = self._open_store()
        vectors = self._ledger.vectors(keys, self._model)
        for key in keys:
            ids = [f"{key}.{n}" for n in range(len(vectors.get(key, ())))]
            left = self._ledger.paragraphs_with(key)
            if left:
                store.put(_records(key, self._text(left[0]), vectors[key], left))
            elif ids:
                store.drop(ids)
        self._ledger.forget_vectors(keys)

    def _text(self, paragraph: str) -> str:
        """The text of a paragraph, by its id."""
        document, _, number = paragraph.partition("#")
        held = self._ledger.document(document)
        found = held.paragraph(int(number)) if held else None
        return found.text if found else ""

    def _mend(self) -> list[str]:
        """Make vectors and store agree with the ledger; what was wrong."""
        findings: list[str] = []
        documents = self._ledger.documents()
        texts = {text_key(p.text): p.text for d in documents for p in d.paragraphs}
        missing = set(texts) - set(self._ledger.vectors(texts, self._model))
        if missing:
            findings.append(f"{len(missing)} texts had no vector: embedded again")
            for document in documents:
                self._embed(document.paragraphs)
        vectors, names = self._ledger.vectors(texts, self._model), self._ledger.keys()
        wanted = {r.id: r for key, text in texts.items() for r in _records(key, text, vectors[key], names[key])}
        store = self._open_store()
        stored = dict(store.vectors())
        lost = [r for id, r in wanted.items() if id not in stored]
        changed = [r for id, r in wanted.items() if id in stored and not _same(stored[id], r.vector)]
        extra = [] if self._url else sorted(set(stored) - set(wanted))
        if lost:
            findings.append(f"{len(lost)} records were missing in the vector store: stored again")
        if changed:
            findings.append(f"{len(changed)} vectors were changed in the vector store: stored again")
        if extra:
            findings.append(f"{len(extra)} records in the vector store belonged to no document: taken out")
        store.put([*lost, *changed])
        store.drop(extra)
        return findings

    # The store, the lock, the server

    def _open_store(self) -> Store:
        if self._store is None:
            from index.store import Store, known_folder

            if self._url:
                self._store = Store.server(self._url, self._model)
            else:
                self._store = Store.folder(known_folder(self._directory), self._model)
        return self._store

    @contextmanager
    def _writing(
        self, progress: Progress, findings: list[str] | None = None, *, fresh: bool = False, doubted: bool = False
    ) -> Iterator[None]:
        """The only writer; what an earlier one left unfinished is finished first.

        The store is made anew where that is asked for (`fresh`), or where it is `doubted` and cannot be read.
        """
        findings = findings if findings is not None else []
        lock, marker = FileLock(self._directory / "write.lock"), self._directory / "writing"
        try:
            _acquire(lock, progress)
            killed = marker.exists()
            marker.touch()
        except OSError as error:
            lock.release()
            raise BadInput(
                f"the index in {self._directory} cannot be written ({error.strerror}); it can be read"
            ) from error
        try:
            self._ledger.set_meta("model", self._ledger.meta("model") or self._model)
            if fresh or killed or doubted:
                self._renew(fresh, progress, findings)
            if self._url:
                self.pull()
            if killed and not fresh:
                findings.append("a writer was interrupted: its work was finished")
            self._recover(progress)
            if killed and not fresh:
                self._mend()
            yield
            open_snapshot(self._directory, self._ledger, self._model)  # made here, so that no reader waits for it
            marker.unlink(missing_ok=True)
        finally:
            lock.release()

    def _renew(self, fresh: bool, progress: Progress, findings: list[str]) -> None:
        """Start a new folder for the store where that is asked for, or where the old one does not open."""
        from index.store import fresh_folder, known_folder, opens, switch_folder

        if self._url or (not fresh and opens(known_folder(self._directory))):
            return
        if not fresh:
            progress("the vector store does not open any more: building it again")
            findings.append("the vector store was damaged: made again")
        if self._store:
            self._store.close()
            self._store = None
        switch_folder(self._directory, fresh_folder(self._directory))

    def _recover(self, progress: Progress) -> None:
        for document in self._ledger.pending():
            progress(f"{document.id}: finishing what was interrupted")
            self._embed(document.paragraphs)
            self._store_document(document)

    def pull(self) -> None:
        """Bring the local copy up to date with the server."""
        store = self._open_store()
        remote, local = store.documents(), self._ledger.digests()
        for id in sorted(set(local) - set(remote)):
            self._ledger.delete(id)
        news = sorted(id for id, digest in remote.items() if local.get(id) != digest)
        if not news:
            return
        windows: dict[str, int] = {}
        for record in store.ids():
            key, _, number = record.partition(".")
            windows[key] = max(windows.get(key, 0), int(number) + 1)
        for id in news:
            text = store.document(id)
            if text is None:
                continue
            document = load(text)
            keys = {text_key(p.text) for p in document.paragraphs}
            names = {key: [f"{key}.{n}" for n in range(windows.get(key, 0))] for key in sorted(keys)}
            found = store.vectors_of([name for part in names.values() for name in part])
            whole = {
                k: np.stack([found[n] for n in part]) for k, part in names.items() if part and found.keys() >= {*part}
            }
            self._ledger.store_vectors(whole, self._model)
            self._ledger.finish(document)


def _acquire(lock: FileLock, progress: Progress) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("another process is writing to the index: waiting for it")
        lock.acquire()


def _records(key: str, text: str, vectors: Matrix, names: Sequence[str]) -> list[Record]:
    from index.store import Record

    return [Record(f"{key}.{n}", text, vector, tuple(names)) for n, vector in enumerate(vectors)]


def _same(one: Matrix, other: Matrix) -> bool:
    return one.shape == other.shape and bool(np.allclose(one, other, atol=1e-3))
