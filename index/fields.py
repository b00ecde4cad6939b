"""What the header, the preamble and the disposition of a document say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.model import Disposition, Paragraph, Part
from index.structure import categories_in

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DATE = re.compile(rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})")
_CONCERNING = re.compile(r"concerning\s+(.+?)(?:\s+\(([^()]+)\))?$")
_GOVERNMENT_OF = re.compile(
    r"Government of\s+((?:the\s+)?[A-Z][\w'’.-]*(?:\s+(?:(?:of|the|and)\s+)*[A-Z][\w'’.-]*)*(?:\s+\([^)]*\))?)"
)
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_ARTICLES = re.compile(
    r"articles?\s+((?:\d[\d\s,()a-z–-]*?|\band\b|\bto\b|\s)+?)\s+of the\s+(Universal|International Covenant|Covenant)"
)
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


def date_in(text: str) -> date | None:
    """The first date of a text."""
    match = _DATE.search(text)
    try:
        return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1])) if match else None
    except ValueError:
        return None


def persons_and_state(title: str | None, opening: str, text: str) -> tuple[tuple[str, ...], str | None]:
    """Who is concerned, and which State: from the title or else from the preamble; `text` is the whole document."""
    match = _CONCERNING.search(title or "")
    state = match[2] if match else None
    names = match[1] if match else None
    government = _GOVERNMENT_OF.search(opening)
    if state is None and government:
        state = re.sub(r"^the\s+", "", government[1]).rstrip(".")
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
    """Whether a preamble says that the State has joined the Covenant."""
    if re.search(r"not (?:a |yet a )?party|has not ratified|not acceded", text):
        return False
    joined = r"(?:is|are|has been|have been|became) a (?:State )?party to the International Covenant|(?:ratified|acceded to) the"
    return True if re.search(joined, text) else None


def replied(preamble: str, government: str) -> str | None:
    """Whether the Government replied: "yes", "late", "no"."""
    if re.search(r"Government (?:has|had|did) not (?:repl|respon|submit)|no (?:reply|response) (?:was|has)", preamble):
        return "no"
    for text in (preamble, government):
        if re.search(
            r"(?:submitted|replied|reply|response)[^.]*\b(?:late|after the (?:time|dead))|late (?:reply|response)",
            text,
        ):
            return "late"
    if re.search(r"Government (?:replied|responded|submitted|has replied)", preamble):
        return "yes"
    return "yes" if government else None


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
