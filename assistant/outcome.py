"""What a draft suggests to decide: the outcome, the categories and the articles, with reasons.

A suggestion from the submissions alone. Outcome and categories follow rules that a lawyer can read and contest, each
of which gives its reason; the articles are learnt from the dispositions of the sample world.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from assistant.case import disclaimed
from assistant.issues import ENOUGH, Array, Labelled, Logistic, fit_logistic, issue_register, labelled_documents
from assistant.model import Case, SpottedIssue
from index.model import Category, Part


@dataclass(frozen=True, slots=True)
class Decision:
    """A suggested decision. `covenant` is empty for a State that is not known to have joined it."""

    outcome: str  # "arbitrary", "not_arbitrary", "filed"
    categories: tuple[Category, ...]
    covenant: tuple[str, ...]
    udhr: tuple[str, ...]
    reasons: tuple[str, ...]


def decide(
    case: Case,
    spotted: Sequence[SpottedIssue],
    before: date | None = None,
    exclude: frozenset[str] = frozenset(),
) -> Decision:
    """The decision that the submissions suggest; what the Government contests stays for a lawyer to weigh."""
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
        return Decision("not_arbitrary", (), (), (), (*reasons, _NOTHING))
    covenant, udhr = _articles(case, spotted, categories, before, exclude)
    return Decision("arbitrary", categories, covenant, udhr, reasons)


_FILED = (
    "The person has been released and the source does not oppose the closure of the case (methods of work, para. 17)."
)
_ANSWERED = (
    "The Government answers the allegations at comparable length and with documents, and the source no longer "
    "disputes some of them: the evidence must be weighed before this is adopted."
)
_NOTHING = "The submissions do not carry a finding under any category."


# --- what the submissions say ---------------------------------------------------------------------------------------

_RELEASED = re.compile(r"\b(?:released?|freed|set free|at liberty|left (?:the )?prison)\b", re.IGNORECASE)
_CLOSURE = re.compile(
    r"no objection to (?:the )?(?:clos|fil|discontinu)|(?:withdr[ae]w\w*|withdrawal of) (?:the|its|his|her) (?:communication|case|complaint to)"
    r"|(?:case|communication|matter) (?:to )?be (?:filed|closed|discontinued)|(?:agrees?|consents?) to (?:the )?(?:clos|fil)"
    r"|(?:not|no longer) wish(?:es)? (?:the case |the matter )?to (?:proceed|be pursued|pursue)",
    re.IGNORECASE,
)
_CONCEDED = re.compile(
    r"(?:(?:does|do|did) not|no longer) (?:\w+ )?(?:disput|contest|maintain|pursu)\w*|\baccept(?:s|ed)\b|\bwithdr[ae]w\w*",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:annex\w*|enclos\w+|registers?|records?|recording|log|cop(?:y|ies)|sign(?:ed|ature)s?|initials|certificates?"
    r"|film|footage|minutes|receipts?|logbook|photographs?|medical report)\b",
    re.IGNORECASE,
)
_COUNT = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many)"
_COMPARED = re.compile(
    rf"\b{_COUNT}(?: of the \w+)? others?\b|\bnone of whom\b|\bother \w+ (?:\w+ ){{0,4}}(?:were|was|have been) not\b"
    r"|\bhave not been troubled\b|\btreated (?:all|both) \w+ alike\b",
    re.IGNORECASE,
)
_TRIED = re.compile(r"\b(?:trials?|tried|convict\w*|sentenced|indict\w*)\b", re.IGNORECASE)

#: A Government that answers every point writes about as much as the source, and rests it on documents.
_COMPARABLE = 0.6
_MANY_DOCUMENTS = 8


class _CaseFacts:
    """What the submissions say on the questions that decide an outcome."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.disclaimed = disclaimed(case.document.paragraphs)

    def _text(self, *parts: Part) -> str:
        return "\n".join(p.text for p in self.case.document.paragraphs if p.part in parts)

    @cached_property
    def released(self) -> bool:
        """Whether anybody speaks of a release."""
        return bool(_RELEASED.search(self._text(Part.GOVERNMENT, Part.COMMENTS)))

    @cached_property
    def closure_accepted(self) -> bool:
        """Whether the source agrees that the case be closed."""
        return bool(_CLOSURE.search(self._text(Part.SOURCE, Part.COMMENTS)))

    @cached_property
    def answered_with_documents(self) -> bool:
        """Whether the Government answered point by point with evidence, and the source gives way in part."""
        answer = self._text(Part.GOVERNMENT)
        told = len(self._text(Part.SOURCE).split())
        return (
            self.case.replied == "yes"
            and len(answer.split()) >= _COMPARABLE * told
            and len(_DOCUMENT.findall(answer)) >= _MANY_DOCUMENTS
            and bool(_CONCEDED.search(self._text(Part.COMMENTS)))
        )

    @cached_property
    def compared(self) -> bool:
        """Whether the Government names others who were treated alike, which meets a claim of discrimination."""
        return bool(_COMPARED.search(self._text(Part.GOVERNMENT)))

    @cached_property
    def tried(self) -> bool:
        """Whether there were criminal proceedings to be fair or unfair."""
        return len(_TRIED.findall(self._text(Part.SOURCE, Part.COMMENTS))) >= 2


