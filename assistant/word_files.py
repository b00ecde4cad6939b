"""The files of prompts/ that a lawyer reads and corrects: each has one shape, and one that is spoilt is told in a line."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from index.errors import BadInput

Shape = TypeVar("Shape", bound=BaseModel)


def shipped(name: str) -> str:
    """The text of a file that ships with the project: shipped("issues.toml")."""
    return files("prompts").joinpath(name).read_text(encoding="utf-8")


def read_as(shape: type[Shape], name: str, text: str) -> Shape:
    """A file's text as its shape; `BadInput`, which names the file and the entry, where it has another."""
    try:
        return shape.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise spoilt(name, error) from error


def spoilt(name: str, error: Exception) -> BadInput:
    """What is said of a file that cannot be read."""
    return BadInput(f"prompts/{name} cannot be read: {' '.join(str(error).split())}; correct the entry named")
