"""An offline run: hide, draft again, score. A run is a folder, and the same run gives the same numbers.

    settings.json   what was asked: drafter, model, index fingerprint, hashes of prompts and program
    drafts/ID.json  what was drafted        scores/ID.json  its scores, or the failure that stands for them
    seen.json       the passages that each draft saw        summary.json  the figures with their intervals

A document whose files were made with the same settings is not drafted again, so a broken run goes on where it
stopped; a failure is tried again.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.drafting import draft
from assistant.files import write_atomically
from assistant.model import Draft
from eval import baselines, bootstrap
from eval.scoring import Json, answer_of, score
from eval.split import Trial, discussion, trials
from index.corpus import Corpus, collect
from index.errors import BadInput, WgadError
from index.model import Document

Progress = Callable[[str], None]
ROOT = Path(__file__).resolve().parent.parent
DRAFTERS = ("embedded", "nearest", "similarity")


@dataclass(frozen=True, slots=True)
class Settings:
    """What makes two runs the same run."""

    drafter: str
    model: str | None
    fingerprint: str
    prompts: dict[str, str]
    program: str

    @property
    def key(self) -> str:
        """Twelve characters that change with any of it."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: where it is, and what came out."""

    folder: Path
    summary: Json


def settings_of(corpus: Corpus, drafter: str = "embedded", model: str | None = None) -> Settings:
    """The settings of a run on this index with the prompts and the program as they are."""
    if drafter not in DRAFTERS:
        raise BadInput(f"no drafter {drafter!r}; there are {', '.join(DRAFTERS)}")
    if model and drafter != "embedded":
        raise BadInput(f"--model cannot be combined with the baseline {drafter!r}; leave one of them out")
    prompts = sorted(p for p in (ROOT / "prompts").iterdir() if p.suffix in {".toml", ".md"})
    sources = sorted(p for room in ("assistant", "index", "eval") for p in (ROOT / room).rglob("*")
                     if p.suffix in {".py", ".toml"})  # fmt: skip
    program = hashlib.sha256("".join(_digest(path) for path in sources).encode()).hexdigest()[:12]
    hashes = {path.name: _digest(path)[:12] for path in prompts}
    return Settings(drafter, model, corpus.fingerprint, hashes, program)


def run(
    corpus: Corpus,
    settings: Settings,
    *,
    folder: Path | None = None,
    source: Path | None = None,
    limit: int | None = None,
    progress: Progress = lambda line: None,
) -> Run:
    """Draft and score the adopted opinions of the index, or of the folder `source`."""
    documents, failures = _documents(corpus, source)
    chosen = trials(documents)[:limit]
    if not chosen and not failures:
        raise BadInput("there is no adopted opinion with a Discussion to hide; add some, or name a folder with --set")
    folder = folder or Path("runs") / f"{settings.model or settings.drafter}-{settings.key}".replace("/", "-")
    _write(folder / "settings.json", {**asdict(settings), "key": settings.key})
    scores: dict[str, Json] = {}
    answers: dict[str, Json] = {}
    start, done = time.monotonic(), 0
    for position, trial in enumerate(chosen, 1):
        id = trial.document.id
        answer, entry, reused = _one(trial, corpus, settings, folder)
        scores[id] = entry
        if answer:
            answers[id] = answer
        done += not reused
        left = (time.monotonic() - start) / done * (len(chosen) - position) if done else 0.0
        state = "failed" if "failure" in entry else "kept" if reused else "done"
        progress(f"{position}/{len(chosen)} {id} {state}; about {left:.0f} s left")
    _write(folder / "seen.json", {id: answer["seen"] for id, answer in answers.items()})
    summary = summarise(scores, failures)
    _write(folder / "summary.json", summary)
    return Run(folder, summary)


def summarise(scores: dict[str, Json], failures: Sequence[tuple[str, str]] = ()) -> Json:
    """The figures of a run. A failure is counted as such and is in no mean."""
    scored = {id: entry for id, entry in scores.items() if "failure" not in entry}
    names = list(dict.fromkeys(name for entry in scored.values() for name in entry["measures"]))
    measures: Json = {}
    for name in names:
        values = [v for entry in scored.values() if (v := entry["measures"].get(name)) is not None]
        found = bootstrap.mean(values)
        measures[name] = {**asdict(found), "missing": len(scored) - len(values)} if found else None
    for name in ("categories", "articles", "issues"):
        tallies = [t for entry in scored.values() if (t := entry["counts"].get(name))]
        micro = bootstrap.micro_f1([(t[0], t[1], t[2]) for t in tallies])
        measures[f"{name}_micro_f1"] = {**asdict(micro), "missing": len(scored) - len(tallies)} if micro else None
    failed = {id: entry["failure"] for id, entry in scores.items() if "failure" in entry}
    return {
        "documents": sorted(scores),
        "scored": len(scored),
        "failed": {**dict(failures), **failed},
        "on_point_missing": sum(entry["on_point_missing"] for entry in scored.values()),
        "leaked": {id: entry["leaked"] for id, entry in scored.items() if entry["leaked"]},
        "measures": measures,
    }


def file_name(id: str) -> str:
    """The name of a document's files in a run."""
    return id.replace("/", "-") + ".json"


def _one(trial: Trial, corpus: Corpus, settings: Settings, folder: Path) -> tuple[Json | None, Json, bool]:
    """The stored draft and scores of a document, and whether they were there already."""
    name = file_name(trial.document.id)
    stored = _load(folder / "drafts" / name), _load(folder / "scores" / name)
    key = f"{settings.key} {trial.document.digest}"
    if all(entry and entry.get("key") == key and "failure" not in entry for entry in stored):
        return stored[0], stored[1] or {}, True
    try:
        started = time.monotonic()
        answer = answer_of(_draft(trial, corpus, settings))
        seconds = round(time.monotonic() - started, 2)
        entry = {"key": key, "id": trial.document.id, **score(answer, trial, corpus)}
    except Exception as error:  # whatever one document does, the others are still measured
        entry = {"key": key, "id": trial.document.id, "failure": f"{type(error).__name__}: {error}"}
        (folder / "drafts" / name).unlink(missing_ok=True)
        _write(folder / "scores" / name, entry)
        return None, entry, False
    adopted = [{"category": p.category, "text": p.text} for p in discussion(trial.document)]
    whole = {"key": key, "title": trial.case.title, **answer, "adopted": adopted, "seconds": seconds}
    _write(folder / "drafts" / name, whole)
    _write(folder / "scores" / name, entry)
    return whole, json.loads(json.dumps(entry)), False


def _draft(trial: Trial, corpus: Corpus, settings: Settings) -> Draft:
    if settings.drafter == "nearest":
        return baselines.nearest(trial, corpus)
    if settings.drafter == "similarity":
        return baselines.similarity(trial, corpus)
    return draft(trial.case, corpus, before=trial.before, exclude=trial.exclude, model=settings.model)


def _documents(corpus: Corpus, source: Path | None) -> tuple[list[Document], list[tuple[str, str]]]:
    if source is None:
        return list(corpus.whole_documents().values()), []
    from index.parsing import parse_file

    paths, failures = collect([source])
    found: dict[str, Document] = {}
    for path in paths:
        try:
            document = parse_file(path)
            found.setdefault(document.id, document)
        except WgadError as error:
            failures.append((path.name, str(error)))
    return list(found.values()), failures


def _load(path: Path) -> Json | None:
    """A stored file; one that is missing or damaged is made again."""
    try:
        value: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _write(path: Path, value: object) -> None:
    write_atomically(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
