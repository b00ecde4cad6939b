"""What is printed on a page beside its running text: headers, page numbers, job numbers, and the footnotes at its bottom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, takewhile

from index.hyphens import Hyphens
from index.printed_lines import Line, Style
from index.spans import Piece, fold

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*"
    r"|(?:\d{1,4}\s+)?GE\.\s?\d{2}-\d+.*|\*\s?\d{5,}\s?\*|please recycle.*",
    re.IGNORECASE,
)
_AROUND = 50  # lines of a page that may be next to one
_SYMBOL = re.compile(r"[A-Z]{1,4}(?:/[A-Z\d][\w.\-]*){2,}(?:, annex.*)?")
_TYPED_NOTE = re.compile(r"(\d{1,3}|\*{1,3}|[†‡])\s+(?=\S)")
#: A form that paragraphs have too: that of footnotes only where no other opens them.
_DOTTED_NOTE = re.compile(r"(\d{1,3}|\*{1,3}|[†‡])[.)]?\s+(?=\S)")


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Pages without symbol header, page number and job number; the first page keeps its head."""
    seen: Counter[tuple[str, int]] = Counter()
    for page, height in zip(pages, heights, strict=True):
        for key in {_furniture_key(line, height) for line in page if _at_edge(line, height)}:
            seen[key] += 1
    often = max(3, round(0.4 * len(pages)))
    kept = []
    for number, (page, height) in enumerate(zip(pages, heights, strict=True)):
        lowest = {line.text: line.base for line in page}  # from top to bottom: what a page says again below
        kept.append(
            [
                line
                for place, line in enumerate(page)
                if (number == 0 and line.base > height / 2 and lowest[line.text] >= line.base)
                or not _at_edge(line, height)
                or not _is_furniture(line, height, seen, 2 if _alone(place, page) else often)
            ]
        )
    return kept


def _alone(place: int, page: Sequence[Line]) -> bool:
    """Whether no line of the same type is next to it, as within a paragraph or a footnote."""
    line = page[place]
    reach = 1.7 * line.style.size
    above = takewhile(lambda other: other.base - line.base < reach, reversed(page[max(0, place - _AROUND) : place]))
    below = takewhile(lambda other: line.base - other.base < reach, page[place + 1 : place + 1 + _AROUND])
    return not any(other.style == line.style for other in chain(above, below))


def _at_edge(line: Line, height: float) -> bool:
    return not 0.1 * height < line.base < 0.9 * height and not line.begins_with_mark


def _furniture_key(line: Line, height: float) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round((height - line.base) / 3)


def _is_furniture(line: Line, height: float, seen: Counter[tuple[str, int]], enough: int) -> bool:
    """Whether a line at the edge of a page is a page number, or stands there on enough pages."""
    if _PAGE_NUMBER.fullmatch(line.text) or _SYMBOL.fullmatch(line.text):
        return True
    return seen[_furniture_key(line, height)] >= enough


def body_style(lines: Sequence[Line]) -> Style:
    """The type in which most of the text is set."""
    weights: Counter[Style] = Counter()
    for line in lines:
        weights[line.style] += len(line.text)
    return weights.most_common(1)[0][0] if weights else Style(10.0, False, False)


def form_of_notes(lines: Sequence[Line], body: float) -> re.Pattern[str]:
    """What opens the footnotes that are typed: "12 See", or "12. See" where the text has marks that nothing else explains."""
    small = [line for line in lines if line.style.size < body - 0.4]
    marks = {p.text for line in lines for p in line.pieces if p.is_mark and p.text.isdecimal()}
    plain = sum(1 for line in small if line.begins_with_mark or _opened(_TYPED_NOTE, line, marks))
    dotted = sum(1 for line in small if _opened(_DOTTED_NOTE, line, marks))
    return _DOTTED_NOTE if dotted > max(2 * plain, len(marks) / 2) else _TYPED_NOTE


def _opened(form: re.Pattern[str], line: Line, marks: Collection[str]) -> bool:
    match = form.match(line.text)
    return match is not None and match[1] in marks


def split_notes(
    page: list[Line], body: float, open_note: bool, form: re.Pattern[str] = _TYPED_NOTE
) -> tuple[list[Line], list[Line]]:
    """A page's running text and the footnotes at its bottom.

    The footnotes are what is set small at the bottom, from the first line that opens with a mark; where a
    footnote of the page before runs on, from the first small line.
    """
    start = len(page)
    while start and (page[start - 1].style.size < body - 0.4 or _opens_note(page[start - 1], body, form)):
        start -= 1
    if start == len(page) and not any(line.begins_with_mark for line in page):
        return page, []
    first = next((i for i in range(start, len(page)) if _opens_note(page[i], body, form)), None)
    if first is None:
        first = start if open_note else len(page)
    elif open_note and first > start and _contiguous(page[start : first + 1]):
        first = start
    if first == len(page):  # notes as large as the text: only their raised marks tell
        first = next((i for i, line in enumerate(page) if line.begins_with_mark), len(page))
    return page[:first], page[first:]


def _contiguous(lines: Sequence[Line]) -> bool:
    """Whether lines follow one another without a wide gap."""
    return all(a.base - b.base < 2.6 * a.style.size for a, b in pairwise(lines))


def _opens_note(line: Line, body: float, form: re.Pattern[str]) -> bool:
    return line.begins_with_mark or (line.style.size < body - 0.4 and bool(form.match(line.text)))


def footnotes_of(
    lines: Sequence[Line], hyphens: Hyphens, form: re.Pattern[str] = _TYPED_NOTE
) -> Iterator[tuple[str, str]]:
    """Footnotes put together from their lines; one that runs over a page goes on before the next mark."""
    found: list[tuple[str, list[Line]]] = []
    for line in lines:
        typed = form.match(line.text)
        if line.begins_with_mark:
            found.append((line.pieces[0].text, [replace(line, pieces=line.pieces[1:])]))
        elif typed and _follows(typed[1], found):
            rest = _cut(line.pieces, typed.end())
            found.append((typed[1], [replace(line, pieces=rest)]))
        elif found:
            found[-1][1].append(line)
    for mark, parts in found:
        pieces = hyphens.join([p for p in part.pieces if not p.is_mark] for part in parts)
        yield mark, fold(pieces)[0]


def _follows(mark: str, found: Sequence[tuple[str, list[Line]]]) -> bool:
    """Whether a number typed at the start of a small line is the next footnote's, not part of a citation."""
    if not mark.isdecimal():
        return True
    numbers = [int(other) for other, _ in found if other.isdecimal()]
    return not numbers or int(mark) == numbers[-1] + 1


def _cut(pieces: Iterable[Piece], length: int) -> tuple[Piece, ...]:
    """Pieces without their first `length` characters."""
    text, _ = fold(pieces)
    return (Piece(text[length:]),)
