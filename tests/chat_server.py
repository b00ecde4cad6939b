"""A server on this machine that speaks the OpenAI protocol, as well or as badly as a test wants."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class ChatHandler(BaseHTTPRequestHandler):
    """Answers as `server.reply` does, which is given this handler and the messages of the request."""

    def log_message(self, *arguments):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), body.decode()))
        with contextlib.suppress(OSError):  # the reader had enough
            self.server.reply(self, json.loads(body).get("messages", []))

    do_GET = do_POST

    def begin(self, status=200, kind="text/event-stream", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def chunk(self, text, finish=None):
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
        whole = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(whole)}\n\n".encode())

    def stream(self, text):
        """A whole answer, as it should be."""
        self.begin()
        self.chunk(text)
        self.chunk("", "stop")
        self.wfile.write(b"data: [DONE]\n\n")


@contextlib.contextmanager
def chat_server(reply=None):
    """A running server; `server.asked` has the path, headers and body of every request."""
    with ThreadingHTTPServer(("127.0.0.1", 0), ChatHandler) as running:
        running.daemon_threads = True
        running.asked, running.reply = [], reply or (lambda handler, messages: handler.stream("Some text."))
        running.url = f"http://127.0.0.1:{running.server_port}/v1"
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def _scripted(handler, messages):
    """What `server.script` says: a kind of behaviour and a text."""
    kind, text = handler.server.script
    if kind.isdigit():
        handler.begin(int(kind), "application/json")
        handler.wfile.write(b'{"error": {"message": "no"}}')
    elif kind == "good":
        handler.stream(text)
    else:
        handler.begin()
        for _ in range(10**6 if kind == "endless" else 1):
            handler.chunk(text)
        if kind == "garbage":
            handler.wfile.write(b"data: {not json\n\n")


@pytest.fixture
def server():
    """A server that does what a test writes into its `script`."""
    with chat_server(_scripted) as running:
        running.script = ("good", "Some text.")
        yield running
