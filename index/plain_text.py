"""Text as extracted from a PDF → blocks: furniture and footnotes taken out, paragraphs put back together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.fields import MONTHS
from index.hyphens import Hyphens
from index.model import Block, Extract, Mark
from index.paragraph_numbers import COUNTED_THROUGH, continued, prose_comes_first, usual
from index.spans import Piece, visible
from index.typed_lines import bare

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
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: What opens a footnote: "12 See", "[12] See", "¹²See".
_NOTE = re.compile(r"(?:(\d{1,3})\s|\[(\d{1,3})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*(\S.*)")
_NUMBERED = re.compile(r"(\d{1,3})\.\s+(?=\S)")
_ITEM = re.compile(r"\(([a-z]{1,5}|[A-Z]|\d{1,2})\)\s+\S")
_STOP = re.compile(r"[.;:?!][\"”’')\]]*(?:\s?\[?\d{1,3}\]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?[\ue000-\uf8ff]*$|\b(?:and|or);?$")
_FULL_STOP = re.compile(r"[.?!][\"”’')\]]*$")
#: A footnote mark, once found, is one character of the private use area until the paragraphs stand: no number can
#: be taken for it, nor it for a number.
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_MARKS = 0xE000
_ABBREVIATED = re.compile(r"\b(?:No|Nos|para|paras|art|arts|Mr|Ms|Mrs|Dr|Corr|Add|Rev|pp?|vol|ed|cf)\.$")
_NOTE_GOES_ON = re.compile(r"(?:See|Contrast|Ibid|On |Compare|For |Cf|Also|The |In )")
_MONTH = rf"(?:{'|'.join(MONTHS)})\b"
_DATE = re.compile(_MONTH)
_CLOSING = re.compile(r"\[Adopted\b|(?:Annex|Appendix)(?: [IVX\d]+)?$", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    text: str
    apart: bool  # a blank line stands before it


@dataclass(slots=True)
class _Group:
    lines: list[str]
    level: int | None


def read_text(text: str) -> Extract:
    """The blocks and footnotes of a text as it is extracted from a PDF, or typed."""
    lines = _without_furniture(_usually_numbered(_lines(text)))
    through = continued([line.text for line in lines])
    if through is not None:
        lines = [_Line(text, line.apart) for line, text in zip(lines, through, strict=True)]
    running, notes = _split_notes(lines)
    hyphens = Hyphens(line.text for line in running)
    blocks = [_block(group, hyphens) for group in _groups(running)]
    footnotes = tuple((str(n), _join(part, hyphens)) for n, part in notes)
    return Extract(tuple(map(_placed, blocks)), footnotes, () if through is None else (COUNTED_THROUGH,))


def _lines(text: str) -> list[_Line]:
    result: list[_Line] = []
    apart = False
    for raw in bare(re.split(r"\r\n?|\n|\f", text)):
        line = " ".join(visible(_PRIVATE.sub("", raw)).split())
        if line:
            result.append(_Line(line, apart))
        apart = not line
    return result


def _usually_numbered(lines: list[_Line]) -> list[_Line]:
    texts = usual([line.text for line in lines])
    return [_Line(text, line.apart) for line, text in zip(lines, texts, strict=True)]


def _without_furniture(lines: list[_Line]) -> list[_Line]:
    """Without the symbol, the number and the running header of each page; the first symbol stays, it names the document."""
    symbols = [bool(_SYMBOL.fullmatch(line.text)) for line in lines]
    pages = [bool(_PAGE.fullmatch(line.text)) for line in lines]
    sure = [bool(_SURE_PAGE.fullmatch(line.text)) for line in lines]
    headers = _headers([line.text for line in lines], sure)
    result: list[_Line] = []
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


def _split_notes(lines: list[_Line]) -> tuple[list[_Line], list[tuple[int, list[str]]]]:
    """Running text and footnotes: a footnote has the next number, and its mark stands in the text before."""
    width = max((len(x.text) for x in lines), default=0)
    running: list[_Line] = []
    notes: list[tuple[int, list[str]]] = []
    since = i = page = 0
    while i < len(lines):
        found = _note(lines[i].text)
        number = len(notes) + 1
        place = None
        if found and found[0] == number and not found[1][0].islower() and not _DATE.match(found[1]):
            place = _marked(running, max(since, page), number)
            place = _marked(running, since, number) if place is None else place
            if place is None:  # nor will it be found there later: only the last line's surroundings can still change
                since = max(since, len(running) - 1)
        if found is None or place is None:
            running.append(lines[i])
            i += 1
            continue
        since, part = place, [found[1]]
        i += 1
        while i < len(lines) and _note_goes_on(part[-1], lines[i], width, number):
            part.append(lines[i].text)
            i += 1
        notes.append((number, part))
        if i < len(lines):
            lines[i].apart = False
            if not _note(lines[i].text):
                page = len(running)  # the marks of the next notes stand below
    return running, notes


def _note(text: str) -> tuple[int, str] | None:
    """The number with which a line opens as a footnote does, and what follows it."""
    match = _NOTE.match(text)
    return (int((match[1] or match[2] or match[3]).translate(_RAISED)), match[4]) if match else None


def _marked(running: Sequence[_Line], since: int, number: int) -> int | None:
    """The line from `since` on in which the mark of a footnote stands; the mark is sealed there."""
    pattern, raised = _fused(number), str(number).translate(_RAISE)
    for i in range(since, len(running)):
        text = running[i].text
        if str(number) not in text and raised not in text:
            continue
        after = running[i + 1] if i + 1 < len(running) else None
        following = "" if after is None or after.apart or _NUMBERED.match(after.text) else f" {after.text}"
        if (found := pattern.search(text + following)) and found.end() <= len(text):
            running[i].text = text[: found.start()] + chr(_MARKS + number) + text[found.end() :]
            return i
    return None


def _fused(number: int) -> re.Pattern[str]:
    ending = r"(?![\w%/]|[.,]\d)"
    raised = str(number).translate(_RAISE)
    return re.compile(
        rf"(?<=[^\W\d_]){number}(?![\w/])|(?<=[.,;:?!)\]\"”’'])(?<!\d[.,]){number}{ending}"
        rf"|(?<=\d{{4}}[.,]){number}{ending}"
        rf"|(?<=\d[.,]){number}(?=\s+[\"“A-Z]|$)"  # not the decimals of "1.2 million"
        rf"|(?<=[.,;:?!”])(?<!No\.)(?<!Nos\.) {number}(?!\s+{_MONTH})(?=\s\s|\s+[A-Z]|$)"
        rf"|(?<=\S)\s?\[{number}\]|(?<![⁰¹²³⁴⁵⁶⁷⁸⁹]){raised}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])"
    )


def _unfinished(line: str) -> bool:
    """Whether a line must go on: "opinion No.", "paras. 19–" and the like end no paragraph and no footnote."""
    return line.endswith((",", "–", " and")) or bool(_ABBREVIATED.search(line))


def _note_goes_on(last: str, line: _Line, width: int, number: int) -> bool:
    following = _note(line.text)
    if following and following[0] == number + 1:
        return False
    if _unfinished(last):
        return True  # extraction leaves blank lines within notes
    if not _FULL_STOP.search(last):
        return not line.apart
    full = len(last) + 1 + len(line.text.split()[0]) > 0.95 * width
    return full and bool(_NOTE_GOES_ON.match(line.text)) and not line.apart


def _groups(lines: list[_Line]) -> list[_Group]:
    """Lines put together: numbered paragraphs, their further blocks (level 0), headings (no level)."""
    starts = _starts(lines)
    lengths = [len(line.text) for line in lines]
    if not starts or prose_comes_first(sum(lengths[: starts[0]]), sum(lengths)):
        return _unnumbered(lines)
    groups = _header(lines[: starts[0]])
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(lines)
        groups += _paragraph(lines[start:end], last=i + 1 == len(starts))
    return groups


def _starts(lines: Sequence[_Line]) -> list[int]:
    starts: list[int] = []
    expected: int | None = None
    printed = {int(m[1]) for line in lines if (m := _NUMBERED.match(line.text))}
    for i, line in enumerate(lines):
        match = _NUMBERED.match(line.text)
        if not match or (i > 0 and _unfinished(lines[i - 1].text)):  # "opinion No." goes on with its number
            continue
        number = int(match[1])
        free = (
            line.apart
            or i == 0
            or (expected is None and number == 1)
            or bool(_STOP.search(lines[i - 1].text))
            or len(lines[i - 1].text) < _FULL_LINE
        )
        near = expected is None or number == expected or (expected < number <= expected + 5 and expected not in printed)
        if near and free:
            starts.append(i)
            expected = number + 1
    return starts


def _header(lines: Sequence[_Line]) -> list[_Group]:
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


def _paragraph(lines: Sequence[_Line], last: bool) -> list[_Group]:
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
        if new and not _unfinished(before):
            groups.append(_Group([line.text], 0))
        else:
            groups[-1].lines.append(line.text)
    return groups + _headings(lines[end:closing]) + tail


def _heads(text: str, before: str) -> bool:
    """Whether a line between two paragraphs reads as a heading: no paragraph ends with a colon."""
    short = len(text) < _FULL_LINE and text[0].isupper() and bool(_STOP.search(before))
    return not _STOP.search(text) or (text.endswith(":") and short)


def _headings(lines: Sequence[_Line]) -> list[_Group]:
    groups: list[_Group] = []
    for line in lines:
        if groups and not line.apart and line.text[0].islower() and not re.match(r"[a-z]+\. ", line.text):
            groups[-1].lines.append(line.text)
        else:
            groups.append(_Group([line.text], None))
    return groups


def _unnumbered(lines: Sequence[_Line]) -> list[_Group]:
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


def _alone(lines: Sequence[_Line], place: int) -> bool:
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
            marks.append(Mark(len(text), str(ord(piece) - _MARKS)))
        else:
            text += piece
    return replace(block, text=text, marks=tuple(marks))
