"""OpenVINO on this machine's CPU: a graph compiled once, and asked from as many threads as come."""

from __future__ import annotations

import os
import sys
from functools import cache
from queue import SimpleQueue
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

_loading = Lock()


def openvino() -> Any:  # noqa: ANN401 - the library has no types
    """The library, ready to be used from any thread. Every import of it goes through here."""
    with _loading:
        return _loaded()


@cache
def _loaded() -> Any:  # noqa: ANN401
    """The library, without the package through which its converter reports to its makers what is converted: it is
    looked for once, when the library is first imported.

    Its binding to Python prepares itself at the first answer; two threads that got theirs at once would wait for
    each other for ever. So the first is asked for here.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino as library
    from openvino import opset13 as graph

    number = graph.parameter([1], np.float32)
    first = library.Core().compile_model(library.Model([graph.abs(number)], [number]), "CPU")
    first([np.ones(1, np.float32)])[0].copy()
    return library


class Requests:
    """A compiled model, and as many requests to it as run side by side; whoever comes when all are busy waits."""

    def __init__(self, model: Any, many: int = 1, precision: str = "f32") -> None:  # noqa: ANN401 - no types there
        """`model`: one of the library, or the path of one on disk."""
        options = {
            "INFERENCE_PRECISION_HINT": precision, "NUM_STREAMS": str(many), "INFERENCE_NUM_THREADS": str(threads()),
            # else a processor with VNNI rounds what is multiplied with coded vectors, and answers as no other does
            "DYNAMIC_QUANTIZATION_GROUP_SIZE": "0",
        }  # fmt: skip
        compiled = openvino().Core().compile_model(model, "CPU", options)
        self.many = many
        self._idle: SimpleQueue[Any] = SimpleQueue()
        for _ in range(many):
            self._idle.put(compiled.create_infer_request())

    def infer(self, *inputs: NDArray[Any]) -> NDArray[np.float32]:
        """The model's first output."""
        request = self._idle.get()
        try:
            answer: NDArray[np.float32] = request.infer(dict(enumerate(inputs)))[0]
            return answer.copy()  # the next one overwrites it
        finally:
            self._idle.put(request)


def threads() -> int:
    """How many threads pay: as many as there are cores for this process, or as OMP_NUM_THREADS allows."""
    asked = os.environ.get("OMP_NUM_THREADS", "")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return int(asked) if asked.isdigit() and int(asked) else cores
