"""Blocks → Document: numbered paragraphs with their headings, footnotes, categories; the fields of the header."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from index import fields
from index.errors import BadInput
from index.files import shown
from index.front_page import OLDER_LINE, TITLE, FrontPage, front_page, number_of_symbol
from index.language import NOT_ENGLISH, is_english
from index.model import Block, Category, Document, Extract, Footnote, Kind, Mark, Paragraph, Part
from index.numbered_blocks import FURNITURE, NOT_ADOPTED, NUMBERED, numbered
from index.older_opinions import decision, told_apart
from index.paragraph_numbers import another
from index.structure import Outline, categories_in, part_of, party_of, plain

#: Without its heading the reply would be read, and drafted, as the source's words.
UNHEADED_REPLY = (
    "the Government replied, but no paragraph stands under a heading such as “Response from the Government”: "
    "check whose words are whose"
)

_PROSE = 200  # characters that no line of a front page has
#: What stands after the last paragraph and is none of the document's own.
_AFTER = re.compile(r"(?:Annex|Appendix)(?: [IVX\d]+)?$|(?:Individual|Dissenting|Separate|Concurring) opinion\b", re.I)


@dataclass(slots=True)
class _Open:
    number: int
    headings: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)


def parse_file(path: Path, extract: Extract | None = None) -> Document:
    """A file, read (unless its `extract` is at hand), parsed, its citations found."""
    from index.citations import cite_document
    from index.reading import read

    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    document = parse(extract or read(path), file=shown(path.name), digest=digest)
    own = document.id if document.number else None
    return replace(document, citations=cite_document(document.paragraphs, own))


def parse_paragraphs(path: Path, extract: Extract | None = None) -> Document:
    """The same of a file that somebody works on: one in which no paragraph is found was not read, and is refused, for
    that nothing is wrong with it would be taken for praise."""
    document = parse_file(path, extract)
    if not document.paragraphs:
        raise BadInput(f"{document.file}: no paragraphs were found in it; look at what `wgad parse` shows")
    return document


def parse(extract: Extract, *, file: str, digest: str) -> Document:
    """The document that the blocks of a file are."""
    blocks, warnings = numbered(extract)
    header = _header(blocks)
    end = min(_end(blocks, len(header)), another([b.text for b in blocks]))
    front = front_page([b.text for b in header], [b.text for b in blocks[: end + 1]])
    drafted = any(NOT_ADOPTED in b.text for b in header)
    kind = Kind.DRAFT if drafted else _kind(front, blocks[:end])
    opened = _collect(blocks[_body_start(header) : end], kind)
    notes = dict(extract.footnotes)
    paragraphs, told = _parts([_paragraph(p, kind, notes) for p in opened], kind)
    warnings += _gaps(paragraphs) + _lost(paragraphs, notes) + _not_read(header, blocks[end:]) + told
    if not is_english(" ".join(b.text for b in blocks)):
        warnings.insert(0, NOT_ENGLISH)
    return _document(kind, file, digest, front, paragraphs, warnings)


def _header(blocks: Sequence[Block]) -> list[Block]:
    first = next((i for i, b in enumerate(blocks) if not b.level and NUMBERED.match(b.text)), len(blocks))
    return list(blocks[:first])


def _end(blocks: Sequence[Block], first: int) -> int:
    """Where the document ends: at "[Adopted on …]", at an annex, or where another document begins with its title."""
    last = 0
    for place, block in enumerate(blocks[first:], first):
        number = None if block.level else NUMBERED.match(block.text)
        if block.text.startswith("[Adopted") or (not number and _begins_another(blocks, place, last)):
            return place
        last = int(number[1]) if number and (not last or last < int(number[1]) <= last + 5) else last
    return len(blocks)


def _begins_another(blocks: Sequence[Block], place: int, last: int) -> bool:
    """Whether a heading after paragraph `last` opens an annex or another document: the numbers do not go on."""
    block = blocks[place]
    if block.level == 0 or not (_AFTER.match(block.text) or TITLE.match(block.text)):
        return False
    following = next((int(m[1]) for b in blocks[place:] if not b.level and (m := NUMBERED.match(b.text))), 0)
    return following <= last


def _not_read(header: Sequence[Block], rest: Sequence[Block]) -> list[str]:
    """What is said of text that belongs to no paragraph, and so to nothing that can be found or cited."""
    warnings = []
    prose = [b for b in header if not b.level and len(b.text) > _PROSE and not FURNITURE.match(b.text)]
    if sum(len(b.text) for b in prose) > 2 * _PROSE and not any(NOT_ADOPTED in b.text for b in header):
        warnings.append(f"what stands before the first numbered paragraph is not read: “{prose[0].text[:60]}…”")
    if any(TITLE.match(b.text) for b in rest):
        warnings.append("another document begins after the end of this one and is not read: give it a file of its own")
    elif any(NUMBERED.match(b.text) or len(b.text) > _PROSE for b in rest[1:]):
        warnings.append(f"what follows “{rest[0].text[:60]}” is not read")
    return warnings


def _body_start(header: Sequence[Block]) -> int:
    """Where the header ends: after the last line of it that is no heading of the text."""
    known = [
        i
        for i, b in enumerate(header)
        if FURNITURE.match(b.text) or TITLE.match(b.text) or OLDER_LINE.match(b.text) or b.level == 0
    ]
    return known[-1] + 1 if known else 0


def _kind(front: FrontPage, blocks: Sequence[Block]) -> Kind:
    title = front.title
    if front.corrects:
        return Kind.CASE  # of the corrections, not of the opinion: they settle nothing alone
    if title and title.lower().startswith("deliberation"):
        return Kind.DELIBERATION
    names = {plain(b.text).lower() for b in blocks if b.level != 0}
    submitted = any(party_of(n) or n == "submissions" for n in names)
    if "disposition" in names or (title and title.lower().startswith("opinion n") and "discussion" in names):
        return Kind.OPINION
    analysed = "discussion" in names or any(categories_in(n.upper().replace("CATEGOR", "categor")) for n in names)
    if analysed and not submitted:
        return Kind.DRAFT
    return Kind.OPINION if title and title.lower().startswith("opinion n") and _decided(blocks) else Kind.CASE


def _decided(blocks: Sequence[Block]) -> bool:
    """Whether a numbered paragraph, under whatever heading, is one in which the Working Group renders its opinion."""
    texts = [b.text[m.end() :] for b in blocks if not b.level and (m := NUMBERED.match(b.text))]
    return decision(texts) is not None


def _parts(paragraphs: Sequence[Paragraph], kind: Kind) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs with their categories; where no heading parts an opinion, its own words do."""
    headed = any(p.part in {Part.DISCUSSION, Part.DISPOSITION} for p in paragraphs)
    told, said = (list(paragraphs), list[str]()) if headed or kind is not Kind.OPINION else told_apart(paragraphs)
    return _categorised(told), said


