"""Refining a draft in conversation: each request is done whole, or refused in one line and nothing is changed.

A change keeps what every sentence rests on; an authority enters only from the index, within the limits of the
draft. With a chat model, what no rule understands is given to it for one paragraph, and what it writes is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.changes.addition import answer_argument, insert_standard
from assistant.changes.authorities import issue_named, subjects_of
from assistant.changes.conversation import answer
from assistant.changes.errors import Refusal
from assistant.changes.exchange import add, use
from assistant.changes.history import History, Step
from assistant.changes.places import (
    Place,
    block_of,
    blocks_of,
    is_conclusion,
    is_frame,
    number_of,
    paragraph_at,
    place_named,
    removed,
    replaced,
)
from assistant.changes.requests import Act, Request, understand
from assistant.changes.shortening import Bearing, shortened
from assistant.composing.house_style import paragraphs_text
from assistant.composing.plan import Plan
from assistant.export.text import sections
from assistant.model import Draft, DraftParagraph, Issue, Sentence
from index.errors import WgadError
from index.model import Passage
from index.retrieval import search

HELP = (
    "ask for: shorter, shorten para. 45; use para. 40 of No. 301/2014 instead; add an authority from 2019 or later on …; "
    "answer the Government's … argument; give me (or add) the standard paragraph on …; remove para. 70; undo; redo; "
    "start again; history"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of a request: the history after it, what was said, whether it was done, and passages shown."""

    history: History
    said: str
    done: bool = True
    passages: tuple[Passage, ...] = ()

    @property
    def draft(self) -> Draft:
        """The draft as it now stands."""
        return self.history.draft


def converse(history: History, text: str, plan: Plan, model: str | None = None) -> Turn:
    """One turn of the conversation about a draft; never raises for what a user may say."""
    request = understand(text)
    try:
        if request.doubt is not None:
            raise Refusal(request.doubt)
        if request.act in _STEPS:
            return _STEPS[request.act](history)
        if request.act in (Act.UNDO, Act.REDO):
            return (_undo if request.act is Act.UNDO else _redo)(history, request.times)
        if request.act is Act.RESTS:
            return _rests(located(request, history.draft, plan), history, plan)
        if request.act is Act.SHOW:
            return _shown(history, request, plan)
        draft, said = _changed(located(request, history.draft, plan), history, plan, model)
    except WgadError as refusal:
        return Turn(
            history, f"Not done: {str(refusal).rstrip('.')}{'' if str(refusal).endswith('?') else '.'}", done=False
        )
    return Turn(history.then(Step(draft, request.text, said)), said)


def _changed(request: Request, history: History, plan: Plan, model: str | None) -> tuple[Draft, str]:
    draft = history.draft
    if request.act is Act.INSERT:
        return _inserted(request, history, plan)
    if request.act is Act.ADD and (several := _each(request, plan))[1:]:
        return _in_turn(draft, [partial(add, wish, plan=plan) for wish in several])
    if request.act in _CHANGES:
        return _CHANGES[request.act](request, draft, plan)
    if model is None:
        raise Refusal(f"the request was not understood; {HELP}")
    from assistant.changes.rewriting import rewrite  # its libraries take seconds to load

    if request.paragraph is not None and is_conclusion(draft, place_named(draft, request.paragraph)):
        raise Refusal("a conclusion must agree with the disposition and is not left to a chat model: edit it yourself")
    return rewrite(request, draft, plan, model)


def _each(request: Request, plan: Plan) -> list[Request]:
    """A request that names several authorities or subjects as one for each of them."""
    if request.authority and request.others:
        return [replace(request, authority=a, others=()) for a in (request.authority, *request.others)]
    return [replace(request, subject=s) for s in subjects_of(plan, request.subject)]


def _inserted(request: Request, history: History, plan: Plan) -> tuple[Draft, str]:
    """The standard paragraphs asked for: on each subject named, or on what was shown."""
    shown = history.shown
    if not request.subject and not history.subject and len(shown) > 1:
        steps = [partial(insert_standard, request, plan=plan, shown=(passage,)) for passage in shown]
    elif request.subject:
        steps = [partial(insert_standard, wish, plan=plan) for wish in _each(request, plan)]
    else:
        subjects = subjects_of(plan, history.subject)
        steps = [partial(insert_standard, request, plan=plan, shown=shown, subject=s) for s in subjects]
    return _in_turn(history.draft, steps)


