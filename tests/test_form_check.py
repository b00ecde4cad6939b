"""The form of citations: what can't be read is a finding, a slip of house style is put right beside it."""

from __future__ import annotations

import pytest

from index.model import Part
from tests.made_index import checked, index_of, opinion

HELD = "Nobody is held without the review of a court, which no law permits."
INDEX = index_of(opinion("301/2014", *[(Part.DISCUSSION, HELD)] * 40), opinion("302/2015", (Part.DISCUSSION, HELD)))


@pytest.mark.parametrize(
    ("note", "reason", "suggestion"),
    [
        ("Opinion No. 301/2014, paras. 31.", "one provision is cited in the singular", "Opinion No. 301/2014, para. 31"),
        ("Opinion No. 301/2014, para. 31–33.", "several provisions are cited in the plural", "Opinion No. 301/2014, paras. 31–33"),
        ("Opinion No. 301/2014, paras. 31-33.", "a range has an en dash", "Opinion No. 301/2014, paras. 31–33"),
        ("Opinion No. 301/2014, para. 31 - 33.", "several provisions are cited in the plural, a range has an en dash", "Opinion No. 301/2014, paras. 31–33"),
        ("Opinion No. 301/2014 at paragraph 31.", "a paragraph is cited as “para.”, after a comma", "Opinion No. 301/2014, para. 31"),
        ("Opinion No. 301/2014, at para. 31.", "a paragraph is cited as “para.”, after a comma", "Opinion No. 301/2014, para. 31"),
        ("Opinion No. 301/2014, paragraphs 31 and 33.", "a footnote has “para.” for “paragraph”", "Opinion No. 301/2014, paras. 31 and 33"),
        ("Opinion 301/2014, para. 31.", "“No.” stands before the number", "Opinion No. 301/2014, para. 31"),
        ("Opinion No 301/2014, para. 31.", "“No.” has a full stop", "Opinion No. 301/2014, para. 31"),
        ("Opinion No. 301/2014, para 31.", "“para.” has a full stop", "Opinion No. 301/2014, para. 31"),
        ("Opinion No. 301/2014, para. 31", "a footnote ends with a full stop", "Opinion No. 301/2014, para. 31."),
        ("Human Rights Committee, general comment 35 (2014), para. 3.", "“No.” stands before the number", "Human Rights Committee, general comment No. 35 (2014), para. 3"),
    ],
)  # fmt: skip
def test_a_slip_of_house_style_is_put_right_and_no_finding(note, reason, suggestion):
    (found,) = checked(INDEX, HELD, note)
    assert (found.status, found.suggestion) == ("ok", suggestion)
    assert found.reason.endswith(f"; house style: {reason}")
    assert not found.is_finding


@pytest.mark.parametrize(
    "note",
    [
        "Opinion No. 301/2014, para. 31.",
        "See opinions No. 301/2014, paras. 31–33; and No. 302/2015, para. 1.",
        "Opinions Nos. 301/2014 and 302/2015.",
        "Opinion No. 301/2014, para. 31 (emphasis added).",
        "“See opinion No. 301/2014, para. 31.”",
        "Articles 9 of the Universal Declaration and 9 of the Covenant.",
        "Methods of work (A/HRC/36/38), para. 8.",
        "International Covenant on Civil and Political Rights, arts. 9 (1)–(4) and 14.",
        "International Covenant on Civil and Political Rights, art. 9 (1) and (4).",
        "A/HRC/16/47 and Corr.1, annex, para. 8.",
        "Human Rights Council resolution S-17/1, para. 2.",
    ],
)
def test_house_style_is_left_alone(note):
    assert not [c.suggestion for c in checked(INDEX, HELD, note) if c.suggestion]


def test_ibid_has_a_full_stop():
    found = checked(INDEX, HELD, "Opinion No. 301/2014, para. 31.", "Ibid, para. 32.")
    assert [c.suggestion for c in found] == [None, "Ibid., para. 32"]


