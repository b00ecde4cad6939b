"""A party's paragraph is no authority, unless the draft says whose words it cites."""

from __future__ import annotations

import pytest

from index.model import Part
from tests.made_index import checked, index_of, opinion

HELD = "Detention awaiting trial must rest on an individual assessment by an independent court."
CITED = opinion(
    "301/2014",
    (Part.PREAMBLE, "The Working Group was established by a resolution of the Commission."),
    (Part.SOURCE, "The detention awaiting trial did not rest on an individual assessment by an independent court."),
    (Part.GOVERNMENT, "The court was independent, and made an assessment of the individual."),
    (Part.COMMENTS, "The source insists that no court made any assessment."),
    (Part.DISCUSSION, HELD),
)
INDEX = index_of(CITED)


@pytest.mark.parametrize(
    ("pinpoint", "whose"),
    [
        ("para. 2", "the source's submission"),
        ("para. 3", "the Government's reply"),
        ("para. 4", "the source's further comments"),
        ("paras. 2–3", "the source's submission and the Government's reply"),
    ],
)
@pytest.mark.parametrize("text", [HELD, f"As the source submits, and as the Working Group has held: {HELD}"])
def test_a_party_is_not_cited_as_authority(pinpoint, whose, text):
    (found,) = checked(INDEX, text, f"Opinion No. 301/2014, {pinpoint}.")
    assert (found.status, found.suggestion) == ("unsupported", "Opinion No. 301/2014, para. 5")
    assert found.reason == f"what is cited is {whose}, not what the Working Group held"


def test_no_paragraph_is_suggested_where_none_says_it():
    (found,) = checked(INDEX, "Solitary confinement harms the mind.", "Opinion No. 301/2014, para. 2.")
    assert (found.status, found.suggestion) == ("unsupported", None)


@pytest.mark.parametrize(
    ("text", "note", "part"),
    [
        (HELD, "Opinion No. 301/2014, para. 5.", Part.DISCUSSION),
        (HELD, "Opinion No. 301/2014, paras. 2 and 5.", Part.DISCUSSION),  # one of them is the Working Group's
        ("It was established by a resolution.", "Opinion No. 301/2014, para. 1.", Part.DISCUSSION),
        (HELD, "Opinion No. 301/2014, para. 2.", Part.SOURCE),  # the party's own pleading
        ("The source there submitted that no court had assessed it.", "Opinion No. 301/2014, para. 2.", Part.DISCUSSION),
        ("According to the Government, the court was free.", "Opinion No. 301/2014, para. 3.", Part.DISCUSSION),
        ("It was alleged that no court had assessed it.", "Opinion No. 301/2014, para. 2.", Part.DISCUSSION),
        ("The facts were alike.", "See the source's allegations in opinion No. 301/2014, para. 2.", Part.DISCUSSION),
        ("The facts were alike.", "Opinion No. 301/2014, para. 2 (submission of the source).", Part.DISCUSSION),
    ],
)  # fmt: skip
def test_what_is_presented_as_a_partys_raises_no_alarm(text, note, part):
    assert [c.status for c in checked(INDEX, text, note, part=part)] == ["ok"]
