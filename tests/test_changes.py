"""Changes to a draft as a whole: how certain it is, what it may cite, in which order it stands, several at once."""

from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.case import read_case
from assistant.changes.authorities import issue_named
from assistant.changes.history import History
from assistant.changes.places import blocks_of
from assistant.changes.shortening import is_fact
from assistant.composing.conclusion import CONDITION, REASONS
from assistant.drafting import draft
from assistant.export.html import draft_html
from assistant.export.text import sections, to_markdown
from assistant.refining import converse
from index.model import AUTHORITY_PARTS, Category
from tests.conftest import SAMPLE


@pytest.fixture(scope="module")
def made(sample_corpus):
    """A draft on a case that no Government has contested, so that it makes findings; and its plan."""
    return _drafted(sample_corpus, Category.I, Category.II)


def _drafted(corpus, *categories):
    plans = []
    case = read_case(SAMPLE / "cases" / "sarvady-veldania.txt")
    first = draft(case, corpus, categories=categories, planned=plans.append)
    return History.of(first), plans[0]


def _numbered(found):
    everything = [p for block in blocks_of(found) for p in block]
    return dict(enumerate(everything, start=found.first_number))


def _finding(found):
    """The numbers of the paragraphs that find a violation."""
    return [n for n, p in _numbered(found).items() if "finds a violation" in p.text]


def _cited(found):
    return {c.source for p in _numbered(found).values() for c in p.citations if c.source}


def _sound(found, plan):
    for paragraph in _numbered(found).values():
        for citation in paragraph.citations:
            passage = plan.corpus.passage(citation.source) if citation.source else None
            assert citation.verified and (citation.source is None or citation.source in paragraph.sources)
            assert passage is None or (
                passage.part in AUTHORITY_PARTS and passage.document not in plan.bench.filters.exclude
            )


def _done(history, request, plan):
    turn = converse(history, request, plan)
    assert turn.done, turn.said
    assert converse(turn.history, "undo", plan).draft == history.draft
    return turn


def _refused(history, request, plan, reason):
    turn = converse(history, request, plan)
    assert not turn.done and reason in turn.said and "\n" not in turn.said
    assert turn.history == history


def test_a_draft_says_once_that_it_is_a_suggestion(made):
    history, _ = made
    for text in (to_markdown(history.draft), draft_html(history.draft, lambda id: None)):
        assert text.count("a judgment") == 1 and text.count("read and decided upon") == 1


# --- how certain


def test_a_finding_becomes_its_question_and_again_a_finding(made):
    history, plan = made
    number = _finding(history.draft)[0]
    turn = _done(history, f"soften para. {number}", plan)
    before, after = _numbered(history.draft)[number], _numbered(turn.draft)[number]
    assert after.sentences[:-1] == before.sentences[:-1]
    question = plan.issues[after.issues[0]].questions[0].rstrip(".?")
    assert question[1:] in after.sentences[-1].text and after.sources == before.sources
    assert after.sentences[-1].case_paragraphs == before.sentences[-1].case_paragraphs
    assert converse(turn.history, f"be firmer in para. {number}", plan).draft == history.draft


def test_a_softened_draft_concludes_on_condition(sample_corpus, made):
    plans = []
    first = draft(made[1].case, sample_corpus, categories=[Category.I], planned=plans.append)
    analysis = first.analyses[0]

    def opening(paragraph):
        return replace(
            paragraph,
            sentences=tuple(replace(s, text=s.text.replace(CONDITION, REASONS)) for s in paragraph.sentences),
        )

    points = tuple(
        p for p in analysis.paragraphs[1:-1] if "question" not in p.text
    )  # without the issues that were left open, all is found
    certain = (analysis.paragraphs[0], *points, opening(analysis.paragraphs[-1]))
    disposition = replace(first.disposition, text=first.disposition.text.replace(f"{CONDITION} the", "The"))
    firm = replace(first, analyses=(replace(analysis, paragraphs=certain),), disposition=disposition)
    history, plan = History.of(firm), plans[0]
    one = converse(history, f"soften para. {_finding(firm)[0]}", plan)
    assert one.draft.analyses[0].paragraphs[-1].text.startswith(CONDITION)
    assert one.draft.disposition == firm.disposition  # other findings carry it
    whole = converse(history, "make it less categorical", plan)
    assert not _finding(whole.draft) and whole.draft.disposition.text.startswith(CONDITION)
    assert converse(whole.history, "more assertive please", plan).draft == firm


