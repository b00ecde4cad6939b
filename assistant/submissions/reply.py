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
_GOVERNMENT = re.compile(r"\b(?:Governments?|Permanent Mission|State party)\b")
_WITH_THE_GROUP = (
    r"Working Group|time[- ]limit|limit|deadline|(?:sixty|60|ninety|90) days|observations|extension|[Yy]our (?:secretariat|office)|by you"
    r"|[Yy]ou (?:\w+ )?(?:sent|wrote|passed|transmitted|forwarded|asked)|(?:to|answered|replied to|sent) you"
)
_EXCHANGE = re.compile(rf"\b(?:{_WITH_THE_GROUP}|communication|reply|response|note verbale)\b")
_PLAINLY = r"\bThe Government (?:has|did|had) not (?:repl|respon|answer)\w+\."
_EXCHANGE_TOLD = re.compile(rf"\b(?:{_WITH_THE_GROUP})\b|{_PLAINLY}")
#: In an account, "no reply" may be that of a domestic authority to a letter of the family, and a limit that of a court.
_WITH_US = re.compile(
    rf"\b(?:Working Group|secretariat|[Yy]our office|observations|communication|United Nations"
    rf"|[Yy]ou (?:\w+ )?(?:sent|wrote|passed|transmitted|forwarded|asked)|(?:asked|written) by you|(?:to|answered|replied to|sent) you)\b|{_PLAINLY}"
)
#: What a Government says on the merits, and so a reply.
_SPEAKS = re.compile(
    r"\b(?:Government|It|it|note verbale|reply)\b[^.;]{0,60}?\b(?:states?|submits?|denie[sd]|rejects?|argues?|maintains?|explains?|contends?|"
    r"recalls?|asserts?|adds?|reports?|considers?)\b"
)
#: An extension that is asked for, granted or refused is no reply.
_EXTENDED = re.compile(r"\bextension\b|\b(?:more|extra|further) time\b|\bextended\b|\bwithin the\b")
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
    else:
        letter = (p for p in paragraphs if p.part in _SPOKEN and _WITH_US.search(p.text))
        told = list(_of_the_exchange(letter, _EXCHANGE_TOLD))
    silent = any(any_of(submission_words().silent).search(s) for s in told)
    spoken = any(_SPEAKS.search(s.text) for p in government for s in split_sentences(p.text))
    if silent and not spoken and (government or found != "yes"):
        return "no"
    if not government and not any(any_of(submission_words().replied).search(s) for s in told):
        return found
    late = any(any_of(submission_words().late).search(s) and not _EXTENDED.search(s) for s in told)
    return "late" if late else found or ("yes" if not government else None)


def _of_the_exchange(paragraphs: Iterable[Paragraph], exchange: re.Pattern[str]) -> Iterator[str]:
    """The sentences that speak, alone or after the one before, of the Government and its exchange with the Working Group."""
    for paragraph in paragraphs:
        before = ""
        for span in split_sentences(paragraph.text):
            context = f"{before} {span.text}"
            if _GOVERNMENT.search(context) and exchange.search(context):
                yield span.text
            before = span.text


def party_of(paragraphs: Iterable[Paragraph]) -> bool | None:
    """Whether anybody says that the State has joined the Covenant; None where nobody does."""
    told = (s.text for p in paragraphs for s in split_sentences(p.text) if _PARTY.search(s.text))
    return fields.state_party(any_of(submission_words().joined).sub("ratified", " ".join(told)))