def _collect(blocks: Sequence[Block], kind: Kind) -> list[_Open]:
    outline, opened = Outline(kind), list[_Open]()
    run: list[tuple[str, int | None]] = []
    for block in blocks:
        match = NUMBERED.match(block.text)
        if not block.level and match and _follows(int(match[1]), opened):
            outline.add(run)
            run = []
            opened.append(_Open(int(match[1]), outline.path, [_cut(block, match.end())]))
        elif block.level == 0:
            if opened:
                opened[-1].blocks.append(block)
        else:
            run.append((block.text, block.level))
    return opened


def _follows(number: int, opened: Sequence[_Open]) -> bool:
    return not opened or opened[-1].number < number <= opened[-1].number + 5


def _cut(block: Block, start: int) -> Block:
    marks = tuple(Mark(max(0, m.offset - start), m.mark) for m in block.marks)
    return replace(block, text=block.text[start:], marks=marks)


def _paragraph(opened: _Open, kind: Kind, notes: dict[str, str]) -> Paragraph:
    text, footnotes = "", list[Footnote]()
    for block in opened.blocks:
        text += "\n" if text else ""
        footnotes += [Footnote(m.mark, notes.get(m.mark, ""), len(text) + m.offset) for m in block.marks]
        text += block.text
    part = part_of(opened.headings, kind)
    return Paragraph(opened.number, part, opened.headings, text, tuple(footnotes))


