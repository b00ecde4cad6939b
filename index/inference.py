"""OpenVINO on this machine's CPU: a graph compiled once, and asked from as many threads as come."""

from __future__ import annotations

import os
import sys
from queue import SimpleQueue
from typing import Any

import numpy as np
from numpy.typing import NDArray


def openvino() -> Any:  # noqa: ANN401 - the library has no types
    """The library, without the package through which its converter reports to its makers what is converted.

    It is looked for once, when the library is first imported, so every import of it goes through here.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino


class Requests:
    """A compiled model, and as many requests to it as run side by side; whoever comes when all are busy waits."""

    def __init__(self, model: Any, many: int = 1, precision: str = "f32") -> None:  # noqa: ANN401 - no types there
        """`model`: one of the library, or the path of one on disk."""
        options = {"INFERENCE_PRECISION_HINT": precision, "NUM_STREAMS": str(many)}
        if threads := threads_asked():
            options["INFERENCE_NUM_THREADS"] = str(threads)
        compiled = openvino().Core().compile_model(model, "CPU", options)
        self.many = many
        self._idle: SimpleQueue[Any] = SimpleQueue()
        for _ in range(many):
            self._idle.put(compiled.create_infer_request())

    def infer(self, *inputs: NDArray[Any]) -> NDArray[np.float32]:
        """The model's first output."""
        request = self._idle.get()
        try:
            found: NDArray[np.float32] = request.infer(dict(enumerate(inputs)))[0].copy()  # the next overwrites it
            return found
        finally:
            self._idle.put(request)


def threads_asked() -> int:
    """How many threads the user allows (OMP_NUM_THREADS); 0 where nothing is said."""
    asked = os.environ.get("OMP_NUM_THREADS", "")
    return int(asked) if asked.isdigit() else 0


def threads() -> int:
    """How many threads pay: as many as there are cores for this process, or as the user allows."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return threads_asked() or cores
