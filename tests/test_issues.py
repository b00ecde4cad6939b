"""The register of issues, what is spotted in a case, and what is decided from it: each opinion left out in turn.

The sample world also served to choose the few thresholds, so these figures are an upper bound for other documents.
"""

import pytest

from assistant.case import case_from_text, case_of
from assistant.issues import Spotter, issue_register, read_register
from assistant.labelled import labelled_documents
from assistant.outcome import decide
from index.errors import BadInput
from index.model import Document, Kind


def case_of_labelled(labelled):
    return case_of(
        Document(
            id=labelled.id, kind=Kind.OPINION, file="given", digest="0" * 64, replied=labelled.replied,
            state_party=labelled.state_party, paragraphs=labelled.paragraphs,
        )
    )  # fmt: skip


def f1(pairs) -> float:
    """Micro F1 of (found, true) sets."""
    hits = sum(len(a & b) for a, b in pairs)
    return 2 * hits / sum(len(a) + len(b) for a, b in pairs)


@pytest.fixture(scope="module")
def decided():
    """(labelled, spotted, decision) of every opinion, nothing of it having been learnt."""
    rows = []
    for labelled in labelled_documents():
        if labelled.disposition:
            out = frozenset({labelled.id})
            case = case_of_labelled(labelled)
            spotted = Spotter.train(out).spot(case)
            rows.append((labelled, spotted, decide(case, spotted, None, out)))
    return rows


def test_the_register_has_every_label_of_the_sample_world():
    labels = {i for d in labelled_documents() for found in d.labels for i in found}
    assert labels <= set(issue_register())


def test_a_spoilt_register_is_one_line():
    for spoilt in ("[[issue]]\nid = 1", "not toml ["):
        with pytest.raises(BadInput) as error:
            read_register(spoilt)
        assert "\n" not in str(error.value)


def test_issues(decided):
    assert f1([({s.issue for s in spotted}, labelled.issues) for labelled, spotted, _ in decided]) >= 0.75


def test_each_issue_names_the_paragraphs_that_raise_it(decided):
    for labelled, spotted, _ in decided:
        numbers = {p.number for p in case_of_labelled(labelled).document.paragraphs}
        for issue in spotted:
            assert set(issue.case_paragraphs) | set(issue.contested) <= numbers
            assert 0 <= issue.confidence <= 1


def test_categories_and_outcomes(decided):
    categories = [({*d.categories}, {*labelled.disposition.categories}) for labelled, _, d in decided]
    assert f1(categories) >= 0.9
    right = sum(d.outcome == labelled.disposition.outcome for labelled, _, d in decided)
    assert right >= 0.9 * len(decided)


def test_no_article_of_a_treaty_that_the_state_has_not_joined(decided):
    for labelled, _, decision in decided:
        assert labelled.state_party or not decision.covenant


def test_the_same_case_is_spotted_the_same():
    case = case_from_text("He was arrested without a warrant and was not told why. No lawyer was allowed for ten days.")
    one, two = Spotter.train().spot(case), Spotter.train().spot(case)
    assert one == two
    assert "no_warrant" in {s.issue for s in one}
