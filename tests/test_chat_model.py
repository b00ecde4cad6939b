"""The model path against a real server on this machine that speaks the OpenAI protocol, and misbehaves."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.chat_model import ask, count_tokens, load_model, prompt
from index.errors import ModelFailure


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        kind, text = self.server.script
        if kind.isdigit():
            self.send_response(int(kind))
            self.end_headers()
            self.wfile.write(b'{"error": {"message": "no"}}')
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with contextlib.suppress(OSError):  # the reader had enough
            self._stream(kind, text)

    def _stream(self, kind, text):
        for _ in range(10**6 if kind == "endless" else 1):
            self._send({"delta": {"role": "assistant", "content": text}, "finish_reason": None})
        if kind == "broken":
            return
        if kind == "garbage":
            self.wfile.write(b"data: {not json\n\n")
        self._send({"delta": {}, "finish_reason": "stop"})
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, choice):
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        self.wfile.write(f"data: {json.dumps({**chunk, 'choices': [{'index': 0, **choice}]})}\n\n".encode())


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def _ask(server, kind, text="Some text."):
    server.script = (kind, text)
    return ask(load_model(f"http://127.0.0.1:{server.server_port}/v1#m"), "system", "user")


def test_an_answer_is_streamed_whole(server):
    assert _ask(server, "good", "It is so.") == "It is so."


@pytest.mark.parametrize("kind", ["429", "500", "broken", "garbage", "endless"])
def test_a_failing_server_is_one_line(server, kind):
    with pytest.raises(ModelFailure) as failure:
        _ask(server, kind, "word " * 100)
    assert "\n" not in str(failure.value)


def test_an_empty_answer_is_a_failure(server):
    with pytest.raises(ModelFailure, match="answered nothing"):
        _ask(server, "good", " ")


def test_the_prompt_files_have_their_placeholders():
    assert prompt("system.md").is_valid() and prompt("analysis.md").is_valid()


def test_tokens_are_counted():
    assert 1 <= count_tokens("deprivation of liberty") <= 12
