"""How a draft stands: what it cites, what it leaves to be decided, where it is weak, why it finds what it finds.

Each answer is put together from the draft, its plan and its case, a line a place, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.changes.certainty import asks, is_conditional, is_question
from assistant.changes.errors import Refusal
from assistant.changes.naming import listed
from assistant.changes.places import blocks_of, is_frame, last_number, number_of, numbered, paragraph_at, place_named
from assistant.changes.request import Request
from assistant.composing.conclusion import CONDITION
from assistant.composing.house_style import lowered
from assistant.composing.plan import Plan
from assistant.export.footnotes import together
from assistant.model import Analysis, Draft, DraftCitation, DraftParagraph, SpottedIssue
from assistant.precedent import CONFIDENT, CONTESTED, EXAMINED, OPEN, TOUCHED
from index.model import Category

_READ = "every sentence must still be read and decided upon"
_NOTHING_FOUND = "o authority was found"
#: Words of a sentence by which it is known.
_OPENING = 8

Numbered = list[tuple[int, DraftParagraph]]


def authorities(request: Request, draft: Draft, plan: Plan) -> str:
    """What is cited, each authority with its places; of the whole draft, a category or a paragraph."""
    cited: dict[str, list[DraftCitation]] = {}
    places: dict[str, dict[int, None]] = {}
    for number, paragraph in _meant(request, draft):
        for citation in paragraph.citations:
            cited.setdefault(citation.target, []).append(citation)
            places.setdefault(citation.target, {})[number] = None
    if not cited:
        return "Nothing is cited there."
    lines = [f"{together(found)[0].raw.rstrip('.')} – {listed(list(places[t]))}" for t, found in cited.items()]
    opinions, others = sum(t.startswith("opinion:") for t in cited), len(cited)
    return "\n".join([f"{_count(others, 'authority')}, of which {_count(opinions, 'opinion')}:", *sorted(lines)])


def open_questions(request: Request, draft: Draft, plan: Plan) -> str:
    """The questions that are left to be decided, and what depends on them."""
    written = [(n, s) for n, p in _meant(request, draft) for s in p.sentences]
    lines = [f"Para. {n}: {s.text.partition(': ')[2]}" for n, s in written if is_question(s)]
    if not lines:
        return f"No question is left open there; {_READ}."
    depending = [n for n, s in written if s.text.startswith(CONDITION)]
    if draft.disposition.text.startswith(CONDITION):
        depending.append(last_number(draft))
    lines += [f"On the answers depends what is concluded in {listed(depending)}."] if depending else []
    return "\n".join([f"{_count(len(lines) - bool(depending), 'question')} to be decided:", *lines])


def missing(request: Request, draft: Draft, plan: Plan) -> str:
    """What the draft lacks: authorities, categories, and what the case file does not tell."""
    lines = [*_without_authority(request, draft), *_not_examined(draft, plan), *_not_told(draft)]
    asking = [n for n, p in _meant(request, draft) if asks(p)]
    lines += [f"A question is left to be decided in {listed(asking)}."] if asking else []
    return "\n".join(lines) or f"Nothing is known to be missing; {_READ}."


def weak(request: Request, draft: Draft, plan: Plan) -> str:
    """The paragraphs on which the draft stands less firmly, each with the reasons."""
    found = [(n, list(_weaknesses(p, draft))) for n, p in _meant(request, draft)]
    lines = [f"Para. {n}{_on(_of(draft, n), plan)}: {'; '.join(reasons)}." for n, reasons in found if reasons]
    return "\n".join(lines) or f"No weak place is known there; {_READ}."


def bare(request: Request, draft: Draft, plan: Plan) -> str:
    """The sentences that cite no authority: those that rest on nothing, and those that rest on the case alone."""
    lines, told = [], dict[int, int]()
    for number, paragraph in _meant(request, draft):
        for place, sentence in enumerate(paragraph.sentences, start=1):
            if sentence.citations:
                continue
            if sentence.case_paragraphs:
                told[number] = told.get(number, 0) + 1
            else:
                lines.append(f"Para. {number}, sentence {place}: “{_opened(sentence.text)}” cites nothing.")
    if told:
        lines.append(f"{_count(sum(told.values()), 'sentence')} rest on the case alone, in {listed(list(told))}.")
    return "\n".join(lines) or "Every sentence there cites an authority."


def stands(request: Request, draft: Draft, plan: Plan) -> str:
    """Why the draft finds what it finds, and how sure that is: of a category, a paragraph, or all categories."""
    if request.paragraph is not None:
        numbers = (request.paragraph, *request.further)
        return "\n".join(_paragraph(n, draft, plan) for n in numbers)
    wanted = [c for c in (request.category, *request.also) if c]
    if not wanted:
        lines = [_concluded(a, draft, plan) for a in draft.analyses]
        return "\n".join(lines) or "The draft examines no category."
    return "\n".join(line for c in wanted for line in _category(c, draft, plan))


def _category(category: Category, draft: Draft, plan: Plan) -> Iterator[str]:
    analysis = next((a for a in draft.analyses if a.category is category), None)
    raised = [s for s in draft.spotted if s.category is category]
    if analysis is None:
        pleads = "pleads" if category in draft.case.pleaded else "does not plead"
        yield f"Category {category.value} is not in the draft: the source {pleads} it."
        if not raised:
            yield "No issue of it was spotted in the submissions."
        yield from (_spotted(s, plan) for s in raised)
        return
    yield _concluded(analysis, draft, plan)
    places = {p.issues: n for n, p in _meant(Request("", category=category), draft)[1:-1]}
    for spotted in (s for s in raised if s.issue in analysis.issues):
        number = places.get((spotted.issue,))
        yield _spotted(spotted, plan) if number is None else f"Para. {number}: {_spotted(spotted, plan)}"


def _concluded(analysis: Analysis, draft: Draft, plan: Plan) -> str:
    """What is concluded under a category, where, and by which reason it is so suggested."""
    block = 1 + draft.analyses.index(analysis)
    number = draft.first_number + sum(map(len, blocks_of(draft)[: block + 1])) - 1
    on_condition = is_conditional(analysis.paragraphs)
    concludes = "concludes that it applies" if analysis.found else "does not conclude that it applies"
    numeral = f"Category {analysis.category.value}"
    reason = next((r for r in plan.decision.reasons if r.startswith(f"{numeral}:")), f"{numeral}:").partition(":")[2]
    said = f"{numeral}: the draft {concludes} (para. {number})"
    said += ", subject to the answers to its questions" if on_condition else ""
    return f"{said};{reason}".rstrip(".;") + "."


def _paragraph(number: int, draft: Draft, plan: Plan) -> str:
    paragraph = _of(draft, number)
    spotted = [s for s in draft.spotted if s.issue in paragraph.issues]
    if is_frame(draft, place_named(draft, number)) or not spotted:
        return f"Para. {number} is on no issue of its own: ask about a paragraph on an issue, or a category."
    said = [_spotted(s, plan).rstrip(".") for s in spotted]
    said.append("a question is left to be decided" if asks(paragraph) else "no question is left open")
    said.append(f"it rests on {_count(len({c.target for c in paragraph.citations}), 'authority')}")
    said += _written_weakly(paragraph)
    return f"Para. {number}: {'; '.join(said)}."


def _spotted(spotted: SpottedIssue, plan: Plan) -> str:
    """An issue with how surely it is raised, and where it is raised and contested."""
    said = f"{plan.issues[spotted.issue].label}, raised with a confidence of {_percent(spotted.confidence)}"
    said += f" in {listed(list(spotted.case_paragraphs))} of the case" if spotted.case_paragraphs else ""
    said += f", contested in {listed(list(spotted.contested))}" if spotted.contested else ""
    return f"{said}."


def _written_weakly(paragraph: DraftParagraph) -> Iterator[str]:
    texts = [s.text for s in paragraph.sentences]
    yield from (f"a sentence is not supported ({s.unsupported})" for s in paragraph.sentences if s.unsupported)
    if any(_NOTHING_FOUND in t for t in texts):
        yield "no authority was found"
    if any(t.startswith(EXAMINED) for t in texts):
        yield "it points to paragraphs to be read, as no general sentence of authority was found"
    if any(t.startswith(TOUCHED) for t in texts):
        yield "its issues are raised less clearly"


def _weaknesses(paragraph: DraftParagraph, draft: Draft) -> Iterator[str]:
    """Why a paragraph stands less firmly: how it is written, and how its issue stands between the parties."""
    texts = [s.text for s in paragraph.sentences]
    yield from _written_weakly(paragraph)
    if len(paragraph.issues) != 1:
        return
    spotted = next((s for s in draft.spotted if (s.issue,) == paragraph.issues), None)
    if spotted and spotted.contested and any(t.startswith(CONTESTED) for t in texts):
        yield f"the Government contests it (see {listed(list(spotted.contested))} of the case)"
    if any(t.startswith(OPEN) for t in texts):
        yield "no fact was found that carries a finding, so that the question is left to be decided"
    if spotted and spotted.category and spotted.confidence < (1 + CONFIDENT) / 2:
        yield f"the issue is raised with a confidence of {_percent(spotted.confidence)}"
    if spotted and spotted.category and len({c.target for c in paragraph.citations}) == 1:
        yield "it rests on one authority"


def _without_authority(request: Request, draft: Draft) -> Iterator[str]:
    for number, paragraph in _meant(request, draft):
        found = (s.text for s in paragraph.sentences if _NOTHING_FOUND in s.text)
        yield from (f"Para. {number}: {text}" for text in found)


def _not_examined(draft: Draft, plan: Plan) -> Iterator[str]:
    drafted = {a.category for a in draft.analyses}
    for category in Category:
        raised = [s for s in draft.spotted if s.category is category and s.confidence >= CONFIDENT]
        if category in drafted or not (raised or category in draft.case.pleaded):
            continue
        about = ", ".join(lowered(plan.issues[s.issue].label) for s in raised)
        pleaded = "it is pleaded" if category in draft.case.pleaded else "it is not pleaded"
        yield f"Category {category.value} is not drafted: {pleaded}{f'; the submissions raise {about}' if about else ''}."


def _not_told(draft: Draft) -> Iterator[str]:
    case = draft.case
    told: Sequence[tuple[object, str]] = (
        (case.state, "the State"),
        (case.state_party is not None, "whether the State is a party to the Covenant"),
        (case.persons, "the persons"),
        (case.replied, "whether the Government replied"),
        (case.dates, "the dates"),
        (case.before, "the date before which an authority must have been adopted"),
    )
    unknown = [name for known, name in told if not known]
    if unknown:
        yield f"Not known from the case: {', '.join(unknown)}; put it right in the case and draft again."


def _meant(request: Request, draft: Draft) -> Numbered:
    """The paragraphs asked about, with their numbers; all where none is named."""
    everything = numbered(draft)
    if request.paragraph is not None:
        wanted = {number_of(draft, place_named(draft, n)) for n in (request.paragraph, *request.further)}
        return [(n, p) for n, p in everything if n in wanted]
    if request.category:
        categories = (request.category, *request.also)
        if not any(a.category in categories for a in draft.analyses):
            raise Refusal(f"the draft has no analysis under category {request.category.value}")
        kept = {id(p) for a in draft.analyses if a.category in categories for p in a.paragraphs}
        return [(n, p) for n, p in everything if id(p) in kept]
    return everything


def _of(draft: Draft, number: int) -> DraftParagraph:
    return paragraph_at(draft, place_named(draft, number))


def _on(paragraph: DraftParagraph, plan: Plan) -> str:
    issue = plan.issues.get(paragraph.issues[0]) if len(paragraph.issues) == 1 else None
    return f" ({lowered(issue.label)})" if issue else ""


def _opened(text: str) -> str:
    words = text.split()
    return " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")


def _percent(share: float) -> str:
    return f"{int(100 * share)} per cent"  # never rounded up to certainty


def _count(number: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number or 'no'} {noun if number == 1 else many}"
