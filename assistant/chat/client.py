"""The line to a chat model: bounded in bytes, characters and time, never sent on, silent about secrets.

What is sent goes to the server that was named and to nobody else: redirections are not followed, a server on this
machine is reached without a proxy, and tracing services are off whatever the environment says.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import httpx
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from langsmith import tracing_context
from pydantic import SecretStr

from index.addresses import leads_here
from index.errors import BadInput, ModelFailure


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may cost: seconds of silence and in all, tokens and characters of text, bytes on the line."""

    silence: float = 60.0
    seconds: float = 300.0
    tokens: int = 3_000
    characters: int = 24_000
    bytes: int = 8_000_000


#: Where the models of the two providers are.
_OPENAI, _OLLAMA = "https://api.openai.com/v1", "http://127.0.0.1:11434"
#: What a model of OpenAI thinks before it answers counts as tokens of the answer: it may take so many times as many.
_THOUGHT = 4
#: A server that is busy is asked again so often, after so many seconds; it is not waited for any longer.
TRIES, PAUSE, PATIENCE = 3, 1.0, 20.0

_TOO_LONG = "perhaps because the request is too long for it: use a model, or a server, with room for more tokens"
_STATUS = {
    400: f"it refused the request (HTTP 400), {_TOO_LONG}",
    401: "it refused the key (HTTP 401): check the key that is set for it",
    403: "it refused access (HTTP 403): check the key that is set for it",
    404: "it knows no such model or address (HTTP 404): check the name of the model",
    413: "the request was too long for it (HTTP 413): use the embedded drafter or another model",
    429: "it is busy or its quota is used up (HTTP 429): try again later",
}
#: Ends of an answer that the model did not choose.
_CUT = ("length", "max_tokens")
_SECRET = re.compile(r"\b(?:sk|pk|rk)-[\w*.-]{6,}|\bBearer\s+\S+", re.I)
_CREDENTIALS = re.compile(r"(?<=//)[^/@\s]*@")
_SECRET_NAMES = ("_KEY", "_TOKEN", "_SECRET", "_PASSWORD")


def usual_limits() -> Limits:
    """The limits, with as many seconds for an answer as the user grants: a model without an accelerator needs them."""
    named = os.environ.get("WGAD_MODEL_SECONDS") or "300"
    if not re.fullmatch(r"[1-9]\d{0,4}", named):
        raise BadInput(f"WGAD_MODEL_SECONDS is {named!r}: set it to a number of seconds, or unset it")
    seconds = float(named)
    return Limits(silence=max(60.0, seconds / 5), seconds=seconds)


def load_model(name: str, limits: Limits | None = None) -> BaseChatModel:
    """The chat model of that name: "openai:…", "ollama:…", or the URL of an OpenAI-compatible server.

    A model of the server may be named behind a hash: "http://127.0.0.1:8000/v1#small".
    """
    limits = limits or usual_limits()
    if not re.match(r"(?:https?://|openai:|ollama:).", name):  # no other client is kept within bounds here
        raise BadInput(f"no chat model {discreet(name)!r}: name it as openai:NAME, ollama:NAME or a URL")
    try:
        if name.startswith("ollama:"):
            return _ollama(name.partition(":")[2], limits)
        return _openai(name, limits)
    except BadInput:
        raise
    except Exception as error:  # each provider raises its own
        raise BadInput(f"cannot load the chat model {discreet(name)!r}: {one_line(error)}") from error


def _openai(name: str, limits: Limits) -> BaseChatModel:
    """A model of OpenAI or of the server named; the address and the proxy are never those of the environment's variables
    for OpenAI's client, which may lead elsewhere."""
    provider, _, model = name.partition(":")
    if provider == "openai":
        client = httpx.Client(timeout=limits.silence, **_guards(limits))
        return ChatOpenAI(
            model=model, base_url=_OPENAI, openai_proxy=None, timeout=limits.silence, max_retries=0, temperature=0,
            max_completion_tokens=_THOUGHT * limits.tokens, http_client=client,
        )  # fmt: skip
    url, _, model = name.partition("#")
    key = SecretStr(os.environ.get("WGAD_MODEL_KEY") or "none")
    client = httpx.Client(timeout=limits.silence, trust_env=not leads_here(url), **_guards(limits))
    return ChatOpenAI(
        base_url=url, model=model or "default", api_key=key, openai_proxy=None, timeout=limits.silence, max_retries=0,
        temperature=0, extra_body={"max_tokens": limits.tokens}, http_client=client,
    )  # fmt: skip


def _ollama(model: str, limits: Limits) -> BaseChatModel:
    """A model of the Ollama of this machine, at the port that OLLAMA_HOST names.

    That variable is Ollama's own, set perhaps for other work: it sends no case to another machine.
    """
    host = os.environ.get("OLLAMA_HOST") or _OLLAMA
    if not leads_here(host if "//" in host else f"//{host}"):
        raise BadInput(
            f"OLLAMA_HOST is {discreet(host)!r}, another machine: unset it, or say yourself that the case may be sent "
            f"there, with the model's URL (http://HOST:11434/v1#{model}) instead of ollama:{model}"
        )
    options = {"timeout": limits.silence, "trust_env": False, **_guards(limits)}
    found: Any = init_chat_model(
        model, model_provider="ollama", base_url=host, temperature=0, num_predict=limits.tokens, client_kwargs=options
    )
    return cast("BaseChatModel", found)


