"""Refining a draft of the sample world by what a drafter says; assertions on citations, sources and refusals."""

from dataclasses import replace

import pytest

from assistant.case import case_of
from assistant.changes.history import History
from assistant.changes.places import blocks_of, last_number
from assistant.composing.adaptation import stands_alone
from assistant.drafting import draft
from assistant.evidence.saying import supported
from assistant.export.text import sections
from assistant.precedent import EXAMINED, FURTHER, TOUCHED
from assistant.refining import converse
from index.corpus import Corpus
from index.model import AUTHORITY_PARTS, Category, Part
from index.sentences import split_sentences


@pytest.fixture(scope="module")
def made(sample_corpus):
    """A draft under two categories, the case's own opinion hidden, and its plan."""
    document = sample_corpus.document("342/2021")
    plans = []
    case = case_of(document, before=document.adopted)
    first = draft(
        case,
        sample_corpus,
        categories=[Category.I, Category.II],
        exclude=frozenset({document.id}),
        planned=plans.append,
    )
    return History.of(first), plans[0]


def _numbered(found):
    everything = [p for block in blocks_of(found) for p in block]
    return dict(enumerate(everything, start=found.first_number))


def _number_on(found, issue):
    return next(n for n, p in _numbered(found).items() if p.issues == (issue,))


def _sound(found, plan):
    """Every citation of the index exists, is the Group's own voice, older than the case and not excluded."""
    for paragraph in _numbered(found).values():
        for citation in paragraph.citations:
            assert citation.verified
            if citation.source:
                passage = plan.corpus.passage(citation.source)
                assert passage.part in AUTHORITY_PARTS and passage.document not in plan.bench.filters.exclude
                assert passage.adopted < plan.bench.filters.before
                assert citation.source in paragraph.sources


def test_shorter_keeps_the_first_authority_and_undo_gives_the_same_draft(made):
    history, plan = made
    number = _number_on(history.draft, "no_warrant") if _has(history, "no_warrant") else history.draft.first_number + 1
    before = _numbered(history.draft)[number]
    turn = converse(history, f"shorten para. {number}", plan)
    after = _numbered(turn.draft)[number]
    assert turn.done and len(after.text) < len(before.text)
    assert after.sources[0] == before.sources[0] and set(after.sources) <= set(before.sources)
    others = {n: p for n, p in _numbered(turn.draft).items() if n != number}
    assert others == {n: p for n, p in _numbered(history.draft).items() if n != number}
    undone = converse(turn.history, "undo", plan)
    assert undone.draft == history.draft
    assert converse(undone.history, "redo", plan).draft == turn.draft


def _has(history, issue):
    return any(p.issues == (issue,) for p in _numbered(history.draft).values())


def _another(history, plan):
    """A paragraph of the draft, and an authority on its point on which it does not rest."""
    for number, paragraph in _numbered(history.draft).items():
        if len(paragraph.issues) != 1 or not paragraph.sources or paragraph.issues[0] not in plan.passages:
            continue
        for passage in plan.passages[paragraph.issues[0]]:
            if passage.id not in paragraph.sources:
                turn = converse(history, f"use {passage.id} instead in para. {number}", plan)
                if turn.done:
                    return number, passage, turn
    raise AssertionError("no authority could be exchanged")


