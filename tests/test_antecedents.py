"""Whom a pronoun means once its sentence stands alone."""

import pytest

from assistant.case import case_from_text
from assistant.composing.antecedents import with_names
from assistant.composing.house_style import short_persons
from assistant.composing.released import held, released
from assistant.composing.telling import tellable

HEAD = "Communication concerning {who} (Qasira)\n\nCommunication from the source\n\n1. {told}\n\n2. No warrant."
ONE = case_from_text(HEAD.format(who="Nadir Oumeri", told="Mr. Oumeri is a veterinarian."))
THREE = case_from_text(
    HEAD.format(
        who="Pedro Anzola, Marisa Lugo and a minor whose name is known to the Working Group",
        told="Mr. Anzola is a farmer. Ms. Lugo is an agronomist.",
    )
)


def _told(case, *sentences):
    return [text for _, text in with_names(case, [(4, sentence) for sentence in sentences])]


@pytest.mark.parametrize(
    ("before", "sentence", "named"),
    [
        ("The cell had no window.", "He was never taken out.", "Mr. Oumeri was never taken out."),
        ("The cell had no window.", "For 47 days his family had no news.", "For 47 days Mr. Oumeri's family had no news."),
        ("His lawyer, Ms. Rabia Senhaji, came on 3 May.", "She was given an hour.", "Ms. Rabia Senhaji was given an hour."),
        ("His wife went to the police.", "She was told nothing.", "She was told nothing."),
        ("The prosecutor kept the file.", "He ordered the detention.", "He ordered the detention."),
        ("Mr. Brandt was engaged on 3 May.", "He arrived at noon.", "Mr. Brandt arrived at noon."),
        ("The defence saw the file.", "It asked for an adjournment.", "The defence asked for an adjournment."),
        ("The court sat on 3 May.", "It accepts that the hearing was public.", "It accepts that the hearing was public."),
        ("The judge left.", "Nobody explains how a farmer in his fields was caught.", "Nobody explains how a farmer in his fields was caught."),
    ],
)  # fmt: skip
def test_a_pronoun_gets_the_name_that_alone_it_can_mean(before, sentence, named):
    assert _told(ONE, before, sentence)[1] == named


def test_the_lawyer_is_not_taken_for_the_client():
    told = tellable(
        ONE, [(4, "His wife went to the police."), (4, "She was told nothing."), (5, "She may come twice.")]
    )
    assert [(fact.text, fact.lead) for fact in told] == [
        ("Mr. Oumeri's wife went to the police.", None),
        ("She was told nothing.", "Mr. Oumeri's wife went to the police."),
    ]


def test_of_several_persons_the_one_who_is_spoken_of_is_named():
    assert _told(THREE, "The minor was questioned alone.", "He reportedly signed a paper on Mr. Anzola.", "On 3 May, he withdrew it.")[1:] == [
        "The minor reportedly signed a paper on Mr. Anzola.",
        "On 3 May, the minor withdrew it.",
    ]  # fmt: skip
    paragraphs = [(4, "Ms. Lugo was charged."), (5, "On 6 May 2022, she was convicted."), (7, "She was fined.")]
    assert [text for _, text in with_names(THREE, paragraphs)][1:] == [
        "On 6 May 2022, Ms. Lugo was convicted.",
        "She was fined.",
    ]


def test_a_minor_is_the_minor_once_spoken_of():
    assert short_persons(THREE) == "Mr. Anzola, Ms. Lugo and the minor"


def _of(told):
    return case_from_text(HEAD.format(who="Pedro Anzola and Marisa Lugo", told=told))


@pytest.mark.parametrize(
    ("told", "free", "still"),
    [
        ("Mr. Anzola was released on 3 May. Ms. Lugo is serving the sentence.", {"Pedro Anzola"}, False),
        ("Mr. Anzola was arrested. He was released on bail. He is being held at Cuayma.", set(), True),
        ("Mr. Anzola was not released.", set(), True),
        ("Mr. Anzola asked to be released. Ms. Lugo is a farmer.", set(), False),
        (
            "Mr. Anzola and Ms. Lugo were held. The family has left the transit zone.",
            {"Pedro Anzola", "Marisa Lugo"},
            False,
        ),
        ("Mr. Anzola was acquitted. Mr. Anzola was detained for having met others.", {"Pedro Anzola"}, False),
    ],
)
def test_who_is_free_is_what_is_said_last(told, free, still):
    assert (released(_of(told)), held(_of(told))) == (free, still)


CAPTAIN = case_from_text(HEAD.format(who="Corvin Aldamar", told="Corvin Aldamar is a captain in the navy. He is 44."))


@pytest.mark.parametrize(
    ("before", "sentence", "named"),
    [
        ("The captain was blindfolded.", "He was driven to a villa.", "Corvin Aldamar was driven to a villa."),
        ("The colonel came at noon.", "He was told nothing.", "He was told nothing."),
        ("On 3 May, the physician arrived.", "He was drunk.", "He was drunk."),
        ("On 3 May, the physician arrived.", "He was kept hooded.", "Corvin Aldamar was kept hooded."),
        ("The cell was wet.", "The captain wrote to his wife.", "The captain wrote to his wife."),
        (
            "The cell was wet.",
            "A prosecutor ordered his detention.",
            "A prosecutor ordered Corvin Aldamar's detention.",
        ),
        ("The cell was wet.", "A prosecutor lost his keys.", "A prosecutor lost his keys."),
    ],
)
def test_the_captain_is_the_person_concerned_where_that_is_one_and_the_colonel_is_another(before, sentence, named):
    assert _told(CAPTAIN, before, sentence)[1] == named


def test_her_before_a_time_is_no_possessive():
    from assistant.composing.antecedents import _POSSESSED

    assert not _POSSESSED.search("They could see her every month.")
    assert _POSSESSED.search("They could see her mother.")
