"""The opinion that was adopted on the very case that is being drafted: it must not answer its own question."""

from __future__ import annotations

from collections.abc import Iterable

from index.corpus import Corpus
from index.model import Document, Paragraph, Part

SUBMISSIONS = frozenset({Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS})

#: From this share of identical paragraphs on, two documents carry the submissions of one case. Opinions on
#: different cases share formulas, not facts: in the sample world the greatest share between two is 0.
SAME_CASE = 0.5


def is_same_case(case: Document, adopted: Document) -> bool:
    """Whether `adopted` carries the submissions of `case`, word for word, in at least half of its paragraphs."""
    wanted = set(_submissions(case.paragraphs))
    if not wanted:
        return False
    found = wanted & set(_submissions(adopted.paragraphs))
    return len(found) / len(wanted) >= SAME_CASE


def adopted_on(case: Document, corpus: Corpus) -> frozenset[str]:
    """Ids of indexed opinions on the very case: the answer must not draft itself."""
    documents = (corpus.document(entry.id) for entry in corpus.documents() if entry.kind == "opinion")
    return frozenset(d.id for d in documents if d and is_same_case(case, d))


def _submissions(paragraphs: Iterable[Paragraph]) -> Iterable[str]:
    for paragraph in paragraphs:
        if paragraph.part in SUBMISSIONS:
            yield " ".join(paragraph.text.split()).casefold()
