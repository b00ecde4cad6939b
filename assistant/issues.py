"""The issue register: prompts/issues.toml as a lawyer reads and corrects it."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.model import Issue
from assistant.word_files import read_as, shipped
from index.errors import BadInput

_NAME = "issues.toml"


class _Entry(BaseModel):
    """An entry of prompts/issues.toml as it is written; an unknown or missing key is an error."""

    model_config = ConfigDict(extra="forbid")

    id: str
    label: str
    category: Literal["I", "II", "III", "IV", "V", "general"]
    meaning: str
    cues: tuple[str, ...]
    covenant: tuple[str, ...]
    udhr: tuple[str, ...]
    other: tuple[str, ...]
    questions: tuple[str, ...]
    criminal: bool = False


class _File(BaseModel):
    issue: tuple[_Entry, ...] = ()


def read_register(text: str) -> dict[str, Issue]:
    """The issues of a register, by id, in its order."""
    entries = read_as(_File, _NAME, text).issue
    issues = {entry.id: Issue(**entry.model_dump()) for entry in entries}
    if len(issues) < len(entries):
        raise BadInput("prompts/issues.toml has an id twice: give each issue its own")
    return issues


@cache
def issue_register() -> dict[str, Issue]:
    """The register that ships with the project."""
    return read_register(shipped(_NAME))
