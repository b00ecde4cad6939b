"""The register of issues, what is spotted in a case, and what is decided from it: each opinion left out in turn.

The sample world also served to choose the few thresholds, so these figures are an upper bound for other documents.
"""

from dataclasses import dataclass, replace

import pytest

from assistant.case import case_from_text, case_of
from assistant.composing.outcome import Decision, decide
from assistant.issues import issue_register, read_register
from assistant.learnt.labelled import adopted_on_labelled
from assistant.learnt.spotting import Spotter
from assistant.model import Case, SpottedIssue
from index.errors import BadInput
from index.model import Category, Paragraph, Part
from index.parsing import parse_file
from tests.conftest import SAMPLE


def f1(pairs) -> float:
    """Micro F1 of (found, true) sets."""
    hits = sum(len(a & b) for a, b in pairs)
    return 2 * hits / sum(len(a) + len(b) for a, b in pairs)


@dataclass(frozen=True)
class Row:
    """An opinion, drafted from nothing that was learnt of it."""

    true: dict
    case: Case
    spotted: tuple[SpottedIssue, ...]
    decision: Decision

    @property
    def issues(self) -> set[str]:
        """The labels of the adopted Discussion."""
        return {i for p in self.true["paragraphs"] if p["section"][:1] == ["Discussion"] for i in p["issues"]}


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(5, id="every fifth opinion"),
        pytest.param(1, id="every opinion", marks=pytest.mark.slow),  # trains anew for each: most of a minute
    ],
)
def decided(request, gold):
    rows = []
    for name in sorted(name for name in gold if name.startswith("opinion"))[:: request.param]:
        out = frozenset({gold[name]["number"]})
        case = case_of(parse_file(SAMPLE / "txt" / f"{name}.txt"))
        spotted = Spotter.train(out).spot(case)
        rows.append(Row(gold[name], case, spotted, decide(case, spotted, out)))
    return rows


def test_the_register_has_every_label_of_the_sample_world(gold):
    labels = {i for true in gold.values() for p in true["paragraphs"] for i in p["issues"]}
    assert labels <= set(issue_register())


def test_a_spoilt_register_is_one_line():
    for spoilt in ("[[issue]]\nid = 1", "not toml ["):
        with pytest.raises(BadInput) as error:
            read_register(spoilt)
        assert "\n" not in str(error.value)


def test_issues(decided):
    assert f1([({s.issue for s in row.spotted}, row.issues) for row in decided]) >= 0.75


def _at_length(row: Row) -> Case:
    """The case, had the source argued all that was examined in the words in which it was."""
    examined = [p for p in row.true["paragraphs"] if p["section"][:1] == ["Discussion"] and p["issues"]]
    argued = [Paragraph(p["number"], Part.SOURCE, ("Submissions", "Legal analysis"), p["text"]) for p in examined]
    document = row.case.document
    return replace(row.case, document=replace(document, paragraphs=(*document.paragraphs, *argued)))


def test_long_pleadings_that_touch_on_much_raise_little_more_than_what_was_examined(decided):
    """Weighed as brief pleadings are, they had an F1 of 0.81: three in ten of the issues spotted were not examined."""
    pairs = []
    for row in decided:
        spotter = Spotter.train(frozenset({row.true["number"]}))
        pairs.append(({s.issue for s in spotter.spot(_at_length(row))}, row.issues))
    assert f1(pairs) >= 0.88


def test_each_issue_names_the_paragraphs_that_raise_it(decided):
    for row in decided:
        numbers = {p.number for p in row.case.document.paragraphs}
        for issue in row.spotted:
            assert set(issue.case_paragraphs) | set(issue.contested) <= numbers
            assert 0 <= issue.confidence <= 1


def test_categories_and_outcomes(decided):
    assert f1([({c.value for c in row.decision.categories}, {*row.true["categories"]}) for row in decided]) >= 0.9
    assert sum(row.decision.outcome == row.true["outcome"] for row in decided) >= 0.9 * len(decided)


def test_articles_as_they_are_printed(decided):
    pairs = []
    for row in decided:
        true = parse_file(SAMPLE / "txt" / f"{row.true['name']}.txt").disposition
        own = row.decision
        pairs.append(({*own.udhr, *(f"c{a}" for a in own.covenant)}, {*true.udhr, *(f"c{a}" for a in true.covenant)}))
    assert f1(pairs) >= 0.8


def test_no_article_of_a_treaty_that_the_state_has_not_joined(decided):
    for row in decided:
        assert row.true["state_party"] or not row.decision.covenant


def test_the_same_case_is_spotted_the_same():
    case = case_from_text("He was arrested without a warrant and was not told why. No lawyer was allowed for ten days.")
    one, two = Spotter.train().spot(case), Spotter.train().spot(case)
    assert one == two
    assert "no_warrant" in {s.issue for s in one}


def test_nothing_is_learnt_from_an_opinion_on_the_very_case():
    """Whatever its number, and whether or not it is in the index: its labels would be the answer."""
    case = case_of(parse_file(SAMPLE / "txt" / "opinion-343-2021.txt"))
    assert adopted_on_labelled(case.document) == {"343/2021"}
    assert adopted_on_labelled(case_from_text("He was arrested without a warrant.").document) == frozenset()


def test_who_names_no_category_leaves_all_of_them_open():
    told = "Four men in plain clothes took him away. They showed no warrant and did not say why."
    silent, pleading = (case_from_text(f"{told} {more}") for more in ("He is a teacher.", "I invoke category III."))
    assert (silent.pleaded, pleading.pleaded) == ((), (Category.III,))
    open_, closed = (Spotter.train().confidences(case)["no_warrant"] for case in (silent, pleading))
    assert open_ > closed
