"""Which issues do the submissions raise? Learned from labelled paragraphs, helped by the register's cues.

Two steps, both linear, so that the same inputs give the same answer on any machine:

1. A paragraph's words → how much it is about each issue: ridge regression on TF-IDF, the targets being the labels
   of the Working Group's own paragraphs.
2. What the paragraphs of a case add up to → the probability that the Discussion takes an issue up: a logistic
   regression on a few figures (`_evidence`), learned on documents that step 1 had not seen.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge

from assistant.case import SEEN
from assistant.labelled import Labelled, earlier
from assistant.model import Case, Issue, SpottedIssue
from index.errors import BadInput
from index.model import Category, Paragraph, Part
from index.structure import categories_in

Figures = NDArray[np.float64]
PARTIES = frozenset({Part.SOURCE, Part.COMMENTS})
DECIMALS = 4  # of a confidence: below that, machines differ
FOLDS = 4
FEWEST = 5  # labelled opinions below which nothing can be learned, and the cues alone decide


class _Entry(BaseModel):
    """An entry of the register as it stands in the file; a misspelt key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    category: str
    meaning: str
    cues: tuple[str, ...]
    covenant: tuple[str, ...]
    udhr: tuple[str, ...]
    other: tuple[str, ...]
    questions: tuple[str, ...]


@lru_cache(maxsize=1)
def issue_register() -> dict[str, Issue]:
    """The register of issues, by id, in its own order."""
    try:
        rows = tomllib.loads((files("prompts") / "issues.toml").read_text(encoding="utf-8"))["issue"]
        entries = [_Entry.model_validate(row) for row in rows]
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadInput(f"prompts/issues.toml cannot be read: {str(error).splitlines()[0]}; correct the file") from error
    return {e.id: Issue(**e.model_dump()) for e in entries}


def category_of(issue: Issue) -> Category | None:
    """The category under which an issue is examined; None for a general one."""
    return None if issue.category == "general" else Category(issue.category)


