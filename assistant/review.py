"""The review of a draft: every citation checked against the index and the register of instruments.

The order of the checks is that of their certainty: the form, the document, the paragraph, the date, the
treaty, the quotation, and last whether the cited paragraph says it, which is measured, and judged cautiously.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import chain
from typing import Any, Protocol

from assistant.quotations import Placed, Quotation, folded, nearest, quotations, sources, without_quotations
from assistant.support import Embedded, Evidence, Support, better, content
from index.citations import document_id_of, format_citation
from index.model import Citation, Document, Kind, Paragraph, Voice
from index.model import Part as DocumentPart
from index.register import register

STATUSES = (
    "ok", "unverifiable", "no_such_paragraph", "no_such_document", "malformed", "later", "not_applicable",
    "unsupported", "misquoted",
)  # fmt: skip

SUPPORT_SUGGESTED = 0.35  # a paragraph is offered in place of one that does not exist from here on

_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bNo)(?<!\bNos)(?<!\bart)(?<!\bpara)(?<!\barts)(?<!\bparas)"
    r"[.!?][\"\u201d\u2019)]?\s+(?=[A-Z\"\u201c(])"
)
_EXEMPT = re.compile(r"\b(?:contrast|compare|cf\.?|but see|see, for|on|however)\b", re.I)
_NEAR = 0.75  # how like a passage a quotation must be to be taken for one of it
_LONG = 6  # words from which on a quotation that stands nowhere is reported: fewer are anybody's


class Entry(Protocol):
    """A line of the index's list."""

    @property
    def id(self) -> str:
        """The document's id."""
        ...


class Index(Embedded, Protocol):
    """What the review asks of an index."""

    def documents(self) -> Sequence[Entry]:
        """What is in the index."""
        ...

    def document(self, id: str) -> Document | None:
        """One document."""
        ...


