"""A draft kept to the authorities that its drafter lets be cited: what falls outside gives way to what is inside.

A sentence keeps its words where it cites something inside that says them. Else it is given another standard on its issue,
or an authority that says the same; and where there is none, the draft says so in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.changes.errors import Refusal
from assistant.changes.limits import ANYTHING, Limits, within
from assistant.changes.naming import listed, meant
from assistant.changes.places import number_of, paragraph_at, replaced, stated_in
from assistant.changes.request import Request
from assistant.composing.house_style import issue_text
from assistant.composing.plan import Plan
from assistant.composing.standards import citation_of_passage
from assistant.evidence.saying import supported
from assistant.model import Draft, DraftCitation, DraftParagraph, Issue, Sentence
from assistant.precedent import EXAMINED, TOUCHED, standard_sentence
from index.model import Passage

#: Standards among which one is looked for that the draft does not state yet; paragraphs pointed to; and paragraphs
#: asked whether they say what a sentence says.
STANDARDS, POINTED, ASKED = 4, 3, 8

_LIMITED = "within the limits set for this draft"


def restrict(request: Request, draft: Draft, plan: Plan, limits: Limits) -> tuple[Draft, str, Limits]:
    """The draft within the limits that a request sets, what was done, and the limits that hold from now on."""
    new = limits.narrowed(request)
    if ANYTHING.narrowed(request) == ANYTHING and not (request.paragraph or request.category or request.part):
        return draft, _lifted(limits), ANYTHING
    if not any(new.admit(p) for found in plan.passages.values() for p in found):
        raise Refusal(f"no authority on the issues of this draft would be left ({new}): ask for other limits")
    narrow, done, bare = within(plan, new.admit), [], []
    for place in meant(request, draft):
        paragraph = paragraph_at(draft, place)
        kept = _kept_within(paragraph, draft, narrow)
        if kept is not paragraph:
            draft = replaced(draft, place, kept)
            done.append(number_of(draft, place))
            bare += [number_of(draft, place)] if any(_LIMITED in s.text for s in kept.sentences) else []
    whole = not (request.paragraph or request.category or request.part or request.spared)
    if not whole and not done:
        raise Refusal(f"nothing is cited there but {new}: the draft stays as it is")
    return draft, _said(done, bare, new, whole=whole), new if whole else limits


def _lifted(limits: Limits) -> str:
    if limits == ANYTHING:
        raise Refusal("no limits were set to what may be cited: say, for example, cite only opinions from 2018 on")
    return "What may be cited is not limited any more; what was changed stays."


def _said(done: list[int], bare: list[int], limits: Limits, *, whole: bool) -> str:
    said = f"Cited {'from now on' if whole else 'there'}: {limits}, beside instruments. "
    said += f"Changed: {listed(done)}." if done else "Nothing cited falls outside."
    if bare:
        said += f" No authority was found within these limits for {listed(bare)}: the text says so."
    return said


def _kept_within(paragraph: DraftParagraph, draft: Draft, plan: Plan) -> DraftParagraph:
    if not any(_outside(c, plan) for c in paragraph.citations):
        return paragraph
    said = stated_in(draft)
    sentences: list[Sentence] = []
    for index, sentence in enumerate(paragraph.sentences):
        kept = _sentence(sentence, _issue(paragraph, index, plan), said, plan)
        said.add(kept.text)
        sentences.append(kept)
    return replace(paragraph, sentences=tuple({s.text: s for s in sentences}.values()))


def _issue(paragraph: DraftParagraph, index: int, plan: Plan) -> Issue | None:
    """The issue of a sentence: that of its paragraph, or its own where the paragraph has a sentence on each."""
    several = len(paragraph.issues) == len(paragraph.sentences)
    issues = paragraph.issues if len(paragraph.issues) == 1 else paragraph.issues[index : index + 1] if several else ()
    return plan.issues.get(issues[0]) if issues else None


def _outside(citation: DraftCitation, plan: Plan) -> bool:
    passage = plan.corpus.passage(citation.source) if citation.source else None
    return passage is not None and not plan.bench.admits(passage)


def _sentence(sentence: Sentence, issue: Issue | None, said: set[str], plan: Plan) -> Sentence:
    kept = tuple(c for c in sentence.citations if not _outside(c, plan))
    if kept == sentence.citations:
        return sentence
    own = sentence.citations[0].source is None  # it is an instrument that says it in the first place
    if own or (saying := _saying_first(sentence, kept, plan)):
        kept = kept if own else saying
        sources = [c.source for c in kept if c.source]
        words = () if own else sentence.sources[:1]  # the paragraph whose words it has stays among its sources
        return replace(sentence, citations=kept, sources=tuple(dict.fromkeys([*sources, *words])))
    pool = _pool(issue, plan) if issue else ()
    if _only_points(sentence):
        return _pointing(sentence, pool, plan)
    return _standard(issue, pool, said, plan) or _saying(sentence, kept, pool, plan) or _none(sentence, issue)


def _only_points(sentence: Sentence) -> bool:
    """Whether a sentence says no more than where to read."""
    return sentence.text.startswith((EXAMINED, TOUCHED))


def _saying_first(sentence: Sentence, kept: tuple[DraftCitation, ...], plan: Plan) -> tuple[DraftCitation, ...]:
    """The citations, that which has the words of the sentence or says the same before the others; none where none does."""
    found = {c.source: p for c in kept if c.source and (p := plan.corpus.passage(c.source))}
    if not found or sentence.sources[0] in found or _only_points(sentence):
        return tuple(sorted(kept, key=lambda c: c.source is None)) if found else ()
    says = supported(plan.corpus.embedder, sentence.text, [p.text for p in found.values()])
    saying = {id for id, yes in zip(found, says, strict=True) if yes}
    return tuple(sorted(kept, key=lambda c: (c.source is None, c.source not in saying))) if saying else ()


def _pool(issue: Issue, plan: Plan) -> tuple[Passage, ...]:
    return plan.passages.get(issue.id) or plan.bench.search([(issue, "")])[issue.id]


def _pointing(sentence: Sentence, pool: tuple[Passage, ...], plan: Plan) -> Sentence:
    """A sentence that says where an issue is examined, pointing to other paragraphs."""
    found = plan.bench.pointed(sentence.text, pool, min(POINTED, len(sentence.citations)))
    if found:
        return _citing(sentence, found)
    text = f"{sentence.text.rstrip('.')}; no authority was found on it in the index, {_LIMITED}."
    return replace(sentence, text=text, citations=(), sources=())


def _standard(issue: Issue | None, pool: tuple[Passage, ...], said: set[str], plan: Plan) -> Sentence | None:
    """Another standard on the issue."""
    found = plan.bench.find(issue, pool, STANDARDS) if issue else ()
    return next((standard_sentence(s) for s in found if s.text not in said), None)


def _saying(
    sentence: Sentence, kept: tuple[DraftCitation, ...], pool: tuple[Passage, ...], plan: Plan
) -> Sentence | None:
    """The sentence on an authority that says the same; the paragraph whose words it has stays among its sources."""
    asked = pool[:ASKED]
    says = supported(plan.corpus.embedder, sentence.text, [p.text for p in asked]) if asked else []
    found = next((p for p, yes in zip(asked, says, strict=True) if yes), None)
    if found is None:
        return None
    sources = (found.id, *(s for s in sentence.sources[:1] if s != found.id))
    return replace(sentence, citations=(citation_of_passage(found), *kept), sources=sources)


def _citing(sentence: Sentence, passages: Iterable[Passage]) -> Sentence:
    cited = tuple(passages)
    return replace(sentence, citations=tuple(map(citation_of_passage, cited)), sources=tuple(p.id for p in cited))


def _none(sentence: Sentence, issue: Issue | None) -> Sentence:
    """What is said in place of a sentence that has no authority left."""
    point = f"the following issue: {issue_text(issue.label)}" if issue else "this point"
    text = f"No authority was found in the index, {_LIMITED}, on {point}."
    return Sentence(text, case_paragraphs=sentence.case_paragraphs)
