"""Web pages as they are saved and pasted: headings in bold type, paragraphs apart by line breaks, footnotes at the end."""

from __future__ import annotations

import pytest

from index.model import Part
from index.parsing import parse_file

OPENING = "<p>Opinion No. 7/2020 concerning A. B. (Veldania)</p>"
NOTES = "<p><sup>1</sup> A/HRC/36/38.</p><p><sup>2</sup> Opinion No. 301/2014, para. 2.</p>"
PAGES = {
    "bold paragraphs": "<p><b>Submissions</b></p><p><strong>Communication from the source</strong></p>"
    "<p>1. She was arrested.<sup>1</sup></p><p>2. She <b>was</b> beaten.<sup>2</sup></p>"
    f"<p><u>Discussion</u></p><p>3. It was wrong.</p>{NOTES}",
    "line breaks": "<div><b>Submissions</b><br><br><b>Communication from the source</b><br><br>1. She was arrested."
    "<sup>1</sup><br>2. She <b>was</b> beaten.<sup>2</sup><br><br><b>Discussion</b><br><br>3. It was wrong.<br><br>"
    "<sup>1</sup> A/HRC/36/38.<br><sup>2</sup> Opinion No. 301/2014, para. 2.</div>",
    "no type at all": "<p>Submissions</p><p>Communication from the source</p><p>1. She was arrested.<sup>1</sup></p>"
    f"<p>2. She was beaten.<sup>2</sup></p><p>Discussion</p><p>3. It was wrong.</p>{NOTES}",
    "a table": "<table><tr><td colspan=2><b>Submissions</b></td></tr><tr><td><b>Communication from the source</b></td></tr>"
    "<tr><td>1.</td><td>She was arrested.<sup>1</sup></td></tr><tr><td>2.</td><td>She was beaten.<sup>2</sup></td></tr>"
    f"<tr><td><b>Discussion</b></td></tr><tr><td>3.</td><td>It was wrong.</td></tr></table>{NOTES}",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_structure(page, tmp_path):
    (tmp_path / "page.html").write_text(f"<html><body>{OPENING}{page}</body></html>", encoding="utf-8")
    document = parse_file(tmp_path / "page.html")
    assert document.number == "7/2020"
    assert document.warnings == ()
    assert [(p.number, p.text, p.part, [(f.mark, f.text) for f in p.footnotes]) for p in document.paragraphs] == [
        (1, "She was arrested.", Part.SOURCE, [("1", "A/HRC/36/38.")]),
        (2, "She was beaten.", Part.SOURCE, [("2", "Opinion No. 301/2014, para. 2.")]),
        (3, "It was wrong.", Part.DISCUSSION, []),
    ]


def test_bold_type_in_a_row_of_cells_names_a_column(tmp_path):
    table = "<table><tr><td><b>Date</b></td><td><b>Event</b></td></tr><tr><td>1 May</td><td>Arrest.</td></tr></table>"
    page = f"<html><body>{OPENING}<p>1. One:</p>{table}<p>2. Two.</p><p>3. Three.</p></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    first = parse_file(tmp_path / "page.html").paragraphs[0]
    assert first.text == "One:\nDate\nEvent\n1 May\nArrest."
