"""The numbers of paragraphs, at the head of their blocks in one form, whatever the form in which a file has them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from index.front_page import TITLE
from index.headings import by_words
from index.model import Block, Extract, Mark
from index.paragraph_numbers import COUNTED_THROUGH, continued, prose_comes_first, usual

#: How a draft that was made here begins: whatever else it looks like, it is nothing that was adopted.
NOT_ADOPTED = "Suggestion, not a judgment"

#: The number of a paragraph, in the form that all have here.
NUMBERED = re.compile(r"(\d{1,4})\.\s+")
#: Lines of a front page that are neither text nor title.
FURNITURE = re.compile(
    r"United Nations|General Assembly|Distr\.|Original:|Human Rights Council$|Working Group on Arbitrary Detention$"
    r"|Opinions adopted|\[Adopted|\d{1,2} [A-Z][a-z]+ \d{4}$|(?:A|E)/\S+|Advance "
)
_ALONE = re.compile(r"(\d{1,4})[.)]?")
_FEW = 3  # numbers that make a count


def numbered(extract: Extract) -> tuple[list[Block], list[str]]:
    """The blocks of a file, each paragraph with its number before it, and what is to be said of the numbers."""
    extract = _counted_through(replace(extract, blocks=tuple(_usually_numbered(extract.blocks))))
    return _with_numbers(replace(extract, blocks=tuple(by_words(extract.blocks))))


def _with_numbers(extract: Extract) -> tuple[list[Block], list[str]]:
    """The blocks; where no paragraph has a number, each body block gets one."""
    warnings = list(extract.warnings)
    blocks = list(extract.blocks)
    if _has_numbers(blocks):
        return blocks, warnings
    number = 0
    for place, block in enumerate(blocks):
        if block.level == 0 and not FURNITURE.match(block.text) and not TITLE.match(block.text):
            number += 1
            label = f"{number}. "
            marks = tuple(Mark(m.offset + len(label), m.mark) for m in block.marks)
            blocks[place] = replace(block, text=label + block.text, marks=marks)
    if number:
        warnings.append("the paragraphs had no numbers; they are numbered from 1 in the order of the file")
    return blocks, warnings


def _usually_numbered(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the numbers of paragraphs in their usual form; a mark stays where it stands."""
    blocks = _with_number_and_text(blocks)
    texts = usual(["" if b.level else b.text for b in blocks], blocks=True)
    return [b if b.level or text == b.text else _renumbered(b, text) for b, text in zip(blocks, texts, strict=True)]


def _counted_through(extract: Extract) -> Extract:
    """The extract with its paragraphs counted through, where the count begins again under each heading."""
    texts = continued(["" if b.level else b.text for b in extract.blocks])
    if texts is None:
        return extract
    blocks = (b if b.level else _renumbered(b, text) for b, text in zip(extract.blocks, texts, strict=True))
    return replace(extract, blocks=tuple(blocks), warnings=(*extract.warnings, COUNTED_THROUGH))


def _with_number_and_text(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the numbers of paragraphs that stand in a cell of their own put before the text beside them."""
    alone = {
        place: int(match[1])
        for place, (one, two) in enumerate(itertools.pairwise(blocks))
        if not one.level and not two.level and (match := _ALONE.fullmatch(one.text))
    }
    if len(alone) < _FEW or list(alone.values()) != list(range(min(alone.values()), max(alone.values()) + 1)):
        return list(blocks)  # those of some table
    numbered = {place + 1: number for place, number in alone.items()}
    whole = [_renumbered(b, f"{numbered[i]}. {b.text}") if i in numbered else b for i, b in enumerate(blocks)]
    return [b for i, b in enumerate(whole) if i not in alone]


def _renumbered(block: Block, text: str) -> Block:
    longer = len(text) - len(block.text)
    return replace(block, text=text, marks=tuple(Mark(max(0, m.offset + longer), m.mark) for m in block.marks))


def _has_numbers(blocks: Sequence[Block]) -> bool:
    """Whether paragraphs have numbers: those of a list at the end of a letter are none."""
    lengths = [0 if b.level else len(b.text) for b in blocks]
    first = next((i for i, b in enumerate(blocks) if not b.level and NUMBERED.match(b.text)), None)
    if first is None:
        return False
    drafted = any(NOT_ADOPTED in b.text for b in blocks[:first])  # its notice may be long
    return drafted or not prose_comes_first(sum(lengths[:first]), sum(lengths))
