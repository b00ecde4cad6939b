"""What a paragraph cites: one authority instead of another, or one more; only where it says what the draft says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.changes.authorities import admitted, cited_documents, issue_named, named
from assistant.changes.errors import Refusal
from assistant.changes.limits import Limits
from assistant.changes.named_places import is_authority
from assistant.changes.naming import listed
from assistant.changes.places import (
    Place,
    blocks_of,
    is_frame,
    number_of,
    numbered,
    paragraph_at,
    place_named,
    replaced,
    stated_in,
)
from assistant.changes.request import Request
from assistant.changes.shortening import is_standard
from assistant.composing.plan import Plan
from assistant.composing.standards import citation_of_passage
from assistant.evidence.saying import supported
from assistant.model import Draft, DraftParagraph, Issue, Sentence
from assistant.precedent import standard_sentence, with_instruments
from index.model import Passage

#: Standards among which one is looked for that the draft does not state yet.
NEXT = 4


def use(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft resting on the authority named instead of another, and what was done."""
    if request.authority is None:
        return _another(request, draft, plan)
    passage = named(plan, request.authority)
    changed: list[int] = []
    for place in _targets(request, draft, plan, passage):
        paragraph = _exchanged(paragraph_at(draft, place), passage, request.instead, plan)
        draft = replaced(draft, place, paragraph)
        changed.append(number_of(draft, place))
    old = f" instead of {request.instead}" if request.instead else ""
    return draft, f"Para. {', '.join(map(str, changed))} now rests on {passage.citation}{old}."