def test_another_authority_takes_the_place_of_the_first(made):
    history, plan = made
    number, passage, turn = _another(history, plan)
    before, after = _numbered(history.draft)[number], _numbered(turn.draft)[number]
    assert passage.id in {c.source for c in after.citations} and passage.id == after.sources[0]
    assert before.sources[0] not in {c.source for s in after.sentences[:1] for c in s.citations}
    assert after.case_paragraphs == before.case_paragraphs
    _sound(turn.draft, plan)


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        ("use para. 40 of No. 342/2021 instead", "is left out for this case"),
        ("use para. 999 of No. 301/2014 instead", "has no paragraph 999"),
        ("use para. 40 of No. 999/2014 instead", "has no paragraph 40 of 999/2014"),
        ("use No. 301/2014 instead", "say which paragraph of 301/2014"),
        ("use para. 40 of No. 301/2014 instead of para. 1 of No. 777/2011", "does not cite 777/2011#1"),
        ("add an authority from 2035 or later", "no document of 2035 or later"),
        ("answer the Government's moonlight argument", "do not speak of 'moonlight'"),
        ("answer the Government's point on legal aid", "do not speak of 'legal aid'"),  # it speaks of legal certainty
        ("remove para. 9000", "is no paragraph of the draft"),
        ("add the standard paragraph on zebra crossings", "no issue of the register"),
        ("add it", "nothing was shown"),
        ("make it sing", "was not understood"),
        ("undo", "no change to take back"),
        ("go back", "no change to take back"),
        ("redo", "no change was taken back"),
        ("don't remove para. 30", "was not understood"),
        ("cut para. 30", "is para. 30 to be shortened or removed?"),
        ("use para. 40 instead", "para. 40 of which opinion?"),
        ("remove category I", "is not removed whole"),
        ("shorten category IV", "no analysis under category IV"),
        ("remove footnote 7", "a footnote is not taken out"),
        ("add a case from Ostrovnia to para. 30, from 2035 on", "no document concerning Ostrovnia of 2035 or later"),
        ("since the State never joined the Covenant, cite the Declaration in para. 30", "is a party to the Covenant"),
        ("remove the paragraph on zebra crossings", "no issue of the register"),
        ("add an authority from 2019 or later on zebra crossings", "no issue of the register"),
    ],
)
def test_a_request_that_cannot_be_done_says_why_and_changes_nothing(made, request_, reason):
    history, plan = made
    turn = converse(history, request_, plan)
    assert not turn.done and reason in turn.said and "\n" not in turn.said
    assert turn.history == history


def test_a_category_is_cut_to_the_length_asked_for_or_as_far_as_it_goes(made):
    history, plan = made
    turn = converse(history, "please cut category I to half", plan)
    assert turn.done and "of the words are left" in turn.said

    def words(found):
        body = found.analyses[0].paragraphs[1:-1]
        return sum(len(f"{p.text} {' '.join(c.raw for c in p.citations)}".split()) for p in body)

    assert words(turn.draft) < words(history.draft)
    assert words(turn.draft) <= 0.5 * words(history.draft) or "more cannot be spared" in turn.said
    assert turn.draft.analyses[1] == history.draft.analyses[1]
    once = converse(history, "shorter: category I", plan)
    assert words(turn.draft) <= words(once.draft)


def test_what_was_shortened_is_said_in_the_plural_where_it_is_much(made):
    history, plan = made
    number = _number_on(history.draft, "no_legal_basis")
    assert converse(history, f"shorten para. {number}", plan).said == f"Shortened para. {number}."
    assert converse(history, "shorter", plan).said.startswith("Shortened paras. ")


def test_a_paragraph_is_named_by_its_place_or_its_subject(made):
    history, plan = made
    last = last_number(history.draft) - 1
    assert converse(history, "drop the last paragraph", plan).said.startswith(f"Removed para. {last};")
    first = history.draft.first_number + len(history.draft.preliminary)
    assert converse(history, "take out the first paragraph of category I", plan).said.startswith(
        f"Removed para. {first};"
    )
    lone = next(p.issues[0] for p in history.draft.analyses[0].paragraphs[1:-1] if len(p.issues) == 1)
    number = _number_on(history.draft, lone)
    turn = converse(history, f"shorten the paragraph on {plan.issues[lone].label.lower()}", plan)
    assert turn.done and turn.said == f"Shortened para. {number}."
    assert [n for n, p in _numbered(turn.draft).items() if p != _numbered(history.draft)[n]] == [number]


def test_something_newer_is_newer_than_what_stands_there(made):
    history, plan = made
    turn = converse(history, "put something more recent in", plan)
    assert turn.done, turn.said
    old, new = _numbered(history.draft), _numbered(turn.draft)
    (changed,) = [n for n in new if new[n] != old[n]]
    added = set(new[changed].sources) - set(old[changed].sources)
    dates = [p.adopted for id in old[changed].sources if (p := plan.corpus.passage(id))]
    assert max(plan.corpus.passage(id).adopted for id in added) > max(dates)
    _sound(turn.draft, plan)


