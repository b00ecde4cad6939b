"""Checks the form of citations: what can't be read as one, or not with certainty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.checks.checked import Checked
from assistant.checks.claims import beside, text_of
from assistant.checks.document import right_citation
from assistant.checks.reviewed import Reviewed
from index.citations import document_id_of, format_citation
from index.model import Citation, Document, Footnote, Paragraph
from index.pinpoints import read_pins
from index.register import register

_YEAR = re.compile(r"\((\d{4})\)")
#: "Opinion No. 301/2014 at 31", "§ 31", "p. 31": a place in a document that is cited by paragraph.
_FOREIGN_PLACE = re.compile(
    r"(?:\s*\([^()]{2,80}\))?,?\s*(?:(?:at\s+)?(?:§{1,2}|¶{1,2}|\bpp?\.)|(?P<at>\bat\b))\s*(?P<place>\d{1,3})"
    r"(?=\s*(?:[;,)\u2013-]|\.(?!\d)|\Z))"
)
_FURTHER = re.compile(r"\s*(?:[&+]\s*(?P<more>\d{1,3})(?![\d/])|et\s+seq\b\.?|ff\b\.?)")
#: A range that has an end only, "paras. –48", or a beginning only, "paras. 48–".
_NO_BEGINNING = re.compile(
    r"(?:\s*\([^()]{2,80}\))?,?\s*(?:at\s+)?(?P<written>[Pp]ara(?:graph)?s?\b\.?\s*[\u2010-\u2014\u2212-]\s*(?P<place>\d{1,3}))(?![\d/])"
)
_NO_END = re.compile(r"\s*[\u2010-\u2014\u2212-](?=\s*(?:[;,)]|\.(?!\d)|\Z))")
_APART = re.compile(r"(?:[^;.]|\b(?:v|op|loc|cit|Mr|Ms|Mrs|Dr)\.){0,150}?\b(?=[Pp]ara)")
_WIDEST = 20  # paragraphs of a range that was written the wrong way round
#: What may precede "op. cit." without naming anything.
_SIGNALS = re.compile(r"(?:see|also|in particular|e\.g\.|for example|cf\.|compare|contrast|and|,|\s)*", re.I)
_OP_CIT = re.compile(r"\b(?:(?:op|loc)\.\s?cit\b\.?|id(?:em)?\.|supra\b(?:,?\s+(?:foot)?note\s+\d+)?)", re.I)


def check_form(citation: Citation, draft: Reviewed) -> Checked | None:
    """A citation that can't be read, or not with certainty, or whose year is not its number's."""
    if citation.target.startswith(("other:ibid.", "other:footnote ")):
        return Checked(citation, "unverifiable", citation.note or "it is not certain what it stands for")
    if citation.note:
        return Checked(citation, "malformed", citation.note, _put_right(citation, draft))
    return _wrong_year(citation) or _unread(citation, draft)


def _put_right(citation: Citation, draft: Reviewed) -> str | None:
    """A range that runs backwards the other way round; a number that is misprinted as it may be meant."""
    if document_id_of(citation.target) not in draft.ids:
        return right_citation(citation, draft)
    places = [int(p) for p in citation.pinpoints if p.isdigit()]
    if len(places) != 2 or not 0 < places[0] - places[1] <= _WIDEST:
        return None
    return format_citation(citation.target, [str(n) for n in range(places[1], places[0] + 1)])


def _wrong_year(citation: Citation) -> Checked | None:
    year = register().year(citation.target)
    written = _YEAR.search(citation.raw)
    if not year or not written or int(written[1]) == year:
        return None
    reason = f"that general comment is of {year}, not of {written[1]}"
    return Checked(citation, "malformed", reason, format_citation(citation.target, citation.pinpoints))


def _unread(citation: Citation, draft: Reviewed) -> Checked | None:
    """Paragraphs that were not read as those of the document: what they say would pass unchecked."""
    if not citation.target.startswith(("opinion:", "deliberation:", "general_comment:")):
        return None
    text = text_of(draft.document, citation)
    found = (
        _further(citation, text)
        if citation.pinpoints
        else _foreign(citation, text) or _without_beginning(citation, text) or _apart(citation, text, draft)
    )
    if found is None:
        return None
    reason = f"it is cited by paragraph: \u201c{found.written}\u201d is not read as one"
    return Checked(citation, "malformed", reason, format_citation(citation.target, found.pinpoints))


@dataclass(frozen=True, slots=True)
class _Unread:
    """Paragraphs that were not read, as they are written and as they are meant."""

    written: str
    pinpoints: tuple[str, ...]


def _further(citation: Citation, text: str) -> _Unread | None:
    """ "paras. 27 & 28", "paras. 27 et seq.", "paras. 27–"."""
    found = _FURTHER.match(text, citation.end)
    if found is None:
        cut = _NO_END.match(text, citation.end)
        return _Unread(f"{citation.pinpoints[-1]}{cut[0].strip()}", citation.pinpoints) if cut else None
    return _Unread(found[0].strip(), (*citation.pinpoints, *([found["more"]] if found["more"] else [])))


def _foreign(citation: Citation, text: str) -> _Unread | None:
    """ "§ 31"."""
    found = _FOREIGN_PLACE.match(text, citation.end)
    if found is None or (found["at"] and citation.footnote is None):
        return None
    return _Unread(found[0].strip(" ,"), (found["place"],))


def _without_beginning(citation: Citation, text: str) -> _Unread | None:
    """ "paras. –31"."""
    found = _NO_BEGINNING.match(text, citation.end)
    return _Unread(found["written"], (found["place"],)) if found else None


def _apart(citation: Citation, text: str, draft: Reviewed) -> _Unread | None:
    """Paragraphs in a footnote that other words part from the number: "Opinion No. 301/2014, Velchan, para. 31"."""
    others = beside(citation, draft.document)
    end = min((c.start for c in others if c.start > citation.start), default=len(text))
    found = _APART.match(text, citation.end, end) if citation.footnote is not None else None
    pins = read_pins(text, found.end()) if found else None
    return _Unread(text[pins.start : pins.end], pins.values) if pins else None


def citations_of(document: Document) -> tuple[Citation, ...]:
    """The citations of a document, with each "op. cit." that names no authority in its place among them."""
    nameless = [c for p in document.paragraphs for f in p.footnotes for c in _nameless(p, f)]
    if not nameless:
        return document.citations
    marks = [(p.number, mark) for p in document.paragraphs for mark in (None, *(f.mark for f in p.footnotes))]
    order = {place: n for n, place in reversed(list(enumerate(marks)))}
    found = (*document.citations, *nameless)
    return tuple(sorted(found, key=lambda c: (order.get((c.paragraph or 0, c.footnote), len(order)), c.start)))


def _nameless(paragraph: Paragraph, note: Footnote) -> list[Citation]:
    reason = "it names no authority: cite it by its name, or as that of an earlier footnote"
    return [
        Citation(found[0], "other:op. cit.", (), paragraph.number, note.mark, found.start(), found.end(), reason)
        for found in _OP_CIT.finditer(note.text)
        if _SIGNALS.fullmatch(re.split(r";|\.\s+(?=[A-Z])", note.text[: found.start()])[-1])
    ]
