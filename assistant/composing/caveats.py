"""The warnings of a draft that depend on its paragraphs: written here once, so that a changed draft warns rightly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.model import Analysis, Draft, DraftParagraph

_COUNTED = re.compile(r"^No authority was found in the index on |^\d+ sentences? of the chat model ")


def missing(analyses: Iterable[Analysis]) -> Iterator[str]:
    """The issues on which no authority was found."""
    for analysis in analyses:
        for issue in analysis.missing:
            yield f"No authority was found in the index on {issue} (category {analysis.category.value})."


def unsupported(paragraphs: Iterable[DraftParagraph]) -> Iterator[str]:
    """How many sentences of a chat model failed a check."""
    bad = sum(1 for p in paragraphs for s in p.sentences if s.unsupported)
    if bad:
        are = "sentence of the chat model is not supported and is marked; its" if bad == 1 else (
            "sentences of the chat model are not supported and are marked; their"
        )  # fmt: skip
        yield f"{bad} {are} citations were taken out."


def refreshed(draft: Draft) -> Draft:
    """A draft with those warnings as its present paragraphs call for; an issue that has its authority now is no longer named."""
    settled = {p.issues for a in draft.analyses for p in a.paragraphs if p.sources}
    analyses = tuple(replace(a, missing=tuple(i for i in a.missing if (i,) not in settled)) for a in draft.analyses)
    kept = [w for w in draft.warnings if not _COUNTED.match(w)]
    written = (*draft.preliminary, *(p for a in analyses for p in a.paragraphs), *draft.concluding)
    warnings = (*kept, *missing(analyses), *unsupported(written))
    return replace(draft, analyses=analyses, warnings=warnings)
