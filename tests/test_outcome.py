from dataclasses import replace

import pytest

from assistant.case import case_from_text
from assistant.composing.outcome import Decision, decide
from assistant.drafting import _wanted
from assistant.model import SpottedIssue
from index.model import Category

CASE = """1. The communication was transmitted to the Government of Veldania on 4 May 2021. The Government replied on 2 July 2021.
Communication from the source
2. Ilka Sarvady was arrested on 1 March 2020. The source claims that no warrant was shown.
Response from the Government
3. {answer}
Further comments from the source
4. In its comments of 2 August 2021, the source {comments}.
"""
DETAILED = (
    "A warrant of 28 February 2020, of which a copy is annexed, was shown at 9.15 a.m. and bears her signature. The register "
    "has her before the judge on 2 March 2020 at 10 a.m. The minutes of 3 March and the recording of 5 March are enclosed."
)


@pytest.mark.parametrize(
    ("answer", "comments", "reason"),
    [
        (DETAILED, "does not contest the copy", "The Government answers"),
        (DETAILED, "insists on all that it has said", "The Government answers"),  # and it has told more than the source
        ("The Government rejects all allegations, which are without any foundation in fact or in law, and recalls that its "
         "courts are independent.", "does not contest the law", "The submissions do not carry"),
        ("She was set free on 3 June 2021.", "is glad of it", "The submissions do not carry"),
        ("She was set free on 3 June 2021.", "does not oppose the closing of the case", "The person has been released"),
    ],
)  # fmt: skip
def test_reason_of_the_outcome_where_no_issue_is_spotted(answer, comments, reason):
    case = case_from_text(CASE.format(answer=answer, comments=comments))
    assert decide(case, ()).reasons[0].startswith(reason)


SPOTTED = {
    "expression": SpottedIssue("expression", Category.II, 0.99, (2,), pleaded=True),
    "no_warrant": SpottedIssue("no_warrant", Category.I, 0.9, (2,), pleaded=False),
    "incommunicado": SpottedIssue("incommunicado", Category.I, 0.7, (2,), pleaded=False),
    "disc_defender": SpottedIssue("disc_defender", Category.V, 0.5, (2,), pleaded=True),
}


def _decided(told, *issues):
    text = f"Communication from the source\n\n1. She was held.\n\n2. {told}\n"
    return decide(case_from_text(text), [SPOTTED[i] for i in issues]).categories


def test_what_a_letter_clearly_tells_arises_though_it_names_no_category():
    assert _decided("No warrant was shown.", "no_warrant", "incommunicado") == (Category.I,)
    assert _decided("No warrant was shown.", "no_warrant") == ()
    argued = "She marched in March, and this is the reason why she is in prison."
    letter = case_from_text(
        f"I write to the Working Group about Ilka Sarvady, a teacher.\n\n{argued} No warrant was shown.\n"
    )
    assert letter.pleaded == (Category.II,)
    assert decide(letter, [SPOTTED["no_warrant"], SPOTTED["incommunicado"]]).categories == (Category.I,)
    assert _decided("She invokes category II.", "no_warrant", "incommunicado") == ()


def test_one_clear_issue_of_a_letter_is_enough_where_nobody_answers_and_where_there_is_none_the_reader_is_warned():
    told = "I write about my sister Ilka Sarvady, a teacher.\n\nNo warrant was shown.\n"
    silent = case_from_text(f"{told}\nYou wrote to the Government, and no reply was received within the sixty days.\n")
    assert silent.replied == "no"
    assert decide(silent, [SPOTTED["no_warrant"]]).categories == (Category.I,)
    nothing = decide(silent, [])
    assert nothing.outcome == "not_arbitrary" and "read against each of them" in nothing.reasons[-1]
    assert decide(case_from_text(told), [SPOTTED["no_warrant"]]).categories == ()


def test_a_case_that_pleads_nothing_is_examined_under_all_that_it_clearly_raises():
    spotted = [SPOTTED["no_warrant"], SPOTTED["expression"]]
    nothing = Decision("not_arbitrary", (), (), (), ())
    letter, pleading = (
        case_from_text(f"I write about Ilka Sarvady.\n\n{told}\n")
        for told in ("She was held.", "I plead category III.")
    )
    assert _wanted(letter, spotted, nothing, None) == (Category.I, Category.II)
    assert _wanted(pleading, spotted, nothing, None) == (Category.III,)


