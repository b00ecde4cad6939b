"""The standards of past opinions for an issue: general sentences of authority, each with what it may cite.

Nothing is written here. A sentence is taken from a paragraph of the index, and cites that paragraph, other
paragraphs that carry the issue, and the instruments that the very sentence cites, if they are in the register.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.composing.adaptation import adapt, foreign, is_general, stands_alone, vocabulary
from assistant.evidence.support import Support, better
from assistant.learnt.labelled import terms
from assistant.learnt.stemming import stems
from assistant.learnt.subjects import Subject
from assistant.model import DraftCitation, Issue
from index.citations import document_id_of, find_citations, format_provisions, provisions_of
from index.corpus import Corpus
from index.model import AUTHORITY_PARTS, Citation, Filters, Passage
from index.register import register
from index.retrieval import search_many
from index.sentences import Span, split_sentences

#: Passages looked at for an issue, and the probability from which a sentence is taken to be about it.
CANDIDATES = 16
ON_POINT = 0.5
#: Passages looked at where none of the candidates carries the issue.
FURTHER = 80
#: From this probability on a paragraph is cited on an issue. Of the paragraphs that a search for each issue finds in
#: documents that the labels were not learnt from, 96 in 100 above it carry the issue (95 in 100 from 0.5 on).
CARRIES = 0.7
#: A sentence less likely than this about the issue of its paragraph is not if it is likelier about another; one less
#: likely than ON_POINT is not if it is by far likelier about another.
DOUBTFUL = 0.2
#: Citations that a standard sentence carries at most; a drafter prunes more easily than he or she adds.
CITATIONS = 4
#: Two sentences closer than this say the same.
SAME = 0.86
#: So do two of which one has so much of the words of the other.
CONTAINED = 0.9
#: A sentence that no other document echoes more than this is about its own case rather than about the law.
RELEVANT = 0.30

#: A document without a number of its own cannot be cited in house style.
_NUMBERED = re.compile(r"\d+/\d{4}|del-\d+")
_TREATY_TARGETS = ("covenant", "general_comment:HRC:")

Labeller = Callable[[Sequence[str]], list[dict[str, float]]]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Standard:
    """A general proposition as adapted, the passage it comes from and the citations it may carry."""

    text: str
    passage: Passage
    citations: tuple[DraftCitation, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: Passage
    span: Span
    text: str
    score: float
    vector: Vectors


class Standards:
    """Finds standards in an index, within its filters; every answer is the same for the same index."""

    def __init__(
        self,
        corpus: Corpus,
        filters: Filters,
        label: Labeller,
        *,
        state_party: bool | None,
        common: Iterable[str],
        absent: Sequence[Subject] = (),
    ) -> None:
        self._corpus = corpus
        self._filters = filters
        self._label = label
        self._party = state_party
        self._common = frozenset(common)
        self._absent = absent  # subjects of which the case does not speak
        self.admits: Callable[[Passage], bool] = lambda passage: True  # what a drafter lets be cited
        self._labels: dict[str, dict[str, float]] = {}
        self._vectors: dict[str, Vectors] = {}
        self._support = corpus.cached("support", lambda: Support(corpus))  # the next draft compares the same texts

    def within(self, admits: Callable[[Passage], bool]) -> Standards:
        """The same, of the passages that a drafter lets be cited."""
        narrowed = copy(self)
        narrowed.admits = admits
        return narrowed

    def search(self, issues: Sequence[tuple[Issue, str]]) -> dict[str, tuple[Passage, ...]]:
        """For each issue, with the case facts that raise it, the passages that carry it, best first."""
        queries = []
        for issue, facts in issues:
            plain = described(issue)
            queries += [
                (plain, CANDIDATES, self._filters),
                (f"{plain} {facts}"[:900], CANDIDATES, self._filters),
            ]
        answers = search_many(self._corpus, queries)
        self._put_labels(p.text for answer in answers for p in answer)
        found = {}
        for index, (issue, _) in enumerate(issues):
            merged = _interleave(answers[2 * index], answers[2 * index + 1])
            found[issue.id] = tuple(p for p in merged if self.carries(p, issue.id))
        missing = [issue for issue, _ in issues if not found[issue.id]]
        return found | self._searched_further(missing)

    def _searched_further(self, issues: Sequence[Issue]) -> dict[str, tuple[Passage, ...]]:
        """That there is no authority on an issue is said only after a look at many more passages."""
        answers = search_many(self._corpus, [(described(i), FURTHER, self._filters) for i in issues]) if issues else []
        self._put_labels(p.text for answer in answers for p in answer)
        return {
            issue.id: tuple(p for p in answer if self.carries(p, issue.id))
            for issue, answer in zip(issues, answers, strict=True)
        }

    def find(self, issue: Issue, passages: Sequence[Passage], wanted: int = 2) -> tuple[Standard, ...]:
        """Up to `wanted` standards on an issue from passages that carry it."""
        chosen: list[_Candidate] = []
        for candidate in self._candidates(issue, passages):
            if len(chosen) == wanted:
                break
            if not any(_same(candidate, other) for other in chosen):
                chosen.append(candidate)
        cited: set[str] = set()
        return tuple(self._standard(issue, candidate, passages, cited) for candidate in chosen)

    def pointed(self, sentence: str, passages: Sequence[Passage], most: int) -> tuple[Passage, ...]:
        """The first of the passages to which a sentence may point; those that a review would doubt are left for last."""
        sure: list[Passage] = []
        for passage in passages:
            if len(sure) == most:
                break
            if self._says(passage, sentence):
                sure.append(passage)
        return (*sure, *(p for p in passages if p not in sure))[:most]

    def _embedded(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts of the index, each computed once and kept."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._corpus.sentence_vectors(new), strict=True))
        return np.asarray([self._vectors[text] for text in texts], dtype=np.float32)

    @property
    def filters(self) -> Filters:
        """The limits that hold for every authority."""
        return self._filters

    def issues_of(self, passage: Passage) -> list[str]:
        """The issues that a passage carries, likeliest first."""
        labels = self._labelled(passage.text)
        return sorted((i for i in labels if self.carries(passage, i)), key=lambda i: -labels[i])

    def carries(self, passage: Passage, issue: str) -> bool:
        """Whether a passage is on an issue and can be cited in house style."""
        labelled = self._labelled(passage.text).get(issue, 0.0) >= CARRIES
        return labelled and _NUMBERED.fullmatch(passage.document) is not None and self.admits(passage)

    def _candidates(self, issue: Issue, passages: Sequence[Passage]) -> list[_Candidate]:
        common = self._common | vocabulary(p.text for p in passages)
        found: list[tuple[Passage, Span, str]] = []
        for passage in passages:
            for span in split_sentences(passage.text):
                text = self._adapted(span.text, common)
                if text:
                    found.append((passage, span, text))
        if not found:
            return []
        vectors = self._embedded([text for _, _, text in found])
        target = self._embedded([described(issue)])[0]
        scored = self._scored(issue.id, found, vectors, target)
        return sorted(scored, key=lambda c: (-c.score, c.passage.id, c.span.start))

    def _adapted(self, sentence: str, common: frozenset[str]) -> str | None:
        if not is_general(sentence, common):
            return None
        text = adapt(sentence, state_party=self._party)
        if not text or not stands_alone(text) or foreign(text, common) is not None:
            return None
        spoken = terms(stems(text)) if self._absent else []
        return None if any(subject.in_words(spoken) for subject in self._absent) else text

    def _scored(
        self, issue: str, found: Sequence[tuple[Passage, Span, str]], vectors: Vectors, target: Vectors
    ) -> list[_Candidate]:
        """A rule of law is one that other documents state too: echo counts as much as nearness to the issue."""
        self._put_labels(text for _, _, text in found)
        relevance = vectors @ target
        alike = vectors @ vectors.T
        owner = np.array([passage.document for passage, _, _ in found])
        scored = []
        for row, (passage, span, text) in enumerate(found):
            echo = float(np.max(np.where(owner != passage.document, alike[row], 0.0), initial=0.0))
            own = self._labelled(text).get(issue, 0.0)
            if relevance[row] < RELEVANT or self._of_another(text, own):
                continue
            score = float(relevance[row]) + echo + 0.5 * own + 0.2 * self._labelled(passage.text).get(issue, 0.0)
            scored.append(_Candidate(passage, span, text, round(score, 4), vectors[row]))
        return scored

    def _labelled(self, text: str) -> dict[str, float]:
        if text not in self._labels:
            self._put_labels([text])
        return self._labels[text]

    def _put_labels(self, texts: Iterable[str]) -> None:
        """Label texts together: one by one, most of the time would go into getting ready."""
        new = [text for text in dict.fromkeys(texts) if text not in self._labels]
        self._labels.update(zip(new, self._label(new), strict=True))

    def _of_another(self, text: str, own: float) -> bool:
        """Whether a sentence of a paragraph on the issue is itself clearly about another issue."""
        if own >= ON_POINT:
            return False
        margin = DOUBTFUL if own < DOUBTFUL else ON_POINT
        return max(self._labelled(text).values(), default=0.0) > own + margin

    def _standard(self, issue: Issue, candidate: _Candidate, passages: Sequence[Passage], cited: set[str]) -> Standard:
        citations = [citation_of_passage(candidate.passage)]
        for extra in chain(self._carried(issue, candidate), self._companions(candidate, passages)):
            if len(citations) == CITATIONS:
                break
            known = {(c.target, c.pinpoints) for c in citations}
            if extra.raw not in cited and (extra.target, extra.pinpoints) not in known:
                citations.append(extra)
        cited.update(c.raw for c in citations)
        return Standard(candidate.text, candidate.passage, tuple(citations))

    def _says(self, passage: Passage, sentence: str) -> bool:
        """Whether a paragraph says what a sentence says, as a review of the draft will judge it."""
        document = self._corpus.document(passage.document)
        if document is None:
            return False
        ranked = self._support.ranked(document, sentence, "", sentence)
        return better(ranked, document, {passage.paragraph}) is None

    def _companions(self, candidate: _Candidate, passages: Sequence[Passage]) -> Iterator[DraftCitation]:
        """Of other documents the passage on the issue that is nearest to the sentence, of those that say it."""
        others = [p for p in passages if p.document != candidate.passage.document]
        if not others:
            return
        vectors = self._embedded([p.text for p in others])
        seen: set[str] = set()
        for row in np.argsort(-(vectors @ candidate.vector), kind="stable"):
            passage = others[int(row)]
            if passage.document not in seen and self._says(passage, candidate.text):
                seen.add(passage.document)
                yield citation_of_passage(passage)

    def _carried(self, issue: Issue, candidate: _Candidate) -> list[DraftCitation]:
        """What the footnotes of this very sentence cite, as far as it resolves and says that."""
        document = self._corpus.document(candidate.passage.document)
        paragraph = document.paragraph(candidate.passage.paragraph) if document else None
        if document is None or paragraph is None:
            return []
        # a mark stands behind the full stop: at the sentence's end or, after the blank, one further
        marks = {f.mark for f in paragraph.footnotes if candidate.span.start < f.offset <= candidate.span.end}
        found: list[DraftCitation] = []
        for citation in document.citations:
            if citation.paragraph == paragraph.number and citation.footnote in marks:
                found += self._resolved(citation, issue.id, candidate.text)
        return found

    def _resolved(self, citation: Citation, issue: str, sentence: str) -> list[DraftCitation]:
        document = document_id_of(citation.target)
        if document is None:
            entry = self.from_register(citation)
            return [entry] if entry else []
        passages = (self._visible(f"{document}#{pin}") for pin in citation.pinpoints)
        fitting = [p for p in passages if p and self.carries(p, issue) and self._says(p, sentence)]
        return [citation_of_passage(fitting[0])] if fitting else []

    def _visible(self, id: str) -> Passage | None:
        passage = self._corpus.passage(id)
        if passage is None or passage.part not in AUTHORITY_PARTS or passage.document in self._filters.exclude:
            return None
        before = self._filters.before
        return passage if before is None or (passage.adopted is not None and passage.adopted < before) else None

    def from_register(self, citation: Citation) -> DraftCitation | None:
        """The citation as a draft may make it (`entry`), if it is of an instrument."""
        if citation.target.startswith("other:") or citation.target == "paragraph":
            return None
        return self.entry(citation.target, citation.pinpoints, citation.raw)

    def entry(self, target: str, pinpoints: tuple[str, ...], raw: str = "") -> DraftCitation | None:
        """A citation of an instrument, if the register has it, it binds the State and is not too recent; `raw` is how it
        was written where it comes from."""
        if not register().exists(target) or any(register().has_pinpoint(target, p) is False for p in pinpoints):
            return None
        if self._party is not True and target.startswith(_TREATY_TARGETS):
            return None
        if not _old_enough(target, self._filters.before):
            return None
        provisions = provisions_of(target, raw, pinpoints)
        printed = tuple(dict.fromkeys(pin for pins in provisions.values() for pin in pins))
        return DraftCitation(target, printed, format_provisions(target, provisions), None, True)

    def of_register(self, issue: Issue, limit: int = 2) -> list[DraftCitation]:
        """The instruments that the issue register names for an issue."""
        found = [entry for text in issue.other for c in find_citations(text) if (entry := self.from_register(c))]
        return found[:limit]


def _same(one: _Candidate, other: _Candidate) -> bool:
    """Whether two sentences say the same, or one of them but a part of the other."""
    short, long = sorted((set(stems(one.text)), set(stems(other.text))), key=len)
    return float(one.vector @ other.vector) >= SAME or len(short & long) >= CONTAINED * len(short)


def _old_enough(target: str, before: date | None) -> bool:
    """Whether an instrument may be cited in a draft with a date limit: one without a date may."""
    adopted = register().adopted(target)
    return before is None or adopted is None or adopted[1] < before


def described(issue: Issue) -> str:
    """An issue in words, as it is searched for and compared with."""
    return f"{issue.label}. {issue.meaning}"


def citation_of_passage(passage: Passage) -> DraftCitation:
    """The citation of a paragraph of the index."""
    deliberation = passage.document.startswith("del-")
    target = f"{'deliberation' if deliberation else 'opinion'}:{passage.document.removeprefix('del-')}"
    return DraftCitation(target, (str(passage.paragraph),), passage.citation, passage.id, True)


def _interleave(one: Sequence[Passage], other: Sequence[Passage]) -> list[Passage]:
    """Two rankings as one, each passage once."""
    seen: dict[str, Passage] = {}
    for rank in range(max(len(one), len(other))):
        for ranking in (one, other):
            if rank < len(ranking):
                seen.setdefault(ranking[rank].id, ranking[rank])
    return list(seen.values())
