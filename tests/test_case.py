"""A case is what the parties submitted, and nothing that the Working Group said of it."""

import pytest

from assistant.case import SUBMITTED, case_from_text, case_of, disclaimed, pleaded, read_case
from assistant.model import Found
from assistant.submissions.corrections import Corrections
from assistant.submissions.facts import claims_in
from index.errors import BadInput
from index.model import Category, Part
from index.parsing import parse_file
from tests.conftest import SAMPLE

OPINIONS = sorted((SAMPLE / "txt").glob("opinion-*.txt"))


@pytest.mark.parametrize("path", OPINIONS[::3], ids=lambda p: p.stem)
def test_the_answer_is_hidden(path, gold):
    case = case_of(parse_file(path))
    true = gold[path.stem]
    hidden = [
        p["text"] for p in true["paragraphs"] if p["section"] and p["section"][0] in ("Discussion", "Disposition")
    ]
    shown = " ".join(p.text for p in case.document.paragraphs)
    assert hidden and not any(text[:80] in shown for text in hidden)
    assert {p.part for p in case.document.paragraphs} <= SUBMITTED
    assert case.document.disposition is None
    assert (list(case.persons), case.state, case.replied) == (true["persons"], true["state"], true["replied"])
    assert case.state_party == true["state_party"]


def test_a_pasted_text_without_headings_is_the_source():
    case = case_from_text("He was arrested at home.\n\nNo warrant was shown. It falls under categories I and III.")
    assert [p.part for p in case.document.paragraphs] == [Part.SOURCE, Part.SOURCE]
    assert case.pleaded == (Category.I, Category.III)


def test_a_pasted_text_with_headings_keeps_who_speaks():
    case = case_from_text(
        "Communication from the source\n\nHe was held.\n\nResponse from the Government\n\nIt was lawful."
    )
    assert [p.part for p in case.document.paragraphs] == [Part.SOURCE, Part.GOVERNMENT]


def test_what_is_disclaimed_is_not_pleaded():
    text = "The detention falls under category I. The source makes no submission under category V."
    paragraphs = case_from_text(text).document.paragraphs
    assert pleaded(paragraphs) == (Category.I,)
    assert disclaimed(paragraphs) == {Category.V}


def test_the_call_for_reform_names_what_the_parties_named():
    from assistant.composing.remarks import reform

    text = (SAMPLE / "txt" / "opinion-340-2021.txt").read_text()
    case = case_from_text(text)
    assert case.provisions == (Found("article 318 of the Criminal Code", 5),)
    written = reform(case)
    assert "in the application of article 318 of the Criminal Code (see para. 5 above)" in written.text
    assert written.case_paragraphs == (5,)
    corrected = reform(Corrections(provisions=["article 12 of the Press Act"]).of(case))
    assert "in the application of article 12 of the Press Act, into conformity" in corrected.text


CASE = SAMPLE / "cases" / "sarvady-veldania.txt"


def test_dates_charges_and_domestic_law_are_found_with_their_paragraphs():
    case = read_case(CASE)
    assert Found("arrest: 14 May 2020", 9) in case.dates
    assert Found("sentence: 18 September 2020", 19) in case.dates
    assert Found("record of arrest under article 318 (3)", 12) in case.charges
    assert case.provisions == (Found("article 318 of the Criminal Code", 5),)
    assert claims_in(case.document.paragraphs)[Category.V] == (21,)


@pytest.mark.parametrize("path", OPINIONS[::3], ids=lambda p: p.stem)
def test_nothing_of_the_outcome_is_found(path, gold):
    """Dates, charges and provisions come from the submissions alone."""
    case = case_of(parse_file(path))
    numbers = {p.number for p in case.document.paragraphs}
    found = [*case.dates, *case.charges, *case.provisions]
    assert found and all(f.paragraph in numbers for f in found)


def test_the_same_case_is_found_in_text_word_and_pdf():
    cases = [read_case(SAMPLE / kind / f"opinion-301-2014.{kind}") for kind in ("txt", "docx", "pdf")]
    fields = [(c.persons, c.state, c.state_party, c.replied, c.pleaded, c.dates, c.provisions) for c in cases]
    assert fields[0] == fields[1] == fields[2] and fields[0][0] == ("Radomir Velchan",)


