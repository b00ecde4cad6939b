"""A case file as the drafter sees it: the submissions, and never what the Working Group said of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.model import Case
from assistant.submissions.concerned import opening_of, persons_in, state_in, untitled
from assistant.submissions.facts import charges_in, dates_in, provisions_in
from assistant.submissions.letter_parts import with_account, with_plain_headings
from assistant.submissions.notes import without_typed_notes
from assistant.submissions.reply import party_of, reply_of
from assistant.submissions.words import any_of, submission_words
from index.errors import BadInput
from index.model import Category, Document, Kind, Paragraph, Part
from index.register import register
from index.structure import categories_in, is_section, plain

#: What a case consists of. Whatever stands in, or after, another part is not shown to the drafter.
SUBMITTED = frozenset({Part.PREAMBLE, Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS})
NO_SOURCE = (
    "no paragraph stands under a heading of the source; expected are “Communication from the source” or “Information "
    "received from the source”, and “Response from the Government” over what the Government says"
)
#: A memorandum tells the facts before the parties speak.
FACTS = "what stands under a heading of the facts is read as the account of the source: check that the Government does not dispute it"
#: A letter in which only the Government's part has a heading.
ACCOUNT = "what stands before the first heading of a party is read as the account of the source"
_SOURCE_VOICE = frozenset({Part.SOURCE, Part.COMMENTS})

#: From so many words on, a text of which fewer than this share are the small words of English is not in English:
#: English has about 0.35 of them, French and Spanish 0.02.
ENOUGH, SMALL = 60, 0.12
_SMALL = "the of and to in was that by for his her he she is with not were had been which at from it"
_SMALL_WORDS = frozenset(_SMALL.split())

_CLAUSE = re.compile(r"(?<=[.;:])\s+|,?\s+(?:and|but)\s+(?=none\b|no\b)")
#: "It makes no submission under category I", "the source withdraws its complaint under category V".
_NOT_PLEADED = re.compile(
    r"\b(?:no (?:submission|complaint|claim|argument)s?|none under|not (?:invoke|rely|plead|allege|submit)\w*"
    r"|withdr[ae]ws?|withdrawn|no longer)\b",
    re.IGNORECASE,
)
#: How a source pleads a category in words, where it argues law: in a paragraph under a heading of analysis.
_IN_WORDS = {
    Category.I: re.compile(r"\b(?:without|no|lack\w* (?:of )?)(?: \w+)? legal basis\b", re.IGNORECASE),
    Category.II: re.compile(
        r"\b(?:punish|detain|arrest|imprison|prosecut|convict)\w* (?:only |solely |merely )?(?:for|because of|on account of) (?:having )?"
        r"(?:(?:the |his |her |their )?(?:(?:peaceful|legitimate) )?exerci|practis|express|criticiz|report|publish|protest|assembl|worship)\w*"
        r"|\b(?:wrote|written|posted|published|shared|sang|spoke|stood|marched|preached|pray\w*|demonstrat\w*|protest\w*|placard|banner)\b"
        r"[^.]*\b(?:this|that) is (?:the (?:only )?reason|why)\b",
        re.IGNORECASE,
    ),
    Category.III: re.compile(
        r"\b(?:trials?|proceedings|hearings?) (?:was|were) (?:manifestly |grossly |\w+ )?(?:un|not )fair\b|\bunfair trial\b"
        r"|\bright to a fair (?:trial|hearing)\b",
        re.IGNORECASE,
    ),
    Category.V: re.compile(r"\bdiscriminat(?:ory|ion|ed against)\b", re.IGNORECASE),
}
_ANALYSIS = re.compile(r"\banalys[ie]s\b|\bviolations?\b|\blegal\b|\bargument", re.IGNORECASE)


def case_of(document: Document, *, before: date | None = None) -> Case:
    """The case that a document carries: an adopted opinion loses its Discussion and all that follows.

    Nothing of the outcome is kept, neither its paragraphs nor the citations and fields that were read from them.
    """
    kept = without_typed_notes(tuple(map(_with_its_facts, _submissions(document.paragraphs))))
    numbers = {p.number for p in kept}
    warnings = (*document.warnings, *([FACTS] if any(_tells_facts(p) for p in document.paragraphs) else []))
    submitted = replace(
        document,
        warnings=warnings,
        kind=Kind.CASE,
        disposition=None,
        paragraphs=kept,
        citations=tuple(c for c in document.citations if c.paragraph in numbers),
    )
    found = Case(
        document=submitted,
        title=document.title or document.file,
        state=document.state,
        state_party=_party(document.state, document.state_party, kept),
        persons=tuple(untitled(person) for person in document.persons),
        replied=reply_of(kept, document.replied),
        pleaded=pleaded(kept),
        before=before,
    )
    return _with_facts(found)


def _party(state: str | None, said: bool | None, paragraphs: tuple[Paragraph, ...]) -> bool | None:
    """Whether the State has joined the Covenant: as the preamble says, or anybody else, or the register."""
    if said is None:
        said = party_of(paragraphs)
    return register().state_party(state) if said is None and state else said


def read_case(path: Path) -> Case:
    """The case in a file: with headings it is read as a document; without, it is all the source's."""
    from index.parsing import parse_paragraphs
    from index.reading import read

    extract = read(path)
    case = _submitted(parse_paragraphs(path, extract))
    if case.persons and case.state:
        return case
    return _with_concerned(case, (block.text for block in extract.blocks))


