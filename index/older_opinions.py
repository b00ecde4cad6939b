"""Opinions without headings, as they were published before about 2012: whose words a paragraph holds is told by its own.

Nothing a party says may become an authority. So only paragraphs that say of themselves that the Working Group speaks,
and follow one another without a break up to its decision, are its reasoning; where that is not sure, a paragraph
stays with the party that spoke last, or, if it opens with the Working Group, with what is no authority either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.model import Paragraph, Part

_A_SOURCE = r"(?:sources?|petitioners?|complainants?|communications?)\b"
_A_GOVERNMENT = r"(?:Government|State party|authorities)\b"
_ANYONE = rf"(?:{_A_SOURCE}|{_A_GOVERNMENT}|(?:lawyers?|counsel|family|families|relatives|he|she|they)\b)"
_FIRST = (
    r"(?:In|On|For|Given|Having|Taking|Considering|Based|With|As|Moreover|Furthermore|Consequently|Therefore"
    r"|Accordingly|However|Thus|Finally|Lastly|Nevertheless|Similarly|Firstly|Secondly|Thirdly)\b"
)
_GROUP = r"[Tt]he Working Group\b"
_DECISION = re.compile(
    rf"(?:{_FIRST}(?:(?!\b(?:request|submission|opinion of|view of the source)\b)[^.;:]){{0,300}}?)?{_GROUP}[^.;:]{{0,160}}?"
    r"\b(?:(?:renders|issues|adopts|delivers|expresses|gives) the following opinion|decides to file)\b"
)
#: "Must" and "cannot" are not among them: so a party addresses the Working Group.
_OWN = re.compile(
    rf"(?:{_FIRST}(?:(?!\b{_ANYONE})[^.;:]){{0,300}}?)?{_GROUP},?(?: (?:also|further|therefore|thus|\w+ly),?){{0,2}}"
    r" (?:considers|finds|notes|observes|recalls|concludes|believes|holds|emphasi[sz]es|stresses|underlines|reiterates"
    r"|reaffirms|deems|points out|takes note|is (?:of the (?:view|opinion)|convinced|satisfied|persuaded))\b"
)
#: A party may end on what the Working Group held before.
_EARLIER = re.compile(
    r"\b(?:opinions? Nos?\b|earlier|previous(?:ly)?|deliberations?|jurisprudence|case law|constant(?:ly)?)\b",
    re.IGNORECASE,
)
_SAYING = (
    r"(?:stat(?:es|ed|ing|e that)|(?:alleg|argu|not|observ|believ|indicat|conclud|conced)(?:e|es|ed|ing)"
    r"|(?:claim|submit|contend|maintain|assert|report|inform|explain|add|recall|consider|insist|point|stress)(?:s|t?ed|t?ing)?"
    r"|emphasi[sz](?:e|es|ed|ing)|(?:repl|den)(?:y|ies|ied|ying)|sa(?:ys?|id))\b"
)
_SAID = r"(?:information|allegation|repl(?:y|ie)|response|answer|statement|submission|argument|explanation|observation|comment|position|word|view)s?\b"
#: What a party says, told again: also where the Working Group is who tells it.
_RELAYED = re.compile(
    rf"\b(?:(?:according to|allegedly|reportedly)\b|it (?:is|was|has been) (?:\w+ )?{_SAYING}"
    rf"|{_ANYONE}(?:(?!\b(?:not|never|nor)\b)[^.;]){{0,60}}?\b{_SAYING})",
    re.IGNORECASE,
)
#: Or spoken of so that it may be: whoever says something, and whoever the Working Group only notes.
_NOT_SURE = re.compile(
    rf"{_RELAYED.pattern}|\b(?:{_A_SOURCE}|famil(?:y|ies)\b|relatives\b|(?:claim|allegation)s?\b"
    rf"|{_SAID}[^.;]{{0,40}}?{_A_GOVERNMENT}|{_A_GOVERNMENT}['’]?s? (?:\w+ )?{_SAID}"
    rf"|(?<!\bnot )(?<!\bnever )(?:{_SAYING}|t(?:ells|old)\b))|\n(?!\()",
    re.IGNORECASE,
)
_ONLY_NOTED = re.compile(r"(?:notes|observes|recalls|takes note)$")
_TELLS = r"(?:[^.;:]{0,80}?[ ,])?"
_SPEAKERS = (
    (re.compile(rf"(?!{_OWN.pattern}){_TELLS}(?:the |its )?{_A_GOVERNMENT}", re.IGNORECASE), Part.GOVERNMENT),
    (re.compile(rf"(?!{_OWN.pattern}){_TELLS}the {_A_SOURCE}", re.IGNORECASE), Part.SOURCE),
)

_NOT_HEADED = "an opinion without the headings of a Discussion and a Disposition: whose words are whose is told by the words alone"


def decision(texts: Sequence[str]) -> int | None:
    """The place of the paragraph in which the Working Group renders its opinion: the last that says so."""
    return max((place for place, text in enumerate(texts) if _DECISION.match(text)), default=None)


def told_apart(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs of an opinion without headings with the parts that are sure, and what is said of the others."""
    end = decision([p.text for p in paragraphs])
    if end is None:
        return list(paragraphs), []
    parties = _parties(paragraphs[:end])
    first = next((i for i, part in enumerate(parties) if part is not Part.PREAMBLE), end)
    own = _reasoning([p.text for p in paragraphs[:end]], first)
    parts = [Part.DISCUSSION if i in own else part for i, part in enumerate(parties)]
    parts += [Part.DISPOSITION] * (len(paragraphs) - end)
    told = [replace(p, part=part) for p, part in zip(paragraphs, parts, strict=True)]
    return told, [_said([paragraphs[i].number for i in sorted(own)])]


