"""Whether what is cited supports what is said: citation recall and precision.

Gao, Yen, Yu and Chen, "Enabling large language models to generate text with citations" (ALCE), EMNLP 2023, section 3.
Recall: the share of statements that all of their cited passages, joined, support; one without a citation is not
supported. Precision: the share of citations that are not idle: a citation is right if its statement is supported, and
the citation alone supports it or the others without it do not. Support is a model's answer; here it is that of the
rules which verify drafts (`eval.support`).

Two traps of the published program are avoided: every paragraph is scored, not the first line alone; and a mark that
leads to no citation is a wrong citation, not one that is left out of the count. Two kinds of sentences are left out, and
counted: one that speaks of the case, with its paragraphs, and states no rule needs no authority; and one whose only
citations are instruments cannot be judged, as the register has no texts. Every other sentence counts, a conclusion too,
so that 1 is not within reach: compare drafters, not drafts with an ideal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Supports = Callable[[str, Sequence[str]], bool]
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, the texts that its marks lead to (None: nowhere), how many lead to instruments, and whether it only
    tells of the case."""

    text: str
    cited: tuple[str | None, ...] = ()
    instruments: int = 0
    of_case: bool = False

    @property
    def judged(self) -> bool:
        """Whether it can be judged at all."""
        return bool(self.cited) or not (self.instruments or self.of_case)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Recall and precision (None where there is nothing to judge), and how many statements were left out."""

    recall: float | None
    precision: float | None
    unjudged: int


def attribution(statements: Sequence[Statement], supports: Supports) -> Attribution:
    """Citation recall and precision over all the statements of a draft."""
    judged = [statement for statement in statements if statement.judged]
    supported = [_supported(statement, supports) for statement in judged]
    right = [r for s, whole in zip(judged, supported, strict=True) for r in _right(s, whole, supports)]
    return Attribution(
        sum(supported) / len(supported) if supported else None,
        sum(right) / len(right) if right else None,
        len(statements) - len(judged),
    )


def marks_of(text: str, own: Sequence[int]) -> tuple[str, list[int]]:
    """A sentence without the marks that are written in its words, and all of its marks."""
    written = [int(number) for number in _MARK.findall(text)]
    return " ".join(_MARK.sub("", text).split()), list(dict.fromkeys([*own, *written]))


def _supported(statement: Statement, supports: Supports) -> bool:
    premise = [text for text in statement.cited if text is not None]
    return bool(premise) and None not in statement.cited and supports(statement.text, premise)


def _right(statement: Statement, supported: bool, supports: Supports) -> list[bool]:
    return [supported and _needed(place, statement, supports) for place in range(len(statement.cited))]


def _needed(place: int, statement: Statement, supports: Supports) -> bool:
    own = statement.cited[place] or ""
    if supports(statement.text, [own]):
        return True
    rest = [text for at, text in enumerate(statement.cited) if at != place and text]
    return not (rest and supports(statement.text, rest))
