"""What a search reads: the same however it came about, and mended where it is not."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from index.corpus import Corpus
from index.model import Filters, Part
from index.retrieval import search
from index.snapshot import Snapshot

TXT = Path(__file__).parent.parent / "index" / "sample" / "txt"
FILES = [
    TXT / f"{name}.txt" for name in ("opinion-345-2021", "deliberation-31", "opinion-309-2015", "opinion-335-2020")
]
QUERY = "no arrest warrant was shown"


def contents(snapshot: Snapshot) -> list[object]:
    """Everything that a snapshot says, in a form that compares."""
    words = snapshot.terms.vocabulary
    counted = [
        sorted(zip((words[i] for i in snapshot.terms.ids[a:b]), snapshot.terms.counts[a:b].tolist(), strict=True))
        for a, b in zip(snapshot.terms.starts[:-1], snapshot.terms.starts[1:], strict=True)
    ]
    order = snapshot.terms.order
    said = [
        [(words[~place if place < 0 else place], place < 0) for place in order[a:b].tolist()]
        for a, b in zip(snapshot.terms.order_starts[:-1], snapshot.terms.order_starts[1:], strict=True)
    ]
    cites = snapshot.references
    return [
        [h.id for h in snapshot.heads],
        [snapshot.paragraph(row) for row in range(len(snapshot))],
        snapshot.window_starts.tolist(),
        snapshot.covenant.tolist(),
        counted,
        said,
        [(int(a), cites.names[b], int(c)) for a, b, c in zip(cites.citing, cites.cited, cites.number, strict=True)],
    ]


@pytest.fixture(scope="module")
def at_once(tmp_path_factory):
    with Corpus.open(tmp_path_factory.mktemp("once"), create=True) as corpus:
        corpus.add(FILES)
        yield corpus


@pytest.fixture(scope="module")
def two_made(tmp_path_factory):
    """An index of two documents, and what a search finds in it."""
    folder = tmp_path_factory.mktemp("two")
    with Corpus.open(folder, create=True) as corpus:
        corpus.add(FILES[:2])
        return folder, search(corpus, QUERY, 5)


@pytest.fixture
def two(two_made, tmp_path):
    """A copy of it to be harmed."""
    return shutil.copytree(two_made[0], tmp_path / "two"), two_made[1]


def test_one_after_the_other_is_as_all_at_once(at_once, tmp_path):
    with Corpus.open(tmp_path, create=True) as corpus:
        for file in FILES:
            corpus.add([file])
        assert contents(corpus.snapshot()) == contents(at_once.snapshot())
        assert np.allclose(corpus.snapshot().vectors, at_once.snapshot().vectors, atol=1e-5)
        corpus.remove("335/2020")
        corpus.add([FILES[-1]])
        assert contents(corpus.snapshot()) == contents(at_once.snapshot())
        assert np.allclose(corpus.snapshot().vectors, at_once.snapshot().vectors, atol=1e-5)
        assert len(list(tmp_path.glob("search-*"))) == 1


def test_it_says_what_the_documents_say(at_once):
    snapshot = at_once.snapshot()
    said = [snapshot.paragraph(row) for row in range(len(snapshot))]
    wanted = [p for d in at_once.whole_documents().values() for p in d.paragraphs]
    assert [(p.number, p.part, p.headings, p.text, p.categories) for p in said] == [
        (p.number, p.part, p.headings, p.text, p.categories) for p in wanted
    ]
    texts = {p.number: p for p in at_once.document("309/2015").paragraphs}
    found = search(at_once, texts[20].text, 1, Filters(parts=frozenset(Part)))
    assert found[0].text == texts[20].text


def test_a_damaged_one_is_made_again(two):
    made, right = two
    file = next(made.glob("search-*")) / "vectors.npy"
    vectors = np.load(file)
    np.save(file, vectors[::-1].copy())
    with Corpus.open(made) as corpus:
        assert search(corpus, QUERY, 5) != right
        assert any("search index" in line for line in corpus.verify())
    with Corpus.open(made) as corpus:
        assert search(corpus, QUERY, 5) == right
        assert corpus.verify() == []


@pytest.mark.parametrize("harm", ["cut", "gone", "no json"])
def test_one_that_cannot_be_read_is_made_again(two, harm):
    made, right = two
    folder = next(made.glob("search-*"))
    if harm == "cut":
        (folder / "vectors.npy").write_bytes((folder / "vectors.npy").read_bytes()[:-100])
    elif harm == "gone":
        (folder / "texts.npy").unlink()
    else:
        (folder / "lists.json").write_text("{")
    with Corpus.open(made) as corpus:
        assert search(corpus, QUERY, 5) == right


def test_an_empty_index(tmp_path):
    with Corpus.open(tmp_path, create=True) as corpus:
        assert search(corpus, QUERY, 5) == []
        assert corpus.documents() == []