def test_what_was_not_found_is_not_found_by_asking(made):
    history, plan = made
    asking = next(n for n, p in _numbered(history.draft).items() if "following question" in p.text)
    _refused(history, f"be firmer in para. {asking}", plan, "a question stands until it is decided")
    _refused(history, f"soften para. {asking}", plan, "makes no finding that could become a question")
    _refused(history, "make para. 30 better", plan, "was not understood")


# --- what may be cited


@pytest.mark.parametrize(
    ("request_", "inside"),
    [
        ("only cite deliberations", lambda p: p.document.startswith("del-")),
        ("no deliberations", lambda p: not p.document.startswith("del-")),
        ("cite only opinions from 2018 on", lambda p: not p.document.startswith("del-") and p.adopted.year >= 2018),
        ("only authorities older than 2020", lambda p: p.adopted.year < 2020),
        ("nothing older than 2016", lambda p: p.adopted.year >= 2016),
        ("don't cite 301/2014 anywhere", lambda p: p.document != "301/2014"),
    ],
)
def test_a_draft_keeps_to_what_may_be_cited(made, request_, inside):
    history, plan = made
    turn = _done(history, request_, plan)
    assert all(inside(plan.corpus.passage(id)) for id in _cited(turn.draft))
    assert not all(inside(plan.corpus.passage(id)) for id in _cited(history.draft))
    _sound(turn.draft, plan)
    for number, paragraph in _numbered(turn.draft).items():
        before = _numbered(history.draft)[number]
        assert paragraph.case_paragraphs == before.case_paragraphs
        outside = [c for c in before.citations if c.source and not inside(plan.corpus.passage(c.source))]
        assert (paragraph == before) == (not outside)
        new = {c.source for c in paragraph.citations if c.source} - {c.source for c in before.citations}
        assert all(any(plan.bench.carries(plan.corpus.passage(id), i) for i in paragraph.issues) for id in new)
        if before.sources and not paragraph.citations:
            assert "o authority was found " in paragraph.text
            assert "in the index, within the limits set for this draft" in paragraph.text


def test_what_may_be_cited_holds_until_it_is_taken_back_or_lifted(made):
    history, plan = made
    limited = converse(history, "only cite deliberations", plan)
    number = _finding(history.draft)[1]
    opinion = next(id for id in sorted(_cited(history.draft)) if not id.startswith("del-"))
    _refused(limited.history, f"use {opinion} instead in para. {number}", plan, "lift the limits")
    shown = converse(limited.history, "show authorities on counsel", plan)
    assert shown.passages and all(p.document.startswith("del-") for p in shown.passages)
    lifted = converse(limited.history, "lift the limits", plan)
    assert (
        lifted.draft == limited.draft
        and "say 'lift the limits'"
        not in converse(lifted.history, f"use {opinion} instead in para. {number}", plan).said
    )
    again = converse(converse(limited.history, "undo", plan).history, "show authorities on counsel", plan)
    assert any(not p.document.startswith("del-") for p in again.passages)


def test_limits_set_one_after_another_hold_together(made):
    history, plan = made
    one = converse(history, "no deliberations", plan)
    turn = _done(one.history, "nothing older than 2016, and don't cite 342/2021", plan)
    cited = [plan.corpus.passage(id) for id in _cited(turn.draft)]
    assert cited and not [p for p in cited if p.document.startswith("del-") or p.document == "342/2021"]
    assert min(p.adopted.year for p in cited) >= 2016
    for paragraph in _numbered(turn.draft).values():
        for sentence in paragraph.sentences:
            own = [c.source for c in sentence.citations if c.source]
            assert (
                not own
                or sentence.sources[0] == own[0] == sentence.citations[0].source
                or sentence.citations[0].source is None
            )
    _sound(turn.draft, plan)


def test_one_paragraph_can_do_without_an_authority(made):
    history, plan = made
    number, paragraph = next((n, p) for n, p in _numbered(history.draft).items() if len(p.sources) > 2)
    document = paragraph.sources[1].split("#")[0]
    turn = _done(history, f"remove the citation of {document.replace('del-', 'deliberation ')} in para. {number}", plan)
    changed = [n for n, p in _numbered(turn.draft).items() if p != _numbered(history.draft)[n]]
    assert changed == [number] and turn.history.limits == history.limits
    assert document not in {c.source.split("#")[0] for c in _numbered(turn.draft)[number].citations if c.source}


