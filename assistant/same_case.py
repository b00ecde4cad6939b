"""The opinion that was adopted on the very case that is being drafted: it must not answer its own question."""

from __future__ import annotations

from index.corpus import Corpus
from index.model import Document, Kind, Part

SUBMISSIONS = frozenset({Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS})

#: From this share of identical paragraphs on, two documents carry the submissions of one case. Opinions on
#: different cases share formulas, not facts: in the sample world the greatest share between two is 0.
SAME_CASE = 0.5


def adopted_on(case: Document, corpus: Corpus) -> frozenset[str]:
    """Ids of indexed opinions that carry the submissions of `case`, word for word, in at least half of its paragraphs.

    The answer must not draft itself.
    """
    wanted = _submissions(case)
    opinions = corpus.cached("submissions", lambda: _opinions(corpus))
    return frozenset(id for id, found in opinions.items() if wanted and len(found & wanted) / len(wanted) >= SAME_CASE)


def _opinions(corpus: Corpus) -> dict[str, frozenset[str]]:
    """The submissions that each indexed opinion reports."""
    return {d.id: _submissions(d) for d in corpus.whole_documents().values() if d.kind is Kind.OPINION}


def _submissions(document: Document) -> frozenset[str]:
    """The paragraphs of the parties, as they compare."""
    spoken = (p.text for p in document.paragraphs if p.part in SUBMISSIONS)
    return frozenset(" ".join(text.split()).casefold() for text in spoken)