# --- the categories -------------------------------------------------------------------------------------------------

#: The freedoms whose exercise detention may punish; the other issues of category II are about limits and equality.
_FREEDOMS = frozenset({
    "expression", "online_expression", "assembly", "association", "religion", "political_participation",
    "privacy", "defamation", "human_rights_defender",
})  # fmt: skip
#: Grounds of discrimination that are a status rather than an opinion held or voiced.
_STATUS = frozenset({
    "disc_gender", "disc_sogi", "disc_disability", "disc_religion", "disc_nationality", "disc_ethnic",
})  # fmt: skip

# Confidences, rounded; the sample world was used to choose them.
_EXERCISED = 0.64  # the two freedoms most in question, on average
_CLEARLY_EXERCISED = 0.8
_UNFAIR = 0.78  # the five guarantees most in question, on average: gravity lies in their number
_STATUS_CLEAR = 0.8

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
        if _strength([s for s in own if s.issue in _FREEDOMS], 2) >= _EXERCISED:
            return True, f"the facts point to the exercise of protected rights ({named})"
        return False, "pleaded, but the facts hardly show that a protected freedom was the reason for the detention"
    if category is Category.III:
        if facts.tried and _strength(own, 5) >= _UNFAIR:
            return True, f"several guarantees of a fair trial are in question ({named})"
        return False, "pleaded, but the shortcomings in question do not make a trial as a whole unfair"
    return True, f"the submissions raise {named}"


def _arises(category: Category, facts: _CaseFacts, own: Sequence[SpottedIssue]) -> bool:
    """Pleaded by name, or argued in substance and not disclaimed."""
    if category in facts.case.pleaded:
        return True
    argued = [s for s in own if s.pleaded and s.confidence >= _EXERCISED]
    return category not in facts.disclaimed and len(argued) >= 2


def _discrimination(facts: _CaseFacts, spotted: Sequence[SpottedIssue]) -> Finding:
    """Found where a status, or the opinions behind the freedoms exercised, explain the detention.

    The Working Group may find it of its own motion, but then only where those freedoms are clearly in question.
    """
    own = [s for s in spotted if s.category is Category.V]
    freedoms = _strength([s for s in spotted if s.issue in _FREEDOMS], 2)
    status = [s for s in own if s.issue in _STATUS and s.confidence >= _STATUS_CLEAR]
    if Category.V not in facts.case.pleaded:
        if own and freedoms >= _CLEARLY_EXERCISED and Category.II in facts.case.pleaded:
            return True, f"not pleaded, but the facts under category II suggest it ({_named(own)})"
        return False, ""
    if facts.compared:
        return False, "pleaded, but the Government names others in a comparable position; the source must meet that"
    if status:
        return True, f"a protected status appears as a reason ({_named(status)})"
    if freedoms >= _CLEARLY_EXERCISED:
        return True, "the freedoms exercised suggest that opinions were the reason"
    return False, "pleaded, but no indication that others in a like position were treated more favourably"


def _named(issues: Iterable[SpottedIssue]) -> str:
    best = sorted(issues, key=lambda s: (-s.confidence, s.issue))[:4]
    return ", ".join(issue_register()[s.issue].label.lower() for s in best)


# --- the articles ---------------------------------------------------------------------------------------------------

Article = tuple[str, str]  # ("covenant" or "udhr", number without its paragraphs)


