"""What the embedded drafter says in the words of the house: prompts/wording.toml, which a lawyer reads and corrects."""

from __future__ import annotations

from functools import cache
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from assistant.issues import issue_register
from assistant.word_files import read_as, shipped
from index.errors import BadInput

_NAME = "wording.toml"


def _with(*names: str) -> AfterValidator:
    """A sentence in which these names stand in braces, and no others."""

    def checked(text: str) -> str:
        found = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        if sorted(found) != sorted(names):
            wanted = ", ".join(f"{{{name}}}" for name in names) or "no name"
            raise ValueError(f"{wanted} must stand in braces there, each once")
        return text

    return AfterValidator(checked)


_Sentence = Annotated[str, _with()]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Preliminary(_Part):
    """Before the categories: on the reply, the burden of proof, the law that applies, and why a case is filed."""

    no_reply: _Sentence
    late_reply: _Sentence
    reply: _Sentence
    burden: _Sentence
    unchallenged: _Sentence
    unchallenged_in_time: _Sentence
    not_party: Annotated[str, _with("state")]
    law_of_others: _Sentence
    released: Annotated[str, _with("person", "has")]
    filing: _Sentence


class Concluding(_Part):
    """After the categories: the remedy, the law to be reformed, a visit to the country, and who else is told."""

    remedy: Annotated[str, _with("persons")]
    remedy_released: Annotated[str, _with("persons")]
    remedy_some: Annotated[str, _with("held", "persons")]
    reform: Annotated[str, _with("application")]
    application: Annotated[str, _with("provisions")]
    visit: Annotated[str, _with("state")]
    referral: Annotated[str, _with("mandates")]


class Mandate(_Part):
    """Another mandate, and the issues on which a finding is sent to it."""

    name: str
    issues: frozenset[str]


class Wording(_Part):
    """prompts/wording.toml as it is written; an unknown or missing key is an error."""

    preliminary: Preliminary
    concluding: Concluding
    rests: dict[str, str] = {}
    mandate: tuple[Mandate, ...] = ()


def read_wording(text: str) -> Wording:
    """The sentences of a file; `BadInput` where one has other names than it should, or a mandate an unknown issue."""
    read = read_as(Wording, _NAME, text)
    named = {issue for mandate in read.mandate for issue in mandate.issues} | {*read.rests, *read.rests.values()}
    if unknown := sorted(named - issue_register().keys()):
        raise BadInput(f"prompts/{_NAME} cannot be read: there is no issue {unknown[0]!r}; correct that mandate")
    return read


@cache
def wording() -> Wording:
    """The sentences that ship with the project."""
    return read_wording(shipped(_NAME))
