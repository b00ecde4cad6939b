"""What a case file tells of dates, charges and domestic law, each with its paragraph: to be read and corrected.

Found by the words that submissions use; what they paraphrase is not found, and a drafter adds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.model import Found
from assistant.submissions.words import any_of, submission_words
from index.fields import MONTHS
from index.model import Category, Paragraph, Part
from index.sentences import split_sentences
from index.structure import categories_in

_SOURCE = frozenset({Part.SOURCE, Part.COMMENTS})
_SUBMISSIONS = _SOURCE | {Part.GOVERNMENT}
#: Characters of a charge that are shown, and dates at most: the rest is in the paragraph.
SHOWN, DATES = 180, 12

_MONTH = "|".join(MONTHS)
#: "14 May 2020", "3rd May", "January 14th, 2022", "2022-01-17", "21/04/2022", "17.06.2021".
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})(?:,?\s+\d{{4}})?\b|\b(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}([./])\d{1,2}\1\d{4}\b"
)
#: What has a date at all, or at least a year.
DATED = re.compile(rf"{_DATE.pattern}|\b(?:19|20)\d\d\b")
#: A birth and a paper sent to the Working Group have dates that are those of no event of the case.
_OTHER_DATE = re.compile(
    rf"\b(?:born (?:on )?|(?:[Ii]n|on) (?:its|the) (?:\w+ ){{0,2}}(?:comments?|reply|response|submission|letter) (?:of|dated) )(?:{_DATE.pattern.replace(chr(92) + '1', '[./]')})"
)
#: A date that belongs to a word follows it at once: "arrested on 3 May". Else it is the last before it.
_BESIDE = 14
#: What did not happen, or to others: "none was arrested", "he has never been charged".
_DENIED = re.compile(r"\b(?:never|not|nor|none|nobody|no one|neither|without)\b(?:\s+[\w-]+){0,3}\s*$", re.I)
_EVENTS = (
    ("release", re.compile(r"\b(?:released|set free|freed)\b", re.I)),
    ("appeal", re.compile(r"\bappeal", re.I)),
    ("sentence", re.compile(r"\b(?:sentenced|convicted|found guilty|judgment)\b", re.I)),
    ("trial", re.compile(r"\b(?:tried|trial|hearing)\b", re.I)),
    ("charge", re.compile(r"\b(?:charged|indicted|indictment|record of arrest)\b", re.I)),
    ("judge", re.compile(r"\b(?:before (?:an?|any|the) (?:\w+ )?(?:judge|court|magistrate)|remand\w*(?! (?:prison|cent|home))|detention .{0,40}(?:ordered|extended))\b", re.I)),
    ("arrest", re.compile(r"\b(?:arrest\w*|apprehended|detained|(?:taken|took|drove|led|dragged)(?: (?:him|her|them|my \w+))? (?:away|off|into custody)|stopped by|intercepted|seized|handcuff\w*|cuffed|plac(?:ed|ing) (?:her|him|them) under|came to (?:her|his|their) \w+)\b", re.I)),
)  # fmt: skip
_CHARGE = re.compile(
    r"\b(?:charged\s+(?:under|with)|indicted\s+(?:for|on|under)|accused\s+of|convicted\s+(?:of|under|on)|prosecuted\s+(?:for|under)|"
    r"found\s+guilty\s+of|sentenced\s+(?:\w+\s+)?(?:to|under|on)|record\s+of\s+arrest\s+under|arrested\s+under|detained\s+under|"
    r"indictment\b[^.]{0,60}?\b(?:charges?|charged|attributes?))\b.*"
)
_LAW = r"(?:Act|Code|Law|Decree|Ordinance|Regulations?|Statute|Rules|Order)"
_PROVISION = re.compile(
    r"\b((?:[Aa]rticles?|[Ss]ections?)\s+\d[\w()]*(?:(?:,\s+|\s+and\s+|\s+or\s+|\s+to\s+|[-–])\d[\w()]*)*\s+of\s+the\s+"
    rf"(?:(?!{_LAW}\s+and\b)[A-Z][\w’'-]*\s+(?:(?:of|on|and|for|against|the)\s+)*)*{_LAW}\b(?:\s+(?:of|on)\s+[A-Z]\w+(?:\s+[A-Z]\w+)*)?(?:\s+No\.\s*[\w/-]+)?)"
)
_BARE = re.compile(rf"\bthe {_LAW}$")  # "the Code": which one was said elsewhere


def tried(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether the source tells of criminal proceedings, which can be fair or unfair."""
    told = (p.text for p in paragraphs if p.part in _SOURCE)
    words = any_of(submission_words().tried)
    return sum(len(words.findall(text)) for text in told) >= 2


def dates_in(paragraphs: Iterable[Paragraph]) -> tuple[Found, ...]:
    """The first dates of arrest, charge, judge, trial, sentence, appeal and release, as they are printed."""
    found: dict[str, Found] = {}
    for paragraph, sentence in _sentences(paragraphs, _SOURCE):
        told = _OTHER_DATE.sub(" ", sentence)
        event = next(((name, m) for name, words in _EVENTS if (m := words.search(told))), None)
        date = _date_of(event[1], told) if event and not _happened_not(event[1], told) else None
        if date and event:
            text = f"{event[0]}: {' '.join(date.split())}"
            found.setdefault(text, Found(text, paragraph.number))
    return tuple(found.values())[:DATES]


def _happened_not(event: re.Match[str], sentence: str) -> bool:
    """Whether a sentence denies an event; "not brought before a judge until 2 March" tells of one."""
    return bool(_DENIED.search(sentence[: event.start()])) and "until" not in sentence[event.end() :]


def _date_of(event: re.Match[str], sentence: str) -> str | None:
    """The date that belongs to an event in a sentence."""
    dates = list(_DATE.finditer(sentence))
    beside = [d for d in dates if 0 <= d.start() - event.end() <= _BESIDE]
    before = [d for d in dates if d.end() <= event.start()]
    chosen = beside[:1] or before[-1:] or dates[:1]
    return chosen[0].group() if chosen else None


def charges_in(paragraphs: Iterable[Paragraph]) -> tuple[Found, ...]:
    """What the persons are said to have been charged with, convicted of and sentenced to."""
    found: dict[str, Found] = {}
    for paragraph, sentence in _sentences(paragraphs, _SOURCE):
        match = _CHARGE.search(sentence)
        if match and not _DENIED.search(sentence[: match.start()]):
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
    for short in list(
        counted
    ):  # "article 12 of the Code" is "article 12 of the Code of Velmark", where only one is meant
        fuller = [name for name in counted if name.startswith(f"{short} ")]
        if len(fuller) == 1:
            counted[fuller[0]] += counted.pop(short)
            first[fuller[0]] = min(first[short], first[fuller[0]])
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
