"""Official documents by symbol, from the United Nations' document system: only what was named, one at a time.

The system answers `…/api/symbol/access?s=SYMBOL&l=en&t=pdf` (or `t=doc`) with the file. Its robots rules and its
Retry-After are honoured, and each request says what is asking. A file is written whole or not at all; what is there
already is not asked for again, so that a broken run is taken up by repeating the command.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from index.errors import BadInput, WgadError
from index.files import check_folder

BASE = "https://documents.un.org/api/symbol/access"
AGENT = "wgad-drafting-assistant/1.0 (downloads single documents that a user names)"
#: Bytes a document may have: the longest reports have some 20 MB.
LARGEST = 60_000_000
ATTEMPTS = 4
LONGEST_WAIT = 300.0  # seconds that a server may ask to wait

Format = Literal["pdf", "doc"]
Say = Callable[[str], None]

_SYMBOL = re.compile(r"(?:A|E|S|ST|HRI|CCPR|CAT|CRC|CEDAW|CERD|CMW|CRPD|CED)(?:/[A-Za-z0-9][\w.()-]*)+")
_KINDS = {b"%PDF-": ".pdf", b"PK\x03\x04": ".docx", b"\xd0\xcf\x11\xe0": ".doc"}


class _Refused(WgadError):
    """One document that could not be had; the others go on."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    """What became of each symbol: a new file, one that was there, or the reason why there is none."""

    new: tuple[tuple[str, Path], ...]
    there: tuple[tuple[str, Path], ...]
    failed: tuple[tuple[str, str], ...]


def base_url() -> str:
    """The address of the document system: WGAD_DOCUMENTS_URL, or the United Nations' own."""
    return os.environ.get("WGAD_DOCUMENTS_URL") or BASE


def download(
    symbols: Sequence[str], folder: Path, *, kind: Format = "pdf", pause: float = 2.0, timeout: float = 60.0,
    say: Say = lambda line: None,
) -> Downloaded:  # fmt: skip
    """Download the documents of `symbols` into `folder`, `pause` seconds apart; `timeout` is one of silence."""
    if wrong := [s for s in symbols if not _SYMBOL.fullmatch(s)]:
        raise BadInput(f"{wrong[0]!r} is no symbol of a document: write it as A/HRC/WGAD/2022/1")
    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    new: list[tuple[str, Path]] = []
    there: list[tuple[str, Path]] = []
    failed: list[tuple[str, str]] = []
    limits = httpx.Timeout(timeout)
    with httpx.Client(headers={"User-Agent": AGENT}, timeout=limits, follow_redirects=True, max_redirects=5) as client:
        asked = False
        allowed = cache(lambda: _allowed(client))  # the rules are asked for once; an error is not kept
        for place, symbol in enumerate(dict.fromkeys(symbols), start=1):
            if found := _present(symbol, folder, kind):
                there.append((symbol, found))
                say(f"{place}/{len(symbols)} {symbol}: {found.name} is there")
                continue
            time.sleep(pause if asked else 0)
            asked = True
            try:
                path = _fetch(client, allowed, symbol, folder, kind, say)
            except _Refused as error:
                failed.append((symbol, str(error)))
                say(f"{place}/{len(symbols)} {symbol}: {error}")
            else:
                new.append((symbol, path))
                say(f"{place}/{len(symbols)} {symbol}: {path.name}, {path.stat().st_size / 1e6:.1f} MB")
    return Downloaded(tuple(new), tuple(there), tuple(failed))


def _stem(symbol: str) -> str:
    return symbol.replace("/", "_")


def _present(symbol: str, folder: Path, kind: Format) -> Path | None:
    suffixes = (".pdf",) if kind == "pdf" else (".docx", ".doc")
    found = (folder / f"{_stem(symbol)}{suffix}" for suffix in suffixes)
    return next((path for path in found if path.is_file()), None)


def _fetch(
    client: httpx.Client, allowed: Callable[[], bool], symbol: str, folder: Path, kind: Format, say: Say
) -> Path:
    """One document; what may pass is tried again, what will not is said."""
    try:
        if not allowed():
            raise _Refused("the server's robots rules do not allow it")
        for attempt in range(1, ATTEMPTS + 1):
            wait = _attempt(client, symbol, folder, kind)
            if isinstance(wait, Path):
                return wait
            if attempt == ATTEMPTS or wait > LONGEST_WAIT:
                break
            say(f"{symbol}: the server asks to wait {wait:.0f} s")
            time.sleep(wait)
    except httpx.TooManyRedirects as error:
        raise _Refused("the server redirects in a circle") from error
    except httpx.TimeoutException as error:
        raise _Refused("the server did not answer in time: try again later") from error
    except OSError as error:
        raise _Refused(f"it could not be kept: {error.strerror or error}") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _Refused(f"the connection failed: {' '.join(str(error).split()) or type(error).__name__}") from error
    raise _Refused("the server is busy: try again later")


def _allowed(client: httpx.Client) -> bool:
    """Whether the robots rules of the server let us ask; a server without rules allows everything."""
    parts = urlsplit(base_url())
    answer = client.get(f"{parts.scheme}://{parts.netloc}/robots.txt")
    if answer.status_code != httpx.codes.OK or "html" in answer.headers.get("content-type", ""):
        return True
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    return rules.can_fetch(AGENT, base_url())


def _attempt(client: httpx.Client, symbol: str, folder: Path, kind: Format) -> Path | float:
    """The file, or the seconds to wait before the next attempt."""
    with client.stream("GET", base_url(), params={"s": symbol, "l": "en", "t": kind}) as answer:
        if answer.status_code in (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE):
            return _wait(answer.headers.get("retry-after"))
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise _Refused("there is no such document in English: check the symbol")
        if answer.status_code != httpx.codes.OK:
            raise _Refused(f"the server refused it (HTTP {answer.status_code})")
        return _save(answer, symbol, folder, kind)


def _wait(header: str | None) -> float:
    """Seconds of a Retry-After header, which is a number or a date (RFC 9110, section 10.2.3)."""
    if header is None:
        return 5.0
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return 5.0


def _save(answer: httpx.Response, symbol: str, folder: Path, kind: Format) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{_stem(symbol)}-", suffix=".part", dir=folder)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in _bounded(answer):
                file.write(chunk)
        suffix = _checked(partial, answer, kind)
        path = folder / f"{_stem(symbol)}{suffix}"
        partial.chmod(0o644)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path


def _bounded(answer: httpx.Response) -> Iterator[bytes]:
    size = 0
    for chunk in answer.iter_bytes():
        size += len(chunk)
        if size > LARGEST:
            raise _Refused(f"it is larger than {LARGEST // 1_000_000} MB: that is no opinion")
        yield chunk


def _checked(file: Path, answer: httpx.Response, kind: Format) -> str:
    """The suffix of what came, by its first bytes: a page of apology is not a document."""
    with file.open("rb") as opened:
        start = opened.read(8)
        opened.seek(max(0, file.stat().st_size - 2048))
        end = opened.read()
    suffix = next((suffix for magic, suffix in _KINDS.items() if start.startswith(magic)), None)
    wanted = {".pdf"} if kind == "pdf" else {".docx", ".doc"}
    if suffix not in wanted:
        raise _Refused(f"the server sent no {'PDF' if kind == 'pdf' else 'Word file'} but "
                       f"{answer.headers.get('content-type', 'something else')}: check the symbol")  # fmt: skip
    if suffix == ".pdf" and b"%%EOF" not in end:
        raise _Refused("the file came incomplete: try again")
    return suffix
