"""Text whose line breaks were lost, as on its way through a form or an e-mail: it is parted where its words say so.

A paragraph begins where the next number stands after the end of a sentence or of a heading; a heading is what stands
between the end of a sentence and such a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.structure import is_section, party_of

_LONG = 2_000  # characters that few paragraphs have
_MOST = 0.8  # of a text: so much of it stands in such lines
_FEW, _GAP = 3, 5  # numbers that make a count, and how many of them may be missing
_HEADINGS = 200  # characters of all headings between two paragraphs
_NUMBER = re.compile(r"(?<!\S)(?<!\bNo\. )(?<!\bparas\. )(?<!\bpara\. )(\d{1,4})\.\s+(?=[\"“'‘(\[]?[A-ZÀ-Þ])")
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bNo)(?<!\bNos)[.?!][\"”’')\]]*(?:\[?\d{1,3}\]?)?\s+"
)
_ENUMERATED = re.compile(r"[.?!]\S*\s+[A-Za-z]{1,4}\.\s+$")  # "... so. i. Category I": the heading begins with "i."
_OPENS = re.compile(r"and|or|of|the|from|by|to|on|[A-Za-z]{1,4}\.")  # no heading ends with them
_CAPITAL = re.compile(r"(?:[a-z]{1,4}\. )?[\"“'‘]?[A-ZÀ-Þ]")
#: What has a line of its own on a front page.
_TITLE = re.compile(r"\s+(?=(?:Opinion|Deliberation) No\. ?\d)")
_SYMBOL = re.compile(r"(?<!\S)(A/[A-Z]+/\S+(?:, annex(?: [IVX]+)?)?)(?!\S)")
_ADOPTED = re.compile(r"\s(\[Adopted on [^\]]*\])\s*")
_NOTE = re.compile(r"(?<=[.\]”\"])\s+\[?(\d{1,3})[.)\]]?\s+(?=[\"“'‘(\[]?[A-ZÀ-Þ])")


def parted(text: str) -> str:
    """The text, with its paragraphs, headings and footnotes apart from one another if it has lost their lines."""
    lines = text.splitlines()
    if sum(len(line) for line in lines if len(line) > _LONG) < _MOST * len(text):
        return text
    flat = " ".join(text.split())
    starts = _starts(flat)
    if len(starts) < _FEW:
        return text
    flat = _without_page_heads(flat, starts[0])
    starts = _starts(flat)
    parts = _front(flat[: starts[0]])
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        parts += _with_headings(flat[start:end]) if end else _closing(flat[start:])
    return "\n\n".join(part for part in parts if part)


def _without_page_heads(text: str, first: int) -> str:
    """The text without the number of a page and, at the top of the next, the symbol that stands before the `first` paragraph."""
    own = _SYMBOL.search(text[:first])
    return re.sub(rf"(?<=\s)\d{{1,3}} {re.escape(own[1])}\s", "", text) if own else text


def _starts(text: str) -> list[int]:
    """Where paragraphs begin: at the number that is due, or at one soon after where that is nowhere."""
    found = [(int(match[1]), match.start()) for match in _NUMBER.finditer(text)]
    left: dict[int, int] = {}
    for number, _ in found:
        left[number] = left.get(number, 0) + 1
    starts: list[int] = []
    due = 1
    for number, place in found:
        left[number] -= 1
        missing = range(due, number)
        if number == due or (starts and due < number <= due + _GAP and not any(left.get(n) for n in missing)):
            starts.append(place)
            due = number + 1
    return starts


def _front(text: str) -> list[str]:
    """The lines of a front page: its symbol and its title matter."""
    return [line.strip() for line in _SYMBOL.sub(r"\n\1\n", _TITLE.sub("\n", text)).splitlines()]


def _with_headings(text: str) -> list[str]:
    """A paragraph, and the headings that stand between the end of its last sentence and the next number."""
    ends = (match.end() for match in _SENTENCE_END.finditer(text))
    end = max((end for end in ends if not _ENUMERATED.search(text[max(0, end - 12) : end])), default=0)
    tail = text[end:].strip()
    if not end or not tail or len(tail) > _HEADINGS or not _CAPITAL.match(tail):
        return [text.strip()]
    return [text[:end].strip(), *_headings(tail)]


def _headings(text: str) -> Iterator[str]:
    """Headings that stand one upon the other: those that every opinion has are known by their words."""
    words = text.split()
    while words:
        parting = (n for n in range(1, len(words)) if _CAPITAL.match(words[n]) and not _OPENS.fullmatch(words[n - 1]))
        end = next((n for n in parting if _is_section(words[:n]) or _is_section(words[n:])), len(words))
        yield " ".join(words[:end])
        words = words[end:]


def _is_section(words: Sequence[str]) -> bool:
    """Whether words are the heading of a section; a party alone may end a heading as well: "… to another Government"."""
    heading = " ".join(words)
    return is_section(heading) and (len(words) > 1 or not party_of(heading))


def _closing(text: str) -> list[str]:
    """The last paragraph, the date of adoption, and the footnotes after it."""
    whole, *rest = _ADOPTED.split(text)
    if not rest:
        return [whole]
    notes, due, start = [], 1, 0
    after = f". {rest[-1]}"
    for match in _NOTE.finditer(after):
        if int(match[1]) == due:
            notes.append(after[start : match.start()])
            start, due = match.start(), due + 1
    return [whole, *rest[:-1], *(note.strip() for note in [*notes[1:], after[start:]])]
