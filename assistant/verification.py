"""Sentence by sentence: what a chat model wrote is kept only with what can be shown.

A sentence that fails is kept and marked with the reason; its citations, and any citation in its words that was
not given, are taken out. So no invented authority survives, whatever the model wrote.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from assistant.adaptation import foreign, split_sentences, vocabulary
from assistant.model import Case, DraftParagraph, Sentence
from assistant.standards import citation_of_passage
from index.citations import find_citations
from index.embedding import Embedder, Matrix
from index.model import Passage

#: What a paragraph must share with a sentence to support it: cosine, or words and a lesser cosine.
NEAR, NEAR_WITH_WORDS, WORDS = 0.62, 0.42, 0.45

REMOVED = "(citation taken out)"
_TAG = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>|<", re.I | re.S)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MARKUP = re.compile(r"^\s*(?:#{1,6}\s+|[-*•]\s+|\d{1,3}[.)]\s+|>\s+)|[*_`]{1,3}", re.M)
_BRACKET = re.compile(r"\[([^\[\]]{0,200})\]")
_MOVED = re.compile(r"([.?!][”\"]?)\s*((?:\[[^\[\]]{0,200}\][,;]?\s*)+)")
_LITERAL = re.compile(
    r"\b(?:opinions?|deliberations?|general comments?|resolutions?|decisions?|communications?|views?)\s+"
    r"(?:Nos?\.?\s*)?\d[\d/]*(?:\s*\(\d{4}\))?(?:,?\s*(?:and\s+)?(?:Nos?\.\s*)?\d+/\d{4})*(?:,?\s*paras?\.?\s*[\d–,\s-]+\d|,?\s*para\.?\s*\d+)?"
    r"|\b(?:A|E|CCPR|CAT|CRC|CEDAW|CERD|CMW|CRPD|ST|S)/[A-Z0-9][\w./-]*(?:,?\s*paras?\.?\s*\d[\d–, -]*)?"
    r"|\bNos?\.\s*\d+/\d{4}(?:,?\s*paras?\.?\s*\d[\d–, -]*)?|\b\d{1,4}/(?:19|20)\d\d\b"
    r"|\b[\w’-]+\s+vs?\.\s+[\w’-]+|\b(?:ibid|supra|op\. cit)\b\.?|https?://\S+|\bwww\.\S+",
    re.I,
)  # fmt: skip
_ARTICLE = re.compile(
    r"\barticles?\s+(\d+)((?:\s*\(\w{1,3}\))*)((?:(?:,|\s+and|\s+or|\s+to)\s+\d+(?:\s*\(\w{1,3}\))*)*)"
    r"(?:\s+of\s+the\s+(International Covenant|Covenant|Universal Declaration)\b(?: on Civil and Political Rights| of Human Rights)?)?",
    re.I,
)
_SEE = re.compile(r"\b(?:see\s+)?para(?:graph)?s?\.?\s+(\d+(?:(?:\s*,\s*|\s+and\s+|\s*[–-]\s*)\d+)*)", re.I)
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")
#: Words that state a rule or invoke an authority: a sentence that has them needs a citation.
RULE = re.compile(
    r"\bWorking Group (?:recalls|reiterates|has (?:\w+ )?(?:held|found|stated|considered|observed))\b|\bjurisprudence\b|"
    r"\b(?:Human Rights Committee|Special Rapporteur|Court of Human Rights)\b|\bit is (?:well )?(?:settled|established)\b",
    re.I,
)
#: What follows from a reasoning and tells no fact; its articles are checked by themselves.
CONCLUDES = re.compile(
    r"\bWorking Group (?:therefore |accordingly |thus |also )?(?:finds|concludes) (?:a violation of|that (?:the|his|her|their) "
    r"(?:arrest|detention|deprivation of liberty))\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


class Verifier:
    """Checks a model's answer against the passages it was given and the case it wrote about."""

    def __init__(
        self,
        case: Case,
        given: Mapping[str, Passage],
        articles: tuple[Sequence[str], Sequence[str]],
        embedder: Embedder,
    ) -> None:
        self._case = case
        self._given = given
        self._covenant = {a.split("(")[0] for a in articles[0]}
        self._udhr = {a.split("(")[0] for a in articles[1]}
        self._embedder = embedder
        texts = [p.text for p in case.document.paragraphs]
        self._case_text = " ".join([case.title, case.state or "", *case.persons, *texts])
        self._allowed = frozenset(w for w in re.findall(r"[^\W\d_][\w’'-]*", self._case_text) if w[0].isupper())
        self._common = vocabulary([*texts, *(p.text for p in given.values()), _OPENERS])

    def paragraphs(self, answer: str, issues: tuple[str, ...] = ()) -> tuple[DraftParagraph, ...]:
        """The answer as checked paragraphs."""
        found = []
        for block in re.split(r"\n\s*\n", clean(answer)):
            sentences = tuple(s for s in map(self.sentence, _sentences(block)) if s)
            if sentences:
                found.append(DraftParagraph(sentences, issues))
        return tuple(found)

    def sentence(self, raw: str) -> Sentence | None:
        """One sentence with its citations, or marked with the first reason why it can't be kept as it is."""
        ids = [part.strip() for group in _BRACKET.findall(raw) for part in re.split(r"[,;]", group) if part.strip()]
        text = _tidy(_BRACKET.sub("", raw))
        if not re.search(r"[^\W\d_]{2}", text):
            return None
        text, removed = self._without_literals(text)
        seen = tuple(self._referred(text))
        reason = removed or self._wrong_ids(ids) or self._wrong_words(text, ids) or self._unsupported(text, ids)
        known = tuple(n for n in seen if self._case.document.paragraph(n))
        if not reason and not ids and not CONCLUDES.search(text):
            told = self._told(text)
            known = known or told
            reason = None if told else "stands neither in the case nor in an authority that it cites"
        if reason:
            return Sentence(text, (), (), known, reason)
        given = [self._given[i] for i in dict.fromkeys(ids)]
        return Sentence(text, tuple(map(citation_of_passage, given)), tuple(p.id for p in given), known)

    def _without_literals(self, text: str) -> tuple[str, str | None]:
        """The text without any authority named in its words that was not given, and what was taken out."""
        gone: list[str] = []

        def take(match: re.Match[str]) -> str:
            gone.append(match.group().strip())
            return REMOVED

        text = _LITERAL.sub(take, text)
        text = _ARTICLE.sub(lambda m: m.group() if self._article_given(m) else take(m), text)
        for citation in find_citations(text):
            if citation.target not in ("paragraph", "covenant", "udhr") and citation.raw in text:
                gone.append(citation.raw)
                text = text.replace(citation.raw, REMOVED)
        if not self._covenant and "Covenant" in text:
            gone.append("Covenant")
            text = re.sub(r"(?:the )?(?:International )?Covenant(?: on Civil and Political Rights)?", REMOVED, text)
        return _tidy(text), f"names an authority that was not given: {gone[0]}" if gone else None

    def _article_given(self, match: re.Match[str]) -> bool:
        numbers = re.findall(r"(?<![(\w])\d+", f"{match.group(1)} {match.group(3)}")
        instrument = (match.group(4) or "").lower()
        if not instrument:
            return match.group() in self._case_text or all(n in self._covenant | self._udhr for n in numbers)
        allowed = self._covenant if "covenant" in instrument else self._udhr
        return all(n in allowed for n in numbers)

    def _wrong_ids(self, ids: Sequence[str]) -> str | None:
        wrong = [i for i in ids if i not in self._given]
        return f"cites {wrong[0][:60]!r}, which was not given" if wrong else None

    def _wrong_words(self, text: str, ids: Sequence[str]) -> str | None:
        """Quotations, references, dates and names that are not in the case (or in what is cited)."""
        if missing := [n for n in self._referred(text) if self._case.document.paragraph(n) is None]:
            return f"refers to paragraph {missing[0]}, which the case does not have"
        sources = " ".join([self._case_text, *(self._given[i].text for i in ids if i in self._given)])
        for quoted in _QUOTED.findall(text):
            if _plain(quoted) not in _plain(sources):
                return "the quotation does not stand there word for word"
        for found in _DATE.findall(text):
            if found not in self._case_text:
                return f"{found} is not a date of this case"
        rest = _DATE.sub("", _SEE.sub("", _ARTICLE.sub("", text.replace(REMOVED, ""))))
        numbers = set(re.findall(r"\d+", self._case_text + sources))
        rest = re.sub(r"\d+", lambda m: "" if m.group() in numbers else m.group(), rest)
        name = foreign(rest, self._common, self._allowed)
        return f"{name} is not in this case" if name else None

    def _unsupported(self, text: str, ids: Sequence[str]) -> str | None:
        if not ids:
            return "states a rule or an authority without citing one" if RULE.search(text) else None
        said = supported(self._embedder, text, [self._given[i].text for i in ids])
        return next((f"paragraph {id} does not say that" for id, good in zip(ids, said, strict=True) if not good), None)

    def _told(self, text: str) -> tuple[int, ...]:
        """The paragraph of the case that says most nearly what a sentence says, if one says it."""
        near = self._told_vectors @ self._embedder.embed([text])[0]
        numbers = {
            p.number: float(likeness)
            for p, likeness in zip(self._case.document.paragraphs, near, strict=True)
            if says(text, p.text, float(likeness))
        }
        return (max(numbers, key=lambda n: numbers[n]),) if numbers else ()

    @cached_property
    def _told_vectors(self) -> Matrix:
        """A row for each paragraph of the case."""
        return self._embedder.embed([p.text for p in self._case.document.paragraphs])

    def _referred(self, text: str) -> list[int]:
        return [int(n) for m in _SEE.finditer(text) for n in re.findall(r"\d+", m.group(1))]


