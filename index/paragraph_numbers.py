"""The numbers of paragraphs: in their usual form, "12. ", where a document writes "12 .", "12)", "[12]" or "12.The"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_USUAL = re.compile(r"(\d{1,4})\.\s+")
_UNUSUAL = (re.compile(r"(\d{1,4})\s+\.\s+(?=\S)"), re.compile(r"(\d{1,4})\.(?=[A-ZÀ-Þ“\"'‘(])"))
#: Those of a list, or of footnotes, as well.
_LISTED = (re.compile(r"(\d{1,4})\)\s+"), re.compile(r"\[(\d{1,4})\]\s+"))
_FEW, _GAP = 3, 5
#: Characters above the first paragraph: a front page has fewer, so that more is prose.
FRONT_PAGE = 1_500
_GREATER_PART = 0.4


def usual(texts: Sequence[str]) -> list[str]:
    """The texts (lines or blocks of a document) with the numbers of its paragraphs in their usual form.

    Another form is taken for it where it makes the count from one paragraph to the next longer; "12)" and "[12]", which are
    also those of an item or a footnote, where the document has no other and all but its front page is counted so.
    """
    known, forms = _counted(texts, (_USUAL,)), [_USUAL]
    for form in _UNUSUAL:
        found = _counted(texts, (*forms, form))
        if len(found) > len(known):
            known, forms = found, [*forms, form]
    for form in _LISTED if len(known) < _FEW else ():
        listed = _counted(texts, (form,))
        alone = not known or min(listed, default=0) < min(known)
        if len(listed) >= _FEW and alone and sum(map(len, texts[: min(listed)])) < FRONT_PAGE:
            known, forms = listed, [form]
    return [_rewritten(text, forms) if place in known else text for place, text in enumerate(texts)]


def prose_comes_first(before: int, whole: int) -> bool:
    """Whether so many characters above the first number, of so many, are prose: the numbers are then those of a list."""
    return before > FRONT_PAGE and before > _GREATER_PART * whole


def _counted(texts: Sequence[str], forms: Sequence[re.Pattern[str]]) -> set[int]:
    """The places of the texts that have, in one of the forms, the next number after the one before; one that is nowhere
    printed is passed over."""
    numbers = {place: int(m[1]) for place, text in enumerate(texts) if (m := _match(text, forms))}
    printed, found, last = set(numbers.values()), set[int](), 0
    for place, number in numbers.items():
        between = set(range(last + 1, number))
        if not found or (last < number <= last + _GAP and not between & printed):
            found.add(place)
            last = number
    return found


def _match(text: str, forms: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    return next((m for form in forms if (m := form.match(text))), None)


def _rewritten(text: str, forms: Sequence[re.Pattern[str]]) -> str:
    match = _match(text, forms)
    if match is None or match.re is _USUAL:
        return text
    return f"{match[1]}. {text[match.end() :]}"
