"""What the tests share: the sample world and an index of it, made once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from index.settings import quiet

quiet()
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
if workers := os.environ.get("PYTEST_XDIST_WORKER_COUNT"):  # side by side, threads of several would wait for each other
    os.environ["OMP_NUM_THREADS"] = str(max(1, CORES // int(workers)))

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "index" / "sample"
REAL_OPINION_FOLDER = ROOT.parent / "shared" / "seed"


@pytest.fixture(scope="session")
def sample_corpus(tmp_path_factory):
    """The whole sample world, indexed for real; what is embedded in drafting is embedded once for all processes."""
    from index.corpus import SENTENCES, Corpus

    own = tmp_path_factory.getbasetemp()
    together = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own  # of all processes of this run
    with FileLock(together / "sample.lock"):
        if not (together / "sample").exists():
            command = [
                sys.executable,
                "-m",
                "assistant.cli",
                "index",
                "add",
                SAMPLE / "txt",
                "--db",
                together / "making",
            ]
            everything = {name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"}
            subprocess.run(command, cwd=ROOT, env=everything, check=True)  # on every core: the others wait for it
            (together / "making").rename(together / "sample")
    shutil.copytree(together / "sample", own / "index")
    (own / "index" / SENTENCES).symlink_to(together / SENTENCES)
    with Corpus.open(own / "index") as corpus:
        corpus.sentence_vectors([])  # makes the file to which the link leads
        yield corpus


@pytest.fixture(scope="session")
def gold():
    """The true structure of each sample document, by name."""
    return {path.stem: json.loads(path.read_text()) for path in sorted((SAMPLE / "gold").glob("*.json"))}


@pytest.fixture(scope="session")
def real_opinion() -> Path:
    """A real opinion as extracted text; its text is not part of this project."""
    files = sorted(REAL_OPINION_FOLDER.glob("*.txt"))
    if not files:
        pytest.skip("the real opinion is not on this machine")
    return files[0]
