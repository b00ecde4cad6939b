"""A sentence-transformers model compiled by OpenVINO for this machine's CPU: the same vectors, several times faster.

Compiling takes seconds, so the outcome is kept in the user's cache folder under a hash that changes with the model;
later processes load it without torch. Only what is surely the same is compiled: a transformer, the mean of its
tokens, length 1. Single precision unless the user asks for less (WGAD_EMBEDDING_PRECISION=bf16): vectors, and with them
drafts, should not depend on the machine.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.inference import Requests, openvino, threads
from index.settings import cache_folder

Vectors = NDArray[np.float32]
Tokens = NDArray[np.int64]

_FORMAT = "1"  # of the cached folder
_TOKENS = 1_024  # tokens a batch, padding included: more is slower on a CPU
_BULK = 8  # batches from which it pays to compile the model a second time, for several threads
_STEP = 8  # tokens by which the widths of fewer batches differ: the first of a width costs milliseconds more
_SAME = 0.9999  # cosine with the library's own vectors, below which the compiled model is not used
_PROBES = (
    "The Working Group finds that the arrest had no legal basis.",
    "Detention",
    "In the absence of any explanation from the Government, the Working Group recalls that pretrial detention is to "
    "be the exception, and as short as possible. " * 4,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What must be known of a model beside its weights: the length of a vector, and of the window in tokens."""

    dimension: int
    window: int


class CompiledModel:
    """A compiled model with its tokenizer."""

    def __init__(self, folder: Path, tokenizer: Path, precision: str = "f32") -> None:
        from tokenizers import Tokenizer

        self._shape = Shape(**json.loads((folder / "shape.json").read_text()))
        self.tokenizer: Any = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._compile = partial(Requests, str(folder / "model.xml"), precision=precision)
        self._one = self._compile()

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._shape.dimension

    @property
    def window(self) -> int:
        """Tokens of a text that are read, those that the model adds included."""
        return self._shape.window

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 a text; a text longer than the window is cut at its end."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        tokens = [self._tokens(encoded.ids) for encoded in self.tokenizer.encode_batch(list(texts))]
        batches = list(_batches([len(t) for t in tokens]))

        def fill(rows: list[int], requests: Requests, step: int = 1) -> None:
            width = min(self.window, -(-len(tokens[rows[0]]) // step) * step)
            vectors[rows] = requests.infer(*_padded([tokens[row] for row in rows], width))

        if len(batches) < _BULK:
            for rows in batches:
                fill(rows, self._one, _STEP)
        else:
            with ThreadPoolExecutor(self._several.many) as pool:
                list(pool.map(partial(fill, requests=self._several), batches))
        return vectors

    @cached_property
    def _several(self) -> Requests:
        """A thread a core, each with batches of its own: none waits for the others after every layer."""
        return self._compile(threads())

    def offsets(self, text: str) -> list[tuple[int, int]]:
        """Where each token of `text` starts and ends, without the marks that the model adds."""
        found: list[tuple[int, int]] = self.tokenizer.encode(text, add_special_tokens=False).offsets
        return found

    def _tokens(self, ids: list[int]) -> list[int]:
        """The tokens within the window; the mark at the end stays."""
        return ids if len(ids) <= self.window else [*ids[: self.window - 1], ids[-1]]


def _padded(texts: Sequence[Sequence[int]], width: int) -> tuple[Tokens, Tokens]:
    """The tokens of texts as rows of one width, and which of them are not padding."""
    shape = (len(texts), width)
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for row, tokens in enumerate(texts):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return ids, mask


def compiled(place: Path, precision: str = "f32") -> CompiledModel | None:
    """The compiled model of a folder, computing in "f32" or "bf16"; None where it cannot be compiled, and the library's own is to be used."""
    if not (place / "tokenizer.json").is_file() or not _plain(place):
        return None
    try:
        folder = cache_folder() / "compiled" / _key(place)
        if not (folder / "shape.json").exists():
            _compile(place, folder)
        return CompiledModel(folder, place / "tokenizer.json", precision)
    except (OSError, RuntimeError, ValueError, KeyError, ImportError):
        return None


def _plain(place: Path) -> bool:
    """Whether the model is a transformer whose tokens are averaged, and nothing else."""
    with suppress(OSError, ValueError, KeyError, TypeError, IndexError):
        modules = json.loads((place / "modules.json").read_text())
        names = [m["type"].rpartition(".")[2] for m in modules]
        pooling = json.loads((place / modules[1]["path"] / "config.json").read_text())
        modes = {name for name, on in pooling.items() if name.startswith("pooling_mode") and on is True}
        mean = modes == {"pooling_mode_mean_tokens"} or pooling.get("pooling_mode") == "mean"
        return mean and names in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
    return False


def _compile(place: Path, folder: Path) -> None:
    """Convert the model, see that it answers as the library does, and only then put it in its place."""
    import torch
    from sentence_transformers import SentenceTransformer

    model: Any = SentenceTransformer(str(place), device="cpu")
    example = (torch.ones((2, 16), dtype=torch.long), torch.ones((2, 16), dtype=torch.long))
    with warnings.catch_warnings(action="ignore"):  # of a trace that might not fit other shapes: proved below
        converted = openvino().convert_model(_pooled(model[0].model), example_input=example)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        openvino().save_model(converted, fresh / "model.xml", compress_to_fp16=False)
        shape = {"dimension": model.get_embedding_dimension(), "window": model.max_seq_length}
        (fresh / "shape.json").write_text(json.dumps(shape))
        own = CompiledModel(fresh, place / "tokenizer.json").embed(_PROBES)
        theirs = model.encode(list(_PROBES), normalize_embeddings=True)
        if float((own * theirs).sum(axis=1).min()) < _SAME:
            raise ValueError("the compiled model does not answer as the library does")
        with suppress(OSError):  # another process was faster
            fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _pooled(transformer: Any) -> Any:  # noqa: ANN401 - torch is imported only where a model is compiled
    import torch

    class Pooled(torch.nn.Module):
        """Token ids and their mask to one vector of length 1 a row."""

        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            hidden = self.transformer(input_ids=ids, attention_mask=mask)[0]
            weight = mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    return Pooled().eval()


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows by length, the longest first, as many at once as the tokens of a batch allow."""
    order = sorted(range(len(lengths)), key=lambda row: -lengths[row])
    at = 0
    while at < len(order):
        size = max(1, _TOKENS // max(1, lengths[order[at]]))
        yield order[at : at + size]
        at += size


def _key(place: Path) -> str:
    """A hash of the model's files and of what compiles them. The weights, whose reading would cost every start a fifth
    of a second, are told apart by size and date."""
    from importlib.metadata import version

    digest = hashlib.sha256(f"{_FORMAT} {version('openvino')}".encode())
    for file in sorted(p for p in place.rglob("*") if p.suffix in {".safetensors", ".bin", ".json"}):
        state = file.stat()
        small = file.read_bytes() if file.suffix == ".json" else f"{state.st_size} {state.st_mtime_ns}".encode()
        digest.update(hashlib.sha256(small).digest())
    return digest.hexdigest()[:16]
