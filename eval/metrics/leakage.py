"""Whether a draft saw what it must not: the document redrafted, and everything adopted on or after its date.

A passage whose document has no known date counts as leaked: that it is older cannot be shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date


def leaked(
    seen: Iterable[str], adopted: Mapping[str, date | None], before: date, exclude: Collection[str]
) -> list[str]:
    """The passages among those seen that had to be invisible, each once, in order."""
    return [id for id in dict.fromkeys(seen) if not _allowed(id.partition("#")[0], adopted, before, exclude)]


def _allowed(document: str, adopted: Mapping[str, date | None], before: date, exclude: Collection[str]) -> bool:
    day = adopted.get(document)
    return document not in exclude and day is not None and day < before
