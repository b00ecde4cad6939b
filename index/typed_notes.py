"""The footnotes of a typed text: their numbers open lines, their marks stand in the text before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.fields import MONTHS
from index.typed_lines import NUMBERED, TypedLine, unfinished

#: Where a mark, once found, is in the private use area until the paragraphs stand: no number can be taken for it.
MARKS = 0xE000
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: What opens a footnote: "12 See", "[12] See", "¹²See".
_NOTE = re.compile(r"(?:(\d{1,3})\s|\[(\d{1,3})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*(?P<rest>\S.*)")
#: Forms that paragraphs have too, "12. See", "12) See", and one that few know: "^12 See".
_OTHER_NOTES = (
    re.compile(r"(\d{1,3})\.\s+(?P<rest>\S.*)"),
    re.compile(r"(\d{1,3})\)\s+(?P<rest>\S.*)"),
    re.compile(r"\^(\d{1,3})\.?\s+(?P<rest>\S.*)"),
)
_FULL_STOP = re.compile(r"[.?!][\"”’')\]]*$")
_NOTE_GOES_ON = re.compile(r"(?:See|Contrast|Ibid|On |Compare|For |Cf|Also|The |In )")
_MONTH = rf"(?:{'|'.join(MONTHS)})\b"
_DATE = re.compile(_MONTH)


def split_notes(lines: list[TypedLine]) -> tuple[list[TypedLine], list[tuple[int, list[str]]]]:
    """Running text and footnotes, of which most are found where they are taken to open in the form that they have."""
    forms = [_NOTE, *(form for form in _OTHER_NOTES if any(_opens(form, line.text, 1) for line in lines))]
    found = ([replace(line) for line in lines] for _ in forms)
    return max((_split_notes(copies, form) for copies, form in zip(found, forms, strict=True)), key=lambda x: len(x[1]))


def _opens(form: re.Pattern[str], text: str, number: int) -> bool:
    found = _note(text, form)
    return found is not None and found[0] == number


def _split_notes(lines: list[TypedLine], form: re.Pattern[str]) -> tuple[list[TypedLine], list[tuple[int, list[str]]]]:
    """Running text and footnotes: a footnote has the next number, and its mark stands in the text before."""
    width = max((len(x.text) for x in lines), default=0)
    running: list[TypedLine] = []
    notes: list[tuple[int, list[str]]] = []
    since = i = page = last = 0
    while i < len(lines):
        found = _note(lines[i].text, form)
        number = len(notes) + 1
        place = None
        paragraph = NUMBERED.match(lines[i].text)
        if paragraph and int(paragraph[1]) == last + 1:
            last += 1  # it may be the next footnote as well, but then a paragraph is missing
        elif found and found[0] == number and not found[1][0].islower() and not _DATE.match(found[1]):
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
        while i < len(lines) and _note_goes_on(part[-1], lines[i], width, number, form):
            part.append(lines[i].text)
            i += 1
        notes.append((number, part))
        if i < len(lines):
            lines[i].apart = False
            if not _note(lines[i].text, form):
                page = len(running)  # the marks of the next notes stand below
    return running, notes


def _note(text: str, form: re.Pattern[str]) -> tuple[int, str] | None:
    """The number with which a line opens as a footnote does, and what follows it."""
    match = form.match(text)
    if match is None:
        return None
    number = next(group for group in match.groups() if group)
    return int(number.translate(_RAISED)), match["rest"]


def _marked(running: Sequence[TypedLine], since: int, number: int) -> int | None:
    """The line from `since` on in which the mark of a footnote stands; the mark is sealed there."""
    pattern, raised = _fused(number), str(number).translate(_RAISE)
    for i in range(since, len(running)):
        text = running[i].text
        if str(number) not in text and raised not in text:
            continue
        after = running[i + 1] if i + 1 < len(running) else None
        following = "" if after is None or after.apart or NUMBERED.match(after.text) else f" {after.text}"
        if (found := pattern.search(text + following)) and found.end() <= len(text):
            running[i].text = text[: found.start()] + chr(MARKS + number) + text[found.end() :]
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
        rf"|(?<=\S)\s?\[{number}\]|(?<=\S)\^{number}(?!\d)|(?<![⁰¹²³⁴⁵⁶⁷⁸⁹]){raised}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])"
    )


def _note_goes_on(last: str, line: TypedLine, width: int, number: int, form: re.Pattern[str]) -> bool:
    following = _note(line.text, form)
    if following and following[0] == number + 1:
        return False
    if unfinished(last):
        return True  # extraction leaves blank lines within notes
    if not _FULL_STOP.search(last):
        return not line.apart
    full = len(last) + 1 + len(line.text.split()[0]) > 0.95 * width
    return full and bool(_NOTE_GOES_ON.match(line.text)) and not line.apart
