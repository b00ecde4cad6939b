"""What a Government answers in plain words: that a lawyer was there contests that there was none (prompts/accounts.toml)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from assistant.composing.house_style import sentences_of
from assistant.issues import issue_register
from assistant.learnt.accounts import accounts
from assistant.learnt.stemming import stems
from assistant.model import Case, SpottedIssue
from assistant.submissions.words import any_of, submission_words
from index.model import Part


def with_answers(case: Case, spotted: Iterable[SpottedIssue]) -> tuple[SpottedIssue, ...]:
    """The issues with the paragraphs in which the Government so contests them; silence contests nothing."""
    if case.replied == "no":
        return tuple(spotted)
    numbers = [p.number for p in case.document.paragraphs]
    told = sentences_of(case, numbers, frozenset({Part.GOVERNMENT}))
    answering = [(n, text) for n, text in told if not any_of(submission_words().beside).search(text)]
    found: dict[str, set[int]] = {}
    for number, text in answering:
        for place in np.flatnonzero(accounts().answering(stems(text))):
            found.setdefault(list(issue_register())[place], set()).add(number)
    return tuple(replace(s, contested=tuple(sorted({*s.contested, *found.get(s.issue, ())}))) for s in spotted)
