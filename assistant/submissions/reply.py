"""Whether the Government replied, wherever a case file says it, and whether the State has joined the Covenant.

The preamble of an opinion says both; a letter says them in passing, in the middle of its account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.submissions.words import any_of, submission_words
from index import fields
from index.model import Paragraph, Part
from index.sentences import split_sentences

_SPOKEN = frozenset({Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS})
_GOVERNMENT = re.compile(r"\b(?:Governments?|Permanent Mission|State party|authorities of [A-Z]\w+)\b")
#: The exchange with the Working Group, however it is told.
_BETWEEN_US = (
    r"Working Group|[Yy]our (?:secretariat|office|letter|communication|request|questions)|[Bb]y you|[Ff]rom you|[Oo]wes you"
    r"|[Yy]ou (?:have |had |haven['’]t )?(?:\w+ )?(?:sent|wrote|written|passed|transmitted|forwarded|asked|received|gave)"
    r"|(?:[Tt]o|[Aa]nswer(?:ed)?|[Rr]eplied to|[Ss]ent|[Tt]old|[Ii]nformed|[Gg]iven|[Rr]eached) you"
)
_WITH_THE_GROUP = rf"{_BETWEEN_US}|time[- ]limit|limit|deadline|(?:sixty|60|ninety|90) days|observations|extension"
_EXCHANGE = re.compile(
    rf"\b(?:{_WITH_THE_GROUP}|communication|reply|replied|response|respond|answer(?:ed)?|note verbale|more time|heard)\b|\b(?:None|Nil)\.$"
)
_PLAINLY = (
    r"\bThe Government (?:(?:has|did|had) (?:not|never)|(?:has|did|had)n['’]t|never|failed to|has yet to) "
    r"(?:repl|respon|answer)\w+(?: within the (?:sixty days|time[- ]limit))?\."
)
_EXCHANGE_TOLD = re.compile(rf"\b(?:{_WITH_THE_GROUP}|communication)\b|{_PLAINLY}")
#: In an account, "no reply" may be that of a domestic authority to a letter of the family, and a limit that of a court.
_WITH_US = re.compile(
    rf"\b(?:{_BETWEEN_US}|secretariat|observations|communication|United Nations|time[- ]limit|extension|its (?:sixty|60|ninety|90) days)\b|{_PLAINLY}"
)
#: Under the heading of the Government, a sentence that begins so speaks of it or of its silence, and not of a third person.
_OF_IT = re.compile(r"(?:It|They|We|I|The source|None|Nil|No|Nothing|To date|To this day)\b")
#: What is asked or not known is not told.
_ASKED = re.compile(r"\b(?:whether|if|please|hope|should|ask (?:you|the Government))\b[^.;]*", re.IGNORECASE)
#: What a Government says on the merits, and so a reply.
_SPEAKS = re.compile(
    r"\b(?:Government|It|it|note verbale|reply)\b[^.;]{0,60}?\b(?:states?|submits?|denie[sd]|rejects?|argues?|maintains?|explains?|contends?|"
    r"recalls?|asserts?|adds?|reports?|considers?)\b"
)
#: An extension that is asked for, granted or refused is no reply.
_EXTENDED = re.compile(r"\bextension\b|\b(?:more|extra|further) time\b|\bextended\b|\bwithin the\b")
#: A silence up to a day, after which a reply may have come.
_UNTIL = re.compile(
    r"\b(?:within|in) (?:the |due |its )?(?:\w+[- ]){0,2}(?:time(?:[- ]limit)?|limit|deadline|days|period)\b"
    r"|\b(?:limit|deadline|days|period)\b.{0,20}\b(?:pass|lapse|expire|elapse)"
)
_PARTY = re.compile(
    r"\b(?:[Pp]arty to|ratif\w+|acced\w+|signed|joined|denounced|deposited|entered into force|bound by)\b"
)


def reply_of(paragraphs: Sequence[Paragraph], found: str | None) -> str | None:
    """ "yes", "late", "no": what was read from preamble and headings, or what is said elsewhere of the reply."""
    if found in ("no", "late"):
        return found
    government = [p for p in paragraphs if p.part is Part.GOVERNMENT]
    if government:
        told = list(_of_the_exchange(government, _EXCHANGE))
        answered = any(_on_the_merits(s.text) for p in government for s in split_sentences(p.text))
    else:
        letter = (p for p in paragraphs if p.part in _SPOKEN and _WITH_US.search(p.text))
        told = list(_of_the_exchange(letter, _EXCHANGE_TOLD))
        answered = found == "yes"
    return _reply_told(told, answered) or found


def _reply_told(sentences: Sequence[str], answered: bool) -> str | None:
    """What sentences of the exchange say of the reply; None where they say nothing."""
    words = submission_words()
    said = [_ASKED.sub("", s) for s in sentences if not s.endswith("?")]
    silences = [s for s in said if any_of(words.silent).search(s)]
    beside = [any_of(words.silent).sub("", s) for s in said]
    replies = answered or any(any_of(words.replied).search(s) for s in beside)
    if not replies:
        return "no" if silences else None
    late = any(any_of(words.late).search(s) and not _EXTENDED.search(s) for s in beside)
    return "late" if late or any(_UNTIL.search(s) for s in silences) else "yes"


def _on_the_merits(sentence: str) -> bool:
    """Whether a sentence under the Government's heading says something of the case, and not only of the exchange."""
    of_the_exchange = any_of(submission_words().silent).search(sentence) or _EXCHANGE.search(sentence)
    return bool(_SPEAKS.search(sentence)) or not (of_the_exchange or _EXTENDED.search(sentence))


def _of_the_exchange(paragraphs: Iterable[Paragraph], exchange: re.Pattern[str]) -> Iterator[str]:
    """The sentences that speak, alone or after the one before, of the Government and its exchange with the Working Group."""
    for paragraph in paragraphs:
        before = ""
        for span in split_sentences(paragraph.text):
            context = f"{before} {span.text}"
            heading = paragraph.part is Part.GOVERNMENT and _OF_IT.match(span.text)
            if (_GOVERNMENT.search(context) or heading) and exchange.search(context):
                yield span.text
            before = span.text


def party_of(paragraphs: Iterable[Paragraph]) -> bool | None:
    """Whether anybody says that the State has joined the Covenant; None where nobody does."""
    told = (s.text for p in paragraphs for s in split_sentences(p.text) if _PARTY.search(s.text))
    return fields.state_party(any_of(submission_words().joined).sub("ratified", " ".join(told)))
