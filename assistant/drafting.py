"""From a case to a draft: plan, write, and say what the draft is and is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.case import NO_SOURCE
from assistant.composing import caveats
from assistant.composing.adaptation import vocabulary
from assistant.composing.answers import with_answers
from assistant.composing.antecedents import concerned
from assistant.composing.conclusion import disposition
from assistant.composing.house_style import paragraphs_text
from assistant.composing.outcome import Decision, decide
from assistant.composing.plan import Plan, points_of
from assistant.composing.preliminary import BURDEN, burden, filing, not_party, registered, reply
from assistant.composing.released import held
from assistant.composing.remarks import referral, reform, remedy, visit
from assistant.composing.standards import Standards
from assistant.composing.whom import claimed_of
from assistant.issues import issue_register
from assistant.learnt.labelled import adopted_on_labelled
from assistant.learnt.spotting import Spotter, raised_by
from assistant.learnt.subjects import absent_from
from assistant.model import Analysis, Case, Draft, DraftParagraph, Issue, SpottedIssue
from assistant.precedent import PrecedentDrafter
from assistant.submissions.same_case import adopted_on
from index.corpus import Corpus
from index.errors import BadInput
from index.model import Category, Filters, Part

Progress = Callable[[str], None]
Listener = Callable[[Analysis], None]

#: The general issues that come before the categories, and those that come after them.
RELEASED = "preliminary_liberty"
PRELIMINARY = (RELEASED, "mandate_limits", "domestic_courts", "emergency")
#: Of the former, those that are told with what the parties say.
APPLIED = frozenset({RELEASED, "emergency"})
CONCLUDING = ("conditions", "health", "reprisals")
#: Remarks of a finding against the State that have a wording of their own.
REFORM, VISIT = "systemic", "country_visit"
#: From this confidence on, a general issue deserves a paragraph.
GENERAL = 0.5


def _silent(line: object) -> None:
    """Progress that nobody watches."""


def draft(
    case: Case,
    corpus: Corpus,
    *,
    categories: Sequence[Category] | None = None,
    before: date | None = None,
    exclude: frozenset[str] = frozenset(),
    model: str | None = None,
    first_number: int | None = None,
    progress: Progress = _silent,
    drafted: Listener = _silent,
    planned: Callable[[Plan], None] = _silent,
) -> Draft:
    """The draft of a case's Discussion on the authorities of an index.

    Nothing adopted on or after `before`, nor any document in `exclude`, nor the opinion on this very case is used.
    `drafted` hears of each analysis as soon as it stands, `planned` of the plan, which refining needs. With `model`,
    a chat model writes the analyses and every sentence of it is checked (`assistant.chat.verification`).
    """
    if not any(p.part is Part.SOURCE for p in case.document.paragraphs):
        raise BadInput(f"{case.document.file!r} has no submissions of a source: {NO_SOURCE}")
    before = before or case.before
    adopted = adopted_on(case.document, corpus) - exclude
    plan = make_plan(case, corpus, categories=categories, before=before, exclude=exclude | adopted, progress=progress)
    planned(plan)
    embedded = PrecedentDrafter(plan)
    preliminary = _preliminary(plan, embedded)
    analyses, drafter, failures = _analyses(plan, embedded, model, progress, drafted)
    concluding = _concluding(plan, embedded, analyses)
    return Draft(
        case=case,
        drafter=drafter,
        documents=len(corpus.documents()),
        fingerprint=corpus.fingerprint,
        preliminary=tuple(preliminary),
        analyses=tuple(analyses),
        concluding=tuple(concluding),
        disposition=disposition(case, plan.decision, settled=embedded.settled(plan.decision.categories)),
        first_number=first_number or case.next_number,
        spotted=plan.spotted,
        warnings=(*_warnings(plan, drafter, analyses, adopted, before), *failures),
        failures=failures,
    )


def make_plan(
    case: Case,
    corpus: Corpus,
    *,
    before: date | None,
    exclude: frozenset[str],
    categories: Sequence[Category] | None = None,
    progress: Progress = _silent,
) -> Plan:
    """Issues, authorities and the suggested decision: what is known before a word is written."""
    progress("spotting the issues that the submissions raise")
    unlearnt = exclude | adopted_on_labelled(case.document)
    spotter = Spotter.train(unlearnt)
    spotted = with_answers(case, raised_by(case, spotter))
    issues = issue_register()
    decision = decide(case, spotted, unlearnt)
    wanted = _wanted(case, spotted, decision, categories)
    common = vocabulary(p.text for p in case.document.paragraphs)
    bench = Standards(
        corpus,
        Filters(before=before, exclude=exclude),
        spotter.labels,
        state_party=case.state_party,
        common=common,
        absent=absent_from(
            (p.text for p in case.document.paragraphs if p.part is not Part.PREAMBLE),
            spotted={s.issue for s in spotted},
            persons={rank for figure in concerned(case) for rank in figure.the},
        ),
    )
    examined = _examined(spotted, issues, wanted)
    progress(f"searching the index for authority on {len(examined)} issues")
    searched = [(issues[s.issue], _facts(case, s)) for s in examined]
    if BURDEN in issues:  # stated in every draft
        searched.append((issues[BURDEN], ""))
    return Plan(
        case,
        corpus,
        spotted,
        issues,
        _carried(decision, spotted, wanted),
        bench,
        bench.search(searched),
        wanted,
        common,
        spotter,
    )


def _examined(
    spotted: Sequence[SpottedIssue], issues: dict[str, Issue], wanted: Sequence[Category]
) -> list[SpottedIssue]:
    """The issues that the draft will speak of, and no other: a search costs time."""
    points = [p.spotted for c in wanted for p in points_of(c, spotted, issues)]
    general = {*PRELIMINARY, *CONCLUDING}
    return points + [s for s in spotted if s.issue in general and s.confidence >= GENERAL]


def _facts(case: Case, spotted: SpottedIssue) -> str:
    found = (case.document.paragraph(n) for n in spotted.case_paragraphs[:2])
    return " ".join(p.text[:240] for p in found if p)


def _wanted(
    case: Case, spotted: Iterable[SpottedIssue], decision: Decision, categories: Sequence[Category] | None
) -> tuple[Category, ...]:
    """Those asked for; otherwise the pleaded and the found, and of a case that pleads none also those clearly spotted; in
    the order of the numerals."""
    if categories is not None:
        return tuple(c for c in Category if c in categories)
    clear = {s.category for s in spotted if s.confidence >= GENERAL} if not case.pleaded else set()
    return tuple(c for c in Category if c in {*case.pleaded, *decision.categories, *clear})


def _carried(decision: Decision, spotted: Iterable[SpottedIssue], wanted: Sequence[Category]) -> Decision:
    """The decision as far as it is drafted and rests on an issue: no category is found on nothing."""
    raised = {s.category for s in spotted}
    kept = tuple(c for c in decision.categories if c in wanted and c in raised)
    left = ({*Category} - {*wanted}) | ({*decision.categories} - {*kept})  # of these the draft does not conclude so
    reasons = tuple(r for r in decision.reasons if not r.startswith(tuple(f"Category {c.value}:" for c in left)))
    if decision.outcome == "arbitrary" and not kept:
        return Decision("not_arbitrary", (), (), (), reasons)
    return replace(decision, categories=kept, reasons=reasons)


def _analyses(
    plan: Plan, embedded: PrecedentDrafter, model: str | None, progress: Progress, drafted: Listener
) -> tuple[list[Analysis], str, tuple[str, ...]]:
    """The analyses, who wrote them, and what a chat model failed to write."""
    write, name, writer = embedded.analyse, embedded.name, None
    if model is not None:
        from assistant.chat_model import ModelDrafter  # its libraries take seconds to load

        writer = ModelDrafter(plan, model)
        write, name = (lambda category: writer.analyse(category, embedded.analyse(category))), writer.name
    analyses = []
    for category in plan.wanted:
        progress(f"drafting category {category.value}" + (f" with {name}" if model else ""))
        analyses.append(write(category))
        drafted(analyses[-1])
    if writer is None:
        return analyses, name, ()
    return analyses, name if writer.wrote else embedded.name, tuple(writer.failures)


def _preliminary(plan: Plan, embedded: PrecedentDrafter) -> list[DraftParagraph]:
    paragraphs = [reply(plan)]
    if plan.decision.outcome == "filed":  # nothing has to be proved then
        paragraphs.append(filing(plan.case, registered("methods_of_work", ("17",), plan)))
    else:
        paragraphs.append(burden(plan, plan.standards(plan.issues[BURDEN]) if BURDEN in plan.issues else ()))
    if plan.case.state_party is False:
        paragraphs.append(not_party(plan.case))
    points = [p for p in plan.general(PRELIMINARY) if p.spotted.confidence >= GENERAL]
    if held(plan.case):
        points = [p for p in points if p.issue.id != RELEASED]
    paragraphs += [embedded.general(p, applied=p.issue.id in APPLIED) for p in points]
    said: dict[str, DraftParagraph] = {}
    for paragraph in filter(None, paragraphs):  # two points may rest on the same sentence
        said.setdefault(paragraph.sentences[0].text, paragraph)
    return list(said.values())


def _concluding(plan: Plan, embedded: PrecedentDrafter, analyses: Sequence[Analysis]) -> list[DraftParagraph]:
    points = [p for p in plan.general(CONCLUDING) if p.spotted.confidence >= GENERAL]
    remarks = [(point, remark) for point in points if (remark := embedded.concern(point)) is not None]
    paragraphs = [remark for _, remark in remarks]
    if plan.decision.outcome == "arbitrary" and plan.decision.categories:
        likely = {s.issue for s in plan.spotted if s.confidence >= GENERAL}
        paragraphs += [write(plan.case) for issue, write in ((REFORM, reform), (VISIT, visit)) if issue in likely]
        paragraphs.append(remedy(plan.case))
        raised = [i for a in analyses if a.found for i in a.issues if i in embedded.raised]
        raised += [point.issue.id for point, _ in remarks]
        if (sent := referral(raised, registered("methods_of_work", ("33",), plan))) is not None:
            paragraphs.append(sent)
    return paragraphs


def _warnings(
    plan: Plan, drafter: str, analyses: Sequence[Analysis], adopted: frozenset[str], before: date | None
) -> Iterable[str]:
    if drafter != "embedded":
        yield f"The analyses were written by the chat model {drafter}; sentences that failed a check are marked."
    if adopted:
        yield f"The index holds the opinion adopted on this very case ({', '.join(sorted(adopted))}); it was not used."
    yield from (f"Why it is so suggested: {reason}" for reason in plan.decision.reasons)
    yield from caveats.missing(analyses)
    if before is None:
        yield "No date limit was given: authorities of any date were considered."
    apart = any(claimed_of(plan.case, c) != plan.case.persons for c in plan.wanted)
    if len(plan.case.persons) > 1 and apart:
        yield (
            "Several persons are concerned, and each conclusion is drafted for those of whom the source claims that category: "
            "what is told of one must be checked for each of the others."
        )
    elif len(plan.case.persons) > 1:
        yield (
            "Several persons are concerned and the conclusions are drafted for all of them together: what is told of one "
            "must be checked for each of the others."
        )
    if plan.case.state_party is None:
        yield "It is not known whether the State is a party to the Covenant: it was treated as one that is not."
    contested = sorted({n for s in plan.spotted for n in s.contested})
    if contested and plan.decision.outcome != "filed":
        yield f"The Government contests some allegations ({paragraphs_text(contested)}): the questions stated must be decided."
    yield from caveats.unsupported(p for a in analyses for p in a.paragraphs)
