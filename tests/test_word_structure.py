"""Word files as people make them: headings by type alone, numbers of lists, in cells, after line breaks, unfilled fields."""

from __future__ import annotations

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.model import Part
from index.parsing import parse_file

W = nsdecls("w")
HEAD = ("Human Rights Council", "Opinion No. 9/2022 concerning José Ñandú-Müller (Veldania)")
SECTIONS = (
    ("Submissions", ""),
    ("Communication from the source", "1. He was arrested at night."),
    ("Background", "2. He was beaten."),
    ("Response from the Government", "3. He was treated well."),
    ("Discussion", "4. The Working Group turns to the categories."),
    ("Category I", "5. No warrant was shown."),
    ("Disposition", "6. The deprivation of liberty is arbitrary and falls within category I."),
)
PARTS = [Part.SOURCE, Part.SOURCE, Part.GOVERNMENT, Part.DISCUSSION, Part.DISCUSSION, Part.DISPOSITION]


@pytest.fixture
def read(tmp_path):
    def parsed(word):
        word.save(str(tmp_path / "file.docx"))
        return parse_file(tmp_path / "file.docx")

    return parsed


def begun(*lines: str):
    word = Document()
    for line in (*HEAD, *lines):
        word.add_paragraph(line)
    return word


@pytest.mark.parametrize("type", ["bold", "underline", "italic", "capitals", "nothing"])
def test_who_speaks_is_known_where_headings_are_set_alike_or_like_the_text(read, type):
    word = begun()
    for heading, text in SECTIONS:
        run = word.add_paragraph().add_run(heading.upper() if type == "capitals" else heading)
        if type in ("bold", "underline", "italic"):
            setattr(run, type, True)
        if text:
            word.add_paragraph(text)
    found = read(word)
    assert [p.part for p in found.paragraphs] == PARTS
    assert found.kind.value == "opinion" and found.paragraphs[4].category == "I"


