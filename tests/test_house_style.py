"""Wording as opinions have it."""

import pytest

from assistant.case import case_from_text
from assistant.composing.house_style import (
    articles_text,
    categories_text,
    instruments_text,
    issue_text,
    paragraphs_text,
    reported,
    small_words,
    untied,
)
from assistant.composing.persons import honoured
from index.citations import find_citations, format_citation
from index.model import Category


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((), "see the submissions above"),
        ((4,), "see para. 4 above"),
        ((4, 7), "see paras. 4 and 7 above"),
        ((4, 5), "see paras. 4 and 5 above"),
        ((4, 5, 6), "see paras. 4–6 above"),
        ((7, 9, 10, 11, 12, 16, 18, 19, 20), "see paras. 7, 9–12, 16 and 18–20 above"),
        ((20, 5), "see paras. 20 and 5 above"),
    ],
)
def test_paragraphs_of_the_case(numbers, text):
    assert paragraphs_text(numbers) == text
    read = [pin for c in find_citations(text) for pin in c.pinpoints]
    assert read == [str(n) for n in numbers], "it reads back"


def test_articles_and_categories():
    assert articles_text(["2(1)", "26"]) == "articles 2 (1) and 26"
    assert articles_text(["14(3)(d)"]) == "article 14 (3) (d)"
    assert articles_text(["9(1)", "9(4)", "24(1)"]) == "articles 9 (1) and (4) and 24 (1)"
    assert articles_text(["14(1)", "14(3)(b)", "14(3)(d)", "14(5)"]) == "article 14 (1), (3) (b) and (d) and (5)"
    assert categories_text([Category.I, Category.III]) == "categories I and III"
    assert instruments_text(["9"], ["9", "14(1)"]) == (
        "article 9 of the Universal Declaration and articles 9 and 14 (1) of the Covenant"
    )


@pytest.mark.parametrize(
    ("target", "pins", "text"),
    [
        ("opinion:301/2014", ("40",), "Opinion No. 301/2014, para. 40"),
        ("opinion:301/2014", ("33", "34", "35", "36"), "Opinion No. 301/2014, paras. 33–36"),
        ("opinion:301/2014", ("2", "5", "6"), "Opinion No. 301/2014, paras. 2 and 5–6"),
        ("deliberation:31", ("9",), "Deliberation No. 31, para. 9"),
        ("general_comment:HRC:35", ("12",), "Human Rights Committee, general comment No. 35 (2014), para. 12"),
    ],
)
def test_footnote_forms(target, pins, text):
    assert format_citation(target, pins) == text
    assert [(c.target, c.pinpoints) for c in find_citations(text)] == [(target, pins)]


@pytest.mark.parametrize(
    "said",
    [
        "According to the source, no warrant was shown.",
        "The source adds that no warrant was shown.",
        "In an additional submission of 2 July 2020, the source reported that no warrant was shown.",
        "Moreover, it is alleged that no warrant was shown.",
    ],
)
def test_who_says_it_is_said_once(said):
    assert untied(said) == "No warrant was shown."


def test_the_name_of_an_issue_in_a_sentence():
    assert issue_text("Arrest without a warrant") == "arrest without a warrant"
    assert issue_text("Discrimination: sex or gender") == "discrimination (sex or gender)"
    assert issue_text("DNA samples") == "DNA samples"


def test_a_sentence_goes_on_in_small_letters_but_for_names_and_the_ranks_before_them():
    told = "1. Captain Aldamar was held. Journalists were turned away.\n\n2. It was near the Marea. Marea was empty."
    case = case_from_text(
        f"Communication concerning Corvin Aldamar (Qasira)\n\nCommunication from the source\n\n{told}"
    )
    small = small_words(case, frozenset({"was", "captain"}), ["The journalist of a marea was in small letters."])
    assert reported("Journalists were turned away.", small) == "journalists were turned away"
    assert reported("Captain Aldamar was held.", small) == "Captain Aldamar was held"
    assert reported("Marea was empty.", small) == "Marea was empty"
    assert honoured(case, "Corvin Aldamar") == "Captain Aldamar"


def test_a_common_plural_goes_on_in_small_letters_though_a_union_bears_it():
    text = "Communication from the source\n\n1. Each teacher left. He led the Union of Teachers.\n\n2. Teachers of the majority stayed."
    case = case_from_text(text)
    common = small_words(case, frozenset({"each", "teacher", "left", "stayed"}), ())
    assert reported("Teachers of the majority stayed.", common) == "teachers of the majority stayed"
