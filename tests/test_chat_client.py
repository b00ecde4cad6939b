"""The line to a chat model against a server on this machine that misbehaves in every way that we could think of."""

import time

import pytest

from assistant.chat.client import Limits, ask, discreet, load_model, usual_limits
from index.errors import BadInput, ModelFailure
from tests.chat_server import chat_server

SHORT = Limits(silence=1.0, seconds=2.0, characters=2_000, bytes=100_000)
KEY = "sk-test-0123456789abcdef"


@pytest.fixture
def server():
    with chat_server() as running:
        yield running


def _ask(server, reply, limits=SHORT):
    server.reply = reply
    return ask(load_model(f"{server.url}#m", limits), "system", "user", limits)


def _status(code, body=b"{}", **headers):
    def reply(handler, messages):
        handler.begin(code, "application/json", **headers)
        handler.wfile.write(body)

    return reply


def _raw(*parts, kind="text/event-stream", **headers):
    def reply(handler, messages):
        handler.begin(200, kind, **headers)
        for part in parts:
            handler.wfile.write(part)

    return reply


def _endless(part, pause=0.0):
    def reply(handler, messages):
        handler.begin()
        while True:
            handler.wfile.write(part)
            time.sleep(pause)

    return reply


def _endless_text(handler, messages):
    handler.begin()
    while True:
        handler.chunk("word " * 20)


def _silent(handler, messages):
    time.sleep(4)


def _broken(handler, messages):
    handler.begin()
    handler.chunk("Half of a sentence, ")


def _reset(handler, messages):
    handler.begin()
    handler.chunk("Half of a sentence, ")
    handler.connection.close()


DELTA = b'data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"'


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (_status(401, f'{{"error": {{"message": "Incorrect API key provided: {KEY}"}}}}'.encode()), "HTTP 401"),
        (_status(403), "HTTP 403"),
        (_status(404), "knows no such model"),
        (_status(400, b'{"error": {"message": "cite 77/1999 \\u001b[31m"}}'), "HTTP 400.*too long"),
        (_status(429, Retry_After="3600"), "HTTP 429"),
        (_status(429), "HTTP 429"),
        (_status(500), "HTTP 500"),
        (_status(500, b"<html>" + b"x" * 50_000), "HTTP 500"),
        (_raw(b"<html><body>Log in</body></html>", kind="text/html"), "failed"),
        (_raw(b'{"choices": []}', kind="application/json"), "failed"),
        (_raw(b"data: {not json\n\n"), "failed"),
        (_raw(DELTA), "failed|broke off"),
        (_raw(DELTA + "“".encode()[:1] + b'"}}]}\n\n'), "failed"),
        (_raw(b"data: [DONE]\n\n"), "began no answer.*too long"),
        (_raw(b'data: "text"\n\n'), "failed"),
        (_raw(b'data: {"choices": null}\n\ndata: [DONE]\n\n'), "failed|answered nothing|broke off"),
        (lambda handler, messages: handler.stream(" \n "), "answered nothing"),
        (_broken, "broke off"),
        (_reset, "failed|broke off"),
        (_endless_text, "more than 2000 characters"),
        (_endless(b"data: " + b"a" * 10_000), "more than 100000 bytes"),
        (_endless(b": still here\n\n", 0.1), "not done after 2 seconds"),
        (_endless(b"a", 0.1), "not done after 2 seconds"),
        (_silent, "time|failed"),
        (_raw(b"\x1f\x8b", Content_Encoding="gzip"), "packs its answers"),
    ],
)  # fmt: skip
def test_whatever_a_server_does_is_one_line_and_soon(server, reply, said, monkeypatch):
    monkeypatch.setenv("WGAD_MODEL_KEY", KEY)
    started = time.monotonic()
    with pytest.raises(ModelFailure, match=said) as failure:
        _ask(server, reply)
    line = str(failure.value)
    assert line.isprintable() and len(line) < 300
    assert KEY not in line and "77/1999" not in line
    assert time.monotonic() - started < 8


def test_an_answer_cut_for_its_length_ends_with_a_whole_sentence(server):
    def reply(handler, messages):
        handler.begin()
        handler.chunk("It is so [301/2014#40]. And it is not the ca")
        handler.chunk("", "length")
        handler.wfile.write(b"data: [DONE]\n\n")

    assert _ask(server, reply) == "It is so [301/2014#40]."
    assert '"max_tokens":3000' in server.asked[0][2].replace(" ", "")


def test_a_busy_server_is_asked_again(server):
    answers = iter([_status(429, Retry_After="0"), _status(503, Retry_After="0")])

    def reply(handler, messages):
        next(answers, lambda h, m: h.stream("At last."))(handler, messages)

    assert _ask(server, reply) == "At last."
    assert len(server.asked) == 3


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_the_case_is_not_sent_on_to_another_address(server, code):
    with chat_server() as other:
        with pytest.raises(ModelFailure, match="points to another address"):
            _ask(server, _status(code, Location=f"{other.url}/chat/completions"))
        assert not other.asked


