"""How long a draft takes in a warm process: `make bench-drafting`.

Opinions of the sample world are drafted again by the embedded drafter, each with what was adopted before it: the whole
Discussion, and each of its categories alone. The first draft of a case, which also learns from the labels without that
opinion, is not counted: a case of today is drafted with what was learnt once.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from index.settings import quiet

quiet()

from assistant.drafting import draft  # noqa: E402
from assistant.export.text import to_json  # noqa: E402
from assistant.model import Draft  # noqa: E402
from eval.split import Trial, trials  # noqa: E402
from index.corpus import Corpus  # noqa: E402

OPINIONS = 6


def main(folder: Path) -> None:
    """Print the table."""
    with Corpus.open(folder) as corpus:
        chosen = trials(corpus.whole_documents().values(), corpus)[-OPINIONS:]
        whole: list[float] = []
        alone: list[float] = []
        for trial in chosen:
            first, _ = _timed(trial, corpus)
            again, seconds = _timed(trial, corpus)
            assert to_json(first) == to_json(again), "the same case gave another draft"
            whole.append(seconds)
            for analysis in first.analyses:
                start = time.perf_counter()
                draft(trial.case, corpus, categories=[analysis.category], before=trial.before, exclude=trial.exclude)
                alone.append(time.perf_counter() - start)
    print("| | median (s) | longest (s) |\n|---|---|---|")
    for name, times in (("whole Discussion", whole), ("a category alone", alone)):
        print(f"| {name} ({len(times)}) | {statistics.median(times):.2f} | {max(times):.2f} |")


def _timed(trial: Trial, corpus: Corpus) -> tuple[Draft, float]:
    start = time.perf_counter()
    made = draft(trial.case, corpus, before=trial.before, exclude=trial.exclude)
    return made, time.perf_counter() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]))
