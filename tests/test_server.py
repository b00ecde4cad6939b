"""An index shared: a real Chroma server with a restart in the middle, writers that wait, an embeddings endpoint."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.embedding import EndpointEmbedder, load_embedder
from index.errors import BadInput, ModelFailure
from index.retrieval import search
from index.store import Store
from tests.serving import free_port, served

TXT = Path(__file__).parent.parent / "index" / "sample" / "txt"
FIRST = [TXT / "opinion-335-2020.txt", TXT / "deliberation-31.txt"]
SECOND = [TXT / "deliberation-32.txt"]
QUERY = "arrest without a warrant"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of `chroma run` on this machine, and what restarts it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    chroma = Path(sys.executable).with_name("chroma")
    command = [str(chroma), "run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)]
    with ExitStack() as running:

        def start() -> None:
            running.close()  # the one before it
            running.enter_context(served(command, f"{url}/api/v2/heartbeat", tmp_path / "log.txt"))

        start()
        yield url, start


class _Proxy(BaseHTTPRequestHandler):
    """Refuses everything, and keeps what it was asked."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(502)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.mark.parametrize("address", ["http://127.0.0.1:{}", "localhost:{}", "http://[::1]:{}", "http://0.0.0.0:{}"])
def test_a_server_on_this_machine_is_asked_without_the_proxy(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "")  # and as it was afterwards
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), _Proxy)
    _Proxy.asked = []
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        for name in ("http_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.server_port}")
        with pytest.raises(BadInput, match="no Chroma server answers"):
            Store.server(address.format(free_port()), "a model")
        assert not _Proxy.asked
        with pytest.raises(BadInput, match="no Chroma server answers"):
            Store.server("http://chroma.invalid:8000", "a model")
        assert _Proxy.asked, "elsewhere the environment's proxy is the way"
    finally:
        proxy.shutdown()


def found(corpus: Corpus) -> list[tuple[str, float]]:
    return [(passage.id, passage.score) for passage in search(corpus, QUERY, 10)]


@pytest.mark.slow
def test_a_server_gives_what_a_folder_gives_and_outlives_a_restart(
    server: tuple[str, Callable[[], None]], tmp_path: Path
) -> None:
    url, restart = server
    with Corpus.open(tmp_path / "own", create=True) as own:
        own.add([*FIRST, *SECOND])
        expected, fingerprint = found(own), own.fingerprint
    with Corpus.open(tmp_path / "one", chroma_url=url) as one:
        assert not one.add(FIRST).failed
        restart()
        assert not one.add(SECOND).failed
        assert found(one) == expected
    with Corpus.open(tmp_path / "another", chroma_url=url) as other:  # another machine: nothing but the server
        assert other.fingerprint == fingerprint
        assert found(other) == expected
        assert other.verify() == []
        assert other.remove("del-32")
    with Corpus.open(tmp_path / "one", chroma_url=url) as one:
        assert {entry.id for entry in one.documents()} == {"335/2020", "del-31"}


def test_a_second_writer_waits_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    Corpus.open(folder, create=True).close()
    hold = textwrap.dedent(
        """
        import sys, pathlib
        from filelock import FileLock
        with FileLock(pathlib.Path(sys.argv[1]) / "write.lock"):
            print("held", flush=True)
            sys.stdin.readline()
        """
    )
    command = [sys.executable, "-c", hold, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None and first.stdin is not None
        assert first.stdout.readline() == "held\n"
        lines: list[str] = []

        def release(line: str) -> None:
            if "waiting" in line and first.stdin is not None and not first.stdin.closed:
                first.stdin.write("\n")
                first.stdin.close()
            lines.append(line)

        with Corpus.open(folder, create=True) as second:
            report = second.add(SECOND, release)
    assert "waiting" in lines[0]
    assert report.added == ("del-32",)


class _Endpoint(BaseHTTPRequestHandler):
    """Answers as an embeddings endpoint of the OpenAI protocol does, with the installed model's vectors."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if asked["model"] == "short":
            asked["input"] = asked["input"][1:]
        vectors = load_embedder().embed(asked["input"])
        rows = [{"index": n, "embedding": [2 * float(x) for x in row]} for n, row in enumerate(vectors)]
        body = json.dumps({"data": rows[::-1]}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    served = ThreadingHTTPServer(("127.0.0.1", 0), _Endpoint)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_address[1]}/v1"
    served.shutdown()


def test_an_embeddings_endpoint_answers_in_order_and_at_length_one(endpoint: str) -> None:
    texts = ["arrest", "a trial before a military court", "detention of migrants"]
    vectors = EndpointEmbedder("any", endpoint).embed(texts)
    assert abs(vectors - load_embedder().embed(texts)).max() < 1e-5


def test_an_endpoint_that_answers_too_little_is_refused(endpoint: str) -> None:
    with pytest.raises(ModelFailure):
        EndpointEmbedder("short", endpoint)


def test_an_index_made_through_an_endpoint_can_be_searched(
    endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_embedder()  # the endpoint's own, before its address is set
    embedder = EndpointEmbedder("remote", endpoint)
    monkeypatch.setattr("index.corpus.load_embedder", lambda name: embedder)
    with Corpus.open(tmp_path / "index", embedder_name="remote", create=True) as corpus:
        assert not corpus.add(SECOND).failed
        assert found(corpus)
        assert corpus.verify() == []
