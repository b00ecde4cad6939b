"""What paragraphs are about, by what labelled paragraphs teach."""

from datetime import date

import numpy as np
import pytest

from index.issue_likeness import IssueLikeness, _labelled
from index.lexical import terms_of
from index.model import Filters

TEXTS = (
    "No warrant was shown and no reasons were given to him at the time of his arrest.",
    "She was convicted for what she wrote about the minister, which the right to freedom of expression protects.",
    "He met his lawyer for the first time on the day of the hearing.",
    "xyzzy plugh",
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("They were apprehended without being told of any charge.", 0),
        ("The journalist was punished for criticism of the authorities.", 1),
        ("Counsel had no time to prepare the defence.", 2),
    ],
)
def test_who_speaks_of_the_same_issue_in_other_words_is_alike(query, found):
    alike = IssueLikeness(terms_of(TEXTS)).to(query, np.arange(len(TEXTS)), Filters())
    assert alike.argmax() == found and alike[found] > 0.2
    assert alike[3] < 0.1 and (alike >= 0).all()


def test_nothing_is_said_of_a_query_without_a_known_word():
    assert not IssueLikeness(terms_of(TEXTS)).to("xyzzy plugh", np.arange(2), Filters()).any()
    assert not IssueLikeness(terms_of(TEXTS)).to("", np.arange(2), Filters()).any()
    assert not len(IssueLikeness(terms_of(TEXTS)).to("no warrant", np.arange(0), Filters()))


def test_a_text_is_as_alike_alone_as_among_others():
    index, rows = IssueLikeness(terms_of(TEXTS)), np.arange(3)
    together = index.to("He was not told why he was arrested.", rows, Filters())
    alone = [index.to("He was not told why he was arrested.", rows[n : n + 1], Filters())[0] for n in rows]
    assert together == pytest.approx(alone, abs=1e-6)


def test_documents_that_are_left_out_teach_nothing():
    index, rows, query = IssueLikeness(terms_of(TEXTS)), np.arange(3), "arrested without a warrant"
    taught = sorted({p.document for p in _labelled()})
    without = index.to(query, rows, Filters(exclude=frozenset(taught[:20])))
    assert not np.allclose(without, index.to(query, rows, Filters()))
    assert np.array_equal(
        index.to(query, rows, Filters(exclude=frozenset({"no such document"}))), index.to(query, rows, Filters())
    )
    assert not index.to(query, rows, Filters(exclude=frozenset(taught))).any(), "nobody left to learn from"


def test_documents_of_later_teach_nothing():
    index, rows, query = IssueLikeness(terms_of(TEXTS)), np.arange(3), "arrested without a warrant"
    later = frozenset(p.document for p in _labelled() if p.adopted >= date(2018, 1, 1))
    before = index.to(query, rows, Filters(before=date(2018, 1, 1)))
    assert np.array_equal(before, index.to(query, rows, Filters(exclude=later)))
    assert not np.allclose(before, index.to(query, rows, Filters()))
