"""Where things are kept, and the switches that keep everything on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from index.errors import BadInput

#: Libraries that would otherwise phone home, and how each is told not to.
_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",  # it would keep every case in the browser
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}

#: A library whose threads keep both cores busy for 20 ms after each product, in case there is another: the
#: embedding of the next query waited for them.
_IDLE = {"OPENBLAS_THREAD_TIMEOUT": "4"}


def quiet() -> None:
    """Switch off telemetry, look-ups on the web and idling threads; call it before a library is imported.

    What the user has set in the environment stays: who wants a model of the hub sets HF_HUB_OFFLINE=0.
    """
    for name, value in (_QUIET | _IDLE).items():
        os.environ.setdefault(name, value)


def past_the_proxy(host: str) -> None:
    """Have this process reach a host without the proxy that the environment names; for clients that take no such option."""
    named = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    if host not in named.split(","):
        os.environ["no_proxy"] = os.environ["NO_PROXY"] = f"{named},{host}".lstrip(",")


def default_db() -> Path:
    """The folder of the index: `WGAD_DB`, or a per-user data folder."""
    named = os.environ.get("WGAD_DB")
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("wgad", appauthor=False)) / "index"


def cache_folder() -> Path:
    """The per-user folder of what can be made again."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("wgad", appauthor=False))


def embedding_model() -> str | None:
    """The embedding model that the user names, if one is named: a folder or a name of the model hub."""
    return os.environ.get("WGAD_EMBEDDING_MODEL") or None


def embedding_url() -> str | None:
    """The OpenAI-compatible endpoint that the user names for embeddings, if one is named."""
    return os.environ.get("WGAD_EMBEDDING_URL") or None


def reranker() -> str | None:
    """The cross-encoder that the user names to order the best passages once more, if one is named."""
    return os.environ.get("WGAD_RERANKER") or None


def embedding_precision() -> str:
    """How the compiled model computes: "f32", the same on every machine, or "bf16", faster where the processor has it."""
    named = os.environ.get("WGAD_EMBEDDING_PRECISION") or "f32"
    if named not in ("f32", "bf16"):
        raise BadInput(f"WGAD_EMBEDDING_PRECISION is {named!r}: set it to f32 or bf16, or unset it")
    return named
