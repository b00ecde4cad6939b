"""Who cites whom, paragraph by paragraph: what case law itself says about which paragraph settles a point."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from index.model import AUTHORITY_PARTS, Document

Edges = NDArray[np.int64]


def edges(documents: Mapping[str, Document], rows: Mapping[str, int]) -> Edges:
    """Pairs (citing, cited) of rows, each once, from paragraphs of authority; `rows` by id."""
    from index.citations import document_id_of

    found: set[tuple[int, int]] = set()
    for document in documents.values():
        speaking = {p.number for p in document.paragraphs if p.part in AUTHORITY_PARTS}
        for citation in document.citations:
            if citation.paragraph not in speaking:
                continue
            own = citation.target == "paragraph"
            cited = document.id if own else document_id_of(citation.target)
            citing = rows[f"{document.id}#{citation.paragraph}"]
            for pinpoint in citation.pinpoints:
                row = rows.get(f"{cited}#{pinpoint}")
                if row is not None and row != citing:
                    found.add((citing, row))
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
