"""How near the drafted text is to the adopted one. Nearness of words is no proof of sound law: read it last.

ROUGE-1, -2 and -L, F-measure, stemmed (Lin, "ROUGE", 2004; package rouge-score). chrF, character 6-grams,
beta 2, here 0..1 (Popović, "chrF", WMT 2015; package sacrebleu). Embedding similarity: the cosine of the means
of the sentences' vectors (Reimers and Gurevych, "Sentence-BERT", EMNLP 2019), so that no text is cut off by the
model's window.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from index.embedding import Matrix


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


def similarity(drafted: Matrix, adopted: Matrix) -> float | None:
    """The cosine of the means of two lists of vectors, a row each; None where one of them is empty."""
    if not len(drafted) or not len(adopted):
        return None
    one, other = drafted.mean(axis=0, dtype=np.float64), adopted.mean(axis=0, dtype=np.float64)
    norms = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / norms if norms else None
