"""An optional judge: a chat model that marks a draft by the adopted text, several times, as prompts/judge.md says.

A model's mark is an opinion, and it varies: each draft is judged several times, and the variance of the runs is
reported with the mean (unbiased, over the runs of one draft). A judgment that does not come, or is not what was asked
for, is counted as missing; it is never a mark. Marks go from 1 to 5. On judges of this kind and their faults: Zheng et
al., "Judging LLM-as-a-judge with MT-Bench and Chatbot Arena", NeurIPS 2023.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from statistics import fmean, variance
from string import Template

from langchain_core.language_models import BaseChatModel
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.chat_model import ask as ask_model
from assistant.chat_model import count_tokens, load_model
from eval.records import Json
from eval.settings import JUDGE_PROMPT, Judging, without_password
from index.errors import BadInput, ModelFailure

CRITERIA = ("issues", "authority", "reasoning", "style")
#: Of each of the two texts; what is beyond is cut off, and the judge is told so.
TEXT_TOKENS = 12_000
_SYSTEM = "You are an exacting lawyer of the United Nations. You answer in JSON."
_OBJECT = re.compile(r"\{.*\}", re.S)


class Judgment(BaseModel):
    """One valid answer of the judge."""

    model_config = ConfigDict(strict=True)

    issues: int = Field(ge=1, le=5)
    authority: int = Field(ge=1, le=5)
    reasoning: int = Field(ge=1, le=5)
    style: int = Field(ge=1, le=5)
    reason: str = ""


def judge(answer: Json, judging: Judging, model: BaseChatModel | None = None) -> Json:
    """The judgments of a draft; a missing one is None, with the reason in `failures`."""
    chat = model or load_model(judging.model)
    prompt = _prompt(answer)
    found: list[Judgment | None] = []
    failures: list[str] = []
    for _ in range(judging.runs):
        try:
            found.append(read_judgment(ask_model(chat, _SYSTEM, prompt)))
        except ModelFailure as error:
            found.append(None)
            failures.append(str(error))
    given = [j for j in found if j is not None]
    return {
        "model": without_password(judging.model),
        "runs": judging.runs,
        "given": len(given),
        "missing": len(found) - len(given),
        "failures": failures,
        "judgments": [j and j.model_dump() for j in found],
        "criteria": {name: _marks([getattr(j, name) for j in given]) for name in CRITERIA},
    }


def read_judgment(text: str) -> Judgment:
    """The judgment in an answer; raise `ModelFailure` where there is none."""
    match = _OBJECT.search(text)
    try:
        return Judgment.model_validate(json.loads(match.group() if match else ""))
    except (ValueError, ValidationError) as error:
        raise ModelFailure("the judge's answer is not the JSON object that was asked for") from error


def _marks(marks: list[int]) -> dict[str, float | None]:
    return {
        "mean": round(fmean(marks), 4) if marks else None,
        "variance": round(variance(marks), 4) if len(marks) > 1 else None,
    }


def _prompt(answer: Json) -> str:
    template = Template((files("prompts") / JUDGE_PROMPT).read_text(encoding="utf-8"))
    if not template.is_valid() or set(template.get_identifiers()) != {"adopted", "draft"}:
        raise BadInput(f"prompts/{JUDGE_PROMPT} must have the placeholders $adopted and $draft and no other $")
    return template.substitute(adopted=_text(answer["adopted"]), draft=_text(answer["paragraphs"]))


def _text(paragraphs: list[Json]) -> str:
    """Paragraphs with what they cite, as data: they cannot close their fence; cut to the budget."""
    lines: list[str] = []
    left = TEXT_TOKENS
    for paragraph in paragraphs:
        cited = "; ".join(c["raw"] for c in paragraph["citations"])
        line = f"({paragraph['category'] or 'general'}) {paragraph['text']}" + (f" [{cited}]" if cited else "")
        line = line.replace("<", "‹").replace(">", "›")
        left -= count_tokens(line)
        if left < 0:
            return "\n".join([*lines, "(The rest is cut off.)"])
        lines.append(line)
    return "\n".join(lines)
