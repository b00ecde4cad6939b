"""A case is what the parties submitted, and nothing that the Working Group said of it."""

import pytest

from assistant.case import SUBMITTED, case_from_text, case_of, disclaimed, pleaded
from index.model import Category, Part
from index.parsing import parse_file
from tests.conftest import SAMPLE

OPINIONS = sorted((SAMPLE / "txt").glob("opinion-*.txt"))


@pytest.mark.parametrize("path", OPINIONS[::3], ids=lambda p: p.stem)
def test_the_answer_is_hidden(path, gold):
    case = case_of(parse_file(path))
    true = gold[path.stem]
    hidden = [
        p["text"] for p in true["paragraphs"] if p["section"] and p["section"][0] in ("Discussion", "Disposition")
    ]
    shown = " ".join(p.text for p in case.document.paragraphs)
    assert hidden and not any(text[:80] in shown for text in hidden)
    assert {p.part for p in case.document.paragraphs} <= SUBMITTED
    assert case.document.disposition is None
    assert (list(case.persons), case.state, case.replied) == (true["persons"], true["state"], true["replied"])
    assert case.state_party == true["state_party"]


def test_a_pasted_text_without_headings_is_the_source():
    case = case_from_text("He was arrested at home.\n\nNo warrant was shown. It falls under categories I and III.")
    assert [p.part for p in case.document.paragraphs] == [Part.SOURCE, Part.SOURCE]
    assert case.pleaded == (Category.I, Category.III)


def test_a_pasted_text_with_headings_keeps_who_speaks():
    case = case_from_text(
        "Communication from the source\n\nHe was held.\n\nResponse from the Government\n\nIt was lawful."
    )
    assert [p.part for p in case.document.paragraphs] == [Part.SOURCE, Part.GOVERNMENT]


def test_what_is_disclaimed_is_not_pleaded():
    text = "The detention falls under category I. The source makes no submission under category V."
    paragraphs = case_from_text(text).document.paragraphs
    assert pleaded(paragraphs) == (Category.I,)
    assert disclaimed(paragraphs) == {Category.V}


def test_the_call_for_reform_names_what_the_parties_named():
    from assistant.remarks import provisions, reform

    text = (SAMPLE / "txt" / "opinion-340-2021.txt").read_text()
    case = case_from_text(text)
    assert provisions(case) == [("article 318 of the Criminal Code", 5)]
    written = reform(case)
    assert "in the application of article 318 of the Criminal Code (see para. 5 above)" in written.text
    assert written.case_paragraphs == (5,)
