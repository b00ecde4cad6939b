"""A sentence that says the contrary of what it cites, and sentences that only look as if they did."""

from __future__ import annotations

import pytest

from assistant.checks.contrary import contrary
from index.model import Part
from tests.made_index import checked, index_of, opinion

RULE = "A person arrested on a criminal charge must be brought promptly before an independent judge within 48 hours."
RESERVE = "The silence of the Government does not relieve the source of the burden of proving a prima facie case."
REASONS = "An order that merely repeats the terms of the statute is unlawful even where a court has confirmed it later."
DENIED = "A person arrested on a criminal charge need not be brought promptly before an independent judge."
CITED = opinion("301/2014", (Part.DISCUSSION, f"It is recalled so. {RULE}"), (Part.GOVERNMENT, DENIED))


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (DENIED, RULE),
        ("The silence of the Government relieves the source of the burden of proving a prima facie case.", RESERVE),
        ("An order that merely repeats the terms of the statute is lawful where a court has confirmed it later.", REASONS),
    ],
)  # fmt: skip
def test_the_same_but_for_one_negation_is_the_contrary(sentence, text):
    assert contrary(sentence, text)
    assert contrary(text, sentence)


def test_a_short_sentence_is_the_contrary_where_the_other_has_all_its_words():
    text = "A public prosecutor, who is a party to the case to come, cannot be regarded as such an officer."
    assert contrary("A public prosecutor can be regarded as such an officer.", text)
    assert not contrary("A public prosecutor can be regarded as such a judge.", text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (RULE, RULE),
        # another matter in the same words
        ("A judge need not be brought from another court to hear a criminal charge.", RULE),
        # both are negated, each in its way
        ("No person may be held on a criminal charge for longer than 48 hours without being brought before a judge.", RULE),
        ("Nobody may be compelled to testify against himself or herself in criminal proceedings.",
         "It is forbidden to compel anyone to testify against himself or herself in criminal proceedings."),
        # the negation belongs to what only one of them says
        ("A person arrested on a criminal charge must be brought promptly before an independent judge, not a prosecutor.", RULE),
        ("An order that merely repeats the terms of the statute is not lawful even where a court has confirmed it later.", REASONS),
    ],
)  # fmt: skip
def test_what_agrees_or_is_another_matter_is_not(sentence, text):
    assert not contrary(sentence, text)
    assert not contrary(text, sentence)


def test_a_contrary_citation_is_a_finding_that_shows_the_sentence():
    (found,) = checked(index_of(CITED), DENIED, "Opinion No. 301/2014, para. 1.")
    assert found.status == "unsupported"
    assert found.reason == f"the paragraph cited says the contrary: “{RULE}”"
    assert [e.id for e in found.evidence] == ["301/2014#1"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (RULE, "Opinion No. 301/2014, para. 1."),
        (RULE, "Opinion No. 301/2014, paras. 1–2."),  # of which the second is the Government's
        # the rule was not kept
        ("Mr. Velchan, arrested on a criminal charge, was not brought promptly before an independent judge within 48 hours.",
         "Opinion No. 301/2014, para. 1."),
        # a party says so, and is answered
        ("The Government submits that a person arrested on a criminal charge need not be brought promptly before an independent judge.",
         "Opinion No. 301/2014, para. 1."),
        # cited for the difference
        (DENIED, "Contrast opinion No. 301/2014, para. 1."),
    ],
)  # fmt: skip
def test_what_may_differ_raises_no_alarm(text, note):
    assert [c.status for c in checked(index_of(CITED), text, note)] == ["ok"]


def test_a_party_may_plead_the_contrary():
    assert [c.status for c in checked(index_of(CITED), DENIED, "Opinion No. 301/2014, para. 1.", part=Part.SOURCE)] == [
        "ok"
    ]
