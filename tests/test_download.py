"""Downloads against a real server on this machine, which also misbehaves."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from assistant.cli import wgad
from index.cli import index_group
from index.download import AGENT, download
from index.errors import BadInput
from tests.conftest import SAMPLE

PDF = next((SAMPLE / "pdf").glob("*.pdf")).read_bytes()
DOCX = next((SAMPLE / "docx").glob("*.docx")).read_bytes()


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def _answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/robots.txt":
            return self._answer(200, self.server.robots.encode(), Content_Type="text/plain")
        asked = {key: values[0] for key, values in parse_qs(url.query).items()}
        self.server.asked.append((asked, self.headers["User-Agent"], time.monotonic()))
        last = asked["s"].rsplit("/", 1)[1]
        times = sum(a["s"] == asked["s"] for a, _, _ in self.server.asked)
        if last == "403":
            return self._answer(403)
        if last == "404":
            return self._answer(404)
        if last == "429" and times == 1:
            return self._answer(429, Retry_After="1")
        if last == "503":
            return self._answer(503, Retry_After="86400")
        if last == "html":
            return self._answer(200, b"<html>not found</html>", Content_Type="text/html")
        if last == "cut":
            return self._answer(200, PDF[: len(PDF) // 2], Content_Type="application/pdf")
        if last == "short":
            return self._answer(200, PDF[:1000], Content_Length=str(len(PDF)))
        if last == "loop":
            return self._answer(302, Location=self.path)
        if last == "slow":
            time.sleep(3)
        return self._answer(200, DOCX if asked["t"] == "doc" else PDF)


@pytest.fixture
def server(monkeypatch):
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        running.asked, running.robots = [], "User-agent: *\nAllow: /\n"
        threading.Thread(target=running.serve_forever, daemon=True).start()
        monkeypatch.setenv("WGAD_DOCUMENTS_URL", f"http://127.0.0.1:{running.server_port}/api/symbol/access")
        yield running
        running.shutdown()


def test_what_was_named_comes_once(server, tmp_path):
    symbols = ["A/HRC/WGAD/2022/1", "A/HRC/WGAD/2022/2"]
    done = download(symbols, tmp_path, pause=0.3)
    assert [s for s, _ in done.new] == symbols
    assert (tmp_path / "A_HRC_WGAD_2022_1.pdf").read_bytes() == PDF
    assert all(agent == AGENT for _, agent, _ in server.asked)
    assert [asked for asked, _, _ in server.asked] == [{"s": s, "l": "en", "t": "pdf"} for s in symbols]
    assert server.asked[1][2] - server.asked[0][2] >= 0.3
    again = download(symbols, tmp_path, pause=0)
    assert not again.new and len(again.there) == 2 and len(server.asked) == 2


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_asked_for(server, tmp_path):
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file" / "inside", Path("/proc/nowhere")):
        result = CliRunner().invoke(wgad, ["index", "download", "A/HRC/36/38", "--to", str(folder)])
        assert result.exit_code == 2 and result.stderr.startswith(f"wgad: cannot write {folder}: ")
    assert not server.asked


def test_word_files(server, tmp_path):
    done = download(["A/HRC/WGAD/2022/1"], tmp_path, kind="doc")
    assert done.new[0][1].name == "A_HRC_WGAD_2022_1.docx"


@pytest.mark.parametrize(
    ("last", "reason"),
    [("403", "HTTP 403"), ("404", "no such document"), ("html", "no PDF"), ("cut", "incomplete"), ("short", "failed"),
     ("loop", "circle"), ("slow", "in time"), ("503", "busy")],
)  # fmt: skip
def test_a_bad_answer_leaves_nothing_and_the_rest_goes_on(server, tmp_path, last, reason):
    done = download([f"A/HRC/{last}", "A/HRC/36/38"], tmp_path, pause=0, timeout=1)
    [(symbol, said)] = done.failed
    assert symbol == f"A/HRC/{last}" and reason in said and "\n" not in said
    assert [p.name for p in tmp_path.iterdir()] == ["A_HRC_36_38.pdf"]


def test_a_busy_server_is_waited_for(server, tmp_path):
    done = download(["A/HRC/429"], tmp_path)
    assert done.new and server.asked[1][2] - server.asked[0][2] >= 1


def test_robots_rules_are_kept(server, tmp_path):
    server.robots = "User-agent: *\nDisallow: /api/\n"
    done = download(["A/HRC/36/38"], tmp_path)
    assert "robots" in done.failed[0][1] and not server.asked


def test_what_is_no_symbol_is_said_at_once(server, tmp_path):
    with pytest.raises(BadInput, match="no symbol"):
        download(["A/HRC/36/38", "../../etc/passwd"], tmp_path)
    assert not server.asked


def test_command_line(server, tmp_path):
    run = CliRunner().invoke(
        index_group, ["download", "A/HRC/36/38", "A/HRC/403", "--to", str(tmp_path), "--pause", "0"]
    )
    assert run.exit_code == 1, run.output
    assert (tmp_path / "A_HRC_36_38.pdf").is_file()
    none = CliRunner().invoke(index_group, ["download", "A/HRC/403", "--to", str(tmp_path)])
    assert none.exit_code == 2
