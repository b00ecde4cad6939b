"""Pieces of text and footnote marks, put together into a folded text with its marks beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from index.model import Mark

#: What folds to one blank: white space of every kind, the no-break ones too.
_SPACE = re.compile(r"[\s\u00a0\u2007\u202f\u2000-\u200a]+")
#: What prints nothing: soft hyphen, zero-width signs, control characters, byte order mark.
_NOTHING = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\u0000-\u0008\u000e-\u001f\ufffe]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u2011": "-"})


class Piece(NamedTuple):
    """A stretch of text, or a footnote mark."""

    text: str
    is_mark: bool = False


def clean(text: str) -> str:
    """`text` with ligatures written out, invisible characters gone and white space folded."""
    return _SPACE.sub(" ", _NOTHING.sub("", text.translate(_LIGATURES)))


def fold(pieces: Iterable[Piece]) -> tuple[str, tuple[Mark, ...]]:
    """The text of the pieces, folded and trimmed, and the marks with their offsets in it."""
    text = ""
    marks: list[Mark] = []
    for piece in pieces:
        if piece.is_mark:
            marks.append(Mark(len(text.rstrip()), piece.text))
            continue
        more = clean(piece.text)
        text += more.lstrip() if not text or text.endswith(" ") else more
    text = text.rstrip()
    return text, tuple(Mark(min(m.offset, len(text)), m.mark) for m in marks)
