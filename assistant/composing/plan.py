"""What is to be drafted, before anything is written: issues by category, their authorities, the decision.

Both drafters start from the same plan, so that what a chat model may cite is what the embedded drafter would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.composing.conclusion import Decided
from assistant.composing.standards import Standard, Standards
from assistant.learnt.accounts import accounts
from assistant.learnt.labelled import cue_counts
from assistant.learnt.learning import Array
from assistant.learnt.spotting import Spotter
from assistant.learnt.stemming import stems
from assistant.model import Case, DraftCitation, Issue, SpottedIssue
from assistant.submissions.words import any_of, submission_words
from index.corpus import Corpus
from index.model import Category, Passage

#: A violation is found on a fact that bears on it so much, if it has a cue of the issue, or by itself.
PROVES, PROVES_ALONE = 0.5, 0.55
#: How much more a sentence bears on an issue for telling of it in plain words, as it does already for a cue of the register,
#: and for either: "he was beaten" is told of ill-treatment before what was said of it in court.
AS_TOLD, AS_SPOKEN = 0.25, 0.1
#: Issues examined under one category: more would bury the ones that decide.
ISSUES = 12


@dataclass(frozen=True, slots=True)
class Point:
    """An issue to be examined, as spotted in the submissions."""

    issue: Issue
    spotted: SpottedIssue


@dataclass
class Plan:
    """Everything the drafters need; what costs time is computed once."""

    case: Case
    corpus: Corpus
    spotted: tuple[SpottedIssue, ...]
    issues: dict[str, Issue]
    decision: Decided
    bench: Standards
    passages: dict[str, tuple[Passage, ...]]
    wanted: tuple[Category, ...]
    common: frozenset[str]  # the words of the case that occur in small letters
    spotter: Spotter
    _borne: dict[str, Array] = field(default_factory=dict)
    _standards: dict[str, tuple[Standard, ...]] = field(default_factory=dict)

    def points(self, category: Category) -> list[Point]:
        """The issues to examine under a category."""
        return points_of(category, self.spotted, self.issues)

    def general(self, wanted: Sequence[str]) -> list[Point]:
        """The general issues named, as far as they were spotted, in that order."""
        by_id = {s.issue: s for s in self.spotted if s.category is None}
        return [Point(self.issues[i], by_id[i]) for i in wanted if i in by_id and i in self.issues]

    def standards(self, issue: Issue) -> tuple[Standard, ...]:
        """The standards on an issue."""
        if issue.id not in self._standards:
            self._standards[issue.id] = self.bench.find(issue, self.passages.get(issue.id, ()))
        return self._standards[issue.id]

    def instruments(self, issue: Issue) -> list[DraftCitation]:
        """The instruments that the register names for an issue, where they apply."""
        return self.bench.of_register(issue, 1)

    def bearing(self, issue: Issue, texts: Sequence[str]) -> Array:
        """How much each sentence of the case bears on an issue."""
        new = [text for text in dict.fromkeys(texts) if text not in self._borne]
        plain = [AS_TOLD * (told & ~cued) + AS_SPOKEN * (told | cued) for told, cued in map(_spoken, new)]
        rows = self.spotter.bearing(new)
        kept = [1 - accounts().beside(stems(text)) for text in new]
        self._borne.update((t, (row + own) * keep) for t, row, own, keep in zip(new, rows, plain, kept, strict=True))
        place = list(self.issues).index(issue.id)
        return np.array([self._borne[text][place] for text in texts])

    def foremost(self, issue: Issue, text: str) -> bool:
        """Whether a sentence of the case bears on no other issue more: "doctors were not prosecuted" is no matter of health."""
        self.bearing(issue, [text])
        return float(self._borne[text].max()) <= float(self._borne[text][list(self.issues).index(issue.id)])

    def proves(self, issue: Issue, text: str) -> bool:
        """Whether a sentence of the case can carry a finding on an issue: it bears on it, and speaks of it or bears clearly."""
        if any_of(submission_words().open).search(text):
            return False
        bears = float(self.bearing(issue, [text])[0])
        return bears >= (PROVES if self.speaks(issue, text) else PROVES_ALONE)

    def speaks(self, issue: Issue, text: str) -> bool:
        """Whether a sentence of the case speaks of an issue, in words of the law or plain ones."""
        told, cued = _spoken(text)
        place = list(self.issues).index(issue.id)
        return bool(told[place] or cued[place])

    def tells(self, issue: Issue, text: str) -> bool:
        """Whether a sentence that bears on an issue can be told on it: it speaks of it, or bears on it clearly or on nothing
        more."""
        clearly = float(self.bearing(issue, [text])[0]) >= PROVES
        return clearly or self.speaks(issue, text) or self.foremost(issue, text)


@lru_cache(maxsize=4096)  # every issue asks for the same sentences
def _spoken(text: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of which issues a sentence of the case speaks in plain words, and of which with a cue of the register."""
    stemmed = stems(text)
    return accounts().told(stemmed) > 0, cue_counts(stemmed) > 0


def points_of(category: Category, spotted: Sequence[SpottedIssue], issues: dict[str, Issue]) -> list[Point]:
    """The likeliest issues of a category in the order of the register, which is that of an arrest, a trial, a sentence."""
    told = (s for s in spotted if s.case_paragraphs or s.contested)  # else nobody speaks of it
    found = [s for s in told if s.category is category and s.issue in issues]
    kept = sorted(found, key=lambda s: -s.confidence)[:ISSUES]
    order = list(issues)
    return [Point(issues[s.issue], s) for s in sorted(kept, key=lambda s: order.index(s.issue))]
