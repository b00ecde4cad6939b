"""What the parties say on a point of the draft: sentences of the case, with the paragraphs in which they stand."""

from __future__ import annotations

import re

from assistant.changes.authorities import issue_named, nearest_to
from assistant.changes.places import paragraph_at, place_named
from assistant.changes.request import Request
from assistant.changes.request_lists import request_lists
from assistant.composing.account import BEARS
from assistant.composing.house_style import paragraphs_text, sentences_of
from assistant.composing.plan import Plan
from assistant.model import Case, Draft
from index.model import Part

#: Sentences that are given in answer.
GIVEN = 4
_JOINED = re.compile(
    r"\b(?:party|parties|ratif\w+|acced\w+) to\b.*\bCovenant\b|\bratified\b.*\bCovenant\b", re.I | re.S
)
_SOURCE = re.compile(r"\bsource\b", re.I)


def said(request: Request, draft: Draft, plan: Plan) -> str:
    """What the Government, or the source, says on a subject or on the issue of a paragraph."""
    source = bool(_SOURCE.search(request.text))
    who = "The source" if source else "The Government"
    parts = frozenset({Part.SOURCE, Part.COMMENTS} if source else {Part.GOVERNMENT})
    numbers = [p.number for p in plan.case.document.paragraphs if p.part in parts]
    replied = {"no": "has not replied", "late": "has replied late"}.get(plan.case.replied or "", "has made submissions")
    made = f"{who} {'has made submissions' if source else replied} ({paragraphs_text(numbers)})."
    if not numbers:
        return f"{who} has made no submissions in this case."
    if not source and plan.case.replied == "no":
        return made
    spoken = sentences_of(plan.case, numbers, parts)
    about = _on_paragraph(request, draft, plan, spoken, source=source)
    if about is None:
        if request.subject.lower() in ("", "it", "this", "that"):
            return f"{made} To read what it says on a point, name it, as: what did {who[0].lower()}{who[1:]} say on para. 45?"
        about = nearest_to(plan, request.subject, spoken) or _on_issue(request.subject, plan, spoken)
    lines = [f"Para. {n} of the case: “{text}”" for n, text in sorted(about[:GIVEN])]
    return "\n".join(lines) or f"{who} was not found to speak of that. {made}"


def wrong_premise(text: str, case: Case) -> str | None:
    """What is said of a request that starts from the contrary of what the case says of the State and the Covenant."""
    if case.state_party is None:
        return None
    contrary = request_lists().not_party if case.state_party else request_lists().party
    if not contrary.search(text):
        return None
    numbers = [p.number for p in case.document.paragraphs if _JOINED.search(p.text)][:1]
    place = f" ({paragraphs_text(numbers)})" if numbers else ""
    is_ = "is" if case.state_party else "is not"
    return f"by the case, {case.state or 'the State'} {is_} a party to the Covenant{place}: put that right in the case before it is drafted"


def _on_paragraph(
    request: Request, draft: Draft, plan: Plan, spoken: list[tuple[int, str]], *, source: bool
) -> list[tuple[int, str]] | None:
    """Of the paragraphs of the case that raise or contest the issue of a paragraph, what bears most on it."""
    if request.paragraph is None:
        return None
    issues = [i for i in paragraph_at(draft, place_named(draft, request.paragraph)).issues if i in plan.issues]
    found = [s for s in draft.spotted if s.issue in issues]
    places = {n for s in found for n in (s.case_paragraphs if source else s.contested)}
    return [s for _, s in _bearing(issues[0], plan, [s for s in spoken if s[0] in places])] if places else []


def _on_issue(subject: str, plan: Plan, spoken: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Sentences that speak of the issue of a subject in words of their own."""
    return [s for bears, s in _bearing(issue_named(plan, subject).id, plan, spoken) if bears >= BEARS]


def _bearing(issue: str, plan: Plan, spoken: list[tuple[int, str]]) -> list[tuple[float, tuple[int, str]]]:
    """The sentences with how much each bears on an issue, that which bears most first."""
    bears = plan.bearing(plan.issues[issue], [text for _, text in spoken])
    return [(float(bears[i]), spoken[int(i)]) for i in (-bears).argsort(kind="stable")]
