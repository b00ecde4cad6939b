"""How probable each issue is, given what a whole case shows for it: a logistic model that is shared by all issues.

Of what is shown, how much sentences are about the issue and its cues count apart by who speaks; beside them the pleaded
categories and how often the issue is examined at all. Shared weights carry over to issues with few examples. There is
another model for sources who argue at length: much argument touches on much that is no issue.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.issues import issue_register
from assistant.learnt.labelled import Facts
from assistant.learnt.learning import Array, Logistic, fit_logistic
from index.model import Category

#: Sentences of argument: up to so many a source argues in brief, as in the sample world; from so many on, at length.
_BRIEF, _LONG = 9, 90
_VOICES = ("argument", "source", "government", "comments")
#: Where the totals over all voices stand among the features.
_TOTALS = slice(1 + 3 * len(_VOICES), 5 + 3 * len(_VOICES))


def _top(rows: Array, count: int) -> Array:
    found: Array = np.sort(rows, axis=0)[::-1][:count].mean(axis=0)
    return found


@dataclass(frozen=True, slots=True)
class Scores:
    """How much sentences are about each issue (sentences × issues): by their law, and by what is told in them."""

    law: Array
    told: Array


def features(facts: Facts, scored: Scores, prior: Array) -> Array:
    """Issues × features: the evidence of a case for each issue."""
    issues = list(issue_register().values())
    scores = scored.law
    cues = np.array([u.cues for u in facts.units]).reshape(len(facts.units), len(issues))
    rare = np.log(prior / (1 - prior))
    columns = [rare]
    for voice in _VOICES:
        here = np.array([u.voice == voice for u in facts.units], dtype=bool)
        if here.any():
            columns += [_top(scores[here], 1), _top(scores[here], 3), np.log1p(cues[here].sum(axis=0))]
        else:
            columns += [np.zeros(len(issues))] * 3
    total = np.log1p(cues.sum(axis=0))
    best = _top(scores, 1)
    columns += [best, _top(scores, 5), total, (total > 0).astype(float)]
    pleaded = facts.pleaded or frozenset(Category)  # who names no category leaves all of them open
    columns.append(np.array([i.category in pleaded for i in issues], dtype=float))
    columns.append(np.array([i.category == "general" for i in issues], dtype=float))
    columns.append(np.full(len(issues), float(facts.replied == "no")))
    source = np.array([u.voice != "government" for u in facts.units], dtype=bool)
    told = scored.told[source] if source.any() else scored.told
    columns += [_top(told, 1), _top(told, 3), _top(told + scores[source] if source.any() else told, 1)]
    return np.stack(columns, axis=1)


@dataclass(frozen=True)
class _Usual:
    """What is usual for each issue: a word that stands in every case says little about any."""

    mean: Array  # issues × totals
    spread: Array

    @classmethod
    def of(cls, rows: Array) -> _Usual:
        """The usual of opinions × issues × features; few opinions are drawn towards the spread of all issues."""
        totals = rows[:, :, _TOTALS]
        count, common = len(totals), totals.std(axis=(0, 1))
        spread = np.sqrt((totals.var(axis=0) * count + 4 * common**2) / (count + 4))
        return cls(totals.mean(axis=0), np.where(spread == 0, 1, spread))

    def extended(self, features: Array) -> Array:
        """The features, and how unusual their totals are."""
        found: Array = np.concatenate([features, (features[..., _TOTALS] - self.mean) / self.spread], axis=-1)
        return found


@dataclass(frozen=True)
class CaseModel:
    """How probable each issue is, given what a whole case shows for it."""

    usual: _Usual
    logistic: Logistic

    @classmethod
    def fitted(cls, rows: Array, issues: Array) -> CaseModel:
        """Learnt from opinions × issues × features and opinions × issues."""
        usual = _Usual.of(rows)
        return cls(usual, fit_logistic(np.vstack(list(usual.extended(rows))), issues.ravel()))

    def probability(self, features: Array) -> Array:
        """A probability an issue."""
        return self.logistic.probability(self.usual.extended(features))


@dataclass(frozen=True)
class CaseModels:
    """One for sources who argue in brief, one for those who argue at length; between the two, something of both."""

    brief: CaseModel
    long: CaseModel

    def probability(self, facts: Facts, features: Array) -> Array:
        """A probability an issue."""
        argued = sum(u.voice == "argument" for u in facts.units)
        share = float(np.interp(np.log(max(argued, 1)), np.log([_BRIEF, _LONG]), [0, 1]))
        found: Array = (1 - share) * self.brief.probability(features) + share * self.long.probability(features)
        return found
