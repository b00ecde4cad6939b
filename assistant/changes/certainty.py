"""A finding that becomes the question to be decided, and the contrary; conclusion and disposition go with it.

Nothing is found here that the drafter had not found: a question becomes a finding only where the draft first had one, as a
violation is found only on a fact that carries it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.changes.errors import Refusal
from assistant.changes.naming import listed, meant
from assistant.changes.places import Place, blocks_of, is_conclusion, is_frame, number_of, paragraph_at, replaced
from assistant.changes.request import Request
from assistant.chat.findings import CONCLUDES
from assistant.composing.conclusion import CONDITION, REASONS
from assistant.composing.plan import Plan
from assistant.model import Draft, DraftParagraph, Sentence
from assistant.precedent import CONTESTED, NOTED, OPEN, open_question


def soften(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft whose findings there have become questions."""
    places, done, blocks = meant(request, draft), [], set()
    for place in places:
        paragraph = paragraph_at(draft, place)
        if is_frame(draft, place) or (asking := _asking(paragraph, plan)) is None:
            continue
        draft = replaced(draft, place, asking)
        done.append(number_of(draft, place))
        blocks.add(place.block)
    concluding = _concluded(request, draft, places)
    blocks |= {b for b in concluding if any(map(asks, blocks_of(draft)[b]))}
    conditional = _conditioned(draft, blocks, CONDITION)
    if conditional is draft and not done:
        raise Refusal(_nothing_found(request, draft, concluding=bool(concluding)))
    verb = "states the question" if len(done) == 1 else "state the question"
    what = f"{listed(done)} now {verb} instead of a finding" if done else ""
    return _disposed(conditional, conditional), _said(what, draft, conditional)


def firm(request: Request, draft: Draft, first: Draft) -> tuple[Draft, str]:
    """The draft with the findings that it first had there."""
    places, done, blocks = meant(request, draft), [], set()
    found = {key: s for key, s in _findings(first)}
    for place in places:
        paragraph = paragraph_at(draft, place)
        finding = found.get((place.block, paragraph.issues))
        if finding is None or not asks(paragraph):
            continue
        sentences = tuple(finding if is_question(s) else s for s in paragraph.sentences)
        draft = replaced(draft, place, replace(paragraph, sentences=sentences))
        done.append(number_of(draft, place))
        blocks.add(place.block)
    blocks |= _concluded(request, draft, places)
    blocks = {b for b in blocks if not is_conditional(blocks_of(first)[b]) and not any(map(asks, blocks_of(draft)[b]))}
    firmer = _conditioned(draft, blocks, REASONS)
    if firmer is draft and not done:
        raise Refusal(
            "no more can be found there on these submissions: a question stands until it is decided, and is decided in the "
            "written file"
        )
    verb = "makes its finding" if len(done) == 1 else "make their findings"
    what = f"{listed(done)} {verb} again" if done else ""
    return _disposed(firmer, first), _said(what, draft, firmer)


def _concluded(request: Request, draft: Draft, places: Sequence[Place]) -> set[int]:
    """The blocks whose conclusions a request names."""
    return {p.block for p in places if is_conclusion(draft, p)} if request.paragraph is not None else set()


def _asking(paragraph: DraftParagraph, plan: Plan) -> DraftParagraph | None:
    """The paragraph with the question of its issue in place of its finding; None where it makes none, or has no question."""
    found = [s for s in paragraph.sentences if finds(s)]
    issue = plan.issues.get(paragraph.issues[0]) if len(paragraph.issues) == 1 else None
    question = open_question(issue, found[0].case_paragraphs) if found and issue else None
    if question is None:
        return None
    kept = [question if s is found[0] else s for s in paragraph.sentences if s is found[0] or s not in found]
    return replace(paragraph, sentences=tuple(kept))


def finds(sentence: Sentence) -> bool:
    """Whether a sentence is a finding."""
    return sentence.text == NOTED or CONCLUDES.match(sentence.text) is not None


def asks(paragraph: DraftParagraph) -> bool:
    """Whether a paragraph leaves a question to be decided."""
    return any(map(is_question, paragraph.sentences))


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence is a question that is left to be decided."""
    return sentence.text.startswith((OPEN, CONTESTED))


def _findings(draft: Draft) -> Iterator[tuple[tuple[int, tuple[str, ...]], Sentence]]:
    """The findings of a draft by block and issues."""
    for block, analysis in enumerate(draft.analyses, start=1):
        for paragraph in analysis.paragraphs[1:-1]:
            yield from (((block, paragraph.issues), s) for s in paragraph.sentences if finds(s))


def is_conditional(block: Sequence[DraftParagraph]) -> bool:
    """Whether what a block concludes depends on the answers to questions."""
    return bool(block) and any(s.text.startswith(CONDITION) for s in block[-1].sentences)


def _conditioned(draft: Draft, blocks: set[int], opening: str) -> Draft:
    """The draft whose conclusions in those blocks open so."""
    other = REASONS if opening == CONDITION else CONDITION
    for block in sorted(blocks):
        place = Place(block, len(blocks_of(draft)[block]) - 1)
        last = paragraph_at(draft, place)
        sentences = tuple(_opened(s, other, opening) for s in last.sentences)
        if sentences != last.sentences:
            draft = replaced(draft, place, replace(last, sentences=sentences))
    return draft


def _opened(sentence: Sentence, before: str, after: str) -> Sentence:
    if not sentence.text.startswith(before):
        return sentence
    return replace(sentence, text=after + sentence.text.removeprefix(before))


def _disposed(draft: Draft, model: Draft) -> Draft:
    """The draft with a disposition that depends on the answers where a category found rests on no finding any more, or
    where that of the model does."""
    found = {block for (block, _), _ in _findings(draft)}
    resting = all(
        b in found for b, a in enumerate(draft.analyses, start=1) if a.category in draft.disposition.categories
    )
    text = draft.disposition.text.removeprefix(f"{CONDITION} ")
    if model.disposition.text.startswith(CONDITION) or (draft.disposition.categories and not resting):
        text = f"{CONDITION} {text[0].lower()}{text[1:]}"
    else:
        text = text[0].upper() + text[1:]
    return replace(draft, disposition=replace(draft.disposition, text=text))


def _said(what: str, before: Draft, after: Draft) -> str:
    pairs = zip(after.analyses, before.analyses, strict=True)
    changed = [a.category.value for a, b in pairs if a.paragraphs[-1:] != b.paragraphs[-1:]]
    now = (
        f"the conclusion under {', '.join(changed)} goes with {'it' if what else 'the questions stated'}"
        if changed
        else ""
    )
    said = "; ".join(filter(None, (what, now)))
    return f"{said[0].upper()}{said[1:]}."


def _nothing_found(request: Request, draft: Draft, *, concluding: bool) -> str:
    if concluding:
        return "that conclusion depends on the answers already, or no question is stated on which it could: soften a paragraph on an issue"
    where = f"para. {request.paragraph} makes" if request.paragraph is not None else "the draft makes there"
    return f"{where} no finding that could become a question: what is contested, or rests on no fact, is stated as one already"