def test_what_was_found_is_put_right():
    case = read_case(CASE)
    assert Corrections().of(case) == case
    given = Corrections(title="New", state="Tamrisk", persons=["A. B.", " "], replied="late", pleaded=[Category.V, Category.I],
                        dates=["arrest: 14 May 2020", "arrest: 1 June 2020"], charges=[], provisions=["article 1 of the Act"])  # fmt: skip
    right = given.of(case)
    assert (right.title, right.state, right.persons, right.replied) == ("New", "Tamrisk", ("A. B.",), "late")
    assert right.pleaded == (Category.I, Category.V) and right.charges == ()
    assert right.dates == (Found("arrest: 14 May 2020", 9), Found("arrest: 1 June 2020"))
    assert right.state_party is None, "the register does not know whether another State is a party"
    assert Corrections(state="France").of(case).state_party is True
    assert Corrections(state="Myanmar", party="yes").of(case).state_party is True
    assert Corrections(party="unknown", replied="unknown").of(case).replied is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no case"),
        (" \n ", "no case"),
        ("Il a été arrêté à son domicile par la police sans mandat. Il n’a pas vu de juge pendant dix jours. " * 5, "English"),
        ("Fue detenido en su casa por la policía sin orden judicial. No vio a un juez durante diez días. " * 5, "English"),
    ],
)  # fmt: skip
def test_what_is_no_case_is_said_in_one_line(text, said):
    with pytest.raises(BadInput, match=said) as failure:
        case_from_text(text)
    assert "\n" not in str(failure.value)


def test_a_file_without_headings_is_the_source_s(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("He was arrested at home on 3 May 2020.\n\nNo warrant was shown. It falls under category I.")
    case = read_case(file)
    assert {p.part for p in case.document.paragraphs} == {Part.SOURCE} and case.pleaded == (Category.I,)
    assert case.dates[0].text == "arrest: 3 May 2020"


def test_a_discussion_alone_is_no_case(tmp_path):
    deliberation = read_case(SAMPLE / "txt" / "deliberation-31.txt")
    assert not any(p.part is Part.SOURCE for p in deliberation.document.paragraphs)


@pytest.mark.parametrize(
    ("sentence", "can_be"),
    [
        ("The arrest without a warrant was unlawful according to opinion No. 77/1999, para. 4.", False),
        ("Her family was not informed of the arrest, contrary to deliberation No. 99.", False),
        ("No warrant was shown, as general comment No. 99 and A/HRC/99/1 require.", False),
        ("Ms. Sarvady was handed a record of arrest under article 318 (3) of the Criminal Code.", True),
        ("No warrant was shown, in breach of article 9 of the Covenant.", True),
    ],
)
def test_a_party_s_sentence_that_cites_an_authority_is_not_repeated(sentence, can_be):
    """It might not exist: what the draft repeats, its reader would take for checked."""
    from assistant.composing.telling import repeatable

    assert repeatable(read_case(CASE), sentence) is can_be


def test_a_migrant_who_was_never_tried_was_not_denied_what_the_accused_are_owed():
    from assistant.issues import issue_register
    from assistant.learnt.spotting import Spotter, raised_by

    told = (
        "The source states that he was placed in the removal centre on 3 May 2020 as an undocumented migrant. No judge "
        "has reviewed his detention, which has lasted two years, and no time limit was set. He was not brought before a "
        "judge and no lawyer was given to him. The detention falls within category IV."
    )
    raised = {s.issue for s in raised_by(case_from_text(told), Spotter.train())}
    assert "migrant_prolonged" in raised
    assert not any(issue_register()[issue].criminal for issue in raised)
    spotted = {s.issue for s in Spotter.train().spot(case_from_text(told))}
    assert any(issue_register()[issue].criminal for issue in spotted), "else this test says nothing"


def test_a_title_without_a_number_names_persons_and_state():
    text = "Opinion concerning Ana Bel and Cem Dor (Qasira)\n\nCommunication from the source\n\n1. They were held.\n\n2. No warrant."
    case = case_from_text(text)
    assert (case.persons, case.state) == (("Ana Bel", "Cem Dor"), "Qasira")


def test_a_case_without_a_source_says_which_headings_are_expected():
    case = case_from_text("Response from the Government\n\n1. It was lawful.\n\n2. He was tried.")
    assert any("“Communication from the source”" in warning for warning in case.document.warnings)


def test_a_date_that_is_none_is_refused():
    case = read_case(CASE)
    with pytest.raises(BadInput, match="'foo' is no date"):
        Corrections(dates=["foo"]).of(case)
    given = ["arrest: 14 May", "trial: June 2020", "2020-06-01"]
    assert [f.text for f in Corrections(dates=given).of(case).dates] == given


def test_a_provision_under_a_shorter_name_is_the_same_provision():
    from assistant.submissions.facts import provisions_in
    from index.model import Paragraph, Part

    told = "He was charged under article 12 of the Criminal Code of Velmora. A vague article 12 of the Criminal Code violates the law."
    named = [f.text for f in provisions_in([Paragraph(3, Part.SOURCE, (), told)])]
    assert named == ["article 12 of the Criminal Code of Velmora"]


def test_a_government_that_does_not_comment_answers_nothing():
    from assistant.submissions.words import any_of, submission_words

    beside = any_of(submission_words().beside)
    assert beside.search("The Government does not comment on the statement of the Minister.")
    assert not beside.search("The Government states that he was not beaten.")