def _in_turn(draft: Draft, steps: Sequence[Callable[[Draft], tuple[Draft, str]]]) -> tuple[Draft, str]:
    """The draft after several changes, and what was said of each: all of them, or none."""
    said = []
    for step in steps:
        draft, done = step(draft)
        said.append(done)
    return draft, " ".join(said)


def located(request: Request, draft: Draft, plan: Plan) -> Request:
    """The request with the number of the paragraph that it names in other words: "the last one", "that on counsel"."""
    if request.ordinal is not None:
        blocks = [block_of(draft, request.category)] if request.category else range(len(blocks_of(draft)))
        places = [Place(b, i) for b in blocks for i in range(len(blocks_of(draft)[b]))]
        index = request.ordinal - 1 if request.ordinal > 0 else request.ordinal
        if not -len(places) <= index < len(places):
            raise Refusal(f"there are only {len(places)} paragraphs there: name one by its number")
        return replace(request, paragraph=number_of(draft, places[index]), category=None)
    if request.act in (Act.SHORTEN, Act.REMOVE) and request.subject and request.paragraph is None:
        return replace(request, paragraph=_on(issue_named(plan, request.subject), draft), category=None)
    return request


def _on(issue: Issue, draft: Draft) -> int:
    """The number of the one paragraph on an issue."""
    places = [
        Place(b, i) for b, block in enumerate(blocks_of(draft)) for i, p in enumerate(block) if p.issues == (issue.id,)
    ]
    if len(places) == 1:
        return number_of(draft, places[0])
    numbers = ", ".join(str(number_of(draft, place)) for place in places)
    if numbers:
        raise Refusal(f"paras. {numbers} are on {issue.label!r}: which one is meant?")
    raise Refusal(f"the draft has no paragraph on {issue.label!r}: name one by its number")


