"""Where a paragraph of a draft stands, and drafts with one paragraph changed, added or taken out.

The blocks of a draft are its preliminary points, its analyses in order, and its concluding remarks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.changes.errors import Refusal
from assistant.composing.caveats import refreshed
from assistant.model import Draft, DraftParagraph, Sentence
from assistant.precedent import FURTHER
from index.model import Category

Block = tuple[DraftParagraph, ...]

_TOLD = re.compile(r"^The facts set out above bear on this issue too")
_UNTOLD = "The account of the source bears on this issue"
_ADDS = re.compile(rf"^(?:{'|'.join(FURTHER)})\b")
_REPORTED = re.compile(rf"^In the present case, the source states|{_ADDS.pattern}")


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph's block (0 the preliminary points, the last the concluding remarks) and its place in it."""

    block: int
    index: int


def blocks_of(draft: Draft) -> tuple[Block, ...]:
    """The paragraphs of a draft, block by block; the disposition is none of them."""
    return (draft.preliminary, *(a.paragraphs for a in draft.analyses), draft.concluding)


def numbered(draft: Draft) -> list[tuple[int, DraftParagraph]]:
    """The paragraphs of a draft with their numbers."""
    return list(enumerate((p for block in blocks_of(draft) for p in block), start=draft.first_number))


def stated_in(draft: Draft) -> set[str]:
    """The sentences of a draft."""
    return {s.text for _, p in numbered(draft) for s in p.sentences}


def with_blocks(draft: Draft, blocks: Sequence[Block]) -> Draft:
    """The draft with other paragraphs; what they no longer tell is not referred to."""
    mended = [_mended(block) for block in blocks]
    analyses = tuple(replace(a, paragraphs=b) for a, b in zip(draft.analyses, mended[1:-1], strict=True))
    return refreshed(replace(draft, preliminary=mended[0], analyses=analyses, concluding=mended[-1]))


def paragraph_at(draft: Draft, place: Place) -> DraftParagraph:
    """The paragraph at a place."""
    return blocks_of(draft)[place.block][place.index]


def block_of(draft: Draft, category: Category) -> int:
    """The block of the analysis under a category, or a refusal where the draft has none."""
    for block, analysis in enumerate(draft.analyses, start=1):
        if analysis.category is category:
            return block
    raise Refusal(f"the draft has no analysis under category {category.value}: draft that category first")


def place_of(draft: Draft, number: int) -> Place | None:
    """Where the paragraph with that number stands; None for the disposition and for numbers that the draft lacks."""
    rest = number - draft.first_number
    for block, paragraphs in enumerate(blocks_of(draft)):
        if 0 <= rest < len(paragraphs):
            return Place(block, rest)
        rest -= len(paragraphs)
    return None


def place_named(draft: Draft, number: int) -> Place:
    """Where the paragraph with that number stands, or a refusal that says which numbers there are."""
    if (place := place_of(draft, number)) is None:
        first, last = draft.first_number, last_number(draft) - 1
        what = "is the disposition" if number == last + 1 else "is no paragraph of the draft"
        raise Refusal(f"para. {number} {what}: its paragraphs are {first} to {last}")
    return place


def number_of(draft: Draft, place: Place) -> int:
    """The number under which the paragraph at a place is printed."""
    return draft.first_number + sum(len(b) for b in blocks_of(draft)[: place.block]) + place.index


def last_number(draft: Draft) -> int:
    """The number of the disposition."""
    return draft.first_number + sum(map(len, blocks_of(draft)))


def is_frame(draft: Draft, place: Place) -> bool:
    """Whether a paragraph opens or closes an analysis: the recital of what is claimed, and the conclusion."""
    analysed = 0 < place.block <= len(draft.analyses)
    return analysed and place.index in (0, len(blocks_of(draft)[place.block]) - 1)


def inner_named(draft: Draft, number: int) -> Place:
    """Where the paragraph with that number stands, or a refusal for one that opens or concludes an analysis."""
    place = place_named(draft, number)
    if is_frame(draft, place):
        raise Refusal(
            f"para. {number} opens or concludes its analysis and stays as it is: name a paragraph on an issue"
        )
    return place


def is_conclusion(draft: Draft, place: Place) -> bool:
    """Whether a paragraph concludes an analysis."""
    return is_frame(draft, place) and place.index == len(blocks_of(draft)[place.block]) - 1


def replaced(draft: Draft, place: Place, paragraph: DraftParagraph) -> Draft:
    """The draft with another paragraph at a place."""
    return edited(draft, place.block, place.index, place.index + 1, (paragraph,))


def inserted(draft: Draft, place: Place, paragraph: DraftParagraph) -> Draft:
    """The draft with one more paragraph at a place, before the one that stood there."""
    return edited(draft, place.block, place.index, place.index, (paragraph,))


def removed(draft: Draft, place: Place) -> Draft:
    """The draft without a paragraph."""
    return edited(draft, place.block, place.index, place.index + 1, ())


def edited(draft: Draft, block: int, start: int, stop: int, new: Block) -> Draft:
    """The draft with other paragraphs in place of some of a block."""
    blocks = list(blocks_of(draft))
    blocks[block] = (*blocks[block][:start], *new, *blocks[block][stop:])
    return with_blocks(draft, blocks)


def _mended(block: Block) -> Block:
    """ "The facts set out above" must be set out above, and "it adds" needs something to add to."""
    told: set[int] = set()
    result = []
    for paragraph in block:
        sentences: list[Sentence] = []
        for sentence in paragraph.sentences:
            text = sentence.text
            if _TOLD.match(text) and not told & set(sentence.case_paragraphs):
                text = _TOLD.sub(_UNTOLD, text)
            if _ADDS.match(text) and not (sentences and _REPORTED.match(sentences[-1].text)):
                text = _ADDS.sub("In the present case, the source states that", text)
            if _REPORTED.match(text):
                told |= set(sentence.case_paragraphs)
            sentences.append(sentence if text == sentence.text else replace(sentence, text=text))
        kept = tuple(sentences)
        result.append(paragraph if kept == paragraph.sentences else replace(paragraph, sentences=kept))
    return tuple(result)
