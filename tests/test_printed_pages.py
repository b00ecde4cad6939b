"""Pages as they are set: columns, numbers of lines, tables, footnotes of other forms."""

from __future__ import annotations

import pytest

from index.hyphens import Hyphens
from index.layout import blocks_of
from index.model import Block, Extract, Mark
from index.parsing import parse
from index.printed_lines import Fragment, PageText
from index.spans import Piece, fold

SENTENCE = "the court that heard the case did not say why the man was held for so long in that place"


def printed(text: str, base: float, left: float = 70.0, size: float = 10.0, bold: bool = False) -> Fragment:
    return Fragment(text, left, left + 0.5 * size * len(text), base, size, bold)


def prose(number: int, letters: int, lines: int = 4) -> list[str]:
    """The lines of a numbered paragraph, each of them nearly so long."""
    said = SENTENCE.split()
    result, words = [f"{number}. In that year"], 0
    while len(result) <= lines:
        word = said[words % len(said)]
        if len(result[-1]) + 1 + len(word) > letters:
            result.append(word)
        else:
            result[-1] += f" {word}"
        words += 1
    return [*result[:-2], f"{result[-2]}."]


def set_in(columns: int, paragraphs: int, letters: int, white: float = 16.0) -> tuple[list[PageText], list[str]]:
    """Paragraphs set in columns on one page after another, under a title over all of them; and their texts."""
    fragments: list[list[Fragment]] = [[printed("Opinion No. 1/2019 concerning " + "somebody " * 3, 780, size=14)]]
    column, base, texts = 0, 740.0, []
    for number in range(1, paragraphs + 1):
        lines = prose(number, letters)
        texts.append(" ".join(lines).split(" ", 1)[1])
        for text in lines:
            if base < 80:
                column, base = column + 1, 740.0
            if column == columns:
                fragments.append([])
                column = 0
            fragments[-1].append(printed(text, base, 70 + column * (5 * letters + white)))
            base -= 12
        base -= 6
    return [PageText(i, 840, tuple(page)) for i, page in enumerate(fragments, 1)], texts


def body(extract: Extract) -> list[str]:
    return [block.text.split(" ", 1)[1] for block in extract.blocks if block.level == 0 and block.text[0].isdigit()]


@pytest.mark.parametrize(("columns", "letters", "white"), [(1, 90, 0), (2, 42, 16), (2, 26, 130), (3, 28, 16)])
def test_one_column_is_read_after_the_other(columns, letters, white):
    pages, texts = set_in(columns, 60, letters, white)
    extract = blocks_of(pages)
    assert body(extract) == texts
    assert [block.level for block in extract.blocks if "concerning" in block.text] == [1]


def test_each_column_has_its_footnotes():
    pages, _ = set_in(2, 60, 42)
    first = pages[0].fragments
    for place, left in enumerate((70, 296), start=1):
        last = min(f.base for f in first if f.left == left)
        end = max(f.right for f in first if f.left == left and f.base == last)
        first += (
            printed(str(place), last + 3, end, 6),
            printed(str(place), 58, left, 5),
            printed(f"Note of column {place}.", 55, left + 4, 8),
        )
    extract = blocks_of([pages[0]._replace(fragments=first), *pages[1:]])
    assert extract.footnotes == (("1", "Note of column 1."), ("2", "Note of column 2."))
    assert [m.mark for block in extract.blocks for m in block.marks] == ["1", "2"]


def test_a_margin_for_numbers_is_no_column():
    fragments = [printed("Discussion", 780, 100, bold=True)]
    for number in range(1, 15):
        fragments += [
            printed(f"{number}.", 800 - 50 * number, 70),
            printed("The man was held.", 800 - 50 * number, 100),
        ]
        fragments += [printed("He said so " * 7, 788 - 50 * number, 100)]
    extract = blocks_of([PageText(1, 840, tuple(fragments))])
    assert [b.text.split()[0] for b in extract.blocks if not b.level] == [f"{n}." for n in range(1, 15)]


@pytest.mark.parametrize("left", [30.0, 560.0])
@pytest.mark.parametrize(("step", "runs_on"), [(1, True), (1, False), (5, True), (5, False)])
def test_the_numbers_of_lines_are_none_of_the_text(left, step, runs_on):
    pages, texts = set_in(1, 60, 90)
    counted, count = [], 0
    for page in pages:
        count = count if runs_on else 0
        numbers = []
        for line in page.fragments:
            count += 1
            numbers += [printed(str(count), line.base, left, 8)] if count % step == 0 else []
        counted.append(page._replace(fragments=(*page.fragments, *numbers)))
    assert body(blocks_of(counted)) == texts


