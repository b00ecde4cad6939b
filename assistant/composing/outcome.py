"""What a draft suggests to decide: the outcome, the categories and the articles, with reasons.

A suggestion from the submissions alone. Outcome and categories follow rules that a lawyer can read and contest, each
of which gives its reason; the articles are learnt from practice (`assistant.learnt.articles`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.case import disclaimed
from assistant.composing.closure import closure_accepted, release_told
from assistant.issues import issue_register
from assistant.learnt.articles import practice
from assistant.model import Case, SpottedIssue
from assistant.submissions.facts import claims_in, tried
from assistant.submissions.words import any_of, submission_words
from index.fields import MONTHS
from index.lexical import words
from index.model import Category, Part
from index.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Decision:
    """A suggested decision. `covenant` is empty for a State that is not known to have joined it."""

    outcome: str  # "arbitrary", "not_arbitrary", "filed"
    categories: tuple[Category, ...]
    covenant: tuple[str, ...]
    udhr: tuple[str, ...]
    reasons: tuple[str, ...]


def decide(case: Case, spotted: Sequence[SpottedIssue], exclude: frozenset[str] = frozenset()) -> Decision:
    """The decision that the submissions suggest; what the Government contests stays for a lawyer to weigh.

    Nothing is learnt from the documents in `exclude`.
    """
    facts = _CaseFacts(case)
    if facts.released and facts.closure_accepted:
        return Decision("filed", (), (), (), (_FILED,))
    if facts.answered_with_documents:
        return Decision("not_arbitrary", (), (), (), (_ANSWERED,))
    findings = [_finding(category, facts, spotted) for category in Category]
    reasons = tuple(
        f"Category {c.value}: {reason}." for c, (_, reason) in zip(Category, findings, strict=True) if reason
    )
    categories = tuple(c for c, (found, _) in zip(Category, findings, strict=True) if found)
    if not categories:
        lay = (_LAY,) if facts.names_no_category else ()
        return Decision("not_arbitrary", (), (), (), (*reasons, _NOTHING, *lay))
    covenant, udhr = practice(exclude).articles(case, categories)
    return Decision("arbitrary", categories, covenant, udhr, reasons)


_FILED = (
    "The person has been released and the source does not oppose the closure of the case (methods of work, para. 17)."
)
_ANSWERED = (
    "The Government answers the allegations at length, with documents, dates and hours, and the source gives way in part "
    "or has told less: the evidence must be weighed before this is adopted."
)
_NOTHING = "The submissions do not carry a finding under any category."
_LAY = (
    "The source names no category and pleads none in words of the law: its account must be read against each of them "
    "before this is adopted."
)


# --- what the submissions say ---------------------------------------------------------------------------------------

_CONCEDED = re.compile(
    r"(?:(?:does|do|did) not|no longer) (?:\w+ )?(?:disput|contest|maintain|pursu|question|challeng|deny|denies)\w*"
    r"|\b(?:accept(?:s|ed)|conced(?:es|ed)|acknowledg(?:es|ed))\b|\bwithdr[ae]w\w*",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:annex\w*|enclos\w+|registers?|records?|recording|log|cop(?:y|ies)|sign(?:ed|ature)s?|initials|certificates?"
    r"|film|footage|minutes|receipts?|logbook|photographs?|medical report)\b",
    re.IGNORECASE,
)
#: "A copy of which is supplied", "it provides a letter", "according to a letter from the Bar".
_PAPER = r"(?:cop(?:y|ies)|letters?|registers?|records?|certificates?|photographs?|minutes|receipts?|statements?|contracts?|tickets?|report)"
_SUPPLIED = re.compile(
    rf"\b{_PAPER}\b[^.;]{{0,60}}\b(?:(?:is|are|was|were) (?:\w+ )?(?:supplied|attached|enclosed|annexed|provided|submitted|produced))\b"
    rf"|\b(?:supplies|attaches|encloses|annexes|provides|produces|submits|has (?:supplied|attached|provided|submitted)) [^.;]{{0,40}}\b{_PAPER}\b",
    re.IGNORECASE,
)
_COUNT = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many)"
_COMPARED = re.compile(
    rf"\b{_COUNT}(?: of the \w+)? others?\b|\bnone of whom\b|\bother \w+ (?:\w+ ){{0,4}}(?:were|was|have been) not\b"
    r"|\b(?:have not been|without being) (?:troubled|prosecuted|punished)\b|\btreated (?:all|both) \w+ alike\b",
    re.IGNORECASE,
)

#: A day or an hour.
_TIME = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b|\b\d{{1,2}}(?:[.:]\d\d)? [ap]\.m\.")

#: A Government that answers every point writes at least about as much as the source, and rests it on documents and on
#: dates and hours. Where it writes less than the source, the source must give way in part as well.
_COMPARABLE, _LONGER = 0.6, 1.0
_DOCUMENTS, _PARTICULARS = 3, 8
#: Words in one sentence by which those whom the source names are recognized.
_RECOGNIZED = 2


@cache
def _of_discrimination() -> frozenset[str]:
    """The words of the law of discrimination: they tell nothing of who is meant."""
    own = [i for i in issue_register().values() if i.category == Category.V.value]
    return frozenset(w for issue in own for text in (issue.label, issue.meaning, *issue.cues) for w in words(text))


class _CaseFacts:
    """What the submissions say on the questions that decide an outcome."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.disclaimed = disclaimed(case.document.paragraphs)

    @cached_property
    def names_no_category(self) -> bool:
        """Whether the source tells what happened and leaves the law to others."""
        return not claims_in(self.case.document.paragraphs) and not self.disclaimed

    def _text(self, *parts: Part) -> str:
        return "\n".join(p.text for p in self.case.document.paragraphs if p.part in parts)

    def _sentences(self, *parts: Part) -> list[str]:
        return [s.text for p in self.case.document.paragraphs if p.part in parts for s in split_sentences(p.text)]

    @cached_property
    def released(self) -> bool:
        """Whether anybody speaks of a release."""
        return release_told(self._sentences(Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS))

    @cached_property
    def closure_accepted(self) -> bool:
        """Whether the source agrees that the case be closed."""
        return closure_accepted(self._sentences(Part.SOURCE, Part.COMMENTS))

    def answered(self, issue: SpottedIssue) -> bool:
        """Whether the Government meets an issue: it bears the burden of refuting what is told (A/HRC/19/57, para. 68).

        Where its words are not in the file, and it is not known to have kept silent, it may have.
        """
        if self.case.replied == "no":
            return False
        return bool(issue.contested) or not self._text(Part.GOVERNMENT)

    @cached_property
    def answered_with_documents(self) -> bool:
        """Whether the Government answered point by point with evidence, and the source gives way or has told less."""
        answer = self._text(Part.GOVERNMENT)
        documents = len(_DOCUMENT.findall(answer))
        length = len(answer.split()) / max(len(self._text(Part.SOURCE).split()), 1)
        gives_way = bool(_CONCEDED.search(self._text(Part.COMMENTS)))
        return (
            self.case.replied == "yes"
            and not self.refuted
            and length >= (_COMPARABLE if gives_way else _LONGER)
            and documents >= _DOCUMENTS
            and documents + len(_TIME.findall(answer)) >= _PARTICULARS
        )

    @cached_property
    def refuted(self) -> bool:
        """Whether the source meets the answer with documents of its own: then which of them is right is no matter of course."""
        return bool(_SUPPLIED.search(self._text(Part.COMMENTS)))

    @cached_property
    def favoured(self) -> bool:
        """Whether the source names others in a like position who were treated more favourably."""
        return bool(any_of(submission_words().compared).search(self._text(Part.SOURCE, Part.COMMENTS)))

    @cached_property
    def compared(self) -> bool:
        """Whether the Government names others who were treated alike, or says how those differ whom the source names:
        that meets a claim of discrimination."""
        return bool(_COMPARED.search(self._text(Part.GOVERNMENT))) or self._distinguished

    @cached_property
    def _distinguished(self) -> bool:
        """Whether the Government speaks of the very others whom the source names, in words that the source has for them alone."""
        told, answered = self._sentences(Part.SOURCE, Part.COMMENTS), self._sentences(Part.GOVERNMENT)
        comparing = any_of(submission_words().compared)
        others: set[str] = set()
        besides: set[str] = set()
        for sentence in told:
            (others if comparing.search(sentence) else besides).update(words(sentence))
        own = others - besides - _of_discrimination()
        return any(len(own & {*words(sentence)}) >= _RECOGNIZED for sentence in answered)