@dataclass(frozen=True, slots=True)
class Labeller:
    """Step 1: how much a text is about each issue."""

    issues: tuple[str, ...]
    vectorizer: TfidfVectorizer
    ridge: Ridge

    @classmethod
    def train(cls, documents: Sequence[Labelled], issues: tuple[str, ...]) -> Labeller:
        """Learn from the labelled paragraphs of `documents`; those without a label teach nothing."""
        pairs = [(p.text, found) for d in documents for p, found in zip(d.paragraphs, d.labels, strict=True) if found]
        vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, stop_words="english")
        words = vectorizer.fit_transform([text for text, _ in pairs])
        targets = np.array([[issue in found for issue in issues] for _, found in pairs], dtype=np.float64)
        return cls(issues, vectorizer, Ridge(alpha=0.5, solver="sparse_cg", tol=1e-6).fit(words, targets))

    def scores(self, texts: Sequence[str]) -> Figures:
        """A row a text, a column an issue; about 1 where the text is about it, about 0 where it is not."""
        if not texts:
            return np.zeros((0, len(self.issues)))
        return np.asarray(self.ridge.predict(self.vectorizer.transform(texts)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Spotter:
    """Both steps, learned from what may be known."""

    issues: tuple[str, ...]
    labeller: Labeller | None
    judge: LogisticRegression | None
    calibration: tuple[float, float]  # slope and intercept: score of step 1 → probability
    base_rates: Figures
    threshold: float

    @classmethod
    def train(cls, exclude: frozenset[str] = frozenset(), before: date | None = None) -> Spotter:
        """Learn from the labelled documents that are not excluded and were adopted before the date."""
        return _trained(exclude, before)

    def spot(self, case: Case) -> tuple[SpottedIssue, ...]:
        """The issues that the submissions of a case raise, in the order of the register."""
        register = issue_register()
        paragraphs = case.document.paragraphs
        confidences = self.confidences(paragraphs)
        spotted = []
        for column, name in enumerate(self.issues):
            confidence = round(float(confidences[column]), DECIMALS)
            if confidence < self.threshold:
                continue
            category = category_of(register[name])
            own, theirs = self._where(paragraphs, column, PARTIES), self._where(paragraphs, column, {Part.GOVERNMENT})
            spotted.append(SpottedIssue(name, category, confidence, own, category in case.pleaded, theirs[:2]))
        return tuple(spotted)

    def confidences(self, paragraphs: Sequence[Paragraph]) -> Figures:
        """For each issue the probability that the Discussion of a case takes it up."""
        if self.labeller is None or self.judge is None:
            return np.minimum(0.9, 0.25 * np.log1p(_cue_hits(paragraphs, self.issues)))
        evidence = _evidence(paragraphs, self.labeller, self.base_rates)
        return np.asarray(self.judge.predict_proba(evidence)[:, 1], dtype=np.float64)

    def label(self, text: str) -> dict[str, float]:
        """The probability that a paragraph is about each issue."""
        if self.labeller is None:
            hits = _cue_hits([_plain(text)], self.issues)
            return {name: float(min(1.0, hits[i] / 2)) for i, name in enumerate(self.issues)}
        slope, intercept = self.calibration
        found = 1 / (1 + np.exp(-(slope * self.labeller.scores([text])[0] + intercept)))
        return {name: round(float(p), DECIMALS) for name, p in zip(self.issues, found, strict=True)}

    def _where(self, paragraphs: Sequence[Paragraph], column: int, parts: frozenset[Part] | set[Part]) -> tuple[int, ...]:
        """The up to three paragraphs in these parts that speak most of an issue, in their order."""
        among = [p for p in paragraphs if p.part in parts]
        cues = _patterns((self.issues[column],))[0]
        hits = np.array([len(set(cues.findall(p.text.casefold()))) for p in among], dtype=np.float64)
        scores = hits * 0.08 + (self.labeller.scores([p.text for p in among])[:, column] if self.labeller else 0.0)
        best = sorted(range(len(among)), key=lambda i: (-round(float(scores[i]), DECIMALS), i))[:3]
        floor = 0.1 if parts == {Part.GOVERNMENT} else 0.05
        kept = [i for i in best if scores[i] >= max(floor, 0.4 * float(scores[best[0]]))] or best[:1]
        return tuple(among[i].number for i in sorted(kept)) if parts is PARTIES or scores[kept[:1]].sum() > floor else ()


@lru_cache(maxsize=64)
def _trained(exclude: frozenset[str], before: date | None) -> Spotter:
    issues = tuple(issue_register())
    documents = earlier(exclude, before)
    opinions = [d for d in documents if d.issues]
    if len(opinions) < FEWEST:
        return Spotter(issues, None, None, (1.0, 0.0), np.zeros(len(issues)), 0.3)
    rates = _rates(opinions, issues)
    rows, truths, scores, labels = [], [], [], []
    for fold in range(FOLDS):
        held = opinions[fold::FOLDS]
        kept = [d for d in documents if d not in held]
        labeller = Labeller.train(kept, issues)
        known = _rates([d for d in kept if d.issues], issues)
        for document in held:
            seen = [p for p in document.paragraphs if p.part in SEEN]
            rows.append(_evidence(seen, labeller, known))
            truths.append(np.array([issue in document.issues for issue in issues]))
            pairs = [(p.text, f) for p, f in zip(document.paragraphs, document.labels, strict=True) if f]
            scores.append(labeller.scores([text for text, _ in pairs]).ravel())
            labels.append(np.array([[issue in f for issue in issues] for _, f in pairs]).ravel())
    evidence, truth = np.concatenate(rows), np.concatenate(truths)
    judge = LogisticRegression(C=1.0, max_iter=1000).fit(evidence, truth)
    sure = judge.predict_proba(evidence)[:, 1]
    platt = LogisticRegression(C=100.0).fit(np.concatenate(scores).reshape(-1, 1), np.concatenate(labels))
    return Spotter(
        issues,
        Labeller.train(documents, issues),
        judge,
        (float(platt.coef_[0, 0]), float(platt.intercept_[0])),
        rates,
        _best_threshold(sure, truth),
    )


def _rates(opinions: Sequence[Labelled], issues: Sequence[str]) -> Figures:
    return np.array([sum(i in d.issues for d in opinions) / len(opinions) for i in issues], dtype=np.float64)


def _best_threshold(sure: Figures, truth: NDArray[np.bool_]) -> float:
    """The confidence from which on F1 is greatest."""
    def f1(threshold: float) -> float:
        found = sure >= threshold
        return 2 * float((found & truth).sum()) / max(1.0, float(found.sum() + truth.sum()))

    return max((round(0.2 + 0.02 * step, 2) for step in range(25)), key=f1)


def _evidence(paragraphs: Sequence[Paragraph], labeller: Labeller, rates: Figures) -> Figures:
    """What speaks for each issue: a row an issue."""
    register = issue_register()
    columns = [register[name] for name in labeller.issues]
    source = [p for p in paragraphs if p.part in PARTIES]
    pleading = [p for p in source if _pleads(p)]
    government = [p.text for p in paragraphs if p.part is Part.GOVERNMENT]
    pleaded = {c for p in source for c in categories_in(p.text)}
    own = _top(labeller.scores([p.text for p in source]), len(columns))
    pled = _top(labeller.scores([p.text for p in pleading]), len(columns))
    theirs = _top(labeller.scores(government), len(columns))
    hits = np.log1p(_cue_hits(source, labeller.issues))
    hits_pled = np.log1p(_cue_hits(pleading, labeller.issues))
    match = np.array([category_of(i) in pleaded if i.category != "general" else 0.5 for i in columns], dtype=np.float64)
    prior = np.log((rates + 0.02) / (1.02 - rates))
    general = np.array([i.category == "general" for i in columns], dtype=np.float64)
    return np.column_stack([
        prior, own[0], own[1], pled[0], theirs[0], hits, hits_pled, match, general, match * own[0], hits_pled * pled[0],
        np.full(len(columns), 1.0 if government and len(government) > 2 else 0.0) * general,
    ])  # fmt: skip


def _top(scores: Figures, width: int) -> tuple[Figures, Figures]:
    """The greatest of each column, and the mean of its three greatest."""
    if not len(scores):
        return np.zeros(width), np.zeros(width)
    ordered = -np.sort(-scores, axis=0)
    return ordered[0], ordered[:3].mean(axis=0)


def _pleads(paragraph: Paragraph) -> bool:
    """Whether a paragraph argues law and does not only report facts."""
    if any(re.search(r"analysis", h, re.IGNORECASE) for h in paragraph.headings):
        return True
    return bool(categories_in(paragraph.text))


@lru_cache(maxsize=256)
def _patterns(issues: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    register = issue_register()
    return tuple(
        re.compile(r"\b(?:" + "|".join(re.escape(c.casefold()) for c in register[i].cues) + r")") for i in issues
    )


def _cue_hits(paragraphs: Sequence[Paragraph], issues: tuple[str, ...]) -> Figures:
    """How many different cues of each issue the paragraphs have, each counted once a paragraph."""
    texts = [p.text.casefold() for p in paragraphs]
    counts = [sum(len(set(pattern.findall(t))) for t in texts) for pattern in _patterns(issues)]
    return np.array(counts, dtype=np.float64)


def _plain(text: str) -> Paragraph:
    return Paragraph(1, Part.SOURCE, (), text)
