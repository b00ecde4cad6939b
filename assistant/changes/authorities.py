"""The authorities of a draft that is being refined, within the limits of its plan.

They hold for every one of them: the Working Group's own voice, earlier than the case, not its own opinion.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from math import log

import numpy as np

from assistant.changes.conversation import LOOKED_AT, SHOWN, citable
from assistant.changes.errors import Refusal
from assistant.changes.request import Request
from assistant.changes.request_lists import request_lists
from assistant.composing.plan import Plan
from assistant.composing.standards import Standard, Standards, described
from assistant.model import DraftCitation, Issue
from index.citations import document_id_of
from index.embedding import Matrix
from index.lexical import words
from index.model import Passage
from index.retrieval import search

#: Paragraphs looked at for an argument.
FOR_ARGUMENT = 24
#: From this score on an issue is the one that a request names: nearness of meaning, and the share of its words that stand
#: in the issue's name and cues. Where the words alone are less than half known there, the meaning must be as near.
NAMED, BY_NAME, BY_CUES, KNOWN = 0.5, 0.5, 0.4, 0.5
#: Of two issues whose scores are nearer to one another than this, either may be meant.
APART = 0.05
_AND = re.compile(r"\s*(?:,\s*and\b|,|\band\b|&|\bplus\b|\bas well as\b)\s*(?:on\s+)?(?:the\s+)?", re.I)
#: More than this share of an argument's words a paragraph, or a sentence of the case, must have in order to speak of it:
#: "legal certainty" is no legal aid.
SPEAKS = 0.5


def named(plan: Plan, id: str) -> Passage:
    """The paragraph that a request names, if it may be cited; else a refusal that says why not."""
    if "#" not in id and plan.corpus.document(id) is None:
        raise Refusal(f"the index has no {id}: name an authority that it has")
    if "#" not in id:
        raise Refusal(f"say which paragraph of {id} is meant, as: use para. 40 of No. 301/2014 instead")
    found = citable(id, plan.corpus.passage(id), plan.bench.filters)
    if not found.passages:
        raise Refusal(found.note.rstrip("."))
    if not plan.bench.admits(found.passages[0]):
        raise Refusal(
            f"{found.passages[0].citation} may not be cited since you limited what may be: say 'lift the limits' first"
        )
    return found.passages[0]


def subjects_of(plan: Plan, subject: str) -> list[str]:
    """The subjects that a request names: several where each names an issue of its own, "counsel and family notification"
    but not "independent and impartial tribunal"."""
    pieces = [piece for piece in _AND.split(subject) if words(piece)]
    if len(pieces) < 2:
        return [subject]
    try:
        whole, issues = issue_named(plan, subject), [issue_named(plan, piece) for piece in pieces]
    except Refusal:
        return [subject]
    apart = len({i.id for i in issues}) == len(pieces)
    return [subject] if not apart or set(words(subject)) <= set(words(whole.label)) else pieces


def issue_named(plan: Plan, subject: str) -> Issue:
    """The issue of the register that a request speaks of, by a name that drafters have for it or by its words and meaning."""
    wanted = frozenset(words(subject))
    if (called := _called(wanted)) in plan.issues:
        return plan.issues[called]
    if not wanted:
        raise Refusal(f"no issue of the register is called {subject!r}: name it as the register does, as 'no warrant'")
    issues = list(plan.issues.values())
    near = _near(plan, subject, plan.corpus.sentence_vectors([described(i) for i in issues]))
    shares = _shares(issues, wanted)
    scores = [float(n) + BY_NAME * named + BY_CUES * cued for n, (named, cued, _) in zip(near, shares, strict=True)]
    best, second = sorted(range(len(issues)), key=lambda i: -scores[i])[:2]
    either = f"{issues[best].label!r} or {issues[second].label!r}"
    if scores[best] < NAMED or (float(near[best]) < NAMED and shares[best][2] < KNOWN):
        raise Refusal(
            f"no issue of the register is called {subject!r}: is {either} meant? Name it so, or as 'no warrant'"
        )
    if scores[best] - scores[second] < APART:
        raise Refusal(f"{subject!r} may be {either}: which one is meant?")
    return issues[best]


def _called(wanted: frozenset[str]) -> str:
    """The id of the issue that drafters call so, of several names the longest; of one word only where nothing else is said."""
    found = [
        (len(name), id) for name, id in request_lists().called if name == wanted or (len(name) > 1 and name <= wanted)
    ]
    return max(found, default=(0, ""))[1]


def _shares(issues: Sequence[Issue], wanted: Collection[str]) -> list[tuple[float, float, float]]:
    """Of the words asked for, the shares that stand in each issue's name, in its cues, and in either. A word counts the
    more, the fewer issues have it: "solitary" says more than "confinement"."""
    names = [set(words(f"{i.id.replace('_', ' ')} {i.label}")) for i in issues]
    cues = [set(words(" ".join(i.cues))) for i in issues]
    having = Counter(w for n, c in zip(names, cues, strict=True) for w in n | c)
    weights = {w: log(1 + len(issues) / max(1, having[w])) for w in wanted}
    whole = sum(weights.values())

    def share(known: set[str]) -> float:
        return sum(weight for word, weight in weights.items() if word in known) / whole

    return [(share(n), share(c), share(n | c)) for n, c in zip(names, cues, strict=True)]


def admitted(plan: Plan, issue: Issue, request: Request) -> Iterator[Passage]:
    """The passages that carry an issue and are of the years asked for, best first."""
    filters = replace(plan.bench.filters, state=request.state)
    for passage in search(plan.corpus, described(issue), LOOKED_AT, filters):
        if request.admits(passage.adopted) and plan.bench.carries(passage, issue.id):
            yield passage


def standards_on(plan: Plan, issue: Issue, shown: Sequence[Passage] = ()) -> tuple[Standard, ...]:
    """The standards on an issue: from the passages just shown, or those found with them, or else the best of the index."""
    if shown:
        carrying = [p for p in shown if plan.bench.carries(p, issue.id)]
        return plan.bench.find(issue, [p for p in carrying if p in shown[:SHOWN]]) or plan.bench.find(issue, carrying)
    passages = plan.passages.get(issue.id) or plan.bench.search([(issue, "")])[issue.id]
    return plan.bench.find(issue, passages)


class _OnArgument(Standards):
    """Standards that meet an argument. It is no issue of the register, so that no learnt label speaks of it."""

    def __init__(self, plan: Plan, argument: Issue) -> None:
        super().__init__(
            plan.corpus,
            plan.bench.filters,
            lambda texts: [{} for _ in texts],
            state_party=plan.case.state_party,
            common=plan.common,
        )
        said = described(argument)  # words of the case: embedded here, they are not stored beside the index
        self._vectors[said] = plan.corpus.embedder.embed([said])[0]


def meeting(plan: Plan, subject: str, argued: str) -> Standard | None:
    """The general sentence of authority that speaks of an argument; None where none does."""
    argument = Issue("argument", subject, "general", argued, (), (), (), (), ())
    wanted = set(words(subject))
    found = search(plan.corpus, f"{subject}. {argued}"[:900], FOR_ARGUMENT, plan.bench.filters)
    speaking = [p for p in found if plan.bench.issues_of(p) and _share(wanted, p.text) > SPEAKS]
    bench = _OnArgument(plan, argument)
    standards = bench.find(argument, speaking, FOR_ARGUMENT)
    return next((s for s in standards if _share(wanted, s.text) > SPEAKS), None)


def nearest_to(plan: Plan, subject: str, spoken: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Sentences of the case that speak of a subject, best first; embedded in memory only."""
    wanted = set(words(subject))
    about = [s for s in spoken if wanted and _share(wanted, s[1]) > SPEAKS]
    if not about:
        return []
    near = _near(plan, subject, plan.corpus.embedder.embed([text for _, text in about]))
    return [about[int(i)] for i in np.argsort(-near, kind="stable")]


def _share(wanted: set[str], text: str) -> float:
    return len(wanted & set(words(text))) / len(wanted) if wanted else 0.0


def _near(plan: Plan, text: str, vectors: Matrix) -> Matrix:
    return np.asarray(vectors @ plan.corpus.embedder.embed([text])[0], dtype=np.float32)


def cited_documents(citations: Iterable[DraftCitation]) -> set[str]:
    """Ids of the documents cited."""
    return {d for c in citations if (d := document_id_of(c.target))}