# --- the categories -------------------------------------------------------------------------------------------------

#: The freedoms whose exercise detention may punish; the other issues of category II are about limits and equality.
_FREEDOMS = frozenset({
    "expression", "online_expression", "assembly", "association", "religion", "political_participation",
    "privacy", "defamation", "human_rights_defender",
})  # fmt: skip
#: Rights of the kind that only some have: where the source pleads that they are punished, and nobody answers, one is enough.
_RIGHTS_OF_SOME = frozenset({"asylum_right", "minority_rights"})
#: Grounds of discrimination that are a status rather than an opinion held or voiced.
_STATUS = frozenset({
    "disc_gender", "disc_sogi", "disc_disability", "disc_religion", "disc_nationality", "disc_ethnic",
})  # fmt: skip

# Confidences, rounded; the sample world was used to choose them.
_EXERCISED = 0.64  # the two freedoms most in question, on average
_CLEARLY_EXERCISED = 0.8
_CERTAIN = 0.98  # one freedom is enough, if it is beyond doubt that it is in question
_UNFAIR = 0.78  # the five guarantees most in question, on average: gravity lies in their number
_STATUS_CLEAR = 0.8
#: Of what the Government answers, half is believed until a lawyer has weighed it.
_ANSWERED_WEIGHS = 0.5
#: A letter tells of fewer guarantees than a pleading argues, and fewer of those that it tells of are spotted: three make
#: its trial unfair.
_GUARANTEES, _GUARANTEES_TOLD = 5, 3

