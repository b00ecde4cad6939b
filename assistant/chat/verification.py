"""Sentence by sentence: what a chat model wrote is kept only with what can be shown.

A sentence that fails is kept and marked with the reason; its citations, and any citation in its words that was
not given, are taken out. So no invented authority survives, whatever the model wrote.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from assistant.chat.findings import CONCLUDES, Findings, tells_as_proven, unfit
from assistant.chat.plain_answer import clean
from assistant.composing.adaptation import foreign, vocabulary
from assistant.composing.standards import citation_of_passage
from assistant.evidence.contrary import denies, excepts
from assistant.evidence.exchange import exchanged
from assistant.evidence.named_authorities import Given, without_authorities
from assistant.evidence.own_case import speaks_of
from assistant.evidence.saying import Remembering, supported, unsaid
from assistant.evidence.support import TextEmbedder
from assistant.evidence.told import LAWFUL_ARTICLE, REFERENCE, Told, referred, voices
from assistant.model import Case, DraftParagraph, Sentence
from index.fields import MONTHS
from index.model import Category, Part, Passage
from index.sentences import split_sentences

_NAMED = "names an authority that was not given"
_NOT_THERE = "the paragraph of the case to which it refers does not say that"
_OWN = re.compile(r"(?<=\w)[’']s\b")
_ASKS = re.compile(
    r"^(?:The (?:\w+ )?question(?: (?:that (?:is|has|remains) )?to be (?:decided|answered|examined))? (?:is|remains|arises|therefore arises)"
    r"|It (?:remains|is|has) (?:therefore )?to be (?:asked|clarified|decided|determined|examined|seen)|It must be (?:asked|decided|examined)"
    r"|What (?:is|remains) to be decided is),? (?:whether|how|when|what|which|who|why|by whom)\b"
)
_TITLES = frozenset({"Mr", "Ms", "Mrs", "Dr"})
_NAME = re.compile(r"[^\W\d_][\w’'-]*")
_BRACKET = re.compile(r"\[([^\[\]]{0,200})\]")
_MOVED = re.compile(r"([.?!][”\"]?)\s*((?:\[[^\[\]]{0,200}\][,;]?\s*)+)")
_QUOTED = re.compile(r"[“”\"]([^“”\"]{3,})[“”\"]|(?<!\w)[‘']([^‘’']{3,}(?:['’]\w[^‘’']*)*)[’'](?!\w)")
_MARK = re.compile(r"[“”\"]")
#: Words that state a rule or invoke an authority: a sentence that has them needs a citation.
RULE = re.compile(
    r"\bWorking Group (?:recalls|reiterates|(?:has (?:\w+ )?)?(?:held|found|stated|considered|observed))\b|\bjurisprudence\b|"
    r"\b(?:Human Rights Committee|Special Rapporteur|Court of Human Rights)\b|\bit is (?:well )?(?:settled|established)\b",
    re.I,
)
_ATTRIBUTED = re.compile(r"\b(?:source|Government|State)\b")
_DATE = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b")


class Verifier:
    """Checks a model's answer against the passages it was given and the case it wrote about.

    `articles` are those of the Covenant and of the Declaration that may be named; `findings` what the embedded reasoning
    finds at that place: a model's text must find nothing else. `standing` are the sentences that the model was asked to
    rewrite: one that it leaves as it was stays, with all that it cites. `questions` are those that it may leave open.
    """

    def __init__(
        self,
        case: Case,
        given: Mapping[str, Passage],
        articles: tuple[Sequence[str], Sequence[str]],
        embedder: TextEmbedder,
        *,
        findings: Findings,
        standing: Sequence[Sentence] = (),
        questions: Sequence[str] = (),
    ) -> None:
        self._case = case
        self._given = given
        self._covenant = {a.split("(")[0] for a in articles[0]}
        self._udhr = {a.split("(")[0] for a in articles[1]}
        self._embedder = Remembering(embedder)
        self._findings = findings
        self._standing = {_tidy(s.text): s for s in standing}
        texts = [p.text for p in case.document.paragraphs]
        told = (f.text for f in (*case.dates, *case.charges, *case.provisions))
        self._case_text = " ".join([case.title, case.state or "", *case.persons, *told, *texts])
        words = re.findall(r"[^\W\d_][\w’'-]*", self._case_text)
        self._allowed = _TITLES | frozenset(c.value for c in Category) | {w for w in words if w[0].isupper()}
        self._dates = frozenset(_DATE.findall(self._case_text))
        spoken = (p for p in case.document.paragraphs if p.part is Part.GOVERNMENT and "Working Group" not in p.text)
        self._silent = case.replied == "no" and not any(spoken)  # the Group tells in that part that no reply came
        self._told = Told(case.document, self._embedder, case.persons)
        self._questions = tuple(questions)
        given_texts = [p.text for p in given.values()]
        self._common = vocabulary([*texts, *given_texts, *(q.lower() for q in questions), _OPENERS])
        self._common |= _opening([*texts, *given_texts])

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
        text, named = without_authorities(text, Given(self._covenant, self._udhr, case, cited, self._common))
        text, foreign_words = self._without_foreign_words(_tidy(text), cited)
        seen = tuple(n for n in referred(text) if self._case.document.paragraph(n))
        text, lost = self._without_lost_references(text)
        reason = (
            (_NAMED if named else None)
            or ("cites an authority that was not given" if any(i not in self._given for i in ids) else None)
            or foreign_words
            or lost
            or self._wrong_words(text, cited)
            or unfit(text, self._findings, self._case.persons, cited)
            or (self._unsupported(text, ids) if ids else self._unfounded(text, seen))
        )
        if reason:
            return Sentence(text, (), (), seen, reason)
        tells = not ids or speaks_of(self._case.persons, text, cited)
        told = seen or (self._told.by(text) if tells and not CONCLUDES.match(text) else ())
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
        rest = _DATE.sub("", REFERENCE.sub("", LAWFUL_ARTICLE.sub("", text)))
        rest = re.sub(r"\d+", lambda m: "" if m.group() in numbers else m.group(), rest)
        return foreign(_OWN.sub("", rest), self._common, self._allowed)

    def _without_lost_references(self, text: str) -> tuple[str, str | None]:
        """The text without references to paragraphs that the case does not have."""

        def kept(match: re.Match[str]) -> str:
            numbers = map(int, re.findall(r"\d+", match.group(1)))
            return match.group() if all(self._case.document.paragraph(n) for n in numbers) else "(reference taken out)"

        kept_text = REFERENCE.sub(kept, text)
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
        if self._is_of_the_case(text, passages):
            return (
                "speaks of the case and cites an authority, which says nothing of it: each needs a sentence of its own"
            )
        said = supported(self._embedder, text, passages)
        if (silent := next((i for i, good in zip(ids, said, strict=True) if not good), None)) is not None:
            return f"paragraph {silent} does not say that"
        seen = referred(text)
        if seen and not self._told.said(seen, text):
            return self._not_told(text, seen, _NOT_THERE)
        if speaks_of(self._case.persons, text, passages) and not (seen or self._told.by(text)):
            return "speaks of the case, and says of it what stands nowhere in it"
        if unsaid(self._embedder, text, passages) or excepts(text, passages):
            return "a part of it stands in no paragraph that it cites"
        contrary = next((i for i, passage in zip(ids, passages, strict=True) if denies(text, passage)), None)
        if contrary is not None:
            return f"paragraph {contrary} may say the contrary"
        other = exchanged(text, passages)
        return f"says “{other.written}” where paragraph {ids[other.text]} says “{other.read}”" if other else None

    def _not_told(self, text: str, seen: Sequence[int], otherwise: str) -> str:
        """Why a sentence is not told by the case: it says one word for another, or else what is given."""
        other = self._told.exchanged(seen, text)
        return (
            f"says “{other.written}” where para. {other.text} of the case says “{other.read}”" if other else otherwise
        )

    def _is_of_the_case(self, text: str, passages: Sequence[str]) -> bool:
        """Whether a sentence has a name that only the case has: what happened to others would be told of its persons."""
        names = {w for passage in passages for w in _NAME.findall(passage)} | {c.value for c in Category}
        words = REFERENCE.sub("", LAWFUL_ARTICLE.sub("", _DATE.sub("", text)))
        return foreign(_OWN.sub("", re.sub(r"\d+", "", words)), self._common, frozenset(names)) is not None

    def _unfounded(self, text: str, seen: Sequence[int]) -> str | None:
        """Why a sentence without citation can't stand: it must conclude, or say what the case says."""
        if CONCLUDES.match(text):
            return None
        if _ASKS.match(text) and self._is_a_question(text):
            return None
        if RULE.search(text):
            return "states a rule or an authority without citing one"
        if tells_as_proven(text):
            return "tells as proven what a party states"
        if self._silent and voices(text) == {"government"}:
            return "tells of a statement of the Government, which has made none"
        if seen and not self._told.said(seen, text):
            return self._not_told(text, seen, _NOT_THERE)
        told = seen or self._told.by(text)
        if not told:
            return self._not_told(text, (), "stands neither in the case nor in an authority that it cites")
        if not _ATTRIBUTED.search(text) and self._says_the_government_alone(told):
            return "tells as a fact what the Government states"
        return None

    def _is_a_question(self, text: str) -> bool:
        """Whether a sentence leaves open what the draft leaves open: it states nothing."""
        return any(supported(self._embedder, text, self._questions))

    def _says_the_government_alone(self, numbers: Sequence[int]) -> bool:
        found = [self._case.document.paragraph(n) for n in numbers]
        return all(p is not None and p.part is Part.GOVERNMENT for p in found)


