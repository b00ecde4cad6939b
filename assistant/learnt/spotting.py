"""Which issues do submissions raise? Learnt from labelled documents and the cue phrases of the register.

No language model. Two stages:

1. Two kernel ridges on TF-IDF vectors say how much a sentence is about an issue: one has read labelled paragraphs of
   the Working Group, the other the sentences of submissions that such paragraphs retell (`assistant.learnt.retelling`). Their
   leave-one-document-out answers have a closed form, so the second stage trains on honest ones.
2. A model that is shared by all issues weighs what a whole case shows for one of them (`assistant.learnt.case_model`).
   That for sources who argue at length has read the same opinions as if their sources had argued what was examined.

Opinions put submissions in words of the law; letters have other words. What a lawyer wrote down stands in for them:
phrases (`assistant.learnt.accounts`), and where the source names no category also paraphrases, compared by meaning
(`assistant.learnt.paraphrases`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from assistant.issues import issue_register
from assistant.learnt.case_model import CaseModel, CaseModels, Scores, features
from assistant.learnt.labelled import Facts, Labelled, cue_counts, facts_of, labelled_documents, terms
from assistant.learnt.learning import Array, Logistic, Ridge, fit_logistic
from assistant.learnt.paraphrases import FAR, nearness
from assistant.learnt.stemming import stems
from assistant.learnt.subjects import absent_from
from assistant.model import Case, SpottedIssue
from assistant.submissions.facts import tried
from index.model import Category

#: An issue is spotted from this probability on: the best F1 on the sample world, document by document left out.
SPOTTED = 0.4
#: Fewer labelled opinions than this teach less than the cues of the register say by themselves.
ENOUGH = 3
#: How much a sentence bears on an issue: as one that is retold, as law, and by a cue of the register. Of the sentences
#: that bear most on an issue, half are those that the Discussion retells; by the meaning of the words alone, a quarter.
_AS_LAW, _AS_CUE = 0.7, 0.25
#: How surely a sentence raises an issue that it tells of in plain words (of those that the sample world tells so, 87 in a
#: hundred are examined), and how many such sentences count.
_TOLD, _TOLD_MOST = 0.75, 2
#: Where the source names no category, its account is also compared by meaning: from which nearness on that speaks for an
#: issue rather than against it, and by how much (in log-odds).
_SPEAKS_FOR, _PER_NEARNESS = 0.06, 12.0
#: What was learnt of pleadings is never so sure of a letter that its account could not speak against it.
_UNSURE = 0.01
#: A sentence that bears less on an issue does not raise it.
RAISED = 0.2
#: From so many issues of category IV on, a case that does not plead it is that of a migrant.
_OF_MIGRATION = 2
#: The subject (prompts/subjects.toml) without a word of which a case that pleads nothing is not of category IV.
_MIGRATION = "migration"


@dataclass(frozen=True, eq=False)
class Spotter:
    """Says which issues a case raises and which a paragraph is about; see the module's docstring."""

    documents: tuple[str, ...]  # what it has learnt from
    _law: Ridge | None = field(default=None, repr=False)
    _told: Ridge | None = field(default=None, repr=False)
    _case_models: CaseModels | None = field(default=None, repr=False)
    _paragraph_model: Logistic | None = field(default=None, repr=False)
    _prior: Array | None = field(default=None, repr=False)
    held_out: Mapping[str, Array] = field(default_factory=dict, repr=False)
    """For each opinion learnt from, the confidence in each issue had its Discussion not been read."""

    @classmethod
    def train(cls, exclude: frozenset[str] = frozenset()) -> Spotter:
        """Learn from the labelled documents without the excluded ones."""
        return _trained(frozenset(exclude))

    def spot(self, case: Case) -> tuple[SpottedIssue, ...]:
        """The issues that the submissions raise, in the order of the register."""
        facts = facts_of(case.document.paragraphs, case.replied)
        if not facts.units:
            return ()
        scores = self._scores_of(facts)
        confidence = self._confidence(facts, scores)
        bearing = _bearing(scores, np.array([u.cues for u in facts.units]))
        if not facts.names_category:
            bearing = bearing + np.fmax(_near(facts), 0)
        chosen = confidence >= SPOTTED
        for category in case.pleaded:  # what the source pleads is examined, be it only to be dismissed
            own = np.array([i.category == category.value for i in issue_register().values()])
            if not chosen[own].any():
                chosen[np.flatnonzero(own)[confidence[own].argmax()]] = True
        return tuple(
            _spotted(int(place), float(confidence[place]), facts, bearing[:, place]) for place in np.flatnonzero(chosen)
        )

    def labels(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """For each paragraph of authority, how probable it is that it is about each issue."""
        stemmed = [stems(text) for text in texts]
        cues = [cue_counts(words) for words in stemmed]
        if self._law is None or self._paragraph_model is None or not texts:
            values = [_by_cues(c) for c in cues]
        else:
            model, scores = self._paragraph_model, self._law.scores([terms(words) for words in stemmed])
            values = [model.probability(_paragraph_features(s, c)) for s, c in zip(scores, cues, strict=True)]
        return [{i: round(float(v), 4) for i, v in zip(issue_register(), row, strict=True)} for row in values]

    def bearing(self, texts: Sequence[str]) -> Array:
        """How much each sentence of submissions bears on each issue: texts × issues of the register."""
        if not texts:
            return np.zeros((0, len(issue_register())))
        stemmed = [stems(text) for text in texts]
        cues = [cue_counts(words) for words in stemmed]
        return _bearing(self._scores([terms(words) for words in stemmed], cues), np.array(cues))

    def confidences(self, case: Case) -> dict[str, float]:
        """The probability of every issue of the register, spotted or not."""
        facts = facts_of(case.document.paragraphs, case.replied)
        if not facts.units:
            return dict.fromkeys(issue_register(), 0.0)
        confidence = self._confidence(facts, self._scores_of(facts))
        return dict(zip(issue_register(), map(float, confidence), strict=True))

    def _scores_of(self, facts: Facts) -> Scores:
        return self._scores([u.terms for u in facts.units], [u.cues for u in facts.units])

    def _scores(self, texts: Sequence[Sequence[str]], cues: Sequence[Array]) -> Scores:
        if self._law is None or self._told is None:
            by_cues = np.array([_by_cues(c) for c in cues])
            return Scores(by_cues, by_cues)
        return Scores(self._law.scores(texts), self._told.scores(texts))

    def _confidence(self, facts: Facts, scores: Scores) -> Array:
        if self._case_models is None or self._prior is None:
            learnt = _by_cues(np.sum([u.cues for u in facts.units], axis=0))
        else:
            learnt = self._case_models.probability(facts, features(facts, scores, self._prior))
        return _with_told(learnt if facts.names_category else _with_meaning(learnt, facts), facts)


def _bearing(scores: Scores, cues: Array) -> Array:
    found: Array = scores.told + _AS_LAW * scores.law + _AS_CUE * (cues > 0)
    return found


def _with_told(learnt: Array, facts: Facts) -> Array:
    """What was learnt, and beside it what the account says in plain words: either may raise an issue."""
    told = np.sum([u.told for u in facts.units], axis=0)
    found: Array = 1 - (1 - learnt) * (1 - _TOLD) ** np.minimum(told, _TOLD_MOST)
    return found


def _with_meaning(learnt: Array, facts: Facts) -> Array:
    """What was learnt of pleadings, weighed by what an account in words of no law means, which may speak against an issue."""
    near = _near(facts).max(axis=0)
    likely = np.clip(learnt, _UNSURE, 1 - _UNSURE)
    odds = likely / (1 - likely) * np.exp(_PER_NEARNESS * (near - _SPEAKS_FOR))
    found: Array = np.where(np.isnan(near), learnt, odds / (1 + odds))
    return found


def _near(facts: Facts) -> Array:
    """How near each sentence comes to telling of each issue: sentences × issues, NaN where nothing was compared."""
    concerned = np.array([u.concerned for u in facts.units])
    found: Array = np.where(concerned > 0, nearness([u.account for u in facts.units]), FAR)
    return found


def _by_cues(cues: Array) -> Array:
    """Without anything learnt: a cue makes an issue likely, more of them likelier."""
    found: Array = 1 - 0.7 ** np.minimum(cues, 8)
    return found


def _paragraph_features(scores: Array, cues: Array) -> Array:
    return np.stack([scores.ravel(), np.log1p(cues.ravel())], axis=1)


def _smoothed(documents: Sequence[Labelled]) -> Array:
    """How often each issue is examined, never quite 0 or 1."""
    total: Array = np.sum([d.issues for d in documents], axis=0)
    return (total + 1) / (len(documents) + 2)


def _spotted(place: int, confidence: float, facts: Facts, bearing: Array) -> SpottedIssue:
    issue = list(issue_register().values())[place]
    strength: dict[int, float] = {}
    voice: dict[int, str] = {}
    for unit, value in zip(facts.units, map(float, bearing), strict=True):
        strength[unit.paragraph] = max(strength.get(unit.paragraph, 0.0), value)
        voice[unit.paragraph] = unit.voice
    raised = _strongest({n: v for n, v in strength.items() if voice[n] != "government"}, 4)
    answered = _strongest({n: v for n, v in strength.items() if voice[n] == "government"}, 3)
    return SpottedIssue(
        issue=issue.id,
        category=None if issue.category == "general" else Category(issue.category),
        confidence=round(confidence, 4),
        case_paragraphs=raised,
        pleaded=issue.category in facts.pleaded or any(voice[n] == "argument" for n in raised),
        contested=answered,
    )


def _strongest(strength: dict[int, float], limit: int) -> tuple[int, ...]:
    """The paragraphs that speak most clearly of an issue, in the order of the text."""
    best = sorted(strength, key=lambda n: (-strength[n], n))[:limit]
    clear = [n for n in best if strength[n] >= RAISED and strength[n] >= 0.5 * strength[best[0]]]
    return tuple(sorted(clear))


@lru_cache(maxsize=64)
def _trained(exclude: frozenset[str]) -> Spotter:
    taught = [d for d in labelled_documents() if d.id not in exclude]
    opinions = [d for d in taught if d.facts is not None]
    ids = tuple(d.id for d in taught)
    if len(opinions) < ENOUGH:
        return Spotter(ids, held_out={d.id: _by_cues_alone(d) for d in opinions})
    law = Ridge(_owners(taught, [len(d.terms) for d in taught]), [t for d in taught for t in d.terms],
                np.vstack([d.labels for d in taught]))  # fmt: skip
    told = Ridge(_owners(opinions, [len(d.raising) for d in opinions]),
                 [u.terms for d in opinions if d.facts for u in d.facts.units],
                 np.vstack([d.raising for d in opinions]))  # fmt: skip
    evidence = [_evidence(d, law, told, [o for o in opinions if o is not d]) for d in opinions]
    shown, argued = (np.stack(rows) for rows in zip(*evidence, strict=True))
    issues = np.stack([d.issues for d in opinions])
    models = CaseModels(CaseModel.fitted(shown, issues), CaseModel.fitted(argued, issues))
    paragraphs = [_paragraph_features(law.held_out(d.id), d.cues) for d in taught]
    labels = np.concatenate([d.labels.ravel() for d in taught])
    return Spotter(
        ids, law, told, models,
        _paragraph_model=fit_logistic(np.vstack(paragraphs), labels, 1.0),
        _prior=_smoothed(opinions),
        held_out={
            d.id: _with_told(models.probability(d.facts, row), d.facts)
            for d, row in zip(opinions, shown, strict=True)
            if d.facts
        },
    )  # fmt: skip


def _by_cues_alone(opinion: Labelled) -> Array:
    units = opinion.facts.units if opinion.facts else ()
    return _by_cues(np.sum([u.cues for u in units], axis=0))


def _owners(documents: Sequence[Labelled], many: Sequence[int]) -> list[str]:
    return [d.id for d, count in zip(documents, many, strict=True) for _ in range(count)]


def _evidence(opinion: Labelled, law: Ridge, told: Ridge, others: Sequence[Labelled]) -> tuple[Array, Array]:
    """The features of a training opinion as they would be had it not been learnt from: as it was submitted, and argued at
    length. What was submitted comes first in both."""
    nothing, prior = Facts((), frozenset(), None), _smoothed(others)
    shown, argued = opinion.facts or nothing, opinion.argued or nothing
    texts, own = [u.terms for u in argued.units], len(shown.units)
    scores = Scores(law.scores(texts, opinion.id), told.scores(texts, opinion.id))
    return features(shown, Scores(scores.law[:own], scores.told[:own]), prior), features(argued, scores, prior)


def raised_by(case: Case, spotter: Spotter) -> tuple[SpottedIssue, ...]:
    """The issues that a case raises: what was spotted, as far as it can arise.

    Silence contests nothing, whatever an opinion reports under the heading of the Government; nobody who was held as a
    migrant and never tried was denied what only the accused are owed; and of migration a letter has at least a word.
    """
    spotted = spotter.spot(case)
    if not case.pleaded and any(s.name == _MIGRATION for s in absent_from(p.text for p in case.document.paragraphs)):
        spotted = tuple(s for s in spotted if s.category is not Category.IV)
    migrant = Category.IV in case.pleaded or sum(s.category is Category.IV for s in spotted) >= _OF_MIGRATION
    if migrant and not tried(case.document.paragraphs):
        spotted = tuple(s for s in spotted if not issue_register()[s.issue].criminal)
    return tuple(replace(s, contested=()) if case.replied == "no" else s for s in spotted)
