"""Which articles a disposition cites, learnt from the dispositions of labelled opinions.

One logistic model for all articles weighs, for each of them, what practice and register say: how often it is cited at
all, and where the same categories were found; how likely the submissions raise the issues with which it is cited, or
for which the issue register lists it; and whether the source invokes it. Shared weights carry over to articles
with few examples. The confidences it learns from are those of a spotter that had not read the opinion's Discussion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from assistant.issues import issue_register
from assistant.labelled import Labelled, labelled_documents
from assistant.learning import Array, Logistic, fit_logistic
from assistant.model import Case
from assistant.spotting import ENOUGH, Spotter
from index.model import Category, Citation, Document, Voice

Article = tuple[str, str]  # ("covenant" or "udhr", its number, without paragraphs but for those of `_TWO_RIGHTS`)

#: An article is cited from this probability on; anything from 0.35 to 0.45 does as well, opinion by opinion left out.
CITED = 0.4
#: Two rights under one number: the presumption of innocence, and no punishment without law.
_TWO_RIGHTS: dict[Article, tuple[str, ...]] = {("udhr", "11"): ("11(1)", "11(2)")}
_CERTAIN = 0.9  # the most that one issue is trusted to entail an article


def articles_named(kind: str, names: Iterable[str]) -> frozenset[Article]:
    """Articles as they are learnt: "14(3)(d)" is article 14, but an article of two rights is both of them."""
    found: set[Article] = set()
    for name in names:
        article = (kind, name.partition("(")[0])
        rights = _TWO_RIGHTS.get(article)
        if rights is None:
            found.add(article)
        else:
            found.update((kind, r) for r in rights if r == name or name == article[1])
    return frozenset(found)


def _decided(document: Labelled) -> frozenset[Article]:
    decision = document.disposition
    if decision is None:
        return frozenset()
    return articles_named("covenant", decision.covenant) | articles_named("udhr", decision.udhr)


def _invoked(citations: Iterable[Citation]) -> frozenset[Article]:
    """The articles of the Covenant and the Declaration among what a source cites."""
    cited = [articles_named(c.target, c.pinpoints) for c in citations if c.target in ("covenant", "udhr")]
    return frozenset().union(*cited)


def _cited_by_source(document: Document) -> list[Citation]:
    speaking = {p.number for p in document.paragraphs if p.voice is Voice.SOURCE}
    return [c for c in document.citations if c.paragraph in speaking]


@cache
def _listed() -> dict[Article, Array]:
    """For each article of the issue register, the issues that list it (1 or 0)."""
    issues = list(issue_register().values())
    found: dict[Article, Array] = {}
    for place, issue in enumerate(issues):
        for article in articles_named("covenant", issue.covenant) | articles_named("udhr", issue.udhr):
            found.setdefault(article, np.zeros(len(issues)))[place] = 1
    return found


@dataclass(frozen=True, slots=True)
class _Shown:
    """What an opinion or a case shows: issues × confidence, categories found (1 or 0 for each), articles invoked."""

    confidence: Array
    categories: Array
    invoked: frozenset[Article]


class Practice:
    """Which articles labelled opinions cite, given the categories found and the issues raised."""

    def __init__(self, opinions: Sequence[Labelled], spotter: Spotter) -> None:
        self._opinions, self._spotter = opinions, spotter
        decided = [_decided(d) for d in opinions]
        self.names = tuple(sorted(_listed().keys() | frozenset().union(*decided)))
        issues = len(issue_register())
        self._treaty = np.array([kind == "covenant" for kind, _ in self.names])
        self._lists = np.array([_listed().get(name, np.zeros(issues)) for name in self.names])
        self._cited = np.array([[n in own for n in self.names] for own in decided], float).reshape(-1, len(self.names))
        self._found = np.array([_in_categories(d.categories) for d in opinions]).reshape(-1, len(Category))
        self._upheld = np.array([d.upheld for d in opinions]).reshape(-1, issues)
        party = np.array([[bool(d.state_party)] for d in opinions]).reshape(-1, 1)
        self._bound = np.where(self._treaty, party, True).astype(float)  # opinions × articles that could be cited
        self._model = self._learn() if len(opinions) >= ENOUGH else None

    def articles(self, case: Case, categories: Collection[Category]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The articles of the Covenant and of the Declaration to cite. Those of the Covenant bind its parties alone."""
        levels = np.array(list(self._spotter.confidences(case).values()))
        shown = _Shown(levels, _in_categories({c.value for c in categories}), _invoked(_cited_by_source(case.document)))
        rows = self._features(shown, np.ones(len(self._opinions)))
        # nothing learnt: what the register lists for the issues that are likely
        likely = rows[:, _LISTS] > 0.5 if self._model is None else self._model.probability(rows) >= CITED
        likely &= ~self._treaty | bool(case.state_party)
        chosen = [name for name, yes in zip(self.names, likely, strict=True) if yes]
        return self._printed("covenant", chosen), self._printed("udhr", chosen)

    def _printed(self, kind: str, chosen: Iterable[Article]) -> tuple[str, ...]:
        """Articles as dispositions print them most: some are always cited by the paragraph that matters."""
        names = [number for own, number in chosen if own == kind]
        for whole, rights in _TWO_RIGHTS.items():
            if whole[0] == kind and {*rights} <= {*names}:
                names = [n for n in names if n not in rights] + [whole[1]]
        return tuple(self._usual_form(kind, n) for n in sorted(names, key=lambda n: int(n.partition("(")[0])))

    def _usual_form(self, kind: str, number: str) -> str:
        if (kind, number.partition("(")[0]) in _TWO_RIGHTS:
            return number
        decisions = [d.disposition for d in self._opinions if d.disposition]
        names = [n for d in decisions for n in (d.covenant if kind == "covenant" else d.udhr)]
        found = Counter(n for n in names if n.partition("(")[0] == number)
        return min(found, key=lambda name: (-found[name], name)) if found else number

    def _learn(self) -> Logistic:
        rows, wanted = [], []
        for place, document in enumerate(self._opinions):
            others = np.ones(len(self._opinions))
            others[place] = 0
            shown = _Shown(self._spotter.held_out[document.id], self._found[place], _invoked(document.invoked))
            open_to = self._bound[place] > 0
            rows.append(self._features(shown, others)[open_to])
            wanted.append(self._cited[place][open_to])
        return fit_logistic(np.vstack(rows), np.concatenate(wanted), 1.0)

    def _features(self, shown: _Shown, weight: Array) -> Array:
        """Articles × features, from the opinions that have a weight."""
        bound = self._bound * weight[:, None]
        cited = self._cited * bound
        usual = (cited.sum(0) + 0.5) / (bound.sum(0) + 2)
        same, other = (
            (cited.T @ found + usual[:, None]) / (bound.T @ found + 1) for found in (self._found, 1 - self._found)
        )
        with_issue = (cited.T @ self._upheld + 2 * usual[:, None]) / (bound.T @ self._upheld + 2)
        raised = shown.confidence * _examined(shown.categories)
        evidence = np.sort(raised * with_issue, axis=1)
        listed = np.sort(raised * self._lists, axis=1)
        return np.stack([
            _logit(usual),
            _logit(np.where(shown.categories > 0, same, 0.02).max(axis=1)),
            _logit(np.where(shown.categories > 0, same, other).mean(axis=1)),
            evidence[:, -1], evidence[:, -3:].mean(axis=1),
            listed[:, -1], listed[:, -3:].sum(axis=1), listed[:, -1] > 0.5,
            (shown.confidence * self._lists).max(axis=1),
            1 - np.prod(1 - _CERTAIN * raised * self._lists, axis=1),
            np.array([name in shown.invoked for name in self.names]),
        ], axis=1).astype(float)  # fmt: skip


_LISTS = 5  # the feature that says how likely an issue is for which the register lists the article


def _logit(share: Array) -> Array:
    clipped = np.clip(share, 0.02, 0.98)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _in_categories(names: Collection[str]) -> Array:
    return np.array([c.value in names for c in Category], dtype=float)


def _examined(categories: Array) -> Array:
    """Which issues count: the general ones and those of a category that is found."""
    found = {c.value for c, yes in zip(Category, categories, strict=True) if yes} | {"general"}
    return np.array([i.category in found for i in issue_register().values()], dtype=float)


@lru_cache(maxsize=64)
def practice(exclude: frozenset[str] = frozenset()) -> Practice:
    """What the labelled opinions teach, without those excluded."""
    taught = [d for d in labelled_documents() if d.id not in exclude and d.outcome == "arbitrary"]
    return Practice(taught, Spotter.train(exclude))
