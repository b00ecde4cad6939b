"""Slips of house style in citations: they make nothing uncertain, and are put right beside what was found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.checks.checked import Checked
from assistant.checks.claims import beside, footnote_of, paragraph_of
from index.model import Citation, Document


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
    _Slip(re.compile(r"(?<=[\d)])\s+(?=[Pp]ara(?:s|graphs?)?\b\.?\s*\d)"), ", ", "a comma stands before the paragraph", _in_note),
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
    if checked.status == "malformed":  # what is suggested is in house form already
        return checked
    raw, reasons = house_form(checked.citation, checked.citation.raw)
    unended = _unended(checked.citation, document)
    if unended:
        raw, reasons = f"{raw}.", [*reasons, "a footnote ends with a full stop"]
    if not reasons:
        return checked
    reason = f"{checked.reason}; house style: {', '.join(dict.fromkeys(reasons))}"
    return replace(checked, reason=reason, suggestion=checked.suggestion or raw)


def house_form(citation: Citation, written: str) -> tuple[str, list[str]]:
    """A citation as house style writes it, and what was put right."""
    reasons: list[str] = []
    for slip in _SLIPS:
        right = slip.wrong.sub(slip.right, written) if slip.applies(citation) else written
        if right != written:
            written, reasons = right, [*reasons, slip.reason]
    return written, reasons


def _unended(citation: Citation, document: Document) -> bool:
    """Whether a citation is the last of a footnote that ends without a full stop."""
    paragraph = paragraph_of(document, citation)
    note = footnote_of(paragraph, citation) if paragraph and citation.footnote else None
    return note is not None and not _ENDED.search(note.text) and _is_last(citation, document)


def _is_last(citation: Citation, document: Document) -> bool:
    return max(beside(citation, document), key=lambda c: c.end, default=citation) is citation
