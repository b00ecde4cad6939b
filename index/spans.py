"""Pieces of text and footnote marks, put together into a folded text with its marks beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from index.model import Mark

#: What folds to one blank: white space of every kind, the no-break ones too.
_SPACE = re.compile(r"[\s\u00a0\u2007\u202f\u2000-\u200a]+")
#: What prints nothing: zero-width signs, those of the direction of writing, control characters, byte order mark.
_INVISIBLE = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0000-\u0008\u000e-\u001f]")
#: Hyphens that print nothing within a line; at its end they are asked for (index/hyphens.py).
_SOFT = re.compile(r"[\u00ad\ufffe]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u2011": "-"})


class Piece(NamedTuple):
    """A stretch of text, or a footnote mark."""

    text: str
    is_mark: bool = False


def visible(text: str) -> str:
    """`text` with ligatures written out, each accent on its letter, and without signs that print nothing, but for soft
    hyphens at its end."""
    shown = _INVISIBLE.sub("", unicodedata.normalize("NFC", text.translate(_LIGATURES)))
    body = shown.rstrip()
    return _SOFT.sub("", body[:-1]) + body[-1:]


def clean(text: str) -> str:
    """`text` with ligatures written out, each accent on its letter, invisible characters gone and white space folded."""
    shown = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    return _SPACE.sub(" ", _SOFT.sub("", _INVISIBLE.sub("", shown)))


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