@dataclass(frozen=True, slots=True)
class Checked:
    """A citation and what the review found."""

    citation: Citation
    status: str
    reason: str
    suggestion: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_finding(self) -> bool:
        """Whether somebody should look at it."""
        return self.status not in ("ok", "unverifiable")

    def to_json(self) -> dict[str, Any]:
        """The shape of `wgad check --json`."""
        c = self.citation
        return {
            "raw": c.raw,
            "target": c.target,
            "pinpoints": list(c.pinpoints),
            "paragraph": c.paragraph,
            "footnote": int(c.footnote) if c.footnote and c.footnote.isdigit() else c.footnote,
            "status": self.status,
            "reason": self.reason,
            "suggestion": self.suggestion,
            "evidence": [{"id": e.id, "text": e.text, "support": round(e.support, 3)} for e in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a draft."""

    file: str
    citations: tuple[Checked, ...]

    @property
    def summary(self) -> dict[str, int]:
        """How many citations have each status; those that none has are left out."""
        counts = Counter(c.status for c in self.citations)
        return {status: counts[status] for status in STATUSES if counts[status]}

    @property
    def findings(self) -> int:
        """How many citations somebody should look at."""
        return sum(c.is_finding for c in self.citations)

    def to_json(self) -> dict[str, Any]:
        """The shape of `wgad check --json`."""
        return {"citations": [c.to_json() for c in self.citations], "summary": self.summary}

    def to_csv(self) -> str:
        """One line a citation."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(("paragraph", "footnote", "citation", "target", "pinpoints", "status", "reason", "suggestion"))
        for checked in self.citations:
            c = checked.citation
            place = (c.paragraph, c.footnote, c.raw, c.target, " ".join(c.pinpoints))
            row = (*place, checked.status, checked.reason, checked.suggestion)
            writer.writerow([_inert("" if cell is None else str(cell)) for cell in row])
        return buffer.getvalue()

    def to_html(self) -> str:
        """A page that stands alone: no script, nothing fetched."""
        counts = ", ".join(f"{n} {status.replace('_', ' ')}" for status, n in self.summary.items())
        rows = "\n".join(_html_row(c) for c in self.citations)
        return (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            "<title>Review of citations</title>\n"
            "<style>body{font:16px/1.5 sans-serif;margin:2rem}table{border-collapse:collapse}"
            "td,th{border:1px solid #767676;padding:.4rem;text-align:left;vertical-align:top}"
            f"</style></head><body>\n<h1>Review of citations: {escape(self.file)}</h1>\n"
            f"<p>{len(self.citations)} citations: {escape(counts)}."
            " A suggestion by a program, not a judgment.</p>\n<table><thead><tr><th scope='col'>Place</th>"
            "<th scope='col'>Citation</th><th scope='col'>Status</th><th scope='col'>Reason</th>"
            f"<th scope='col'>Suggestion</th></tr></thead><tbody>\n{rows}\n</tbody></table></body></html>\n"
        )


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _html_row(checked: Checked) -> str:
    c = checked.citation
    place = f"para. {c.paragraph}" + (f", footnote {c.footnote}" if c.footnote else "")
    cells = (place, c.raw, checked.status.replace("_", " "), checked.reason, checked.suggestion or "")
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


# What the draft says where it cites


@dataclass(frozen=True, slots=True)
class Claim:
    """What a citation is to support: the sentence, what stands before the citation in its footnote, the whole
    paragraph; `weighed` is False where it is cited for comparison or on a point of its own."""

    sentence: str
    lead: str
    paragraph: str
    weighed: bool


def _sentence_at(text: str, offset: int) -> str:
    """The sentence that ends at, or holds, a place in a text."""
    start, end = _span_at(text, offset)
    return text[start:end].strip()


def _span_at(text: str, offset: int) -> tuple[int, int]:
    """Where that sentence begins and ends."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end.end() >= offset:
            return start, end.end()
        start = end.end()
    return start, len(text)


def _placed(document: Document, paragraph: Paragraph) -> list[Placed]:
    """The citations of a paragraph in their places."""
    marks = {f.mark: f.offset for f in paragraph.footnotes}
    own = [c for c in document.citations if c.paragraph == paragraph.number]
    return [
        Placed(c, c.start, c.end) if c.footnote is None else Placed(c, marks[c.footnote], marks[c.footnote])
        for c in own
        if c.footnote is None or c.footnote in marks
    ]


def _sentence_of(placed: Placed, paragraph: Paragraph) -> tuple[int, int]:
    """Where the sentence of a citation begins and ends."""
    in_note = placed.citation.footnote is not None
    return _span_at(paragraph.text, max(placed.start, 1) if in_note else placed.start + 1)


def _claim(document: Document, citation: Citation) -> Claim | None:
    paragraph = document.paragraph(citation.paragraph) if citation.paragraph is not None else None
    if paragraph is None:
        return None
    if citation.footnote is None:
        sentence = _sentence_at(paragraph.text, citation.start + 1)
        before = paragraph.text[max(0, citation.start - 30) : citation.start]
        return Claim(sentence.replace(citation.raw, ""), before, paragraph.text, not _EXEMPT.search(before))
    note = next((f for f in paragraph.footnotes if f.mark == citation.footnote), None)
    if note is None:
        return None
    before = note.text[: citation.start]
    lead = before[before.rfind(". ") + 1 :]
    return Claim(_sentence_at(paragraph.text, max(note.offset, 1)), lead, paragraph.text, not _EXEMPT.search(lead))


@dataclass
class _Reviewer:
    """One review: the draft, the index, and what was computed of them."""

    document: Document
    index: Index
    cutoff: date | None
    ids: tuple[str, ...]
    support: Support

    def check(self, citation: Citation) -> Checked:
        for step in (self._form, self._own_paragraph, self._in_index, self._instrument):
            found = step(citation)
            if found is not None:
                return found
        return Checked(citation, "unverifiable", "it is not in the index; its form is right")

    # Form and what is not in the index

    def _form(self, citation: Citation) -> Checked | None:
        if citation.target.startswith(("other:ibid.", "other:footnote ")):
            return Checked(citation, "unverifiable", citation.note or "it is not certain what it stands for")
        if citation.note:
            return Checked(citation, "malformed", citation.note, self._right_number(citation))
        year = register().year(citation.target)
        written = re.search(r"\((\d{4})\)", citation.raw)
        if year and written and int(written[1]) != year:
            reason = f"that general comment is of {year}, not of {written[1]}"
            return Checked(citation, "malformed", reason, format_citation(citation.target, citation.pinpoints))
        return None

    def _own_paragraph(self, citation: Citation) -> Checked | None:
        if citation.target != "paragraph":
            return None
        numbers = {p.number for p in self.document.paragraphs}
        missing = [p for p in citation.pinpoints if _number(p) not in numbers]
        if missing and numbers and all(0 < _number(p) < min(numbers) for p in missing):
            reason = f"this draft begins at paragraph {min(numbers)}: what stands before it is not in the file"
            return Checked(citation, "unverifiable", reason)
        if missing:
            return Checked(citation, "no_such_paragraph", f"this document has no paragraph {', '.join(missing)}")
        return Checked(citation, "ok", "the paragraph is in this document")

    def _instrument(self, citation: Citation) -> Checked | None:
        target = citation.target
        if register().impossible(target):
            return Checked(citation, "no_such_document", "the Committee has adopted no general comment of that number")
        missing = [p for p in citation.pinpoints if register().has_pinpoint(target, p) is False]
        if missing:
            by_paragraph = register().unit(target) == "para"
            what = "paragraph" if by_paragraph else "provision"
            reason = f"{register().label(target)} has no {what} {', '.join(missing)}"
            return Checked(citation, "no_such_paragraph" if by_paragraph else "not_applicable", reason)
        return self._joined(citation) or self._too_recent(citation) or self._registered(citation)

    def _joined(self, citation: Citation) -> Checked | None:
        if citation.target != "covenant" or not self._applied(citation):
            return None
        state = self.document.state
        party = self.document.state_party
        if party is None and state:
            party = register().state_party(state)
        if party is not False:
            return None
        suggestion = "the corresponding articles of the Universal Declaration of Human Rights"
        return Checked(citation, "not_applicable", f"{state or 'the State'} has not joined the Covenant", suggestion)

    def _applied(self, citation: Citation) -> bool:
        """Whether the Working Group applies a provision in the text, rather than listing or comparing it."""
        paragraph = self.document.paragraph(citation.paragraph or 0)
        if paragraph is None or paragraph.voice is not Voice.WORKING_GROUP or citation.footnote is not None:
            return False
        if paragraph.part is DocumentPart.PREAMBLE or self.document.kind is Kind.DELIBERATION:
            return False
        sentence = _sentence_at(paragraph.text, citation.start + 1)
        return not re.search(
            r"\b(?:not|nor|yet)\b[^.]{0,60}\b(?:party|joined|ratif|acced|bound)|States parties", sentence
        )

    def _too_recent(self, citation: Citation) -> Checked | None:
        adopted = register().adopted(citation.target)
        if adopted is None or self.cutoff is None or adopted[0] < self.cutoff:
            return None
        when = f"on {adopted[0]}" if adopted[0] == adopted[1] else f"in {adopted[0].year}"
        return Checked(citation, "later", f"it was adopted {when}, not before the draft ({self.cutoff})")

    def _registered(self, citation: Citation) -> Checked | None:
        if not register().exists(citation.target):
            return None
        if citation.pinpoints and any(register().has_pinpoint(citation.target, p) is None for p in citation.pinpoints):
            return Checked(citation, "unverifiable", "it exists; the register does not know its last paragraph")
        return Checked(citation, "ok", "it is in the register of instruments")

    # What the index holds

    def _in_index(self, citation: Citation) -> Checked | None:
        id = document_id_of(citation.target)
        if id is None:
            return None
        if id == self.document.id and not citation.pinpoints:
            return Checked(citation, "ok", "it is this document")
        cited = self.index.document(id)
        if cited is None:
            return self._absent(citation, id)
        missing = [p for p in citation.pinpoints if cited.paragraph(_number(p)) is None]
        if missing:
            return self._no_paragraph(citation, cited, missing)
        if self.cutoff and cited.adopted and cited.adopted >= self.cutoff:
            reason = f"it was adopted on {cited.adopted}, not before the draft ({self.cutoff})"
            return Checked(citation, "later", reason)
        return self._quotation(citation, cited) or self._support(citation, cited)

    def _absent(self, citation: Citation, id: str) -> Checked:
        number, year = _parts(id)
        around = [n for n, y in map(_parts, self.ids) if y == year]
        if around and min(around) < number < max(around):
            reason = "the index has documents of its series before and after it, and not this one"
            return Checked(citation, "no_such_document", reason, self._right_number(citation))
        return Checked(citation, "unverifiable", "it is not in the index; its form is right")

    def _right_number(self, citation: Citation) -> str | None:
        """The one document of the index whose number is a slip away and whose cited paragraphs exist."""
        wrong = document_id_of(citation.target)
        if wrong is None:
            return None
        near = [id for id in self.ids if _slip(id, wrong) and self._has_all(id, citation.pinpoints)]
        if len(near) != 1:
            return None
        kind = "deliberation" if near[0].startswith("del-") else "opinion"
        return format_citation(f"{kind}:{near[0].removeprefix('del-')}", citation.pinpoints)

    def _has_all(self, id: str, pinpoints: Sequence[str]) -> bool:
        found = self.index.document(id)
        return found is not None and all(found.paragraph(_number(p)) for p in pinpoints)

    def _no_paragraph(self, citation: Citation, cited: Document, missing: Sequence[str]) -> Checked:
        last = max((p.number for p in cited.paragraphs), default=0)
        reason = f"it has no paragraph {', '.join(missing)}; its last is {last}"
        claim = _claim(self.document, citation)
        ranked = self._ranked(claim, cited) if claim else []
        best = ranked[0] if ranked and ranked[0].support >= SUPPORT_SUGGESTED else None
        suggestion = format_citation(citation.target, (best.id.partition("#")[2],)) if best else None
        return Checked(citation, "no_such_paragraph", reason, suggestion, (best,) if best else ())

    # Quotations

    def _quotation(self, citation: Citation, cited: Document) -> Checked | None:
        paragraph = self.document.paragraph(citation.paragraph or 0)
        if paragraph is None or not citation.pinpoints:
            return None
        placed = _placed(self.document, paragraph)
        span = next((_sentence_of(p, paragraph) for p in placed if p.citation is citation), None)
        if span is None:
            return None
        beside = [p for p in placed if _sentence_of(p, paragraph) == span]
        for quote in quotations(paragraph.text, *span):
            found = self._misquoted(citation, quote, cited) or self._invented(citation, quote, paragraph, beside, cited)
            if found:
                return found
        return None

    def _misquoted(self, citation: Citation, quote: Quotation, cited: Document) -> Checked | None:
        paragraphs = [p for p in map(cited.paragraph, map(_number, citation.pinpoints)) if p]
        compared = [(nearest(quote.words, p.text), p) for p in paragraphs]
        (likeness, words), paragraph = max(compared, key=lambda pair: pair[0][0])
        if not _NEAR <= likeness < 1.0:
            return None
        evidence = Evidence(f"{cited.id}#{paragraph.number}", paragraph.text, likeness)
        reason = f"the paragraph cited does not have these words: \u201c{quote.words}\u201d"
        return Checked(citation, "misquoted", reason, f"\u201c{words}\u201d", (evidence,))

    def _invented(
        self, citation: Citation, quote: Quotation, paragraph: Paragraph, beside: Sequence[Placed], cited: Document
    ) -> Checked | None:
        """A quotation given as words of what is cited that stands neither there nor elsewhere in the draft."""
        given = sources(quote, paragraph.text, beside)
        read = [self._read(c) for c in given]
        if citation not in given or None in read or len(folded(quote.words)) < _LONG:
            return None  # where the words of something cited are not at hand, they may be its words
        texts = chain(self._at_hand(p.citation for p in beside), self._elsewhere(paragraph))
        if any(nearest(quote.words, text)[0] >= _NEAR for text in texts):
            return None
        right = next((p for p in cited.paragraphs if nearest(quote.words, p.text)[0] >= 1.0), None)
        if right:
            instead = format_citation(citation.target, (str(right.number),))
            reason = f"these words stand in another paragraph of the same document: \u201c{quote.words}\u201d"
            return Checked(
                citation, "misquoted", reason, instead, (Evidence(f"{cited.id}#{right.number}", right.text, 1.0),)
            )
        reason = f"these words stand neither in what is cited nor elsewhere in the draft: \u201c{quote.words}\u201d"
        return Checked(citation, "misquoted", reason)

    def _read(self, citation: Citation) -> list[Paragraph] | None:
        """The paragraphs to which a citation points; None where their words are not at hand."""
        id = document_id_of(citation.target)
        document = self.document if citation.target == "paragraph" else self.index.document(id) if id else None
        if document is None:
            return None
        found = [document.paragraph(_number(p)) for p in citation.pinpoints] or list(document.paragraphs)
        known = [p for p in found if p]
        return known if len(known) == len(found) else None

    def _at_hand(self, citations: Iterable[Citation]) -> Iterator[str]:
        """The paragraphs of the index to which some citations point."""
        for citation in citations:
            if citation.target != "paragraph":
                yield from (p.text for p in self._read(citation) or ())

    def _elsewhere(self, quoting: Paragraph) -> Iterator[str]:
        """What the draft says besides: where the Working Group quotes, its quotations prove no words."""
        for paragraph in self.document.paragraphs:
            own = paragraph.voice is Voice.WORKING_GROUP or paragraph is quoting
            yield without_quotations(paragraph.text) if own else paragraph.text

    # Support

    def _support(self, citation: Citation, cited: Document) -> Checked:
        claim = _claim(self.document, citation)
        if claim is None or not citation.pinpoints:
            return Checked(citation, "ok", "it is in the index")
        ranked = self._ranked(claim, cited)
        wanted = {_number(p) for p in citation.pinpoints}
        own = [e for e in ranked if e.number in wanted]
        best = better(ranked, cited, wanted)
        if claim.weighed and best and self._authority(claim):
            instead = format_citation(citation.target, (str(best.number),))
            reason = "the paragraph cited does not seem to say it; another of the same document does"
            return Checked(citation, "unsupported", reason, instead, (*own[:2], best))
        return Checked(citation, "ok", "the paragraph is in the index", None, tuple(own[:3]))

    @staticmethod
    def _authority(claim: Claim) -> bool:
        """Whether a sentence says enough for the comparison to mean something."""
        return len(content(claim.sentence)) >= 6

    def _ranked(self, claim: Claim, cited: Document) -> list[Evidence]:
        """The paragraphs of a document by how much they support a claim, best first."""
        return self.support.ranked(cited, claim.sentence, claim.lead, claim.paragraph)


def _number(pinpoint: str) -> int:
    found = re.match(r"\d+", pinpoint)
    return int(found[0]) if found else -1


def _parts(id: str) -> tuple[int, str]:
    """A document's number and its series: the year of an opinion, "del" of a deliberation."""
    number, _, year = id.partition("/")
    if id.startswith("del-"):
        return _number(id.removeprefix("del-")), "del"
    return _number(number), year


def _slip(one: str, other: str) -> bool:
    """Whether two ids differ by one digit, or by two neighbouring digits in the other order."""
    if len(one) != len(other):
        return False
    wrong = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and one[wrong[0]] == other[wrong[1]]
    return len(wrong) == 1 or (swapped and one[wrong[1]] == other[wrong[0]])


def review(document: Document, corpus: Index, today: date | None = None) -> Review:
    """Every citation of a document, checked. `today` stands in for the date of a draft that has none."""
    reviewer = _Reviewer(
        document=document,
        index=corpus,
        cutoff=document.adopted or today,
        ids=tuple(entry.id for entry in corpus.documents() if entry.id != document.id),
        support=Support(corpus),
    )
    return Review(document.file, tuple(reviewer.check(c) for c in document.citations))
