"""Sentences of a paragraph: one dropped, two neighbouring paragraphs merged, one split between two sentences.

No word is changed but the opening of a fact that now comes first. A finding does not stand without a fact, what opens or
concludes an analysis stays as it is, and so do the question to decide and what the Government says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.changes.certainty import finds, is_question
from assistant.changes.errors import Refusal
from assistant.changes.places import edited, inner_named, paragraph_at, replaced
from assistant.changes.request import Request
from assistant.changes.shortening import further, is_fact, is_standard, opened
from assistant.composing.plan import Plan
from assistant.model import Draft, DraftParagraph, Sentence

_ALONE = "a finding, or its question, may not stand without its facts"


def drop(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft without one sentence: a fact, or a standard beside another."""
    if request.paragraph is None:
        raise Refusal("say of which paragraph, as: drop the second sentence of para. 45")
    place = inner_named(draft, request.paragraph)
    paragraph = paragraph_at(draft, place)
    index = _index(request, paragraph)
    sentence, left = paragraph.sentences[index], list(paragraph.sentences)
    del left[index]
    if is_standard(sentence):
        if not any(map(is_standard, left)):
            raise Refusal(
                "it is the only standard of its paragraph, which would then state no law: use another authority"
            )
    elif not is_fact(sentence):
        raise Refusal("only a fact or a second standard is dropped: a finding is softened, a question decided in the written file, "
                      "and what the Government says stays")  # fmt: skip
    elif _decides(left) and not any(map(is_fact, left)):
        raise Refusal(f"{_ALONE}: remove the paragraph, or keep the sentence")
    if index < len(left) and is_fact(sentence) and not further(sentence):  # the fact behind it is now the first
        left[index] = opened(left[index], sentence)
    changed = replaced(draft, place, replace(paragraph, sentences=tuple(left)))
    return changed, f"Dropped sentence {index + 1} of para. {request.paragraph}."


def merge(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with two neighbouring paragraphs of one category as one; what both find is found once."""
    numbers = sorted({request.paragraph or 0, *request.further})
    if len(numbers) != 2 or request.paragraph is None:
        raise Refusal("two neighbouring paragraphs are merged at a time: say, for example, merge paras. 44 and 45")
    first, second = (inner_named(draft, number) for number in numbers)
    if first.block != second.block:
        raise Refusal(
            f"paras. {numbers[0]} and {numbers[1]} belong to different parts of the draft: merge two of one category"
        )
    if second.index != first.index + 1:
        raise Refusal(f"paras. {numbers[0]} and {numbers[1]} are no neighbours: move one beside the other first")
    one, two = paragraph_at(draft, first), paragraph_at(draft, second)
    issues = tuple(dict.fromkeys([*one.issues, *two.issues]))
    both = DraftParagraph(_once([*one.sentences, *two.sentences]), issues)
    changed = edited(draft, first.block, first.index, second.index + 1, (both,))
    more = "" if len(issues) == 1 else "; to change what it says on one of its issues, undo first"
    return (
        changed,
        f"Merged paras. {numbers[0]} and {numbers[1]} as para. {numbers[0]}; those after it are renumbered{more}.",
    )


def split(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with a paragraph as two: after the sentence named, or else between the law and the facts."""
    if request.paragraph is None:
        raise Refusal("say which paragraph is to be split, as: split para. 45 after the second sentence")
    place = inner_named(draft, request.paragraph)
    paragraph = paragraph_at(draft, place)
    cut = _cut(request, paragraph)
    before, after = list(paragraph.sentences[:cut]), list(paragraph.sentences[cut:])
    if not before or not after:
        raise Refusal(
            "there is no sentence on one of the sides: say, for example, split para. 45 after the second sentence"
        )
    if any(_decides(part) and not any(map(is_fact, part)) for part in (before, after)):
        raise Refusal(f"{_ALONE}: split the paragraph before its facts")
    if (facts := [s for s in before if is_fact(s)]) and is_fact(after[0]):
        after[0] = opened(after[0], facts[0])
    parts = tuple(replace(paragraph, sentences=tuple(part)) for part in (before, after))
    changed = edited(draft, place.block, place.index, place.index + 1, parts)
    number = request.paragraph
    return changed, f"Split para. {number} into paras. {number} and {number + 1}; those after them are renumbered."


def _index(request: Request, paragraph: DraftParagraph) -> int:
    """Where the sentence stands that a request names."""
    count, piece = len(paragraph.sentences), request.piece or 0
    index = piece - 1 if piece > 0 else count + piece
    if not 0 <= index < count:
        raise Refusal(f"para. {request.paragraph} has only {count} sentence{'s' if count > 1 else ''}: name another")
    return index


def _cut(request: Request, paragraph: DraftParagraph) -> int:
    """Before how many of its sentences a paragraph is split."""
    if request.piece is not None:
        return _index(request, paragraph) + (request.side != "before")
    sentences = paragraph.sentences
    if request.side == "before":  # "before the finding"
        return next((i for i, s in enumerate(sentences) if _decides([s])), 0)
    return next((i for i, s in enumerate(sentences) if is_fact(s)), 0)


def _decides(sentences: Sequence[Sentence]) -> bool:
    return any(finds(s) or is_question(s) for s in sentences)


def _once(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Sentences of which none says what a later one says in the same words; that rests on the paragraphs of both."""
    kept: dict[str, Sentence] = {}
    for sentence in sentences:
        if (same := kept.pop(sentence.text, None)) is not None:
            both = tuple(dict.fromkeys([*same.case_paragraphs, *sentence.case_paragraphs]))
            sentence = replace(sentence, case_paragraphs=both)
        kept[sentence.text] = sentence
    return tuple(kept.values())
