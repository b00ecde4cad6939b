"""What a search reads: the whole corpus as arrays, in files that are mapped into memory.

It is made from the ledger and can be made again at any time. A new one takes over from the one before it the
documents that did not change, so that one more opinion costs no second reading of two thousand. A folder is
complete when it bears its final name, and is never changed afterwards: readers need no lock.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.citation_graph import References, references_of
from index.cosines import Coded, coded
from index.ledger import Ledger, dump, load, text_key
from index.lexical import Terms, terms_of
from index.model import Category, Document, Paragraph, Part

_FORMAT = 4
PARTS = tuple(Part)
CATEGORIES = tuple(Category)

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]
N = TypeVar("N", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The paragraphs of the corpus, a row each: documents in order of id, paragraphs as they stand.

    What varies in length lies in one piece, with the places where each row's share starts (one more than rows).
    """

    heads: tuple[Document, ...]  # without paragraphs, citations and warnings
    first_rows: Ints  # of each document, and the number of rows at the end
    number: NDArray[np.int32]
    part: NDArray[np.uint8]  # a place in PARTS
    categories: NDArray[np.uint8]  # a bit for each of CATEGORIES
    covenant: NDArray[np.bool_]  # whether the paragraph rests on the Covenant
    texts: NDArray[np.uint8]  # JSON: text, headings and categories in their order
    text_starts: Ints
    vectors: Matrix  # a row for each window of a text
    coded: Coded  # the same
    window_starts: Ints
    terms: Terms
    references: References

    def __len__(self) -> int:
        return len(self.number)

    def paragraph(self, row: int) -> Paragraph:
        """A paragraph, without its footnotes."""
        place = slice(self.text_starts[row], self.text_starts[row + 1])
        text, headings, categories = json.loads(self.texts[place].tobytes())
        return Paragraph(
            number=int(self.number[row]),
            part=PARTS[self.part[row]],
            headings=tuple(headings),
            text=text,
            categories=tuple(map(Category, categories)),
        )


def snapshot_of(documents: Iterable[Document], vectors: Mapping[str, Matrix]) -> Snapshot:
    """The snapshot of some documents (in order of id) with the vectors of their texts, by the key of the text."""
    documents = list(documents)
    paragraphs = [p for d in documents for p in d.paragraphs]
    blobs = [json.dumps([p.text, p.headings, p.categories], ensure_ascii=False).encode() for p in paragraphs]
    windows = [vectors.get(text_key(p.text), np.zeros((0, 0), np.float32)) for p in paragraphs]
    matrix = np.concatenate([w for w in windows if len(w)] or [np.zeros((0, 0), np.float32)])
    return Snapshot(
        heads=tuple(replace(d, paragraphs=(), citations=(), warnings=()) for d in documents),
        first_rows=_starts([len(d.paragraphs) for d in documents]),
        number=np.array([p.number for p in paragraphs], np.int32),
        part=np.array([PARTS.index(p.part) for p in paragraphs], np.uint8),
        categories=np.array([sum(1 << CATEGORIES.index(c) for c in p.categories) for p in paragraphs], np.uint8),
        covenant=np.array([rests for d in documents for rests in _on_covenant(d)], np.bool_),
        texts=np.frombuffer(b"".join(blobs), np.uint8),
        text_starts=_starts([len(b) for b in blobs]),
        vectors=matrix,
        coded=coded(matrix),
        window_starts=_starts([len(w) for w in windows]),
        terms=terms_of(f"{p.text} {' '.join(p.headings[-1:])}" for p in paragraphs),
        references=_references(documents),
    )


def _on_covenant(document: Document) -> list[bool]:
    citing = {c.paragraph for c in document.citations if c.target == "covenant"}
    return [p.number in citing for p in document.paragraphs]


def _references(documents: Sequence[Document]) -> References:
    names: dict[str, int] = {}
    found: list[tuple[int, int, int]] = []
    base = 0
    for document in documents:
        row = {p.number: base + place for place, p in enumerate(document.paragraphs)}
        for citing, cited, number in references_of(document):
            found.append((row[citing], names.setdefault(cited, len(names)), number))
        base += len(document.paragraphs)
    columns = np.array(found, np.int32).reshape(-1, 3).T
    return References(tuple(names), *(np.ascontiguousarray(c) for c in columns))


def _starts(lengths: Sequence[int] | Ints) -> Ints:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


# Joining


