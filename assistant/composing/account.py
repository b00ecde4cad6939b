"""What the parties tell on each point: which of their sentences bear on it, and what of it the Government contests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from assistant.composing.house_style import sentences_of, untied
from assistant.composing.plan import Plan, Point
from assistant.composing.telling import Fact, given_up, gives_up, is_fact, repeatable, tellable
from assistant.composing.wording import wording
from assistant.learnt.accounts import accounts
from assistant.model import Issue
from assistant.submissions.facts import claims_in
from assistant.submissions.words import any_of, submission_words
from index.model import Part

_SOURCE = frozenset({Part.SOURCE, Part.COMMENTS})
_GOVERNMENT = frozenset({Part.GOVERNMENT})
_COMMENTS = frozenset({Part.COMMENTS})
#: What the source submits as law reports no fact: conclusions are not repeated, arguments only for want of better.
_CONCLUSIONS = re.compile(r"\bcategor(?:y|ies)\b|\barbitrar|^It (?:describes|relies|adds)\b")
#: "He was informed of his right to a lawyer" is a fact.
_ARGUMENTS = re.compile(
    r"\bCovenant\b|\bDeclaration\b|\bviolat|\bsubmits\b|\bcontends\b|\bargues\b|(?<!his )(?<!her )(?<!their )\bright to\b"
)
ARGUED = 0.15  # what an argument loses against a fact
#: A fact must bear at least this much on an issue to be told there: below, such sentences were about something else.
BEARS = 0.28
#: So many facts are told of an issue, if each bears on it so much.
FACTS, CLEARLY = 3, 0.46


class Account:
    """The sentences of the parties that can be told, and what they bear on."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._case = plan.case
        numbers = [p.number for p in plan.case.document.paragraphs]
        told = sentences_of(plan.case, numbers, _SOURCE)
        self._source = [fact for fact in tellable(plan.case, told) if _tells(fact)]
        self._answer = tellable(plan.case, sentences_of(plan.case, numbers, _GOVERNMENT))
        self._given: set[Fact] = set()  # what was given up is said once

    def facts(self, point: Point) -> list[Fact]:
        """The facts to tell; in a remark, which no question follows, those that carry it, if any does."""
        strict = point.issue.id in accounts().in_words
        spoken = [f for f in self._source if not strict or self._plan.speaks(point.issue, f.text)]
        facts = [f for f in self._nearest(point.issue, spoken, FACTS) if self._plan.tells(point.issue, f.text)]
        carrying = (
            [f for f in facts if self._plan.proves(point.issue, f.text)] if point.spotted.category is None else []
        )
        return carrying or facts

    def answers(self, point: Point) -> list[Fact]:
        """The sentence of the Government that bears most on a point, in the paragraphs that contest it."""
        beside = any_of(submission_words().beside)
        contesting = [f for f in self._answer if f.paragraph in point.spotted.contested and not beside.search(f.text)]
        return self._nearest(point.issue, contesting)

    def contested(self, point: Point) -> tuple[int, ...]:
        """The paragraphs in which the Government contests a point, or what it rests on: a confession that was forced on torture."""
        ground = wording().rests.get(point.issue.id)
        others = (s.contested for s in self._plan.spotted if s.issue == ground)
        return point.spotted.contested or next(others, ())

    def disputed(self, point: Point, fact: Fact) -> bool:
        """Whether a Government that has replied contests a fact on another issue on which it is told; and what the source but
        concludes, it need not address."""
        if self.contested(point):
            return False
        concluded = self._case.replied == "yes" and fact.paragraph in self._pleadings
        return concluded or fact.text in self._disputed

    def given_up(self, points: Sequence[Point]) -> list[tuple[Fact, Point]]:
        """The complaints that the source no longer maintains, in its own words, each with the point on which it bears most."""
        numbers = [p.number for p in self._case.document.paragraphs if p.part is Part.COMMENTS]
        facts = [Fact(n, given_up(t)) for n, t in sentences_of(self._case, numbers, _COMMENTS) if gives_up(t)]
        found = []
        for fact in facts if points else ():
            bears = [float(self._plan.bearing(p.issue, [fact.text])[0]) for p in points]
            if fact in self._given or max(bears) < BEARS or not repeatable(self._case, fact.text):
                continue
            self._given.add(fact)
            found.append((fact, points[int(np.argmax(bears))]))
        return found

    @cached_property
    def _pleadings(self) -> frozenset[int]:
        """The paragraphs in which the source draws its conclusions, from their first sentence on: what they tell was told before."""
        named = {n for numbers in claims_in(self._case.document.paragraphs).values() for n in numbers}
        opening = {n: next((t for _, t in sentences_of(self._case, [n], _SOURCE)), "") for n in named}
        return frozenset(n for n, text in opening.items() if _CONCLUSIONS.search(text) or _ARGUMENTS.search(text))

    @cached_property
    def _disputed(self) -> frozenset[str]:
        """The facts that bear most on the issues that the Government contests."""
        plan = self._plan
        contested = [plan.issues[s.issue] for s in plan.spotted if s.contested and s.category in plan.wanted]
        return frozenset(f.text for issue in contested for f in self._nearest(issue, self._source))

    @cached_property
    def _argued(self) -> dict[Fact, float]:
        """What each sentence loses for being an argument; conclusions are not told and not among them."""
        told = [f for f in (*self._source, *self._answer) if not _CONCLUSIONS.search(f.text)]
        return {f: ARGUED if f.paragraph in self._pleadings or _ARGUMENTS.search(untied(f.text)) else 0.0 for f in told}

    def _nearest(self, issue: Issue, spoken: Sequence[Fact], most: int = 1) -> list[Fact]:
        """The sentences that bear most on the issue."""
        pool = [f for f in spoken if f in self._argued]
        if not pool:
            return []
        scores = self._plan.bearing(issue, [f.text for f in pool]) - np.array([self._argued[f] for f in pool])
        order = np.argsort(-scores, kind="stable")[:most]
        told = [pool[i] for rank, i in enumerate(order) if scores[i] >= (CLEARLY if rank else BEARS)]
        return sorted(told, key=pool.index)


def _tells(fact: Fact) -> bool:
    return is_fact(fact.text) and (fact.lead is None or is_fact(fact.lead))