def test_every_change_can_be_taken_back_to_the_start_and_made_again(made):
    history, plan = made
    wishes = ["can you make this shorter?", "drop the last paragraph", "put something more recent in",
              "answer the Government's argument on order", "start over"]  # fmt: skip
    run = history
    for wish in wishes:
        turn = converse(run, wish, plan)
        assert turn.done, turn.said
        run = turn.history
    assert converse(run, "what did you change?", plan).said.count("\n") == len(wishes) - 1
    drafts = [step.draft for step in run.past]
    for before in reversed(drafts[:-1]):
        run = converse(run, "go back", plan).history
        assert run.draft == before
    assert not converse(run, "go back", plan).done
    for after in drafts[1:]:
        run = converse(run, "do it again", plan).history
        assert run.draft == after


def test_a_party_or_a_later_opinion_is_no_authority(made, sample_corpus):
    history, plan = made
    party = next(p for p in sample_corpus.document("301/2014").paragraphs if p.part is Part.SOURCE)
    assert "may not be cited" in converse(history, f"use 301/2014#{party.number} instead", plan).said
    later = next(d for d in sample_corpus.documents() if d.adopted and d.adopted >= plan.bench.filters.before
                 and d.id not in plan.bench.filters.exclude)  # fmt: skip
    own = next(p for p in sample_corpus.document(later.id).paragraphs if p.part in AUTHORITY_PARTS)
    assert "was not adopted before" in converse(history, f"use {later.id}#{own.number} instead", plan).said


def test_an_authority_on_another_point_is_refused(made):
    history, plan = made
    number = next(n for n, p in _numbered(history.draft).items() if len(p.issues) == 1 and p.issues[0] in plan.passages)
    issue = _numbered(history.draft)[number].issues[0]
    strange = next(p for found in plan.passages.values() for p in found if not plan.bench.carries(p, issue))
    turn = converse(history, f"use {strange.id} instead in para. {number}", plan)
    assert not turn.done and "is not on the point" in turn.said and turn.history == history


def test_an_authority_of_the_years_asked_for_is_added(made):
    history, plan = made
    turn = converse(history, "add an authority from 2018 or later in category I", plan)
    assert turn.done, turn.said
    old, new = _numbered(history.draft), _numbered(turn.draft)
    (changed,) = [n for n in new if new[n] != old[n]]
    (source,) = set(new[changed].sources) - set(old[changed].sources)
    assert plan.corpus.passage(source).adopted.year >= 2018
    assert plan.bench.carries(plan.corpus.passage(source), new[changed].issues[0])
    _sound(turn.draft, plan)


def test_the_government_is_answered(made):
    history, plan = made
    speaking = {
        p.number
        for p in plan.case.document.paragraphs
        if p.part is Part.GOVERNMENT and "order" in p.text.lower().split()
    }
    turn = converse(history, "answer the Government's argument on order", plan)
    assert turn.done, turn.said
    added = next(p for p in _numbered(turn.draft).values() if p not in _numbered(history.draft).values())
    assert added.case_paragraphs and set(added.case_paragraphs) <= speaking
    recital, law = added.sentences
    assert not recital.text.startswith("The Government argues that the Government ")
    assert recital.text.startswith("The Government") and not recital.sources
    assert law.citations if law.sources else law.text.startswith("No authority was found in the index")
    assert last_number(turn.draft) == last_number(history.draft) + 1
    _sound(turn.draft, plan)


def test_nothing_of_the_case_is_stored_beside_the_index(made, monkeypatch):
    history, plan = made
    stored = []
    keep = Corpus.sentence_vectors
    monkeypatch.setattr(Corpus, "sentence_vectors", lambda self, texts: stored.extend(texts) or keep(self, texts))
    assert converse(history, "answer the Government's argument on order", plan).done
    said = [s.text for p in plan.case.document.paragraphs if p.part is Part.GOVERNMENT for s in split_sentences(p.text)]
    assert stored and said and not [text for text in stored if any(sentence in text for sentence in said)]