def _categorised(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Each paragraph of the Discussion with the categories of its heading, the one its text names first."""
    result: list[Paragraph] = []
    current: tuple[Category, ...] = ()
    for p in paragraphs:
        if p.part is Part.DISCUSSION:
            headed = next((c for h in reversed(p.headings) if (c := categories_in(h))), ())
            if len(headed) > 1:
                named = [c for c in categories_in(p.text) if c in headed]
                current = tuple(dict.fromkeys([*named, *(c for c in current if c in headed), *headed]))
            else:
                current = headed
            p = replace(p, categories=current)
        result.append(p)
    return result


def _gaps(paragraphs: Sequence[Paragraph]) -> list[str]:
    warnings = []
    for one, two in itertools.pairwise(paragraphs):
        if two.number > one.number + 1:
            missing = ", ".join(str(n) for n in range(one.number + 1, two.number))
            warnings.append(
                f"paragraph {two.number} follows paragraph {one.number}: {missing} not found, check the file"
            )
    return warnings


def _lost(paragraphs: Sequence[Paragraph], notes: dict[str, str]) -> list[str]:
    placed = {f.mark for p in paragraphs for f in p.footnotes}
    return [f"footnote {mark}: its mark was not found in the text" for mark in notes if mark not in placed]


def _document(
    kind: Kind, file: str, digest: str, front: FrontPage, paragraphs: Sequence[Paragraph], warnings: Sequence[str]
) -> Document:
    title, number = front.title, front.number
    published = number_of_symbol(front.symbol) if kind is Kind.OPINION else None
    if published and number and published != number:
        warnings = [*warnings, f"the title says No. {number}, the symbol {front.symbol}: check which is right"]
    number = number or published
    if front.corrects:
        number = None
        warnings = [f"a corrigendum to {front.corrects}, not that document itself", *warnings]
    preamble = "\n".join(p.text for p in paragraphs if p.part is Part.PREAMBLE)
    government = "\n".join(p.text for p in paragraphs if p.part is Part.GOVERNMENT)
    whole = " ".join(p.text for p in paragraphs)
    persons, state = (
        fields.persons_and_state(front.concerning, preamble, whole) if kind is not Kind.DELIBERATION else ((), None)
    )
    replied = fields.replied(preamble, government) if kind in {Kind.OPINION, Kind.CASE} else None
    if replied in {"yes", "late"} and not government:
        warnings = [*warnings, UNHEADED_REPLY]
    return Document(
        id=_id(kind, number, digest), kind=kind, file=file, digest=digest, number=number,
        symbol=front.symbol or _symbol(kind, number), title=title, session=front.session, state=state,
        state_party=_party(state, f"{front.covenant}\n{preamble}"), persons=persons, adopted=front.adopted, replied=replied,
        disposition=fields.disposition_in(paragraphs), paragraphs=tuple(paragraphs), warnings=tuple(warnings),
    )  # fmt: skip


def _id(kind: Kind, number: str | None, digest: str) -> str:
    if number is None:
        return f"doc-{digest[:8]}"
    return f"del-{number}" if kind is Kind.DELIBERATION else number


def _symbol(kind: Kind, number: str | None) -> str | None:
    if kind is Kind.DELIBERATION or not number or "/" not in number:
        return None
    serial, year = number.split("/")
    return f"A/HRC/WGAD/{year}/{serial}"


def _party(state: str | None, preamble: str) -> bool | None:
    said = fields.state_party(preamble)
    if said is not None or state is None:
        return said
    from index.register import register

    return register().state_party(state)


def document_to_json(document: Document) -> dict[str, Any]:
    """The document as `wgad parse --json` prints it."""
    disposition = document.disposition
    keys = ("id", "file", "number", "symbol", "title", "session", "state", "state_party", "replied")
    return {
        **{key: getattr(document, key) for key in keys},
        "kind": document.kind.value,
        "persons": list(document.persons),
        "adopted": document.adopted.isoformat() if document.adopted else None,
        "outcome": disposition.outcome if disposition else None,
        "categories": [c.value for c in disposition.categories] if disposition else [],
        "disposition": asdict(disposition) if disposition else None,
        "paragraphs": [_paragraph_json(p) for p in document.paragraphs],
        "citations": [{**asdict(c), "pinpoints": list(c.pinpoints)} for c in document.citations],
        "warnings": list(document.warnings),
    }


def _paragraph_json(p: Paragraph) -> dict[str, Any]:
    return {
        "number": p.number,
        "part": p.part.value,
        "voice": p.voice.value,
        "headings": list(p.headings),
        "category": p.category.value if p.category else None,
        "categories": [c.value for c in p.categories],
        "text": p.text,
        "footnotes": [{"mark": f.mark, "text": f.text, "offset": f.offset} for f in p.footnotes],
    }