def test_a_header_is_numbered_as_well():
    pages, texts = set_in(1, 60, 90)
    count = 0
    counted = []
    for page in pages:
        numbers = [printed("5", 810, 35, 8), printed("A/HRC/WGAD/2019/1", 810)]
        for line in page.fragments:
            count += 1
            numbers += [printed(str(count), line.base, 40 - 4 * len(str(count)), 8)] if count % 5 == 0 else []
        counted.append(page._replace(fragments=(*page.fragments, *numbers)))
    extract = blocks_of(counted)
    assert body(extract) == texts
    assert extract.blocks[0].text == "A/HRC/WGAD/2019/1"


def test_bare_numbers_of_paragraphs_are_no_numbers_of_lines():
    pages, texts = set_in(1, 60, 90)
    bare = [
        page._replace(
            fragments=tuple(
                part
                for f in page.fragments
                for part in (
                    [printed(f.text.split(". ")[0], f.base, 40), f._replace(text=f.text.split(". ", 1)[1])]
                    if f.text[0].isdigit()
                    else [f]
                )
            )
        )
        for page in pages
    ]
    document = parse(blocks_of(bare), file="bare.pdf", digest="0")
    assert [p.number for p in document.paragraphs] == list(range(1, 61))
    assert [p.text for p in document.paragraphs] == texts


@pytest.mark.parametrize("form", ["{} ", "{}. ", "{}) "])
def test_typed_numbers_open_footnotes(form):
    page = [
        printed(f"{n}. The man was held, and said so at length before the court.", 800 - 40 * n) for n in range(1, 5)
    ]
    page += [printed(str(n), 803 - 40 * n, page[n - 1].right, 6) for n in range(1, 4)]
    page += [printed(f"{form.format(n)}See opinion No. {n}/2019.", 100 - 10 * n, 70, 8) for n in range(1, 4)]
    extract = blocks_of([PageText(1, 840, tuple(page))])
    assert extract.footnotes == tuple((str(n), f"See opinion No. {n}/2019.") for n in range(1, 4))
    assert len(extract.blocks) == 4


def test_marks_in_brackets_lead_to_their_footnotes():
    page = [printed(f"{n}. The man [{n}] was held [sic] under article [9].", 800 - 40 * n) for n in range(1, 4)]
    page += [printed(f"{n} See opinion No. {n}/2019.", 100 - 10 * n, 70, 8) for n in range(1, 4)]
    extract = blocks_of([PageText(1, 840, tuple(page))])
    assert extract.blocks[1] == Block("2. The man was held [sic] under article [9].", (Mark(10, "2"),), 0, 1)


def test_cells_of_a_table_are_no_headings():
    page = [printed("Discussion", 800, bold=True, size=12)]
    page += [printed("1. The court heard him on these days.", 770), printed("It said so.", 758)]
    for row, cells in enumerate(
        [("Day", "Event", "Place"), ("3 May", "Arrest", "Port"), ("4 May", "Hearing", "Capital")]
    ):
        page += [printed(cell, 730 - 14 * row, 70 + 150 * place) for place, cell in enumerate(cells)]
    page += [printed("2. The man was not heard again.", 670), printed("He said so.", 658)]
    document = parse(blocks_of([PageText(1, 840, tuple(page))]), file="table.pdf", digest="0")
    assert [p.headings for p in document.paragraphs] == [("Discussion",)] * 2
    assert document.paragraphs[0].text.splitlines()[1:5] == ["Day", "Event", "Place", "3 May"]


def test_a_heading_goes_on_where_its_next_word_had_no_room():
    page = [printed("1. The man was held for so long. " + "He said so. " * 5, 700), printed("He was heard.", 688)]
    page += [
        printed("Alleged violation of the right of the man to be heard by a court that is not", 660, size=12, bold=True)
    ]
    page += [printed("dependent", 637, size=12, bold=True), printed("2. The court heard him.", 600)]
    headings = [block.text for block in blocks_of([PageText(1, 840, tuple(page))]).blocks if block.level]
    assert headings == ["Alleged violation of the right of the man to be heard by a court that is not dependent"]


def test_half_a_word_is_no_word_of_its_document():
    lines = [
        "the ending of its for-",
        "ming and its for-",
        "mer forming, the com-",
        "mon former and the shor-",
        "ming of common",
    ]
    text, _ = fold(Hyphens(lines).join([Piece(line)] for line in ["by confor-", "ming"]))
    assert text == "by conforming"


def test_the_blank_after_a_mark_may_be_told_as_part_of_it():
    line = [printed("1. The court,", 700), printed("1 ", 703, 137, 6), printed("heard him.", 700, 143)]
    assert blocks_of([PageText(1, 840, tuple(line))]).blocks[0].text == "1. The court, heard him."