def _guards(limits: Limits) -> dict[str, Any]:
    """Options of an HTTP client that does not go elsewhere and does not read for ever."""

    def plain(request: httpx.Request) -> None:
        request.headers["Accept-Encoding"] = "identity"

    def measured(response: httpx.Response) -> None:
        if response.is_redirect:
            raise ModelFailure(
                "the chat model's server points to another address: nothing was sent there; name it yourself"
            )
        if response.headers.get("Content-Encoding", "identity") != "identity":  # a small answer may unpack to gigabytes
            raise ModelFailure("the chat model's server packs its answers, unasked: name another server")
        if isinstance(response.stream, httpx.SyncByteStream):
            response.stream = _Measured(response.stream, limits)

    return {"follow_redirects": False, "event_hooks": {"request": [plain], "response": [measured]}}


class _Measured(httpx.SyncByteStream):
    """The bytes of an answer as long as there are not too many: a line without end never reaches the reader."""

    def __init__(self, stream: httpx.SyncByteStream, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits

    def __iter__(self) -> Iterator[bytes]:
        size, deadline = 0, time.monotonic() + self._limits.seconds
        for part in self._stream:
            size += len(part)
            if size > self._limits.bytes:
                raise ModelFailure(f"the chat model sent more than {self._limits.bytes} bytes: stopped reading")
            if time.monotonic() > deadline:
                raise _too_slow(self._limits)
            yield part

    def close(self) -> None:
        self._stream.close()


def ask(model: BaseChatModel, system: str, user: str, limits: Limits | None = None) -> str:
    """The model's whole answer, streamed; bounded in length and time, and known to be complete."""
    limits = limits or usual_limits()
    for attempt in range(1, TRIES + 1):
        try:
            with tracing_context(enabled=False):
                return _read(model, [SystemMessage(system), HumanMessage(user)], limits)
        except ModelFailure:
            raise
        except Exception as error:  # each provider and its HTTP library raise their own
            pause = _pause(error, attempt)
            if pause is None:
                raise _failure(error) from error
            time.sleep(pause)
    raise AssertionError("unreachable: the last attempt returns or raises")


def _read(model: BaseChatModel, messages: list[Any], limits: Limits) -> str:
    parts: list[str] = []
    size, deadline, end = 0, time.monotonic() + limits.seconds, ""
    for chunk in model.stream(messages):
        parts.append(chunk.text if isinstance(chunk.text, str) else str(chunk.content))
        size += len(parts[-1])
        end = end or _end(chunk)
        if size > limits.characters:
            raise ModelFailure(f"the chat model wrote more than {limits.characters} characters: stopped reading")
        if time.monotonic() > deadline:
            raise _too_slow(limits)
    if not end:
        raise ModelFailure("the chat model's answer broke off before its end: try again")
    if not "".join(parts).strip():
        raise ModelFailure("the chat model answered nothing: try another model")
    return _whole_sentences("".join(parts)) if end in _CUT else "".join(parts)


def _end(chunk: object) -> str:
    """Why the answer ends with this chunk, in the provider's word; empty where it goes on."""
    if not isinstance(chunk, AIMessageChunk):
        return ""
    metadata = chunk.response_metadata
    reason = metadata.get("finish_reason") or metadata.get("done_reason") or ("done" if metadata.get("done") else "")
    last = metadata.get("stop_reason") if chunk.chunk_position == "last" else ""
    return str(reason or last or "")


def _whole_sentences(text: str) -> str:
    """An answer that was cut for its length, up to the end of its last whole sentence."""
    ends = [match.end() for match in re.finditer(r"[.?!][”\"’)\]]*(?=\s|\Z)", text)]
    return text[: ends[-1]] if ends else text


def _too_slow(limits: Limits) -> ModelFailure:
    return ModelFailure(f"the chat model was not done after {limits.seconds:.0f} seconds: stopped reading")


def _pause(error: Exception, attempt: int) -> float | None:
    """Seconds after which to ask again; None where that is of no use."""
    if getattr(error, "status_code", None) not in (429, 503) or attempt == TRIES:
        return None
    wanted = getattr(getattr(error, "response", None), "headers", {}).get("retry-after", "")
    seconds = float(wanted) if re.fullmatch(r"\d{1,6}(?:\.\d+)?", wanted) else PAUSE * attempt
    return seconds if seconds <= PATIENCE else None


def _failure(error: Exception) -> ModelFailure:
    """What went wrong in one line. The words of a server are not repeated: nobody knows what stands in them."""
    for cause in _causes(error):
        if isinstance(cause, ModelFailure):
            return cause
    if isinstance(error, ValueError) and "No generation chunks" in str(error):  # LangChain's word for an empty stream
        return ModelFailure(f"the chat model failed: its server began no answer, {_TOO_LONG}")
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        known = _STATUS.get(status, f"it answered with HTTP {status}: try again, or another model")
        return ModelFailure(f"the chat model failed: {known}")
    return ModelFailure(f"the chat model failed: {one_line(list(_causes(error))[-1])}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__


def discreet(text: str) -> str:
    """A text without passwords of a URL and without the keys of the environment."""
    for name, value in os.environ.items():
        if name.endswith(_SECRET_NAMES) and len(value) >= 6:
            text = text.replace(value, "…")
    return _SECRET.sub("…", _CREDENTIALS.sub("", text))


def one_line(error: BaseException) -> str:
    """An error as one short line, without keys and control characters."""
    text = " ".join(discreet(str(error)).split())
    text = "".join(c for c in text if c.isprintable()) or type(error).__name__
    return text if len(text) <= 200 else text[:199] + "…"