def case_from_text(text: str) -> Case:
    """The case in a pasted text, read in the same way."""
    from index.parsing import parse
    from index.plain_text import read_text

    if not text.strip():
        raise BadInput("no case: choose a file or paste its text")
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    extract = read_text(text)
    case = _submitted(parse(extract, file="pasted text", digest=digest))
    if not case.document.paragraphs:
        case = _spoken_by_source(case, tuple(_plain_paragraphs(text)))
    return _with_concerned(case, (block.text for block in extract.blocks))


def _with_concerned(case: Case, lines: Iterable[str]) -> Case:
    """The case with the persons and the State that its opening or its first account names, where no title does."""
    opening = opening_of(lines)
    accounts = [p.text for p in case.document.paragraphs if p.part is not Part.COMMENTS]
    persons = case.persons or persons_in(opening, [p.text for p in case.document.paragraphs if p.part is Part.SOURCE])
    state = case.state or state_in(opening, accounts)
    party = _party(state, case.state_party, case.document.paragraphs)
    title = case.title
    if persons and title == case.document.file:
        title = f"Communication concerning {', '.join(persons)}" + (f" ({state})" if state else "")
    return replace(case, persons=persons, state=state, state_party=party, title=title)


def _submitted(document: Document) -> Case:
    case = case_of(document)
    if not _is_english(" ".join(p.text for p in document.paragraphs)):
        raise BadInput(f"{document.file}: the text does not seem to be in English; give a translation of the case")
    if any(p.part not in SUBMITTED for p in document.paragraphs):
        return _with_warning(case)  # of a Discussion without submissions nothing may be taken for the source's words
    spoken = with_plain_headings(case.document.paragraphs)
    if all(p.part is Part.PREAMBLE for p in spoken):
        return _spoken_by_source(case, tuple(replace(p, part=Part.SOURCE) for p in spoken))
    told = with_account(spoken)
    if told == case.document.paragraphs:
        return _with_warning(case)
    return _with_warning(_spoken_by_source(case, told, *([ACCOUNT] if told != spoken else [])))


def _with_warning(case: Case) -> Case:
    """The case; where nobody is known to speak for the source, with the headings that would tell."""
    if any(p.part is Part.SOURCE for p in case.document.paragraphs):
        return case
    document = replace(case.document, warnings=(*case.document.warnings, NO_SOURCE))
    return replace(case, document=document)


def _spoken_by_source(case: Case, paragraphs: tuple[Paragraph, ...], *warnings: str) -> Case:
    document = replace(case.document, paragraphs=paragraphs, warnings=(*case.document.warnings, *warnings))
    replied = reply_of(paragraphs, None)  # what was read of a letter as of a preamble may concern another reply
    return _with_facts(replace(case, document=document, pleaded=pleaded(paragraphs), replied=replied))


def _with_facts(case: Case) -> Case:
    told = case.document.paragraphs
    return replace(case, dates=dates_in(told), charges=charges_in(told), provisions=provisions_in(told))


def _is_english(text: str) -> bool:
    """Whether a text of some length has the small words of English; a short one has too few to tell."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return len(words) < ENOUGH or sum(w in _SMALL_WORDS for w in words) >= SMALL * len(words)


def pleaded(paragraphs: Iterable[Paragraph]) -> tuple[Category, ...]:
    """The categories that the source invokes, in its own paragraphs or the headings over them."""
    spoken = [p for p in paragraphs if p.part in _SOURCE_VOICE]
    invoked = {c for p in spoken for heading in p.headings for c in categories_in(heading)}
    invoked.update(c for clause in _clauses(spoken) if not _NOT_PLEADED.search(clause) for c in categories_in(clause))
    letter = not any(is_section(heading) for p in spoken for heading in p.headings)  # it argues where it tells
    argued = [p for p in spoken if letter or any(_ANALYSIS.search(heading) for heading in p.headings)]
    invoked.update(c for clause in _clauses(argued) if not _NOT_PLEADED.search(clause) for c in _in_words(clause))
    return tuple(c for c in Category if c in invoked - disclaimed(spoken))


def _in_words(clause: str) -> frozenset[Category]:
    return frozenset(category for category, claim in _IN_WORDS.items() if claim.search(clause))


def disclaimed(paragraphs: Iterable[Paragraph]) -> frozenset[Category]:
    """The categories under which the source says that it makes no submission, or no longer does."""
    spoken = [p for p in paragraphs if p.part in _SOURCE_VOICE]
    return frozenset(c for clause in _clauses(spoken) if _NOT_PLEADED.search(clause) for c in categories_in(clause))


def _clauses(paragraphs: Iterable[Paragraph]) -> Iterable[str]:
    for paragraph in paragraphs:
        yield from _CLAUSE.split(paragraph.text)


def _submissions(paragraphs: Iterable[Paragraph]) -> Iterable[Paragraph]:
    """Up to the first paragraph that is not a submission: a lost heading must not let the rest slip in."""
    for paragraph in paragraphs:
        if paragraph.part not in SUBMITTED:
            return
        yield paragraph


def _tells_facts(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands under a heading of the facts, and under that of no party."""
    return paragraph.part is Part.PREAMBLE and any(
        any_of(submission_words().facts).match(plain(heading)) for heading in paragraph.headings
    )


def _with_its_facts(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, part=Part.SOURCE) if _tells_facts(paragraph) else paragraph


def _plain_paragraphs(text: str) -> Iterable[Paragraph]:
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text)]
    for number, block in enumerate((b for b in blocks if b), start=1):
        yield Paragraph(number, Part.SOURCE, (), block)
