"""Which issues do submissions raise? Learnt from the labelled sample world and the cue phrases of the register.

No language model, and nothing drawn by lot: the same training documents give the same answer. Two stages:

1. A kernel ridge on TF-IDF vectors of labelled paragraphs of the Working Group says how much a sentence is about an
   issue. Its leave-one-document-out answers have a closed form, so the second stage trains on honest ones.
2. A logistic model that is shared by all issues weighs what a whole case shows for one of them: those sentence scores
   and the cues, apart by who speaks, the pleaded categories and how often the issue is examined at all. Shared
   weights carry over to issues with few examples.
"""

from __future__ import annotations

import itertools
import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
import Stemmer
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from assistant.case import pleaded
from assistant.model import Case, Issue, SpottedIssue
from index.errors import BadInput
from index.fields import disposition_in
from index.model import AUTHORITY_PARTS, Category, Disposition, Kind, Paragraph, Part
from index.structure import categories_in, part_of

Array = NDArray[np.float64]

#: An issue is spotted from this probability on: the best F1 on the sample world, document by document left out.
SPOTTED = 0.4
#: Fewer labelled opinions than this teach less than the cues of the register say by themselves.
ENOUGH = 3
#: Ridge penalty of the sentence scores. Anything from 0.3 to 1 does as well.
_PENALTY = 0.5
_GAP = r"(?: \S+){0,5} "
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_SENTENCE = re.compile(r"(?<=[.;:?!])\s+")
_ARGUMENT = re.compile(r"analysis|categor", re.IGNORECASE)
_VOICES = ("argument", "source", "government", "comments")
#: Where the totals over all voices stand among the features.
_TOTALS = slice(1 + 3 * len(_VOICES), 5 + 3 * len(_VOICES))


# --- the register ---------------------------------------------------------------------------------------------------


class _Entry(BaseModel):
    """An entry of prompts/issues.toml as it is written; an unknown or missing key is an error."""

    model_config = ConfigDict(extra="forbid")

    id: str
    label: str
    category: Literal["I", "II", "III", "IV", "V", "general"]
    meaning: str
    cues: tuple[str, ...]
    covenant: tuple[str, ...]
    udhr: tuple[str, ...]
    other: tuple[str, ...]
    questions: tuple[str, ...]


def read_register(text: str) -> dict[str, Issue]:
    """The issues of a register, by id, in its order."""
    try:
        entries = [_Entry.model_validate(entry) for entry in tomllib.loads(text).get("issue", [])]
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        reason = " ".join(str(error).split())
        raise BadInput(f"prompts/issues.toml cannot be read: {reason}; correct the entry named") from error
    issues = {entry.id: Issue(**entry.model_dump()) for entry in entries}
    if len(issues) < len(entries):
        raise BadInput("prompts/issues.toml has an id twice: give each issue its own")
    return issues


@cache
def issue_register() -> dict[str, Issue]:
    """The register that ships with the project."""
    return read_register(files("prompts").joinpath("issues.toml").read_text(encoding="utf-8"))


# --- words ----------------------------------------------------------------------------------------------------------

_STEMMER = Stemmer.Stemmer("english")


def _stems(text: str) -> list[str]:
    found: list[str] = _STEMMER.stemWords(_TOKEN.findall(text.lower().replace("’", "'")))
    return found


def _cue_pattern(issue: Issue) -> re.Pattern[str] | None:
    cues = [[" ".join(_stems(part)) for part in cue.split("…")] for cue in issue.cues]
    alternatives = "|".join(_GAP.join(re.escape(part) for part in parts) for parts in cues)
    return re.compile(f" (?:{alternatives}) ") if cues else None


@cache
def _cue_patterns() -> tuple[re.Pattern[str] | None, ...]:
    return tuple(_cue_pattern(issue) for issue in issue_register().values())


def _cue_counts(stems: Sequence[str]) -> Array:
    text = f" {' '.join(stems)} "
    return np.array([len(p.findall(text)) if p else 0 for p in _cue_patterns()], dtype=float)


def _terms(stems: Sequence[str]) -> list[str]:
    return [*stems, *(f"{a} {b}" for a, b in itertools.pairwise(stems))]


