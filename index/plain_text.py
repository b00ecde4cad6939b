"""Text as extracted from a PDF → blocks: furniture and footnotes taken out, paragraphs put back together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.hyphens import Hyphens
from index.model import Block, Extract, Mark
from index.paragraph_numbers import COUNTED_THROUGH, another, continued, prose_comes_first, usual
from index.run_together import parted
from index.spans import Piece, visible
from index.typed_lines import NUMBERED, TypedLine, bare, unfinished
from index.typed_notes import MARKS, split_notes

_SYMBOL = re.compile(r"(?:A|E|S|CCPR|CAT|CED)/[A-Z0-9][\w./()-]*(?:, annex(?: [IVX]+)?)?")
_PAGE = re.compile(r"(?:page\s+)?(\d{1,3})(?:\s*(?:/|of)\s*\d{1,3})?", re.IGNORECASE)
_JOB_NUMBER = re.compile(r"GE\.\s?\d\d-\d+.*")
#: A page number that says so; a number alone is one only where it stands apart.
_SURE_PAGE = re.compile(
    r"(?:page|página|p\.)\s*\d{1,4}(?:\s*(?:/|of|sur|de)\s*\d{1,4})?|\d{1,4}\s*of\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]",
    re.IGNORECASE,
)
_FULL_LINE = 75
_OFTEN = 3  # a line that stands so often beside a page number is a running header
_ITEM = re.compile(r"\(([a-z]{1,5}|[A-Z]|\d{1,2})\)\s+\S")
_STOP = re.compile(r"[.;:?!][\"”’')\]]*(?:\s?\[?\d{1,3}\]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?[\ue000-\uf8ff]*$|\b(?:and|or);?$")
#: A footnote mark, once found, is one character of the private use area until the paragraphs stand: no number can
#: be taken for it, nor it for a number.
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_CLOSING = re.compile(
    r"\[Adopted\b|Adopted on \d{1,2} [A-Z]\w+ \d{4}\.?$|(?:Annex|Appendix)(?: [IVX\d]+)?$", re.IGNORECASE
)


@dataclass(slots=True)
class _Group:
    lines: list[str]
    level: int | None


def read_text(text: str) -> Extract:
    """The blocks and footnotes of a text as it is extracted from a PDF, or typed."""
    lines = _without_furniture(_usually_numbered(_lines(parted(text))))
    through = continued([line.text for line in lines])
    if through is not None:
        lines = [TypedLine(text, line.apart) for line, text in zip(lines, through, strict=True)]
    running, notes = split_notes(lines)
    hyphens = Hyphens(line.text for line in running)
    blocks = [_block(group, hyphens) for group in _groups(running)]
    footnotes = tuple((str(n), _join(part, hyphens)) for n, part in notes)
    return Extract(tuple(map(_placed, blocks)), footnotes, () if through is None else (COUNTED_THROUGH,))


def _lines(text: str) -> list[TypedLine]:
    result: list[TypedLine] = []
    apart = False
    for raw in bare(re.split(r"\r\n?|\n|\f", text)):
        line = " ".join(visible(_PRIVATE.sub("", raw)).split())
        if line:
            result.append(TypedLine(line, apart))
        apart = not line
    return result


def _usually_numbered(lines: list[TypedLine]) -> list[TypedLine]:
    texts = usual([line.text for line in lines])
    return [TypedLine(text, line.apart) for line, text in zip(lines, texts, strict=True)]


def _without_furniture(lines: list[TypedLine]) -> list[TypedLine]:
    """Without the symbol, the number and the running header of each page; the first symbol stays, it names the document."""
    symbols = [bool(_SYMBOL.fullmatch(line.text)) for line in lines]
    pages = [bool(_PAGE.fullmatch(line.text)) for line in lines]
    sure = [bool(_SURE_PAGE.fullmatch(line.text)) for line in lines]
    headers = _headers([line.text for line in lines], sure)
    result: list[TypedLine] = []
    for i, line in enumerate(lines):
        if _JOB_NUMBER.fullmatch(line.text) or sure[i] or i in headers:
            continue
        beside = (i > 0 and symbols[i - 1]) or (i + 1 < len(lines) and symbols[i + 1]) or i + 1 == len(lines)
        if pages[i] and (beside or line.apart):
            continue
        if symbols[i] and result:
            continue
        result.append(line)
    return result


def _headers(texts: Sequence[str], pages: Sequence[bool]) -> set[int]:
    """The lines that stand beside the page number again and again."""
    beside = [i for i, text in enumerate(texts) if any(pages[max(0, i - 1) : i + 2])]
    times = Counter(texts[i] for i in beside)
    return {i for i in beside if times[texts[i]] >= _OFTEN}


def _groups(lines: list[TypedLine]) -> list[_Group]:
    """Lines put together: numbered paragraphs, their further blocks (level 0), headings (no level); what another document
    begins with is none of the last paragraph."""
    end = another([line.text for line in lines])
    lines, others = lines[:end], [_Group([line.text], None) for line in lines[end:]]
    starts = _starts(lines)
    lengths = [len(line.text) for line in lines]
    if not starts or prose_comes_first(sum(lengths[: starts[0]]), sum(lengths)):
        return _unnumbered(lines) + others
    groups = _header(lines[: starts[0]])
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(lines)
        groups += _paragraph(lines[start:end], last=i + 1 == len(starts))
    return groups + others


def _starts(lines: Sequence[TypedLine]) -> list[int]:
    starts: list[int] = []
    expected: int | None = None
    printed = {int(m[1]) for line in lines if (m := NUMBERED.match(line.text))}
    for i, line in enumerate(lines):
        match = NUMBERED.match(line.text)
        if not match or (i > 0 and unfinished(lines[i - 1].text)):  # "opinion No." goes on with its number
            continue
        number = int(match[1])
        free = (
            line.apart
            or i == 0
            or (expected is None and number == 1)
            or bool(_STOP.search(lines[i - 1].text))
            or len(lines[i - 1].text) < _FULL_LINE
        )
        if expected is None:
            near = len(match[1]) < 4  # a year
        else:
            near = number == expected or (expected < number <= expected + 5 and expected not in printed)
        if near and free:
            starts.append(i)
            expected = number + 1
    return starts


def _header(lines: Sequence[TypedLine]) -> list[_Group]:
    groups: list[_Group] = []
    for line in lines:
        last = groups[-1].lines if groups else []
        goes_on = (
            bool(last)
            and not line.apart
            and (
                line.text[0].islower()
                or (last[0].startswith("Opinion No") and not last[-1].endswith(")"))
                or last[-1].endswith(",")
            )
        )
        if goes_on:
            last.append(line.text)
        else:
            groups.append(_Group([line.text], None))
    return groups


def _paragraph(lines: Sequence[TypedLine], last: bool) -> list[_Group]:
    closing = next((i for i, line in enumerate(lines) if _CLOSING.match(line.text)), len(lines))
    tail = [_Group([line.text], None) for line in lines[closing:]]
    end = closing
    while end > 1 and not last and _heads(lines[end - 1].text, lines[end - 2].text):
        end -= 1
    if end == 1 and closing > 1 and not lines[1].apart and not _STOP.search(lines[0].text):
        end = closing if not any(line.apart for line in lines[1:closing]) else end
    groups = [_Group([lines[0].text], 0)]
    for line in lines[1:end]:
        before = groups[-1].lines[-1]
        new = (
            (_ITEM.match(line.text) and _STOP.search(before))
            or (line.apart and _STOP.search(before))
            or (before.endswith(":") and line.text[0].isupper() and len(before) < 84)
        )
        if new and not unfinished(before):
            groups.append(_Group([line.text], 0))
        else:
            groups[-1].lines.append(line.text)
    return groups + _headings(lines[end:closing]) + tail


def _heads(text: str, before: str) -> bool:
    """Whether a line between two paragraphs reads as a heading: no paragraph ends with a colon."""
    short = len(text) < _FULL_LINE and text[0].isupper() and bool(_STOP.search(before))
    return not _STOP.search(text) or (text.endswith(":") and short)


def _headings(lines: Sequence[TypedLine]) -> list[_Group]:
    groups: list[_Group] = []
    for line in lines:
        if groups and not line.apart and line.text[0].islower() and not re.match(r"[a-z]+\. ", line.text):
            groups[-1].lines.append(line.text)
        else:
            groups.append(_Group([line.text], None))
    return groups


def _unnumbered(lines: Sequence[TypedLine]) -> list[_Group]:
    groups: list[_Group] = []
    spaced = any(line.apart for line in lines)
    for place, line in enumerate(lines):
        before = groups[-1].lines[-1] if groups else ""
        new = not groups or line.apart or groups[-1].level is None
        new = new or (not spaced and bool(_STOP.search(before)) and len(before) > 100)
        if new:
            short = len(line.text) <= 90 and not _STOP.search(line.text) and line.text[0].isalpha()
            groups.append(_Group([line.text], None if short and _alone(lines, place) else 0))
        else:
            groups[-1].lines.append(line.text)
    return groups


def _alone(lines: Sequence[TypedLine], place: int) -> bool:
    """Whether the next line begins something new, not the rest of this one's sentence."""
    return place + 1 < len(lines) and not lines[place + 1].text[0].islower()


def _join(lines: Sequence[str], hyphens: Hyphens) -> str:
    text = "".join(piece.text for piece in hyphens.join([Piece(line)] for line in lines))
    return " ".join(text.split())


def _block(group: _Group, hyphens: Hyphens) -> Block:
    return Block(_join(group.lines, hyphens), level=group.level)


def _placed(block: Block) -> Block:
    """The block with its sealed marks taken out of the text and put beside it."""
    marks: list[Mark] = []
    text = ""
    for piece in re.split(f"({_PRIVATE.pattern})", block.text):
        if _PRIVATE.fullmatch(piece):
            marks.append(Mark(len(text), str(ord(piece) - MARKS)))
        else:
            text += piece
    return replace(block, text=text, marks=tuple(marks))