Finding = tuple[bool, str]  # whether it is made, and why; no reason where the category does not arise


def _strength(spotted: Iterable[SpottedIssue], count: int) -> float:
    best = sorted((s.confidence for s in spotted), reverse=True)[:count]
    return sum(best) / count


def _finding(category: Category, facts: _CaseFacts, spotted: Sequence[SpottedIssue]) -> Finding:
    own = [s for s in spotted if s.category is category]
    if category is Category.V:
        return _discrimination(facts, spotted)
    if not own or not _arises(category, facts, own):
        return False, ""
    named = _named(own)
    if category is Category.II:
        freedoms = [s for s in own if s.issue in _FREEDOMS]
        enough = _EXERCISED if facts.names_no_category else _CLEARLY_EXERCISED  # an account in plain words is less sure
        if _strength(freedoms, 2) >= enough or _strength(freedoms, 1) >= _CERTAIN:
            return True, f"the facts point to the exercise of protected rights ({named})"
        punished = [s for s in own if s.issue in _RIGHTS_OF_SOME and s.pleaded and not facts.answered(s)]
        if category in facts.case.pleaded and _strength(punished, 1) >= _CLEARLY_EXERCISED:
            return True, f"the source pleads, unanswered, that a protected right is punished ({_named(punished)})"
        return False, "raised, but the facts hardly show that a protected freedom was the reason for the detention"
    if category is Category.III:
        guarantees = _GUARANTEES_TOLD if facts.names_no_category else _GUARANTEES
        if tried(facts.case.document.paragraphs) and _strength(own, guarantees) >= _UNFAIR:
            return True, f"several guarantees of a fair trial are in question ({named})"
        return False, "raised, but the shortcomings in question do not make a trial as a whole unfair"
    return True, f"the submissions raise {named}"


def _arises(category: Category, facts: _CaseFacts, own: Sequence[SpottedIssue]) -> bool:
    """Pleaded by name, or argued in substance and not disclaimed; of a letter that names no category, what it tells clearly
    enough: one issue that nobody has answered, two that the Government has answered, or more that are told less clearly."""
    if category in facts.case.pleaded:
        return True
    if facts.names_no_category:
        return sum(s.confidence * _weight(category, facts, s) for s in own) >= _EXERCISED
    argued = [s for s in own if s.pleaded and s.confidence >= _EXERCISED]
    return category not in facts.disclaimed and len(argued) >= 2


def _weight(category: Category, facts: _CaseFacts, issue: SpottedIssue) -> float:
    """How much an issue counts that the Government may have answered; that a restriction was lawful does not deny that a
    freedom was exercised."""
    return _ANSWERED_WEIGHS if category is not Category.II and facts.answered(issue) else 1.0


def _discrimination(facts: _CaseFacts, spotted: Sequence[SpottedIssue]) -> Finding:
    """Found where a status, or the opinions behind the freedoms exercised, explain the detention.

    The Working Group may find it of its own motion, but then only where those freedoms are clearly in question.
    """
    own = [s for s in spotted if s.category is Category.V]
    freedoms = _strength([s for s in spotted if s.issue in _FREEDOMS], 2)
    status = [s for s in own if s.issue in _STATUS and s.confidence >= _STATUS_CLEAR]
    told = facts.names_no_category and any(s.confidence >= _EXERCISED for s in own)
    if Category.V not in facts.case.pleaded and not told:
        if (own or facts.favoured) and freedoms >= _CLEARLY_EXERCISED and Category.II in facts.case.pleaded:
            shown = _named(own) or "others in a like position were treated more favourably"
            return True, f"not pleaded, but the facts under category II suggest it ({shown})"
        return False, ""
    if facts.compared:
        return False, "raised, but the Government answers on others in a comparable position; the source must meet that"
    if own and facts.favoured:
        return True, f"the source names others in a like position who were treated more favourably ({_named(own)})"
    if status:
        return True, f"a protected status appears as a reason ({_named(status)})"
    if freedoms >= _CLEARLY_EXERCISED:
        return True, "the freedoms exercised suggest that opinions were the reason"
    return False, "raised, but no indication that others in a like position were treated more favourably"


def _named(issues: Iterable[SpottedIssue]) -> str:
    best = sorted(issues, key=lambda s: (-s.confidence, s.issue))[:4]
    return ", ".join(issue_register()[s.issue].label.lower() for s in best)