def test_nothing_goes_through_a_proxy_or_to_a_tracing_service(server, monkeypatch):
    """What the environment says for other programs does not hold for a case that stays on this machine."""
    with chat_server() as other:
        address = other.url.removesuffix("/v1")
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT"):
            monkeypatch.setenv(name, address)
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "ls-0123456789")
        assert _ask(server, lambda handler, messages: handler.stream("It is so.")) == "It is so."
        time.sleep(1.0)  # a tracer would send from its own thread
        assert not other.asked


def test_the_key_of_a_hosted_provider_is_not_given_to_another_server(server, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    _ask(server, lambda handler, messages: handler.stream("It is so."))
    assert KEY not in str(server.asked)
    monkeypatch.setenv("WGAD_MODEL_KEY", "key-of-the-server")
    _ask(server, lambda handler, messages: handler.stream("It is so."))
    assert "Bearer key-of-the-server" in str(server.asked[-1])


@pytest.mark.parametrize(
    "name", ["chatgpt-4o-latest", "gpt-5", "anthropic:claude", "nobody:m", "openai:", "ollama:", "http://", ""]
)
def test_only_the_documented_names_are_models(name, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with pytest.raises(BadInput, match="name it as openai:NAME, ollama:NAME or a URL"):
        load_model(name)


@pytest.mark.parametrize("variable", ["OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_PROXY"])
def test_openai_is_openai_whatever_the_environment_says(variable, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv(variable, "http://127.0.0.1:9/v1")
    model = load_model("openai:gpt-5")
    assert str(model.root_client.base_url) == "https://api.openai.com/v1/" and model.openai_proxy is None
    assert model.max_tokens == 12_000


def test_a_model_of_ollama_is_bounded_and_reached_without_a_proxy(monkeypatch):
    asked = {}
    monkeypatch.setattr("assistant.chat.client.init_chat_model", lambda name, **options: asked.update(options))
    for host in (None, "127.0.0.1:11500", "0.0.0.0", "http://localhost:11434", "[::1]:11434"):
        monkeypatch.setenv("OLLAMA_HOST", host or "")
        load_model("ollama:small")
        assert not asked["client_kwargs"]["trust_env"] and not asked["client_kwargs"]["follow_redirects"]
        assert asked["num_predict"] == 3_000 and asked["base_url"] == (host or "http://127.0.0.1:11434")


@pytest.mark.parametrize(
    "host", ["models.example", "https://models.example:443", "10.0.0.7:11434", "localhost.example", "http://u:secret@x"]
)
def test_ollamas_own_variable_sends_nothing_to_another_machine(host, monkeypatch):
    monkeypatch.setattr("assistant.chat.client.init_chat_model", lambda *_, **__: pytest.fail("it was loaded"))
    monkeypatch.setenv("OLLAMA_HOST", host)
    with pytest.raises(BadInput, match=r"another machine: unset it, or .*/v1#small\)") as refused:
        load_model("ollama:small")
    assert "secret" not in str(refused.value)


def test_ollama_itself_takes_those_options(monkeypatch):
    pytest.importorskip("langchain_ollama")

    def reply(handler, messages):
        handler.begin(200, "application/x-ndjson")
        handler.wfile.write(b'{"model":"m","message":{"role":"assistant","content":"It is so."},"done":false}\n')
        handler.wfile.write(
            b'{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}\n'
        )

    with chat_server(reply) as here, chat_server() as other:
        monkeypatch.setenv("OLLAMA_HOST", here.url.removesuffix("/v1"))
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, other.url.removesuffix("/v1"))
        assert ask(load_model("ollama:m"), "system", "user") == "It is so."
        assert '"num_predict":3000' in here.asked[0][2].replace(" ", "") and not other.asked


def test_no_message_shows_a_key(monkeypatch):
    monkeypatch.setenv("SOME_API_KEY", "abcdef-0123456789")
    shown = discreet("http://user:secret@host/v1 said abcdef-0123456789, sk-abcdefghijk and Bearer xyz")
    assert shown == "http://host/v1 said …, … and …"
    with pytest.raises(BadInput) as failure:
        load_model("nobody:abcdef-0123456789")
    assert "0123456789" not in str(failure.value)


def test_a_slow_model_may_be_given_more_time(monkeypatch):
    assert (usual_limits().seconds, usual_limits().silence) == (300, 60)
    monkeypatch.setenv("WGAD_MODEL_SECONDS", "1500")
    assert (usual_limits().seconds, usual_limits().silence) == (1500, 300)
    monkeypatch.setenv("WGAD_MODEL_SECONDS", "for ever")
    with pytest.raises(BadInput, match="WGAD_MODEL_SECONDS"):
        load_model("http://127.0.0.1:9/v1#m")