def listed(word, *texts: str, form: str = "%1.") -> None:
    """Paragraphs of one of Word's lists, which counts them in a form such as "%1."."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{form}"/></w:lvl>'
    root = word.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="95">{level}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="97"><w:abstractNumId w:val="95"/></w:num>'))
    for text in texts:
        properties = word.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="97"/></w:numPr>'))


@pytest.mark.parametrize("form", ["%1.", "%1", "%1)"])
def test_numbers_of_a_list_in_any_form(read, form):
    word = begun("Discussion")
    listed(word, "One.", "Two.", "Three.", form=form)
    assert [(p.number, p.text) for p in read(word).paragraphs] == [(1, "One."), (2, "Two."), (3, "Three.")]


def test_an_empty_paragraph_of_a_list_is_counted_as_word_prints_it(read):
    word = begun("Discussion")
    listed(word, "One.", "", "Three.")
    assert [(p.number, p.text) for p in read(word).paragraphs] == [(1, "One."), (3, "Three.")]


def test_numbers_in_cells_of_their_own(read):
    word = begun("Discussion")
    table = word.add_table(4, 2)
    for number, row in enumerate(table.rows, 1):
        row.cells[0].text, row.cells[1].text = f"{number}.", f"Point {number} is considered."
    assert [(p.number, p.text) for p in read(word).paragraphs][-1] == (4, "Point 4 is considered.")


def test_figures_of_a_table_are_no_numbers_of_paragraphs(read):
    word = begun("Discussion", "1. The visits were counted:")
    table = word.add_table(3, 2)
    for row, (year, visits) in zip(table.rows, (("2019", "4"), ("2020", "7"), ("2021", "1")), strict=True):
        row.cells[0].text, row.cells[1].text = year, visits
    word.add_paragraph("2. They became fewer.")
    found = read(word)
    assert [p.number for p in found.paragraphs] == [1, 2]
    assert found.paragraphs[0].text.split("\n")[1:] == ["2019", "4", "2020", "7", "2021", "1"]


def test_paragraphs_apart_by_a_line_break_alone(read):
    word = begun("Discussion")
    run = word.add_paragraph().add_run("1. One,")
    for line in ("still one.", "2. Two.", "3. Three."):
        run.add_break()
        run.add_text(line)
    assert [(p.number, p.text) for p in read(word).paragraphs] == [(1, "One, still one."), (2, "Two."), (3, "Three.")]


def test_a_field_that_nobody_filled_says_nothing(read):
    word = begun("Discussion", "1. One.")
    for properties, text in (("<w:showingPlcHdr/>", "Click or tap here to enter text."), ("", "2. Two.")):
        content = f"<w:sdtContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:sdtContent>"
        word.element.body.append(parse_xml(f"<w:sdt {W}><w:sdtPr>{properties}</w:sdtPr>{content}</w:sdt>"))
    assert [p.text for p in read(word).paragraphs] == ["One.", "Two."]


def test_a_heading_of_its_own_words_set_like_the_text_is_no_end_of_a_paragraph(read):
    word = begun()
    for line in ("Submissions", "Communication from the source", "1. She was arrested.", "The video", "2. She made it.",
                 "(a) In sign;", "(b) Without sound.", "Response from the Government", "3. It replied."):  # fmt: skip
        word.add_paragraph(line)
    found = read(word).paragraphs
    assert [(p.text, p.headings[-1]) for p in found] == [
        ("She was arrested.", "Communication from the source"),
        ("She made it.\n(a) In sign;\n(b) Without sound.", "The video"),
        ("It replied.", "Response from the Government"),
    ]


def test_a_number_and_a_tab_are_the_number_of_a_paragraph(read):
    word = begun()
    for n in range(1, 5):
        word.add_paragraph(f"{n}\tShe said {n} words.")
    assert [(p.number, p.text) for p in read(word).paragraphs] == [(n, f"She said {n} words.") for n in range(1, 5)]


SHAPES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def boxed(paragraph, *lines: str, drawn: str) -> None:
    """A text box anchored in a paragraph, as Word 2010 and later write it (with a copy for older versions), or as older do."""
    content = f"<w:txbxContent>{''.join(f'<w:p><w:r><w:t>{line}</w:t></w:r></w:p>' for line in lines)}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    new = f"<w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing>"
    both = f"<mc:AlternateContent><mc:Choice Requires='wps'>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    paragraph.runs[0]._r.append(parse_xml(f"<w:r {W} {SHAPES}>{both if drawn == 'both' else old}</w:r>")[0])


@pytest.mark.parametrize("drawn", ["both", "old"])
def test_a_text_box_is_never_part_of_the_numbered_paragraph_beside_it(read, drawn):
    word = begun("Discussion")
    for n, text in enumerate(("She was arrested at night.", "No warrant was shown."), 1):
        paragraph = word.add_paragraph(f"{n}. {text}")
        boxed(paragraph, f"Box {n}. Timeline", "1. Arrest: 4 May 2020", drawn=drawn)
    found = read(word)
    assert [(p.number, p.text) for p in found.paragraphs] == [
        (1, "She was arrested at night."),
        (2, "No warrant was shown."),
    ]
    said = [w for w in found.warnings if "text box" in w]
    assert ["beside paragraph 1" in said[0], "beside paragraph 2" in said[1], len(said)] == [True, True, 2]
    assert all(w.count("Arrest: 4 May 2020") == 1 for w in said), "it is not read twice"


@pytest.mark.parametrize("drawn", ["both", "old"])
def test_a_text_box_that_goes_on_with_the_text_is_read_once_where_it_stands(read, drawn):
    word = begun("Discussion")
    boxed(word.add_paragraph("1. One."), "2. Two.", "(a) Of two;", drawn=drawn)
    boxed(word.add_paragraph("3. Three."), "Disposition", "4. Four.", drawn=drawn)
    found = read(word).paragraphs
    assert [(p.number, p.text) for p in found] == [(1, "One."), (2, "Two.\n(a) Of two;"), (3, "Three."), (4, "Four.")]
    assert found[-1].headings[-1] == "Disposition"


@pytest.mark.parametrize("drawn", ["both", "old"])
def test_a_text_box_of_a_letter_without_numbers_is_a_paragraph_of_its_own(read, drawn):
    word = Document()
    boxed(
        word.add_paragraph("She was arrested at night by four men in plain clothes."),
        "Her telephone was taken.",
        drawn=drawn,
    )
    word.add_paragraph("No warrant was shown to her or to her sister.")
    assert [p.text for p in read(word).paragraphs] == [
        "She was arrested at night by four men in plain clothes.",
        "Her telephone was taken.",
        "No warrant was shown to her or to her sister.",
    ]
