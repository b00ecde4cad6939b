"""What the tests share: the sample world and an index of it, made once."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from index.settings import quiet

quiet()

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "index" / "sample"
REAL_OPINION_FOLDER = ROOT.parent / "shared" / "seed"


@pytest.fixture(scope="session")
def sample_corpus(tmp_path_factory):
    """The whole sample world, indexed for real."""
    from index.corpus import Corpus

    own = tmp_path_factory.getbasetemp()
    together = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own  # of all processes of this run
    with FileLock(together / "sample.lock"):
        if not (together / "sample").exists():
            with Corpus.open(together / "making", create=True) as corpus:
                assert not corpus.add([SAMPLE / "txt"], lambda line: None).failed
            (together / "making").rename(together / "sample")
    shutil.copytree(together / "sample", own / "index")
    with Corpus.open(own / "index") as corpus:
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
