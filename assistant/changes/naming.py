"""Which paragraphs of a draft a request means: by number, by place, by subject, by category, or all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.changes.authorities import issue_named
from assistant.changes.doubts import EVERYTHING, PLACED
from assistant.changes.errors import Refusal
from assistant.changes.named_places import authority_text, is_authority
from assistant.changes.places import Place, block_of, blocks_of, number_of, numbered, place_named
from assistant.changes.request import Request
from assistant.changes.request_words import Act
from assistant.composing.house_style import join
from assistant.composing.plan import Plan
from assistant.model import Draft, Issue
from index.lexical import words
from index.model import Category

#: What is done to the paragraphs on a subject; other requests have a subject of their own.
_BY_SUBJECT = PLACED | {Act.MOVE, Act.SWAP, Act.STANDS, Act.READ, Act.RESTS}


#: "Ms. Sarvady's health" is health.
_POSSESSOR = re.compile(r"^(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?[A-Z][\w-]*['’]s?\s+|^(?:his|her|their)\s+")


def located(request: Request, draft: Draft, plan: Plan) -> Request:
    """The request with the numbers of the paragraphs that it names in other words: "the last one", "that on counsel"."""
    if request.beside is not None:
        request = replace(request, beside=_numbered(request.beside, draft, plan))
    if request.spared is not None:
        request = replace(request, spared=_numbered(request.spared, draft, plan))
    if request.ordinal is None and request.citing is None and request.act not in _BY_SUBJECT:
        return request
    return _numbered(request, draft, plan)


def _everything_on(subject: str, draft: Draft, plan: Plan) -> str:
    """The question which paragraphs on a subject are meant, with their numbers."""
    numbers, _, about = _named_by(subject, draft, plan)
    if not numbers:
        return f"the draft has no paragraph on {about}: name one by its number"
    return f"{'is' if len(numbers) == 1 else 'are'} {listed(numbers)} meant by everything on {about}? Say: remove {listed(numbers)}"


def _numbered(request: Request, draft: Draft, plan: Plan) -> Request:
    if request.act is Act.REMOVE and request.paragraph is None and request.subject and EVERYTHING.search(request.text):
        raise Refusal(_everything_on(request.subject, draft, plan))
    if request.ordinal is not None:
        places = _in_blocks(request, draft)
        numbers = [_at(place, places, draft) for place in (request.ordinal, *request.ordinals)]
        return replace(
            request, paragraph=numbers[0], further=tuple(numbers[1:]), ordinal=None, ordinals=(), category=None
        )
    if request.citing and request.paragraph is None:
        return replace(request, paragraph=_citing(request.citing, draft))
    if request.subject and request.paragraph is None:
        return replace(request, paragraph=_on(request.subject, draft, plan), subject="", category=None)
    if request.paragraph is not None and request.subject and request.act in PLACED:
        _check_subject(request.paragraph, request.subject, draft, plan)
    if request.paragraph is not None and request.category and not request.also:
        _check_category((request.paragraph, *request.further), request.category, draft)
    return request


def _check_subject(number: int, subject: str, draft: Draft, plan: Plan) -> None:
    """Refuse a paragraph that is named by its number and by a subject which is that of another."""
    try:
        other = _on(subject, draft, plan)
    except Refusal:  # none, or several, are on it
        return
    if other != number:
        raise Refusal(f"the paragraph on {subject!r} is para. {other}, not para. {number}: which one is meant?")


def _check_category(numbers: Sequence[int], category: Category, draft: Draft) -> None:
    for number in numbers:
        if place_named(draft, number).block != block_of(draft, category):
            raise Refusal(f"para. {number} is not under category {category.value}: ask for one at a time")


def _at(ordinal: int, places: list[Place], draft: Draft) -> int:
    index = ordinal - 1 if ordinal > 0 else ordinal
    if not -len(places) <= index < len(places):
        raise Refusal(f"there are only {len(places)} paragraphs there: name one by its number")
    return number_of(draft, places[index])


def _on(subject: str, draft: Draft, plan: Plan) -> int:
    """The number of the one paragraph on a subject."""
    numbers, issues, about = _named_by(subject, draft, plan)
    if len(numbers) == 1:
        return numbers[0]
    if numbers:
        each = join([f"para. {n} ({i.label.lower()})" for n, i in zip(numbers, issues, strict=True)])
        raise Refusal(f"{each} are on {about}: which one is meant?")
    raise Refusal(f"the draft has no paragraph on {about}: name one by its number")


def _named_by(subject: str, draft: Draft, plan: Plan) -> tuple[list[int], list[Issue], str]:
    """The numbers of the paragraphs on a subject, whose issue has the words of it in its name, or is meant by them; their
    issues; and what it is called."""
    subject = _POSSESSOR.sub("", subject) or subject
    wanted = set(words(subject))
    lone = [
        (Place(b, i), issue)
        for b, block in enumerate(blocks_of(draft))
        for i, p in enumerate(block)
        if len(p.issues) == 1 and (issue := plan.issues.get(p.issues[0]))
    ]
    by_name = [(place, issue) for place, issue in lone if wanted and wanted <= set(words(issue.label))]
    exact = [(place, issue) for place, issue in by_name if wanted == set(words(issue.label))]
    issue = None if by_name else issue_named(plan, subject)
    found = exact or by_name or [(place, i) for place, i in lone if i == issue]
    return (
        [number_of(draft, place) for place, _ in found],
        [i for _, i in found],
        repr(issue.label if issue else subject),
    )


def _citing(authority: str, draft: Draft) -> int:
    """The number of the one paragraph that cites an authority."""
    everything = numbered(draft)
    numbers = [n for n, p in everything if any(is_authority(c.source, authority) for c in p.citations)]
    if len(numbers) == 1:
        return numbers[0]
    named = authority_text(authority)
    if numbers:
        raise Refusal(f"{listed(numbers)} cite {named}: which one is meant?")
    raise Refusal(f"the draft does not cite {named}: name a paragraph by its number")


def meant(request: Request, draft: Draft) -> list[Place]:
    """The places of a located request: its paragraphs, or its categories, or all; without those to be left as they are."""
    if request.paragraph is not None:
        return [place_named(draft, n) for n in (request.paragraph, *request.further)]
    places = _in_blocks(request, draft)
    spared = request.spared
    if spared is None:
        return places
    out = set(meant(spared, draft))
    return [p for p in places if p not in out]


def _in_blocks(request: Request, draft: Draft) -> list[Place]:
    named = [block_of(draft, c) for c in (request.category, *request.also) if c]
    last = len(draft.analyses) + 1
    parts = {"preliminary": [0], "categories": list(range(1, last)), "concluding": [last]}
    named += parts[request.part] if request.part else []
    return [Place(b, i) for b in named or range(len(blocks_of(draft))) for i in range(len(blocks_of(draft)[b]))]


def listed(numbers: list[int]) -> str:
    """ "para. 4", "paras. 4, 7"."""
    return f"{'para.' if len(numbers) == 1 else 'paras.'} {', '.join(map(str, numbers))}"
