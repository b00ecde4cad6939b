"""Labelled documents, from which drafting learns: the sample world with the issues that lawyers put to its paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import numpy as np

from assistant.case import pleaded
from assistant.issues import issue_register
from assistant.learnt.accounts import accounts
from assistant.learnt.learning import Array
from assistant.learnt.retelling import retold
from assistant.learnt.stemming import GAP, stems
from assistant.model import Issue
from assistant.submissions.facts import claims_in, tried
from assistant.submissions.same_case import on_same, submitted
from assistant.submissions.words import submission_words
from index.citations import find_citations
from index.fields import disposition_in
from index.labelled_sample import labelled_sample
from index.model import AUTHORITY_PARTS, Citation, Disposition, Document, Kind, Paragraph, Part, Voice
from index.sentences import split_sentences
from index.structure import categories_in, part_of

_ARGUMENT = re.compile(r"analysis|categor", re.IGNORECASE)
#: Where a source begins to tell of the exchange with the Government: to the end of the paragraph it tells of no wrong.
_REPORTED = re.compile(
    r"\bGovernments?\b.*\b(?:answer|repl|respon|stat(?:es|ed)|submit|explain|say|said|asked|transmit|days|time)"
    r"|\b(?:you|your office|Working Group)\b.*\bto the Government\b",
    re.IGNORECASE,
)
#: Issues of the frame of an opinion, which no sentence of the submissions raises by what it tells.
_WITHOUT_FACTS = frozenset({
    "no_violation", "systemic", "country_visit", "referral", "release_remedy", "burden_of_proof", "government_reply",
    "mandate_limits", "domestic_courts", "preliminary_liberty",
})  # fmt: skip

# --- words ----------------------------------------------------------------------------------------------------------


def _cue_pattern(issue: Issue) -> re.Pattern[str] | None:
    cues = [[" ".join(stems(part)) for part in cue.split("…")] for cue in issue.cues]
    alternatives = "|".join(GAP.join(re.escape(part) for part in parts) for parts in cues)
    return re.compile(f" (?:{alternatives}) ") if cues else None


@cache
def _cue_patterns() -> tuple[re.Pattern[str] | None, ...]:
    return tuple(_cue_pattern(issue) for issue in issue_register().values())


def cue_counts(stemmed: Sequence[str]) -> Array:
    """How many cues of each issue stand in a text, given its stems."""
    text = f" {' '.join(stemmed)} "
    return np.array([len(p.findall(text)) if p else 0 for p in _cue_patterns()], dtype=float)


def terms(stemmed: Sequence[str]) -> list[str]:
    """What a text is weighed by: its stems, and each two that follow each other."""
    return [*stemmed, *(f"{a} {b}" for a, b in itertools.pairwise(stemmed))]


# --- submissions and labels ----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the submissions, who speaks in it, and its cues."""

    paragraph: int
    voice: str
    terms: tuple[str, ...]
    cues: Array
    told: Array  # the issues of which it tells in plain words
    account: str  # its words, where the source tells what happened in its own; else nothing
    concerned: Array  # the issues for which it may speak of the person concerned


