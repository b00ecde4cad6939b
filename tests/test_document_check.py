"""The document that is cited exists; where only its year or a digit is wrong, the right number is suggested."""

from __future__ import annotations

from datetime import date

import pytest

from index.model import Part
from tests.made_index import checked, index_of, opinion

HELD = (Part.DISCUSSION, "Nobody is held without the review of a court, which no law permits.")
INDEX = index_of(
    opinion("301/2014", HELD, HELD, adopted=date(2014, 11, 18)),
    opinion("360/2019", HELD, adopted=date(2019, 5, 1)),
    opinion("302/2018", HELD, HELD, adopted=date(2018, 5, 1)),
    opinion("302/2020", HELD, HELD, adopted=date(2020, 5, 1)),
)


@pytest.mark.parametrize(
    ("note", "status", "suggestion"),
    [
        ("Opinion No. 301/2015, para. 2.", "unverifiable", "Opinion No. 301/2014, para. 2"),
        ("Opinion No. 301/2013.", "unverifiable", "Opinion No. 301/2014"),
        ("Opinion No. 301/2015, paras. 2–3.", "unverifiable", None),  # that one has no paragraph 3
        ("Opinion No. 301/2016, para. 2.", "unverifiable", None),  # two years away
        ("Opinion No. 302/2019, para. 2.", "unverifiable", None),  # in the year before and in the year after
        ("Opinion No. 302/2019, para. 3.", "unverifiable", None),
        ("Opinion No. 311/2014, para. 1.", "unverifiable", None),  # another number, which may well exist
        ("Opinion No. 360/2020, para. 1.", "unverifiable", "Opinion No. 360/2019, para. 1"),
    ],
)
def test_a_wrong_year(note, status, suggestion):
    (found,) = checked(INDEX, HELD[1], note)
    assert (found.status, found.suggestion) == (status, suggestion)
    assert ("see whether the year is right" in found.reason) == (suggestion is not None)


def test_what_is_later_than_the_draft_is_not_suggested():
    (found,) = checked(INDEX, HELD[1], "Opinion No. 302/2021, para. 2.", adopted=date(2020, 1, 1))
    assert (found.status, found.suggestion) == ("unverifiable", None)


def test_a_number_between_two_of_its_year_does_not_exist():
    among = index_of(*(opinion(f"{n}/2020", HELD) for n in (10, 90)), opinion("44/2019", HELD))
    (found,) = checked(among, HELD[1], "Opinion No. 44/2020, para. 1.")
    assert (found.status, found.suggestion) == ("no_such_document", "Opinion No. 44/2019, para. 1")


def test_of_several_that_may_be_meant_the_one_that_says_it_is_suggested():
    other = (Part.DISCUSSION, "The weather was fine on the morning of the hearing, and everybody had come on foot.")
    among = index_of(opinion("302/2018", other), opinion("302/2020", HELD))
    (found,) = checked(among, HELD[1], "Opinion No. 302/2019, para. 1.")
    assert (found.status, found.suggestion) == ("unverifiable", "Opinion No. 302/2020, para. 1")
