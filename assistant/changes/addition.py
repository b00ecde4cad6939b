"""New paragraphs of a draft: the answer to an argument of the Government, and the standard paragraph on an issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.changes.authorities import issue_named, meeting, nearest_to, standards_on
from assistant.changes.conversation import SHOWN
from assistant.changes.errors import Refusal
from assistant.changes.naming import listed
from assistant.changes.places import (
    Place,
    block_of,
    blocks_of,
    inner_named,
    inserted,
    number_of,
    numbered,
    paragraph_at,
    removed,
    replaced,
)
from assistant.changes.request import Request
from assistant.composing.house_style import paragraphs_text, replied, sentences_of
from assistant.composing.plan import Plan
from assistant.composing.telling import repeatable
from assistant.drafting import CONCLUDING
from assistant.model import Analysis, Draft, DraftParagraph, Issue, Sentence
from assistant.precedent import standard_sentence, with_instruments
from index.lexical import words
from index.model import Category, Part, Passage

#: Paragraphs of the Government that are referred to.
REFERRED = 3
#: Words of a sentence by which it is known when it is asked which one is meant.
OPENING = 7


def answer_argument(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with a paragraph that recites an argument of the Government and states the law that meets it."""
    if not request.subject:
        raise Refusal("say which argument is to be answered, as: answer the Government's national security argument")
    numbers = [p.number for p in plan.case.document.paragraphs if p.part is Part.GOVERNMENT]
    if not numbers or plan.case.replied == "no":
        raise Refusal("the case has no submissions of the Government, so that there is no argument to answer")
    spoken = sentences_of(plan.case, numbers, frozenset({Part.GOVERNMENT}))
    about: Sequence[tuple[int, str]] = nearest_to(plan, request.subject, spoken)
    if not about:
        raise Refusal(f"the Government's submissions do not speak of {request.subject!r}: use words that stand in them")
    about = _meant(plan, request.subject, about)
    places = tuple(sorted(list(dict.fromkeys(number for number, _ in about))[:REFERRED]))
    recital = _recital(plan, about, places)
    standard = meeting(plan, request.subject, about[0][1])
    law = standard_sentence(standard) if standard else Sentence(
        f"No authority was found in the index that meets the following argument: {request.subject}."
    )  # fmt: skip
    block = _answering_block(request, draft, places)
    place = Place(block, max(0, len(blocks_of(draft)[block]) - 1))
    changed = inserted(draft, place, DraftParagraph((recital, law), ()))
    found = standard.passage.citation if standard else "no authority was found, and the paragraph says so"
    return (
        changed,
        f"Added para. {number_of(changed, place)} on the Government's argument ({paragraphs_text(places)}): {found}.",
    )


