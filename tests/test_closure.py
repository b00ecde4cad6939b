"""Whether the source agrees that its case be closed, and whether a release is told: prompts/closure.toml."""

import pytest

from assistant.composing.closure import closure_accepted, release_told

REQUEST = "The Government asks you to close the case."


@pytest.mark.parametrize(
    "sentence",
    [
        "The source does not object to the case being closed.", "We do not oppose that the case be closed.",
        "She withdraws the communication.", "The source agrees to the closure of the case.", "You can close the file.",
        "He no longer wishes to pursue the matter.", "We don't want to go on with it.", "Please close the case.",
        "We agree with the Government's request that the case be closed.", "We don't mind if you close the case.",
        "My brother does not wish his case to be pursued any further.", "The source is not opposed to closing the case.",
        "There is no reason why the case should not be closed.", f"{REQUEST[:-1]}, and we do not object.",
    ],
)  # fmt: skip
def test_a_source_that_agrees_to_the_closure(sentence):
    assert closure_accepted([sentence])


@pytest.mark.parametrize(
    "sentence",
    [
        "I don't agree to closing it.", "We do not wish it to be closed.", "The source objects to the closure of the case.",
        "We ask you not to close the case.", "The case should not be closed.", REQUEST, "The source opposes the closing of the case.",
        "She does not consent to the filing of the case.", "Nobody here wants the case to be closed.", "Why should the case be closed?",
        "The source maintains its communication and wishes to proceed.", "The source refuses to withdraw the communication.",
        "We will agree to the closing of the case only when he has been compensated.", "His criminal case was closed in May.",
        "The police closed the case.", "He asked the court to close the case.", "The hearing was closed to the public.",
        "His release does not mean that the case can be closed.", "The court may close the case at any time.",
    ],
)  # fmt: skip
def test_a_refusal_a_request_of_others_and_another_case_are_no_consent(sentence):
    assert not closure_accepted([sentence])


@pytest.mark.parametrize(
    ("sentences", "accepted"),
    [
        ((REQUEST, "We agree."), True),
        ((REQUEST, "We do not agree."), False),
        ((REQUEST, "She wants compensation."), False),
        (("At first we did not want the case to be closed.", "Now we agree that it be closed."), True),
        (("We agree that the case be closed.", "Today we ask you not to close it."), False),
        (("She is free.", "We have no objection."), False),
        ((), False),
    ],
)
def test_an_answer_is_read_after_what_it_answers_and_the_last_word_holds(sentences, accepted):
    assert closure_accepted(sentences) is accepted


def test_a_release_is_told_in_many_words_unless_it_is_denied():
    told = ("She was set free on 3 June 2021.", "He has been home since July.", "They let him go.", "He was released.")
    denied = ("He has not been released.", "They never let him go.", "He is still held.")
    assert all(release_told([sentence]) for sentence in told)
    assert not any(release_told([sentence]) for sentence in denied)