_OPENERS = (
    "the this that these those it in on as for while where if a an no by under with such anyone everyone any each to at and but or nor so yet "
    "all both either neither none most many few several some one two three other another only even not once since until unless when "
    "whenever whether although though because before after during between from of upon within without he she they his her its their there "
    "here thus hence then first second third finally lastly moreover furthermore additionally similarly likewise conversely however "
    "nevertheless nonetheless instead indeed accordingly therefore consequently according further also who what which whose how "
    "forty-eight twenty-four seventy-two subject "
)


def _opening(texts: Sequence[str]) -> frozenset[str]:
    """The words, in small letters, that open a sentence of the texts and are no names: elsewhere they are not written large."""
    words = [[m.group() for m in _NAME.finditer(span.text)] for text in texts for span in split_sentences(text)]
    inside = {w for sentence in words for w in sentence[1:]}
    return frozenset(sentence[0].lower() for sentence in words if sentence and sentence[0] not in inside)


def _sentences(block: str) -> list[str]:
    """Sentences with their bracketed ids inside, wherever the model put them, and a quotation of several closed in each."""
    joined = _MOVED.sub(lambda m: f" {m.group(2).strip()}{m.group(1)} ", " ".join(block.split()))
    found: list[str] = []
    quoting = False
    for span in split_sentences(joined):
        opened, quoting = quoting, quoting != (len(_MARK.findall(span.text)) % 2 == 1)
        found.append(f"{'“' * opened}{span.text}{'”' * quoting}")
    return found


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([.,;:?!])", r"\1", " ".join(text.replace("[", "").replace("]", "").split()))
    return re.sub(r"\(\s*\)", "", text).strip()


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').split()).casefold().rstrip(".,;")