def _articles(
    case: Case, spotted: Sequence[SpottedIssue], categories: Collection[Category], before: date | None,
    exclude: frozenset[str],
) -> tuple[tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    confidence = {s.issue: s.confidence for s in spotted}
    levels = np.array([confidence.get(issue, 0.0) for issue in issue_register()])
    names = frozenset(c.value for c in categories)
    practice = _practice(exclude, before)
    chosen = sorted(practice.articles(levels, names, party=bool(case.state_party)), key=lambda a: int(a[1]))
    covenant, udhr = (tuple(practice.printed(a) for a in chosen if a[0] == kind) for kind in ("covenant", "udhr"))
    return covenant, udhr


def _cited(document: Labelled) -> frozenset[Article]:
    decided = document.disposition
    if decided is None:
        return frozenset()
    pairs = [("covenant", a) for a in decided.covenant] + [("udhr", a) for a in decided.udhr]
    return frozenset((kind, a.split("(")[0]) for kind, a in pairs)


def _logit(share: Array | float) -> Array:
    clipped = np.clip(share, 0.02, 0.98)
    return np.asarray(np.log(clipped / (1 - clipped)))


class _Practice:
    """Which articles dispositions cite, given the categories found and the issues upheld."""

    def __init__(self, opinions: Sequence[Labelled]) -> None:
        self._opinions = opinions
        self._listed = self._register_articles()
        cited = {a for d in opinions for a in _cited(d)}
        self.names = tuple(sorted(cited | set(self._listed)))
        self._model = self._learn() if len(opinions) >= ENOUGH else None

    def articles(self, levels: Array, categories: frozenset[str], *, party: bool) -> frozenset[Article]:
        """The articles to cite. Those of the Covenant bind its parties alone."""
        open_to = [a for a in self.names if party or a[0] == "udhr"]
        rows = np.stack([self._features(a, self._opinions, levels, categories) for a in open_to])
        # nothing learnt: what the register lists for the issues spotted
        likely = rows[:, -1] > 0 if self._model is None else self._model.probability(rows) >= 0.5
        return frozenset(a for a, yes in zip(open_to, likely, strict=True) if yes)

    def printed(self, article: Article) -> str:
        """An article as dispositions print it most: some are always cited by the paragraph that matters."""
        kind, number = article
        found = Counter(
            name
            for document in self._opinions
            if (decided := document.disposition)
            for name in (decided.covenant if kind == "covenant" else decided.udhr)
            if name.split("(")[0] == number
        )
        return min(found, key=lambda name: (-found[name], name)) if found else number

    @staticmethod
    def _register_articles() -> dict[Article, Array]:
        issues = list(issue_register().values())
        found: dict[Article, Array] = {}
        for place, issue in enumerate(issues):
            for kind, numbers in (("covenant", issue.covenant), ("udhr", issue.udhr)):
                for number in numbers:
                    row = found.setdefault((kind, number.split("(")[0]), np.zeros(len(issues)))
                    row[place] = 1
        return found

    def _learn(self) -> Logistic:
        rows: list[Array] = []
        wanted: list[bool] = []
        for document in self._opinions:
            others = [d for d in self._opinions if d is not document]
            for article in self.names:
                if document.state_party or article[0] == "udhr":
                    rows.append(self._features(article, others, document.upheld, document.categories))
                    wanted.append(article in _cited(document))
        return fit_logistic(np.stack(rows), np.array(wanted, dtype=float), 1.0)

    def _features(
        self, article: Article, opinions: Sequence[Labelled], levels: Array, categories: frozenset[str]
    ) -> Array:
        bound = [d for d in opinions if d.state_party or article[0] == "udhr"]
        cited = np.array([article in _cited(d) for d in bound], dtype=float)
        usual = (cited.sum() + 0.5) / (len(bound) + 2)
        examined = _in_categories(categories)
        by_category = [_share(cited, [c in d.categories for d in bound], usual, 1) for c in sorted(categories)]
        alike = [
            _share(cited, [(c in d.categories) == (c in categories) for d in bound], usual, 1)
            for c in ("I", "II", "III", "IV", "V")
        ]
        upheld = np.array([d.upheld for d in bound]).reshape(len(bound), len(levels))
        by_issue = (cited @ upheld + 2 * usual) / (upheld.sum(axis=0) + 2)
        evidence = np.sort(levels * by_issue * examined)
        listed = np.sort(levels * self._listed.get(article, np.zeros(len(levels))) * examined)
        return np.array([
            _logit(usual), _logit(max(by_category, default=0.02)), _logit(float(np.mean(alike))),
            evidence[-1], evidence[-3:].mean(), listed[-1], listed[-3:].sum(), float(listed[-1] > 0.5),
        ])  # fmt: skip


def _share(cited: Array, like: Sequence[bool], usual: float, weight: float) -> float:
    chosen = np.array(like, dtype=bool)
    return float((cited[chosen].sum() + weight * usual) / (chosen.sum() + weight))


def _in_categories(categories: Collection[str]) -> Array:
    """Which issues count: the general ones and those of a category that is found."""
    return np.array(
        [i.category == "general" or i.category in categories for i in issue_register().values()], dtype=float
    )


@lru_cache(maxsize=64)
def _practice(exclude: frozenset[str], before: date | None) -> _Practice:
    return _Practice([
        d for d in labelled_documents()
        if d.id not in exclude and (before is None or d.adopted < before) and d.outcome == "arbitrary"
    ])  # fmt: skip