def _another(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with the best other authority in the paragraph named, for the first that it rests on."""
    if request.paragraph is None:
        raise Refusal("say which paragraph is to be used, as: use para. 40 of No. 301/2014 instead")
    place = place_named(draft, request.paragraph)
    paragraph = paragraph_at(draft, place)
    issue = plan.issues.get(paragraph.issues[0]) if len(paragraph.issues) == 1 else None
    wanted = Limits(kind=request.kind)
    pool: Iterable[Passage] = admitted(plan, issue, request) if issue else ()
    if request.newer:
        pool = _newer(pool, _newest([s for s in paragraph.sources if is_authority(s, request.instead or s)], plan))
    for passage in filter(wanted.admit, pool):
        if passage.document in cited_documents(paragraph.citations):
            continue
        try:
            changed = replaced(draft, place, _exchanged(paragraph, passage, request.instead, plan))
        except Refusal:  # it does not say what is said there: the next one may
            continue
        return changed, f"Para. {request.paragraph} now rests on {passage.citation}."
    raise Refusal(
        f"no other authority{request.years} was found for para. {request.paragraph}: name one, or ask for other years"
    )


def _targets(request: Request, draft: Draft, plan: Plan, passage: Passage) -> list[Place]:
    """The paragraphs in which the authority is to be exchanged."""
    if request.paragraph is not None:
        return [place_named(draft, request.paragraph)]
    places = [p for p in _places(draft, request) if paragraph_at(draft, p).sources or not request.instead]
    if request.instead:
        citing = [p for p in places if _rests_on(paragraph_at(draft, p), request.instead)]
        if not citing:
            raise Refusal(f"the draft does not cite {request.instead}: name an authority that it cites, or a paragraph")
        return citing
    carried = plan.bench.issues_of(passage)
    fitting = [
        p for p in places if len(paragraph_at(draft, p).issues) == 1 and paragraph_at(draft, p).issues[0] in carried
    ]
    if len(fitting) == 1:
        return fitting
    numbers = ", ".join(str(number_of(draft, p)) for p in fitting)
    found = (
        f"paras. {numbers} are on its issues"
        if fitting
        else f"no paragraph is on what it is about ({_labels(plan, passage)})"
    )
    raise Refusal(
        f"{found}: say in which paragraph {passage.citation} is to be used, as: in para. {draft.first_number}"
    )


def _places(draft: Draft, request: Request) -> Iterator[Place]:
    for block, paragraphs in enumerate(blocks_of(draft)):
        analysed = 0 < block <= len(draft.analyses)
        if request.category and not (analysed and draft.analyses[block - 1].category is request.category):
            continue
        yield from (Place(block, index) for index in range(len(paragraphs)))


def _rests_on(paragraph: DraftParagraph, authority: str) -> bool:
    return any(is_authority(source, authority) for source in paragraph.sources)


def _labels(plan: Plan, passage: Passage) -> str:
    labels = [plan.issues[i].label for i in plan.bench.issues_of(passage) if i in plan.issues]
    return "; ".join(labels) or "no issue of the register"


def _exchanged(paragraph: DraftParagraph, passage: Passage, instead: str | None, plan: Plan) -> DraftParagraph:
    """The paragraph with another authority; refused unless that is on its point."""
    issue = next(
        (plan.issues[i] for i in paragraph.issues if plan.bench.carries(passage, i) and i in plan.issues), None
    )
    if issue is None:
        raise Refusal(
            f"{passage.citation} is not on the point of that paragraph; it is about: {_labels(plan, passage)}"
        )
    if passage.id in paragraph.sources:
        raise Refusal(f"that paragraph rests on {passage.citation} already: name another authority")
    old = instead or next((s.sources[0] for s in paragraph.sentences if s.sources), None)
    if old is None:
        return _supplied(paragraph, passage, issue, plan)
    sentences = [
        _reworded(s, passage, old, issue, plan) if any(is_authority(x, old) for x in s.sources) else s
        for s in paragraph.sentences
    ]
    distinct = {s.text: s for s in sentences}  # two sentences of the old authority have become one
    if not any(passage.id in s.sources for s in distinct.values()):
        raise Refusal(f"that paragraph does not cite {old}: name an authority that it cites")
    return replace(paragraph, sentences=tuple(distinct.values()))


def _supplied(paragraph: DraftParagraph, passage: Passage, issue: Issue, plan: Plan) -> DraftParagraph:
    """A paragraph for which nothing had been found gets its standard."""
    first, *rest = paragraph.sentences
    new = _standard(passage, issue, plan)
    if new is None:
        raise Refusal(f"{passage.citation} has no general sentence on {issue.label!r}: name another paragraph")
    said_nothing = not first.case_paragraphs
    return replace(paragraph, sentences=(new, *(rest if said_nothing else paragraph.sentences)))


def _standard(passage: Passage, issue: Issue, plan: Plan) -> Sentence | None:
    found = plan.bench.find(issue, [passage], 1)
    return standard_sentence(found[0]) if found else None


def _reworded(sentence: Sentence, passage: Passage, old: str, issue: Issue, plan: Plan) -> Sentence:
    """In the words of the new authority where it was in the words of the old one; else with another citation."""
    its_words = is_authority(sentence.sources[0], old) and not sentence.case_paragraphs
    if its_words and (new := _standard(passage, issue, plan)):
        return with_instruments(new, plan.instruments(issue))
    if not supported(plan.corpus.embedder, sentence.text, [passage.text])[0]:
        raise Refusal(
            f"{passage.citation} has no general sentence on {issue.label!r} and does not say what the draft says there: "
            "name another paragraph"
        )
    kept = tuple(c for c in sentence.citations if not is_authority(c.source, old))
    # words taken over keep the paragraph they were taken from among their sources
    sources = tuple(s for s in sentence.sources if its_words or not is_authority(s, old))
    return replace(sentence, citations=(citation_of_passage(passage), *kept), sources=(passage.id, *sources))


def add(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with one more authority that supports an issue of it."""
    wanted = issue_named(plan, request.subject) if request.subject else None
    given = named(plan, request.authority) if request.authority else None
    if given and not request.admits(given.adopted):
        raise Refusal(f"{given.citation} is no authority{request.years}: name another")
    if not given and not any(request.admits(d.adopted) for d in plan.corpus.documents()):
        raise Refusal(f"the index has no document{request.years}: ask for other years")
    for place in _open_to(request, draft, wanted):
        paragraph = paragraph_at(draft, place)
        if (issue := plan.issues.get(paragraph.issues[0])) is None:
            continue
        pool: Iterable[Passage] = [given] if given else admitted(plan, issue, request)
        if request.newer and not given:
            pool = _newer(pool, _newest(paragraph.sources, plan))
        for passage in pool:
            if plan.bench.carries(passage, issue.id) and (more := _joined(paragraph, passage, issue, plan)):
                changed = replaced(draft, place, more)
                return changed, f"Added {passage.citation} to para. {number_of(draft, place)} ({issue.label})."
    if given:
        _refuse_cited(given, _open_to(request, draft, wanted), draft, plan)
    what = given.citation if given else f"{'a newer ' if request.newer else ''}authority{request.years}"
    where = f" on {wanted.label!r}" if wanted else ""
    raise Refusal(
        f"no paragraph of the draft could be supported by {what}{where}: ask for other years or another subject"
    )


def expand(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with the next standard on the issue of a paragraph, or else with one more authority there."""
    place = place_named(draft, request.paragraph or 0)
    paragraph = paragraph_at(draft, place)
    issue = plan.issues.get(paragraph.issues[0]) if len(paragraph.issues) == 1 else None
    if issue is None or is_frame(draft, place):
        raise Refusal(f"para. {request.paragraph} is on no issue of its own: name a paragraph on an issue")
    said = stated_in(draft)
    new = next((s for s in plan.bench.find(issue, plan.passages.get(issue.id, ()), NEXT) if s.text not in said), None)
    if new is not None:
        sentences = list(paragraph.sentences)
        sentences.insert(sum(map(is_standard, sentences)), standard_sentence(new))
        changed = replaced(draft, place, replace(paragraph, sentences=tuple(sentences)))
        return changed, f"Added a standard to para. {request.paragraph} ({new.passage.citation})."
    try:
        return add(replace(request, subject=""), draft, plan)
    except Refusal:
        places = (
            f"; the case speaks of it in {listed(list(paragraph.case_paragraphs))}" if paragraph.case_paragraphs else ""
        )
        raise Refusal(
            f"the index has no further standard or authority on {issue.label!r}{places}: facts are added in the written file"
        ) from None


def _refuse_cited(given: Passage, places: Sequence[Place], draft: Draft, plan: Plan) -> None:
    """A refusal where the paragraphs on the point of an authority cite its document already."""
    fitting = [p for p in places if plan.bench.carries(given, paragraph_at(draft, p).issues[0])]
    citing = [p for p in fitting if given.document in cited_documents(paragraph_at(draft, p).citations)]
    if citing:
        listed = ", ".join(str(number_of(draft, p)) for p in citing)
        word = "para." if len(citing) == 1 else "paras."
        raise Refusal(f"{given.document} is cited in {word} {listed} already: say in which paragraph {given.citation} is to be used "
                      "instead")  # fmt: skip


def _newest(sources: Iterable[str], plan: Plan) -> date:
    """When the newest of some authorities was adopted."""
    known = [p.adopted for id in sources if (p := plan.corpus.passage(id)) and p.adopted]
    return max(known, default=date.min)


def _newer(pool: Iterable[Passage], than: date) -> Iterator[Passage]:
    return (p for p in pool if p.adopted and p.adopted > than)


def _open_to(request: Request, draft: Draft, wanted: Issue | None) -> Sequence[Place]:
    """The paragraphs that may be given an authority: those of one issue, and of the issue named."""
    places = [place_named(draft, request.paragraph)] if request.paragraph is not None else list(_places(draft, request))
    on_one = [p for p in places if len(paragraph_at(draft, p).issues) == 1]
    fitting = [p for p in on_one if wanted is None or paragraph_at(draft, p).issues == (wanted.id,)]
    if not fitting:
        elsewhere = [n for n, p in numbered(draft) if wanted and p.issues == (wanted.id,)]
        if wanted and elsewhere:
            raise Refusal(
                f"on {wanted.label!r} is {listed(elsewhere)}, not para. {request.paragraph}: which one is meant?"
            )
        about = f"on {wanted.label!r}" if wanted else "that could carry an authority there"
        raise Refusal(f"the draft has no paragraph {about}: ask to add the standard paragraph on it")
    analysed = [p for p in fitting if 0 < p.block <= len(draft.analyses)]
    return analysed or fitting


def _joined(paragraph: DraftParagraph, passage: Passage, issue: Issue, plan: Plan) -> DraftParagraph | None:
    """The paragraph with the passage cited for a standard that it says too, or with its own standard added."""
    if passage.document in cited_documents(paragraph.citations):
        return None
    sentences = list(paragraph.sentences)
    standards = [i for i, s in enumerate(sentences) if s.sources and not s.case_paragraphs]
    for index in standards:
        sentence = sentences[index]
        if supported(plan.corpus.embedder, sentence.text, [passage.text])[0]:
            cited = (*sentence.citations, citation_of_passage(passage))
            sentences[index] = replace(sentence, citations=cited, sources=(*sentence.sources, passage.id))
            return replace(paragraph, sentences=tuple(sentences))
    new = _standard(passage, issue, plan)
    if new is None or new.text in {s.text for s in sentences}:
        return None
    sentences.insert(standards[-1] + 1 if standards else 0, new)
    return replace(paragraph, sentences=tuple(sentences))