def test_limits_that_leave_nothing_are_refused(made):
    history, plan = made
    _refused(history, "cite only opinions from 2035 on", plan, "no authority on the issues of this draft would be left")
    _refused(history, "lift the limits", plan, "no limits were set")
    _refused(history, "don't cite 777/2011 in para. 30", plan, "the draft stays as it is")


def test_fewer_citations_keep_that_of_the_words(made):
    history, plan = made
    turn = _done(history, "at most 1 citation per sentence", plan)
    for number, paragraph in _numbered(turn.draft).items():
        for sentence, before in zip(paragraph.sentences, _numbered(history.draft)[number].sentences, strict=True):
            assert len(sentence.citations) <= 1 and sentence.sources[:1] == before.sources[:1]
    _sound(turn.draft, plan)


# --- in which order


def _inner(found, block):
    """The numbers of the paragraphs of an analysis between recital and conclusion."""
    first = found.first_number + sum(len(b) for b in blocks_of(found)[:block])
    return list(range(first + 1, first + len(blocks_of(found)[block]) - 1))


def _issues(found, block):
    return [p.issues for p in blocks_of(found)[block]]


def test_a_paragraph_is_moved_within_its_category(made):
    history, plan = made
    first, _, third, *_, last = _inner(history.draft, 1)
    before = _issues(history.draft, 1)
    for request, order in (
        (f"move para. {third} before para. {first}", [0, 3, 1, 2]),
        (f"put para. {third} after {first}", [0, 1, 3, 2]),
        (f"put para. {third} first", [0, 3, 1, 2]),
        (f"move para. {third} up", [0, 1, 3, 2]),
        (f"move para. {first} down by two", [0, 2, 3, 1]),
        (f"swap paras. {first} and {third}", [0, 3, 2, 1]),
    ):
        turn = _done(history, request, plan)
        assert _issues(turn.draft, 1)[:4] == [before[i] for i in order], request
        assert sorted(_issues(turn.draft, 1)) == sorted(before) and _issues(turn.draft, 2) == _issues(history.draft, 2)
    turn = _done(history, f"put para. {first} at the end of category I", plan)
    assert _issues(turn.draft, 1)[-2:] == [before[1], before[-1]] and f"now para. {last}" in turn.said
    assert turn.draft.analyses[0].paragraphs[-1] == history.draft.analyses[0].paragraphs[-1]


def test_after_a_move_nothing_is_said_to_be_told_above_that_is_told_below(sample_corpus):
    history, plan = _drafted(sample_corpus, Category.III)
    referring = next(
        n
        for n in _inner(history.draft, 1)
        if "facts set out above bear on this issue too" in _numbered(history.draft)[n].text
    )
    turn = _done(history, f"put para. {referring} first", plan)
    moved = blocks_of(turn.draft)[1][1]
    assert "The account of the source bears on this issue" in moved.text and "set out above" not in moved.text
    notes = [p.note for s in sections(turn.draft) for n in s.paragraphs for p in n.pieces if p.note]
    assert [n.number for n in notes] == list(range(1, len(notes) + 1))
    assert all(
        before.citations[-1].target == note.citations[0].target
        for before, note in pairwise(notes)
        if note.text.startswith("Ibid.")
    )


def test_what_opens_or_closes_a_category_stays_and_so_does_the_category_of_an_issue(made):
    history, plan = made
    first, *_, last = _inner(history.draft, 1)
    other = _inner(history.draft, 2)[0]
    for request, reason in (
        (f"move para. {first - 1} after para. {first}", "as its recital"),
        (f"move para. {last + 1} before para. {first}", "as its conclusion"),
        (f"move para. {first} before para. {first - 1}", "before the recital"),
        (f"move para. {first} after para. {last + 1}", "behind the conclusion"),
        (f"move para. {first} before para. {other}", "belongs to category I"),
        (f"put para. {first} at the end of category II", "belongs to category I"),
        (f"swap paras. {first} and {other}", "belong to different parts"),
        (f"put para. {first} first", "stands there already"),
        (f"swap paras. {first}, {last} and {other}", "two paragraphs are swapped at a time"),
        (f"move para. {first} before para. {last}, and move para. {last} up", "one at a time"),
    ):
        _refused(history, request, plan, reason)


# --- several at once, and as they are typed


