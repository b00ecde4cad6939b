"""What persons concerned who share a surname are called, and which sentences speak of each: an invented brother and sister."""

import pytest

from assistant.case import case_from_text
from assistant.composing.persons import called, speaking_of
from assistant.composing.released import released
from assistant.composing.whom import claimed_of
from index.model import Category

SIBLINGS = """Case concerning Aldo Ferrin and Ruta Ferrin (Osterland)

Source

1. Aldo Ferrin is a schoolmaster. Ruta Ferrin, his {kin}, is a pharmacist. They live in Lennick.

2. On 9 October 2023 officers took Mr. Ferrin away. {other} Ferrin was arrested at her pharmacy the same morning. {other} Ferrin
was released on 1 November 2023.

3. Mr. Ferrin was tried in December. He is held in the prison of Garm.

4. The source submits that the detention of Mr. Ferrin falls within categories I and II.

5. The source submits that the detention of {other} Ferrin falls within category I.
"""


def test_a_brother_and_a_sister_are_told_apart_by_their_titles():
    case = case_from_text(SIBLINGS.format(kin="sister", other="Ms."))
    assert [called(case, person) for person in case.persons] == ["Mr. Ferrin", "Ms. Ferrin"]
    assert released(case) == {"Ruta Ferrin"}
    assert claimed_of(case, Category.II) == ("Aldo Ferrin",)
    assert claimed_of(case, Category.I) == case.persons


def test_two_brothers_keep_their_whole_names():
    case = case_from_text(SIBLINGS.format(kin="brother", other="Mr. Ruta").replace("her", "his"))
    assert [called(case, person) for person in case.persons] == ["Aldo Ferrin", "Ruta Ferrin"]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Ms. Ferrin was released.", [False, True]),
        ("Mr Ferrin was tried.", [True, False]),
        ("Ruta Ferrin was never charged.", [False, True]),
        ("Mr. Aldo Ferrin appealed.", [True, False]),
        ("The family went home.", [False, False]),
    ],
)
def test_a_sentence_speaks_of_one_of_them(text, of):
    case = case_from_text(SIBLINGS.format(kin="sister", other="Ms."))
    assert [bool(speaking_of(case, person).search(text)) for person in case.persons] == of