def shorten(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with the paragraph, the category or all of it by one degree shorter, or as far as is asked."""
    if request.paragraph is not None:
        places = [place_named(draft, request.paragraph)]
    else:
        blocks = [block_of(draft, request.category)] if request.category else range(len(blocks_of(draft)))
        places = [Place(b, i) for b in blocks for i in range(len(blocks_of(draft)[b]))]
        places = [p for p in places if not is_frame(draft, p)]
    before, done = _words(draft, places), dict[int, None]()
    while True:
        degree = _by_one_degree(draft, places, plan)
        if not degree[1]:
            break
        draft = degree[0]
        done.update(dict.fromkeys(degree[1]))
        if request.share is None or _words(draft, places) <= request.share * before:
            break
    if not done:
        raise Refusal("nothing can be spared there without losing the reasoning: name a paragraph to remove")
    said = f"Shortened {'para.' if len(done) == 1 else 'paras.'} {', '.join(map(str, sorted(done)))}"
    if request.share is None:
        return draft, f"{said}."
    kept = _words(draft, places) / before
    short = "" if kept <= request.share else "; more cannot be spared without losing the reasoning"
    return draft, f"{said}: {kept:.0%} of the words are left{short}."


def _by_one_degree(draft: Draft, places: Sequence[Place], plan: Plan) -> tuple[Draft, list[int]]:
    done = []
    for place in places:
        paragraph = paragraph_at(draft, place)
        if (shorter := shortened(paragraph, _bearing(paragraph, plan))) is not None:
            draft = replaced(draft, place, shorter)
            done.append(number_of(draft, place))
    return draft, done


def _bearing(paragraph: DraftParagraph, plan: Plan) -> Bearing:
    """How much facts bear on the issue of a paragraph; all alike where it is on several, or on none."""
    issue = plan.issues.get(paragraph.issues[0]) if len(paragraph.issues) == 1 else None
    return lambda texts: [float(b) for b in plan.bearing(issue, texts)] if issue and texts else [0.0] * len(texts)


def _words(draft: Draft, places: Sequence[Place]) -> int:
    """The words of those paragraphs with their footnotes: shortening takes out citations too."""
    paragraphs = [paragraph_at(draft, place) for place in places]
    return sum(len(f"{p.text} {' '.join(c.raw for c in p.citations)}".split()) for p in paragraphs) or 1


def remove(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft without a paragraph. A citation alone is never taken out: its sentence would stand on nothing."""
    if request.authority:
        raise Refusal(
            "a citation is not taken out from under its sentence: use another authority, or remove the paragraph"
        )
    if request.paragraph is None and request.category:
        raise Refusal(f"an analysis is not removed whole: draft again without category {request.category.value}")
    if request.paragraph is None:
        raise Refusal("say which paragraph is to be removed, as: remove para. 70")
    place = place_named(draft, request.paragraph)
    if is_conclusion(draft, place):
        raise Refusal(
            f"para. {request.paragraph} is a conclusion and must agree with the disposition: edit it yourself"
        )
    return removed(draft, place), f"Removed para. {request.paragraph}; those after it are renumbered."


def _undo(history: History, times: int = 1) -> Turn:
    taken = history.past[1:][-times:]
    if len(taken) < times:
        return Turn(history, f"Not done: {_changes(len(taken))} to take back.", done=False)
    for _ in taken:
        history = history.undo()
    return Turn(history, f"Taken back: {'; '.join(s.request for s in reversed(taken))}")


def _redo(history: History, times: int = 1) -> Turn:
    again = history.future[:times]
    if not again:
        return Turn(history, "Not done: no change was taken back.", done=False)
    if len(again) < times:
        return Turn(history, f"Not done: {_changes(len(again))} to make again.", done=False)
    for _ in again:
        history = history.redo()
    return Turn(history, f"Done again: {'; '.join(s.request for s in again)}")


def _changes(number: int) -> str:
    return "there is no change" if number == 0 else f"there {'is' if number == 1 else 'are'} only {number}"


def _rests(request: Request, history: History, plan: Plan) -> Turn:
    """What a footnote, or a paragraph, of the draft rests on: passages of the index, and paragraphs of the case."""
    sentences = _asked_about(request, history.draft)
    passages = tuple(dict.fromkeys(p for s in sentences for id in s.sources if (p := plan.corpus.passage(id))))
    others = dict.fromkeys(c.raw for s in sentences for c in s.citations if c.source is None)
    case = sorted({n for s in sentences for n in s.case_paragraphs})
    said = [*(p.citation for p in passages), *others, *([f"the case ({paragraphs_text(case)})"] if case else [])]
    return Turn(history, "; ".join(said) or "It rests on no authority.", passages=passages)


def _asked_about(request: Request, draft: Draft) -> Sequence[Sentence]:
    if request.footnote is None:
        if request.paragraph is None:
            raise Refusal("say which paragraph or footnote is meant, as: what does footnote 7 rest on?")
        return paragraph_at(draft, place_named(draft, request.paragraph)).sentences
    pieces = [piece for section in sections(draft) for n in section.paragraphs for piece in n.pieces]
    found = [piece.sentence for piece in pieces if piece.note and piece.note.number == request.footnote]
    if not found:
        last = max((piece.note.number for piece in pieces if piece.note), default=0)
        raise Refusal(f"the draft has no footnote {request.footnote}: its footnotes are 1 to {last}")
    return found


def _restart(history: History) -> Turn:
    first = history.past[0].draft
    return Turn(history.then(Step(first, "start again", "The draft is as it was first made.")),
                "The draft is as it was first made; undo brings the changes back.")  # fmt: skip


def _listed(history: History) -> Turn:
    return Turn(history, "\n".join(history.lines()))


def _shown(history: History, request: Request, plan: Plan) -> Turn:
    """Passages on a subject, or the paragraph named: what "add it" then means."""
    answers = [
        answer(wish, lambda q, k, f: search(plan.corpus, q, k, f), plan.corpus.passage, plan.bench.filters)
        for wish in _each(request, plan)
    ]
    passages = tuple(dict.fromkeys(p for found in answers for p in found.passages))
    said = " ".join(filter(None, ["; ".join(p.citation for p in passages), *(found.note for found in answers)]))
    if passages:
        further = tuple(p for found in answers for p in found.further)
        history = replace(history, shown=tuple(dict.fromkeys([*passages, *further])), subject=request.subject)
    return Turn(history, said, done=bool(passages), passages=passages)


_STEPS: dict[Act | None, Callable[[History], Turn]] = {
    Act.RESTART: _restart,
    Act.HISTORY: _listed,
}
_CHANGES: dict[Act | None, Callable[[Request, Draft, Plan], tuple[Draft, str]]] = {
    Act.SHORTEN: shorten,
    Act.REMOVE: remove,
    Act.USE: use,
    Act.ADD: add,
    Act.ANSWER: answer_argument,
}
