"""What a drafter asks about a draft: what it says, what it rests on, where an authority is cited. Nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.changes.errors import Refusal
from assistant.changes.named_places import authority_text, is_authority
from assistant.changes.naming import listed
from assistant.changes.places import numbered, paragraph_at, place_named
from assistant.changes.request import Request
from assistant.composing.house_style import paragraphs_text
from assistant.composing.plan import Plan
from assistant.export.text import sections
from assistant.model import Draft, Sentence
from index.model import Passage


def reading(request: Request, draft: Draft) -> str:
    """A paragraph of the draft as it stands, with its number."""
    number = request.paragraph or 0
    place_named(draft, number)  # refuses a number that the draft does not have
    printed = next(n for section in sections(draft) for n in section.paragraphs if n.number == number)
    marked = " ".join(f"{p.sentence.text}{f'[{p.note.number}]' if p.note else ''}" for p in printed.pieces)
    return "\n".join([f"{number}. {marked}", *(f"[{p.note.number}] {p.note.text}" for p in printed.pieces if p.note)])


def rests(request: Request, draft: Draft, plan: Plan) -> tuple[str, tuple[Passage, ...]]:
    """What a footnote, or a paragraph, of the draft rests on: passages of the index, and paragraphs of the case."""
    if request.authority and request.paragraph is None:
        return _citing(request.authority, draft, plan)
    sentences = _asked_about(request, draft)
    passages = tuple(dict.fromkeys(p for s in sentences for id in s.sources if (p := plan.corpus.passage(id))))
    others = dict.fromkeys(c.raw for s in sentences for c in s.citations if c.source is None)
    case = sorted({n for s in sentences for n in s.case_paragraphs})
    said = [*(p.citation for p in passages), *others, *([f"the case ({paragraphs_text(case)})"] if case else [])]
    return "; ".join(said) or "It rests on no authority.", passages


def _citing(authority: str, draft: Draft, plan: Plan) -> tuple[str, tuple[Passage, ...]]:
    """Where an authority is cited, and its paragraphs that are."""
    citing = [(n, [c.source for c in p.citations if is_authority(c.source, authority)]) for n, p in numbered(draft)]
    numbers, name = [n for n, found in citing if found], authority_text(authority)
    if not numbers:
        raise Refusal(f"the draft does not cite {name}: ask what a paragraph rests on, as: what does para. 45 rest on?")
    ids = dict.fromkeys(id for _, found in citing for id in found if id)
    said = f"{name[0].upper()}{name[1:]} is cited in {listed(numbers)}."
    return said, tuple(p for id in ids if (p := plan.corpus.passage(id)))


def _piece(request: Request, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The one sentence, or footnote, that is named by its place in a paragraph; else all."""
    if request.piece is None:
        return sentences
    of_notes = re.search(r"\bsentence\b", request.text, re.I) is None
    there = [s for s in sentences if s.citations or not of_notes]
    place = request.piece - 1 if request.piece > 0 else request.piece
    if not -len(there) <= place < len(there):
        raise Refusal(f"para. {request.paragraph} has only {len(there)} of them: name another")
    return [there[place]]


def _asked_about(request: Request, draft: Draft) -> Sequence[Sentence]:
    if request.footnote is None:
        if request.paragraph is None:
            raise Refusal("say which paragraph or footnote is meant, as: what does footnote 7 rest on?")
        return _piece(request, paragraph_at(draft, place_named(draft, request.paragraph)).sentences)
    pieces = [piece for section in sections(draft) for n in section.paragraphs for piece in n.pieces]
    found = [piece.sentence for piece in pieces if piece.note and piece.note.number == request.footnote]
    if not found:
        last = max((piece.note.number for piece in pieces if piece.note), default=0)
        raise Refusal(f"the draft has no footnote {request.footnote}: its footnotes are 1 to {last}")
    return found