def _meant(plan: Plan, subject: str, about: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
    """The sentences of the one argument that a single word can mean; where it stands in several, it is asked back."""
    if len(set(words(subject))) > 1:
        return about
    argued = [s for s in about if _argues(plan, s[1])] or about
    if len({number for number, _ in argued}) == 1:
        return argued
    listed = "; ".join(f"para. {n}: “{' '.join(text.split()[:OPENING])} …”" for n, text in sorted(argued)[:REFERRED])
    raise Refusal(
        f"the Government speaks of {subject!r} more than once ({listed}): say in more words which argument is meant?"
    )


def _argues(plan: Plan, text: str) -> bool:
    """Whether a sentence of the Government can be recited as what it argues: "the Government encloses the order" is no argument."""
    return repeatable(plan.case, text) and not replied(text, plan.common).lower().startswith("the government ")


def _recital(plan: Plan, about: Sequence[tuple[int, str]], places: tuple[int, ...]) -> Sentence:
    """What the Government says, in its own words where they can be repeated."""
    for number, text in about:
        if _argues(plan, text):
            said = f"The Government argues that {replied(text, plan.common)} ({paragraphs_text([number])})."
            return Sentence(said, case_paragraphs=tuple(dict.fromkeys([number, *places])))
    return Sentence(
        f"The Government has made submissions on this point ({paragraphs_text(places)}).", case_paragraphs=places
    )


def _answering_block(request: Request, draft: Draft, places: Sequence[int]) -> int:
    """The analysis asked for, or the one that has most to do with those paragraphs of the Government."""
    if not draft.analyses:
        raise Refusal("the draft has no analysis in which the argument could be answered: draft a category first")
    if request.category:
        return block_of(draft, request.category)
    wanted = set(places)
    told = [sum(len(wanted & set(p.case_paragraphs)) for p in a.paragraphs) for a in draft.analyses]
    return 1 + max(range(len(told)), key=lambda i: (told[i], -i))


def insert_standard(
    request: Request, draft: Draft, plan: Plan, shown: Sequence[Passage] = (), subject: str = ""
) -> tuple[Draft, str]:
    """The draft with the standard paragraph on an issue, in the analysis to which it belongs."""
    meant = request.subject or subject
    issue = issue_named(plan, meant) if meant else _issue_of(shown, plan)
    block = _home(request, draft, issue)
    going = _going(request, draft)
    gone = paragraph_at(draft, going) if going else None
    said = {s.text for b in blocks_of(draft) for p in b for s in p.sentences if p is not gone}
    meant_shown = () if request.subject else shown
    found = standards_on(plan, issue, meant_shown)
    new = [s for s in found if s.text not in said]
    if not found and meant_shown:
        raise Refusal(
            f"what was shown has no general sentence on {issue.label!r}: ask for the standard paragraph on it"
        )
    if not found:
        raise Refusal(f"no authority was found in the index on {issue.label!r}")
    if not new:
        holding = [n for n, p in numbered(draft) if {s.text for s in found} & {s.text for s in p.sentences}]
        raise Refusal(
            f"the draft states the standards on {issue.label!r} already, in {listed(holding)}: ask to add an authority to it"
        )
    sentences = [standard_sentence(s) for s in new]
    sentences[0] = with_instruments(sentences[0], plan.instruments(issue))
    paragraph = DraftParagraph(tuple(sentences), (issue.id,))
    place = going if going and going.block == block else Place(block, _behind(draft, block, issue))
    changed = replaced(draft, place, paragraph) if place is going else inserted(draft, place, paragraph)
    if going and place is not going:  # it stood in another part of the draft
        changed = removed(changed, going)
    changed = named_in(changed, block, issue)
    number = number_of(changed, place)
    done = f"Para. {number} is now" if place is going else f"Added para. {number}:"
    done = f"{done} the standard on {issue.label!r} ({new[0].passage.citation}"
    if going and place is not going:
        done = f"Removed para. {number_of(draft, going)}; those after it are renumbered. {done}"
    beside = meant_shown and new[0].passage not in meant_shown[:SHOWN]
    return changed, f"{done}; those shown have no general sentence on it)." if beside else f"{done})."


def _going(request: Request, draft: Draft) -> Place | None:
    """The place of the paragraph that is to go for the new one."""
    number = request.beside.paragraph if request.beside and request.side == "instead" else None
    return None if number is None else inner_named(draft, number)


def _issue_of(shown: Sequence[Passage], plan: Plan) -> Issue:
    """What the paragraph that was shown is likeliest about."""
    if not shown:
        raise Refusal("nothing was shown that could be added: say 'add the standard paragraph on no warrant'")
    carried = next((i for i in plan.bench.issues_of(shown[0]) if i in plan.issues), None)
    if carried is None:
        raise Refusal(f"{shown[0].citation} is on no issue of the register: show another paragraph")
    return plan.issues[carried]


def _home(request: Request, draft: Draft, issue: Issue) -> int:
    if request.category:
        return block_of(draft, request.category)
    holding = [i for i, b in enumerate(blocks_of(draft)) if any(p.issues == (issue.id,) for p in b)]
    if holding:
        return holding[0]
    if issue.category == "general":
        return len(draft.analyses) + 1 if issue.id in CONCLUDING else 0
    return block_of(draft, Category(issue.category))


def _behind(draft: Draft, block: int, issue: Issue) -> int:
    """Behind what is said on the issue; else before the conclusion, or at the end of a part that has none."""
    paragraphs = blocks_of(draft)[block]
    on_it = [i for i, p in enumerate(paragraphs) if p.issues == (issue.id,)]
    if on_it:
        return on_it[-1] + 1
    return len(paragraphs) - 1 if 0 < block <= len(draft.analyses) and paragraphs else len(paragraphs)


def named_in(draft: Draft, block: int, issue: Issue) -> Draft:
    """The draft whose analysis names the issue among its own."""

    def naming(analysis: Analysis) -> Analysis:
        return replace(analysis, issues=tuple(dict.fromkeys([*analysis.issues, issue.id])))

    analyses = tuple(naming(a) if i == block else a for i, a in enumerate(draft.analyses, start=1))
    return replace(draft, analyses=analyses)
