"""The numbers of paragraphs: in their usual form, "12. ", where a document writes "12 .", "[12]", "Para. 12" or "12.The"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fields import MONTHS

_USUAL = re.compile(r"(\d{1,4})\.\s+")
_UNUSUAL = (re.compile(r"(\d{1,4})\s+\.\s+(?=\S)"), re.compile(r"(\d{1,4})\.(?=[A-ZÀ-Þ“\"'‘(])"))
#: How a sentence begins: a line that goes on after "(3)" or "§ 3" is of the sentence before.
_BEGINS = r"(?=[\"“'‘(\[]?[A-ZÀ-Þ\d])"
#: Forms that are also those of items, of footnote marks and of references.
_SHARED = (
    re.compile(r"(\d{1,4})\)\s+"),
    re.compile(rf"\((\d{{1,4}})\)\s+{_BEGINS}"),
    re.compile(rf"\[(\d{{1,4}})\]\s+{_BEGINS}"),
    re.compile(rf"(\d{{1,4}})(?:\s*[–—:]|\s+-)\s+{_BEGINS}"),
    re.compile(rf"(?:§|¶|P(?:ara|ARA)(?:(?:graph|GRAPH)e?)?\.?|P[áÁ](?:rrafo|RRAFO))\s?(\d{{1,4}})[.:)]?(?:\s*[–—-])?\s+{_BEGINS}"),
)  # fmt: skip
#: "12" alone, which is also that of a footnote: for blocks, whose footnotes are taken out. "12 May" is a day.
_BARE = re.compile(rf"(\d{{1,4}})\s+(?!(?:{'|'.join(MONTHS)})\b)(?=[\"“'‘(]?[A-ZÀ-Þ])")
_HEADING, _ENDED = 150, re.compile(r"[.;:,!?]\W*$")
#: A title that is nothing else: a sentence that names an opinion goes on.
_TITLE_ALONE = re.compile(
    r"(?:Opinion|Deliberation) N(?:o\.?|°|º) ?\d+(?:/\d{4})?(?:,? concerning\b| ?\([^()]+\)$|$)", re.IGNORECASE
)
_SHORT_LINE, _SENTENCE_ENDED = 60, re.compile(r"[.;:!?\]]\W*\d{0,3}$")
_FEW, _MANY, _GAP = 3, 10, 5
COUNTED_THROUGH = (
    "the numbers of the paragraphs begin again, or are all 1; they are counted through, in the order of the file"
)
#: Characters above the first paragraph: a front page has fewer, so that more is prose.
FRONT_PAGE = 1_500
_GREATER_PART = 0.4


def usual(texts: Sequence[str], *, blocks: bool = False) -> list[str]:
    """The texts (lines or blocks of a document) with the numbers of its paragraphs in their usual form.

    Another form is taken for it where it makes the count from one paragraph to the next longer; one that is shared with
    items and references ("12)", "[12]"), where the document has no other, or only that of its sections, and all but its front page is counted so.
    """
    known, forms = _counted(texts, (_USUAL,)), [_USUAL]
    for form in _UNUSUAL:
        found = _counted(texts, (*forms, form))
        if len(found) > len(known):
            known, forms = found, [*forms, form]
    sections = bool(known) and all(_heads(texts[place]) for place in known)
    if len(known) < _FEW or sections:
        possible = (*_SHARED, _BARE) if blocks else _SHARED
        shared, form = max(((_counted(texts, (form,)), form) for form in possible), key=lambda count: len(count[0]))
        alone = (
            not known or min(shared, default=0) < min(known) or (sections and len(shared) > max(_MANY, 2 * len(known)))
        )
        if len(shared) >= _FEW and alone and sum(map(len, texts[: min(shared)])) < FRONT_PAGE:
            known, forms = shared, [form]
    return [_rewritten(text, forms) if place in known else text for place, text in enumerate(texts)]


def continued(texts: Sequence[str]) -> list[str] | None:
    """The texts with their paragraphs counted through, where the count begins again under each heading, or each has the
    number 1; else None."""
    first = texts[: another(texts)]
    found: dict[int, int] = {}
    last = restarts = 0
    for place, text in enumerate(first):
        match = _USUAL.match(text)
        again = match is not None and int(match[1]) == 1 and bool(found) and _heads(texts[place - 1])
        if match and (again or int(match[1]) == last + 1):
            restarts += again
            last = int(match[1])
            found[place] = len(found) + 1
    if restarts < 2 or len(found) < 1.5 * len(_counted(first, (_USUAL,))):
        found = _all_ones(first)
    if not found:
        return None
    return [_USUAL.sub(f"{found[i]}. ", text, count=1) if i in found else text for i, text in enumerate(texts)]


def another(texts: Sequence[str]) -> int:
    """Where another document begins: with a title, not that of the first, after which the count begins again, and what
    of its front page stands above that."""
    title: str | None = None
    counted = False
    for place, text in enumerate(texts):
        if _TITLE_ALONE.match(text) and text != title and not (place and _goes_on(texts[place - 1])):
            following = next((m for t in texts[place + 1 :] if (m := _USUAL.match(t))), None)
            if counted and following and int(following[1]) == 1:
                return _front(texts, place)
            title = title or text
        counted = counted or bool(_USUAL.match(text))
    return len(texts)


def _front(texts: Sequence[str], title: int) -> int:
    """Where the lines begin that stand above a title and end no sentence."""
    while title and not _SENTENCE_ENDED.search(texts[title - 1]) and not _USUAL.match(texts[title - 1]):
        title -= 1
    return title


def _goes_on(text: str) -> bool:
    """Whether a text is a full line whose sentence the next line goes on with."""
    return len(text) > _SHORT_LINE and not _SENTENCE_ENDED.search(text)


def _all_ones(texts: Sequence[str]) -> dict[int, int]:
    """The paragraphs of a text in which each has the number 1, as programs write a list that they number themselves."""
    numbers = {place: int(match[1]) for place, text in enumerate(texts) if (match := _USUAL.match(text))}
    if len(numbers) < _FEW or set(numbers.values()) != {1}:
        return {}
    return {place: number for number, place in enumerate(numbers, 1)}


def _heads(text: str) -> bool:
    """Whether a text may be a heading; that of a block which is one is not given."""
    return len(text) <= _HEADING and not _ENDED.search(text)


def count(texts: Sequence[str]) -> int:
    """How many of the texts are counted as paragraphs, in their usual form; 0 where it is no count."""
    found = len(_counted(texts, (_USUAL,)))
    return found if found >= _FEW else 0


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
