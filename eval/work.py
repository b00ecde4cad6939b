"""One document of a run: drafted, scored and stored, or its failure recorded; and many of them, side by side."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any

from assistant.chat_model import count_tokens
from assistant.drafting import draft
from assistant.model import Draft
from eval import baselines
from eval.judge import judge
from eval.metrics.cost import counting
from eval.records import Json, adopted_record, answer_of, file_name, rests_on
from eval.scoring import score
from eval.settings import Settings
from eval.split import Trial
from eval.stored import read_json, write_json
from index.corpus import Corpus
from index.errors import BadInput, ModelFailure
from index.model import Passage
from index.retrieval import searching


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a document: its draft (None where it failed), its scores, and whether they were there already."""

    id: str
    answer: Json | None
    entry: Json
    kept: bool = False


def each(trials: Sequence[Trial], corpus: Corpus, settings: Settings, folder: Path, jobs: int) -> Iterator[Done]:
    """Every document's outcome as soon as it is there; with several jobs, in processes of their own."""
    if min(jobs, len(trials)) <= 1:
        for trial in trials:
            yield one(trial, corpus, settings, folder)
        return
    left = {trial.document.id: trial for trial in trials}
    for done in _pooled(trials, corpus, settings, folder, jobs):
        del left[done.id]
        yield done
    # A process died and took its pool down. Whose fault it was shows when each is tried alone.
    for trial in list(left.values()):
        alone = list(_pooled([trial], corpus, settings, folder, 1))
        yield alone[0] if alone else _failed(trial, settings, folder, "the process that drafted it died")


def one(trial: Trial, corpus: Corpus, settings: Settings, folder: Path) -> Done:
    """A document's draft and scores; what was made with the same settings is kept."""
    id = trial.document.id
    draft_key, key = (f"{part} {trial.document.digest}" for part in (settings.draft_key, settings.key))
    drafts, scores = folder / "drafts" / file_name(id), folder / "scores" / file_name(id)
    answer, entry = _kept(drafts), _kept(scores)
    if answer and answer.get("key") != draft_key:
        answer = None
    if answer and entry and entry.get("key") == key and "failure" not in entry:
        return Done(id, answer, entry, kept=True)
    try:
        if answer is None:
            answer = {"key": draft_key, **_drafted(trial, corpus, settings)}
            write_json(drafts, answer)
        with searching(settings.weights):
            entry = {"key": key, "id": id, **score(answer, trial, corpus, settings.categories)}
        if settings.judge:
            entry["judge"] = judge(answer, settings.judge)
    except Exception as error:  # whatever one document does, the others are still measured
        return _failed(trial, settings, folder, f"{type(error).__name__}: {error}")
    write_json(scores, entry)
    return Done(id, answer, json.loads(json.dumps(entry)))


def _kept(path: Path) -> Json | None:
    """A file of an earlier run; one that is missing or damaged is made again."""
    try:
        return read_json(path)
    except BadInput:
        return None


def _failed(trial: Trial, settings: Settings, folder: Path, why: str) -> Done:
    id = trial.document.id
    entry = {"key": f"{settings.key} {trial.document.digest}", "id": id, "failure": why}
    write_json(folder / "scores" / file_name(id), entry)
    return Done(id, None, entry)


def _drafted(trial: Trial, corpus: Corpus, settings: Settings) -> Json:
    """The draft of a trial, the passages it saw, and what it cost."""
    shown: dict[str, None] = {}

    def heard(passages: Sequence[Passage]) -> None:
        for passage in passages:
            shown.update(dict.fromkeys((passage.id, *passage.also_in)))

    started = time.monotonic()
    with searching(settings.weights, heard), counting() as tokens:
        answer = answer_of(_draft(trial, corpus, settings))
    seconds = round(time.monotonic() - started, 2)
    answer["seen"] = list(dict.fromkeys([*shown, *rests_on(answer["paragraphs"])]))
    written = sum(count_tokens(p["text"]) for p in answer["paragraphs"])
    cost = {"seconds": seconds, "draft_tokens": written, "prompt_tokens": tokens.prompt, "answer_tokens": tokens.answer}
    adopted = adopted_record(trial.document)
    whole = {"id": trial.document.id, "title": trial.case.title, **answer, "adopted": adopted, "cost": cost}
    same: Json = json.loads(json.dumps(whole))  # as it will be read again
    return same


def _draft(trial: Trial, corpus: Corpus, settings: Settings) -> Draft:
    if settings.drafter in baselines.BASELINES:
        return baselines.BASELINES[settings.drafter](trial, corpus)
    drafted = draft(trial.case, corpus, before=trial.before, exclude=trial.exclude, model=settings.model)
    if drafted.failures:  # what the embedded drafter wrote instead is no work of the model
        raise ModelFailure(drafted.failures[0])
    return drafted


# --- several processes ----------------------------------------------------------------------------------------------

_opened: dict[str, Any] = {}  # of a worker process: the index, the settings and the folder


def _pooled(trials: Sequence[Trial], corpus: Corpus, settings: Settings, folder: Path, jobs: int) -> Iterator[Done]:
    """The outcomes that came before the pool broke, if it did."""
    with _one_thread_each():
        pool = ProcessPoolExecutor(
            min(jobs, len(trials)), get_context("spawn"), _open, (corpus.directory, corpus.model, settings, folder)
        )
        try:
            waiting: list[Future[Done]] = [pool.submit(_one, trial) for trial in trials]
            for future in as_completed(waiting):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    return
        finally:
            pool.shutdown(cancel_futures=True)


def end_with_parent() -> None:
    """Let a worker process end when the process that started it is gone, be it killed: it would wait forever."""

    def watch() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _open(directory: Path, model: str, settings: Settings, folder: Path) -> None:
    """Open the index in a worker process; that of a Chroma server through the local copy that was just made."""
    end_with_parent()
    _opened.update(corpus=Corpus.open(directory, embedder_name=model), settings=settings, folder=folder)


def _one(trial: Trial) -> Done:
    return one(trial, _opened["corpus"], _opened["settings"], _opened["folder"])


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes started here compute with one thread: several of each would fight for the same cores."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
