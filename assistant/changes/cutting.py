"""A draft made shorter: its paragraphs by degrees, fewer citations, or a paragraph less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.changes.doubts import drops_sentence
from assistant.changes.errors import Refusal
from assistant.changes.naming import listed, meant
from assistant.changes.places import (
    Place,
    is_conclusion,
    is_frame,
    number_of,
    paragraph_at,
    place_named,
    removed,
    replaced,
)
from assistant.changes.request import Request
from assistant.changes.sentences import drop
from assistant.changes.shortening import KEPT, Bearing, cited, shortened
from assistant.composing.plan import Plan
from assistant.model import Draft, DraftParagraph, Sentence


def shorten(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with the paragraph, the category or all of it by one degree shorter, or as far as is asked."""
    places = meant(request, draft)
    if request.paragraph is None:
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
    said = f"Shortened {listed(sorted(done))}"
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


def fewer(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft with fewer citations: so many a sentence, or a paragraph, or two, or else one. That of its own words stays."""
    places = meant(request, draft)
    most = request.most or (KEPT if _most_cited(draft, places) > KEPT else 1)
    done, beyond = [], []
    for place in places:
        paragraph = paragraph_at(draft, place)
        kept = (
            _cited_together(paragraph.sentences, most)
            if request.whole
            else [cited(s, most) for s in paragraph.sentences]
        )
        if tuple(kept) != paragraph.sentences:
            draft = replaced(draft, place, replace(paragraph, sentences=tuple(kept)))
            done.append(number_of(draft, place))
        beyond += [number_of(draft, place)] if request.whole and _citations(kept) > most else []
    if not done:
        raise Refusal(
            "no sentence there can do with fewer citations: name one that is not to be cited, as: don't cite 301/2014"
        )
    count = "citation" if most == 1 else f"{most} citations"
    holder = "paragraph" if request.whole else "sentence"
    more = f" More stand in {listed(beyond)}, where each sentence keeps one." if beyond else ""
    return draft, f"At most {'one ' if most == 1 else ''}{count} a {holder} now in {listed(done)}.{more}"


def _cited_together(sentences: Sequence[Sentence], most: int) -> list[Sentence]:
    """Sentences with no more citations than that in all, of each at least one: those that have most lose theirs first."""
    kept = list(sentences)
    while _citations(kept) > most:
        richest = max(range(len(kept)), key=lambda i: (len(kept[i].citations), i))
        if len(kept[richest].citations) == 1:
            break
        kept[richest] = cited(kept[richest], len(kept[richest].citations) - 1)
    return kept


def _citations(sentences: Sequence[Sentence]) -> int:
    return sum(len(s.citations) for s in sentences)


def _most_cited(draft: Draft, places: Sequence[Place]) -> int:
    return max((len(s.citations) for place in places for s in paragraph_at(draft, place).sentences), default=0)


def remove(request: Request, draft: Draft, plan: Plan) -> tuple[Draft, str]:
    """The draft without a paragraph."""
    if drops_sentence(request):
        return drop(request, draft, plan)
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