def part_of(whole: Snapshot, place: int) -> Snapshot:
    """The document at a place."""
    low, high = int(whole.first_rows[place]), int(whole.first_rows[place + 1])
    text, texts = _cut(whole.text_starts, low, high)
    window, windows = _cut(whole.window_starts, low, high)
    word, words = _cut(whole.terms.starts, low, high)
    said, order = _cut(whole.terms.order_starts, low, high)
    cites = whole.references
    within = slice(*np.searchsorted(cites.citing, [low, high]))  # documents follow each other there too
    return Snapshot(
        heads=(whole.heads[place],),
        first_rows=whole.first_rows[place : place + 2] - low,
        number=whole.number[low:high],
        part=whole.part[low:high],
        categories=whole.categories[low:high],
        covenant=whole.covenant[low:high],
        texts=whole.texts[text],
        text_starts=texts,
        vectors=whole.vectors[window],
        coded=Coded(whole.coded.codes[window], whole.coded.scales[window]),
        window_starts=windows,
        terms=Terms(
            whole.terms.vocabulary,
            whole.terms.ids[word],
            whole.terms.counts[word],
            words,
            whole.terms.order[said],
            order,
        ),
        references=References(
            cites.names, cites.citing[within] - np.int32(low), cites.cited[within], cites.number[within]
        ),
    )


def joined(pieces: Sequence[Snapshot]) -> Snapshot:
    """Several snapshots as one, their documents in the order given."""
    rows = _starts([len(p) for p in pieces])
    filled = [p for p in pieces if len(p.vectors)] or [snapshot_of([], {})]
    names, cited = _one_list([p.references.names for p in pieces], [p.references.cited for p in pieces])
    citing = [p.references.citing + np.int32(row) for p, row in zip(pieces, rows, strict=False)]
    return Snapshot(
        heads=tuple(h for p in pieces for h in p.heads),
        first_rows=_running([p.first_rows for p in pieces]),
        number=_end_to_end([p.number for p in pieces], np.int32),
        part=_end_to_end([p.part for p in pieces], np.uint8),
        categories=_end_to_end([p.categories for p in pieces], np.uint8),
        covenant=_end_to_end([p.covenant for p in pieces], np.bool_),
        texts=_end_to_end([p.texts for p in pieces], np.uint8),
        text_starts=_running([p.text_starts for p in pieces]),
        vectors=np.concatenate([p.vectors for p in filled]),
        coded=Coded(*(np.concatenate([getattr(p.coded, name) for p in filled]) for name in _CODED)),
        window_starts=_running([p.window_starts for p in pieces]),
        terms=_joined_terms([p.terms for p in pieces]),
        references=References(
            names,
            _end_to_end(citing, np.int32),
            cited,
            _end_to_end([p.references.number for p in pieces], np.int32),
        ),
    )


def _joined_terms(pieces: Sequence[Terms]) -> Terms:
    order = _end_to_end([p.order for p in pieces], np.int32)
    said = [np.where(p.order < 0, ~p.order, p.order) for p in pieces]
    vocabulary, places = _one_list([p.vocabulary for p in pieces] * 2, [p.ids for p in pieces] + said)
    ids, said_ids = np.split(places, [len(places) - len(order)])
    return Terms(
        vocabulary,
        ids,
        _end_to_end([p.counts for p in pieces], np.float32),
        _running([p.starts for p in pieces]),
        np.where(order < 0, ~said_ids, said_ids),
        _running([p.order_starts for p in pieces]),
    )


def _cut(starts: Ints, low: int, high: int) -> tuple[slice, Ints]:
    """Where the rows from `low` to before `high` lie, and their starts counted from there."""
    first, last = int(starts[low]), int(starts[high])
    return slice(first, last), starts[low : high + 1] - first


def _end_to_end(arrays: Sequence[NDArray[Any]], kind: type[N]) -> NDArray[N]:
    return np.concatenate([np.zeros(0, kind), *arrays], dtype=kind)


def _running(starts: Sequence[Ints]) -> Ints:
    """Starts of pieces as the starts of the whole."""
    return _starts(np.concatenate([np.zeros(0, np.int64), *(np.diff(s) for s in starts)]))