def test_several_changes_of_a_message_are_one_step_with_the_numbers_that_were_seen(made):
    history, plan = made
    first, second, third, *_ = _inner(history.draft, 1)
    turn = _done(history, f"remove para. {first} and shorten para. {second}; then remove para. {third}", plan)
    assert len(turn.history.past) == 2
    alone = converse(history, f"shorten para. {second}", plan).draft
    before = blocks_of(history.draft)[1]
    assert _issues(turn.draft, 1) == [p.issues for i, p in enumerate(before) if i not in (1, 3)]
    assert blocks_of(turn.draft)[1][1] == blocks_of(alone)[1][2]
    on_it = next(n for n in _inner(history.draft, 1) if _numbered(history.draft)[n].issues == ("no_warrant",))
    gone = converse(history, f"add an authority on no warrant and remove para. {on_it}", plan)
    assert not gone.done and "ask to add the standard paragraph on it" in gone.said  # not added to what is then removed
    _refused(history, f"shorten para. {second} and remove para. 9000", plan, "is no paragraph of the draft")


def test_all_but_what_is_spared_is_made_shorter(made):
    history, plan = made
    spared = _inner(history.draft, 1)[0]
    whole, turn = converse(history, "shorter", plan).draft, _done(history, f"shorten all but para. {spared}", plan)
    assert _numbered(turn.draft)[spared] == _numbered(history.draft)[spared] != _numbered(whole)[spared]
    second = converse(history, "shorten everything except category I", plan).draft
    assert second.analyses == (history.draft.analyses[0], whole.analyses[1])


def test_a_misspelt_request_is_done_as_it_was_meant_and_says_so(made):
    history, plan = made
    number = _finding(history.draft)[0]
    turn = _done(history, f"shroten paragrph {number}", plan)
    assert turn.said == f"Understood as “shorten paragraph {number}”. Shortened para. {number}."
    assert turn.draft == converse(history, f"shorten paragraph {number}", plan).draft
    assert turn.history.past[-1].request == f"shroten paragrph {number}"


def test_a_figure_that_was_not_read_never_widens_a_change(made):
    history, plan = made
    _refused(history, "shorten p. 30", plan, "what is meant by 30?")
    _refused(history, "shorten the rest", plan, "what is meant by 'the rest'?")


def test_a_paragraph_is_read_and_an_authority_found_in_the_draft(made):
    history, plan = made
    number = _finding(history.draft)[0]
    read = converse(history, f"show me para. {number}", plan)
    assert read.history == history and read.said.startswith(
        f"{number}. {_numbered(history.draft)[number].sentences[0].text}"
    )
    source = _numbered(history.draft)[number].sources[0]
    where = converse(history, f"why do you cite {source.split('#')[0]}?", plan)
    assert str(number) in where.said and source in {p.id for p in where.passages}


def test_the_same_message_gives_the_same_draft(made):
    history, plan = made
    message = "no deliberations; make it less categorical; remove the last two paragraphs"
    assert converse(history, message, plan).draft == converse(history, message, plan).draft != history.draft


# --- counted by paragraph, the other categories, other numbers, another paragraph


def test_citations_of_a_paragraph_are_counted_together(made):
    history, plan = made
    turn = _done(history, "max 3 per para", plan)
    before = _numbered(history.draft)
    for number, paragraph in _numbered(turn.draft).items():
        assert len(paragraph.citations) <= max(3, sum(bool(s.citations) for s in before[number].sentences))
        for sentence, old in zip(paragraph.sentences, before[number].sentences, strict=True):
            assert sentence.text == old.text and bool(sentence.citations) == bool(old.citations)
    _sound(turn.draft, plan)


def test_the_others_of_a_category_leave_the_remarks_before_and_after_as_they_are(made):
    history, plan = made
    turn = _done(history, "keep category II, shorten the others", plan)
    old, new = history.draft, turn.draft
    assert (new.preliminary, new.analyses[1], new.concluding) == (old.preliminary, old.analyses[1], old.concluding)
    assert new.analyses[0].paragraphs != old.analyses[0].paragraphs


def test_a_draft_is_numbered_from_another_number_on(made):
    history, plan = made
    turn = _done(history, "renumber from 45", plan)
    assert list(_numbered(turn.draft).values()) == list(_numbered(history.draft).values())
    assert turn.draft.first_number == 45
    _refused(history, "start numbering at 3", plan, "the case itself has paragraphs 1 to 22")


