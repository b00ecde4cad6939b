"""The embedded drafter: no language model. It quotes the parties, takes standards from precedent and joins them.

Each sentence either reports a numbered paragraph of the case, or is a general proposition of a paragraph of the
index which it cites, or is a fixed phrase of the house. It cannot cite what does not exist: see `assistant.composing.standards`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from assistant.composing.account import Account
from assistant.composing.conclusion import DISMISSED, articles_of, conclusion, protected
from assistant.composing.house_style import (
    instruments_text,
    issue_text,
    join,
    lowered,
    paragraphs_text,
    short_persons,
    small_words,
)
from assistant.composing.plan import Plan, Point
from assistant.composing.standards import Standard, citation_of_passage
from assistant.composing.telling import Fact, answered, stated
from assistant.composing.whom import claimed_of
from assistant.model import Analysis, DraftCitation, DraftParagraph, Issue, Sentence
from assistant.submissions.facts import claims_in
from index.model import Category

#: Standards of an issue that are quoted; where a category has many issues, one each is enough.
STANDARDS, MANY = 2, 4
#: A violation is found on an issue from this confidence on; below, the question is left open.
CONFIDENT = 0.5

#: Sentences that only point to authorities.
EXAMINED, TOUCHED = "The Working Group has examined the following issue before", "The submissions also touch"
#: What is found on an issue that no article answers.
NOTED = "The Working Group takes this into account in its finding."
#: A remark is made though no fact told carries it from this confidence on.
SURE = 0.95
#: How what a party says goes on after the first sentence.
FURTHER = ("It adds that", "It also states that", "It further states that")
#: How a question that is left to be decided is put.
OPEN, CONTESTED = (
    "On the submissions, the following question remains to be decided",
    "As the parties differ, the Working Group must decide the following question",
)


class PrecedentDrafter:
    """Writes the analyses of a plan."""

    name = "embedded"

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._case = plan.case
        self._told: set[str] = set()  # a fact is told once under a category
        self._account = Account(plan)
        self._conceded: dict[str, int] = {}  # where the source gives way on an issue of the category
        self._proved: set[str] = set()  # issues on which a fact was told that can carry a finding
        self._asking: set[Category] = set()  # categories of whose issues some are left to be decided
        self._decided: set[Category] = set()  # categories of whose issues some are not

    def analyse(self, category: Category) -> Analysis:
        """The analysis under one category: recital, then standard and application issue by issue, conclusion."""
        plan = self._plan
        points = plan.points(category)
        self._told.clear()
        paragraphs = [self._recital(category, points)]
        used: set[str] = set()
        missing = tuple(p.issue.id for p in points if not plan.passages.get(p.issue.id))
        most = STANDARDS if len(points) <= MANY else 1
        sure = [p for p in points if p.spotted.confidence >= CONFIDENT] or points
        conceded = self._account.given_up(points)
        self._conceded = {p.issue.id: fact.paragraph for fact, p in conceded}
        for point in sure:
            standards = [s for s in plan.standards(point.issue) if s.text not in used][:most]
            used.update(s.text for s in standards)
            paragraphs.append(self._point(category, point, standards))
        contested = any(self._account.contested(p) or p.issue.id not in self._proved for p in points)
        if contested:
            self._asking.add(category)
        if any(p.issue.id in self._proved and not self._account.contested(p) for p in sure):
            self._decided.add(category)
        issues = [p.issue for p in points]
        # the articles are those of the issues on which a fact was told; without any, of all that are in question
        carried = [i for i in issues if i.id in self._proved]
        if not carried or (category is Category.II and not any(protected(i) for i in carried)):
            carried = issues
        paragraphs += self._touched([p for p in points if p not in sure])
        paragraphs += [self._dismissed(fact, point) for fact, point in conceded]
        paragraphs.append(conclusion(self._case, category, issues, carried, plan.decision, contested=contested))
        found = category in plan.decision.categories
        return Analysis(category, found, tuple(i.id for i in issues), tuple(paragraphs), missing)

    @property
    def raised(self) -> frozenset[str]:
        """The issues on which a fact was told that carries a finding, and those on which the parties differ."""
        return frozenset(self._proved | {s.issue for s in self._plan.spotted if s.contested and s.case_paragraphs})

    def settled(self, found: Sequence[Category]) -> bool:
        """Whether each category found rests on a finding; where none is found, whether no question is left."""
        return self._decided.issuperset(found) if found else not self._asking

    def general(self, point: Point, *, applied: bool = True) -> DraftParagraph | None:
        """A preliminary point or concluding remark: its standard, and the case paragraphs it concerns."""
        standards = self._plan.standards(point.issue)[:1]
        if not standards:
            return None
        sentences = [standard_sentence(s) for s in standards]
        self._told.clear()
        return DraftParagraph((*sentences, *(self._application(point) if applied else ())), (point.issue.id,))

    def concern(self, point: Point) -> DraftParagraph | None:
        """A concluding remark on what the case shows, with its standard or the paragraphs to read; none on what no fact
        carries."""
        facts = self._account.facts(point)
        clear = point.spotted.confidence >= SURE or any(self._plan.foremost(point.issue, f.text) for f in facts)
        if not facts or not clear:
            return None
        written = self.general(point)
        if written is None:
            self._told.clear()
            sentences = (self._without_standard(point.issue), *self._application(point))
            written = DraftParagraph(sentences, (point.issue.id,))
        conceded = tuple(_conceded(fact) for fact, _ in self._account.given_up([point]))
        return DraftParagraph(written.sentences + conceded, written.issues)

    def _touched(self, points: Sequence[Point]) -> list[DraftParagraph]:
        """The issues that the submissions raise less clearly, in one paragraph: what to read, and the best authority."""
        sentences = []
        for point in points:
            numbers = point.spotted.case_paragraphs
            place = f" ({paragraphs_text(numbers)})" if numbers else ""
            text = f"{TOUCHED} on the following issue, less clearly: {issue_text(point.issue.label)}{place}"
            passages = self._plan.bench.pointed(text, self._plan.passages.get(point.issue.id, ()), 1)
            text += "." if passages else "; no authority was found on it in the index."
            cited = tuple(map(citation_of_passage, passages))
            sentences.append(Sentence(text, cited, tuple(p.id for p in passages), numbers))
        return [DraftParagraph(tuple(sentences), tuple(p.issue.id for p in points))] if sentences else []

    def _dismissed(self, fact: Fact, point: Point) -> DraftParagraph:
        """A complaint that is not upheld."""
        dismissed = Sentence("To that extent the complaint is not upheld.")
        return DraftParagraph((_conceded(fact), dismissed), (point.issue.id, DISMISSED))

    def _recital(self, category: Category, points: Sequence[Point]) -> DraftParagraph:
        numbers = tuple(sorted({n for p in points for n in p.spotted.case_paragraphs}))
        place = f" ({paragraphs_text(numbers)})" if numbers else ""
        if not points:
            text = f"The submissions before the Working Group raise no issue under category {category.value}."
            return DraftParagraph((Sentence(text),))
        spoken = [p for p in points if p.spotted.case_paragraphs]  # what nobody says, the source does not allege
        labels = join([issue_text(p.issue.label) for p in spoken or points])
        if category in self._case.pleaded:
            named = category in claims_in(self._case.document.paragraphs)
            submits = "submits" if named else "submits in substance"
            own = claimed_of(self._case, category)
            of = "" if own == self._case.persons else f" of {short_persons(self._case, own)}"
            sentences: tuple[Sentence, ...] = (
                Sentence(f"The source {submits}{self._stance(points)} that the detention{of} falls within category {category.value}.",
                         case_paragraphs=numbers),
                Sentence(f"Its allegations concern {labels}{place}.", case_paragraphs=numbers),
            )  # fmt: skip
        else:
            text = (
                f"While the source has made no submissions under category {category.value}, its account raises questions "
                f"that concern {labels}{place}."
            )
            sentences = (Sentence(text, case_paragraphs=numbers),)
        return DraftParagraph(sentences, tuple(p.issue.id for p in points))

    @property
    def _filed(self) -> bool:
        return self._plan.decision.outcome == "filed"

    def _stance(self, points: Sequence[Point]) -> str:
        if self._case.replied == "yes":
            return (
                ", and the Government denies," if any(p.spotted.contested for p in points) and not self._filed else ""
            )
        if self._case.replied == "late":
            return ", and the Government has not contested within the time limit,"
        return ", and the Government has chosen not to contest," if self._case.replied == "no" else ""

    def _point(self, category: Category, point: Point, standards: Sequence[Standard]) -> DraftParagraph:
        sentences = [standard_sentence(s) for s in standards]
        if sentences:
            sentences[0] = with_instruments(sentences[0], self._plan.instruments(point.issue))
        else:
            sentences = [self._without_standard(point.issue)]
        sentences += self._application(point)
        if (finding := self._finding(category, point)) is not None:
            sentences.append(finding)
        return DraftParagraph(tuple(sentences), (point.issue.id,))

    def _without_standard(self, issue: Issue) -> Sentence:
        """Where no sentence of authority can be taken over: the paragraphs to read, or that there are none."""
        found = self._plan.passages.get(issue.id, ())
        if not found:
            return Sentence(f"No authority was found in the index on the following issue: {issue_text(issue.label)}.")
        text = f"{EXAMINED}: {issue_text(issue.label)}."
        passages = self._plan.bench.pointed(text, found, 3)
        return Sentence(text, tuple(map(citation_of_passage, passages)), tuple(p.id for p in passages))

    def _application(self, point: Point) -> list[Sentence]:
        """What the parties say on the point, as theirs."""
        sentences = self._facts(point)
        for fact in self._account.answers(point):
            said = "The Government, for its part,"
            for text in filter(None, (fact.lead, fact.text)):
                told = f"{said} {answered(text, self._small)} ({paragraphs_text([fact.paragraph])})."
                sentences.append(Sentence(told, case_paragraphs=(fact.paragraph,)))
                said = "It"
        if not sentences and point.spotted.case_paragraphs:
            numbers = point.spotted.case_paragraphs
            text = f"In the present case, the account of the source bears on this issue ({paragraphs_text(numbers)})."
            sentences.append(Sentence(text, case_paragraphs=numbers))
        return sentences

    def _facts(self, point: Point) -> list[Sentence]:
        """The facts of the source that bear most on the point; one that leans on the sentence before it comes with it."""
        sentences: list[Sentence] = []
        again: list[int] = []
        here: set[str] = set()
        for fact in self._account.facts(point):
            proves = self._plan.proves(point.issue, fact.text)
            if proves and not self._account.disputed(point, fact):
                self._proved.add(point.issue.id)
            if fact.text in self._told:
                again += [fact.paragraph] if proves and fact.text not in here else []
                continue
            for text in filter(None, (fact.lead, fact.text)):
                if text not in here:
                    sentences.append(self._told_of(point, fact, text, len(sentences)))
                here.add(text)
            self._told |= here
        if again:
            numbers = tuple(dict.fromkeys(again))
            text = f"The facts set out above bear on this issue too ({paragraphs_text(numbers)})."
            sentences.append(Sentence(text, case_paragraphs=numbers))
        return sentences

    def _told_of(self, point: Point, fact: Fact, text: str, place: int) -> Sentence:
        """A sentence of the source as the draft tells it, the first or a further one on its point."""
        contested = "" if self._account.disputed(point, fact) else self._uncontested(point)
        opening = (
            FURTHER[(place - 1) % len(FURTHER)] if place else f"In the present case, the source states{contested} that"
        )
        told = f"{opening}{stated(self._case, text, self._small)} ({paragraphs_text([fact.paragraph])})."
        return Sentence(told, case_paragraphs=(fact.paragraph,))

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words with which a sentence of a party goes on in small letters."""
        texts = (p.text for found in self._plan.passages.values() for p in found)
        return small_words(self._case, self._plan.common, texts)

    def _uncontested(self, point: Point) -> str:
        if self._account.contested(point):
            return ""
        if self._case.replied == "yes":
            return ", and the Government has not specifically addressed,"
        return ", and the Government has not contested," if self._case.replied in ("no", "late") else ""

    def _finding(self, category: Category, point: Point) -> Sentence | None:
        """Contested: the question to decide, never a finding. Uncontested: what follows, if a finding is made."""
        if self._filed:
            return None  # nothing is decided
        if self._account.contested(point):
            return self._question(point)
        if point.issue.id not in self._proved:
            # no fact could be told: what the standard leads to is for the reader of the submissions to decide
            return open_question(point.issue, point.spotted.case_paragraphs)
        if category not in self._plan.decision.categories:
            return None
        articles = instruments_text(*articles_of(self._case, [point.issue], self._plan.decision))
        numbers = point.spotted.case_paragraphs
        if not articles:
            return Sentence(NOTED, case_paragraphs=numbers)
        reason = {
            "no": "In the absence of any explanation from the Government, the",
            "late": "In the absence of a timely explanation from the Government, the",
        }.get(self._case.replied or "", "On the material before it, the")
        return Sentence(f"{reason} Working Group finds a violation of {articles}.", case_paragraphs=numbers)

    def _question(self, point: Point) -> Sentence:
        """What the parties differ on; where no answer of the Government could be told, with the paragraphs that give it."""
        issue, contested = point.issue, self._account.contested(point)
        question = issue.questions[0] if issue.questions else f"whether this bears on {issue_text(issue.label)}"
        numbers = (*point.spotted.case_paragraphs, *contested)
        untold = not self._account.answers(point)
        place = f" ({paragraphs_text(contested)})" if untold else ""
        if issue.id in self._conceded:
            place += f", beyond what the source concedes ({paragraphs_text([self._conceded[issue.id]])})"
        text = f"{CONTESTED}{place}: {lowered(question)}"
        return Sentence(text.rstrip(".") + ("" if text.endswith("?") else "."), case_paragraphs=numbers)


