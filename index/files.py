"""Writing files so that nothing is ever half-written."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from index.errors import BadInput


def shown(path: Path | str) -> str:
    """A path as text that can be printed and stored: names of files may have line breaks, and bytes of no encoding."""
    return " ".join(str(path).encode("utf-8", "replace").decode().splitlines())


def check_file(path: Path) -> None:
    """Raise `BadInput` where `path` could not be written: to be asked before the work of which it shall hold the outcome."""
    if path.is_dir():
        raise _refusal(path, "it is a folder")
    if path.exists() and not os.access(path, os.W_OK):
        raise _refusal(path, "it is write-protected")
    check_folder(path.parent)


def check_folder(folder: Path) -> None:
    """Raise `BadInput` where no file could be written in `folder`, or where it could not be made."""
    there = folder.absolute()
    try:
        while not there.exists():
            there = there.parent
        handle, name = tempfile.mkstemp(
            dir=there, prefix=".wgad-"
        )  # permissions alone do not tell: a disk is read-only
        os.close(handle)
        Path(name).unlink()
    except OSError as error:
        raise _refusal(folder, str(error.strerror)) from error


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` through a temporary file beside it; raise `BadInput` where that is not possible."""
    path = path.resolve() if path.is_symlink() else path  # the link stays
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".wgad-")
    except OSError as error:
        raise _refusal(path, str(error.strerror)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        raise _refusal(path, str(error.strerror)) from error


def _refusal(path: Path, reason: str) -> BadInput:
    return BadInput(f"cannot write {path}: {reason}; choose another place")


def _mode(path: Path) -> int:
    """Who may read and write the file: as before, or as the user's new files are."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0o077)  # it can only be read by setting it
        os.umask(mask)
        return 0o666 & ~mask