def test_one_freedom_that_is_beyond_doubt_carries_category_ii():
    assert _decided("The detention falls within category II.", "expression") == (Category.II,)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Eleven members of the other union blocked the same quay; none was arrested.", True),
        ("Hundreds of believers of other faiths meet every week without being disturbed.", True),
        ("None of the nineteen members of the other union who blocked the quay has been charged.", True),
        ("None of the seven was arrested on a warrant.", False),  # those whom the case concerns
        ("Nationals of other States are released on a guarantee, whereas she is refused that possibility.", True),
        ("She is the president of a union.", False),
    ],
)
def test_those_whom_the_source_names_as_better_treated_carry_category_v(told, found):
    assert (Category.V in _decided(f"{told} The detention falls within category V.", "disc_defender")) is found


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("As for the dockers, their union had agreed with the harbour office on a lane for ships.", False),
        ("The dockers of this country enjoy equal rights, and no discrimination on any ground took place.", True),
        ("She was lawfully arrested and charged.", True),
    ],
)
def test_a_government_that_says_how_those_differ_meets_the_claim_of_discrimination(answer, found):
    told = "A hundred dockers of the harbour union blocked the quay, and none of them was taken into custody."
    text = (
        "Communication from the source\n\n1. She was held. It falls within category V.\n\n"
        f"2. {told}\n\nResponse from the Government\n\n3. {answer}\n"
    )
    decision = decide(case_from_text(text), [SPOTTED["disc_defender"]])
    assert (Category.V in decision.categories) is found
    assert found or "the Government answers on others" in decision.reasons[0]


def test_better_treatment_of_others_is_found_though_not_pleaded_where_freedoms_are_clearly_in_question():
    freedoms = [SPOTTED["expression"], replace(SPOTTED["expression"], issue="assembly")]
    told = "None of the councillors of the other party who spoke on the square has been charged. "
    for text, categories in ((told, (Category.II, Category.V)), ("", (Category.II,))):
        case = case_from_text(f"Communication from the source\n\n1. {text}Under category II, it invokes article 19.\n")
        assert decide(case, freedoms).categories == categories


def test_a_letter_may_tell_of_discrimination_and_of_a_trial_without_the_words_of_the_law():
    clear = SpottedIssue("disc_ethnic", Category.V, 0.85, (2,), pleaded=False)
    letter = case_from_text("I write about Ilka Sarvady.\n\nOnly those with our accent were taken off the bus.\n")
    assert decide(letter, [clear]).categories == (Category.V,)
    assert decide(letter, [replace(clear, confidence=0.5)]).categories == ()
    unfair = [
        SpottedIssue(i, Category.III, 0.85, (2,), pleaded=False)
        for i in ("counsel_access", "public_hearing", "cross_examination", "appeal", "adequate_time")
    ]
    told = "I write about Ilka Sarvady.\n\nThe court judged her in ten minutes and gave her four years.\n"
    assert decide(case_from_text(told), unfair).categories == (Category.III,)
    assert decide(letter, unfair).categories == ()


def test_an_answer_that_the_source_meets_with_documents_settles_nothing():
    met = "does not contest that copy; a notarized copy of the register is supplied, which says the contrary"
    plain = case_from_text(CASE.format(answer=DETAILED, comments="does not contest the copy"))
    assert decide(plain, ()).reasons[0].startswith("The Government answers")
    assert (
        not decide(case_from_text(CASE.format(answer=DETAILED, comments=met)), ())
        .reasons[0]
        .startswith("The Government")
    )


@pytest.mark.parametrize(("answered", "found"), [((), (Category.II,)), ((3,), ())])
def test_a_right_of_some_that_is_pleaded_and_that_nobody_answers_is_enough(answered, found):
    told = (
        "She was punished for her entry, though she had asked for asylum, and the detention falls within category II."
    )
    case = case_from_text(
        f"Communication from the source\n\n2. {told}\n\nResponse from the Government\n\n3. She entered by night.\n"
    )
    asylum = SpottedIssue("asylum_right", Category.II, 0.9, (2,), pleaded=True, contested=answered)
    assert decide(replace(case, replied="yes"), [asylum]).categories == found