def test_what_was_shown_can_be_added(made):
    history, plan = made
    shown = converse(history, "give me the standard paragraph on interpreter in category III", plan)
    assert shown.passages and shown.draft == history.draft
    refused = converse(shown.history, "add it", plan)
    assert not refused.done and "no analysis under category III" in refused.said
    turn = converse(shown.history, "add it to category I", plan)
    assert turn.done, turn.said
    analysis = turn.draft.analyses[0]
    added = analysis.paragraphs[-2]
    assert added.sources[0] in {p.id for p in shown.passages} and "interpreter" in analysis.issues
    assert added.sentences[0].text and added.issues == ("interpreter",)
    _sound(turn.draft, plan)


def test_the_paragraph_shown_by_its_number_can_be_added(made):
    history, plan = made
    shown = converse(history, "show 303/2016, para. 44", plan)
    turn = converse(shown.history, "add it to category I", plan)
    assert turn.done, turn.said
    (added,) = [p for p in turn.draft.analyses[0].paragraphs if p not in history.draft.analyses[0].paragraphs]
    assert added.sources[0] == "303/2016#44" and plan.bench.carries(shown.passages[0], added.issues[0])
    _sound(turn.draft, plan)


def test_what_is_added_meets_the_conditions_under_which_it_was_shown(made):
    history, plan = made
    for subject in ("no warrant", "counsel", "interpreter", "habeas corpus"):
        shown = converse(history, f"show authorities on {subject} up to 2015", plan)
        turn = converse(shown.history, "add it to category I", plan)
        if turn.done:
            (added,) = [p for p in turn.draft.analyses[0].paragraphs if p not in history.draft.analyses[0].paragraphs]
            own = [plan.corpus.passage(s.sources[0]) for s in added.sentences]
            assert all(p.adopted.year <= 2015 for p in own)
            beside = own[0].id not in {p.id for p in shown.passages}
            assert beside == ("those shown have no general sentence" in turn.said)
        else:
            assert "what was shown has no general sentence" in turn.said or "already" in turn.said
    odd = converse(converse(history, "show 301/2014, para. 35", plan).history, "add it", plan)
    assert not odd.done and "what was shown has no general sentence" in odd.said


def test_what_is_shown_is_what_was_asked_for(made):
    history, plan = made
    late = converse(history, "show me paragraphs on access to counsel after 2019", plan)
    assert late.done and all(p.adopted.year > 2019 for p in late.passages)
    early = converse(history, "show authorities on counsel up to 2016", plan)
    assert early.done and all(p.adopted.year <= 2016 for p in early.passages)
    third = converse(history, "show authorities on notification of the family under category 3", plan)
    whole = [plan.corpus.document(p.document).paragraph(p.paragraph) for p in third.passages]
    assert third.done and all(Category.III in p.categories for p in whole)
    one = converse(history, "show 301/2014, para. 35", plan)
    assert [p.id for p in one.passages] == ["301/2014#35"] and one.history.shown == one.passages


def test_a_removed_paragraph_renumbers_and_a_conclusion_stays(made):
    history, plan = made
    number = history.draft.first_number + len(history.draft.preliminary) + 1
    turn = converse(history, f"remove para. {number}", plan)
    assert turn.done and last_number(turn.draft) == last_number(history.draft) - 1
    last = number - 2 + len(history.draft.analyses[0].paragraphs)
    kept = converse(history, f"remove para. {last}", plan)
    assert not kept.done and "conclusion" in kept.said
    lines = converse(turn.history, "history", plan).said
    assert lines == f"1. remove para. {number} – Removed para. {number}; those after it are renumbered."
    assert converse(turn.history, "start again", plan).draft == history.draft


def test_the_same_requests_give_the_same_draft(made):
    history, plan = made
    wishes = ["shorter: category I", "add an authority from 2018 or later", "answer the Government's argument on order"]
    results = []
    for _ in range(2):
        run = replace(history)
        for wish in wishes:
            run = converse(run, wish, plan).history
        results.append(run.draft)
    assert results[0] == results[1] != history.draft


