"""How near the drafted text is to the adopted one. Nearness of words is no proof of sound law: read it last.

ROUGE-1, -2 and -L, F-measure, stemmed (Lin, "ROUGE", 2004; package rouge-score). chrF, character 6-grams,
beta 2, here 0..1 (Popović, "chrF", WMT 2015; package sacrebleu). Embedding similarity:
the cosine of the means of the
paragraphs' vectors. Length: drafted words over adopted words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from index.embedding import Embedder


@cache
def _scorer() -> Any:  # noqa: ANN401 - the package has no types
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)


def rouge(drafted: str, adopted: str) -> dict[str, float]:
    """ROUGE-1, -2 and -L, F-measures."""
    return {name: float(score.fmeasure) for name, score in _scorer().score(adopted, drafted).items()}


def chrf(drafted: str, adopted: str) -> float:
    """The chrF score, 0..1."""
    from sacrebleu import sentence_chrf

    return float(sentence_chrf(drafted, [adopted]).score) / 100


def length_ratio(drafted: str, adopted: str) -> float | None:
    """Drafted words over adopted words."""
    words = len(adopted.split())
    return len(drafted.split()) / words if words else None


def similarity(drafted: Sequence[str], adopted: Sequence[str], embedder: Embedder) -> float | None:
    """The cosine of the mean vectors of two lists of paragraphs; None where one of them is empty."""
    if not drafted or not adopted:
        return None
    vectors = np.asarray(embedder.embed([*drafted, *adopted]), dtype=np.float64)
    one, other = vectors[: len(drafted)].mean(axis=0), vectors[len(drafted) :].mean(axis=0)
    norms = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / norms if norms else None
