"""Paragraphs in another order, within the part of the draft to which they belong.

Numbers and footnotes follow by themselves, as they are counted when a draft is printed; references are to paragraphs of the
case, which stay where they are.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.changes.addition import named_in
from assistant.changes.errors import Refusal
from assistant.changes.places import (
    Place,
    block_of,
    blocks_of,
    is_conclusion,
    is_frame,
    last_number,
    number_of,
    paragraph_at,
    place_named,
    with_blocks,
)
from assistant.changes.request import Request
from assistant.composing.plan import Plan
from assistant.model import Draft, DraftParagraph

_HOW = "say, for example: move para. 45 before para. 43"


def move(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with a paragraph in another place."""
    place = _free(request.paragraph, draft)
    paragraph = paragraph_at(draft, place)
    target = _target(request, draft, place)
    blocks = list(blocks_of(draft))
    if target.block != place.block:
        _check_home(paragraph, target.block, draft, plan)
    index = target.index - (target.block == place.block and target.index > place.index)
    if (target.block, index) == (place.block, place.index):
        raise Refusal(f"para. {request.paragraph} stands there already: name another place")
    blocks[place.block] = _without(blocks[place.block], place.index)
    there = blocks[target.block]
    blocks[target.block] = (*there[:index], paragraph, *there[index:])
    moved = with_blocks(draft, blocks)
    if target.block != place.block:
        moved = named_in(moved, target.block, plan.issues[paragraph.issues[0]])
    number = number_of(moved, Place(target.block, index))
    return moved, f"Moved para. {request.paragraph}, which is now para. {number}; those between are renumbered."


def swap(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with two paragraphs in each other's place."""
    other = request.beside.paragraph if request.beside else None
    if request.further or other is None or other == request.paragraph:
        raise Refusal("two paragraphs are swapped at a time: say, for example, swap paras. 44 and 45")
    one, two = sorted((_free(request.paragraph, draft), _free(other, draft)), key=lambda p: (p.block, p.index))
    if one.block != two.block:
        raise Refusal(
            f"paras. {request.paragraph} and {other} belong to different parts of the draft: swap two of one part"
        )
    blocks = list(blocks_of(draft))
    block = list(blocks[one.block])
    block[one.index], block[two.index] = block[two.index], block[one.index]
    blocks[one.block] = tuple(block)
    return with_blocks(draft, blocks), f"Swapped paras. {number_of(draft, one)} and {number_of(draft, two)}."


def renumbered(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with its paragraphs numbered from another number on."""
    last = max((p.number for p in plan.case.document.paragraphs), default=0)
    if request.number is None or request.number <= last:
        raise Refusal(
            f"the case itself has paragraphs 1 to {last}: let the draft begin with {last + 1} or a later number"
        )
    changed = replace(draft, first_number=request.number)
    return changed, f"The paragraphs are now {request.number} to {last_number(changed)}."


def _free(number: int | None, draft: Draft) -> Place:
    """The place of a paragraph that may be moved: what opens or closes an analysis may not."""
    if number is None:
        raise Refusal(f"which paragraph is to be moved? {_HOW[0].upper()}{_HOW[1:]}")
    place = place_named(draft, number)
    if is_frame(draft, place):
        what = (
            "closes its analysis, as its conclusion"
            if is_conclusion(draft, place)
            else "opens its analysis, as its recital"
        )
        raise Refusal(f"para. {number} {what}, and stays there: move another")
    return place


def _target(request: Request, draft: Draft, place: Place) -> Place:
    """The place before which the paragraph is to stand."""
    if request.side in ("up", "down"):
        first, end = _room(draft, place.block)
        index = place.index - request.times if request.side == "up" else place.index + request.times + 1
        return Place(place.block, min(max(index, first), end))
    beside = request.beside or Request("")
    if beside.paragraph is None:
        if request.side in ("before", "after"):
            raise Refusal(f"beside which paragraph? {_HOW[0].upper()}{_HOW[1:]}")
        block = block_of(draft, beside.category) if beside.category else place.block
        first, end = _room(draft, block)
        return Place(block, first if request.side == "first" else end)
    there = place_named(draft, beside.paragraph)
    first, end = _room(draft, there.block)
    index = there.index + (request.side == "after")
    if not first <= index <= end:
        edge = "before the recital that opens" if index < first else "behind the conclusion that closes"
        raise Refusal(f"no paragraph stands {edge} an analysis: {_HOW}")
    return Place(there.block, index)


def _room(draft: Draft, block: int) -> tuple[int, int]:
    """The first and last place in a block at which a paragraph may be put."""
    length = len(blocks_of(draft)[block])
    analysed = 0 < block <= len(draft.analyses)
    return (1, max(1, length - 1)) if analysed else (0, length)


def _check_home(paragraph: DraftParagraph, block: int, draft: Draft, plan: Plan) -> None:
    """A paragraph leaves its part of the draft only for the category of its issue."""
    issue = plan.issues.get(paragraph.issues[0]) if len(paragraph.issues) == 1 else None
    home = draft.analyses[block - 1].category.value if 0 < block <= len(draft.analyses) else "general"
    if issue is None or issue.category != home:
        about = f"{issue.label!r} belongs to {_part(issue.category)}" if issue else "it is on no issue of that part"
        raise Refusal(f"{about}: move the paragraph within its own part of the draft")


def _part(category: str) -> str:
    return "the general remarks" if category == "general" else f"category {category}"


def _without(block: tuple[DraftParagraph, ...], index: int) -> tuple[DraftParagraph, ...]:
    return (*block[:index], *block[index + 1 :])