def _one_list(
    lists: Sequence[tuple[str, ...]], places: Sequence[NDArray[np.int32]]
) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The names that are in use, in order, and the places in it for the places in each list."""
    known: dict[str, int] = {}
    maps: dict[int, NDArray[np.int32]] = {}
    for names in lists:
        if id(names) not in maps:  # pieces of one whole share its list
            maps[id(names)] = np.array([known.setdefault(n, len(known)) for n in names], np.int32)
    mapped = _end_to_end([maps[id(n)][p] for n, p in zip(lists, places, strict=True) if len(p)], np.int32)
    used = np.zeros(len(known), np.bool_)
    used[mapped] = True
    kept = sorted(name for name, place in known.items() if used[place])
    order = np.zeros(len(known), np.int32)
    order[[known[name] for name in kept]] = np.arange(len(kept), dtype=np.int32)
    return tuple(kept), order[mapped]


# On disk


def open_snapshot(directory: Path, ledger: Ledger, model: str) -> Snapshot:
    """The snapshot of what the ledger holds now, from the folder of the index.

    Where it is not there yet it is made, and those of other generations are taken away.
    """
    folder = _folder(directory, ledger.generation)
    if found := _stored(folder, model):
        return found
    others = sorted(f for f in directory.glob("search-*") if f.is_dir() and f != folder)
    made = _made(ledger, model, next((s for f in reversed(others) if (s := _stored(f, model))), None))
    shutil.rmtree(folder, ignore_errors=True)  # one that cannot be read
    try:
        _write(made, folder, model)
    except OSError:  # a full or read-only disk: made again next time
        return made
    for other in others:
        shutil.rmtree(other, ignore_errors=True)  # who reads it keeps reading: the files are mapped
    return _stored(folder, model) or made


def mend(directory: Path, ledger: Ledger, model: str) -> bool:
    """Whether the snapshot on disk differed from what the ledger holds; it is made again then."""
    folder = _folder(directory, ledger.generation)
    stored, made = _stored(folder, model), _made(ledger, model, None)
    if stored and _lists(stored, model) == _lists(made, model) and _same_arrays(stored, made):
        return False
    there = folder.exists()
    shutil.rmtree(folder, ignore_errors=True)
    _write(made, folder, model)
    return there


def _folder(directory: Path, generation: int) -> Path:
    return directory / f"search-{generation:08d}"


def _made(ledger: Ledger, model: str, before: Snapshot | None) -> Snapshot:
    kept = {(h.id, h.digest): place for place, h in enumerate(before.heads)} if before else {}
    pieces: list[Snapshot] = []
    for id, digest in sorted(ledger.digests().items()):
        place = kept.get((id, digest))
        if before and place is not None and _whole(before, place):
            pieces.append(part_of(before, place))
        else:
            pieces.append(_read(ledger, id, model))
    return joined(pieces)


def _read(ledger: Ledger, id: str, model: str) -> Snapshot:
    document = ledger.document(id)
    found = [document] if document else []
    return snapshot_of(found, ledger.vectors((text_key(p.text) for d in found for p in d.paragraphs), model))


def _whole(before: Snapshot, place: int) -> bool:
    """Whether every paragraph of a document has its vector there."""
    low, high = before.first_rows[place], before.first_rows[place + 1]
    return bool((np.diff(before.window_starts[low : high + 1]) > 0).all())


_ARRAYS = (
    "first_rows", "number", "part", "categories", "covenant", "texts", "text_starts", "vectors", "window_starts",
)  # fmt: skip
_CODED = ("codes", "scales")
_TERMS = ("ids", "counts", "starts", "order", "order_starts")
_REFERENCES = ("citing", "cited", "number")


def _arrays(snapshot: Snapshot) -> dict[str, NDArray[Any]]:
    """Every array, under the name of its file."""
    own = {name: getattr(snapshot, name) for name in _ARRAYS}
    terms = {f"terms_{name}": getattr(snapshot.terms, name) for name in _TERMS}
    own |= {f"coded_{name}": getattr(snapshot.coded, name) for name in _CODED}
    return own | terms | {f"references_{name}": getattr(snapshot.references, name) for name in _REFERENCES}


def _lists(snapshot: Snapshot, model: str) -> dict[str, Any]:
    """Everything else, as JSON has it."""
    return {
        "format": _FORMAT,
        "model": model,
        "heads": [json.loads(dump(h)) for h in snapshot.heads],
        "vocabulary": list(snapshot.terms.vocabulary),
        "names": list(snapshot.references.names),
    }


def _same_arrays(one: Snapshot, other: Snapshot) -> bool:
    mine, theirs = _arrays(one), _arrays(other)
    return all(np.array_equal(mine[name], theirs[name]) for name in mine)


def _write(made: Snapshot, folder: Path, model: str) -> None:
    fresh = Path(tempfile.mkdtemp(prefix="making-", dir=folder.parent))
    try:
        for name, array in _arrays(made).items():
            np.save(fresh / f"{name}.npy", array)
        (fresh / "lists.json").write_text(json.dumps(_lists(made, model), ensure_ascii=False), encoding="utf-8")
        fresh.chmod(folder.parent.stat().st_mode & 0o777)  # who may read the index may read this
        with suppress(OSError):  # another process was faster
            fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _stored(folder: Path, model: str) -> Snapshot | None:
    """The snapshot in a folder; None where there is none that this program and this model made."""
    try:
        lists = json.loads((folder / "lists.json").read_text(encoding="utf-8"))
        if lists["format"] != _FORMAT or lists["model"] != model:
            return None
        codes = (_mapped(folder, f"coded_{name}") for name in _CODED)
        terms = (_mapped(folder, f"terms_{name}") for name in _TERMS)
        references = (_mapped(folder, f"references_{name}") for name in _REFERENCES)
        return Snapshot(
            heads=tuple(load(json.dumps(head)) for head in lists["heads"]),
            coded=Coded(*codes),
            terms=Terms(tuple(lists["vocabulary"]), *terms),
            references=References(tuple(lists["names"]), *references),
            **{name: _mapped(folder, name) for name in _ARRAYS},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _mapped(folder: Path, name: str) -> Any:  # noqa: ANN401 - of any type of number
    """An array of a file: its pages are read when they are asked for, and shared between processes."""
    try:
        return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))
    except ValueError:  # an empty file cannot be mapped
        return np.load(folder / f"{name}.npy")
