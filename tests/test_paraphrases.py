"""Accounts compared by meaning with prompts/paraphrases.toml: what is told, what is its contrary, and where nothing is compared."""

import numpy as np
import pytest

from assistant.case import case_from_text
from assistant.issues import issue_register
from assistant.learnt import paraphrases
from assistant.learnt.paraphrases import FAR, NEAR, nearness, read_paraphrases
from assistant.learnt.spotting import Spotter, raised_by
from assistant.word_files import shipped
from index.errors import BadInput
from index.model import Category

#: Clearly nearer to one issue than to the others.
CLEARLY = 0.1
LETTER = (
    "The sister of my neighbour runs a bakery.\n\n"
    "It was eighteen days until a judge looked at him.\n\n"
    "In the cells they struck him with a cable on the soles of his feet.\n\n"
    "His attorney was stopped at the entrance and could not go in to him."
)


def near(sentence: str, issue: str) -> float:
    return float(nearness([sentence])[0, list(issue_register()).index(issue)])


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("They would not show us any paper signed by a judge.", "no_warrant"),
        ("In the cells they struck him with a cable on the soles of his feet.", "torture"),
        ("Her attorney was stopped at the entrance and could not go in to her.", "counsel_access"),
        ("The colonel says that he never heard of my son and does not have him.", "enforced_disappearance"),
        ("Nobody present could translate the questions into his language.", "interpreter"),
        ("The relatives had to stay on the pavement while the court sat.", "public_hearing"),
        ("It was eighteen days until a judge looked at him.", "no_prompt_judge"),
    ],
)
def test_a_sentence_is_near_to_what_it_means_whatever_its_words(sentence, issue):
    assert near(sentence, issue) >= CLEARLY


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("The policemen had an arrest warrant and let him read it.", "no_warrant"),
        ("She was brought before a judge the next morning.", "no_prompt_judge"),
        ("The prison doctor sees him often and gives him his medicine.", "health"),
        ("He is a baker and lives near the border.", "torture"),
        ("", "torture"),
    ],
)
def test_the_contrary_and_what_tells_of_nothing_are_far(sentence, issue):
    assert nearness([sentence, "They beat him with sticks."])[0, list(issue_register()).index(issue)] == FAR


def test_nearness_is_bounded_and_the_same_again():
    sentences = ["They beat him with sticks.", "No lawyer was let in.", ""]
    one, two = nearness(sentences), nearness([*sentences])
    compared = ~np.isnan(one[0])
    assert np.array_equal(one, two, equal_nan=True)
    assert compared.any() and (one[:, compared] >= FAR).all() and (one[:, compared] <= NEAR).all()
    assert np.isnan(one[:, list(issue_register()).index("burden_of_proof")]).all()  # no account tells of it


def test_a_letter_that_names_no_category_is_read_by_its_meaning():
    spotted = {s.issue: s for s in Spotter.train().spot(case_from_text(LETTER))}
    assert {"no_prompt_judge", "torture"} <= spotted.keys()
    assert 3 in spotted["torture"].case_paragraphs


def test_a_source_that_names_a_category_is_not():
    before = paraphrases._nearness.cache_info()
    Spotter.train().spot(case_from_text(LETTER + "\n\nI invoke category I."))
    assert paraphrases._nearness.cache_info() == before


def test_no_sentence_goes_to_an_endpoint(monkeypatch):
    def asked(*_):
        raise AssertionError("an embedder was asked")

    monkeypatch.setenv("WGAD_EMBEDDING_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setattr(paraphrases, "load_embedder", asked)
    assert np.isnan(nearness(["They beat him with sticks."])).all()
    phrases = "They came at night and showed us no paper.\n\nFor nine days nobody told us where she was."
    assert "family_not_notified" in {s.issue for s in Spotter.train().spot(case_from_text(phrases))}


def test_a_letter_without_a_word_of_migration_is_not_of_category_four():
    held = "Her two little children are locked up with her in the camp, and nobody can tell her how long she must stay there."
    silent, speaking = (case_from_text(held + more) for more in ("", "\n\nShe had asked for asylum."))
    assert not any(s.category is Category.IV for s in raised_by(silent, Spotter.train()))
    assert any(s.category is Category.IV for s in raised_by(speaking, Spotter.train()))


@pytest.mark.parametrize(
    ("spoilt", "named"),
    [
        ('beside = ["x"]\n[told]\nno_such_issue = ["x"]\n[contrary]\ntorture = ["y"]', "no_such_issue"),
        ('beside = ["x"]\n[told]\ntorture = []\n[contrary]\ntorture = ["y"]', "no sentence"),
        ('beside = ["x"]\n[tolled]\ntorture = ["x"]\n[contrary]\ntorture = ["y"]', "tolled"),
    ],
)
def test_a_spoilt_file_is_one_line_that_names_the_entry(spoilt, named):
    with pytest.raises(BadInput) as error:
        read_paraphrases(spoilt)
    assert named in str(error.value)
    assert "\n" not in str(error.value)


def test_no_sentence_of_the_file_stands_in_two_places():
    file = read_paraphrases(shipped("paraphrases.toml"))
    every = [*file.beside, *(s for listed in (file.told, file.contrary) for v in listed.values() for s in v)]
    assert len(every) == len(set(every))
