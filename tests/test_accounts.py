"""Accounts in plain words: one phrase of prompts/accounts.toml raises an issue, unless it is denied or reported."""

import numpy as np
import pytest

from assistant.case import case_from_text
from assistant.issues import issue_register
from assistant.learnt.accounts import accounts, read_accounts
from assistant.learnt.labelled import facts_of
from assistant.learnt.spotting import Spotter
from assistant.learnt.stemming import stems
from index.errors import BadInput


def told(sentence: str) -> set[str]:
    found = accounts().told(stems(sentence))
    return {issue for issue, is_told in zip(issue_register(), found, strict=True) if is_told}


def raised_in(letter: str) -> set[str]:
    case = case_from_text(letter)
    units = facts_of(case.document.paragraphs, case.replied).units
    found = np.sum([u.told for u in units], axis=0)
    return {issue for issue, count in zip(issue_register(), found, strict=True) if count}


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("He had written on his page that the road was built by the governor's cousin.", "online_expression"),
        ("They showed us no paper of any kind.", "no_warrant"),
        ("Nobody would say why they were taking her.", "reasons_not_informed"),
        ("For nine days nobody told us where she was.", "family_not_notified"),
        ("They put a sack over his head and drove for an hour.", "secret_detention"),
        ("At the barracks they said that there was no such man.", "enforced_disappearance"),
        ("The first time she saw a judge was three weeks later.", "no_prompt_judge"),
        ("He signed a sheet that he had not read.", "coerced_confession"),
        ("She was kicked until she could not stand.", "torture"),
        ("My son was fifteen years old.", "juvenile"),
        ("I was not let into the courtroom.", "public_hearing"),
    ],
)
def test_plain_words_tell_of_an_issue(sentence, issue):
    assert issue in told(sentence)


@pytest.mark.parametrize(
    ("account", "juvenile"),
    [
        ("My son was fifteen years old when they took him.", True),
        ("We write about our daughter. She is fourteen years old.", True),
        ("He held the hand of his daughter, who is twelve years old.", False),
        ("My husband is a baker. We have two girls, aged 12 and 15.", False),
        ("She is a nurse and the mother of three, the eldest is seventeen and works.", False),
    ],
)
def test_the_age_of_the_children_of_the_person_concerned_is_not_that_of_the_person(account, juvenile):
    assert ("juvenile" in raised_in(f"I write about Ilka Sarvady.\n\n{account}")) is juvenile


def test_a_minor_is_no_minority_and_what_is_executive_is_not_executed():
    assert not {*stems("minor minors")} & {*stems("minority minorities")}
    assert not {*stems("executed execution")} & {*stems("executive")}


@pytest.mark.parametrize("told_so", ["The judgment is not subject to appeal.", "Against this sentence no appeal is possible.",
                                     "What the officers decide is final."])  # fmt: skip
def test_a_judgment_against_which_there_is_no_appeal(told_so):
    case = case_from_text(f"I write about Ilka Sarvady.\n\nHe was tried and was sentenced to five years. {told_so}")
    assert "appeal" in {s.issue for s in Spotter.train().spot(case)}


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("He says that he was not beaten.", "torture"),
        ("Nobody was ever kicked there.", "torture"),
        ("The trial began on 3 March 2014.", "assembly"),
        ("The officers showed a warrant.", "no_warrant"),
        ("The Criminal Code was amended.", "presumption_of_innocence"),
    ],
)
def test_what_is_denied_or_only_sounds_alike_tells_of_nothing(sentence, issue):
    assert issue not in told(sentence)


def test_what_a_letter_reports_of_the_government_and_what_a_form_asks_of_a_person_raise_nothing():
    answer = "You sent this to the Government. It says that they showed no paper because he was armed."
    assert "no_warrant" in raised_in("They showed no paper to anybody.\n\nHe was taken away on 3 May 2021.")
    assert "no_warrant" not in raised_in(f"He was taken away on 3 May 2021.\n\n{answer}")
    case = case_from_text("1. Nationality: Costavian\n\n2. They took him away.")
    units = facts_of(case.document.paragraphs, case.replied).units
    assert not any(u.cues.any() for u in units if u.paragraph == 1)


def test_an_account_in_plain_words_is_spotted_though_nothing_learnt_knows_it():
    letter = (
        "They came at night and showed us no paper. For nine days nobody told us where she was.\n\n"
        "In her song she had mocked the mayor, and they found it on Facebook. The lawyer was not let in."
    )
    spotted = {s.issue for s in Spotter.train().spot(case_from_text(letter))}
    assert {"no_warrant", "family_not_notified", "online_expression", "counsel_access"} <= spotted


@pytest.mark.parametrize(
    ("spoilt", "named"),
    [
        ('[words]\nnot = ["no"]\n[issues]\nno_such_issue = ["x"]', "no_such_issue"),
        ('[words]\nnot = ["no"]\n[issues]\ntorture = ["{nobody} hit"]', "{nobody}"),
        ('[words]\nmaybe = ["no"]\n[issues]\ntorture = ["hit"]', "{not}"),
    ],
)
def test_a_spoilt_file_is_one_line_that_names_the_entry(spoilt, named):
    with pytest.raises(BadInput) as error:
        read_accounts(spoilt)
    assert named in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("issue", "sentence", "beside"),
    [
        ("conditions", "The telegram came from a cell phone whose battery was found in the cell.", True),
        ("conditions", "He gave food assistance to victims of the flood.", True),
        ("conditions", "He shares the cell with 30 others.", False),
        ("health", "None of the posts threatened public order, public health or morals.", True),
        ("health", "No doctor came to see her.", False),
        ("no_habeas", "The appeal of other activists was dismissed.", True),
    ],
)
def test_a_word_in_another_sense_is_not_told_on_the_issue(issue, sentence, beside):
    found = accounts().beside(stems(sentence))
    assert bool(found[list(issue_register()).index(issue)]) is beside
