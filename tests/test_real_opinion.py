"""A real opinion, as text extracted from its PDF: no header, footnotes in the middle of paragraphs."""

from __future__ import annotations

import pytest

from assistant.case import case_of
from assistant.drafting import draft
from index.model import Category, Part
from index.parsing import parse_file


def test_structure(real_opinion):
    document = parse_file(real_opinion)
    assert [p.number for p in document.paragraphs] == list(range(1, 110))
    marks = [f.mark for p in document.paragraphs for f in p.footnotes]
    assert sorted(map(int, marks)) == list(range(1, 26))
    assert document.persons == ("Alnur Ilyashev",)
    assert document.state == "Kazakhstan"
    headings = {h for p in document.paragraphs if p.part is Part.DISCUSSION for h in p.headings}
    assert headings >= {"Category I", "Category II", "Category III", "Category V"}
    assert document.disposition is not None
    assert [c.value for c in document.disposition.categories] == ["I", "II", "III", "V"]


@pytest.mark.slow  # drafts a whole case: minutes on two cores
def test_draft_on_its_submissions(real_opinion, sample_corpus):
    case = case_of(parse_file(real_opinion))
    assert [p.number for p in case.document.paragraphs if p.part is not Part.PREAMBLE] == list(range(4, 65))
    drafted = draft(case, sample_corpus)
    by_category = {a.category: a for a in drafted.analyses}
    assert set(by_category) >= {Category.I, Category.II, Category.III, Category.V}
    for category in (Category.I, Category.II, Category.III):
        assert by_category[category].found
        assert any(p.citations for p in by_category[category].paragraphs)
    assert all(c.verified for a in drafted.analyses for p in a.paragraphs for c in p.citations)
