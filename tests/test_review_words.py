"""The words by which a draft is read: a file that a lawyer corrects, in which a misspelt key is an error."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from assistant.checks.words import read_words, review_words
from assistant.evidence.words import any_of, contrary_words, read_contraries
from index.errors import BadInput

REVIEW, CONTRARIES = (
    files("prompts").joinpath(n).read_text(encoding="utf-8") for n in ("review.toml", "contraries.toml")
)


@pytest.mark.parametrize(
    ("read", "file", "text"),
    [
        (read_words, "review", REVIEW.replace("beside =", "besides =")),
        (read_words, "review", REVIEW.replace("[party]", "[parties]")),
        (read_words, "review", REVIEW.replace("held = [", "hold = [")),
        (read_words, "review", ""),
        (read_contraries, "contraries", CONTRARIES.replace("negations =", "negation =")),
        (read_contraries, "contraries", CONTRARIES.replace("[modals]", "[modal]")),
        (read_contraries, "contraries", CONTRARIES.replace('["narrow", "broad"]', '["narrow", "broad", "wide"]')),
        (read_contraries, "contraries", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_named(read, file, text):
    with pytest.raises(BadInput, match=rf"^prompts/{file}\.toml cannot be read: .*; correct the entry named$"):
        read(text)


def test_no_phrase_says_two_things():
    read = contrary_words()
    groups = [*read.groups, read.conditions, read.limits, (read.modals.may, read.modals.must, read.modals.need_not)]
    phrases = [phrase for group in groups for same in group for phrase in same]
    phrases += [*read.denials, *read.denies_next]
    assert len(phrases) == len(set(phrases))


def test_phrases_match_whole_in_any_case_and_over_line_breaks():
    pattern = re.compile(any_of(["alleg*", "has held"]))
    found = [m[0] for m in pattern.finditer("Allegations, it has\nheld; has heldover, unalleged.")]
    assert found == ["Allegations", "has\nheld"]


def test_each_name_is_that_of_one_state():
    names = [name for group in review_words().same_state for name in group]
    assert len(names) == len(set(names))
