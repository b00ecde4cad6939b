"""The labelled corpus that issues are learned from: the true structure of the sample world (index/sample/gold)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from index.fields import disposition_in
from index.model import Category, Disposition, Kind, Paragraph, Part
from index.structure import part_of


@dataclass(frozen=True, slots=True)
class Labelled:
    """An adopted document with the issues that each paragraph is about."""

    id: str
    adopted: date
    replied: str | None
    state_party: bool | None
    paragraphs: tuple[Paragraph, ...]
    labels: tuple[frozenset[str], ...]  # one for each paragraph
    disposition: Disposition | None

    @property
    def issues(self) -> frozenset[str]:
        """The issues that the Discussion is about."""
        pairs = zip(self.paragraphs, self.labels, strict=True)
        return frozenset(i for p, found in pairs if p.part is Part.DISCUSSION for i in found)


@lru_cache(maxsize=1)
def labelled_documents() -> tuple[Labelled, ...]:
    """All of them, in order of their names."""
    folder = files("index") / "sample" / "gold"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".json"))
    return tuple(_labelled(json.loads((folder / name).read_text(encoding="utf-8"))) for name in names)


def earlier(exclude: frozenset[str], before: date | None) -> tuple[Labelled, ...]:
    """Those that may be learned from: not excluded, and adopted before the date."""
    return tuple(d for d in labelled_documents() if d.id not in exclude and (before is None or d.adopted < before))


def _labelled(entry: dict[str, object]) -> Labelled:
    kind = Kind(str(entry["kind"]))
    number = str(entry["number"])
    rows = entry["paragraphs"]
    assert isinstance(rows, list)
    paragraphs = tuple(
        Paragraph(r["number"], part_of(tuple(r["section"]), kind), tuple(r["section"]), r["text"]) for r in rows
    )
    party = entry["state_party"]
    replied = entry["replied"]
    return Labelled(
        id=number if kind is Kind.OPINION else f"del-{number}",
        adopted=date.fromisoformat(str(entry["adopted"])),
        replied=str(replied) if replied else None,
        state_party=party if isinstance(party, bool) else None,
        paragraphs=paragraphs,
        labels=tuple(frozenset(r["issues"]) for r in rows),
        disposition=_disposition(entry, paragraphs) if kind is Kind.OPINION else None,
    )


def _disposition(entry: dict[str, object], paragraphs: tuple[Paragraph, ...]) -> Disposition:
    read = disposition_in(paragraphs)
    listed = entry["categories"]
    assert isinstance(listed, list)
    categories = tuple(Category(c) for c in listed)
    if read is None:
        return Disposition("", str(entry["outcome"]), categories)
    return Disposition(read.text, str(entry["outcome"]), categories, read.covenant, read.udhr)
