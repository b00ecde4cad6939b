"""prompts/wording.toml: what may be corrected in it, and what is said of a file that is spoilt."""

from __future__ import annotations

import pytest

from assistant.composing.wording import read_wording, wording
from assistant.word_files import shipped
from index.errors import BadInput

SHIPPED = shipped("wording.toml")


def test_a_sentence_may_be_corrected():
    corrected = read_wording(SHIPPED.replace("would welcome the opportunity", "would be grateful for the opportunity"))
    assert "be grateful" in corrected.concluding.visit and corrected.mandate == wording().mandate


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("to release {persons} immediately", "to release the person immediately", r"\{persons\} must stand in braces"),
        ("for their submissions.", "for {their} submissions.", "no name must stand in braces"),
        ("[concluding]\nremedy", "[concluding]\nremedies", "concluding.remed"),
        ('"disc_religion"', '"disc_religions"', "there is no issue 'disc_religions'"),
        ("visit to {state}.", "visit to {state.", "wording.toml cannot be read"),
    ],
)
def test_a_spoilt_file_is_told_in_a_line(old, new, said):
    assert old in SHIPPED
    with pytest.raises(BadInput, match=said) as error:
        read_wording(SHIPPED.replace(old, new))
    assert "\n" not in str(error.value)