# --- what there is to learn from ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence of the submissions, who speaks in it, and its cues."""

    paragraph: int
    voice: str
    terms: tuple[str, ...]
    cues: Array


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a case shows of itself, before anything learnt is applied."""

    units: tuple[_Unit, ...]
    pleaded: frozenset[str]
    replied: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled document of the sample world: its authority paragraphs and, of an opinion, the submissions
    and the decision."""

    id: str
    adopted: date
    terms: tuple[tuple[str, ...], ...]
    cues: Array  # paragraphs × issues
    labels: Array  # paragraphs × issues
    upheld: Array  # issues with a paragraph that does not dismiss them
    facts: _Facts | None
    outcome: str | None
    categories: frozenset[str]
    state_party: bool | None
    disposition: Disposition | None

    @property
    def issues(self) -> Array:
        """Which issues it examines."""
        found: Array = self.labels.max(axis=0)
        return found


def _is_argument(paragraph: Paragraph) -> bool:
    """Whether the source argues law here, and does not tell facts."""
    return any(_ARGUMENT.search(h) for h in paragraph.headings) or bool(categories_in(paragraph.text))


def _facts(paragraphs: Sequence[Paragraph], replied: str | None) -> _Facts:
    units = []
    for paragraph in paragraphs:
        if paragraph.part not in {Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS}:
            continue
        argues = paragraph.part is Part.SOURCE and _is_argument(paragraph)
        voice = "argument" if argues else paragraph.part.value
        for sentence in _SENTENCE.split(paragraph.text):
            stems = _stems(sentence)
            units.append(_Unit(paragraph.number, voice, tuple(_terms(stems)), _cue_counts(stems)))
    return _Facts(tuple(units), frozenset(c.value for c in pleaded(paragraphs)), replied)


def _labelled(gold: dict[str, Any]) -> Labelled:
    kind = Kind(gold["kind"])
    paragraphs = [
        Paragraph(p["number"], part_of(tuple(p["section"]), kind), tuple(p["section"]), p["text"])
        for p in gold["paragraphs"]
    ]
    known = list(issue_register())
    taught = [
        (_stems(p.text), [i in entry["issues"] for i in known])
        for p, entry in zip(paragraphs, gold["paragraphs"], strict=True)
        if p.part in AUTHORITY_PARTS and entry["issues"]
    ]
    labels = np.array([row for _, row in taught], dtype=float)
    upheld: Array = labels[labels[:, known.index("no_violation")] == 0].max(axis=0, initial=0)
    opinion = kind is Kind.OPINION
    return Labelled(
        id=str(gold["number"]) if opinion else f"del-{gold['number']}",
        adopted=date.fromisoformat(gold["adopted"]),
        terms=tuple(tuple(_terms(stems)) for stems, _ in taught),
        cues=np.array([_cue_counts(stems) for stems, _ in taught]),
        labels=labels,
        upheld=upheld,
        facts=_facts(paragraphs, gold["replied"]) if opinion else None,
        outcome=gold["outcome"],
        categories=frozenset(gold["categories"]),
        state_party=gold["state_party"],
        disposition=disposition_in(paragraphs),
    )


@cache
def labelled_documents() -> tuple[Labelled, ...]:
    """The labelled documents that ship with the project."""
    entries = sorted(files("index").joinpath("sample", "gold").iterdir(), key=lambda e: e.name)
    golds = [json.loads(e.read_text(encoding="utf-8")) for e in entries if e.name.endswith(".json")]
    return tuple(_labelled(gold) for gold in golds)


# --- first stage: how much a sentence is about an issue -------------------------------------------------------------


