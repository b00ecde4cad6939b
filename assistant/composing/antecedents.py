"""Whom a pronoun means: a sentence that is taken out of its paragraph gets the name for it, where only one can be meant.

"His lawyer, Ms. Senhaji, saw him on 26 September. She was permitted to read the file": told alone, "she" is the lawyer and
not the person concerned. Where two can be meant, or nobody was named, the sentence is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from assistant.composing.house_style import untied
from assistant.composing.persons import called, speaking_of
from assistant.model import Case
from assistant.submissions.words import any_word, submission_words
from index.model import Part

QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
#: How a pronoun speaks of a man or a woman; "they" is left to what tells of several.
_PRONOUN = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
#: "A farmer found in his fields": he may be the one who is first spoken of there.
_SOMEBODY = re.compile(r"\b(?:an?|another|one|some|any|every|each|who) [^\W\d_]", re.IGNORECASE)
_WHEN_OPENING = re.compile(r"^(?:On|At|In|During|From|Until|Since|By|After|Before|For) [^,]{2,60}, ")
_WHEN = re.compile(rf"{_WHEN_OPENING.pattern}(?=$)")
_MALE = frozenset({"he", "him", "his", "himself"})
_SUBJECTS = frozenset({"he", "she"})
_REFLEXIVE = frozenset({"himself", "herself", "hers"})
#: "Her house" and "saw her": the first has a noun of its own.
_POSSESSED = re.compile(r"\b(?:his|her)\b(?= (?!and\b|or\b|to\b|in\b|on\b|at\b|for\b|from\b|with\b|by\b|that\b|as\b|when\b|if\b|the\b|an?\b|not\b|every\b|each\b|once\b|twice\b|again\b|there\b|then\b|while\b|until\b|after\b|before\b|since\b|during\b|without\b|because\b|into\b|out\b|about\b|through\b|under\b|but\b|so\b|what\b|why\b|where\b|how\b|whether\b|he\b|she\b|they\b|it\b)[^\W\d_])", re.I)  # fmt: skip
#: "Her arrest": what she has because she is held.
_POSSESSIVES = frozenset({"his", "her"})
#: What the source says of itself is not said of a court.
_IT = re.compile(
    r"It (?!(?:now )?(?:accept|conced|acknowledg|maintain|withdr|does|did|no longer|stat|add|not|submit|argu|is|was)\w*)"
)
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w’'-]*"
_TITLED = re.compile(
    rf"\b(Mr|Ms|Mrs|Dr|Messrs)\.?\s+({_CAPITAL}(?:\s+(?:(?:al|de|del|la|van|von|bin|ibn)[\s-]+)*{_CAPITAL})*)"
)
_GENDERS = {"Mr": True, "Ms": False, "Mrs": False}
#: Of a person without a title, so many times as many pronouns of one gender tell which it is.
_CLEARLY = 4
_SPOKEN = frozenset({Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS})


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody of whom a text speaks; `male` is None where nothing tells. As `the` captain or lawyer the text may speak of
    the one person concerned."""

    name: str
    male: bool | None
    the: frozenset[str] = frozenset()
    spoken: re.Pattern[str] | None = None  # what speaks of one of the persons concerned

    def meant_by(self, male: bool) -> bool:
        """Whether a pronoun of that gender can mean them."""
        return self.male is None or self.male is male


@lru_cache(maxsize=4)  # every sentence of a case asks for the same
def concerned(case: Case) -> tuple[Figure, ...]:
    """The persons concerned, as the text of an opinion calls them."""
    titled = [_titled(case, person) for person in case.persons]
    if len(titled) != 1:
        return tuple(titled)
    male = _told_by_pronouns(case) if titled[0].male is None else titled[0].male
    return (replace(titled[0], male=male, the=_offices(case)),)


def _titled(case: Case, person: str) -> Figure:
    name = called(case, person)
    return Figure(name, _GENDERS.get(name.split(".")[0]), spoken=speaking_of(case, person))


def _offices(case: Case) -> frozenset[str]:
    """What the one person concerned is: "captain" of "Captain Aldamar" and of "Corvin Aldamar is a captain in the navy"."""
    name, ranks = re.escape(case.persons[0].split()[-1]), any_word(submission_words().ranks)
    is_one = re.compile(
        rf"\b{name}\b(?:,[^.;]{{2,60}},)?(?: is| was| has been|,) an? (?:[^\s.;,]+ ){{0,3}}?(\w+)(?= in\b| of\b|[,.;])"
    )
    called = re.compile(rf"\b([^\W\d_a-zß-ÿ]\w+) {name}\b")
    told = (m[1] for p in case.document.paragraphs for said in (is_one, called) for m in said.finditer(p.text))
    return frozenset(word.lower() for word in told if ranks.fullmatch(word))


