"""Which articles an issue entails, learnt from what labelled paragraphs that uphold it name.

A paragraph on several issues names an article on account of any of them (a noisy-or: Pearl, "Probabilistic Reasoning
in Intelligent Systems", 1988, section 4.3); expectation maximisation finds on account of which. What the issue register
lists counts as much as a few paragraphs, so that rare issues entail what a lawyer says they do.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.learnt.learning import Array

#: How surely an issue entails an article that the register lists for it, or does not, and how many paragraphs it takes
#: to weigh as much. From 0.3 and from 1 to 4 does as well.
_LISTED, _NOT_LISTED = 0.5, 0.01
_WORTH = 2
_ROUNDS = 10  # after three the articles chosen hardly change
_MOST = 0.98  # an issue never entails an article for certain


class Entailment:
    """How surely each issue entails each article (articles × issues), with or without one of the documents."""

    def __init__(self, owners: Sequence[str], issues: Array, named: Array, nameable: Array, listed: Array) -> None:
        """Paragraphs by the document to which they belong, the issues that they uphold, the articles that they name
        and those that they could name; `listed` is articles × issues of the register. All of them 1 or 0."""
        self._owner, self._issues, self._nameable = np.array(owners), issues, nameable
        self._expected = np.where(listed > 0, _LISTED, _NOT_LISTED)
        self._before = self._credit = self._expected
        self.whole: Array = self._expected
        for _ in range(_ROUNDS):
            named_by_any = 1 - np.exp(issues @ np.log1p(-self.whole).T)
            self._before, self._credit = self.whole, named * nameable / np.maximum(named_by_any, 1e-6)
            self.whole = self._shares(np.full(len(issues), True))

    def without(self, document: str) -> Array:
        """What the other documents teach."""
        return self._shares(self._owner != document)

    def _shares(self, paragraphs: Array) -> Array:
        issues = self._issues[paragraphs]
        on_account = self._before * (self._credit[paragraphs].T @ issues)
        upheld = self._nameable[paragraphs].T @ issues
        found: Array = np.minimum((on_account + _WORTH * self._expected) / (upheld + _WORTH), _MOST)
        return found


def entailed(entailment: Array, confidence: Array) -> Array:
    """How probable it is that an article is engaged by any of the issues, given the confidence in each."""
    found: Array = 1 - np.prod(1 - entailment * confidence, axis=1)
    return found
