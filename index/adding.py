"""Files that are to be added: found, told apart, parsed, and what became of each."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.errors import BadInput, WgadError
from index.files import shown
from index.model import Document, Kind

Progress = Callable[[str], None]
What = Literal["added", "unchanged", "replaced"]

AUTHORITY_KINDS = frozenset({Kind.OPINION, Kind.DELIBERATION})

#: Where a folder holds several files of a document, the first of these is taken: it says most.
_PREFERRED = (".docx", ".html", ".htm", ".pdf", ".txt", ".md")


_SOON = 5.0  # seconds after which a rate says something


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the files that were to be added; `failed` pairs a file with the reason."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    replaced: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    paragraphs: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that waits to be stored: the how manyth file it is, the file and its digest."""

    place: int
    file: Path
    digest: str
    document: Document


class Adding:
    """What became of the files so far, told line by line with the rate and the time left."""

    def __init__(self, files: int, failed: list[tuple[str, str]], progress: Progress) -> None:
        self.seen: set[str] = set()
        self._files, self._failed, self._progress = files, failed, progress
        self._ids: dict[What, list[str]] = {"added": [], "unchanged": [], "replaced": []}
        self._paragraphs, self._start = 0, time.monotonic()

    def note(self, place: int, file: Path, id: str, what: What, paragraphs: int = 0) -> None:
        """A file's document is in the index."""
        self.seen.add(id)
        self._ids[what].append(id)
        self._paragraphs += paragraphs
        self._progress(
            f"{place}/{self._files} {shown(file.name)}: {id} {what}{self._pace(place) if paragraphs else ''}"
        )

    def fail(self, place: int, file: Path, error: WgadError) -> None:
        """A file could not be added."""
        self._failed.append((shown(file), _without_name(str(error), file)))
        self._progress(f"{place}/{self._files} {shown(file.name)}: {self._failed[-1][1]}")

    def warn(self, file: Path, warnings: Sequence[str]) -> None:
        """Something in a file that will be added was not read, or is doubtful."""
        for warning in warnings:
            self._progress(f"{shown(file.name)}: {warning}")

    def _pace(self, place: int) -> str:
        """How fast it goes and how long it will take, once that can be told."""
        spent = time.monotonic() - self._start
        if spent < _SOON or place >= self._files:
            return ""
        left = spent / place * (self._files - place)
        minutes, seconds = divmod(round(left), 60)
        return f" ({self._paragraphs / spent:.0f} paragraphs/s, {minutes}:{seconds:02d} min left)"

    def report(self) -> AddReport:
        """The whole."""
        return AddReport(
            added=tuple(self._ids["added"]),
            unchanged=tuple(self._ids["unchanged"]),
            replaced=tuple(self._ids["replaced"]),
            failed=tuple(self._failed),
            paragraphs=self._paragraphs,
            seconds=round(time.monotonic() - self._start, 3),
        )


def collect(paths: Sequence[Path]) -> tuple[list[Path], list[tuple[str, str]]]:
    """The files named by `paths`, folders looked through, and those that are not there with the reason."""
    from index.reading import SUPPORTED_SUFFIXES

    files: dict[Path, None] = {}
    failed: list[tuple[str, str]] = []
    for path in paths:
        if path.is_dir():
            inside = [p for p in path.rglob("*") if p.suffix.lower() in SUPPORTED_SUFFIXES and _visible(p, path)]
            if not inside:
                failed.append(
                    (shown(path), f"no file in it that can be read ({', '.join(sorted(SUPPORTED_SUFFIXES))})")
                )
            files.update(dict.fromkeys(sorted(inside, key=_preference)))
        elif path.exists():
            files[path] = None
        else:
            failed.append((shown(path), "no such file or folder"))
    return list(files), failed


def parsed(file: Path) -> Document:
    """The opinion or deliberation in a file."""
    from index.parsing import parse_file

    document = parse_file(file)
    if document.kind not in AUTHORITY_KINDS:
        why = f" ({document.warnings[0]})" if document.warnings else ""
        raise BadInput(
            f"a {document.kind.value}, not an adopted opinion or deliberation: not authority, not indexed{why}"
        )
    if not document.paragraphs:
        raise BadInput("no numbered paragraphs found: nothing in it can be cited")
    return document


def refuse_another(document: Document, held: Document) -> None:
    """Refuse a document that has the number of one from another file and hardly a paragraph in common with it."""
    texts, known = _letters(document), _letters(held)
    if len(texts & known) < len(texts) / 2:
        raise BadInput(
            f"{document.id} is already the number of {held.file}, which is another text: one of the two "
            f"numbers is wrong; put it right, or take the other out with `wgad index remove {document.id}`"
        )


def _letters(document: Document) -> set[str]:
    """The texts of a document's paragraphs, without what readers of PDF and Word may read differently."""
    return {re.sub(r"[\W\d_]+", "", p.text).casefold() for p in document.paragraphs}


def _visible(path: Path, root: Path) -> bool:
    names = path.relative_to(root).parts
    return path.is_file() and not any(name.startswith((".", "~$")) for name in names)


def _preference(path: Path) -> tuple[int, str]:
    suffix = path.suffix.lower()
    return (_PREFERRED.index(suffix) if suffix in _PREFERRED else len(_PREFERRED), str(path))


def digest_of(file: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})") from error


def _without_name(message: str, file: Path) -> str:
    """The reason alone: the report names the file already."""
    for name in (str(file), file.name):
        with suppress(ValueError):
            if message.startswith(f"{name}: "):
                return message.removeprefix(f"{name}: ")
    return shown(message)
