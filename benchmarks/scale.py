"""How fast search is over 20,000 and 200,000 paragraphs, and what it costs: `make bench-scale`.

The corpora are made (benchmarks/made_corpus.py says how) and kept in .data/made. Each is opened in a process of
its own, so that memory is that of one index. Every query comes with a filter; the time of a search
includes the embedding of the query.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / ".data" / "made"
SIZES = (200, 2_000)  # documents of 100 paragraphs
QUERIES = 300


def measure(folder: Path) -> dict[str, Any]:
    """Time and memory of one corpus, in this process."""
    start = time.perf_counter()
    from index.settings import quiet

    quiet()
    from index.corpus import Corpus
    from index.model import Category, Filters, Part
    from index.ranking import search_index
    from index.retrieval import search

    with Corpus.open(folder) as corpus:
        search_index(corpus)
        corpus.embedder  # noqa: B018 - loading it is part of opening
        opening = time.perf_counter() - start
        days = sorted(e.adopted for e in corpus.documents() if e.adopted)
        states = sorted({e.state or "" for e in corpus.documents()})
        filters = {
            "the Working Group's voice": Filters(),
            "adopted in the first half": Filters(before=days[len(days) // 2]),
            "the source's voice": Filters(parts=frozenset({Part.SOURCE, Part.COMMENTS})),
            "any voice": Filters(parts=frozenset(Part)),
            "a category": Filters(category=Category.III),
            "a State": Filters(state=states[0]),
            "before a date, without a document, not party": Filters(
                before=date(2015, 1, 1), exclude=frozenset({"3/1992"}), party=False
            ),
        }
        asked = json.loads((folder / "questions.json").read_text())
        for query in asked[:20]:
            search(corpus, query, 10)
        times: dict[str, list[float]] = {name: [] for name in filters}
        for place, query in enumerate(asked):
            name = list(filters)[place % len(filters)]
            start = time.perf_counter()
            search(corpus, query, 10, filters[name])
            times[name].append(time.perf_counter() - start)
    return {"opening": opening, "times": times, "memory": _memory()}


def _memory() -> int:
    """The most memory that this process has used, mapped files included, in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Make what is missing, measure, print the table."""
    found = {size: _measured(_made(size)) for size in SIZES}
    print("\n| filter | " + " | ".join(f"{s * 100:,} paragraphs, p50 / p95 (ms)" for s in SIZES) + " | p95 ratio |")
    print("|---|" + "---|" * (len(SIZES) + 1))
    import numpy as np

    rows: dict[str, list[list[float]]] = {
        name: [found[s]["times"][name] for s in SIZES] for name in found[SIZES[0]]["times"]
    }
    rows["all"] = [[t for name in found[s]["times"] for t in found[s]["times"][name]] for s in SIZES]
    for name, columns in rows.items():
        cuts = [np.quantile(np.array(c) * 1000, [0.5, 0.95]) for c in columns]
        cells = " | ".join(f"{p50:.1f} / {p95:.1f}" for p50, p95 in cuts)
        print(f"| {name} | {cells} | {cuts[-1][1] / cuts[0][1]:.1f} |")
    for size in SIZES:
        print(f"{size * 100:,} paragraphs: opened in {found[size]['opening']:.2f} s (libraries and model included), "
              f"most memory {found[size]['memory'] / 2**20:,.0f} MiB")  # fmt: skip


def _made(size: int) -> Path:
    from benchmarks.made_corpus import make, questions
    from benchmarks.queries import gold_documents

    folder = FOLDER / str(size)
    if not (folder / "questions.json").exists():
        sample = gold_documents()
        print(f"making {size * 100:,} paragraphs", file=sys.stderr)
        make(folder, size, sample)
        (folder / "questions.json").write_text(json.dumps(questions(sample, QUERIES)))
    return folder


def _measured(folder: Path) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale", str(folder)], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(Path(sys.argv[1]))))
    else:
        main()
