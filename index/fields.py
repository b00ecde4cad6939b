"""What the header, the preamble and the disposition of a document say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.model import Disposition, Paragraph, Part
from index.sentences import split_sentences
from index.structure import categories_in

#: The months, as a date names them.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DATE = re.compile(rf"(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})")
_CONCERNING = re.compile(r"concerning\s+(.+?)(?:\s+\(([^()]+)\))?$")
_STATE_ALONE = re.compile(r"\d/\d{4} \(([^()]+)\)$")
#: A full stop ends a name, but for that of a saint: "St. Kitts and Nevis".
_WORD_OF_STATE = r"(?:St\.|(?:d['’])?[A-Z][\w'’-]*)"
_GOVERNMENT_OF = re.compile(
    rf"Government of\s+((?:the\s+)?{_WORD_OF_STATE}(?:\s+(?:(?:of|the|and)\s+)*{_WORD_OF_STATE})*(?:\s+\([^)]*\))?)"
)
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_ARTICLES = re.compile(r"articles?\s+(\d[\d\s,()a-z–-]*?)\s+of the\s+(Universal|International Covenant|Covenant)")
_ARTICLE = re.compile(r"(\d{1,2})((?:\s*\([0-9a-z]{1,3}\))*)")
_RANGE = re.compile(r"(\d{1,2})\s*(?:–|-|to)\s*(\d{1,2})\b")
_FURTHER = re.compile(r"\s*(?:and|,)\s*((?:\([0-9a-z]+\)\s*)+)")
_MINORS = re.compile(
    r"(an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+)?(?:minors?|child(?:ren)?)\b", re.I
)
_KIN = re.compile(r"\b(?:her|his|their) (?:son|daughter|brother|sister|niece|nephew|grandson|granddaughter)\b")
_COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


#: Treaties by a name of one word: what joins a Protocol or another treaty says nothing of the Covenant.
_COVENANT = r"(?:International )?Covenants?(?: on Civil and Political Rights| on Human Rights)?"
_TREATIES = (
    (_any(r"(?:International )?Covenant on Economic, Social and Cultural Rights"), "TREATY"),
    (_any(rf"(?:Optional )?Protocols?\b(?:,? (?:thereto|(?:to|of) (?:the |that )?{_COVENANT}))?"), "TREATY"),
    (_any(_COVENANT), "COVENANT"),
    (_any(r"(?:International )?(?:Convention|Charter|Statute)s?\b"), "TREATY"),
)
_NAMED = _any("COVENANT", "TREATY")
#: Who is meant by "where the State is a party to the Covenant" is nobody yet.
_IN_GENERAL = _any(
    r"\bcategory\b", r"\bStates parties\b", r"\b(?:if|when|where|whether|in ?so ?far as) (?:the|a|any) State\b"
)
_STARTS = "it|is|has|have|had|are|was|became|later|then|never|not|acceded|ratified|denounced|withdrew"
_CLAUSES = _any(";", r",?\s+(?:but|while|whereas|although|though)\b", rf",?\s+and\s+(?=(?:{_STARTS})\b)")
_IT = _any(r"\b(?:it|so|this|that|instrument|treaty)\b", r"\bnot (?:yet )?(?:done|ratified)\b")
_NOT_YET = (
    r"\b(?:not|never|neither|nor|no|yet to)\b"
    r"(?:[\s,]+(?:longer|yet|ever|been|be|become|became|an?|States?|and|or|has|have|so|far|done))*[\s,]+"
    r"(?:part(?:y|ies)|ratif\w+|acced\w+|join\w*|adher\w+|succeed\w*|sign\w*|bound)\b"
)
_NOT_JOINED = _any(
    rf"{_NOT_YET}(?:\W*$|(?:(?!\bparty\b).)*(?:COVENANT|\bit\b))",
    r"COVENANT,? (?:to )?(?:which|that)\b[^,]*\b(?:not|never)\b",
    r"\bnot (?:yet )?done so\b",
    r"(?:^\W*not|\bneither) to (?:the )?COVENANT",
)
_LEFT = _any(
    r"(?<!not )(?<!never )\bdenounc\w+ (?:it\b|the COVENANT)",
    r"(?<!not )(?<!never )\bwithdr[ae]w\w*(?: \w+)? from (?:it\b|the COVENANT)",
    r"from which it (?:has )?withdr",
)
_JOINED = _any(
    r"\bpart(?:y|ies) to\b.*COVENANT",
    r"\b(?:ratified|acceded to|joined|adhered to|succeeded to|bound by)\b.*(?:COVENANT|\bit\b)",
    r"COVENANT\b.*\b(?:ratified|acceded|joined)\b",
)

#: What is said of a reply is said in the preamble or, under the Government's heading, before the Government speaks.
_OPENING = 6
_WHO = r"(?:Government|State party|State|authorities)"
_REPLY = r"(?:reply|response|answer|observations|comments)\b"
_A_REPLY = rf"(?:\w+ )?{_REPLY}(?! from (?!the {_WHO}))"
_REPLIED = r"(?:repl(?:y|ied)|respond(?:ed)?|answer(?:ed)?)\b"
_OF_A_REPLY = _any(rf"\b(?:{_REPLY}|{_REPLIED}|Government\b|State party\b)")
_VERBS = (
    "(?:state|submit|argue|note|observe|maintain|contend|assert|claim|explain|add|consider|indicate|inform|report"
    "|recall|reject|dispute)"
)
_SPEECH = _any(
    r"(?<!Working Group )(?<!Working Group also )"
    rf"\b(?:{_VERBS}(?:s|d|ed|ted)|denie[sd]|replie[sd])(?: [^.;]{{0,60}}?)?,? that\b"
)
_SPEAKS = _any(
    rf"\b[Ii]n (?:its|the) (?:\w+ )?{_REPLY}", rf"\b{_WHO} (?:\w+ly |also |first )?(?:{_VERBS}s|denies|replies)\b"
)
_IT_HAS = rf"\b(?:{_WHO}|[Ii]t)\b[^.;]{{0,80}}?\b"
_NOT = r"(?:has|had|have|did|does)(?:,? so far)?(?:n['’]t| not| never)(?:,? (?:yet|so far|to date))?,? "
_GIVING = r"(?:submit|provide|send|sent|furnish|transmit|receive|file|g[ai]ve|ma[dk]e|offer)\w*"
_ARRIVED = r"(?:received|submitted|sent|forthcoming|made|given|provided|come|came|arrived|reached)"
_SILENT = _any(
    rf"{_IT_HAS}{_NOT}{_REPLIED}",
    rf"{_IT_HAS}{_NOT}{_GIVING} (?:(?:an?|any|its|the) )?{_A_REPLY}",
    rf"{_IT_HAS}(?:has yet to|(?:fail|declin|refus)\w* to|cho(?:se|sen) not to|neither) {_REPLIED}",
    rf"{_IT_HAS}(?:fail|declin|refus)\w* to {_GIVING} (?:(?:an?|any|its|the) )?{_A_REPLY}",
    rf"{_IT_HAS}(?:did not avail itself|(?:remain\w*|been|kept|stayed|is|was) silent)\b",
    rf"\b(?:[Nn]o|[Nn]either an?|[Nn]or any|[Ww]ithout (?:an?|any)) {_A_REPLY}(?=.{{0,40}}\b{_ARRIVED}\b)",
    rf"\b(?:received|[Tt]here (?:was|is|has been)) (?:no|neither an?) {_A_REPLY}",
    r"\b(?:[Nn]either|[Nn]o) communications? (?:has|have|was|were)(?: been)? answered",
    r"\bcommunications?\b[^.;]{0,40}\b(?:unanswered|not been answered)\b",
    rf"\b{_REPLY} (?:is |was )?(?:still )?(?:awaited|outstanding)\b",
    rf"^\W*[Nn]o {_REPLY}\W*$",
    r"^\W*[Nn]one (?:was|has been) received\b",
)
_ANSWERED = _any(
    rf"\b{_WHO}(?: of (?:(?!\b(?:not|never|neither)\b)[^.,;]){{1,40}}?)? (?:has |had )?(?:\w+ly )?(?:replied|responded|answered)\b",
    rf"(?<!\bnot )(?<!\bnever )(?<!\byet )(?<!n['’]t )(?<!\bdate )\b(?:submitted|sent|provided|transmitted|filed) (?:its|an?|the) (?:\w+ )?{_REPLY}",
    rf"\b(?:[Tt]he|[Ii]ts|[Aa]|Government['’]s) (?:\w+ )?{_REPLY} (?:\w+ )?(?:was|were|arrived|reached|came|dated|of \d)\b",
    rf"\breceived (?:a|the|its) (?:\w+ )?{_REPLY}",
)
_IN_TIME = _any(r"\b(?:within|before|by) (?:the|that|this|\d)", r"\b(?:in|on) time\b", r"\btimely\b")
_COMING = r"\b(?:submit(?:ted)?|repl(?:y|ied)|respon(?:se|ded)|received|filed|sent|arrived|came)"
_LATE = _any(
    rf"\blate (?:submission\b|{_REPLY})",
    rf"{_COMING}(?:,| (?:was|were|came|arrived|too|very|thus|therefore|it|(?:its|the) (?:reply|response)))*,? late\b",
    rf"{_COMING}\b[^.]*\bafter the (?:\w+ )?(?:deadline|time|extension|expiry)",
    rf"{_COMING}\b[^.]*\b(?:out of time|outside (?:of )?the (?:deadline|time))",
    r"\bas if it (?:was|were|had been) (?:presented|submitted|received) (?:with)?in\b",
)


def date_in(text: str) -> date | None:
    """The first date of a text."""
    match = _DATE.search(text)
    try:
        return date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1])) if match else None
    except ValueError:
        return None


def persons_and_state(title: str | None, opening: str, text: str) -> tuple[tuple[str, ...], str | None]:
    """Who is concerned, and which State: from the title or else from the preamble; `text` is the whole document."""
    match = _CONCERNING.search(title or "")
    alone = _STATE_ALONE.search(title or "")
    state = match[2] if match else alone[1] if alone else None
    names = match[1] if match else None
    government = _GOVERNMENT_OF.search(opening)
    if state is None and government:
        state = re.sub(r"^the\s+", "", government[1])
    if names is None:
        body = re.search(
            r"communication concerning\s+((?:[^.]|\b(?:Mr|Ms|Mrs|Dr)\.)+?)(?:\.|, whose| to the Government)",
            opening,
        )
        names = body[1] if body else ""
    listed = [n for n in _LISTED.split(names) if n.strip()]
    return tuple(p for n in listed for p in _unnamed(n, text)), state


def _unnamed(name: str, text: str) -> list[str]:
    """A name as it is; "two minors whose names are known to the Working Group" are two persons.

    Where the text speaks of as many relatives as there are minors, they are called so: "her son (a minor)".
    """
    match = _MINORS.match(name)
    if match is None:
        return [name]
    count = _COUNTS.get(match[1].lower(), 1)
    kin = list(dict.fromkeys(_KIN.findall(text)))
    return [f"{relative} (a minor)" for relative in kin] if len(kin) == count else ["a minor"] * count


def state_party(text: str) -> bool | None:
    """Whether a preamble says that the State has joined the Covenant: what is said last of it holds."""
    for pattern, name in _TREATIES:
        text = pattern.sub(name, text)
    said, treaty = None, ""
    for span in split_sentences(text):
        if _IN_GENERAL.search(span.text):
            continue
        for clause in _CLAUSES.split(span.text):
            named = _NAMED.findall(clause)
            if "COVENANT" in named or (not named and treaty == "COVENANT" and _IT.search(clause)):
                verdict = _joined(clause)
                said = said if verdict is None else verdict
            treaty = named[-1] if named else treaty
    return said


def _joined(clause: str) -> bool | None:
    if _NOT_JOINED.search(clause) or _LEFT.search(clause):
        return False
    return True if _JOINED.search(clause) else None


def replied(preamble: str, government: str) -> str | None:
    """Whether the Government replied: "yes", "late", "no"."""
    opening = _opening(government)
    said = [_SPEECH.split(s)[0] for s in [*(s.text for s in split_sentences(preamble)), *opening]]
    silent = [s for s in said if _SILENT.search(s)]
    answered = any(_ANSWERED.search(s) for s in said) or any(_SPEAKS.search(s) for s in opening)
    if any(_LATE.search(s) and _OF_A_REPLY.search(s) for s in said if s not in silent):
        return "late"
    if silent and not answered:
        return "no"
    if any(_IN_TIME.search(s) for s in silent):
        return "late"  # "did not reply within the time limit", and then did
    return "yes" if answered or government else None


def _opening(government: str) -> list[str]:
    """The first sentences under the Government's heading, up to that in which it begins to speak."""
    first = [s.text for s in split_sentences(government)[:_OPENING]]
    begins = next((i for i, s in enumerate(first) if _SPEAKS.search(s)), len(first))
    return first[: begins + 1]


