"""The issue register: prompts/issues.toml as a lawyer reads and corrects it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.model import Issue
from index.errors import BadInput


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


def read_register(text: str) -> dict[str, Issue]:
    """The issues of a register, by id, in its order."""
    try:
        entries = [_Entry.model_validate(entry) for entry in tomllib.loads(text).get("issue", [])]
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        reason = " ".join(str(error).split())
        raise BadInput(f"prompts/issues.toml cannot be read: {reason}; correct the entry named") from error
    issues = {entry.id: Issue(**entry.model_dump()) for entry in entries}
    if len(issues) < len(entries):
        raise BadInput("prompts/issues.toml has an id twice: give each issue its own")
    return issues


@cache
def issue_register() -> dict[str, Issue]:
    """The register that ships with the project."""
    return read_register(files("prompts").joinpath("issues.toml").read_text(encoding="utf-8"))