def test_two_subjects_and_two_authorities_are_both_shown_and_both_added(made):
    history, plan = made
    both = converse(history, "show 301/2014 para 40 and 303/2016 para 44", plan)
    assert [p.id for p in both.passages] == ["301/2014#40", "303/2016#44"]
    shown = converse(history, "show authorities on interpreter and forced confession", plan)
    carried = {i for p in shown.passages for i in plan.bench.issues_of(p)}
    assert {"interpreter", "coerced_confession"} <= carried
    one = converse(history, "show authorities on independent and impartial tribunal", plan)
    assert len(one.passages) == 3
    turn = converse(history, "add the standard paragraphs on interpreter and forced confession to category I", plan)
    assert turn.done, turn.said
    added = [p.issues for p in turn.draft.analyses[0].paragraphs if p not in history.draft.analyses[0].paragraphs]
    assert sorted(added) == [("coerced_confession",), ("interpreter",)]
    refused = converse(history, "add 777/2011 para 5 and 302/2015 para 32", plan)
    assert not refused.done and "777/2011" in refused.said and refused.history == history


def test_a_word_that_stands_in_several_arguments_is_asked_back(made):
    history, plan = made
    turn = converse(history, "answer the Government's argument on court", plan)
    assert not turn.done and turn.said.count("para. ") > 1 and "which argument is meant?" in turn.said


def test_shorter_keeps_the_fact_that_bears_most(made):
    history, plan = made
    cut = converse(history, "shorter", plan).draft
    seen = 0
    for number, before in _numbered(history.draft).items():
        facts = [s for s in before.sentences if s.text.startswith(("In the present case, the source states", *FURTHER))]
        after = [
            s for s in _numbered(cut)[number].sentences if s.text.startswith("In the present case, the source states")
        ]
        if len(facts) < 2 or len(before.issues) != 1:
            continue
        seen += 1
        issue = plan.issues[before.issues[0]]
        matter = [f.text.split(" that ", 1)[1].rsplit(" (see", 1)[0] for f in facts]
        alone = [m for m in matter if stands_alone(m[:1].upper() + m[1:])] or matter
        bears = dict(zip(alone, plan.bearing(issue, alone), strict=True))
        [kept] = [m for m in matter if any(m in a.text for a in after)]
        assert bears[kept] == max(bears.values())
    assert seen


def test_several_changes_are_taken_back_at_once(made):
    history, plan = made
    run = history
    for wish in ("drop the last paragraph", "shorten category I", "remove para. 31"):
        run = converse(run, wish, plan).history
    back = converse(run, "undo the last two", plan)
    assert back.done and back.draft == run.past[1].draft
    assert converse(back.history, "redo two", plan).draft == run.draft
    assert "there are only 3 to take back" in converse(run, "undo the last 4 changes", plan).said


QUESTIONS = [
    ("list the authorities", "authorities, of which"),
    ("what is missing?", "A question is left to be decided in para"),
    ("what must I still decide?", "questions to be decided:"),
    ("where is it weak?", "the Government contests it"),
    ("which sentences have no authority?", "rest on the case alone, in paras."),
    ("what did the Government say on this?", "To read what it says on a point, name it"),
    ("what did the Government say on order?", "of the case: “"),
    ("why category II?", "Category II: the draft concludes"),
    ("why not category IV?", "Category IV is not in the draft: the source does not plead it."),
    ("how sure are you?", "subject to the answers to its questions"),
    ("what is missing and where is it weak?", "contests it"),
]


@pytest.mark.parametrize(("question", "said"), QUESTIONS)
def test_a_question_about_the_draft_is_answered_and_changes_nothing(made, question, said):
    history, plan = made
    turn = converse(history, question, plan)
    assert turn.done and said in turn.said and turn.history == history


