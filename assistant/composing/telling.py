"""What a party says, sentence by sentence: which sentences can be told as facts, and how they are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.composing.adaptation import stands_alone
from assistant.composing.antecedents import QUOTED, unclear, with_names
from assistant.composing.house_style import on_a_matter, replied, reported, short_persons, untied
from assistant.model import Case
from assistant.submissions.words import any_of, any_word, submission_words
from index.citations import find_citations

#: Longer sentences of a party are not repeated: the paragraph is referred to instead.
SHORTEST, LONGEST = 15, 420
#: Targets of citations that are authorities rather than articles of the instruments that bind the State.
_AUTHORITIES = ("opinion:", "deliberation:", "general_comment:", "document:", "resolution:")
_ENDS = (".", '."', '".', ".”", "”.", '?"', "?”", '!"', "!”")

#: What the source says in its further comments when it gives a complaint up.
_GIVES_UP = (
    r"(?:now )?(?:accepts?|accepted|concedes?|conceded|acknowledges?|acknowledged|(?:does not|did not|no longer) "
    r"(?:dispute|contest|maintain|pursue)s?|withdraws|withdrew)\b"
)
_COMMENTING = r"(?:(?:In|On) [^,]{3,60}, )?"
_GIVEN_UP = re.compile(rf"{_COMMENTING}(?:[Tt]he source|It) {_GIVES_UP}")
#: A sentence about the source itself tells no fact of the case.
_OF_ITSELF = re.compile(
    rf"^{_COMMENTING}(?:[Tt]he (?:source|present communication|communication|families|comments)\b|Its (?:comments|complaint|allegations)\b)"
)
#: What was exchanged with the Working Group is no fact of the detention.
_PROCEDURE = re.compile(
    r"\bWorking Group\b|\b(?:no|its|any|an?|the) (?:reply|observations)\b.{0,60}\b(?:days|limit|deadline)\b",
    re.IGNORECASE,
)
#: "The mine" is a place.
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Mm]e|[Mm]y|(?<=(?:of|is) )mine|[Mm]yself|[Ww]e|us|[Oo]ur|[Oo]urs|[Oo]urselves)\b(?!\.)"
)
_PRONOUN = re.compile(
    r"\b(?:he|him|his|himself|she|her|hers|herself|they|them|their|theirs|themselves)\b", re.IGNORECASE
)
#: "He" may be the officer of whom the sentence speaks, "him" is somebody else.
_SUBJECTS = frozenset({"he", "she", "they"})
_OF_ONE = ("He ", "She ", "His ", "Her ")
#: When that was has been said before.
_THEN = re.compile(
    r"^(?:On|At|In|During|From|Until|Since|By|After|Before) (?:that|this|the same) (?:day|date|night|evening|morning|time|occasion|period)\b"
)
#: Of whom they were some has been said before.
_AMONG = re.compile(r"\b(?:among|amongst|like|unlike) (?:them|these|those)\b", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Messrs|Judge|Minister|President|Captain|General|Colonel)\b")
#: How a paragraph on several persons goes on about them.
_OF_ALL = re.compile(r"They (?:were|are|had been|have been|remain)\b")
_DENIES = re.compile(
    r"^(?:The Government|It) (?=(?:categorically |firmly |strongly |also |further )?(?:denies|rejects|refutes|disputes|contests)\b)"
)


#: What a party calls "the offence" is that of its case.
_OF_LAW = frozenset(
    {"provision", "offence", "decree", "measure", "requirement", "article", "period", "order", "decision"}
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of a party, the paragraph in which it stands, and the sentence before it where it leans on that."""

    paragraph: int
    text: str
    lead: str | None = None


def tellable(case: Case, spoken: Sequence[tuple[int, str]]) -> list[Fact]:
    """The sentences of a party that can be repeated by themselves, or together with the one before them."""
    found = []
    before: tuple[int, str] | None = None
    paragraph = None
    for number, text in with_names(case, spoken):
        if number != paragraph:
            paragraph, text = number, _of_all(case, text)
        # of whom such a sentence speaks, and whose name it did not get, the one before it tells
        alone = repeatable(case, text) and not text.startswith(_OF_ONE) and not _THEN.match(untied(text))
        if alone:
            found.append(Fact(number, text))
        elif before is not None and before[0] == number and _complete(case, text):
            found.append(Fact(number, text, before[1]))
        before = (number, text) if alone else None
    return found


