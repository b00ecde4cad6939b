"""The words by which an authority is seen in a sentence: prompts/authorities.toml as a lawyer reads and corrects it."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.word_files import read_as, shipped

_FILE = "authorities.toml"


class Naming(BaseModel):
    """By what stands beside it a name is known for one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[str, ...]
    things: tuple[str, ...]
    sources: tuple[str, ...]
    opening: tuple[str, ...]
    telling: tuple[str, ...]
    openers: str
    links: str
    joining: str
    ordinary: tuple[str, ...]


class AuthorityWords(BaseModel):
    """prompts/authorities.toml as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    invoked: tuple[str, ...]
    bodies: tuple[str, ...]
    instruments: tuple[str, ...]
    speakers: frozenset[str]
    naming: Naming


@cache
def authority_words() -> AuthorityWords:
    """The words that ship with the project."""
    return read_as(AuthorityWords, _FILE, shipped(_FILE))