def _reasoning(texts: Sequence[str], first: int) -> set[int]:
    """The paragraphs after the `first` of a party that are surely the Working Group's reasoning: they open with it, as
    all do from there to the decision, and tell nothing that a party said."""
    start = len(texts)
    while start - 1 > first and _OWN.match(texts[start - 1]):
        start -= 1
    own = [place for place in range(start, len(texts)) if _is_sure(texts[place])]
    while own and own[0] == start and _EARLIER.search(texts[start]):
        del own[0]
        start += 1
    return set(own)


def _is_sure(text: str) -> bool:
    """Whether a paragraph that opens with the Working Group is its own to the end, and more than what it takes note of."""
    opening = _OWN.match(text)
    if opening is None or _ONLY_NOTED.search(opening[0]):
        return False
    before = opening[0].rpartition("Working Group")[0]
    return not _NOT_SURE.search(before) and not _NOT_SURE.search(text, opening.end())


def _parties(paragraphs: Sequence[Paragraph]) -> list[Part]:
    """Who speaks before the decision, if nothing of it is the Working Group's reasoning."""
    parts: list[Part] = []
    last = Part.PREAMBLE
    for paragraph in paragraphs:
        last = paragraph.part if paragraph.part is not Part.PREAMBLE else _speaker(paragraph.text) or last
        parts.append(Part.PREAMBLE if _OWN.match(paragraph.text) else last)
    return parts


def _speaker(text: str) -> Part | None:
    """The party whose words the first sentence of a paragraph tells."""
    sentence = re.split(r"(?<=[a-z]{2}[.;:]) ", text, maxsplit=1)[0]
    if not _RELAYED.search(sentence):
        return None
    found = [(m.end(), part) for pattern, part in _SPEAKERS if (m := pattern.match(sentence))]
    return min(found)[1] if found else Part.SOURCE


def _said(own: Sequence[int]) -> str:
    if not own:
        return f"{_NOT_HEADED}, and no paragraph before the decision is surely the Working Group’s: none of it is authority"
    listed = ", ".join(map(str, own))
    return f"{_NOT_HEADED}; surely the Working Group’s reasoning are paragraphs {listed}: no other is authority"