def test_under_limits_a_sentence_keeps_its_words_where_what_it_cites_says_them(made):
    history, plan = made
    limited = converse(history, "cite only authorities from 2018 on", plan).history
    turn = converse(limited, "max 1 citation per sentence", plan)
    assert turn.done
    asked = 0
    for sentence in (s for p in _numbered(turn.draft).values() for s in p.sentences):
        ids = [c.source for c in sentence.citations if c.source]
        if not ids or sentence.case_paragraphs or sentence.text.startswith((EXAMINED, TOUCHED)):
            continue
        asked += 1
        own = sentence.sources[0] in ids and len(sentence.sources) == 1
        said = supported(plan.corpus.embedder, sentence.text, [plan.corpus.passage(id).text for id in ids])
        assert own or all(said), sentence.text
    assert asked


def test_help_says_what_can_be_asked_and_a_refusal_where_to_find_it(made):
    history, plan = made
    assert "where is it weak?" in converse(history, "help", plan).said
    assert converse(history, "make it sing", plan).said.endswith("or ask for help to see what can be asked.")


def test_what_is_answered_is_what_stands_in_the_draft(made):
    history, plan = made
    numbered = _numbered(history.draft)
    cited = converse(history, "list the authorities", plan).said.splitlines()[1:]
    assert len(cited) == len({c.target for p in numbered.values() for c in p.citations})
    asked = {
        n
        for n, p in numbered.items()
        if "must decide the following question" in p.text or "remains to be decided" in p.text
    }
    opened = converse(history, "what must I still decide?", plan).said
    assert {n for n in numbered if f"Para. {n}: " in opened} == asked
    number = next(n for n in asked if len(numbered[n].issues) == 1)
    spotted = next(s for s in history.draft.spotted if (s.issue,) == numbered[number].issues)
    sure = converse(history, f"how sure are you about para. {number}?", plan).said
    assert f"{int(100 * spotted.confidence)} per cent" in sure and "a question is left to be decided" in sure
    contested = next(
        n for n, p in numbered.items() for s in history.draft.spotted if (s.issue,) == p.issues and s.contested
    )
    answered = converse(history, f"what did the Government say on para. {contested}?", plan).said
    case = " ".join(p.text for p in plan.case.document.paragraphs if p.part is Part.GOVERNMENT)
    assert all(line.split("“")[1].rstrip("”") in case for line in answered.splitlines())


def test_a_paragraph_is_shown_with_its_footnotes(made):
    history, plan = made
    number = _number_on(history.draft, "no_legal_basis")
    printed = next(n for s in sections(history.draft) for n in s.paragraphs if n.number == number)
    said = converse(history, f"show me paragraph {number}", plan).said
    assert all(f"[{p.note.number}] {p.note.text}" in said for p in printed.pieces if p.note)


def test_one_sentence_or_footnote_of_a_paragraph_is_asked_about(made):
    history, plan = made
    number = _number_on(history.draft, "no_legal_basis")
    sentences = _numbered(history.draft)[number].sentences
    turn = converse(history, f"what does the last sentence of para. {number} rest on?", plan)
    assert [p.id for p in turn.passages] == list(sentences[-1].sources)
    first = next(s for s in sentences if s.citations)
    turn = converse(history, f"what is the first footnote of para. {number}?", plan)
    assert [p.id for p in turn.passages] == list(first.sources)
    assert "has only" in converse(history, f"what is the fifth footnote of para. {number}?", plan).said


def test_a_paragraph_named_by_what_it_cites_must_be_the_only_one(made):
    history, plan = made
    numbered = _numbered(history.draft)
    places = {}
    for number, paragraph in numbered.items():
        for document in {
            c.source.split("#")[0] for c in paragraph.citations if c.source and not c.source.startswith("del")
        }:
            places.setdefault(document, []).append(number)
    lone, (number,) = next((d, n) for d, n in places.items() if len(n) == 1 and len(numbered[n[0]].issues) == 1)
    assert converse(history, f"remove the one citing {lone}", plan).said.startswith(f"Removed para. {number};")
    often = next(d for d, n in places.items() if len(n) > 1)
    turn = converse(history, f"remove the one citing {often}", plan)
    assert "which one is meant?" in turn.said and turn.history == history