def _numbers(listed: str) -> list[str]:
    listed = _RANGE.sub(lambda m: ", ".join(str(n) for n in range(int(m[1]), int(m[2]) + 1)), listed)
    result: list[str] = []
    place = 0
    while match := _ARTICLE.search(listed, place):
        result.append(match[1] + match[2].replace(" ", ""))
        place = match.end()
        while further := _FURTHER.match(listed, place):
            result.append(match[1] + further[1].replace(" ", ""))
            place = further.end()
    return list(dict.fromkeys(result))


def disposition_in(paragraphs: Sequence[Paragraph]) -> Disposition | None:
    """What was decided, if a paragraph of the disposition says so."""
    part = [p for p in paragraphs if p.part is Part.DISPOSITION]
    text = next((p.text for p in part if _outcome(p.text)), "")
    if not text:
        return None
    found: dict[str, list[str]] = {"U": [], "C": []}
    for match in _ARTICLES.finditer(text):
        found["U" if match[2] == "Universal" else "C"] += _numbers(match[1])
    outcome = _outcome(text)
    categories = categories_in(text) if outcome == "arbitrary" else ()
    return Disposition(text, outcome, categories, tuple(found["C"]), tuple(found["U"]))


def _outcome(text: str) -> str | None:
    if re.search(r"\bnot arbitrary", text) and not re.search(r"falls? within categor", text):
        return "not_arbitrary"
    if re.search(r"(?:is|was|are|were)\b[^.]*\barbitrary", text):
        return "arbitrary"
    return "filed" if re.search(r"\b(?:filed?|files|filing)\b", text) else None