class _Weights:
    """TF-IDF with logarithmic term frequency, of terms that stand in at least two of the texts it was fitted on."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        counted: dict[str, int] = {}
        for text in texts:
            for term in set(text):
                counted[term] = counted.get(term, 0) + 1
        kept = sorted(term for term, count in counted.items() if count > 1)
        self._place = {term: i for i, term in enumerate(kept)}
        self._idf = np.array([np.log((1 + len(texts)) / (1 + counted[t])) + 1 for t in kept])

    def matrix(self, texts: Sequence[Sequence[str]]) -> sparse.csr_array:
        """A row of unit length a text."""
        rows: list[int] = []
        columns: list[int] = []
        for row, text in enumerate(texts):
            places = [self._place[t] for t in text if t in self._place]
            rows += [row] * len(places)
            columns += places
        counts = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(texts), len(self._place))).tocsr()
        counts.sum_duplicates()
        counts.data = (1 + np.log(counts.data)) * self._idf[counts.indices]
        length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
        scaled: sparse.csr_array = (sparse.diags_array(1 / np.maximum(length, 1e-12)) @ counts).tocsr()
        return scaled


class _Ridge:
    """Kernel ridge from texts to issues, with leave-one-document-out answers in closed form."""

    def __init__(self, documents: Sequence[Labelled]) -> None:
        texts = [t for d in documents for t in d.terms]
        self._owner = np.array([d.id for d in documents for _ in d.terms])
        labels = np.vstack([d.labels for d in documents])
        self._weights = _Weights(texts)
        self._rows = self._weights.matrix(texts)
        kernel = (self._rows @ self._rows.T).toarray()
        self._inverse: Array = np.linalg.inv(kernel + _PENALTY * np.eye(len(texts)))
        self._dual: Array = self._inverse @ (labels - labels.mean(axis=0))
        self._labels = labels
        self._learned: Array = np.asarray(self._rows.T @ self._dual)

    def scores(self, texts: Sequence[Sequence[str]], without: str | None = None) -> Array:
        """Texts × issues; `without` answers as if that document had not been learnt from."""
        if without is None:
            known: Array = np.asarray(self._weights.matrix(texts) @ self._learned)
            return known
        dual = self._dual
        own = np.flatnonzero(self._owner == without)
        if len(own):
            block = self._inverse[np.ix_(own, own)]
            dual = dual - self._inverse[:, own] @ np.linalg.solve(block, dual[own])
        found: Array = np.asarray(self._weights.matrix(texts) @ (self._rows.T @ dual))
        return found

    def held_out(self, document: str) -> Array:
        """The scores of a document's own paragraphs, had it not been learnt from."""
        own = np.flatnonzero(self._owner == document)
        residual = np.linalg.solve(self._inverse[np.ix_(own, own)], self._dual[own])
        found: Array = self._labels[own] - self._labels.mean(axis=0) - residual
        return found


# --- second stage: what a case shows for an issue -------------------------------------------------------------------


def _top(rows: Array, count: int) -> Array:
    found: Array = np.sort(rows, axis=0)[::-1][:count].mean(axis=0)
    return found


def _features(facts: _Facts, scores: Array, prior: Array) -> Array:
    """Issues × features: the evidence of a case for each issue."""
    issues = list(issue_register().values())
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
    columns.append(np.array([i.category in facts.pleaded for i in issues], dtype=float))
    columns.append(np.array([i.category == "general" for i in issues], dtype=float))
    columns.append(np.full(len(issues), float(facts.replied == "no")))
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
class Logistic:
    """A logistic regression on standardised features."""

    mean: Array
    scale: Array
    weights: Array
    bias: float

    def probability(self, features: Array) -> Array:
        """A probability a row."""
        z = ((features - self.mean) / self.scale) @ self.weights + self.bias
        found: Array = 1 / (1 + np.exp(-z))
        return found


def fit_logistic(features: Array, wanted: Array, penalty: float = 0.1) -> Logistic:
    """Fit a logistic regression; `penalty` is its C, the smaller the stronger."""
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale[scale == 0] = 1
    model = LogisticRegression(C=penalty, max_iter=1000).fit((features - mean) / scale, wanted > 0)
    return Logistic(mean, scale, model.coef_[0], float(model.intercept_[0]))


