"""Texts as colleagues send them: quoted, with line numbers, page numbers and headers, with bracketed or raised marks."""

from __future__ import annotations

import re

import pytest

from index.model import Part
from index.parsing import parse, parse_file
from index.plain_text import read_text
from index.typed_lines import bare
from tests.conftest import SAMPLE

CASE = (SAMPLE / "cases" / "sarvady-veldania.txt").read_text(encoding="utf-8")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def paragraphs(text: str) -> list[tuple]:
    found = parse(read_text(text), file="given.txt", digest="0" * 64).paragraphs
    return [(p.number, " ".join(p.text.split()), p.part, p.headings, [(f.mark, f.text) for f in p.footnotes]) for p in found]  # fmt: skip


def in_pages(text: str, foot: str, head: str = "") -> str:
    lines = text.splitlines()
    pages = ["\n".join(lines[i : i + 40]) for i in range(0, len(lines), 40)]
    return "\n".join(f"{page}\n{foot.format(n, len(pages))}\n{head}" for n, page in enumerate(pages, 1))


def line_numbered(text: str, step: int) -> str:
    lines, number = [], 0
    for line in text.splitlines():
        number += bool(line.strip())
        lines.append(f"{number:5}  {line}" if line.strip() and number % step == 0 else f"       {line}")
    return "\n".join(lines)


SENT = {
    "quoted": "On 3 June a colleague wrote:\n\n" + re.sub("^", "> ", CASE, flags=re.M),
    "quoted twice": re.sub("^", ">> ", CASE, flags=re.M),
    "every line numbered": line_numbered(CASE, 1),
    "every fifth line numbered": line_numbered(CASE, 5),
    "pages": in_pages(CASE, "Page {} of {}"),
    "pages with a header": in_pages(CASE, "\n- {} -\n\f", "Communication for the Working Group"),
    "French pages": in_pages(CASE, "page {} sur {}"),
    "headings signed": re.sub(
        r"^(Submissions|Communication from the source|The video)\s*$", r"## \1", CASE, flags=re.M
    ),
    "headings starred": re.sub(r"^(Submissions|The video)\s*$", r"**\1**", CASE, flags=re.M),
    "headings underlined": re.sub(r"^(Submissions|The video)\s*$", r"\1\n----------", CASE, flags=re.M),
}


@pytest.mark.parametrize("text", SENT.values(), ids=SENT)
def test_what_programs_put_beside_a_text_is_none_of_it(text):
    assert paragraphs(text) == paragraphs(CASE)


def test_headings_with_a_colon_say_who_speaks():
    with_colons = re.sub(r"^(Submissions|Communication from the source)\s*$", r"\1:", CASE, flags=re.M)
    assert [p[2] for p in paragraphs(with_colons)] == [p[2] for p in paragraphs(CASE)]


def pasted(mark: str, note: str) -> str:
    """An opinion, its marks and footnotes as another program writes them, the footnotes at the end."""
    document = parse_file(SAMPLE / "docx" / "opinion-345-2021.docx")
    lines, notes = [document.title], []
    for p in document.paragraphs:
        text = p.text
        for f in reversed(p.footnotes):
            text = text[: f.offset] + mark.format(f.mark) + text[f.offset :]
        lines += [*p.headings, f"{p.number}. {text}"]
        notes += [note.format(f.mark) + f.text for f in p.footnotes]
    text = "\n\n".join([*lines, *notes])
    return text if "[" in mark else re.sub(r"\{(\d+)\}", lambda m: m[1].translate(RAISED), text)


@pytest.mark.parametrize(("mark", "note"), [("[{}]", "[{}] "), (" [{}]", "[{}]"), ("{{{}}}", "{{{}}} ")])
def test_marks_in_brackets_and_raised_ones_lead_to_their_footnotes(mark, note):
    known = parse_file(SAMPLE / "docx" / "opinion-345-2021.docx").paragraphs
    assert [(p[1], p[4]) for p in paragraphs(pasted(mark, note))] == [
        (" ".join(p.text.split()), [(f.mark, f.text) for f in p.footnotes]) for p in known
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [f"{n} The Government did not reply to allegation {n}." for n in range(1, 40)],  # paragraphs, not lines
        ["> a quotation", "One.", "Two.", "Three."],
        ["# 5 of the list", "a * b * c", "snake_case_name", "**Note** that this goes on."][1:],
    ],
)
def test_what_only_looks_like_it_stays(lines):
    assert bare(lines) == lines


def typed(paragraph: str = "\n\n", mark: str = "", note: str = "{} ") -> str:
    """An opinion with its date of adoption, typed so."""
    document = parse_file(SAMPLE / "docx" / "opinion-345-2021.docx")
    text = pasted(mark or "{}", note)
    first_note = text.index("\n\n" + note.format(1) + document.paragraphs[1].footnotes[0].text)
    return f"{text[:first_note]}\n\n[Adopted on 9 September 2021]{text[first_note:]}".replace("\n\n", paragraph)


@pytest.mark.parametrize("paragraph", ["\n\n", "\n"])
@pytest.mark.parametrize("mark", ["{}", "[{}]", "^{}"])
@pytest.mark.parametrize("note", ["{} ", "{}. ", "{}) ", "^{} "])
def test_the_form_of_footnotes_is_the_one_in_which_most_are_found(paragraph, mark, note):
    assert paragraphs(typed(paragraph, mark, note)) == paragraphs(pasted("{}", "{} "))


@pytest.mark.parametrize(("mark", "note"), [("{}", "{} "), ("[{}]", "[{}] "), ("{}", "{}. ")])
def test_a_text_all_on_one_line(mark, note):
    one_line = " ".join(typed(mark=mark, note=note).split())
    assert paragraphs(one_line) == paragraphs(pasted("{}", "{} "))
    found = parse(read_text(f"United Nations A/HRC/WGAD/2021/345 9 September 2021 {one_line}"), file="f", digest="0")
    assert (found.number, found.symbol, str(found.adopted)) == ("345/2021", "A/HRC/WGAD/2021/345", "2021-09-09")


@pytest.mark.parametrize("name", ["318-2018", "333-2020", "354-2022"])
def test_headings_on_one_line_are_found_beside_page_heads_and_enumerators(name):
    text = (SAMPLE / "txt" / f"opinion-{name}.txt").read_text(encoding="utf-8")
    lines, one_line = (parse(read_text(t), file="f", digest="0").paragraphs for t in (text, " ".join(text.split())))
    assert [(p.number, p.part, p.headings) for p in one_line] == [(p.number, p.part, p.headings) for p in lines]


def test_paragraphs_are_no_footnotes_though_they_have_their_numbers():
    lines = ["1. The court heard him.1", "2. It said so.2", "3. He went.", "1. See above.", "2. Ibid.", "4. He came."]
    assert paragraphs("\n\n".join(lines)) == [
        (1, "The court heard him.", Part.PREAMBLE, (), [("1", "See above.")]),
        (2, "It said so.", Part.PREAMBLE, (), [("2", "Ibid.")]),
        (3, "He went.", Part.PREAMBLE, (), []),
        (4, "He came.", Part.PREAMBLE, (), []),
    ]
