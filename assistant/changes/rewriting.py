"""A paragraph rewritten by a chat model as a drafter asked, and checked like anything else that a model writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.changes.errors import Refusal
from assistant.changes.places import number_of, paragraph_at, place_named, replaced
from assistant.changes.request import Request
from assistant.chat.client import discreet
from assistant.chat.findings import findings_of
from assistant.chat.verification import Verifier
from assistant.chat_model import PROMPT_TOKENS as MOST
from assistant.chat_model import SHOWN, ask, count_tokens, fenced, load_model, prompt, questions_of
from assistant.composing.house_style import instruments_text
from assistant.composing.plan import Plan
from assistant.model import Draft, DraftParagraph, Issue
from index.model import Part, Passage


def rewrite(request: Request, draft: Draft, plan: Plan, model: str) -> tuple[Draft, str]:
    """The draft with the paragraph named as the model rewrote it; its conclusions are not left to a model."""
    if request.paragraph is None:
        raise Refusal("say which paragraph the chat model is to rewrite, as: say in para. 45 that …")
    place = place_named(draft, request.paragraph)
    paragraph = paragraph_at(draft, place)
    given = _given(paragraph, plan)
    issues = [plan.issues[i] for i in paragraph.issues if i in plan.issues]
    articles = _articles(issues, plan)
    user = prompt("refine.md").substitute(
        request=fenced(request.text),
        paragraph=fenced(_with_ids(paragraph)),
        facts="\n".join(_facts(paragraph, plan)) or "none",
        articles=instruments_text(articles[1], articles[0]) or "none",
        authorities="\n".join(f"[{p.id}] {fenced(p.text)}" for p in given.values()) or "none",
    )
    if count_tokens(user) > MOST:
        raise Refusal("the paragraph and its authorities are too long for the chat model: shorten the paragraph first")
    answer = ask(load_model(model), prompt("system.md").substitute(), user)
    findings = findings_of(draft.analyses[place.block - 1 : place.block] if place.block else ())
    verifier = Verifier(
        plan.case,
        given,
        articles,
        plan.corpus.embedder,
        findings=findings,
        standing=paragraph.sentences,
        questions=questions_of(issues),
    )
    written = verifier.paragraphs(answer, paragraph.issues)
    sentences = tuple(s for p in written for s in p.sentences)
    if not sentences:
        raise Refusal("the chat model's answer has no sentence that could be used: ask in other words")
    rewritten = replace(paragraph, sentences=sentences)
    changed = replaced(draft, place, rewritten)
    name = discreet(model)
    note = f"Paragraphs were rewritten by the chat model {name}; sentences that failed a check are marked."
    changed = replace(changed, drafter=name, warnings=tuple(dict.fromkeys([*changed.warnings, note])))
    doubtful = sum(1 for s in sentences if s.unsupported)
    marked = f"; {doubtful} of its sentences failed a check and are marked" if doubtful else ""
    said = f"The chat model rewrote para. {number_of(changed, place)}{marked}."
    return changed, f"{said}{_lost(paragraph, rewritten)}"


def _given(paragraph: DraftParagraph, plan: Plan) -> dict[str, Passage]:
    """What the model may cite: what the paragraph rests on, and the best authorities on its issues."""
    resting = [p for id in paragraph.sources if (p := plan.corpus.passage(id))]
    more = [p for issue in paragraph.issues for p in plan.passages.get(issue, ())[:SHOWN]]
    return {p.id: p for p in [*resting, *more[: 2 * SHOWN]]}


def _articles(issues: Sequence[Issue], plan: Plan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    covenant = dict.fromkeys(a for i in issues for a in i.covenant) if plan.case.state_party is True else {}
    return tuple(covenant), tuple(dict.fromkeys(a for i in issues for a in i.udhr))


def _with_ids(paragraph: DraftParagraph) -> str:
    """The paragraph with the ids of what it cites, as a model is asked to write them."""
    parts = []
    for sentence in paragraph.sentences:
        ids = [c.source for c in sentence.citations if c.source]
        parts.append(sentence.text + (f" [{', '.join(ids)}]" if ids else ""))
    return " ".join(parts)


def _lost(before: DraftParagraph, after: DraftParagraph) -> str:
    """The citations that a paragraph no longer has, named one by one."""
    kept = {c.raw for c in after.citations}
    lost = [c.raw for c in before.citations if c.raw not in kept]
    return f" It no longer cites: {'; '.join(dict.fromkeys(lost))}." if lost else ""


def _facts(paragraph: DraftParagraph, plan: Plan) -> list[str]:
    found = (plan.case.document.paragraph(n) for n in paragraph.case_paragraphs)
    return [
        f"{p.number} ({'Government' if p.part is Part.GOVERNMENT else 'source'}). {fenced(p.text)}" for p in found if p
    ]
