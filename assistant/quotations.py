"""The quotations of a draft: where they stand, which citations they are given as words of, how like a text they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.model import Citation

_PAIRED = re.compile(r"\u201c([^\u201c\u201d]*)\u201d|\"([^\"]*)\"")
_CURLED = re.compile(r"\u201c([^\u201c\u201d]*)\u201d")
_LONGEST = 1500  # characters; what is longer is a mark that was lost
_SHORTEST = 4  # words: fewer are an expression rather than a quotation
_JOINED = re.compile(r"[\s;,(]*(?:(?:and|see|also)\b[\s,]*)*")
_CLAUSE = re.compile(r"[,;]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words and their place in a text, the marks included."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A citation and its place in the text of its paragraph: one in a footnote stands at the footnote's mark."""

    citation: Citation
    start: int
    end: int


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations of which some part stands in a stretch of a text, a sentence as a rule.

    They are paired over the whole text, so that one of several sentences is whole, and what stands between two is none.
    """
    # the full stop before "(opinion No. …)" is the quotation's, and ends no sentence
    reach = start - 2 if text.startswith("(", start) else start
    found = (Quotation(m[1] or m[2] or "", m.start(), m.end()) for m in _pairs(text).finditer(text))
    return [q for q in found if q.start < end and q.end > reach and _quotes(q.words)]


def without_quotations(text: str) -> str:
    """A text without what it quotes."""
    return _pairs(text).sub(" ", text)


def sources(quotation: Quotation, text: str, placed: Sequence[Placed]) -> list[Citation]:
    """Of the citations of a sentence those that a quotation is given as words of.

    They are the next after it, with those that are listed together, and what is named in the same clause before it, as
    in: article 9 (2) of the Covenant provides that anyone "shall be informed". Where none comes after, all before it.
    """
    before = [p for p in placed if p.end <= quotation.start]
    after = [p for p in placed if p.start >= quotation.end]
    if not after:
        return [p.citation for p in before]
    near = [p for p in before if not _CLAUSE.search(text[p.end : quotation.start])]
    return [p.citation for p in (*near, *_listed(text, after))]


def _listed(text: str, after: Sequence[Placed]) -> list[Placed]:
    """The first of some citations, and those that follow it in one list."""
    ordered = sorted(after, key=lambda p: p.start)
    listed = ordered[:1]
    for placed in ordered[1:]:
        if not _JOINED.fullmatch(text[listed[-1].end : placed.start]):
            break
        listed.append(placed)
    return listed


def _pairs(text: str) -> re.Pattern[str]:
    """Straight marks are paired only where there is an even number of them: else one was lost."""
    return _CURLED if text.count('"') % 2 else _PAIRED


def _quotes(words: str) -> bool:
    return len(words) <= _LONGEST and len(words.split()) >= _SHORTEST


def folded(text: str) -> list[str]:
    """Words without what an editor may change at the edges of a quotation."""
    plain = text.lower().translate(str.maketrans("\u2019\u2018\u201c\u201d", "''\"\""))
    return [word for word in (w.strip(".,;:\"'()[]\u2026") for w in plain.split()) if word]


def nearest(quote: str, text: str) -> tuple[float, str]:
    """How like the likeliest stretch of a text a quotation is (1.0: word for word), and that stretch."""
    words, whole = folded(quote), folded(text)
    joined = " ".join(whole)
    if all(" ".join(folded(piece)) in joined for piece in re.split(r"\u2026|\.\.\.|\[[^\]]*\]", quote)):
        return 1.0, quote
    matcher = SequenceMatcher(None, words, whole, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    if not blocks or not words:
        return 0.0, ""
    main = max(blocks, key=lambda b: b.size)
    start = max(0, main.b - main.a)
    stretch = whole[start : start + len(words)]
    likeness = SequenceMatcher(None, words, stretch, autojunk=False).ratio()
    # A word changed is a misquotation however long the quotation: never 1.0 here.
    return min(likeness, 0.999), " ".join(stretch)
