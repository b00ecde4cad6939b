"""A single word exchanged for another in what a model takes over, and free wording in which nothing was."""

from __future__ import annotations

import pytest

from assistant.evidence.exchange import Exchange, differ, exchanged, exchanges_of, excludes
from index.errors import BadInput

JUDGE = (
    "Anyone arrested on a criminal charge must be brought promptly before a judge, ordinarily within 48 hours. The detention of "
    "minors is a measure of last resort."
)
REVIEW = (
    "A judgment must give its reasons, and article 14 (5) of the Covenant entitles everyone convicted of a crime to a review by a "
    "higher tribunal; detention under such a law falls within category II."
)
WITNESSES = (
    "The defence was refused the attendance of two witnesses whom the prosecutor had heard on Monday at 7.15 p.m."
)


@pytest.mark.parametrize(
    ("sentence", "text", "written", "read"),
    [
        ("Anyone arrested on a criminal charge must be brought promptly before a prosecutor.", JUDGE, "prosecutor", "judge"),
        ("Anyone acquitted of a criminal charge must be brought promptly before a judge.", JUDGE, "acquitted", "arrested"),
        ("Anyone arrested on a civil charge must be brought promptly before a judge.", JUDGE, "civil", "criminal"),
        ("Anyone arrested on a criminal charge must be brought before a judge, rarely within 48 hours.", JUDGE, "rarely", "ordinarily"),
        ("Anyone arrested must be brought before a judge, ordinarily within 48 days.", JUDGE, "days", "hours"),
        ("The detention of adults is a measure of last resort.", JUDGE, "adults", "minors"),
        ("The release of minors is a measure of last resort.", JUDGE, "release", "detention"),
        # other words around it reworded or left out
        ("Someone arrested on a criminal charge has to be brought promptly before a police officer.", JUDGE, "police officer", "judge"),
        ("Article 14 (5) of the Covenant entitles everyone acquitted of a crime to a review.", REVIEW, "acquitted", "convicted"),
        ("Article 14 (3) of the Covenant entitles everyone convicted of a crime to a review.", REVIEW, "14 (3)", "14 (5)"),
        ("Everyone convicted of a crime is entitled to a review by a lower tribunal.", REVIEW, "lower", "higher"),
        ("Detention under such a law falls within category III.", REVIEW, "category III", "category II"),
        # a word of another matter, where all around it stays
        ("The punishment of minors is a measure of last resort.", JUDGE, "punishment", "detention"),
        ("Article 14 (5) of the Covenant entitles everyone convicted of a crime to a copy by a higher tribunal.", REVIEW, "copy", "review"),
        ("Anyone invited on a criminal charge must be brought promptly before a judge.", JUDGE, "invited", "arrested"),
        # what happened
        ("The defence was granted the attendance of two witnesses.", WITNESSES, "granted", "refused"),
        ("The prosecution was refused the attendance of two witnesses.", WITNESSES, "prosecution", "defence"),
        ("The defence was refused the attendance of twelve witnesses.", WITNESSES, "twelve", "two"),
        ("Two witnesses had been heard by him, whom the prosecutor had heard on Sunday at 7.15 p.m.", WITNESSES, "Sunday", "Monday"),
        ("Two witnesses whom the prosecutor had heard on Monday at 7.15 a.m. were refused.", WITNESSES, "a.m", "p.m"),
    ],
)  # fmt: skip
def test_a_word_in_the_place_of_another_is_named_with_it(sentence, text, written, read):
    assert exchanged(sentence, ["Of another matter.", text]) == Exchange(written, read, 1)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        *((text, text) for text in (JUDGE, REVIEW, WITNESSES)),
        # the same said in another word
        ("Anyone detained on a penal charge must be brought promptly before a court, normally within forty-eight hours.", JUDGE),
        ("The detention of children is a measure of last resort.", JUDGE),
        ("Everyone found guilty of a crime is entitled to a review by a superior court.", REVIEW),
        ("The defence was denied the attendance of 2 witnesses whom the public prosecutor had heard.", WITNESSES),
        # shortened, turned round, worded freely
        ("A judge must see anyone arrested on a criminal charge promptly.", JUDGE),
        ("Prompt access to a judge is due to anyone whom the police have arrested on a criminal charge.", JUDGE),
        ("Review by a higher tribunal is a right of everyone convicted of a crime.", REVIEW),
        ("The attendance of two witnesses, whom the prosecutor had heard, was refused to the defence.", WITNESSES),
        # the contrary, denied
        ("The defence was not granted the attendance of two witnesses.", WITNESSES),
        # words that no list knows
        ("Anyone arrested on a criminal charge must be brought swiftly before a judge.", JUDGE),
        ("The enrolment of minors is a measure of last resort.", JUDGE),
        # a word of another matter, where more is worded freely or the word stands elsewhere on the other side
        ("The punishment of minors should never be more than a last resort.", JUDGE),
        ("A copy is shown at the arrest, and a copy of the record is given to the family.",
         "A warrant is shown at the arrest, and a copy of the record is given to the family."),
    ],
)  # fmt: skip
def test_the_same_and_what_is_worded_freely_is_no_exchange(sentence, text):
    assert exchanged(sentence, [text]) is None


def test_what_another_text_or_sentence_says_so_was_not_exchanged():
    other = "Anyone arrested on a criminal charge must be brought promptly before a prosecutor in the first days."
    sentence = "Anyone arrested on a criminal charge must be brought promptly before a prosecutor."
    assert exchanged(sentence, [JUDGE, other]) is None
    assert exchanged(sentence, [f"{other} {JUDGE}"]) is None


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("judge", "prosecutor", True),
        ("police", "authorities", False),  # the authorities are the police or the State
        ("government", "authorities", False),
        ("police", "government", True),
        ("two", "2", False),
        ("9(3)", "9(4)", True),
        ("admissible", "inadmissible", True),
        ("punitive", "non-punitive", True),
        ("judge", "harvest", False),  # what stands in no list is never reported
    ],
)
def test_which_words_exclude_one_another(one, other, excluded):
    assert excludes(one, other) is excludes(other, one) is excluded


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("taxation", "detention", True),
        ("judge", "copy", True),
        ("lawyer", "counsel", False),
        ("judge", "harvest", False),  # what stands in no list is never reported
    ],
)
def test_listed_words_of_any_matter_differ_unless_they_share_a_list(one, other, different):
    assert differ(one, other) is differ(other, one) is different


def test_a_file_of_exchanges_that_is_spoilt_is_told_in_a_line():
    read = exchanges_of('[matters]\nperson = [["judge"], ["prosecutor"]]\n[words]\nvalue = [["life", "lives"]]')
    assert read.matters == {"person": (("judge",), ("prosecutor",))}
    assert read.words == {"value": (("life", "lives"),)}
    for matters in ('person = ["judge", "prosecutor"]', "person = [[1]]", "person = [[", ""):
        with pytest.raises(BadInput, match=r"^prompts/exchanges\.toml cannot be read: .*; correct the entry named$"):
            exchanges_of(f"[matters]\n{matters}")