def _conceded(fact: Fact) -> Sentence:
    """What the source gives up, as it says it."""
    text = f"{fact.text.rstrip('.”')} ({paragraphs_text([fact.paragraph])})."
    return Sentence(text, case_paragraphs=(fact.paragraph,))


def standard_sentence(standard: Standard) -> Sentence:
    """A standard as a sentence of the draft, with all that it rests on."""
    sources = tuple(dict.fromkeys([standard.passage.id, *(c.source for c in standard.citations if c.source)]))
    return Sentence(standard.text, standard.citations, sources)


def with_instruments(sentence: Sentence, extra: Sequence[DraftCitation]) -> Sentence:
    """The sentence with the instruments that the register names for the issue, each authority once."""
    known = {(c.target, c.pinpoints) for c in sentence.citations}
    added = tuple(c for c in extra if (c.target, c.pinpoints) not in known)
    return Sentence(sentence.text, sentence.citations + added, sentence.sources, sentence.case_paragraphs)


def open_question(issue: Issue, numbers: tuple[int, ...]) -> Sentence | None:
    """The question of an issue, left to be decided on those paragraphs of the case; None where the register has none."""
    if not issue.questions:
        return None
    question = lowered(issue.questions[0].rstrip(".?"))
    text = f"{OPEN}: {question}?"
    return Sentence(text, case_paragraphs=numbers)
