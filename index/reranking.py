"""A cross-encoder of the user's own, which reads query and paragraph together and orders the best once more.

Off unless WGAD_RERANKER names one: general rerankers have made legal retrieval worse in published comparisons, and
none lies on this machine to be measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from index.errors import BadInput
from index.settings import quiet

#: Passages that are read once more: as many as a reader might look through, since each takes as long as an embedding.
RERANKED = 50


class Reranker(Protocol):
    """What search needs of a cross-encoder."""

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the query; the higher the better."""


@cache
def load_reranker(name: str) -> Reranker:
    """The sentence-transformers cross-encoder of that name, or in that folder."""
    return _CrossEncoder(name)


class _CrossEncoder:
    def __init__(self, name: str) -> None:
        quiet()
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name, device="cpu")
        except (OSError, ValueError) as error:
            raise BadInput(
                f"cannot load the reranker {name!r}; name the folder of a cross-encoder in WGAD_RERANKER, or unset it"
            ) from error

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        found = self._model.predict([(query, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in found]
