"""What was found in a case file, to be read before it is drafted: as JSON and as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.issues import issue_register
from assistant.learnt.spotting import Spotter, raised_by
from assistant.model import Case, Found, SpottedIssue
from assistant.submissions.facts import claims_in
from index.model import Part

_PARTY = {True: "yes", False: "no", None: "not known"}


def spotted_in(case: Case) -> tuple[SpottedIssue, ...]:
    """The issues that the submissions raise, with the paragraphs that raise and contest them."""
    return raised_by(case, Spotter.train())


def case_json(case: Case) -> dict[str, Any]:
    """All that was found in the file itself."""
    return {
        "title": case.title,
        "state": case.state,
        "state_party": case.state_party,
        "persons": list(case.persons),
        "replied": case.replied,
        "pleaded": [c.value for c in case.pleaded],
        "claims": {c.value: list(numbers) for c, numbers in claims_in(case.document.paragraphs).items()},
        "dates": _listed(case.dates),
        "charges": _listed(case.charges),
        "provisions": _listed(case.provisions),
        "parts": {part.value: numbers for part in Part if (numbers := _numbers(case, part))},
        "warnings": list(case.document.warnings),
    }


def spotted_json(spotted: Iterable[SpottedIssue]) -> list[dict[str, Any]]:
    """Issues as a draft's JSON has them."""
    return [
        {"issue": s.issue, "category": s.category.value if s.category else None, "confidence": round(s.confidence, 4),
         "case_paragraphs": list(s.case_paragraphs), "pleaded": s.pleaded, "contested": list(s.contested)}
        for s in spotted
    ]  # fmt: skip


def circumstances_text(case: Case, spotted: Sequence[SpottedIssue]) -> str:
    """What cannot be corrected but by another file: who speaks where, and what the Government contests."""
    claims = claims_in(case.document.paragraphs)
    lines = [
        "Submissions: " + "; ".join(f"{p.value} {_places(n)}" for p in Part if (n := _numbers(case, p))),
        *(f"Category {c.value} is spoken of in {_places(n)}." for c, n in claims.items()),
        *_contested(spotted),
        *(f"! {warning}" for warning in case.document.warnings),
    ]
    return "\n".join(lines)


def case_text(case: Case, spotted: Sequence[SpottedIssue]) -> str:
    """The same for a terminal, and what the Government contests; with the option that puts each right."""
    lines = [
        case.title,
        "",
        _line("State", case.state or "not found", "--state"),
        _line("Party to the Covenant", _PARTY[case.state_party], "--party"),
        _line("Persons", "; ".join(case.persons) or "none found", "--person"),
        _line("Government replied", case.replied or "not known", "--replied"),
        _line("Categories pleaded", ", ".join(c.value for c in case.pleaded) or "none", "--pleaded"),
        *_block("Dates", case.dates, "--date"),
        *_block("Charges", case.charges, "--charge"),
        *_block("Domestic law", case.provisions, "--provision"),
        circumstances_text(case, spotted),
    ]
    return "\n".join(lines)


def _contested(spotted: Sequence[SpottedIssue]) -> Iterable[str]:
    answered = [s for s in spotted if s.contested and s.case_paragraphs]
    yield "The Government contests:" if answered else "The Government contests nothing that was recognised."
    labels = issue_register()
    for s in answered:
        yield f"  {labels[s.issue].label} ({_places(s.contested)}), raised in {_places(s.case_paragraphs)}"


def _line(name: str, value: str, option: str) -> str:
    return f"{name}: {value}  [{option}]"


def _block(name: str, found: Sequence[Found], option: str) -> list[str]:
    if not found:
        return [_line(name, "none found", option)]
    places = (f" (para. {f.paragraph})" if f.paragraph else "" for f in found)
    return [f"{name}:  [{option}]", *(f"  {f.text}{place}" for f, place in zip(found, places, strict=True))]


def _places(numbers: Sequence[int]) -> str:
    return f"{'para.' if len(numbers) == 1 else 'paras.'} {', '.join(map(str, numbers))}"


def _listed(found: Sequence[Found]) -> list[dict[str, Any]]:
    return [{"text": f.text, "paragraph": f.paragraph} for f in found]


def _numbers(case: Case, part: Part) -> list[int]:
    return [p.number for p in case.document.paragraphs if p.part is part]
