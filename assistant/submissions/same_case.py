"""The opinion that was adopted on the very case that is being drafted: it must not answer its own question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np

from index.corpus import Corpus
from index.model import Document, Kind, Paragraph, Part
from index.snapshot import PARTS, Snapshot

SUBMISSIONS = frozenset({Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS})

#: From this share of identical paragraphs on, two documents carry the submissions of one case. Opinions on
#: different cases share formulas, not facts: in the sample world the greatest share between two is 0.
SAME_CASE = 0.5


def adopted_on(case: Document, corpus: Corpus) -> frozenset[str]:
    """Ids of indexed opinions that carry the submissions of `case`, word for word, in at least half of its paragraphs.

    The answer must not draft itself.
    """
    return on_same(case, corpus.cached("submissions", lambda: _opinions(corpus.snapshot())))


def on_same(case: Document, opinions: Mapping[str, frozenset[bytes]]) -> frozenset[str]:
    """The ids of those opinions, given by their submissions, that were adopted on this very case."""
    wanted = submitted(case.paragraphs)
    return frozenset(id for id, found in opinions.items() if wanted and len(found & wanted) / len(wanted) >= SAME_CASE)


def submitted(paragraphs: Iterable[Paragraph]) -> frozenset[bytes]:
    """The submissions among some paragraphs, as they compare."""
    return frozenset(_folded(p.text) for p in paragraphs if p.part in SUBMISSIONS)


def _opinions(snapshot: Snapshot) -> dict[str, frozenset[bytes]]:
    """The submissions that each indexed opinion reports."""
    spoken = np.isin(snapshot.part, [PARTS.index(p) for p in SUBMISSIONS])
    return {
        head.id: frozenset(_folded(snapshot.paragraph(row).text) for row in range(first, last) if spoken[row])
        for head, (first, last) in zip(snapshot.heads, pairwise(snapshot.first_rows.tolist()), strict=True)
        if head.kind is Kind.OPINION
    }


def _folded(text: str) -> bytes:
    """A paragraph as it compares, whatever the file that it was read from."""
    return hashlib.blake2b(" ".join(text.split()).casefold().encode(), digest_size=16).digest()