def test_a_paragraph_gives_way_to_the_standard_on_another_issue_or_stays(made):
    history, plan = made
    number = _finding(history.draft)[-1]
    turn = _done(history, f"replace para. {number} with one on freedom of assembly", plan)
    texts = [p.text for p in _numbered(turn.draft).values()]
    gone = [n for n, p in _numbered(history.draft).items() if p.text not in texts]
    assert gone == [number] and any(p.issues == ("assembly",) for p in turn.draft.analyses[1].paragraphs)
    _sound(turn.draft, plan)
    _refused(history, f"replace para. {number} with one on zebra crossings", plan, "no issue of the register")


@pytest.mark.parametrize(
    ("subject", "issue"),
    [
        ("solitary confinement", "conditions"),
        ("prolonged solitary confinement", "conditions"),
        ("access to a doctor", "health"),
        ("legal aid", "counsel_access"),
        ("right to silence", "self_incrimination"),
        ("house arrest", "house_arrest"),
    ],
)
def test_the_issue_is_that_which_drafters_call_so(made, subject, issue):
    assert issue_named(made[1], subject).id == issue


def test_an_issue_that_is_not_known_or_not_clear_is_asked_back(made):
    history, plan = made
    _refused(history, "add the standard paragraph on forced labour", plan, "no issue of the register")
    _refused(history, "add the standard paragraph on access to the file", plan, "which one is meant?")
    _refused(history, "cite opinion 99/2030 in para. 31", plan, "the index has no 99/2030")


# --- sentences


def _told(history, count):
    """The number of a paragraph that finds a violation and tells so many facts."""
    return next(n for n in _finding(history.draft) if sum(map(is_fact, _numbered(history.draft)[n].sentences)) == count)


def test_two_neighbours_of_a_category_are_merged(made):
    history, plan = made
    first, second = next(p for p in pairwise(_inner(history.draft, 1)) if set(p) <= set(_finding(history.draft)))
    turn = _done(history, f"merge {first} and {second}", plan)
    one, two, merged = _numbered(history.draft)[first], _numbered(history.draft)[second], _numbered(turn.draft)[first]
    assert {s.text for s in merged.sentences} == {s.text for s in (*one.sentences, *two.sentences)}
    assert len({s.text for s in merged.sentences}) == len(merged.sentences)
    assert merged.issues == (*one.issues, *two.issues)
    assert set(merged.sources) == {*one.sources, *two.sources}
    assert len(_numbered(turn.draft)) == len(_numbered(history.draft)) - 1
    _sound(turn.draft, plan)
    last = _inner(history.draft, 1)[-1]
    _refused(history, f"merge {last} and {last + 1}", plan, "opens or concludes its analysis")
    _refused(history, f"merge {first} and {second + 1}", plan, "are no neighbours")
    _refused(history, f"join {first} with {_inner(history.draft, 2)[0]}", plan, "belong to different parts")
    _refused(history, f"merge {first}", plan, "two neighbouring paragraphs are merged at a time")


def test_a_paragraph_is_split_between_sentences_and_no_finding_from_its_facts(made):
    history, plan = made
    number = _told(history, 1)
    before = _numbered(history.draft)[number]
    turn = _done(history, f"split para. {number} in two", plan)
    one, two = _numbered(turn.draft)[number], _numbered(turn.draft)[number + 1]
    assert (*one.sentences, *two.sentences) == before.sentences and one.issues == two.issues == before.issues
    assert is_fact(two.sentences[0]) and "finds a violation" in two.text
    others = [p for n, p in _numbered(turn.draft).items() if n not in (number, number + 1)]
    assert others == [p for n, p in _numbered(history.draft).items() if n != number]
    _sound(turn.draft, plan)
    _refused(history, f"split para. {number} before the finding", plan, "may not stand without its facts")
    _refused(history, f"split para. {number} after the last sentence", plan, "no sentence on one of the sides")
    _refused(history, f"split para. {number} after the fifth sentence", plan, "has only")


def test_a_fact_is_dropped_but_the_only_one_of_a_finding_stays(made):
    history, plan = made
    number = _told(history, 1)
    count = len(_numbered(history.draft)[number].sentences)
    _refused(history, f"drop the last sentence of {number}", plan, "only a fact or a second standard is dropped")
    _refused(history, f"drop the first sentence of {number}", plan, "the only standard of its paragraph")
    _refused(history, f"drop sentence {count - 1} of {number}", plan, "may not stand without its facts")
    _refused(history, f"drop the second footnote of {number}", plan, "is not changed by itself")
    conclusion = _inner(history.draft, 1)[-1] + 1
    _refused(history, f"drop the last sentence of {conclusion}", plan, "opens or concludes its analysis")


