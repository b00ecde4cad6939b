"""What the case tells: which of its paragraphs say a sentence, in the voice to which the sentence ascribes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from assistant.evidence.contrary import denies
from assistant.evidence.exchange import Exchange, exchanged
from assistant.evidence.saying import parts, says
from assistant.evidence.support import TextEmbedder
from assistant.evidence.terms import number_of
from index.embedding import Matrix
from index.fields import MONTHS
from index.model import Document, Paragraph, Part

LAWFUL_ARTICLE = re.compile(
    r"\b(?:articles?|arts?\.)\s+\d+(?:\s*\(\w{1,3}\))*(?:(?:,|\s+and|\s+or|\s+to)\s+\d+(?:\s*\(\w{1,3}\))*)*", re.I
)
#: A reference to paragraphs of the case: "see paras. 4 and 7 above".
REFERENCE = re.compile(r"\b(?:see\s+)?para(?:graph)?s?\.?\s+(\d+(?:(?:\s*,\s*|\s+and\s+|\s*[–-]\s*)\d+)*)", re.I)
#: Verbs of saying, and those that tell an act as well: "declared an emergency", but "declared that".
_SAYING = (
    r"(?:acknowledg|admit|affirm|alleg|argu|assert|claim|complain|conced|confirm|contend|contest|disput|emphasi|explain|indicat"
    r"|insist|maintain|mention|not(?=[ei])|observ|point|recall|recogni[sz]|refut|stat|stress|submit|suggest|underlin)\w*"
    r"|(?:accept|add|agree|announc|answer|consider|declar|den[iy]|hold|inform|reject|repl|report|respon|say|writ)\w*(?:\s+\w+){0,4}?\s+that"
    r"|(?:held|said|told|wrote)(?:\s+\w+){0,4}?\s+that"
)
#: Who speaks: "the Government, in its reply, concedes", "according to the source", "as is admitted by the Government".
_VOICE = re.compile(
    rf"\b(Government|source)(?:,[^,]{{1,80}},)?(?:\s+(?:has|have|had|does|do|did|can|cannot|could|must|would|but|also|further|itself|thus|now|\w+ly))*"
    rf"\s+(?:{_SAYING})\b"
    rf"|\b(?:(?:{_SAYING})\s+by|according\s+to|(?:account|admission|submission|version|view|words|opinion)\s+of)\s+the\s+(Government|source)\b"
    r"|\bin\s+the\s+(Government|source)[’']s\b"
    r"|\b(Government|source)[’']s\s+(?:own\s+)?"
    r"(?:account|admission|argument|claim|contention|explanation|position|statement|submission|version|view|words)",
    re.I,
)
_BOTH = re.compile(
    r"\b(?:both|the) parties\s+(?:\w+\s+){0,2}?(?:accept|agree|acknowledg|admit|conced|confirm|stat|submit)\w*", re.I
)
#: What one party denies is said by the other.
_DENIED = re.compile(r",\s+(?:and|but)\s+the\s+(?:Government|source)\s+(?:contests|denies|disputes|rejects)(?=,)", re.I)
#: Two clauses of a sentence, each with a voice of its own.
_TURN = re.compile(r"[,;]?\s+(?:and|but|while|whereas|although)\s+(?=the\s+(?:Government|source)\b)|;\s+", re.I)
_SPOKEN_BY = {"government": frozenset({Part.GOVERNMENT}), "source": frozenset({Part.SOURCE, Part.COMMENTS})}
_MONTH = "|".join(MONTHS)
_YEAR = re.compile(rf"\b(?:{_MONTH}) (\d{{4}})\b")
_DATED = re.compile(rf"\b(\d{{1,2}} (?:{_MONTH})) (\d{{4}})\b")
_PIN = re.compile(r"\(\w{1,3}\)")
_IN_BRACKETS = re.compile(r"\s*\(see paras?[^()]*\)", re.I)
_SAID = re.compile(
    rf"^(?:The (?:source|Government)(?: \w+ly| also| further)? (?:{_SAYING})(?:\s+out)?(?:\s+that)?\s+|According to the (?:source|Government),\s+)",
    re.I,
)
#: "The source states, and the Government has not contested, that".
_INSERTED = re.compile(
    r"^(The (?:source|Government) \w+), (?:and|but) the (?:source|Government) [^,]{3,60}, (?=that\b)", re.I
)
#: A person named: of another than those concerned, the paragraph must speak by name.
_PERSON = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Judge|Prosecutor|Minister|Governor|Captain|Inspector)\.?\s+([A-Z][\w’'-]+)")
_WORD = re.compile(r"[^\W\d_]{4,}")


class Told:
    """The paragraphs of a case and their sentences, compared with what a model wrote of them."""

    def __init__(self, document: Document, embedder: TextEmbedder, persons: Sequence[str] = ()) -> None:
        self._document = document
        self._persons = (
            persons[0] if len(persons) == 1 else ""
        )  # of one among several, the paragraph must speak by name
        self._embedder = embedder
        self._near: dict[str, dict[int, float]] = {}

    def by(self, text: str) -> tuple[int, ...]:
        """The paragraph of the case that says most nearly what a sentence says, if one says it."""
        best = self._best(text)
        found = [number for number in best if self._says(number, text)]
        if found and not self.said([p.number for p in self._document.paragraphs], text):
            return ()
        return (max(found, key=lambda n: (best[n], -n)),) if found else ()

    def said(self, numbers: Sequence[int], text: str) -> bool:
        """Whether one of some paragraphs says a sentence; of two parties that speak in it, one of each, or its clause."""
        speaking = voices(text)
        if len(speaking) < 2:
            return any(self._says(n, text) for n in numbers)
        clauses = [c for c in _TURN.split(text) if len(_WORD.findall(c)) > 3]
        return all(
            any(self._says(n, part, {voice}) for n in numbers for part in (text, *clauses) if voice in voices(part))
            for voice in speaking
        )

    def exchanged(self, numbers: Sequence[int], text: str) -> Exchange | None:
        """The word of a sentence that stands for another of one of some paragraphs, or of those that nearly say it."""
        for number in numbers or self._best(text):
            paragraph = self._document.paragraph(number)
            found = exchanged(bare(text), [paragraph.text]) if paragraph else None
            if found:
                return replace(found, text=number)
        return None

    def _says(self, number: int, text: str, speaking: Collection[str] | None = None) -> bool:
        """Whether a paragraph of the case says what a sentence says, in the voice to which the sentence ascribes it, with
        the same figures, and does not deny it."""
        paragraph = self._document.paragraph(number)
        if paragraph is None or self._best(text).get(number) is None:
            return False
        speaking = voices(text) if speaking is None else speaking
        if speaking and not any(paragraph.part in _SPOKEN_BY[voice] for voice in speaking):
            return False
        told = self._dated_as(paragraph, bare(text))
        if _figures(told) - _figures(paragraph.text) or _articles(told) - _articles(paragraph.text):
            return False
        if any(name not in paragraph.text for name in _PERSON.findall(told) if name not in self._persons):
            return False
        return not denies(told, paragraph.text) and exchanged(told, [paragraph.text]) is None

    def _dated_as(self, paragraph: Paragraph, told: str) -> str:
        """A sentence without the years that its paragraph leaves out: they are the last that was given before."""
        year = self._years[paragraph.number]

        def not_dated(date: re.Match[str]) -> bool:
            return date[1] in paragraph.text and date.group() not in paragraph.text

        return _DATED.sub(lambda m: m[1] if m[2] == year and not_dated(m) else m.group(), told)

    @cached_property
    def _years(self) -> dict[int, str | None]:
        """For each paragraph, the last year that is given in it or before it."""
        found: dict[int, str | None] = {}
        year = None
        for paragraph in self._document.paragraphs:
            year = found[paragraph.number] = next(iter(reversed(_YEAR.findall(paragraph.text))), year)
        return found

    def _best(self, text: str) -> dict[int, float]:
        """The paragraphs of the case that say a sentence, whole or in one of their sentences, and how nearly."""
        if text not in self._near:
            told = bare(text)
            near = self._vectors @ self._embedder.embed([told])[0]
            best: dict[int, float] = {}
            for (number, unit), likeness in zip(self._units, near, strict=True):
                if says(told, unit, float(likeness)):
                    best[number] = max(best.get(number, 0.0), float(likeness))
            self._near[text] = best
        return self._near[text]

    @cached_property
    def _units(self) -> list[tuple[int, str]]:
        """The paragraphs of the case and their sentences, with the number of the paragraph."""
        paragraphs = self._document.paragraphs
        return [(p.number, text) for p in paragraphs for text in parts(p.text)]

    @cached_property
    def _vectors(self) -> Matrix:
        """A row for each of them; embedded in memory only."""
        return np.asarray(self._embedder.embed([text for _, text in self._units]), dtype=np.float32)


def bare(text: str) -> str:
    """A sentence without who says it and the reference to where."""
    return _SAID.sub("", _INSERTED.sub(r"\1 ", _IN_BRACKETS.sub("", text)))


def _figures(text: str) -> set[str]:
    """The figures of a text, in digits or words, without the numbers of provisions and paragraphs."""
    rest = LAWFUL_ARTICLE.sub("", REFERENCE.sub("", text))
    written = (number_of(word) for word in re.findall(r"[a-z]+(?:-[a-z]+)?", rest.lower()))
    return set(re.findall(r"\d+", rest)) | {number for number in written if number}


def _articles(text: str) -> set[str]:
    """The articles that a text names, without their paragraphs."""
    return {n for m in LAWFUL_ARTICLE.finditer(text) for n in re.findall(r"\d+", _PIN.sub("", m.group()))}


def voices(text: str) -> frozenset[str]:
    """The parties to which a sentence ascribes what it says."""
    if _BOTH.search(text):
        return frozenset(_SPOKEN_BY)
    return frozenset(party.lower() for found in _VOICE.findall(_DENIED.sub("", text)) for party in found if party)


def referred(text: str) -> list[int]:
    """The paragraphs of the case to which a sentence refers."""
    return [int(n) for m in REFERENCE.finditer(text) for n in re.findall(r"\d+", m.group(1))]
