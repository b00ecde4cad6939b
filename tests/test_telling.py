"""What a party says, as a draft tells it."""

import pytest

from assistant.case import case_from_text
from assistant.composing.antecedents import with_names
from assistant.composing.house_style import state_text
from assistant.composing.persons import honoured
from assistant.composing.telling import answered, given_up, gives_up, is_fact, repeatable, stated, tellable

ONE = case_from_text(
    "I write about my brother, Tomasz Belinek, who is 34 years old.\n\nHe was arrested on 3 May 2021 at home."
)
TWO = case_from_text(
    "Communication concerning Ana Bel and Cem Dor (Qasira)\n\nCommunication from the source\n\n1. They were held.\n\n2. No warrant."
)
COMMON = frozenset({"when", "my", "the", "they", "no"})


def test_the_relative_of_a_letter_is_the_person_concerned():
    assert stated(ONE, "My brother asked for a warrant.", COMMON) == " Tomasz Belinek asked for a warrant"
    assert stated(ONE, "They hit my brother's hands.", COMMON) == " they hit Tomasz Belinek's hands"


def test_a_mine_is_a_place_and_an_hour_keeps_its_point():
    assert (
        stated(ONE, "Some stood on the road to the mine.", frozenset({"some"})) == " some stood on the road to the mine"
    )
    assert stated(ONE, "They came at 9 p.m.", COMMON) == " they came at 9 p.m."


def test_who_speaks_is_said_once():
    said = "Article 6 is, in the submission of the source, so vague that nobody can know what it forbids."
    assert stated(ONE, said, COMMON) == " Article 6 is so vague that nobody can know what it forbids"


def test_what_a_party_calls_the_offence_is_that_of_its_case():
    told = tellable(ONE, [(1, "He was caught within 24 hours after the offence."), (2, "He was held throughout that period in a cell.")])  # fmt: skip
    assert [fact.lead for fact in told] == [None, None]


def test_what_only_the_writer_can_say_is_quoted():
    told = stated(ONE, 'When I asked why, one of them said "you will hear".', COMMON)
    assert told == ", in its words, “When I asked why, one of them said ‘you will hear’”"
    assert stated(ONE, 'They told him "we are not doctors".', COMMON) == ' they told him "we are not doctors"'


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("I was not surprised.", False),
        ("I ask you to say so.", False),
        ("No reply was received within the sixty days.", False),
        ("The source does not dispute that a warrant was shown.", False),
        ("In its comments of 7 June 2022, the source maintains its allegations.", False),
        ("It accepts that two hearings were open to the public.", False),
        ("In its comments of 7 June 2022, the source states that no lawyer was there.", True),
        ("When I asked what he had done, one of them laughed.", True),
        ("No reply was given to his request for bail.", True),
    ],
)
def test_what_the_source_says_of_itself_is_no_fact(sentence, fact):
    assert is_fact(sentence) is fact


def test_a_concession_is_told_without_its_occasion():
    said = "In its comments of 20 July 2023, the source acknowledges that he was before a judge."
    assert gives_up(said) and given_up(said) == "The source acknowledges that he was before a judge."
    assert given_up("It no longer maintains the complaint.") == "The source no longer maintains the complaint."
    assert not gives_up("The source maintains its complaint.")


@pytest.mark.parametrize(
    ("sentence", "can_be"),
    [
        ('Quiroga"), a lawyer born in 1990, was detained at the bus terminal.', False),
        ("Annex 3 (the judgment, page 33 was shown to the defence.", False),
        ("On 26 December 2020 they were transferred to the Central Prison.", False),
        ("A form was placed before him on 20 June 2021.", False),
        ("Ms. Bel and Mr. Dor were among them.", False),
        ("No counsel was appointed for him.", False),
        ("The lawyer said that he had not been admitted.", True),
        ("Ms. Bel told them that she was ill.", True),
        ("The judge sent both men back to their cells.", True),
    ],
)
def test_a_sentence_that_is_not_understood_by_itself_is_not_repeated(sentence, can_be):
    assert repeatable(TWO, sentence) is can_be


def test_a_paragraph_on_several_goes_on_about_all_of_them():
    told = tellable(
        TWO,
        [(3, "They were taken to the barracks."), (3, "They saw no judge until 8 May."), (4, "They had no warrant.")],
    )
    assert told[0].text == "Ana Bel and Cem Dor were taken to the barracks."
    assert (told[1].text, told[1].lead) == ("They saw no judge until 8 May.", told[0].text)
    assert len(told) == 2, "who had no warrant is not known"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Government denies the allegations of torture as baseless.", "denies the allegations of torture as baseless"),
        ("The Government further states that an inquiry was made.", "states that an inquiry was made"),
        ("As for counsel, the Government explains that any lawyer may obtain a clearance.",
         "states that, as for counsel, any lawyer may obtain a clearance"),
        ("In its late reply, the Government states that no order was made.", "states that no order was made"),
        ("It follows that the restriction was prescribed by law.", "states that the restriction was prescribed by law"),
        ("He was brought before a judge on 8 September 2021.", "states that Tomasz Belinek was brought before a judge on 8 September 2021"),
    ],
)  # fmt: skip
def test_the_government_states_denies_or_explains_once(sentence, told):
    ((_, text),) = with_names(ONE, [(1, sentence)])
    assert answered(text, frozenset({"as", "the", "an"})) == told


def test_a_name_is_called_as_the_case_calls_it():
    text = "Communication concerning {name} (Qasira)\n\nCommunication from the source\n\n1. {told}\n\n2. No warrant."
    quiroga = case_from_text(text.format(name="Lucía Quiroga Ibáñez", told='She (hereinafter "Ms. Quiroga") was held.'))
    assert honoured(quiroga, quiroga.persons[0]) == "Ms. Quiroga"
    yonas = case_from_text(text.format(name="Yonas Tekle Habtemariam", told="Mr. Yonas Tekle Habtemariam was held."))
    assert honoured(yonas, yonas.persons[0]) == "Mr. Yonas Tekle Habtemariam"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("Veldania", "Veldania"),
        ("Sultanate of Dhurran", "the Sultanate of Dhurran"),
        ("Coralline Islands", "the Coralline Islands"),
        ("Democratic Republic of Turanistan", "the Democratic Republic of Turanistan"),
        ("Bolivia (Plurinational State of)", "Bolivia (Plurinational State of)"),
    ],
)
def test_a_state_that_is_a_noun_has_its_article(state, told):
    assert state_text(state) == told