def repeatable(case: Case, text: str) -> bool:
    """Whether a sentence of a party can be repeated by itself."""
    told = untied(text)
    alone = stands_alone(told, _OF_LAW) or (len(case.persons) == 1 and text.startswith(_OF_ONE))
    if _AMONG.search(told) or unclear(case, text):
        return False
    return alone and not (len(case.persons) > 1 and _unclear(case, told)) and _complete(case, text)


def gives_up(text: str) -> bool:
    """Whether the source says that it no longer maintains something."""
    return bool(_GIVEN_UP.match(text))


def given_up(text: str) -> str:
    """Such a sentence as the Working Group tells it: without the occasion on which it was said."""
    told = re.sub(rf"^{_COMMENTING}(?=the source\b)", "", text, flags=re.IGNORECASE)
    told = re.sub(r"^It\b", "The source", told)
    return told[:1].upper() + told[1:]


def is_fact(text: str) -> bool:
    """Whether a sentence of the source tells something of the case, and not of itself or of the procedure here."""
    told = untied(text)
    return not (gives_up(text) or _OF_ITSELF.match(told) or _PROCEDURE.search(told) or _reproaches(told))


def stated(case: Case, text: str, common: frozenset[str]) -> str:
    """What follows "the source states that" of a sentence of the source; what only its writer can say is quoted."""
    text = _of_relative(case, text)
    told = reported(text, common)
    if not _FIRST_PERSON.search(QUOTED.sub("", told)):
        return f" {told}"
    inner = re.sub(r"[“\"]([^“”\"]*)[”\"]", r"‘\1’", untied(text).rstrip("."))
    return f", in its words, “{inner}”"


def answered(text: str, common: frozenset[str]) -> str:
    """A sentence of the Government after "The Government, for its part,"."""
    if denial := _DENIES.match(text):
        return text[denial.end() :].rstrip(".")
    told = replied(text, common)
    return f"states that, {told}" if on_a_matter(text) else f"states that {told}"


def _complete(case: Case, text: str) -> bool:
    """Whether a sentence is whole, not too long, of no treaty that the State has not joined, and cites no authority:
    one that nobody has checked might not exist."""
    if any(c.target.startswith(_AUTHORITIES) for c in find_citations(text)):
        return False
    whole = SHORTEST <= len(text) <= LONGEST and text.endswith(_ENDS) and _balanced(text)
    return whole and (case.state_party is True or "Covenant" not in text)


def _balanced(text: str) -> bool:
    """Whether what a sentence opens it also closes: else it was cut in the middle."""
    return text.count("(") == text.count(")") and text.count("“") == text.count("”") and text.count('"') % 2 == 0


def _reproaches(told: str) -> bool:
    return bool(any_of(submission_words().reproach).search(told))


def _unclear(case: Case, told: str) -> bool:
    """Whether a pronoun comes before anybody whom it could mean."""
    pronoun = _PRONOUN.search(QUOTED.sub("", told))
    if pronoun is None:
        return False
    before = told[: pronoun.start()]
    names = {word for person in case.persons for word in person.split()}
    if (
        any_word(submission_words().persons).search(before)
        or names & set(re.findall(r"\w+", before))
        or _TITLED.search(before)
    ):
        return False
    return pronoun.group().lower() not in _SUBJECTS or not any_word(submission_words().others).search(before)


def _of_all(case: Case, text: str) -> str:
    """The first sentence of a paragraph: "they" are there the persons concerned, where several are."""
    if len(case.persons) < 2 or not _OF_ALL.match(text):
        return text
    persons = short_persons(case)
    return f"{persons[0].upper()}{persons[1:]}{text.removeprefix('They')}"


def _of_relative(case: Case, text: str) -> str:
    """A sentence on "my brother" as one on the person whom the letter so introduces."""
    called = _called(case)
    if called is None:
        return text
    name = short_persons(case)
    text = re.sub(rf"\b[Mm]y {called}(['’])s\b", rf"{name}\1s", text)
    return re.sub(rf"\b[Mm]y {called}\b", name, text)


def _called(case: Case) -> str | None:
    """As whom the writer of a letter introduces the one person concerned: "brother"."""
    if len(case.persons) != 1:
        return None
    first = re.escape(case.persons[0].split()[0])
    introduced = re.compile(
        rf"\b[Mm]y ({any_word(submission_words().relatives).pattern}),? (?:(?:Mr|Ms|Mrs|Dr)\.? )?{first}\b"
    )
    found = (introduced.search(p.text) for p in case.document.paragraphs)
    called = next((match[1] for match in found if match), None)
    clients = any(re.search(r"\b[Mm]y client\b", p.text) for p in case.document.paragraphs)
    return called or ("client" if clients else None)