def test_running_text_spells_paragraph_out():
    found = checked(INDEX, f"{HELD} That follows from paragraphs 31 and 32 of opinion No. 301/2014.")
    assert [(c.status, c.suggestion) for c in found] == [("ok", None)]


@pytest.mark.parametrize("place", ["at 31", "§ 31", "¶31", "p. 31", "at § 31", "(Karsovia), § 31"])
def test_a_paragraph_in_another_form_is_not_passed_unread(place):
    gap = " " if place.startswith("(") else ", "
    (found,) = checked(INDEX, HELD, f"Opinion No. 301/2014{gap}{place}.")
    assert (found.status, found.suggestion) == ("malformed", "Opinion No. 301/2014, para. 31")


def test_a_range_that_runs_backwards_is_suggested_the_other_way_round():
    (found,) = checked(INDEX, HELD, "Opinion No. 301/2014, paras. 33–31.")
    assert (found.status, found.suggestion) == ("malformed", "Opinion No. 301/2014, paras. 31–33")


def test_running_text_may_go_on_with_at():
    found = checked(
        INDEX, f"{HELD} That was said in opinion No. 301/2014, at 2.10 a.m., and in opinion No. 302/2015 at 3."
    )
    assert [c.status for c in found] == ["ok", "ok"]


@pytest.mark.parametrize(
    ("note", "suggestion"),
    [
        ("Opinion No. 301/2014, paras. 31 & 33.", "Opinion No. 301/2014, paras. 31 and 33"),
        ("Opinion No. 301/2014, paras. 31 et seq.", "Opinion No. 301/2014, para. 31"),
        ("Opinion No. 301/2014, paras. –31.", "Opinion No. 301/2014, para. 31"),
        ("Opinion No. 301/2014 (Belgium), para. -31.", "Opinion No. 301/2014, para. 31"),
        ("Opinion No. 301/2014, paras. 31–.", "Opinion No. 301/2014, para. 31"),
        ("Opinion No. 301/2014, Radomir Velchan v. Karsovia, para. 31.", "Opinion No. 301/2014, para. 31"),
        ("Opinion No. 301/2014, op. cit., paras. 31–33.", "Opinion No. 301/2014, paras. 31–33"),
    ],
)
def test_paragraphs_that_were_not_read_are_not_passed(note, suggestion):
    (found,) = checked(INDEX, HELD, note)
    assert (found.status, found.suggestion) == ("malformed", suggestion)


@pytest.mark.parametrize(
    "note",
    [
        "Opinion No. 301/2014; the same follows from para. 8 of the methods of work.",
        "Opinion No. 301/2014. The rest is in para. 8.",
        "Opinions No. 301/2014 and No. 302/2015, para. 1.",
    ],
)
def test_paragraphs_of_something_else_are_not_taken_for_those_of_a_document(note):
    assert {c.status for c in checked(INDEX, HELD, note)} == {"ok"}


@pytest.mark.parametrize(
    ("note", "targets"),
    [
        ("Op. cit.", ["other:op. cit."]),
        ("See also op. cit., para. 31.", ["other:op. cit."]),
        ("Opinion No. 301/2014, para. 31; and loc. cit.", ["opinion:301/2014", "other:op. cit."]),
        ("Nowak, op. cit., p. 3.", []),
        ("See supra note 4, para. 31.", ["other:op. cit."]),
        ("Id., para. 31.", ["other:op. cit."]),
        ("Nowak, supra note 4.", []),
    ],
)
def test_op_cit_without_a_target_is_reported(note, targets):
    found = checked(INDEX, HELD, note)
    assert [c.citation.target for c in found] == targets
    assert all((c.status == "malformed") == (c.citation.target == "other:op. cit.") for c in found)


def test_citations_stand_in_the_order_of_the_draft():
    found = checked(INDEX, f"{HELD} See opinion No. 302/2015.", "Op. cit.", "Opinion No. 301/2014.")
    assert [(c.citation.footnote, c.citation.target) for c in found] == [
        (None, "opinion:302/2015"), ("1", "other:op. cit."), ("2", "opinion:301/2014"),
    ]  # fmt: skip
