"""Worker processes of a run end with it, however it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

_RUN = """
import os, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from eval.work import end_with_parent
if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, get_context("spawn"), end_with_parent)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


def test_workers_end_when_the_run_is_killed(tmp_path):
    program = tmp_path / "run.py"
    program.write_text(_RUN)
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    run = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, env=environment)
    worker = int(run.stdout.readline())
    run.send_signal(signal.SIGKILL)
    run.wait()
    waited = time.monotonic() + 20
    while (outlived := _alive(worker)) and time.monotonic() < waited:
        time.sleep(0.1)
    if outlived:
        os.kill(worker, signal.SIGKILL)
    assert not outlived


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
