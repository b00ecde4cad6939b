"""An offline run: hide, draft again, score. A run is a folder, and the same run gives the same numbers.

    settings.json   what was asked: drafter, model, weights, index fingerprint, hashes of prompts and program
    drafts/ID.json  what was drafted        scores/ID.json  its scores, or the failure that stands for them
    seen.json       the passages that each draft saw        summary.json  the figures with their intervals

A draft made with the same settings is not made again, so a broken run goes on where it stopped, and a run can be
scored anew without drafting; a failure is tried again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.chat_model import load_model
from eval.records import Json
from eval.settings import Settings
from eval.split import Trial, discussion, trials
from eval.stored import write_json
from eval.summary import summarise
from eval.work import Done, each
from index.adding import collect
from index.corpus import Corpus
from index.errors import BadInput, WgadError
from index.model import Category, Document

Progress = Callable[[str], None]
#: A worker process holds models and index: about 1.1 GB.
MOST_JOBS = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are drafted again: those of a file or folder, or of the index; all of them, or some."""

    source: Path | None = None
    only: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: where it is, and what came out."""

    folder: Path
    summary: Json


EVERYTHING = Choice()


def run(
    corpus: Corpus,
    settings: Settings,
    *,
    folder: Path | None = None,
    choice: Choice = EVERYTHING,
    jobs: int = 1,
    progress: Progress = lambda line: None,
) -> Run:
    """Draft and score adopted opinions; `jobs` processes at once."""
    for name in (settings.model, settings.judge.model if settings.judge else None):
        if name:
            load_model(name)  # a name that is wrong is wrong for every document: say so before the first
    chosen, failures = chosen_trials(corpus, choice, settings.categories)
    folder = folder or Path("runs") / f"{settings.name}-{settings.key}".replace("/", "-").replace(":", "-")
    write_json(folder / "settings.json", {**settings.to_json(), "name": settings.name, "key": settings.key})
    done = _followed(each(chosen, corpus, settings, folder, jobs), len(chosen), progress)
    by_id = {d.id: d for d in done}
    ordered = [by_id[trial.document.id] for trial in chosen]
    answers = {d.id: d.answer for d in ordered if d.answer}
    write_json(folder / "seen.json", {id: answer["seen"] for id, answer in answers.items()})
    summary = summarise({d.id: d.entry for d in ordered}, answers, failures)
    write_json(folder / "summary.json", summary)
    return Run(folder, summary)


def usual_jobs() -> int:
    """As many processes as there are cores for this one, within reason."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_JOBS)


def chosen_trials(
    corpus: Corpus, choice: Choice, categories: Sequence[Category] = ()
) -> tuple[list[Trial], list[tuple[str, str]]]:
    """The trials of a choice that examine one of the categories, and the files that could not be read."""
    documents, failures = _documents(corpus, choice.source)
    missing = sorted(set(choice.only) - {d.id for d in documents})
    if missing:
        raise BadInput(
            f"--only {missing[0]}: there is no such document; write the number of an opinion, as in 301/2014"
        )
    wanted = [d for d in documents if not choice.only or d.id in choice.only]
    found = [t for t in trials(wanted, corpus) if not categories or _examines(t, categories)][: choice.limit]
    if not found and not failures:
        raise BadInput("there is no adopted opinion with a Discussion to hide; add some, or name a folder with --set")
    return found, failures


def _examines(trial: Trial, categories: Sequence[Category]) -> bool:
    return any(c in categories for p in discussion(trial.document) for c in p.categories)


def _followed(outcomes: Iterable[Done], total: int, progress: Progress) -> list[Done]:
    """The outcomes, each reported with the time that is left."""
    start, made, all_done = time.monotonic(), 0, []
    for place, done in enumerate(outcomes, 1):
        made += not done.kept
        left = (time.monotonic() - start) / made * (total - place) if made else 0.0
        state = "failed" if "failure" in done.entry else "kept" if done.kept else "done"
        progress(f"{place}/{total} {done.id} {state}; about {left:.0f} s left")
        all_done.append(done)
    return all_done


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