def test_the_fact_behind_a_dropped_one_opens_its_paragraph(made):
    history, plan = made
    number = _told(history, 1)
    two = converse(history, f"merge {number} and {number + 1}", plan)
    if not two.done:
        two = converse(history, f"merge {number - 1} and {number}", plan)
        number -= 1
    assert two.done, two.said
    sentences = _numbered(two.draft)[number].sentences
    fact = next(i for i, s in enumerate(sentences, start=1) if is_fact(s))
    turn = _done(two.history, f"drop sentence {fact} of para. {number}", plan)
    left = _numbered(turn.draft)[number].sentences
    assert len(left) == len(sentences) - 1 and any(map(is_fact, left)) and sentences[fact - 1] not in left
    assert next(s for s in left if is_fact(s)).text.startswith(
        ("In the present case", "The facts set out above", "The account")
    )


# --- what is added, and where


def test_a_new_paragraph_stands_where_the_old_one_stood_unless_it_belongs_elsewhere(made):
    history, plan = made
    number = _inner(history.draft, 2)[0]
    turn = _done(history, f"replace para. {number} with one on freedom of assembly", plan)
    assert f"Para. {number} is now the standard on" in turn.said
    assert _numbered(turn.draft)[number].issues == ("assembly",)
    assert len(_numbered(turn.draft)) == len(_numbered(history.draft))
    other = _done(history, f"replace {number} with one on bail", plan)
    assert _issues(other.draft, 2) == [p for p in _issues(history.draft, 2) if p != _issues(history.draft, 2)[1]]
    assert ("pretrial_not_individualized",) in _issues(other.draft, 1)
    _refused(history, f"replace para. {number - 1} with one on bail", plan, "opens or concludes its analysis")


def test_an_authority_of_a_state_is_of_that_state(made):
    history, plan = made
    number = next(n for n in _finding(history.draft) if _numbered(history.draft)[n].issues == ("no_warrant",))
    turn = _done(history, f"add a case from Karsovia to {number}", plan)
    (new,) = _cited(turn.draft) - _cited(history.draft) or {None}
    assert new is None or plan.corpus.passage(new).state == "Karsovia"
    shown = converse(history, "something on Karsovia", plan)
    assert shown.passages and {p.state for p in shown.passages} == {"Karsovia"}
    limited = converse(history, "cite only opinions from 2022 on", plan).history
    turn = converse(limited, "something on Karsovia", plan)
    assert not turn.done and "No authority concerning Karsovia was found" in turn.said and "\n" not in turn.said


def test_a_thin_paragraph_is_given_a_standard_or_an_authority_or_told_that_there_is_none(made):
    history, plan = made
    number, seen = _finding(history.draft)[0], 0
    for _ in range(60):
        before = _numbered(history.draft)[number]
        turn = converse(history, f"{number} is too thin, expand", plan)
        if not turn.done:
            break
        after = _numbered(turn.draft)[number]
        assert set(after.sources) > set(before.sources) and after.case_paragraphs == before.case_paragraphs
        _sound(turn.draft, plan)
        history, seen = turn.history, seen + 1
    assert seen and not turn.done and "the index has no further standard or authority" in turn.said


def test_everything_on_a_subject_is_asked_back_by_numbers(made):
    history, plan = made
    number = next(n for n in _inner(history.draft, 1) if _numbered(history.draft)[n].issues == ("no_warrant",))
    _refused(
        history, "remove everything on arrest without a warrant", plan, f"is para. {number} meant by everything on"
    )
    _refused(history, "remove everything on torture", plan, "the draft has no paragraph on")


def test_a_request_that_starts_from_a_wrong_premise_is_told_so(made):
    history, plan = made
    number = _finding(history.draft)[0]
    said = "by the case, Veldania is a party to the Covenant (see para. 2 above)"
    for reason in ("since Veldania isn't a party to the Covenant", "as it never ratified the ICCPR"):
        _refused(history, f"{reason}, cite customary law in {number}", plan, said)
    assert said not in converse(history, "give me the standard for States not party to the Covenant", plan).said
