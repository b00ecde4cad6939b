"""What a draft costs: seconds of the clock, tokens of its text, and tokens sent to and written by a chat model.

Tokens are counted with the cl100k encoding (tiktoken), whatever the model: one measure for all, near to what a provider
bills but not the bill. Without the encoding the count is one that is surely not too small. Seconds depend on the machine
and its load, so they stand apart from the measures, which are the same each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import BaseMessage
from langchain_core.outputs import LLMResult
from langchain_core.tracers.context import register_configure_hook

from assistant.chat_model import count_tokens


@dataclass(slots=True)
class Tally:
    """Tokens so far; the only thing here that changes."""

    prompt: int = 0
    answer: int = 0


class _Counter(BaseCallbackHandler):
    """Counts what goes through any chat model of LangChain."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def on_chat_model_start(
        self,
        serialized: dict[str, Any],
        messages: list[list[BaseMessage]],
        **kwargs: Any,  # noqa: ANN401 - as the library has it
    ) -> None:
        self._tally.prompt += sum(count_tokens(str(m.content)) for batch in messages for m in batch)

    def on_llm_end(self, response: LLMResult, **kwargs: Any) -> None:  # noqa: ANN401 - as the library has it
        self._tally.answer += sum(count_tokens(g.text) for batch in response.generations for g in batch)


_counter: ContextVar[_Counter | None] = ContextVar("_counter", default=None)
register_configure_hook(_counter, inheritable=True)


@contextmanager
def counting() -> Iterator[Tally]:
    """Within it, the tokens of every call of a chat model are added up."""
    tally = Tally()
    token = _counter.set(_Counter(tally))
    try:
        yield tally
    finally:
        _counter.reset(token)
