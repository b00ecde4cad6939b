"""What people who know no law tell: prompts/accounts.toml, phrases of an account one of which is enough to raise an issue.

The spotter learns from opinions, whose submissions a secretariat has put in words of the law. Letters have other
words; for them a lawyer's list stands in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.issues import issue_register
from assistant.learnt.learning import Array
from assistant.learnt.stemming import GAP, stems
from assistant.word_files import read_as, shipped
from index.errors import BadInput

_NAME = "accounts.toml"
_DENIAL, _DENIED = "not", "{not}"
#: How many words before a phrase a word of denial turns it round.
_REACH = 3
_LIST = re.compile(r"\{(\w+)\}")


class _File(BaseModel):
    """prompts/accounts.toml as it is written."""

    model_config = ConfigDict(extra="forbid")

    words: Mapping[str, tuple[str, ...]]
    issues: Mapping[str, tuple[str, ...]]
    of_others: Mapping[str, tuple[str, ...]] = {}
    beside: Mapping[str, tuple[str, ...]] = {}
    answers: Mapping[str, tuple[str, ...]] = {}
    in_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accounts:
    """How an account tells of each issue of the register, as patterns over stems: what affirms, and what denies."""

    affirming: tuple[re.Pattern[str] | None, ...]
    denying: tuple[re.Pattern[str] | None, ...]
    denials: frozenset[str]
    others: tuple[re.Pattern[str] | None, ...]  # who is told of instead of the person concerned
    aside: tuple[re.Pattern[str] | None, ...]  # what has a word of the issue in another sense
    answers: tuple[re.Pattern[str] | None, ...]  # how a Government contests the issue
    in_words: frozenset[str]  # the issues on which nothing is told but what speaks of them

    def told(self, stemmed: Sequence[str]) -> Array:
        """Which issues a sentence tells of, given its stems: 1 or 0 for each of the register."""
        text = f" {' '.join(stemmed)} "
        pairs = zip(self.affirming, self.denying, strict=True)
        return np.array([self._affirmed(yes, text) or bool(no and no.search(text)) for yes, no in pairs], dtype=float)

    def of_others(self, stemmed: Sequence[str]) -> Array:
        """For which issues a sentence speaks of somebody else, given its stems: 1 or 0 for each of the register."""
        return _found(self.others, stemmed)

    def beside(self, stemmed: Sequence[str]) -> Array:
        """On which issues a sentence is not to be told, given its stems: 1 or 0 for each of the register."""
        return _found(self.aside, stemmed)

    def answering(self, stemmed: Sequence[str]) -> Array:
        """Which issues a sentence of the Government contests, given its stems: 1 or 0 for each of the register."""
        return _found(self.answers, stemmed)

    def _affirmed(self, pattern: re.Pattern[str] | None, text: str) -> bool:
        found = pattern.finditer(text) if pattern else ()
        return any(self.denials.isdisjoint(text[: m.start()].split()[-_REACH:]) for m in found)


def read_accounts(text: str) -> Accounts:
    """The phrases of a file; `BadInput` where one names an issue or a list that there is not."""
    file = read_as(_File, _NAME, text)
    lists = {name: "|".join(re.escape(" ".join(stems(word))) for word in words) for name, words in file.words.items()}
    known = {f"{{{name}}}" for name in lists}
    every = [*file.issues.values(), *file.of_others.values(), *file.beside.values(), *file.answers.values()]
    entries = {*file.issues, *file.of_others, *file.beside, *file.answers, *file.in_words}
    named = {f"{{{name}}}" for phrases in every for p in phrases for name in _LIST.findall(p)}
    unknown = sorted((entries - issue_register().keys()) | ((named | {_DENIED}) - known))
    if unknown:
        raise BadInput(f"prompts/{_NAME} cannot be read: there is no {unknown[0]}; correct that entry")
    by_issue = [file.issues.get(issue, ()) for issue in issue_register()]
    return Accounts(
        affirming=tuple(_pattern([p for p in phrases if _DENIED not in p], lists) for phrases in by_issue),
        denying=tuple(_pattern([p for p in phrases if _DENIED in p], lists) for phrases in by_issue),
        denials=frozenset(stem for word in file.words[_DENIAL] for stem in stems(word)),
        others=_patterns(file.of_others, lists),
        aside=_patterns(file.beside, lists),
        answers=_patterns(file.answers, lists),
        in_words=frozenset(file.in_words),
    )


def _patterns(phrases: Mapping[str, Sequence[str]], lists: Mapping[str, str]) -> tuple[re.Pattern[str] | None, ...]:
    """The phrases of each issue of the register as a pattern."""
    return tuple(_pattern(phrases.get(issue, ()), lists) for issue in issue_register())


def _found(patterns: Sequence[re.Pattern[str] | None], stemmed: Sequence[str]) -> Array:
    text = f" {' '.join(stemmed)} "
    return np.array([bool(pattern and pattern.search(text)) for pattern in patterns], dtype=float)


def _pattern(phrases: Sequence[str], lists: Mapping[str, str]) -> re.Pattern[str] | None:
    alternatives = "|".join(GAP.join(_part(part, lists) for part in phrase.split("…")) for phrase in phrases)
    return re.compile(f"(?<= )(?:{alternatives})(?= )") if phrases else None


def _part(part: str, lists: Mapping[str, str]) -> str:
    """A part of a phrase: its words as stems, and its lists as the choice of their words."""
    words = [f"(?:{lists[m[1]]})" if (m := _LIST.fullmatch(w)) else re.escape(" ".join(stems(w))) for w in part.split()]
    return " ".join(words)


@cache
def accounts() -> Accounts:
    """The phrases that ship with the project."""
    return read_accounts(shipped(_NAME))
