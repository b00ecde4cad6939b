import pytest

from assistant.learnt.labelled import terms
from assistant.learnt.stemming import stems
from assistant.learnt.subjects import absent_from, read_subjects
from index.errors import BadInput


def test_subject_of_which_a_case_does_not_speak_is_absent():
    absent = {s.name for s in absent_from(["She was raped in the cell of the psychiatric hospital."])}
    assert "sexual violence" not in absent and "disability" not in absent
    assert {"statelessness", "the sea", "religion"} <= absent


def test_sentence_speaks_of_a_subject_in_any_form_of_its_words():
    subject = read_subjects('[[subject]]\nname = "the sea"\nwords = ["ship"]')[0]
    assert subject.in_words(["two", "ship"])
    assert not subject.in_words(["shore"])


def test_misspelt_key_is_refused():
    with pytest.raises(BadInput, match="correct the entry named"):
        read_subjects('[[subject]]\nname = "x"\nword = ["y"]')


def test_a_subject_may_be_two_words_that_follow_each_other():
    (subject,) = read_subjects('[[subject]]\nname = "sign language"\nwords = ["sign language"]')
    assert subject.in_words(terms(stems("Sign language is expressly among them.")))
    assert not subject.in_words(terms(stems("He signed in a language that he reads.")))


def test_children_are_no_subject_of_a_case_for_the_age_of_a_man():
    assert "children" in {s.name for s in absent_from(["Joel Kitundu, aged 29, is a nurse; his son is a soldier."])}
    assert "criminal proceedings" in {s.name for s in absent_from(["They were kept in the transit zone."])}


def test_children_are_a_subject_only_where_an_issue_of_theirs_was_spotted():
    told = ["He is the headmaster of a school for girls."]
    assert "children" not in {s.name for s in absent_from(told)}
    assert "children" in {s.name for s in absent_from(told, spotted={"no_warrant"})}
    assert "children" not in {s.name for s in absent_from(told, spotted={"juvenile"})}


def test_an_officer_is_no_civilian_and_everybody_else_may_be():
    told = ["He was tried by a military court and defended by a civilian lawyer."]
    assert "civilians" in {s.name for s in absent_from(told, persons={"captain"})}
    assert "civilians" not in {s.name for s in absent_from(["She was tried by officers."])}


def test_a_subject_with_an_unknown_issue_is_refused():
    with pytest.raises(BadInput, match="no issue 'childhood'"):
        read_subjects('[[subject]]\nname = "x"\nissues = ["childhood"]\nwords = ["y"]')
