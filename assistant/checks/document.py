"""Checks that a document of the index exists, has the paragraph, and was adopted before the draft."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checks.checked import Checked
from assistant.checks.claims import Claim, claim_of
from assistant.checks.reviewed import SUPPORT_SUGGESTED, Reviewed, number, numbers
from index.citations import document_id_of, format_citation
from index.model import Citation, Document

_CLEARLY = 0.1  # how much better than any other a document must say it to be the one that is meant


def check_document(citation: Citation, cited: Document | None, draft: Reviewed) -> Checked | None:
    """What is wrong with a document of the index's kinds as it is cited; None where nothing is."""
    if cited is None:
        return _absent(citation, draft)
    missing = [p for p in citation.pinpoints if cited.paragraph(number(p)) is None]
    if missing:
        return _no_paragraph(citation, cited, missing, draft)
    if draft.cutoff and cited.adopted and cited.adopted >= draft.cutoff:
        reason = f"it was adopted on {cited.adopted}, not before the draft ({draft.cutoff})"
        return Checked(citation, "later", reason)
    return None


def right_citation(citation: Citation, draft: Reviewed) -> str | None:
    """The one document of the index whose number is a slip away and whose cited paragraphs exist, as it is cited."""
    wrong = document_id_of(citation.target)
    if wrong is None:
        return None
    near = [id for id in draft.ids if _slip(id, wrong) or _next_year(id, wrong)]
    only = _meant(near, citation, draft)
    return _written(only, citation) if only else None


def _meant(ids: Sequence[str], citation: Citation, draft: Reviewed) -> str | None:
    """Of some documents the only one that may be cited so, or the one that says it where no other nearly does."""
    fitting = [id for id in ids if _may_be_cited(id, citation, draft)]
    claim = claim_of(draft.document, citation)
    if len(fitting) < 2 or claim is None or not citation.pinpoints:
        return fitting[0] if len(fitting) == 1 else None
    support = {id: _support(id, claim, citation, draft) for id in fitting}
    best, second = sorted(fitting, key=lambda id: -support[id])[:2]
    return best if support[best] >= SUPPORT_SUGGESTED and support[best] - support[second] >= _CLEARLY else None


def _support(id: str, claim: Claim, citation: Citation, draft: Reviewed) -> float:
    """How much the cited paragraphs of a document support a claim."""
    found = draft.index.document(id)
    ranked = draft.ranked(claim, found) if found else []
    return max((e.support for e in ranked if e.number in numbers(citation)), default=0.0)


def _absent(citation: Citation, draft: Reviewed) -> Checked:
    wrong = document_id_of(citation.target) or ""
    number, year = _parts(wrong)
    around = [n for n, y in map(_parts, draft.ids) if y == year]
    if around and min(around) < number < max(around):
        reason = "the index has documents of its series before and after it, and not this one"
        return Checked(citation, "no_such_document", reason, right_citation(citation, draft))
    only = _meant([id for id in draft.ids if _next_year(id, wrong)], citation, draft)
    if only is None:
        return Checked(citation, "unverifiable", "it is not in the index; its form is right")
    what = "with the paragraphs cited" if citation.pinpoints else "of the year before or after"
    reason = f"it is not in the index, which has No. {only}, {what}: see whether the year is right"
    return Checked(citation, "unverifiable", reason, _written(only, citation))


def _may_be_cited(id: str, citation: Citation, draft: Reviewed) -> bool:
    """Whether a document of the index has the paragraphs cited, and was adopted before the draft."""
    found = draft.index.document(id)
    if found is None or any(found.paragraph(number(p)) is None for p in citation.pinpoints):
        return False
    return not (draft.cutoff and found.adopted and found.adopted >= draft.cutoff)


def _no_paragraph(citation: Citation, cited: Document, missing: Sequence[str], draft: Reviewed) -> Checked:
    last = max((p.number for p in cited.paragraphs), default=0)
    reason = f"it has no paragraph {', '.join(missing)}; its last is {last}"
    claim = claim_of(draft.document, citation)
    ranked = draft.ranked(claim, cited) if claim else []
    best = ranked[0] if ranked and ranked[0].support >= SUPPORT_SUGGESTED else None
    suggestion = format_citation(citation.target, (str(best.number),)) if best else None
    return Checked(citation, "no_such_paragraph", reason, suggestion, (best,) if best else ())


def _written(id: str, citation: Citation) -> str:
    """A document of the index as a footnote has it, with the pinpoints of a citation."""
    kind = "deliberation" if id.startswith("del-") else "opinion"
    return format_citation(f"{kind}:{id.removeprefix('del-')}", citation.pinpoints)


def _parts(id: str) -> tuple[int, str]:
    """A document's number and its series: the year of an opinion, "del" of a deliberation."""
    serial, _, year = id.partition("/")
    if id.startswith("del-"):
        return number(id.removeprefix("del-")), "del"
    return number(serial), year


def _slip(one: str, other: str) -> bool:
    """Whether two ids differ by one digit, or by two neighbouring digits in the other order."""
    if len(one) != len(other):
        return False
    wrong = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and one[wrong[0]] == other[wrong[1]]
    return len(wrong) == 1 or (swapped and one[wrong[1]] == other[wrong[0]])


def _next_year(one: str, other: str) -> bool:
    """Whether two ids are of the same number in years that follow each other."""
    (number, year), (same, neighbour) = _parts(one), _parts(other)
    return number == same and year.isdigit() and neighbour.isdigit() and abs(int(year) - int(neighbour)) == 1
