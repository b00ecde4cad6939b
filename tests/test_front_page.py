"""Front pages as lines and as tables: the same symbol, number, title, State and date of adoption."""

from __future__ import annotations

from datetime import date

import pytest
from docx import Document

from index.front_page import front_page
from index.parsing import parse_file
from tests.conftest import SAMPLE

OPINION = SAMPLE / "docx" / "opinion-345-2021.docx"
SYMBOL, ADOPTED = "A/HRC/WGAD/2021/345", "8 September 2021"
TITLE = "Opinion No. 345/2021 concerning Nadira Khelwan (Coralline Islands)"

LAYOUTS = {
    "masthead": [["United Nations", SYMBOL], ["General Assembly", f"Distr.: General\n{ADOPTED}"], [TITLE, ""]],
    "names beside": [["Symbol", SYMBOL], ["Title", TITLE], ["State", "Coralline Islands"], ["Adopted", ADOPTED]],
    "names within": [[f"Symbol: {SYMBOL}", f"Adopted on {ADOPTED}"], [f"Title: {TITLE}", "State: Coralline Islands"]],
    "names above": [["Symbol", "Title", "State", "Adopted"], [SYMBOL, TITLE, "Coralline Islands", ADOPTED]],
    "number apart": [["Symbol:", SYMBOL], ["Opinion No.", "345/2021"], ["Date of adoption", ADOPTED]],
    "symbol alone": [["Symbol", SYMBOL], ["Distribution", "12 November 2021"], ["Date of adoption", ADOPTED]],
}


@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold"])
@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS)
def test_a_front_page_in_a_table(tmp_path, rows, bold):
    word = Document(str(OPINION))
    head = word.paragraphs[:10]
    table = word.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.paragraphs[0].add_run(text).bold = bold
    head[0]._p.addprevious(table._tbl)
    for paragraph in [*head, *(p for p in word.paragraphs if p.text.startswith("[Adopted"))]:
        paragraph._p.getparent().remove(paragraph._p)
    word.save(str(tmp_path / "opinion.docx"))
    found, whole = parse_file(tmp_path / "opinion.docx"), parse_file(OPINION)
    assert (found.id, found.symbol, found.state) == ("345/2021", SYMBOL, "Coralline Islands")
    assert found.adopted == date(2021, 9, 8)
    assert found.paragraphs == whole.paragraphs and found.warnings == whole.warnings


def test_the_day_of_adoption_goes_before_that_of_distribution():
    lines = ["Distr.: General", "12 November 2021", "Adopted on 8 September 2021"]
    assert front_page(lines, []).adopted == date(2021, 9, 8)
    assert front_page(lines, ["[Adopted on 9 September 2021]"]).adopted == date(2021, 9, 9)


def test_a_title_and_a_symbol_that_contradict_each_other_are_said(tmp_path):
    text = (SAMPLE / "txt" / "opinion-345-2021.txt").read_text(encoding="utf-8")
    (tmp_path / "opinion.txt").write_text(text.replace("WGAD/2021/345", "WGAD/2020/12"), encoding="utf-8")
    found = parse_file(tmp_path / "opinion.txt")
    assert found.id == "345/2021"
    assert "the title says No. 345/2021, the symbol A/HRC/WGAD/2020/12: check which is right" in found.warnings


def test_an_older_opinion_says_at_its_end_when_it_was_adopted():
    head = ["Opinion No. 12/2008 (Invented State)", "Communication addressed to the Government on 3 March 2008"]
    assert front_page(head, [*head, "Adopted on 10 September 2008"]).adopted == date(2008, 9, 10)
    assert front_page(head, [*head, "It was adopted on 10 September 2008 by the Chamber."]).adopted is None
