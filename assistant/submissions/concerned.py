"""Whom a case concerns and which State, where no title in the form of the house says it.

A label ("State: …"), an opening line ("on behalf of …"), or else the first account of a person: "my brother, Tomasz
Belinek, who is 34 years old". What is doubtful is left out; a drafter puts in what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.submissions.words import submission_words

#: A line that is longer is no line of an opening, but an account.
_LINE = 260
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Messrs)\.?"
_LABEL = re.compile(
    r"^(?:re|subject|concerning|concerns|person(?:s|\(s\))?(?: concerned)?|names?(?: of the (?:person|victim|detainee)s?)?"
    r"|victims?|detainees?|applicants?)\s*:\s*(.+)$"
    r"|\b(?:on behalf of|in the (?:case|matter) of|concerning|regarding)\s+(?!the\b)(.+)$",
    re.IGNORECASE,
)
_STATE_LABEL = re.compile(
    r"^(?:the )?(?:state(?: party)?|country|respondent)(?: concerned)?\s*:\s*(?:the )?(.+)$", re.IGNORECASE
)
_STATE_AFTER = re.compile(r"\(([^()\d]{3,60})\)\s*$")
_CAPITAL = r"[A-ZÀ-Þ][\w’'-]*"
_COUNTRY = rf"(?:{_CAPITAL}(?:\s+(?:of|and|the)\s+(?:the\s+)?{_CAPITAL}|\s+{_CAPITAL})*)"
_STATE_TOLD = (
    re.compile(rf"\bGovernment of (?:the )?({_COUNTRY})"),
    re.compile(
        rf"(?:^|(?<=\.\s)|\bThe )({_COUNTRY}) (?:is|has been|became) (?:not )?(?:yet )?a (?:State )?[Pp]arty to\b"
        rf"|(?:^|(?<=\.\s)|\bThe )({_COUNTRY}) (?:ratified|acceded to|has (?:ratified|acceded|not|neither|never))"
    ),
)
#: "The Government has not answered" names no State.
_NO_STATES = frozenset(
    {"Government", "Working Group", "State", "Covenant", "Ministry", "Court", "Mission", "He", "She", "It"}
)
_ASIDE = re.compile(
    r"\s*\((?:also known as|a\.?k\.?a\.?|alias|hereinafter|known as|born|formerly)?[^()]*\)", re.IGNORECASE
)
_ALIAS = re.compile(r",?\s+(?:also known as|a\.k\.a\.|aka|alias|hereinafter|known as)\b[^,;]*", re.IGNORECASE)
_LISTED = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+")
_TITLED = re.compile(rf"^(?:{_TITLES}\s+)+")
#: In a form the parts of a name stand apart, and its questions are numbered.
_FAMILY = re.compile(r"\b(?:family name|surname|last name)\s*:\s*([^.;,:\n]+)", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|given) names?\s*:\s*([^.;,:\n]+)", re.IGNORECASE)
_NUMBER = re.compile(r"^\d+[.)]\s+")
#: "Detention of … in the Republic of …" on a line that says what a paper is about.
_MATTER = re.compile(
    r"^(?:the )?(?:arbitrary |continued )?(?:arrest|detention|imprisonment|case|situation)(?: and \w+)? of ",
    re.IGNORECASE,
)
#: What a paper is, before it says whom it concerns: "Subject: Communication concerning …".
_PAPER = re.compile(
    r"^(?:the |an? )?(?:urgent |individual |joint )?(?:communication|complaint|petition|submission|memorandum|case|opinion) "
    r"(?:concerning|regarding|on behalf of|in respect of) ",
    re.IGNORECASE,
)
_IN_STATE = re.compile(r"\s+(?:in|by|from) (?:the )?([A-Z][^,;:]*)$")
#: "I write for Mrs. …": a letter may give no age or occupation.
_WRITTEN_FOR = re.compile(
    rf"\b(?:for|about|on behalf of|concerning|regarding)\s+((?:{_TITLES}\s+{_CAPITAL}(?:\s+{_CAPITAL})+(?:,\s+|\s+and\s+)?)+)"
)
#: What follows a name where a person is introduced.
_INTRODUCED = re.compile(
    r"\s*\((?:aged |born |\d{1,3}\b(?: years)?)|\s*(?:\([^()]*\))?,?\s*(?:,\s*(?:\d{1,3}\b(?!\s+\w+\s+\d{4})|aged\b|born\b|an?\b|the\b|who\b|national\b|citizen\b|nationals\b|also\b|alias\b)"
    r"|\bborn\b|\bis an?\b|\bwas born\b|\baged\b)",
)
_WORD = re.compile(r"[^\s,;:()“”\"]+")
#: The end of a sentence, and not of an initial.
_STOP = re.compile(r"\w{3,}\.$")
#: A person has two names at least; a longer run of capitals is the name of a body.
_FEWEST, _MOST = 2, 8
#: Words with a capital that begin a sentence or name a body, an office or an instrument.
_NO_NAMES = """
the a an in on at of to for and this these those my our his her their working group human rights council committee
government ministry minister court union party law code act article articles state republic kingdom international
covenant declaration police prison department office national association communication submissions source members
five two three four six seven eight nine ten several united nations president mr mrs ms dr
"""
_NO_NAME = frozenset(_NO_NAMES.split())


def opening_of(lines: Iterable[str]) -> list[str]:
    """The lines of a file before its first account: its title, addressees and labels."""
    found: list[str] = []
    for line in lines:
        if len(line) > _LINE:
            break
        found.append(" ".join(line.split()))
    return found


def untitled(name: str) -> str:
    """A name without the honorific before it, as a disposition prints it."""
    return _TITLED.sub("", name)


def persons_in(opening: Sequence[str], accounts: Sequence[str]) -> tuple[str, ...]:
    """The persons that the opening of a file names, or else those whom the first account of anybody introduces."""
    if form := _in_form("\n".join((*opening, *accounts))):
        return form
    for line in opening:
        if match := _LABEL.search(_NUMBER.sub("", line)):
            listed = _names_of(match[1] or match[2])
            if listed:
                return listed
    return next((found for text in accounts if (found := _written_for(text) or _introduced(text))), ())


def _in_form(text: str) -> tuple[str, ...]:
    """The names of a form that asks for the family name and the first name apart."""
    pairs = zip(_FIRST.findall(text), _FAMILY.findall(text), strict=False)
    return tuple(dict.fromkeys(name for pair in pairs if _is_name(name := " ".join(" ".join(pair).split()))))


def _written_for(text: str) -> tuple[str, ...]:
    match = _WRITTEN_FOR.search(text)
    return _names_of(match[1].strip(" ,").removesuffix(" and")) if match else ()


def state_in(opening: Sequence[str], accounts: Sequence[str]) -> str | None:
    """The State against which a case is: labelled, in parentheses after the title, or named with its Government."""
    for line in (_NUMBER.sub("", line) for line in opening):
        if match := _STATE_LABEL.search(line):
            return _state(_ASIDE.sub("", match[1]))
        if (match := _LABEL.search(line)) and (place := _IN_STATE.search(match[1] or match[2])):
            return _state(place[1])
    for line in opening:
        if (match := _STATE_AFTER.search(line)) and _named_alone(match[1]):
            return _state(match[1])
    for told in _STATE_TOLD:
        for text in accounts:
            for match in told.finditer(text):
                name = next(filter(None, match.groups()))
                if name.removeprefix("The ") not in _NO_STATES:
                    return _state(name)
    named = re.compile(rf"\b(?:in|of) the ((?:{'|'.join(submission_words().state_nouns)}) of {_COUNTRY})")
    return next((_state(m[1].removeprefix("State of ")) for text in accounts if (m := named.search(text))), None)


def _state(name: str) -> str:
    name = name.strip(" .")
    if not name.isupper():
        return name
    return " ".join(w.lower() if w.lower() in {"of", "the", "and"} else w.capitalize() for w in name.split())


def _named_alone(text: str) -> bool:
    """Whether a text is the name of a State and not an abbreviation or an aside."""
    words = text.split()
    return all(w[0].isupper() or w in {"of", "the", "and"} for w in words) and not (
        len(words) == 1 and len(text) < 6 and text.isupper()
    )


def _names_of(text: str) -> tuple[str, ...]:
    text = _STATE_AFTER.sub("", _ALIAS.sub("", _ASIDE.sub(" ", text)))
    text = _IN_STATE.sub("", _MATTER.sub("", _PAPER.sub("", text)))
    listed = [untitled(" ".join(part.split())).strip(" .") for part in _LISTED.split(text) if part.strip()]
    return tuple(listed) if listed and all(_is_name(name) for name in listed) else ()


def _is_name(text: str) -> bool:
    words = text.split()
    capital = [w for w in words if _capital(w)]
    rest = [w for w in words if not _capital(w) and w.split("-")[0] not in submission_words().particles]
    return (
        _FEWEST <= len(words) <= _MOST and not rest and bool(capital)
        and not text.isupper() and not any(w.lower().strip(".") in _NO_NAME for w in words)
    )  # fmt: skip


def _capital(word: str) -> bool:
    return next((c.isupper() for c in word if c.isalpha() and c.lower() != c.upper()), False)


def _introduced(text: str) -> tuple[str, ...]:
    """The names after which a text says who that is: an age, a birth, an occupation."""
    found: list[str] = []
    run: list[re.Match[str]] = []
    for match in (*_WORD.finditer(text), None):
        if match and _goes_on(run, match, text):
            run.append(match)
            continue
        name = _trimmed([m.group() for m in run])
        if run and name and _is_name(name) and _INTRODUCED.match(text, run[-1].end()):
            found.append(name)
        run = [match] if match and _capital(match.group()) else []
    return tuple(dict.fromkeys(found))


def _goes_on(run: Sequence[re.Match[str]], match: re.Match[str], text: str) -> bool:
    word = match.group()
    joined = bool(run) and not text[run[-1].end() : match.start()].strip() and not _STOP.search(run[-1].group())
    return joined and (_capital(word) or word.split("-")[0] in submission_words().particles)


def _trimmed(words: list[str]) -> str:
    """A run of capitals without what begins the sentence before a name, and without honorifics."""
    while words and (words[0].lower().strip(".") in _NO_NAME or re.fullmatch(_TITLES, words[0])):
        words = words[1:]
    return untitled(" ".join(words))
