"""Sentence by sentence: what a chat model wrote is kept only with what can be shown.

A sentence that fails is kept and marked with the reason; its citations, and any citation in its words that was
not given, are taken out. So no invented authority survives, whatever the model wrote.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np

from assistant.adaptation import foreign, vocabulary
from assistant.model import Case, DraftParagraph, Sentence
from assistant.named_authorities import Given, without_authorities
from assistant.plain_answer import clean
from assistant.standards import citation_of_passage
from index.embedding import Embedder, Matrix
from index.model import Category, Part, Passage
from index.sentences import split_sentences
from index.structure import categories_in

#: What a paragraph must share with a sentence to support it: cosine, or words and a lesser cosine.
NEAR, NEAR_WITH_WORDS, WORDS = 0.62, 0.42, 0.45

_NAMED = "names an authority that was not given"
_NOT_THERE = "the paragraph of the case to which it refers does not say that"
_BRACKET = re.compile(r"\[([^\[\]]{0,200})\]")
_MOVED = re.compile(r"([.?!][”\"]?)\s*((?:\[[^\[\]]{0,200}\][,;]?\s*)+)")
_LAWFUL_ARTICLE = re.compile(
    r"\b(?:articles?|arts?\.)\s+\d+(?:\s*\(\w{1,3}\))*(?:(?:,|\s+and|\s+or|\s+to)\s+\d+(?:\s*\(\w{1,3}\))*)*", re.I
)
_SEE = re.compile(r"\b(?:see\s+)?para(?:graph)?s?\.?\s+(\d+(?:(?:\s*,\s*|\s+and\s+|\s*[–-]\s*)\d+)*)", re.I)
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{3,})[”\"“»]|(?<!\w)[‘']([^‘’']{3,}(?:['’]\w[^‘’']*)*)[’'](?!\w)")
#: Words that state a rule or invoke an authority: a sentence that has them needs a citation.
RULE = re.compile(
    r"\bWorking Group (?:recalls|reiterates|has (?:\w+ )?(?:held|found|stated|considered|observed))\b|\bjurisprudence\b|"
    r"\b(?:Human Rights Committee|Special Rapporteur|Court of Human Rights)\b|\bit is (?:well )?(?:settled|established)\b",
    re.I,
)
#: What follows from a reasoning and tells no fact: a finding in the words of the house, and in no others.
CONCLUDES = re.compile(
    r"^(?:(?:For these reasons|In these circumstances|Accordingly|Therefore|In the light of the above|Consequently), )?[Tt]he Working Group "
    r"(?:therefore |accordingly |thus |also )?(?:finds|concludes) (?:a violation of|that (?:the|his|her|their) "
    r"(?:arrest|detention|deprivation of liberty))\b",
)
_WORDS_OF_FINDINGS = """
for these reasons in circumstances accordingly therefore light above consequently the working group thus also finds concludes a
violation of that his her their arrest detention deprivation liberty subsequent continued is was has had been are were arbitrary no any
legal basis lacks lacked without contrary to breach contravention and or it falling falls fall within under category categories i ii iii iv v
article articles international covenant on civil political rights universal declaration human right
"""
_FINDING_WORDS = frozenset(_WORDS_OF_FINDINGS.split())
_NO_FINDING = re.compile(r"\bno\b(?! legal basis)|\bwithout\b(?! (?:any )?legal basis)")
_ATTRIBUTED = re.compile(r"\b(?:source|Government|State)\b")
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
#: What one party denies is said by the other.
_DENIED = re.compile(r",\s+(?:and|but)\s+the\s+(?:Government|source)\s+(?:contests|denies|disputes|rejects)(?=,)", re.I)
#: Two clauses of a sentence, each with a voice of its own.
_TURN = re.compile(r"[,;]?\s+(?:and|but|while|whereas|although)\s+(?=the\s+(?:Government|source)\b)|;\s+", re.I)
_SPOKEN_BY = {"government": frozenset({Part.GOVERNMENT}), "source": frozenset({Part.SOURCE, Part.COMMENTS})}
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nobody|without|cannot|[a-z]+n[’']t|fail\w*|absen\w+|lack\w*|prohibit\w*|forbid\w*|refus\w*|den(?:y|ies|ied)"
    r"|un(?:lawful|necessary|fair|justified|reasonable|able)\w*|il(?:legal|legitimate)\w*|in(?:compatible|consistent|admissible|sufficient)\w*|in no)\b",
    re.I,
)
#: One person in particular, where nobody is named: "his or her" is anybody's, "his" is that of a person of the case.
_ANYBODY = re.compile(
    r"\b(?:he or she|she or he|him or her|her or him|his or hers?|hers? or his|himself or herself|herself or himself)\b",
    re.I,
)
_SOMEBODY = re.compile(r"\b(?:he|him|his|himself|she|hers?|herself)\b", re.I)
#: The same by a noun, unless an authority that the sentence cites speaks so of anybody.
_CALLED = re.compile(
    r"\bthe (?:(?:(?:detained|arrested|convicted|accused|said) )?persons?(?: concerned)?|detainee|applicant|complainant|petitioner"
    r"|minor|prisoner|victim|convict|accused|defendant|appellant|suspect)s?\b",
    re.I,
)
#: What happened: a rule tells of the past only under a condition, or of whom it speaks ("anyone who was arrested").
_CONDITION = re.compile(
    r"\b(?:if|unless|where|when|whenever|whether|once|who|whose|whom|which|why|how|until|before|after|because"
    r"|that(?= (?:was|were|had|has|have)\b))\b[^,;:]*",
    re.I,
)
_HAPPENED = re.compile(
    r"\b(?:was|were|had|did|has (?:not |never )?been|(?<!ould )(?<!must )have (?:not |never )?been)\b", re.I
)
#: Two sentences with so many words in common speak of the same thing: one must not deny what the other says.
SAME_MATTER = 0.7
_WORD = re.compile(r"[^\W\d_]{4,}")
_DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


class Verifier:
    """Checks a model's answer against the passages it was given and the case it wrote about.

    `articles` are those of the Covenant and of the Declaration that may be named; `findings` the categories under which
    the draft makes a finding at that place: where it makes none, the model's text must not either. `standing` are the
    sentences that the model was asked to rewrite: one that it leaves as it was stays, with all that it cites.
    """

    def __init__(
        self,
        case: Case,
        given: Mapping[str, Passage],
        articles: tuple[Sequence[str], Sequence[str]],
        embedder: Embedder,
        *,
        findings: Collection[Category] = tuple(Category),
        standing: Sequence[Sentence] = (),
    ) -> None:
        self._case = case
        self._given = given
        self._covenant = {a.split("(")[0] for a in articles[0]}
        self._udhr = {a.split("(")[0] for a in articles[1]}
        self._embedder = embedder
        self._findings = frozenset(findings)
        self._standing = {_tidy(s.text): s for s in standing}
        texts = [p.text for p in case.document.paragraphs]
        told = (f.text for f in (*case.dates, *case.charges, *case.provisions))
        self._case_text = " ".join([case.title, case.state or "", *case.persons, *told, *texts])
        self._allowed = frozenset(w for w in re.findall(r"[^\W\d_][\w’'-]*", self._case_text) if w[0].isupper())
        self._dates = frozenset(_DATE.findall(self._case_text))
        self._near: dict[str, dict[int, float]] = {}
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
        """One sentence with its citations, or marked with the first reason why it can't be kept as it is.

        A reason never repeats what was taken out.
        """
        ids = [part.strip() for group in _BRACKET.findall(raw) for part in re.split(r"[,;]", group) if part.strip()]
        text = _tidy(_BRACKET.sub("", raw))
        if not re.search(r"[^\W\d_]{2}", text):
            return None
        own = self._standing.get(text)
        if own and set(ids) == {c.source for c in own.citations if c.source}:
            return own
        cited = [self._given[i].text for i in dict.fromkeys(ids) if i in self._given]
        case = self._case_text if not ids or _ATTRIBUTED.search(text) else ""
        text, named = without_authorities(text, Given(self._covenant, self._udhr, case, cited))
        text, foreign_words = self._without_foreign_words(_tidy(text), cited)
        seen = tuple(n for n in self._referred(text) if self._case.document.paragraph(n))
        text, lost = self._without_lost_references(text)
        reason = (
            (_NAMED if named else None)
            or ("cites an authority that was not given" if any(i not in self._given for i in ids) else None)
            or foreign_words
            or lost
            or self._wrong_words(text, cited)
            or (self._unsupported(text, ids) if ids else self._unfounded(text, seen))
        )
        if reason:
            return Sentence(text, (), (), seen, reason)
        tells = not ids or self._on_the_case(text, cited)
        told = seen or (self._told(text) if tells and not CONCLUDES.match(text) else ())
        given = [self._given[i] for i in dict.fromkeys(ids)]
        unasked = [c for c in own.citations if c.source is None] if own else []  # a model is given no id for these
        return Sentence(text, (*map(citation_of_passage, given), *unasked), tuple(p.id for p in given), told)

    def _without_foreign_words(self, text: str, cited: Sequence[str]) -> tuple[str, str | None]:
        """The text without dates, figures and names that stand neither in the case nor in what is cited."""
        dated = _DATE.sub(lambda m: m.group() if m.group() in self._dates else "(date taken out)", text)
        reason = None if dated == text else "has a date that is not of this case"
        text = dated
        numbers = set(re.findall(r"\d+", " ".join([self._case_text, *cited])))
        while (word := self._foreign(text, numbers)) is not None:
            what = "figure" if word[0].isdigit() else "name"
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", f"({what} taken out)", text, count=0)
            if self._foreign(text, numbers) == word:  # joined to other letters: the sentence can't be mended
                return f"({what} taken out)", f"has a {what} that stands neither in the case nor in what it cites"
            reason = reason or f"has a {what} that stands neither in the case nor in what it cites"
        return text, reason

    def _foreign(self, text: str, numbers: Collection[str]) -> str | None:
        rest = _DATE.sub("", _SEE.sub("", _LAWFUL_ARTICLE.sub("", text)))
        rest = re.sub(r"\d+", lambda m: "" if m.group() in numbers else m.group(), rest)
        return foreign(rest, self._common, self._allowed)

    def _without_lost_references(self, text: str) -> tuple[str, str | None]:
        """The text without references to paragraphs that the case does not have."""

        def kept(match: re.Match[str]) -> str:
            numbers = map(int, re.findall(r"\d+", match.group(1)))
            return match.group() if all(self._case.document.paragraph(n) for n in numbers) else "(reference taken out)"

        kept_text = _SEE.sub(kept, text)
        return kept_text, None if kept_text == text else "refers to a paragraph that the case does not have"

    def _wrong_words(self, text: str, cited: Sequence[str]) -> str | None:
        """Quotations that do not stand in the case (or in what is cited)."""
        sources = _plain(" ".join([self._case_text, *cited]))
        quotations = [double or single for double, single in _QUOTED.findall(text)]
        if any(_plain(quoted) not in sources for quoted in quotations):
            return "the quotation does not stand there word for word"
        return None

    def _unsupported(self, text: str, ids: Sequence[str]) -> str | None:
        passages = [self._given[i].text for i in ids]
        said = supported(self._embedder, text, passages)
        for id, passage, good in zip(ids, passages, said, strict=True):
            if not good:
                return f"paragraph {id} does not say that"
            if denies(text, passage):
                return f"paragraph {id} may say the contrary"
        seen = self._referred(text)
        if seen and not self._said(seen, text):
            return _NOT_THERE
        if self._on_the_case(text, passages) and not (seen or self._told(text)):
            return "speaks of the case, and says of it what stands nowhere in it"
        return None

    def _unfounded(self, text: str, seen: Sequence[int]) -> str | None:
        """Why a sentence without citation can't stand: it must conclude, or say what the case says."""
        if CONCLUDES.match(text):
            if not self._findings or not set(categories_in(text)) <= self._findings:
                return "makes a finding that the draft does not make"
            return None if self._only_concludes(text) else "says more than a finding can say without its reasons"
        if RULE.search(text):
            return "states a rule or an authority without citing one"
        if seen and not self._said(seen, text):
            return _NOT_THERE
        return None if seen or self._told(text) else "stands neither in the case nor in an authority that it cites"

    def _only_concludes(self, text: str) -> bool:
        words = {w.lower() for w in re.findall(r"[^\W\d_]+", text)}
        persons = {w.lower() for name in self._case.persons for w in re.findall(r"[^\W\d_]+", name)}
        return not _NO_FINDING.search(text) and words <= _FINDING_WORDS | persons | {"mr", "ms", "mrs", "dr", "s"}

    def _on_the_case(self, text: str, cited: Sequence[str]) -> bool:
        """Whether a sentence speaks of a person of the case, named or not, or tells what happened."""
        names = {w for name in self._case.persons for w in re.findall(r"[^\W\d_]{3,}", name)}
        if any(w in names for w in re.findall(r"[^\W\d_]+", text)):
            return True
        rest = _ANYBODY.sub("", text)
        called = {c.lower() for c in _CALLED.findall(rest)} - {c.lower() for t in cited for c in _CALLED.findall(t)}
        return bool(called or _SOMEBODY.search(rest) or _HAPPENED.search(_CONDITION.sub("", rest)))

    def _told(self, text: str) -> tuple[int, ...]:
        """The paragraph of the case that says most nearly what a sentence says, if one says it."""
        best = self._best(text)
        found = [number for number in best if self._says(number, text)]
        if found and not self._said([p.number for p in self._case.document.paragraphs], text):
            return ()
        return (max(found, key=lambda n: (best[n], -n)),) if found else ()

    def _said(self, numbers: Sequence[int], text: str) -> bool:
        """Whether one of some paragraphs says a sentence; of two parties that speak in it, one of each, or its clause."""
        voices = _voices(text)
        if len(voices) < 2:
            return any(self._says(n, text) for n in numbers)
        clauses = [c for c in _TURN.split(text) if len(_WORD.findall(c)) > 3]
        return all(
            any(self._says(n, part, {voice}) for n in numbers for part in (text, *clauses) if voice in _voices(part))
            for voice in voices
        )

    def _says(self, number: int, text: str, voices: Collection[str] | None = None) -> bool:
        """Whether a paragraph of the case says what a sentence says, in the voice to which the sentence ascribes it, with
        the same figures, and does not deny it."""
        paragraph = self._case.document.paragraph(number)
        if paragraph is None or self._best(text).get(number) is None:
            return False
        voices = _voices(text) if voices is None else voices
        if voices and not any(paragraph.part in _SPOKEN_BY[voice] for voice in voices):
            return False
        figures = set(re.findall(r"\d+", _LAWFUL_ARTICLE.sub("", _SEE.sub("", text))))
        return figures <= set(re.findall(r"\d+", paragraph.text)) and not denies(text, paragraph.text)

    def _best(self, text: str) -> dict[int, float]:
        """The paragraphs of the case that say a sentence, whole or in one of their sentences, and how nearly."""
        if text not in self._near:
            near = self._vectors @ self._embedder.embed([text])[0]
            best: dict[int, float] = {}
            for (number, unit), likeness in zip(self._units, near, strict=True):
                if says(text, unit, float(likeness)):
                    best[number] = max(best.get(number, 0.0), float(likeness))
            self._near[text] = best
        return self._near[text]

    @cached_property
    def _units(self) -> list[tuple[int, str]]:
        """The paragraphs of the case and their sentences, with the number of the paragraph."""
        paragraphs = self._case.document.paragraphs
        return [
            (p.number, text)
            for p in paragraphs
            for text in dict.fromkeys([p.text, *(s.text for s in split_sentences(p.text))])
        ]

    @cached_property
    def _vectors(self) -> Matrix:
        """A row for each of them; embedded in memory only."""
        return self._embedder.embed([text for _, text in self._units])

    def _referred(self, text: str) -> list[int]:
        return [int(n) for m in _SEE.finditer(text) for n in re.findall(r"\d+", m.group(1))]


_OPENERS = (
    "the this that these it in on as for while where if a an no by under with such anyone everyone any each to at "
)


def _sentences(block: str) -> list[str]:
    """Sentences with their bracketed ids inside, wherever the model put them."""
    joined = _MOVED.sub(lambda m: f" {m.group(2).strip()}{m.group(1)} ", " ".join(block.split()))
    return [span.text for span in split_sentences(joined)]


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([.,;:?!])", r"\1", " ".join(text.replace("[", "").replace("]", "").split()))
    return re.sub(r"\(\s*\)", "", text).strip()


def _voices(text: str) -> frozenset[str]:
    """The parties to which a sentence ascribes what it says."""
    return frozenset(party.lower() for found in _VOICE.findall(_DENIED.sub("", text)) for party in found if party)


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


def denies(sentence: str, passage: str) -> bool:
    """Whether a sentence turns what a passage says into its contrary, as far as words show: what both speak of is
    negated in one of them only."""
    matter = _WORD.findall(sentence)
    alike = [s.text for s in split_sentences(passage) if shared_words(sentence, s.text) >= SAME_MATTER]
    if len(matter) < 2 or not alike:
        return False
    return all(bool(_NEGATION.search(s)) != bool(_NEGATION.search(sentence)) for s in alike)
