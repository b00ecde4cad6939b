"""The words by which a draft is read: a file that a lawyer corrects, in which a misspelt key is an error."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from assistant.checks.words import any_of, read_words, review_words
from index.errors import BadInput

TEXT = files("prompts").joinpath("review.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("negations =", "negation ="),
        TEXT.replace("[contrary]", "[contraries]"),
        TEXT.replace("held = [", "held = ", 1),
        "",
    ],
)
def test_a_file_that_cannot_be_read_is_named(text):
    with pytest.raises(BadInput, match=r"^prompts/review\.toml cannot be read: .*; correct the entry named$"):
        read_words(text)


def test_phrases_match_whole_in_any_case_and_over_line_breaks():
    pattern = re.compile(any_of(["alleg*", "has held"]))
    found = [m[0] for m in pattern.finditer("Allegations, it has\nheld; has heldover, unalleged.")]
    assert found == ["Allegations", "has\nheld"]


def test_each_name_is_that_of_one_state():
    names = [name for group in review_words().same_state for name in group]
    assert len(names) == len(set(names))
