"""What a case file tells of dates, charges and domestic law, each with its paragraph: to be read and corrected.

Found by the words that submissions use; what they paraphrase is not found, and a drafter adds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.model import Found
from index.fields import MONTHS
from index.model import Category, Paragraph, Part
from index.sentences import split_sentences
from index.structure import categories_in

_SOURCE = frozenset({Part.SOURCE, Part.COMMENTS})
_SUBMISSIONS = _SOURCE | {Part.GOVERNMENT}
#: Characters of a charge that are shown, and dates at most: the rest is in the paragraph.
SHOWN, DATES = 180, 12

_DATE = re.compile(rf"\b\d{{1,2}}\s+(?:{'|'.join(MONTHS)})(?:\s+\d{{4}})?\b")
#: What has a date at all, or at least a year.
DATED = re.compile(rf"{_DATE.pattern}|\b(?:19|20)\d\d\b")
_EVENTS = (
    ("release", re.compile(r"\b(?:released|set free|freed)\b", re.I)),
    ("appeal", re.compile(r"\bappeal", re.I)),
    ("sentence", re.compile(r"\b(?:sentenced|convicted|found guilty|judgment)\b", re.I)),
    ("trial", re.compile(r"\b(?:tried|trial|hearing)\b", re.I)),
    ("charge", re.compile(r"\b(?:charged|indicted|indictment|record of arrest)\b", re.I)),
    ("judge", re.compile(r"\b(?:before (?:a|the) (?:\w+ )?(?:judge|court|magistrate)|remand\w*|detention .{0,40}(?:ordered|extended))\b", re.I)),
    ("arrest", re.compile(r"\b(?:arrest\w*|apprehended|detained|taken (?:away|into custody)|seized|handcuff\w*|cuffed|plac(?:ed|ing) (?:her|him|them) under|came to (?:her|his|their) \w+)\b", re.I)),
)  # fmt: skip
_CHARGE = re.compile(
    r"\b(?:charged\s+(?:under|with)|indicted\s+(?:for|on|under)|accused\s+of|convicted\s+(?:of|under|on)|prosecuted\s+(?:for|under)|"
    r"found\s+guilty\s+of|sentenced\s+(?:\w+\s+)?(?:to|under|on)|record\s+of\s+arrest\s+under|arrested\s+under|detained\s+under|"
    r"indictment\b[^.]{0,60}?\b(?:charges?|charged|attributes?))\b.*"
)
_TRIED = re.compile(r"\b(?:trials?|tried|convict\w*|sentenced|indict\w*)\b", re.IGNORECASE)
_LAW = r"(?:Act|Code|Law|Decree|Ordinance|Regulations?|Statute|Rules|Order)"
_PROVISION = re.compile(
    r"\b((?:[Aa]rticles?|[Ss]ections?)\s+\d[\w()]*(?:(?:,\s+|\s+and\s+|\s+or\s+|\s+to\s+|[-–])\d[\w()]*)*\s+of\s+the\s+"
    rf"(?:[A-Z][\w’'-]*\s+(?:(?:of|on|and|for|against|the)\s+)*)*{_LAW}\b(?:\s+(?:of|on)\s+[A-Z]\w+(?:\s+[A-Z]\w+)*)?(?:\s+No\.\s*[\w/-]+)?)"
)
_BARE = re.compile(rf"\bthe {_LAW}$")  # "the Code": which one was said elsewhere


def tried(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether the source tells of criminal proceedings, which can be fair or unfair."""
    told = (p.text for p in paragraphs if p.part in _SOURCE)
    return sum(len(_TRIED.findall(text)) for text in told) >= 2


def dates_in(paragraphs: Iterable[Paragraph]) -> tuple[Found, ...]:
    """The first dates of arrest, charge, judge, trial, sentence, appeal and release, as they are printed."""
    found: dict[str, Found] = {}
    for paragraph, sentence in _sentences(paragraphs, _SOURCE):
        date = _DATE.search(sentence)
        event = next((name for name, words in _EVENTS if words.search(sentence)), None)
        if date and event:
            text = f"{event}: {' '.join(date.group().split())}"
            found.setdefault(text, Found(text, paragraph.number))
    return tuple(found.values())[:DATES]


def charges_in(paragraphs: Iterable[Paragraph]) -> tuple[Found, ...]:
    """What the persons are said to have been charged with, convicted of and sentenced to."""
    found: dict[str, Found] = {}
    for paragraph, sentence in _sentences(paragraphs, _SOURCE):
        if match := _CHARGE.search(sentence):
            text = _clipped(match.group().rstrip(" ."))
            found.setdefault(text, Found(text, paragraph.number))
    return tuple(found.values())


def provisions_in(paragraphs: Iterable[Paragraph]) -> tuple[Found, ...]:
    """The provisions of domestic law that the submissions name, the most named first."""
    first: dict[str, int] = {}
    counted: Counter[str] = Counter()
    for paragraph in paragraphs:
        if paragraph.part not in _SUBMISSIONS:
            continue
        for match in _PROVISION.findall(paragraph.text):
            name = match[0].lower() + " ".join(match[1:].split())
            if not _BARE.search(name):
                counted[name] += 1
                first.setdefault(name, paragraph.number)
    return tuple(Found(name, first[name]) for name, _ in counted.most_common())


def claims_in(paragraphs: Sequence[Paragraph]) -> dict[Category, tuple[int, ...]]:
    """The paragraphs in which the source speaks of each category, in its words or in the headings over them."""
    found: dict[Category, list[int]] = {}
    for paragraph in paragraphs:
        if paragraph.part in _SOURCE:
            named = {c for text in (paragraph.text, *paragraph.headings) for c in categories_in(text)}
            for category in named:
                found.setdefault(category, []).append(paragraph.number)
    return {c: tuple(found[c]) for c in Category if c in found}


def _sentences(paragraphs: Iterable[Paragraph], parts: frozenset[Part]) -> Iterator[tuple[Paragraph, str]]:
    for paragraph in paragraphs:
        if paragraph.part in parts:
            for span in split_sentences(paragraph.text):
                yield paragraph, span.text


def _clipped(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(None, 1)[0] + " …"