def test_a_limit_said_again_still_holds(made):
    history, plan = made
    limited = converse(history, "cite only opinions", plan)
    again = converse(limited.history, "get rid of the deliberations, only opinions please", plan)
    assert again.done and again.history.limits == limited.history.limits and again.draft == limited.draft
    assert converse(again.history, "lift the limits", plan).said.startswith("What may be cited is not limited")


def test_what_is_left_alone_stays_and_the_rest_is_shortened(made):
    history, plan = made
    number = _number_on(history.draft, "no_legal_basis")
    turn = converse(history, f"don't touch para. {number}, shorten the rest", plan)
    old, new = _numbered(history.draft), _numbered(turn.draft)
    assert turn.done and new[number] == old[number]
    assert [n for n in new if new[n] != old[n]] and all(len(new[n].text) <= len(old[n].text) for n in new)


def test_two_paragraphs_of_one_category_are_swapped_by_their_issues(made):
    history, plan = made
    lone = [p.issues[0] for p in history.draft.analyses[0].paragraphs[1:-1] if len(p.issues) == 1]
    one, two = (plan.issues[i].label.lower() for i in lone[:2])
    turn = converse(history, f"swap the {one} and the {two} paragraph", plan)
    assert turn.done, turn.said
    assert (_number_on(turn.draft, lone[0]), _number_on(turn.draft, lone[1])) == (
        _number_on(history.draft, lone[1]),
        _number_on(history.draft, lone[0]),
    )


def test_as_many_authorities_are_added_as_are_asked_for(made):
    history, plan = made
    number = _number_on(history.draft, "no_legal_basis")
    turn = converse(history, f"add two more authorities to {number}", plan)
    assert turn.done, turn.said
    new = set(_numbered(turn.draft)[number].sources) - set(_numbered(history.draft)[number].sources)
    assert len(new) == 2 and turn.said.count(f" to para. {number} ") == 2
    _sound(turn.draft, plan)


def test_a_newer_authority_takes_the_place_of_an_older(made):
    history, plan = made
    for number, paragraph in _numbered(history.draft).items():
        if len(paragraph.issues) != 1 or not paragraph.sources:
            continue
        old = plan.corpus.passage(paragraph.sources[0])
        turn = converse(
            history, f"replace {old.document.replace('del-', 'deliberation ')} by something newer in {number}", plan
        )
        if turn.done:
            assert plan.corpus.passage(_numbered(turn.draft)[number].sources[0]).adopted > old.adopted
            return
    raise AssertionError("no authority could be exchanged for a newer one")


def test_a_number_and_a_subject_that_differ_are_asked_back(made):
    history, plan = made
    number = _number_on(history.draft, "no_legal_basis")
    turn = converse(history, f"remove para. {number + 1} on absence of a legal basis", plan)
    assert f"is para. {number}, not para. {number + 1}" in turn.said and turn.history == history


def test_a_footnote_and_a_paragraph_show_what_they_rest_on(made):
    history, plan = made
    notes = [p for s in sections(history.draft) for n in s.paragraphs for p in n.pieces if p.note]
    turn = converse(history, "what does footnote 7 rest on?", plan)
    assert [p.id for p in turn.passages] == list(notes[6].sentence.sources) and turn.history == history
    number = _number_on(history.draft, "no_legal_basis")
    turn = converse(history, f"what does para. {number} rest on?", plan)
    assert {p.id for p in turn.passages} == set(_numbered(history.draft)[number].sources)
    assert "the draft has no footnote 999" in converse(history, "what does footnote 999 rest on?", plan).said


def test_it_after_one_paragraph_was_changed_is_asked_back(made):
    history, plan = made
    number = _number_on(history.draft, "no_warrant")
    changed = converse(history, f"shorten para. {number}", plan).history
    asked = converse(changed, "shorten it even more", plan)
    assert not asked.done and asked.draft == changed.draft
    assert f"shorten para. {number}" in asked.said and "shorten the whole draft" in asked.said
    everything = converse(changed, "shorten the whole draft", plan)
    assert everything.done
    assert "or the whole draft?" not in converse(everything.history, "shorten it", plan).said
    assert converse(history, "shorten it", plan).draft == converse(history, "shorten the whole draft", plan).draft
