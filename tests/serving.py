"""Servers as a user starts them, for the tests that speak to one."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

from tests.conftest import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(command, url, log, **options):
    """The server of a command, from when it answers at `url`; what it says is kept in `log`."""
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, **options)
    try:
        wait_for(url, server, log)
        yield
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:  # it is busy with an answer that nobody waits for
            server.kill()
            server.wait(30)


@contextmanager
def page_served(folder, *options):
    """The address of the page on the index in `folder`, served by the command that a user types."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "app.py", "--db", folder / "index", "--port", str(port), *options]
    with served(command, url, folder / "log.txt", cwd=ROOT, env={**os.environ, "HOME": str(folder)}):
        yield url


def wait_for(url, server, log):
    for _ in range(240):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError(f"it did not open: {log.read_text()}")