def with_names(case: Case, spoken: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The sentences of a party; the first pronoun of each that nobody before it explains is replaced by the name of the one
    whom it can mean."""
    persons = concerned(case)
    found: list[tuple[int, str]] = []
    topic: tuple[int, list[Figure]] = (0, [])
    for number, group in groupby(spoken, key=lambda said: said[0]):
        earlier = topic[1] if topic[0] == number - 1 else []
        own: list[Figure] = []
        last = ""
        for _, text in group:
            last = _with_name(text, persons, own, earlier, last)
            found.append((number, last))
            own += [f for f in _named_in(last, persons) if f not in own]
        topic = number, [f for f in own if f in persons] or earlier
    return found


def unclear(case: Case, text: str) -> bool:
    """Whether a sentence speaks of a man or a woman who is not the one person concerned, and does not say who that is."""
    if len(case.persons) != 1:
        return False
    (person,) = concerned(case)
    pronoun = _unexplained(untied(text), person.the)
    return pronoun is not None and not person.meant_by(_male(pronoun))


def _told_by_pronouns(case: Case) -> bool | None:
    """Of whom a case on one person speaks, if it says "he" far more often than "she", or the other way round."""
    spoken = [m for p in case.document.paragraphs if p.part in _SPOKEN for m in _PRONOUN.finditer(p.text)]
    men = sum(map(_male, spoken))
    women = len(spoken) - men
    return True if men > _CLEARLY * women else False if women > _CLEARLY * men else None


def _male(pronoun: re.Match[str]) -> bool:
    return pronoun.group().lower() in _MALE


def _unexplained(text: str, the: frozenset[str] = frozenset()) -> re.Match[str] | None:
    """The first pronoun of a sentence, if it names nobody before it whom that could mean."""
    pronoun = _PRONOUN.search(QUOTED.sub(lambda m: "·" * len(m.group()), text))
    if pronoun is None:
        return None
    before, words = _without(text[: pronoun.start()], the), submission_words()
    if _WHEN.match(before):
        return pronoun
    if before != text[: pronoun.start()] or _TITLED.search(before) or any_word(words.persons).search(before):
        return None
    acts = any_word(words.others).search(before)
    if acts and _of_held(text, pronoun):
        return pronoun
    return None if _SOMEBODY.search(before) or (acts and pronoun.group().lower() in _SUBJECTS) else pronoun


def _without(text: str, the: frozenset[str]) -> str:
    """A text without "the captain", where that is the person concerned."""
    if not the:
        return text
    return re.sub(rf"\b[Tt]he (?:{'|'.join(map(re.escape, sorted(the)))})\b(?! of\b)", "·", text)


def _of_held(text: str, pronoun: re.Match[str]) -> bool:
    """Whether "his" is said of a detention or the like: it is not that of the officer who orders it."""
    following = text[pronoun.end() :].split()[:2]
    held = any_word(submission_words().of_held).search(" ".join(following))
    return held is not None and pronoun.group().lower() in _POSSESSIVES


def _with_name(
    text: str, persons: Sequence[Figure], own: Sequence[Figure], earlier: Sequence[Figure], last: str
) -> str:
    """A sentence with a name for its pronoun, given who was named in its paragraph and in the one before."""
    told = _of_body(untied(text), last)
    the = frozenset().union(*(p.the for p in persons))
    pronoun = _unexplained(told, the)
    if pronoun is None and told != untied(text):
        return told
    if pronoun is None or any(p.name in told[: pronoun.start()] for p in persons):
        return text
    male = _male(pronoun)
    meant = [f for f in own if f.meant_by(male)] or [f for f in earlier if f.meant_by(male)]
    if len(persons) == 1 and persons[0].meant_by(male) and persons[0] not in meant:
        meant.append(persons[0])  # a case on one person speaks of him or her throughout
    meant = [f for f in meant if _begins_with(last, f.name)] or meant
    if len(meant) != 1 or (pronoun.start() == 0 and meant[0] in persons and _acts(last, the) and not _suffers(told)):
        return text
    return told[: pronoun.start()] + _put(told, pronoun, meant[0].name)


def _of_body(text: str, last: str) -> str:
    """ "It asked for an adjournment" after a sentence on the defence: the defence did."""
    body = re.match(r"[Tt]he (\w+)", untied(last))
    if body is None or not _IT.match(text) or not any_word(submission_words().bodies).fullmatch(body[1]):
        return text
    return f"The {body[1]}{text[2:]}"


def _begins_with(sentence: str, name: str) -> bool:
    """Whether somebody is the subject of a sentence, as far as its first words tell."""
    return re.match(rf"(?:[^,]{{2,60}}, )?{re.escape(name)}\b(?!['’]s)", untied(sentence), re.IGNORECASE) is not None


def _acts(sentence: str, the: frozenset[str]) -> bool:
    """Whether an officer, a judge or the like is the subject of a sentence: "he" may be that one."""
    opening = " ".join(_WHEN_OPENING.sub("", _without(untied(sentence), the)).split()[:3])
    return any_word(submission_words().others).search(opening) is not None


def _suffers(sentence: str) -> bool:
    """Whether a sentence says of "him" what befalls whoever is held, and not who acts."""
    opening = re.match(r"(?:He|She) (?:was|had been|has been|is) (?:then |also |again |even |later )?(.+)", sentence)
    return opening is not None and any_word(submission_words().suffered).match(opening[1]) is not None


def _put(text: str, pronoun: re.Match[str], name: str) -> str:
    """What follows from a pronoun on, with the name in its place and in its case."""
    rest, word = text[pronoun.end() :], pronoun.group().lower()
    if pronoun.start() == 0:
        name = name[:1].upper() + name[1:]
    if word in _REFLEXIVE:
        return text[pronoun.start() :]
    if word == "his" or (word == "her" and _POSSESSED.match(text, pronoun.start())):
        return f"{name}{'’' if '’' in text else chr(39)}s{rest}"
    return f"{name}{rest}"


def _named_in(text: str, persons: Sequence[Figure]) -> list[Figure]:
    """Those whom a sentence names: the persons concerned, and others by their titles."""
    found = [p for p in persons if p.spoken and p.spoken.search(text)]
    for title, name in _TITLED.findall(text):
        whole = re.sub(r"['’]s$", "", name)
        if not any(whole.split()[-1] in p.name.split() for p in persons):
            found.append(Figure(f"{title}. {whole}", _GENDERS.get(title)))
    return found
