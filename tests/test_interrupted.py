"""Writers that are killed at any moment, or that write at once: nothing is lost, nothing doubled.

Real processes run the real command. Their vectors come from an endpoint that makes them from a hash: to load
a model so often would take minutes and prove nothing more.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from index.corpus import Corpus
from index.ledger import dump
from index.store import Store, known_folder
from tests.conftest import ROOT, SAMPLE

NAMES = ("deliberation-31", "deliberation-32", "deliberation-33", "opinion-309-2015", "opinion-335-2020")
FILES = [SAMPLE / "txt" / f"{name}.txt" for name in NAMES]
KILLS = 8


class _Hashing(BaseHTTPRequestHandler):
    """An embeddings endpoint whose vectors depend on the text alone."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        digests = [hashlib.sha256(text.encode()).digest() for text in asked["input"]]
        rows = [{"index": n, "embedding": [b - 127.5 for b in digest]} for n, digest in enumerate(digests)]
        body = json.dumps({"data": rows}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture(autouse=True)
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    served = ThreadingHTTPServer(("127.0.0.1", 0), _Hashing)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    monkeypatch.setenv("WGAD_EMBEDDING_URL", f"http://127.0.0.1:{served.server_address[1]}/v1")
    monkeypatch.setenv("WGAD_EMBEDDING_MODEL", "hashing")
    yield
    served.shutdown()


def adding(folder: Path, files: list[Path]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "assistant.cli", "index", "add", *map(str, files), "--db", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def held(folder: Path) -> tuple[list[str], dict[str, list[float]], set[str]]:
    """Everything an index holds: its documents, the vectors of the snapshot by text, the records of the store."""
    with Corpus.open(folder) as corpus:
        assert corpus.verify() == []
        documents = [dump(d) for _, d in sorted(corpus.whole_documents().items())]
        snapshot = corpus.snapshot()
        vectors = {
            snapshot.paragraph(row).text: snapshot.vectors[slice(*snapshot.window_starts[row : row + 2])]
            .ravel()
            .tolist()
            for row in range(len(snapshot))
        }
    store = Store.folder(known_folder(folder), "hashing")
    records = store.ids()
    store.close()
    return documents, vectors, records


@pytest.mark.slow
def test_killed_again_and_again_at_any_moment(tmp_path: Path) -> None:
    chance, died = random.Random(1), 0
    folder = tmp_path / "killed"
    for _ in range(KILLS):
        process = adding(folder, FILES)
        while process.poll() is None and not (folder / "writing").exists():
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 2.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        died += process.returncode == -signal.SIGKILL
    assert died
    last = adding(folder, FILES)
    last.communicate()
    assert last.returncode == 0
    clean = adding(tmp_path / "clean", FILES)
    clean.communicate()
    one, other = held(folder), held(tmp_path / "clean")
    assert one[0] == other[0]
    assert one[2] == other[2]
    assert one[1].keys() == other[1].keys()
    assert all(np.allclose(one[1][text], other[1][text], atol=1e-5) for text in one[1])


@pytest.mark.slow
def test_two_that_add_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    writers = [adding(folder, FILES[:3]), adding(folder, FILES[2:])]
    said = [writer.communicate()[1].decode() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], said
    adding(tmp_path / "clean", FILES).communicate()
    one, other = held(folder), held(tmp_path / "clean")
    assert one[0] == other[0]
    assert one[2] == other[2]
