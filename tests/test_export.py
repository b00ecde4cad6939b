"""Drafts as JSON, Markdown, text and Word."""

from __future__ import annotations

import shutil
import subprocess
import zipfile

import pytest

from assistant.export import footnote_text, sections, to_json, to_markdown, to_terminal
from assistant.model import Analysis, Case, Draft, DraftCitation, DraftDisposition, DraftParagraph, Sentence
from assistant.word_export import write_word
from index.errors import BadInput
from index.model import Category, Document, Kind
from tests.conftest import SAMPLE


def cite(target, raw, *pins, source=None):
    return DraftCitation(target, pins, raw, source, True)


DELIBERATION = cite("deliberation:33", "Deliberation No. 33, para. 4", "4", source="del-33#4")
FIRST = cite("opinion:309/2015", "Opinion No. 309/2015, para. 39", "39", source="309/2015#39")
SECOND = cite("opinion:321/2019", "Opinion No. 321/2019, para. 44", "44", source="321/2019#44")


@pytest.fixture
def draft():
    document = Document("doc-1", Kind.CASE, "case.txt", "0" * 64)
    standard = Sentence("A detention needs a legal basis.", (DELIBERATION, FIRST, SECOND), ("309/2015#39",))
    fact = Sentence("The source states that <b>no warrant</b> & no *reason* were shown.", (), (), (4,))
    doubtful = Sentence("This is certain.", unsupported="no source says so")
    analysis = Analysis(Category.I, True, ("no_warrant",), (DraftParagraph((standard, fact), ("no_warrant",)),
                                                          DraftParagraph((doubtful,))))  # fmt: skip
    return Draft(
        case=Case(document, "Nadia Ovrelle (Veldania)", "Veldania", True, ("Nadia Ovrelle",), "no", (Category.I,)),
        drafter="embedded", documents=33, fingerprint="abc123",
        preliminary=(DraftParagraph((Sentence("The burden rests upon the Government.", (FIRST,)),)),),
        analyses=(analysis,), concluding=(),
        disposition=DraftDisposition("The deprivation of liberty is arbitrary.", "arbitrary", (Category.I,), ("9",), ("9",)),
        first_number=40, warnings=("No date limit was given.",),
    )  # fmt: skip


def test_citations_of_one_place_are_one_footnote_in_house_style():
    expected = "Deliberation No. 33, para. 4; opinions No. 309/2015, para. 39; and No. 321/2019, para. 44."
    assert footnote_text((DELIBERATION, FIRST, SECOND)) == expected
    assert footnote_text((FIRST,)) == "Opinion No. 309/2015, para. 39."


def test_numbers_go_on_from_the_case(draft):
    numbers = [p.number for s in sections(draft) for p in s.paragraphs]
    assert numbers == [40, 41, 42, 43]
    assert [n.number for s in sections(draft) for n in s.notes] == [1, 2]


def test_json_has_the_contract_s_shape(draft):
    data = to_json(draft)
    assert data["index"] == {"documents": 33, "fingerprint": "abc123"}
    (analysis,) = data["analyses"]
    assert analysis["paragraphs"][0]["text"].startswith("A detention needs a legal basis.[1][2][3] The source")
    assert [c["source"] for c in analysis["paragraphs"][0]["citations"]] == [
        "del-33#4",
        "309/2015#39",
        "321/2019#44",
    ]
    assert data["disposition"]["covenant"] == ["9"]
    assert "abc123" in data["notice"]


def test_markdown_escapes_and_has_footnotes(draft):
    text = to_markdown(draft)
    assert "[^2]: Deliberation No. 33" in text
    assert "\\<b\\>no warrant" in text
    assert "\n## Discussion\n" in text


def test_terminal_shows_numbers_notes_and_doubts(draft):
    text = to_terminal(draft)
    assert "40. The burden rests upon the Government.[1]" in text
    assert "[2] Deliberation No. 33, para. 4;" in text
    assert "[not supported: no source says so]" in text


def test_word_parses_back(draft, tmp_path):
    from index.parsing import parse_file

    path = tmp_path / "draft.docx"
    write_word(draft, path)
    parsed = parse_file(path)
    assert [p.number for p in parsed.paragraphs] == [40, 41, 42, 43]
    assert parsed.paragraph(41).footnotes[0].text.startswith("Deliberation No. 33, para. 4; opinions No. 309/2015")
    assert parsed.paragraph(41).category is Category.I
    assert {c.target for c in parsed.citations} >= {"deliberation:33", "opinion:309/2015", "opinion:321/2019"}


def test_word_carries_sources_and_notice(draft, tmp_path):
    path = tmp_path / "draft.docx"
    write_word(draft, path)
    with zipfile.ZipFile(path) as archive:
        assert "Rests on: 309/2015#39" in archive.read("word/comments.xml").decode()
        assert "abc123" in archive.read("word/document.xml").decode()
        assert "_ Single Txt_G" in archive.read("word/styles.xml").decode()
    assert [p.name for p in tmp_path.iterdir()] == ["draft.docx"]


def test_word_refuses_a_place_that_is_none(draft, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput):
        write_word(draft, tmp_path / "file" / "draft.docx")


def test_footnotes_stay_with_their_sentences_in_libreoffice(sample_corpus, tmp_path):
    from assistant.case import case_of
    from assistant.drafting import draft as make
    from index.parsing import parse_file

    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "draft.docx"
    write_word(make(case_of(parse_file(SAMPLE / "cases" / "sarvady-veldania.txt")), sample_corpus), path)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
               "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "again"), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    written, again = parse_file(path), parse_file(tmp_path / "again" / "draft.docx")
    assert sum(len(p.footnotes) for p in written.paragraphs) > 20
    assert [(p.number, p.text, [f.text for f in p.footnotes]) for p in written.paragraphs] == [
        (p.number, p.text, [f.text for f in p.footnotes]) for p in again.paragraphs
    ]


def test_word_opens_in_libreoffice(draft, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    write_word(draft, tmp_path / "draft.docx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
               "--outdir", str(tmp_path), str(tmp_path / "draft.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "draft.pdf").stat().st_size > 5000
