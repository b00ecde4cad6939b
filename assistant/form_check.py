"""Checks the form of citations: what can't be read as one, and slips of house style, which make nothing uncertain."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.claims import footnote_of, paragraph_of
from assistant.document_check import right_citation
from assistant.findings import Checked
from assistant.reviewed import Reviewed
from index.citations import format_citation
from index.model import Citation, Document, Footnote, Paragraph
from index.register import register

_YEAR = re.compile(r"\((\d{4})\)")
#: "Opinion No. 301/2014 at 31", "§ 31", "p. 31": a place in a document that is cited by paragraph.
_FOREIGN_PLACE = re.compile(
    r"(?:\s*\([^()]{2,80}\))?,?\s*(?:at\s+)?(?:§{1,2}|¶{1,2}|\bpp?\.|\bat\b)\s*(\d{1,3})(?![\d/])"
)
#: What may precede "op. cit." without naming anything.
_SIGNALS = re.compile(r"(?:see|also|in particular|e\.g\.|for example|cf\.|compare|contrast|and|,|\s)*", re.I)
_OP_CIT = re.compile(r"\b(?:op|loc)\.\s?cit\b\.?", re.I)


def check_form(citation: Citation, draft: Reviewed) -> Checked | None:
    """A citation that can't be read, or not with certainty, or whose year is not its number's."""
    if citation.target.startswith(("other:ibid.", "other:footnote ")):
        return Checked(citation, "unverifiable", citation.note or "it is not certain what it stands for")
    if citation.note:
        return Checked(citation, "malformed", citation.note, right_citation(citation, draft))
    return _wrong_year(citation) or _foreign_place(citation, draft)


def _wrong_year(citation: Citation) -> Checked | None:
    year = register().year(citation.target)
    written = _YEAR.search(citation.raw)
    if not year or not written or int(written[1]) == year:
        return None
    reason = f"that general comment is of {year}, not of {written[1]}"
    return Checked(citation, "malformed", reason, format_citation(citation.target, citation.pinpoints))


def _foreign_place(citation: Citation, draft: Reviewed) -> Checked | None:
    """A pinpoint in another house's form: it was not read, so what it points to would pass unchecked."""
    if citation.pinpoints or not citation.target.startswith(("opinion:", "deliberation:", "general_comment:")):
        return None
    found = _FOREIGN_PLACE.match(_text_of(citation, draft.document), citation.end)
    if found is None:
        return None
    reason = f"it is cited by paragraph: \u201c{found[0].strip(' ,')}\u201d is not read as one"
    return Checked(citation, "malformed", reason, format_citation(citation.target, (found[1],)))


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


def _text_of(citation: Citation, document: Document) -> str:
    """The text in which a citation stands."""
    paragraph = paragraph_of(document, citation)
    if paragraph is None or citation.footnote is None:
        return paragraph.text if paragraph else ""
    note = footnote_of(paragraph, citation)
    return note.text if note else ""


# House style


@dataclass(frozen=True, slots=True)
class _Slip:
    """A slip of house style: how it is found, what is written instead, what to say of it."""

    wrong: re.Pattern[str]
    right: str | Callable[[re.Match[str]], str]
    reason: str
    applies: Callable[[Citation], bool] = lambda citation: True


def _one(citation: Citation) -> bool:
    return len(citation.pinpoints) == 1 and citation.footnote is not None


def _several(citation: Citation) -> bool:
    provisions = {p.partition("(")[0] for p in citation.pinpoints}
    return len(provisions) > 1 and len(_WORD.findall(citation.raw)) == 1 and citation.footnote is not None


def _in_note(citation: Citation) -> bool:
    return citation.footnote is not None and not re.match(r"paragraphs?\b", citation.raw, re.I)


def _dashed(found: re.Match[str]) -> str:
    return re.sub(r"(?<=[\d)])\s?-\s?(?=[\d(])", "\u2013", found[0])


_WORD = re.compile(r"\b(?:paras?|paragraphs?|arts?|articles?)\b", re.I)
_SLIPS = (
    _Slip(re.compile(r"(?i:(?<=opinion )|(?<=opinions ))(?=\d+\s?/)"), "No. ", "\u201cNo.\u201d stands before the number"),
    _Slip(re.compile(r"(?i:(?<=general comment ))(?=\d)"), "No. ", "\u201cNo.\u201d stands before the number"),
    _Slip(re.compile(r"\bNo(?=\s\d)"), "No.", "\u201cNo.\u201d has a full stop"),
    _Slip(re.compile(r"\A([Ii]bid)(?=,|\s|\Z)"), r"\1.", "\u201cIbid.\u201d has a full stop"),
    _Slip(re.compile(r",?\s+at\s+(?:paragraph|para\.?)(?=\s\d)"), ", para.", "a paragraph is cited as \u201cpara.\u201d, after a comma"),
    _Slip(re.compile(r",?\s+at\s+(?:paragraphs|paras\.?)(?=\s\d)"), ", paras.", "paragraphs are cited as \u201cparas.\u201d, after a comma"),
    _Slip(re.compile(r"\b[Pp]aragraph(s?)(?=\s\d)"), r"para\1.", "a footnote has \u201cpara.\u201d for \u201cparagraph\u201d", _in_note),
    _Slip(re.compile(r"\b(paras?)(?=\s\d)"), r"\1.", "\u201cpara.\u201d has a full stop"),
    _Slip(re.compile(r"\b(para|art)s\.(?=\s\d)"), r"\1.", "one provision is cited in the singular", _one),
    _Slip(re.compile(r"\b(para|art)\.(?=\s\d)"), r"\1s.", "several provisions are cited in the plural", _several),
    _Slip(re.compile(r"\b(?:para|art|principle|rule|guideline)\S*\s[^;]*$"), _dashed, "a range has an en dash"),
)  # fmt: skip
_ENDED = re.compile(r"[.?!][\"\u201d\u2019')\]]*\s*\Z")


def styled(checked: Checked, document: Document) -> Checked:
    """What was found, with the slips of house style and the citation as house style has it.

    What parses, and can be read in one way only, is no less right for being written in another house's style: the
    status stays, and a suggestion that is already there is the more important one.
    """
    raw, reasons = _house_form(checked.citation)
    unended = _unended(checked.citation, document)
    if unended:
        raw, reasons = f"{raw}.", [*reasons, "a footnote ends with a full stop"]
    if not reasons:
        return checked
    reason = f"{checked.reason}; house style: {', '.join(dict.fromkeys(reasons))}"
    return replace(checked, reason=reason, suggestion=checked.suggestion or raw)


def _house_form(citation: Citation) -> tuple[str, list[str]]:
    raw, reasons = citation.raw, []
    for slip in _SLIPS:
        right = slip.wrong.sub(slip.right, raw) if slip.applies(citation) else raw
        if right != raw:
            raw, reasons = right, [*reasons, slip.reason]
    return raw, reasons


def _unended(citation: Citation, document: Document) -> bool:
    """Whether a citation is the last of a footnote that ends without a full stop."""
    paragraph = paragraph_of(document, citation)
    note = footnote_of(paragraph, citation) if paragraph and citation.footnote else None
    return note is not None and not _ENDED.search(note.text) and _is_last(citation, note, document)


def _is_last(citation: Citation, note: Footnote, document: Document) -> bool:
    own = [c for c in document.citations if (c.paragraph, c.footnote) == (citation.paragraph, note.mark)]
    return max(own, key=lambda c: c.end, default=citation) is citation
