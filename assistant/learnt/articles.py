"""Which articles a disposition cites, learnt from the dispositions of labelled opinions.

One logistic model for all articles weighs, for each of them, what practice and register say: how often it is cited
where the same categories were found; how likely the submissions raise issues that entail it (`assistant.learnt.entailment`);
whether the source invokes it; and whether the State is bound by the Covenant. Shared weights carry over to articles
with few examples. The confidences it learns from are those of a spotter that had not read the opinion's Discussion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from assistant.issues import issue_register
from assistant.learnt.entailment import Entailment, entailed
from assistant.learnt.labelled import Labelled, labelled_documents
from assistant.learnt.learning import Array, Logistic, fit_logistic
from assistant.learnt.spotting import ENOUGH, Spotter
from assistant.model import Case
from assistant.submissions.facts import tried
from index.model import Category, Citation, Document, Voice

Article = tuple[str, str]  # ("covenant" or "udhr", its number, without paragraphs but for those of `_TWO_RIGHTS`)

#: An article is cited from this probability on: half of the F1 that is reached, where F1 is greatest (Lipton, Elkan and
#: Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1 Measure", 2014). From 0.42 to 0.46 does as well.
CITED = 0.425
#: Two rights under one number: the presumption of innocence, and no punishment without law.
_TWO_RIGHTS: dict[Article, tuple[str, ...]] = {("udhr", "11"): ("11(1)", "11(2)")}
#: The rights of "everyone charged with a penal offence", and of nobody else.
_PENAL: frozenset[Article] = frozenset({("covenant", "15"), ("udhr", "11(1)"), ("udhr", "11(2)")})
#: No punishment without law. Where there were criminal proceedings, dispositions cite it with category II, of laws so vague
#: that they forbid what it protects (14 of 16 opinions of the sample world), and hardly without it (1 of 6).
_LEGALITY: frozenset[Article] = frozenset({("covenant", "15"), ("udhr", "11(2)")})
#: The right to a fair trial is that of category III: dispositions that find it cite these (20 of 20 opinions of the sample world,
#: article 14 those of the 14 on parties to the Covenant), and no others do (none of 7).
_FAIR_TRIAL: frozenset[Article] = frozenset({("covenant", "14"), ("udhr", "10"), ("udhr", "11(1)")})
_CATEGORY_II, _CATEGORY_III = list(Category).index(Category.II), list(Category).index(Category.III)


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


def _among(citations: Iterable[Citation]) -> frozenset[Article]:
    """The articles of the Covenant and the Declaration among what is cited."""
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
    """What an opinion or a case shows: issues × confidence, categories found (1 or 0 for each), articles invoked,
    whether the State has joined the Covenant, and whether there were criminal proceedings."""

    confidence: Array
    categories: Array
    invoked: frozenset[Article]
    party: bool
    tried: bool

    @property
    def raised(self) -> Array:
        """The confidence in the issues that count: the general ones and those of a category that is found."""
        found = {c.value for c, yes in zip(Category, self.categories, strict=True) if yes} | {"general"}
        counting: Array = np.array([i.category in found for i in issue_register().values()], dtype=float)
        return self.confidence * counting


class Practice:
    """Which articles labelled opinions cite, given the categories found and the issues raised."""

    def __init__(self, documents: Sequence[Labelled], spotter: Spotter) -> None:
        self._spotter = spotter
        self._opinions = opinions = [d for d in documents if d.outcome == "arbitrary"]
        decided = [_decided(d) for d in opinions]
        self.names = tuple(sorted(_listed().keys() | frozenset().union(*decided)))
        self._treaty = np.array([kind == "covenant" for kind, _ in self.names])
        self._penal = np.array([name in _PENAL for name in self.names])
        self._legality = np.array([name in _LEGALITY for name in self.names])
        self._of_trial = np.array([name in _FAIR_TRIAL for name in self.names])
        self._lists = np.array([_listed().get(name, np.zeros(len(issue_register()))) for name in self.names])
        self._cited = self._table(decided)
        self._found = np.array([_in_categories(d.categories) for d in opinions]).reshape(-1, len(Category))
        self._applicable = np.array(
            [self._applies(bool(d.state_party), d.tried, own) for d, own in zip(opinions, self._found, strict=True)]
        )
        self._learned = self._learn(documents) if len(opinions) >= ENOUGH else None

    def articles(self, case: Case, categories: Collection[Category]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The articles of the Covenant and of the Declaration to cite. Those of the Covenant bind its parties alone."""
        levels = np.array(list(self._spotter.confidences(case).values()))
        found, invoked = _in_categories({c.value for c in categories}), _among(_cited_by_source(case.document))
        shown = _Shown(levels, found, invoked, bool(case.state_party), tried(case.document.paragraphs))
        if self._learned is None:  # what the register lists for the issues that are likely
            likely = (shown.raised * self._lists).max(axis=1) > 0.5
        else:
            entailment, model = self._learned
            likely = model.probability(self._features(shown, entailment, np.full(len(self._opinions), True))) >= CITED
        likely &= self._applies(shown.party, shown.tried, shown.categories)
        chosen = [name for name, yes in zip(self.names, likely, strict=True) if yes]
        return self._printed("covenant", chosen), self._printed("udhr", chosen)

    def _applies(self, party: bool, tried: bool, categories: Array) -> Array:
        """Which articles can be cited of such a State, such proceedings and such findings (True or False for each)."""
        freedoms, unfair = categories[_CATEGORY_II] > 0, categories[_CATEGORY_III] > 0
        found: Array = (
            (~self._treaty | party) & (~self._penal | tried) & (~self._legality | freedoms) & (~self._of_trial | unfair)
        )
        return found

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

    def _table(self, sets: Iterable[frozenset[Article]]) -> Array:
        """Sets of articles as rows × articles (1 or 0)."""
        return np.array([[name in own for name in self.names] for own in sets], dtype=float).reshape(
            -1, len(self.names)
        )

    def _learn(self, documents: Sequence[Labelled]) -> tuple[Array, Logistic]:
        """How surely issues entail articles, and how much that weighs beside the rest."""
        entailment = self._entailment(documents)
        rows, wanted = [], []
        for place, document in enumerate(self._opinions):
            confidence, invoked = self._spotter.held_out[document.id], _among(document.invoked)
            shown = _Shown(confidence, self._found[place], invoked, bool(document.state_party), document.tried)
            others = np.arange(len(self._opinions)) != place
            features = self._features(shown, entailment.without(document.id), others)
            rows.append(features[self._applicable[place]])
            wanted.append(self._cited[place][self._applicable[place]])
        return entailment.whole, fit_logistic(np.vstack(rows), np.concatenate(wanted))

    def _entailment(self, documents: Sequence[Labelled]) -> Entailment:
        owners = [d.id for d in documents for _ in d.named]
        bound = [d.facts is None or bool(d.state_party) for d in documents for _ in d.named]
        named = self._table(_among(cited) for d in documents for cited in d.named)
        nameable = ~self._treaty | np.array(bound)[:, None]
        return Entailment(owners, np.vstack([d.upheld for d in documents]), named, nameable, self._lists)

    def _features(self, shown: _Shown, entailment: Array, opinions: Array) -> Array:
        """Articles × features, from what some of the opinions cite."""
        able, found = self._applicable[opinions].astype(float), self._found[opinions]
        cited = self._cited[opinions] * able
        usual = (cited.sum(0) + 0.5) / (able.sum(0) + 2)
        same, other = ((cited.T @ among + usual[:, None]) / (able.T @ among + 1) for among in (found, 1 - found))
        return np.stack([
            _logit(np.where(shown.categories > 0, same, 0).max(axis=1)),
            _logit(np.where(shown.categories > 0, same, other).mean(axis=1)),
            _logit(entailed(entailment, shown.raised)),
            np.array([name in shown.invoked for name in self.names]),
            self._treaty,
            ~self._treaty & shown.party,  # beside the Covenant fewer articles of the Declaration are cited
        ], axis=1).astype(float)  # fmt: skip


def _logit(share: Array) -> Array:
    clipped = np.clip(share, 0.02, 0.98)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _in_categories(names: Collection[str]) -> Array:
    return np.array([c.value in names for c in Category], dtype=float)


@lru_cache(maxsize=64)
def practice(exclude: frozenset[str] = frozenset()) -> Practice:
    """What the labelled opinions teach, without those excluded."""
    return Practice([d for d in labelled_documents() if d.id not in exclude], Spotter.train(exclude))
