"""Authorities named in the words of a sentence: what a chat model may only cite by id, it may not name either.

Whatever looks like a reference to an opinion, a deliberation, a document, a judgment, a provision or a body that was
not given is taken out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.evidence.authority_words import authority_words
from assistant.evidence.invoked_names import names_invoked
from assistant.evidence.terms import stem_of, words
from assistant.evidence.words import any_of
from index.citations import find_citations
from index.register import register

REMOVED = "(citation taken out)"

_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_CARDINAL = rf"(?:(?:{_TENS})(?:[-\s](?:{_ONES}))?|{_ONES}|(?:one|a)\s+hundred(?:\s+and\s+\w+)?)"
_ORDINAL = (
    rf"(?:(?:(?:{_TENS})-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|\w+teenth"
    r"|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|\d+(?:st|nd|rd|th))"
)
#: The last two lines as French and Spanish write them: "avis", "observation générale", "dictamen".
_KIND = (
    r"(?:(?:advisory\s+)?opinions?|deliberations?|general\s+(?:comments?|recommendations?)|resolutions?"
    r"|avis|d[ée]lib[ée]rations?|observations?\s+g[ée]n[ée]rales?|recommandations?\s+g[ée]n[ée]rales?|r[ée]solutions?|arr[êe]ts?"
    r"|opini[oó]n(?:es)?|dict[aá]men(?:es)?|deliberaci[oó]n(?:es)?|observaci[oó]n(?:es)?\s+general(?:es)?|resoluci[oó]n(?:es)?|sentencias?)"
)
_SIGN = r"(?:(?:Nos?|Nrs?|N|num)\b\.?\s*|N[º°o]s?\.?\s*|n[uú]m(?:s|ero)?\.?\s*|num[ée]ro\s+|[#№]\s*|numbers?\s+|numbered\s+)?"
_PLACE = r"(?:,?\s*(?:at\s+)?(?:paras?\.?|paragraphs?|§§?|pp?\.|pages?)\s*\d[\d–, -]*)"
_LITERAL = re.compile(
    rf"\b{_KIND}\s+{_SIGN}(?:\d[\d/]*|{_CARDINAL}\b)(?:\s+of\s+(?:19|20)\d\d)?(?:\s*\(\d{{4}}\))?"
    rf"(?:,?\s*(?:and\s+)?(?:Nos?\.\s*)?\d+/\d{{4}})*{_PLACE}?"
    rf"|\b{_ORDINAL}\s+(?:{_KIND}|articles?)\b"
    rf"|\b(?-i:(?:A|E|CCPR|CAT|CRC|CEDAW|CERD|CMW|CRPD|CED|ST|S|HRI|HRC|WGAD)(?:\s*[/-]\s*[A-Z0-9][\w.]*)+){_PLACE}?"
    rf"|\b(?:A|E)/(?:HRC|RES|C|CN|WG)[\w./-]*{_PLACE}?"
    rf"|\b{_CARDINAL}\s*/\s*[\w-]+(?:\s+(?:and|{_ONES}|{_TENS}|hundred|thousand)\b)*|第\s*\d+\s*号"
    rf"|\b{_SIGN}\d{{1,4}}\s*/\s*(?:19|20)\d\d\b(?:#\d+)?{_PLACE}?"
    r"|\b(?-i:[A-Z][\w’'.-]*\s+(?:v|vs|versus|c)\.?\s+[A-Z][\w’'.-]*)|\b[\w’-]+\s+vs?\.\s+[\w’-]+"
    rf"|\b(?:ibid|supra|infra|idem|passim|id(?=\.)|op\.\s*cit|loc\.\s*cit|per\s+curiam|cf(?=\.))\b\.?{_PLACE}?"
    r"|(?<=[^\d)\s])\s*\(\d{1,3}\)(?!\s*\()|\bfootnotes?\s+\d+|\b(?:fn|nn?|endnotes?)\.\s*\d+|\(\s*[a-z]{1,3}\s?-?\s?\d{1,4}\s*\)"
    r"|\((?:see|cf\.?|compare|quoting|citing)\b(?!\s+(?:also\s+)?para)[^()]*\)",
    re.I,
)  # fmt: skip
#: Courts and authorities of any country number their papers and rules too: those of the case may be named.
_DOCKET = re.compile(
    rf"\b(?:decisions?|communications?|views|judgments?|fact\s?sheets?|reports?|applications?|petitions?|cases?)\s+{_SIGN}\d[\d/]*{_PLACE}?"
    rf"|\b{_ORDINAL}\s+sessions?\b"
    rf"|\b(?:principles?|rules?|guidelines?|standards?)\s+{_SIGN}(?:\d+|{_CARDINAL}\b|(?-i:[IVXL]+)\b){_PLACE}?",
    re.I,
)
#: Whom a sentence calls as its witness: "according to all constitutions", "as Roman law teaches", "see the handbook".
_CALLED = re.compile(
    r"\baccording\s+to\s+(?:(?:the|an?|all|one|some|most|its|his|her|their)\s+)?(?P<source>[\w’'-]+)"
    r"|(?:^|[,;(]\s*)see\s+(?!(?:also\s+)?para)(?:also\s+)?(?:(?:the|an?)\s+)?(?P<seen>[\w’'-]+)"
    r"|\bin\s+the\s+(?:view|words)\s+of\s+(?:(?:the|an?)\s+)?(?P<viewed>[\w’'-]+)"
    r"|\bas\s+(?:(?:the|an?)\s+)?(?!(?:is|are|was|were|has|have|had|it|he|she|they|we|already|also|so|if|to)\b)(?P<saying>[\w’'-]+(?:\s+[\w’'-]+)?)"
    r"\s+(?:(?:has|have)\s+)?(?-i:writes?|wrote|says?|said|holds?|held|puts?|observe[sd]?|note[sd]?|explain(?:s|ed)?|argue[sd]?|state[sd]?|teach(?:es)?)\b",
    re.I,
)  # fmt: skip
#: Words in brackets that are no reference to the case, no paragraph of an article, and nothing that was taken out.
_BRACKETED = re.compile(r"\((?!\w{1,3}\)|(?:see\s+)?(?:also\s+)?para|[^()]* taken out\))([^()]+)\)", re.I)
_PLACED = r"(?:\s*\(\w{1,3}\)|,?\s+(?:paras?\b\.?|paragraphs?)\s*\d+(?:\s*\(\w\))?(?!\s+(?:above|below|to|of)\b))"
_PROVISION = re.compile(
    rf"(?:\b(?P<before>paras?\b\.?|paragraphs?)\s*(?P<paragraph>\d+)(?P<item>(?:\s*\(\w\))?)\s*,?\s*of\s+)?"
    rf"(?:\b(?:articles?|arts?\b\.?|sections?)|§§?)\s*(?P<first>\d+|{_CARDINAL}\b|(?-i:[IVXL]+)\b)(?P<tail>{_PLACED}*)"
    rf"(?P<more>(?:\s*(?:,|,?\s+and|,?\s+or|,?\s+to|[–-])\s*(?:\d+{_PLACED}*|(?:\(\w{{1,3}}\)\s?)+))*)"
    r"(?:\s*,?\s*(?:of\s+)?(?:the\s+)?(?P<of>International\s+Covenant(?:\s+on\s+Civil\s+and\s+Political\s+Rights)?|Covenant|ICCPR"
    r"|Universal\s+Declaration(?:\s+of\s+Human\s+Rights)?|UDHR)\b)?",
    re.I,
)  # fmt: skip
_PIN = re.compile(r"(?<![(\w])(?P<number>\d+)(?P<tail>(?:\s*\(\w{1,3}\))*)|(?P<further>(?:\(\w{1,3}\)\s*)+)")
_TREATY = re.compile(
    r"\b(?:the\s+)?(?:International\s+)?(?:Covenant|ICCPR)\b(?:\s+on\s+Civil\s+and\s+Political\s+Rights)?"
)
_INSTRUMENT = re.compile(
    r"\b(?:[A-Z][\w’'-]*\s+(?:(?:on|of|the|for|and|against)\s+)*)*(?:Convention|Charter|Statute|Treaty|Protocols?|Pact|Principles|Guidelines"
    r"|Rules|Declaration|Safeguards|Plan of Action)\b(?:\s+(?:on|of|against|for|to|relating\s+to)(?:\s+(?:the|and|of|or|all|on)|\s+[A-Z][\w’'-]*)+)?"
)
_UNIVERSAL = re.compile(r"(?:the\s+)?Universal\s+Declaration(?:\s+of\s+Human\s+Rights)?\Z", re.I)
_BODY = re.compile(
    r"\b(?:(?:the\s+)?(?:[A-Z][\w’'-]*\s+)*(?:Committee|Commission|Tribunal|Rapporteurs?)(?:\s+(?:on|against|for)(?:\s+(?:the|and|of)|\s+[A-Z][\w’'-]*)+)?"
    r"|(?:[A-Z][\w’'-]*\s+)+(?:Council|Assembly|Courts?)(?:\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)*)?)"
)


@dataclass(frozen=True, slots=True)
class Given:
    """What a sentence may name: articles without their paragraphs, and the texts that it rests on.

    `common` are words, in small letters, of all that its author has read.
    """

    covenant: Collection[str]
    udhr: Collection[str]
    case: str
    cited: Sequence[str]
    common: Collection[str] = ()

    def has(self, words: str) -> bool:
        """Whether what a sentence rests on has those words."""
        whole = re.compile(rf"(?<!\w){re.escape(_folded(words))}(?!\w)")
        return any(whole.search(_folded(text)) for text in (self.case, *self.cited))

    def has_form_of(self, word: str) -> bool:
        """Whether it has a word, or another form of it."""
        return any(stem_of(part) in _stems(text) for text in (self.case, *self.cited) for part in words(word))


def without_authorities(text: str, given: Given) -> tuple[str, bool]:
    """The text without any authority named in its words that was not given, and whether there was one."""
    before = text
    text = _LITERAL.sub(REMOVED, text)
    text = _DOCKET.sub(_kept(given.has), text)
    text = _PROVISION.sub(lambda m: m.group() if _provision_given(m, given) else REMOVED, text)
    for citation in find_citations(text):
        if citation.target not in ("paragraph", "covenant", "udhr") and citation.raw in text:
            text = text.replace(citation.raw, REMOVED)
    if not given.covenant:
        text = _TREATY.sub(REMOVED, text)
    text = instruments_named().sub(_kept(given.has), text)
    text = _INSTRUMENT.sub(_kept(lambda words: bool(_UNIVERSAL.match(words)) or given.has(words)), text)
    text = _BODY.sub(_kept(given.has), text)
    for start, end in reversed(names_invoked(text, given.has_form_of, given.common)):
        text = f"{text[:start]}{REMOVED}{text[end:]}"
    text = _invoked().sub(_kept(given.has), text)
    text = _CALLED.sub(lambda m: m.group() if _may_be_called(m, given) else REMOVED, text)
    text = _BRACKETED.sub(lambda m: m.group() if given.has(m[1]) else REMOVED, text)
    return text, text != before


def _kept(allowed: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    return lambda match: match.group() if allowed(re.sub(r"^[Tt]he\s+", "", match.group())) else REMOVED


def _may_be_called(match: re.Match[str], given: Given) -> bool:
    """Whether a sentence may call somebody as its witness: a party, the Working Group, and whom it rests on speaks of."""
    called = re.sub(r"[’']s\b", "", next(name for name in match.groups() if name))
    return all(word.lower() in authority_words().speakers or given.has(word) for word in called.split())


def provisions(text: str) -> list[tuple[str | None, str]]:
    """The articles that a text names: ("covenant", "9(3)"), or (None, "9") where it names no instrument."""
    return [(_instrument(m), pin) for m in _PROVISION.finditer(text) for pin in _pins(m) or [m["first"]]]


def _instrument(match: re.Match[str]) -> str | None:
    name = (match["of"] or "").lower()
    return ("udhr" if name.startswith("u") else "covenant") if name else None


def _pins(match: re.Match[str]) -> list[str]:
    """The articles of one reference, "14(1)" and "14(3)(e)" of "article 14 (1) and (3) (e)"; none where it has no figure."""
    if not match["first"].isdigit():
        return []
    written = f"{match['first']}{match['tail']} {match['more']}"
    listed = re.sub(r",?\s+(?:paras?\b\.?|paragraphs?)\s*(\d+)", r" (\1)", written)
    pins: list[str] = []
    number = match["first"]
    for found in _PIN.finditer(listed):
        number = found["number"] or number
        pins.append(number + "".join((found["tail"] or found["further"] or "").split()))
    if match["paragraph"]:
        pins[0] += f"({match['paragraph']}){''.join(match['item'].split())}"
    return pins


def _provision_given(match: re.Match[str], given: Given) -> bool:
    pins, instrument = _pins(match), _instrument(match)
    both = {"covenant": given.covenant, "udhr": given.udhr}
    if not pins:
        return False
    if instrument is None:
        return given.has(match.group()) or all(any(_is_in(pin, *one) for one in both.items()) for pin in pins)
    return all(_is_in(pin, instrument, both[instrument]) for pin in pins)


def _is_in(pin: str, target: str, allowed: Collection[str]) -> bool:
    """Whether an article may be named and has that paragraph in an instrument."""
    return pin.partition("(")[0] in allowed and register().has_pinpoint(target, pin) is not False


@cache
def _invoked() -> re.Pattern[str]:
    """What invokes an authority that it does not name, or names in small letters."""
    words = authority_words()
    return re.compile(any_of([*words.invoked, *words.bodies, *words.instruments]))


@cache
def instruments_named() -> re.Pattern[str]:
    """The names of the register's instruments, but for the Covenant and the Declaration."""
    names = {n for t, i in register().instruments.items() if t not in ("covenant", "udhr") for n in i.names}
    return re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})(?!\w)", re.I)


@lru_cache(maxsize=256)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem_of, words(text)))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