# --- the spotter ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spotter:
    """Says which issues a case raises and which a paragraph is about; see the module's docstring."""

    documents: tuple[str, ...]  # what it has learnt from
    _ridge: _Ridge | None = field(default=None, repr=False)
    _usual: _Usual | None = field(default=None, repr=False)
    _case_model: Logistic | None = field(default=None, repr=False)
    _paragraph_model: Logistic | None = field(default=None, repr=False)
    _prior: Array | None = field(default=None, repr=False)

    @classmethod
    def train(cls, exclude: frozenset[str] = frozenset(), before: date | None = None) -> Spotter:
        """Learn from the sample world without the excluded documents and, with `before`, from earlier ones only."""
        return _trained(frozenset(exclude), before)

    def spot(self, case: Case) -> tuple[SpottedIssue, ...]:
        """The issues that the submissions raise, in the order of the register."""
        facts = _facts(case.document.paragraphs, case.replied)
        if not facts.units:
            return ()
        scores = self._sentence_scores(facts)
        confidence = self._confidence(facts, scores)
        chosen = confidence >= SPOTTED
        for category in case.pleaded:  # what the source pleads is examined, be it only to be dismissed
            own = np.array([i.category == category.value for i in issue_register().values()])
            if not chosen[own].any():
                chosen[np.flatnonzero(own)[confidence[own].argmax()]] = True
        return tuple(
            _spotted(int(place), float(confidence[place]), facts, scores[:, place]) for place in np.flatnonzero(chosen)
        )

    def label(self, text: str) -> dict[str, float]:
        """How probable it is that a paragraph of authority is about each issue."""
        stems = _stems(text)
        cues = _cue_counts(stems)
        if self._ridge is None or self._paragraph_model is None or self._prior is None:
            values = _by_cues(cues)
        else:
            scores = self._ridge.scores([_terms(stems)])[0]
            values = self._paragraph_model.probability(_paragraph_features(scores, cues))
        return {issue: round(float(v), 4) for issue, v in zip(issue_register(), values, strict=True)}

    def confidences(self, case: Case) -> dict[str, float]:
        """The probability of every issue of the register, spotted or not."""
        facts = _facts(case.document.paragraphs, case.replied)
        if not facts.units:
            return dict.fromkeys(issue_register(), 0.0)
        values = self._confidence(facts, self._sentence_scores(facts))
        return dict(zip(issue_register(), map(float, values), strict=True))

    def _sentence_scores(self, facts: _Facts) -> Array:
        if self._ridge is None:
            return np.array([_by_cues(u.cues) for u in facts.units])
        return self._ridge.scores([u.terms for u in facts.units])

    def _confidence(self, facts: _Facts, scores: Array) -> Array:
        if self._case_model is None or self._prior is None or self._usual is None:
            return _by_cues(np.sum([u.cues for u in facts.units], axis=0))
        return self._case_model.probability(self._usual.extended(_features(facts, scores, self._prior)))


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


def _spotted(place: int, confidence: float, facts: _Facts, scores: Array) -> SpottedIssue:
    issue = list(issue_register().values())[place]
    strength: dict[int, float] = {}
    voice: dict[int, str] = {}
    for unit, score in zip(facts.units, scores, strict=True):
        value = float(score) + (0.3 if unit.cues[place] else 0.0)
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
    clear = [n for n in best if strength[n] >= 0.2 and strength[n] >= 0.5 * strength[best[0]]]
    return tuple(sorted(clear))


@lru_cache(maxsize=64)
def _trained(exclude: frozenset[str], before: date | None) -> Spotter:
    taught = [d for d in labelled_documents() if d.id not in exclude and (before is None or d.adopted < before)]
    opinions = [d for d in taught if d.facts is not None]
    ids = tuple(d.id for d in taught)
    if len(opinions) < ENOUGH:
        return Spotter(ids)
    ridge = _Ridge(taught)
    rows = np.stack([_evidence(d, ridge, [o for o in opinions if o is not d]) for d in opinions])
    usual = _Usual.of(rows)
    case_model = fit_logistic(np.vstack(list(usual.extended(rows))), np.concatenate([d.issues for d in opinions]))
    paragraphs = [_paragraph_features(ridge.held_out(d.id), d.cues) for d in taught]
    labels = np.concatenate([d.labels.ravel() for d in taught])
    paragraph_model = fit_logistic(np.vstack(paragraphs), labels, 1.0)
    return Spotter(ids, ridge, usual, case_model, paragraph_model, _smoothed(opinions))


def _evidence(opinion: Labelled, ridge: _Ridge, others: Sequence[Labelled]) -> Array:
    """The features of a training opinion as they would be had it not been learnt from."""
    facts = opinion.facts or _Facts((), frozenset(), None)
    scores = ridge.scores([u.terms for u in facts.units], opinion.id)
    return _features(facts, scores, _smoothed(others))