_OPENERS = (
    "the this that these it in on as for while where if a an no by under with such anyone everyone any each to at "
)


def clean(answer: str) -> str:
    """Plain text: no tags, scripts, control or direction characters, no markup of lists and headings."""
    text = answer
    for _ in range(3):  # entities may hide tags, and tags other tags
        text = _TAG.sub(" ", html.unescape(text))
    return _MARKUP.sub("", _CONTROL.sub("", text.replace("\r", "\n")))


def _sentences(block: str) -> list[str]:
    """Sentences with their bracketed ids inside, wherever the model put them."""
    joined = _MOVED.sub(lambda m: f" {m.group(2).strip()}{m.group(1)} ", " ".join(block.split()))
    return [span.text for span in split_sentences(joined)]


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([.,;:?!])", r"\1", " ".join(text.replace("[", "").replace("]", "").split()))
    return re.sub(r"\(\s*\)", "", text).strip()


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').split()).casefold().rstrip(".,;")


def supported(embedder: Embedder, sentence: str, passages: Sequence[str]) -> list[bool]:
    """Whether each of some passages says what a sentence says."""
    vectors = embedder.embed([sentence, *passages])
    near = [float(np.dot(vectors[0], vector)) for vector in vectors[1:]]
    return [says(sentence, passage, likeness) for likeness, passage in zip(near, passages, strict=True)]


def says(sentence: str, passage: str, likeness: float) -> bool:
    """Whether a passage says what a sentence says, given the cosine of the two."""
    return likeness >= NEAR or (likeness >= NEAR_WITH_WORDS and shared_words(sentence, passage) >= WORDS)


def shared_words(text: str, passage: str) -> float:
    """The share of a sentence's longer words that the passage has, by their first six letters."""
    words = {w[:6].lower() for w in _WORD.findall(text)}
    return len(words & {w[:6].lower() for w in _WORD.findall(passage)}) / len(words) if words else 0.0
