"""Whether the person is free again and the source agrees that the case be closed: prompts/closure.toml.

Of the closure what is said last holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.submissions.words import any_of
from assistant.word_files import read_as, shipped

_NAME = "closure.toml"
#: "We do not agree to that." speaks of what the sentence before spoke of, if it has no more words than these.
_SHORT = 12
_DENIED = re.compile(r"\b(?:not|never|nor|nobody|no|without|refus\w+|\w*n['’]t)\b(?: \w+){0,3} ?$", re.IGNORECASE)


class _File(BaseModel):
    """prompts/closure.toml as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    released: tuple[str, ...]
    closing: tuple[str, ...]
    elsewhere: tuple[str, ...]
    agrees_by_denial: tuple[str, ...]
    refuses: tuple[str, ...]
    agrees: tuple[str, ...]
    wishes: tuple[str, ...]


@cache
def _words() -> _File:
    return read_as(_File, _NAME, shipped(_NAME))


def release_told(sentences: Sequence[str]) -> bool:
    """Whether a sentence says that somebody is free again."""
    released = any_of(_words().released)
    return any(not _DENIED.search(s[: found.start()]) for s in sentences for found in released.finditer(s))


def closure_accepted(sentences: Sequence[str]) -> bool:
    """Whether the source, whose sentences these are, agrees in the end that its case be closed."""
    said = [_said(sentence, before) for before, sentence in zip(["", *sentences], sentences, strict=False)]
    return next((answer for answer in reversed(said) if answer is not None), False)


def _said(sentence: str, before: str) -> bool | None:
    """What a sentence says of the closure; None where it says nothing of it."""
    words = _words()
    own = any_of(words.elsewhere).sub("", sentence)
    speaks = any_of(words.closing).search
    closing = bool(speaks(own))
    answers = len(own.split()) <= _SHORT and bool(speaks(sentence) or speaks(before))
    if sentence.endswith("?") or not (closing or answers):
        return None
    rest, denials = any_of(words.agrees_by_denial).subn("", own)
    if any_of(words.refuses).search(rest):
        return False
    agrees = any_of(words.agrees + words.wishes * closing).search(rest)
    return True if denials or agrees else None
