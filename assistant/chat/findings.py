"""Findings on the case: a chat model may find what the embedded reasoning finds, in the words of a finding, and no more.

The words by which a finding is known are in prompts/findings.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.evidence.named_authorities import provisions
from assistant.evidence.own_case import speaks_of, unconditioned
from assistant.evidence.told import voices
from assistant.model import Analysis
from assistant.word_files import read_as, shipped, spoilt
from index.model import Category
from index.structure import categories_in

_NAME = "findings.toml"

#: A finding in the words of the house.
CONCLUDES = re.compile(
    r"^(?:(?:For these reasons|In these circumstances|Accordingly|Therefore|In the light of the above|Consequently|On the material before it"
    r"|In the absence of (?:any|a timely) explanation from the Government|Subject to the answers to the questions stated above), )?"
    r"[Tt]he Working Group (?:therefore |accordingly |thus |also |further )?(?:finds|concludes) (?:a violation of|that (?:the|his|her|their) "
    r"(?:arrest|detention|deprivation of liberty))\b",
)
_CONDITIONAL = re.compile(r"^Subject to\b")
_NO_FINDING = re.compile(r"\bno\b(?! legal basis)|\bwithout\b(?! (?:any )?legal basis)")
#: The party speaks, from the first word on.
_SPEAKS = re.compile(r"(?:According to )?the (?:source|Government)\b", re.I)
_GROUP = r"\bthe Working Group\b"
#: Whose words they are: the past findings of the Group are of other cases.
_TITLES = frozenset({"mr", "ms", "mrs", "dr", "s"})

Article = tuple[str, str]  # ("covenant", "9(3)")


@dataclass(frozen=True, slots=True)
class Findings:
    """What may be found: of categories and of articles; `conditional` is what may be found only "subject to the answers"."""

    categories: frozenset[Category] = frozenset()
    articles: frozenset[Article] = frozenset()
    conditional: Findings | None = None

    def of(self, text: str) -> Findings:
        """What a sentence may find, which may state the condition."""
        if self.conditional is None or not _CONDITIONAL.match(text):
            return self
        more = self.conditional
        return Findings(self.categories | more.categories, self.articles | more.articles)

    def carry(self, text: str) -> bool:
        """Whether a finding is among them: each category and each article of it, and one of them at least."""
        may = self.of(text)
        categories, articles = set(categories_in(text)), provisions(text)
        if not categories and not articles:  # "that the detention is arbitrary"
            return bool(may.categories)
        return categories <= may.categories and all(may._has(*article) for article in articles)

    def _has(self, instrument: str | None, article: str) -> bool:
        """Whether an article was found: it, all of it, or a paragraph of it where the article is named whole."""
        return any(
            instrument in (None, own) and (found == article or found.startswith(f"{article}("))
            for own, found in self.articles
        )


def findings_of(analyses: Iterable[Analysis]) -> Findings:
    """What analyses find, read from the sentences in which they do."""
    found = sentences_that_find(analyses)
    firm, conditional = ([t for t in found if bool(_CONDITIONAL.match(t)) is under] for under in (False, True))
    return _stated(firm, _stated(conditional))


def sentences_that_find(analyses: Iterable[Analysis]) -> list[str]:
    """The sentences of analyses in which they make a finding."""
    sentences = (s for a in analyses for p in a.paragraphs for s in p.sentences if not s.unsupported)
    return [s.text for s in sentences if CONCLUDES.match(s.text)]


def _stated(texts: Sequence[str], conditional: Findings | None = None) -> Findings:
    articles = {(instrument, pin) for text in texts for instrument, pin in provisions(text) if instrument}
    return Findings(frozenset(c for t in texts for c in categories_in(t)), frozenset(articles), conditional)


def unfit(text: str, findings: Findings, persons: Sequence[str], cited: Sequence[str]) -> str | None:
    """Why a sentence that makes a finding on the case can't stand; None where it can, or makes none."""
    if CONCLUDES.match(text):
        if not findings.carry(text):
            return "makes a finding that the draft does not make"
        return None if _only_finds(text, persons) else "says more than a finding can say without its reasons"
    return "makes a finding in other words than those of a finding" if finds(text, persons, cited) else None


def finds(text: str, persons: Sequence[str], cited: Sequence[str] = ()) -> bool:
    """Whether a sentence makes a finding on the case: what a party says of it is none, nor is a rule."""
    words, said = _words(), unconditioned(text)
    own, breach = speaks_of(persons, text, cited), words.breach.search(said) is not None
    on_the_matter = breach and (own or words.matters.search(said) is not None)
    if words.deciding.search(text):
        return own or on_the_matter
    return not voices(text) and (on_the_matter or words.breached.search(said) is not None)


def tells_as_proven(text: str) -> bool:
    """Whether a sentence tells as proven what a party states; the party itself may say so."""
    return bool(_words().proven.search(text)) and not _SPEAKS.match(text)


def _only_finds(text: str, persons: Sequence[str]) -> bool:
    words = {w.lower() for w in re.findall(r"[^\W\d_]+", text)}
    names = {w.lower() for name in persons for w in re.findall(r"[^\W\d_]+", name)}
    return not _NO_FINDING.search(text) and words <= _words().only | names | _TITLES


class _File(BaseModel):
    """prompts/findings.toml as it is written."""

    model_config = ConfigDict(extra="forbid")

    deciding: tuple[str, ...]
    breach: tuple[str, ...]
    matters: tuple[str, ...]
    breached: tuple[str, ...]
    proven: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Words:
    deciding: re.Pattern[str]
    breach: re.Pattern[str]
    matters: re.Pattern[str]
    breached: re.Pattern[str]
    proven: re.Pattern[str]
    only: frozenset[str]


@cache
def _words() -> _Words:
    read = read_as(_File, _NAME, shipped(_NAME))
    try:
        return _Words(
            re.compile(rf"{_GROUP}[^.;]{{0,40}}?\b(?:{'|'.join(read.deciding)})\b", re.I),
            re.compile(rf"\b(?:{'|'.join(read.breach)})", re.I),
            re.compile(rf"\b(?:{'|'.join(read.matters)})", re.I),
            re.compile("|".join(read.breached), re.I),
            re.compile(rf"\b(?:{'|'.join(read.proven)})", re.I),
            frozenset(read.words.split()),
        )
    except re.error as error:
        raise spoilt(_NAME, error) from error
