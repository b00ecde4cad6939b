"""Refining a draft in conversation: each message is done whole, or refused in one line and nothing is changed.

A change keeps what every sentence rests on; an authority enters only from the index, within the limits of the
draft. With a chat model, what no rule understands is given to it for one paragraph, and what it writes is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.changes import parties, standing
from assistant.changes.addition import answer_argument, insert_standard
from assistant.changes.authorities import subjects_of
from assistant.changes.certainty import firm, soften
from assistant.changes.citing import add, expand, use
from assistant.changes.conversation import LOOKED_AT, answer
from assistant.changes.cutting import fewer, remove, shorten
from assistant.changes.doubts import doubt_about_it
from assistant.changes.errors import Refusal
from assistant.changes.history import History, Step
from assistant.changes.limits import ANYTHING, Limits, within
from assistant.changes.naming import located
from assistant.changes.order import move, renumbered, swap
from assistant.changes.parties import wrong_premise
from assistant.changes.places import is_conclusion, paragraph_at, place_named
from assistant.changes.questions import reading, rests
from assistant.changes.requests import LONGEST, Act, Request
from assistant.changes.restricting import restrict
from assistant.changes.sentences import merge, split
from assistant.changes.several import in_order, understood_of
from assistant.changes.spelling import put_right
from assistant.composing.adaptation import vocabulary
from assistant.composing.plan import Plan
from assistant.model import Draft
from index.errors import WgadError
from index.model import Filters, Passage
from index.retrieval import search

HELP = (
    "Ask: where is it weak? what is missing? what must I still decide? why category II? how sure are you about para. 45? which "
    "sentences have no authority? list the authorities; what did the Government say on counsel? what does footnote 7 rest on?\n"
    "Or say: shorter; shorten para. 45; fewer citations; use para. 40 of No. 301/2014 instead; add an authority from 2019 or "
    "later on …; cite only opinions from 2018 on; don't cite 301/2014; answer the Government's … argument; give me (or add) the "
    "standard paragraph on …; soften para. 45; move para. 45 before para. 43; remove para. 70; drop the second sentence of para. 45; merge paras. 44 and 45; "
    "split para. 45; replace para. 45 with one on …; expand para. 45; renumber from 45; undo; redo; start again; history."
)
NOT_UNDERSTOOD = (
    "the request was not understood; say, for example, shorten para. 45, or ask for help to see what can be asked"
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
    meant = text if len(text) > LONGEST else put_right(" ".join(text.split()), _known(plan))
    turn = _turn(history, meant, " ".join(text.split()), plan, model)
    if meant == text or meant == " ".join(text.split()):
        return turn
    return replace(turn, said=f"Understood as “{meant}”. {turn.said}")


def _known(plan: Plan) -> frozenset[str]:
    """Words that the case and its authorities use: no misspelling of others."""
    found = vocabulary(p.text for passages in plan.passages.values() for p in passages)
    return plan.common | found


def _turn(history: History, meant: str, text: str, plan: Plan, model: str | None) -> Turn:
    try:
        wish = meant[:LONGEST]
        requests = understood_of(wish, {d.state for d in plan.corpus.documents() if d.state})
        if premise := wrong_premise(wish, plan.case):
            raise Refusal(premise)
        if len(requests) == 1 and (doubt := doubt_about_it(requests[0], history.changed_last())):
            raise Refusal(doubt)
        for request in requests:
            if request.doubt is not None:
                raise Refusal(request.doubt)
        plan = within(plan, history.limits.admit) if history.limits != ANYTHING else plan
        if all(request.act in _STANDING for request in requests):
            return Turn(history, "\n".join(_stated(r, history.draft, plan) for r in requests))
        if len(requests) == 1 and (asked := _asked(requests[0], history, plan)):
            return asked
        draft, said, limits = _changed(requests, history, plan, model)
    except WgadError as refusal:
        return Turn(
            history, f"Not done: {str(refusal).rstrip('.')}{'' if str(refusal).endswith('?') else '.'}", done=False
        )
    return Turn(history.then(Step(draft, text, said, limits)), said)


def _asked(request: Request, history: History, plan: Plan) -> Turn | None:
    """The answer to what changes nothing, or only goes from one version to another; None for a change."""
    if request.act in _STEPS:
        return _STEPS[request.act](history)
    if request.act in (Act.UNDO, Act.REDO):
        return (_undo if request.act is Act.UNDO else _redo)(history, request.times)
    if request.act is Act.RESTS:
        said, passages = rests(located(request, history.draft, plan), history.draft, plan)
        return Turn(history, said, passages=passages)
    if request.act is Act.READ:
        return Turn(history, reading(located(request, history.draft, plan), history.draft))
    return _shown(history, request, plan) if request.act is Act.SHOW else None


def _stated(request: Request, draft: Draft, plan: Plan) -> str:
    """How the draft stands in what was asked about."""
    return _STANDING[request.act](located(request, draft, plan), draft, plan)


def _changed(requests: Sequence[Request], history: History, plan: Plan, model: str | None) -> tuple[Draft, str, Limits]:
    """The draft after all that was asked for, what was said of each, and the limits that hold from then on."""
    ready = in_order([located(r, history.draft, plan) for r in requests])
    if len(ready) > 1 and any(r.act in (Act.MOVE, Act.SWAP, Act.MERGE, Act.SPLIT) for r in ready):
        raise Refusal("paragraphs are moved, merged or split one at a time: ask for the other changes first")
    draft, limits, said = history.draft, history.limits, []
    for request in ready:
        if request.act is Act.LIMIT:
            draft, done, limits = restrict(request, draft, plan, limits)
            plan = within(plan, limits.admit)
        else:
            draft, done = _one(request, draft, history, plan, model)
        said.append(done)
    return draft, " ".join(said), limits


def _one(request: Request, draft: Draft, history: History, plan: Plan, model: str | None) -> tuple[Draft, str]:
    if request.act is Act.INSERT:
        return _in_turn(draft, _insertions(request, history, plan))
    if request.act is Act.ADD and (several := _each(request, plan))[1:]:
        return _in_turn(draft, [partial(add, wish, plan=plan) for wish in several])
    if request.act is Act.ADD and request.times > 1 and not request.authority:
        return _in_turn(draft, [partial(add, request, plan=plan)] * request.times)
    if request.act is Act.FIRM:
        return firm(request, draft, history.past[0].draft)
    if request.act in _CHANGES:
        return _CHANGES[request.act](request, draft, plan)
    if model is None:
        raise Refusal(request.beyond or NOT_UNDERSTOOD)
    from assistant.changes.rewriting import rewrite  # its libraries take seconds to load

    if request.paragraph is not None and is_conclusion(draft, place_named(draft, request.paragraph)):
        raise Refusal("a conclusion must agree with the disposition and is not left to a chat model: edit it yourself")
    return rewrite(request, draft, plan, model)


def _each(request: Request, plan: Plan) -> list[Request]:
    """A request that names several authorities or subjects as one for each of them."""
    if request.authority and request.others:
        return [replace(request, authority=a, others=()) for a in (request.authority, *request.others)]
    return [replace(request, subject=s) for s in subjects_of(plan, request.subject)]


def _insertions(request: Request, history: History, plan: Plan) -> Iterator[Callable[[Draft], tuple[Draft, str]]]:
    """The standard paragraphs asked for: on each subject named, or on what was shown."""
    shown = history.shown
    if not request.subject and not history.subject and len(shown) > 1:
        yield from (partial(insert_standard, request, plan=plan, shown=(passage,)) for passage in shown)
    elif request.subject:
        first, *others = _each(request, plan)  # only one of them takes the place of what goes
        wishes = [first, *(replace(wish, side=None, beside=None) for wish in others)]
        yield from (partial(insert_standard, wish, plan=plan) for wish in wishes)
    else:
        subjects = subjects_of(plan, history.subject)
        yield from (partial(insert_standard, request, plan=plan, shown=shown, subject=s) for s in subjects)


def _in_turn(draft: Draft, steps: Iterable[Callable[[Draft], tuple[Draft, str]]]) -> tuple[Draft, str]:
    """The draft after several changes, and what was said of each: all of them, or none."""
    said = []
    for step in steps:
        draft, done = step(draft)
        said.append(done)
    return draft, " ".join(said)


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


def _restart(history: History) -> Turn:
    first = history.past[0].draft
    return Turn(history.then(Step(first, "start again", "The draft is as it was first made.")),
                "The draft is as it was first made; undo brings the changes back.")  # fmt: skip


def _listed(history: History) -> Turn:
    return Turn(history, "\n".join(history.lines()))


def _helped(history: History) -> Turn:
    return Turn(history, HELP)


def _on_what(request: Request, history: History, plan: Plan) -> Request:
    """A request for an authority that names a paragraph, or a State alone, with the subject that it is then to be on."""
    if request.subject or request.authority:
        return request
    if request.paragraph is not None:
        issues = paragraph_at(history.draft, place_named(history.draft, request.paragraph)).issues
    else:
        issues = tuple(i for a in history.draft.analyses for i in a.issues) if request.state else ()
    return replace(request, subject="; ".join(plan.issues[i].label for i in issues if i in plan.issues))


def _shown(history: History, request: Request, plan: Plan) -> Turn:
    """Passages on a subject, or the paragraph named: what "add it" then means."""

    def found(query: str, k: int, filters: Filters) -> list[Passage]:
        most = k if history.limits == ANYTHING else LOOKED_AT
        return [p for p in search(plan.corpus, query, most, filters) if plan.bench.admits(p)][:k]

    request = _on_what(request, history, plan)
    answers = [answer(wish, found, plan.corpus.passage, plan.bench.filters) for wish in _each(request, plan)]
    passages = tuple(dict.fromkeys(p for given in answers for p in given.passages))
    said = " ".join(filter(None, ["; ".join(p.citation for p in passages), *(given.note for given in answers)]))
    if passages:
        further = tuple(p for given in answers for p in given.further)
        history = replace(history, shown=tuple(dict.fromkeys([*passages, *further])), subject=request.subject)
    return Turn(history, said, done=bool(passages), passages=passages)


_STEPS: dict[Act | None, Callable[[History], Turn]] = {
    Act.RESTART: _restart,
    Act.HISTORY: _listed,
    Act.HELP: _helped,
}
_STANDING: dict[Act | None, Callable[[Request, Draft, Plan], str]] = {
    Act.AUTHORITIES: standing.authorities,
    Act.OPEN: standing.open_questions,
    Act.MISSING: standing.missing,
    Act.WEAK: standing.weak,
    Act.BARE: standing.bare,
    Act.STANDS: standing.stands,
    Act.SAID: parties.said,
}
_CHANGES: dict[Act | None, Callable[[Request, Draft, Plan], tuple[Draft, str]]] = {
    Act.SHORTEN: shorten,
    Act.FEWER: fewer,
    Act.REMOVE: remove,
    Act.EXPAND: expand,
    Act.USE: use,
    Act.ADD: add,
    Act.ANSWER: answer_argument,
    Act.SOFTEN: soften,
    Act.MOVE: move,
    Act.SWAP: swap,
    Act.MERGE: merge,
    Act.SPLIT: split,
    Act.NUMBER: renumbered,
}
