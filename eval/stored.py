"""A run as read from its folder, and which way its measures point."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.records import Json, file_name
from index.errors import BadInput
from index.files import write_atomically

#: Measures of which less is better; a ratio of lengths is neither better nor worse.
LOWER = frozenset(
    {"party_cited", "leaked", "foreign", "search_wrong_document", "seconds", "prompt_tokens", "answer_tokens"}
)
UNDIRECTED = frozenset({"length_ratio", "draft_tokens"})


@dataclass(frozen=True, slots=True)
class Stored:
    """A run: its settings, its figures, and the scores and drafts of the documents that the figures rest on."""

    folder: Path
    settings: Json
    summary: Json
    scores: dict[str, Json]
    drafts: dict[str, Json]

    @property
    def name(self) -> str:
        """The drafter, and the folder that tells two runs of it apart."""
        return f"{self.settings['name']} ({self.folder.name})"


def load_run(folder: Path) -> Stored:
    """Read a run; only the documents that its summary names."""
    settings, summary = read_json(folder / "settings.json"), read_json(folder / "summary.json")
    _need(folder / "settings.json", settings, ("name", "key", "fingerprint"))
    _need(folder / "summary.json", summary, ("documents", "measures", "failed", "leaked", "scored"))
    scores = {id: read_json(folder / "scores" / file_name(id)) for id in summary["documents"]}
    done = [id for id, entry in scores.items() if "failure" not in entry]
    drafts = {id: read_json(folder / "drafts" / file_name(id)) for id in done}
    for id in done:
        _need(folder / "scores" / file_name(id), scores[id], ("measures", "by_category", "marks"))
        _need(folder / "drafts" / file_name(id), drafts[id], ("paragraphs", "adopted", "title", "cost"))
    return Stored(folder, settings, summary, scores, drafts)


def read_json(path: Path) -> Json:
    """A JSON object of a run."""
    try:
        value: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    if not isinstance(value, dict):
        raise _damaged(path)
    return value


def write_json(path: Path, value: object) -> None:
    """Write a file of a run."""
    write_atomically(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def _need(path: Path, value: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    if any(key not in value for key in keys):
        raise _damaged(path)


def _damaged(path: Path) -> BadInput:
    return BadInput(f"{path} is missing or damaged; make the run again with `wgad eval run --out {path.parent}`")


def gain(measure: str, one: float, other: float) -> float:
    """How much better `other` is than `one`: above 0 better, below 0 worse."""
    return 0.0 if measure in UNDIRECTED else one - other if measure in LOWER else other - one
