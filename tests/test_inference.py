"""The runtime from several threads."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Without care, the binding hung in every fourth of these on the machine where it was found.
_ALL_AT_ONCE = """
import os, sys, threading
import numpy as np
from index.inference import Requests, openvino
library = openvino()
from openvino import opset13 as graph

def made():
    number = graph.parameter([1], np.float32)
    return Requests(library.Model([graph.abs(number)], [number]))

requests, found, start = [made() for _ in range(8)], [], threading.Barrier(8)
sys.setswitchinterval(1e-6)

def ask(place):
    start.wait()
    found.append(requests[place].infer(np.full(1, -place, np.float32))[0])

threads = [threading.Thread(target=ask, args=(place,), daemon=True) for place in range(8)]
[t.start() for t in threads]
[t.join(20) for t in threads]
os._exit(0 if sorted(found) == list(range(8)) else 1)
"""


@pytest.mark.parametrize("attempt", range(3))
def test_the_first_answers_may_be_asked_for_at_once(attempt: int) -> None:
    assert subprocess.run([sys.executable, "-c", _ALL_AT_ONCE], timeout=60, check=False).returncode == 0
