"""The date limit holds for the register of instruments as for the index: in a draft and in a review."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from assistant.composing.preliminary import registered
from assistant.composing.standards import Standards
from assistant.issues import issue_register
from assistant.review import review
from index.citations import cite_document
from index.model import Document, Filters, Footnote, Kind, Paragraph, Part
from index.register import register

EMPTY = SimpleNamespace(documents=list, document=lambda id: None, cached=lambda name, build: build())


def bench(before: date | None) -> Standards:
    return Standards(EMPTY, Filters(before=before), lambda texts: [], state_party=True, common=())


def named(before: date | None) -> set[str]:
    """What the issue register's instruments come to under a date limit."""
    found = [c for issue in issue_register().values() for c in bench(before).of_register(issue, 99)]
    return {c.target for c in found}


def test_a_draft_cites_no_instrument_adopted_after_its_limit():
    assert {"document:A/HRC/30/37", "mandela_rules", "general_comment:HRC:35"} <= named(None)
    early = named(date(2010, 1, 1)) - {"methods_of_work"}  # which has no date
    assert "body_of_principles" in early
    assert all(register().adopted(target)[1] < date(2010, 1, 1) for target in early)


@pytest.mark.parametrize(
    ("target", "before", "cited"),
    [
        ("document:A/HRC/19/57", date(2010, 1, 1), False),
        ("document:A/HRC/19/57", date(2011, 12, 26), False),  # on or after the limit
        ("document:A/HRC/19/57", date(2011, 12, 27), True),
        ("document:A/HRC/19/57", None, True),
        ("general_comment:HRC:35", date(2014, 12, 31), False),  # the day is not known
        ("general_comment:HRC:35", date(2015, 1, 1), True),
        ("methods_of_work", date(2010, 1, 1), True),  # without a date
    ],
)
def test_the_limit_of_a_sentence_in_house_wording(target, before, cited):
    plan = SimpleNamespace(bench=bench(before))
    assert bool(registered(target, ("1",), plan)) is cited


@pytest.mark.parametrize(
    ("note", "dated", "expected"),
    [
        ("Nelson Mandela Rules, rule 58.", date(2012, 5, 1), "later"),
        ("Nelson Mandela Rules, rule 58.", date(2015, 12, 17), "later"),
        ("Nelson Mandela Rules, rule 58.", date(2015, 12, 18), "ok"),
        ("Nelson Mandela Rules, rule 58.", None, "ok"),
        ("A/HRC/30/37, annex, principle 9.", date(2010, 1, 1), "later"),
        ("Human Rights Committee, general comment No. 35 (2014), para. 23.", date(2013, 12, 31), "later"),
        ("Human Rights Committee, general comment No. 35 (2014), para. 23.", date(2014, 6, 1), "ok"),
        ("Body of Principles, principle 9.", date(2010, 1, 1), "ok"),
    ],
)
def test_a_review_reports_what_is_later_than_the_draft(note, dated, expected):
    text = "The arrest had no basis in law."
    paragraph = Paragraph(1, Part.DISCUSSION, (), text, (Footnote("1", note, len(text)),))
    document = Document(
        "doc-1", Kind.DRAFT, "draft.docx", "0", paragraphs=(paragraph,), citations=cite_document([paragraph], None)
    )
    assert [c.status for c in review(document, EMPTY, dated).citations] == [expected]
