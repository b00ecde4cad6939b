"""The quotations of a draft: where they stand, which citations they are given as words of, how like a text they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from index.model import Citation

_PAIRED = re.compile(r"\u201c([^\u201c\u201d]*)\u201d|\"([^\"]*)\"")
_CURLED = re.compile(r"\u201c([^\u201c\u201d]*)\u201d")
_LONGEST = 1500  # characters; what is longer is a mark that was lost
_SHORTEST = 4  # words: fewer are an expression rather than a quotation
_JOINED = re.compile(r"[\s;,(]*(?:(?:and|see|also)\b[\s,]*)*")
_CLAUSE = re.compile(r"[,;]")
#: What marks that words of the source are left out, or changed by the editor.
_ELISION = re.compile(r"\[[^\]]*\]|\u2026|\.\s?\.\s?\.")
_EDGES = ".,;:\"'()[]\u2026"
_STRAIGHT = str.maketrans("\u2019\u2018\u201c\u201d", "''\"\"")
_SLACK = 6  # how many words may be missing, or too many, at either end of a misquotation


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
    return [word.plain for word in _words(text)]


def likeness(quote: str, text: str) -> float:
    """How like the likeliest stretch of a text a quotation is; 1.0: word for word, but for what it marks as left out.

    A word changed is a misquotation however long the quotation: never 1.0 then.
    """
    whole = _words(text)
    if _standing(quote, whole):
        return 1.0
    words = folded(quote)
    stretch = _plain(_diagonal(words, whole))
    return min(SequenceMatcher(None, words, stretch, autojunk=False).ratio(), 0.999) if stretch else 0.0


def exact_words(quote: str, text: str) -> str:
    """The words of a text that a quotation comes nearest to, as they stand there."""
    whole = _words(text)
    pieces = [_nearest_words(folded(piece), whole) for piece in _ELISION.split(quote) if folded(piece)]
    stretch = whole[min(s.start for s in pieces) : max(s.stop for s in pieces)] if pieces else []
    return text[stretch[0].start : stretch[-1].end] if stretch else ""


def left_out(quote: str, text: str, words: Collection[str]) -> tuple[str, ...]:
    """Which of some words a quotation leaves out where it marks that it leaves something out, of the sentences that it
    quotes; none where the text has those pieces in another place as well, with nothing of the kind between them."""
    whole = _words(text)
    lost = [tuple(w.plain for gap in _gaps(places, whole) for w in gap if w.plain in words)
            for places in _standing(quote, whole)]  # fmt: skip
    return min(lost, key=len, default=())


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text as it is compared, and where it stands; `ends` is whether it ends a sentence."""

    plain: str
    start: int
    end: int
    ends: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a quotation with nothing left out; an editor's bracket may touch its first or last word."""

    words: tuple[str, ...]
    cut_before: bool
    cut_after: bool

    def stands_at(self, place: int, whole: Sequence[_Word]) -> bool:
        """Whether the words of a text from a place on are those of the piece."""
        words = _plain(whole[place : place + len(self.words)])
        return len(words) == len(self.words) and all(
            self._same(mine, other, n) for n, (mine, other) in enumerate(zip(self.words, words, strict=True))
        )

    def _same(self, mine: str, other: str, n: int) -> bool:
        """Two words; of one that a bracket touches only the rest: "[t]he", "detain[ed]"."""
        begun = self.cut_before and n == 0 and other.endswith(mine)
        ended = self.cut_after and n == len(self.words) - 1 and other.startswith(mine)
        return mine == other or begun or ended


def _words(text: str) -> list[_Word]:
    plain = text.lower().translate(_STRAIGHT)
    found = []
    for match in re.finditer(r"\S+", plain):
        word = match[0].strip(_EDGES)
        if word:
            start = match.start() + match[0].index(word)
            found.append(_Word(word, start, start + len(word), match[0].rstrip("\"')")[-1:] in ".?!"))
    return found


def _plain(words: Sequence[_Word]) -> list[str]:
    return [word.plain for word in words]


def _pieces(quote: str) -> list[_Piece]:
    """What stands between the elisions and brackets of a quotation."""
    found, signs = _ELISION.split(quote), _ELISION.findall(quote)
    bracket = [sign.startswith("[") for sign in signs]
    return [
        _Piece(
            tuple(folded(piece)),
            n > 0 and bracket[n - 1] and not piece[:1].isspace(),
            n < len(signs) and bracket[n] and not piece[-1:].isspace(),
        )
        for n, piece in enumerate(found)
        if folded(piece)
    ]


def _standing(quote: str, whole: Sequence[_Word]) -> list[list[range]]:
    """The places of the pieces of a quotation in a text, in order: one list for each place of the first piece."""
    pieces = _pieces(quote)
    if not pieces:
        return []
    first = [n for n in range(len(whole)) if pieces[0].stands_at(n, whole)]
    found = (_following(pieces, start, whole) for start in first)
    return [places for places in found if places]


def _following(pieces: Sequence[_Piece], start: int, whole: Sequence[_Word]) -> list[range]:
    places: list[range] = []
    for piece in pieces:
        at = next((n for n in range(start, len(whole)) if piece.stands_at(n, whole)), None)
        if at is None:
            return []
        places.append(range(at, at + len(piece.words)))
        start = places[-1].stop
    return places


def _gaps(places: Sequence[range], whole: Sequence[_Word]) -> Iterator[Sequence[_Word]]:
    """What is left out between pieces, as far as it belongs to a sentence that is quoted on either side."""
    for one, two in pairwise(places):
        gap = whole[one.stop : two.start]
        ends = [n for n, word in enumerate(gap) if word.ends]
        if whole[one.stop - 1].ends:
            yield gap[ends[-1] + 1 :] if ends else gap
        elif ends:
            yield [*gap[: ends[0] + 1], *gap[ends[-1] + 1 :]]
        else:
            yield gap


def _diagonal(words: Sequence[str], whole: Sequence[_Word]) -> Sequence[_Word]:
    """As many words of a text as a quotation has, around the longest run that both share."""
    matcher = SequenceMatcher(None, words, _plain(whole), autojunk=False)
    main = matcher.find_longest_match()
    start = max(0, main.b - main.a)
    return whole[start : start + len(words)] if main.size else []


def _nearest_words(words: Sequence[str], whole: Sequence[_Word]) -> range:
    """The place of the stretch of a text that is likest to some words: a few words may be missing or too many."""
    matcher = SequenceMatcher(None, words, _plain(whole), autojunk=False)
    main = matcher.find_longest_match()
    start = main.b - main.a
    stop = start + len(words)
    around = (
        range(a, b)
        for a in range(max(0, start - _SLACK), start + _SLACK + 1)
        for b in range(max(a + 1, stop - _SLACK), min(len(whole), stop + _SLACK) + 1)
    )
    default = range(max(0, start), max(0, start) + len(words))
    return max(around, key=lambda r: _fit(words, _plain(whole[r.start : r.stop])), default=default)


def _fit(words: Sequence[str], stretch: Sequence[str]) -> tuple[int, bool, bool, int]:
    """How well a stretch fits some words: those in common, the same ends, the same length."""
    blocks = SequenceMatcher(None, words, stretch, autojunk=False).get_matching_blocks()
    ends = (words[0] == stretch[0], words[-1] == stretch[-1])
    return sum(b.size for b in blocks), *ends, -abs(len(words) - len(stretch))