@dataclass(frozen=True, slots=True)
class Facts:
    """What a case shows of itself, before anything learnt is applied."""

    units: tuple[Unit, ...]
    pleaded: frozenset[str]
    replied: str | None
    names_category: bool = True  # whether the source names any; who names none writes in words of no law


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled document of the sample world: its authority paragraphs and, of an opinion, the submissions
    and the decision."""

    id: str
    terms: tuple[tuple[str, ...], ...]
    cues: Array  # paragraphs × issues
    labels: Array  # paragraphs × issues
    upheld: Array  # paragraphs × issues, none for a paragraph that dismisses a complaint
    named: tuple[tuple[Citation, ...], ...]  # what each paragraph cites in its words
    facts: Facts | None
    argued: Facts | None  # the same case, had the source argued at length all that was examined
    raising: Array  # sentences of the submissions × issues of the paragraphs that retell them
    outcome: str | None
    categories: frozenset[str]
    state_party: bool | None
    tried: bool  # in criminal proceedings
    disposition: Disposition | None
    invoked: tuple[Citation, ...]  # what the source cites
    submissions: frozenset[bytes]  # as `assistant.submissions.same_case` compares them

    @property
    def issues(self) -> Array:
        """Which issues it examines."""
        found: Array = self.labels.max(axis=0)
        return found


def _is_argument(paragraph: Paragraph) -> bool:
    """Whether the source argues law here, and does not tell facts."""
    return any(_ARGUMENT.search(h) for h in paragraph.headings) or bool(categories_in(paragraph.text))


def _is_particular(sentence: str) -> bool:
    """Whether a line of a form says who a person is: "Nationality: …"."""
    label, colon, _ = sentence.partition(":")
    return bool(colon) and label.lower().strip(" .0123456789()") in submission_words().particulars


def facts_of(paragraphs: Sequence[Paragraph], replied: str | None) -> Facts:
    """What the submissions of a case show, sentence by sentence."""
    return _facts_of(tuple(paragraphs), replied)


@lru_cache(maxsize=2)  # the issues and the articles of one case ask for the same
def _facts_of(paragraphs: tuple[Paragraph, ...], replied: str | None) -> Facts:
    units = []
    for paragraph in paragraphs:
        if paragraph.part not in {Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS}:
            continue
        argues = paragraph.part is Part.SOURCE and _is_argument(paragraph)
        voice = "argument" if argues else paragraph.part.value
        reported = argues or paragraph.part is Part.GOVERNMENT  # what is argued, in words of the law, is no account
        for sentence in split_sentences(paragraph.text):
            words = "" if _is_particular(sentence.text) else sentence.text
            stemmed = stems(words)
            reported = reported or bool(_REPORTED.search(sentence.text))
            account = "" if reported else words
            concerned = 1 - accounts().of_others(stemmed)
            told = accounts().told(stemmed) * (not reported) * concerned
            cues = cue_counts(stemmed) * concerned
            units.append(Unit(paragraph.number, voice, tuple(terms(stemmed)), cues, told, account, concerned))
    named = bool(claims_in(paragraphs))
    return Facts(tuple(units), frozenset(c.value for c in pleaded(paragraphs)), replied, named)


def _argued(facts: Facts, examined: Sequence[Paragraph]) -> Facts:
    """A case as it would be pleaded by a source who argues, in the words of the Working Group, what it examined.

    The pleadings of the sample world are short; those of others may argue at a length where each issue is touched on.
    """
    none = np.zeros(len(issue_register()))
    units = [
        Unit(paragraph.number, "argument", tuple(terms(stemmed)), cue_counts(stemmed), none, "", none)
        for paragraph in examined
        for stemmed in (stems(sentence.text) for sentence in split_sentences(paragraph.text))
    ]
    return replace(facts, units=(*facts.units, *units))


def _labelled(id: str, gold: dict[str, Any]) -> Labelled:
    kind = Kind(gold["kind"])
    paragraphs = [
        Paragraph(p["number"], part_of(tuple(p["section"]), kind), tuple(p["section"]), p["text"])
        for p in gold["paragraphs"]
    ]
    known = list(issue_register())
    opinion = kind is Kind.OPINION
    facts = facts_of(paragraphs, gold["replied"]) if opinion else None
    taught = [
        (p, [i in entry["issues"] for i in known])
        for p, entry in zip(paragraphs, gold["paragraphs"], strict=True)
        if p.part in AUTHORITY_PARTS and entry["issues"]
    ]
    labels = np.array([row for _, row in taught], dtype=float)
    stemmed = [stems(p.text) for p, _ in taught]
    return Labelled(
        id=id,
        terms=tuple(tuple(terms(words)) for words in stemmed),
        cues=np.array([cue_counts(words) for words in stemmed]),
        labels=labels,
        upheld=labels * (labels[:, [known.index("no_violation")]] == 0),
        named=tuple(tuple(find_citations(p.text)) for p, _ in taught),
        facts=facts,
        argued=_argued(facts, [p for p, _ in taught]) if facts else None,
        raising=_raising(facts, stemmed, labels),
        outcome=gold["outcome"],
        categories=frozenset(gold["categories"]),
        state_party=gold["state_party"],
        tried=tried(paragraphs),
        disposition=disposition_in(paragraphs),
        invoked=tuple(c for p in paragraphs if p.voice is Voice.SOURCE for c in find_citations(p.text)),
        submissions=submitted(paragraphs),
    )


def _raising(facts: Facts | None, paragraphs: Sequence[Sequence[str]], labels: Array) -> Array:
    """Sentences × issues: what the paragraphs that retell a sentence are about, but for what no fact raises."""
    sentences = [[t for t in u.terms if " " not in t] for u in facts.units] if facts else []
    told = retold(sentences, paragraphs)
    of_fact = np.array([issue not in _WITHOUT_FACTS for issue in issue_register()])
    return np.asarray(((told @ labels) > 0) & of_fact, dtype=float)


@cache
def labelled_documents() -> tuple[Labelled, ...]:
    """The labelled documents that ship with the project."""
    return tuple(_labelled(id, gold) for id, gold in labelled_sample())


def adopted_on_labelled(case: Document) -> frozenset[str]:
    """Ids of the labelled opinions that were adopted on this very case: nothing may be learnt from them for it."""
    return on_same(case, {d.id: d.submissions for d in labelled_documents() if d.facts is not None})
