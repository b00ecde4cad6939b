"""Drafts as JSON, Markdown, text and Word."""

from __future__ import annotations

import json
import os
import posixpath
import shutil
import subprocess
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from assistant.export.footnotes import Footnotes
from assistant.export.text import sections, to_json, to_markdown, to_terminal
from assistant.export.word import write_word
from assistant.model import Analysis, Case, Draft, DraftCitation, DraftDisposition, DraftParagraph, Sentence
from index.adding import parsed
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


def _notes(*places):
    """The footnotes of places in a text."""
    footnotes = Footnotes(places)
    return [footnotes.text(place) for place in places]


def test_citations_of_one_place_are_one_footnote_in_house_style():
    expected = "Deliberation No. 33, para. 4; opinions No. 309/2015, para. 39; and No. 321/2019, para. 44."
    assert _notes((DELIBERATION, FIRST, SECOND)) == [expected]
    assert _notes((FIRST,)) == ["Opinion No. 309/2015, para. 39."]


def test_the_paragraphs_of_one_document_are_named_together():
    more = cite("opinion:309/2015", "Opinion No. 309/2015, para. 40", "40", source="309/2015#40")
    far = cite("opinion:309/2015", "Opinion No. 309/2015, para. 7", "7", source="309/2015#7")
    assert _notes((FIRST, more)) == ["Opinion No. 309/2015, paras. 39–40."]
    assert _notes((FIRST, far, SECOND)) == ["Opinions No. 309/2015, paras. 7 and 39; and No. 321/2019, para. 44."]


def test_principles_and_guidelines_named_together_keep_their_names():
    target, label = "document:A/HRC/30/37", "A/HRC/30/37, annex"
    both = cite(target, f"{label}, principle 9 and guideline 8", "9", "8")
    more = cite(target, f"{label}, guidelines 4 and 7", "4", "7")
    same_number = cite(target, f"{label}, guideline 9", "9")
    assert _notes((both, more)) == [f"{label}, principle 9 and guidelines 4, 7 and 8."]
    assert _notes((both,), (more,), (both,)) == [
        f"{label}, principle 9 and guideline 8.", "Ibid., guidelines 4 and 7.", "Ibid., principle 9 and guideline 8."]  # fmt: skip
    assert _notes((cite(target, f"{label}, principle 9", "9"),), (same_number,))[1] == "Ibid., guideline 9."


def test_ibid_stands_only_where_both_footnotes_cite_one_and_the_same():
    other = cite("opinion:309/2015", "Opinion No. 309/2015, para. 41", "41", source="309/2015#41")
    whole = cite("opinion:309/2015", "Opinion No. 309/2015", source=None)
    assert _notes((FIRST,), (other,), (other,)) == ["Opinion No. 309/2015, para. 39.", "Ibid., para. 41.", "Ibid."]
    assert _notes((FIRST, SECOND), (FIRST,)) == [
        "Opinions No. 309/2015, para. 39; and No. 321/2019, para. 44.", "Opinion No. 309/2015, para. 39."]  # fmt: skip
    assert _notes((FIRST,), (FIRST, SECOND))[1].startswith("Opinions No. 309/2015")
    assert _notes((FIRST,), (SECOND,), (FIRST,))[2] == "Opinion No. 309/2015, para. 39."
    assert _notes((FIRST,), (whole,))[1] == "Opinion No. 309/2015.", "ibid. alone would mean para. 39"


def test_a_general_comment_is_shortened_on_repetition_where_it_is_the_only_one_of_its_number():
    first = cite("general_comment:HRC:35", "Human Rights Committee, general comment No. 35 (2014), para. 12", "12")
    again = cite(
        "general_comment:HRC:35", "Human Rights Committee, general comment No. 35 (2014), paras. 22–23", "22", "23"
    )
    same_number = cite("general_comment:CEDAW:35", "Committee on the Elimination of Discrimination against Women, general comment No. 35 (2017), para. 1", "1")  # fmt: skip
    assert _notes((first,), (DELIBERATION,), (again,))[2] == "General comment No. 35, paras. 22–23."
    assert (
        _notes((first,), (DELIBERATION, again))[1]
        == "Deliberation No. 33, para. 4; and general comment No. 35, paras. 22–23."
    )
    assert _notes((first,), (DELIBERATION,), (again,), (same_number,))[2].startswith(
        "Human Rights Committee, general comment"
    )


def test_footnotes_say_after_reading_what_the_draft_cites(sample_case_draft, tmp_path):
    """Shortened or not: the citations that the parser resolves are those of the draft, one for one."""
    from index.parsing import parse_file

    path = tmp_path / "draft.docx"
    write_word(sample_case_draft, path)
    parsed = parse_file(path)
    read = [(p.number, c.target, pin) for p in parsed.paragraphs for c in parsed.citations
            if c.paragraph == p.number and c.footnote for pin in (c.pinpoints or ("",))]  # fmt: skip
    meant = [(n.number, c.target, pin) for s in sections(sample_case_draft) for n in s.paragraphs
             for c in n.paragraph.citations for pin in (c.pinpoints or ("",))]  # fmt: skip
    assert set(read) == set(meant) and len(read) > 60


def test_word_markdown_and_json_read_back_to_the_same_draft(sample_case_draft, sample_corpus, tmp_path):
    from assistant.review import review
    from index.parsing import parse_file

    write_word(sample_case_draft, tmp_path / "d.docx")
    (tmp_path / "d.md").write_text(to_markdown(sample_case_draft))
    (tmp_path / "d.json").write_text(json.dumps(to_json(sample_case_draft), ensure_ascii=False, indent=1))
    read = {kind: parse_file(tmp_path / f"d.{kind}") for kind in ("docx", "md", "json")}
    texts = {kind: [(p.number, p.part, p.text) for p in d.paragraphs] for kind, d in read.items()}
    assert texts["docx"] == texts["md"] == texts["json"]
    printed = [
        (n.number, " ".join(x.sentence.text for x in n.pieces))
        for s in sections(sample_case_draft)
        for n in s.paragraphs
    ]
    assert [(number, text) for number, _, text in texts["docx"]] == printed
    for document in read.values():
        summary = review(document, sample_corpus).summary
        assert not set(summary) - {"ok", "unverifiable", "unsupported"}
        assert summary.get("unsupported", 0) <= 0.05 * sum(summary.values())
        assert summary["ok"] > 100


@pytest.fixture(scope="module")
def sample_case_draft(sample_corpus):
    from assistant.case import read_case
    from assistant.drafting import draft as make

    return make(read_case(SAMPLE / "cases" / "sarvady-veldania.txt"), sample_corpus)


def test_a_draft_never_enters_the_index_whatever_its_title(draft, tmp_path):
    titled = replace(draft, case=replace(draft.case, title="Opinion No. 301/2014 concerning Nadia Ovrelle (Veldania)"))
    write_word(titled, tmp_path / "draft.docx")
    (tmp_path / "draft.md").write_text(to_markdown(titled))
    (tmp_path / "draft.txt").write_text(to_terminal(titled))
    (tmp_path / "draft.json").write_text(json.dumps(to_json(titled)))
    for name in ("draft.docx", "draft.md", "draft.txt", "draft.json"):
        with pytest.raises(BadInput, match="a draft, not an adopted opinion"):
            parsed(tmp_path / name)


def test_the_same_draft_gives_the_same_bytes(draft, tmp_path):
    for name in ("a", "b"):
        write_word(draft, tmp_path / f"{name}.docx")
        time.sleep(2.1)  # a zip file counts time in steps of two seconds
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_every_format_says_what_a_draft_is_by_whom_and_on_which_index(draft, tmp_path):
    from assistant.export.html import draft_html

    write_word(draft, tmp_path / "d.docx")
    with zipfile.ZipFile(tmp_path / "d.docx") as archive:
        word = [archive.read(f"word/{part}.xml").decode() for part in ("document", "header1", "footer1")]
    for text in (
        to_markdown(draft),
        " ".join(to_terminal(draft).split()),
        json.dumps(to_json(draft)),
        draft_html(draft, lambda id: None),
        word[0],
    ):
        assert "Suggestion, not a judgment: made by the embedded drafter on an index of 33 documents" in text
        assert "fingerprint abc123" in text
    assert "suggestion, not a judgment" in word[1] and "fingerprint abc123" in word[2]


def test_the_word_package_is_what_word_demands(sample_case_draft, tmp_path):
    """Word repairs, or refuses, a file whose parts do not fit together; LibreOffice does not mind."""
    write_word(sample_case_draft, tmp_path / "d.docx")
    with zipfile.ZipFile(tmp_path / "d.docx") as archive:
        names = archive.namelist()
        parts = {n: etree.fromstring(archive.read(n)) for n in names if n.endswith((".xml", ".rels"))}
    assert len(names) == len(set(names)) and names[0] == "[Content_Types].xml"
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    document, notes, comments, styles = (
        parts[f"word/{n}.xml"] for n in ("document", "footnotes", "comments", "styles")
    )

    def ids(root, tag):
        return [int(e.get(f"{w}id")) for e in root.iter(w + tag)]

    marks = ids(document, "footnoteReference")
    assert marks == list(range(1, len(marks) + 1)) and ids(notes, "footnote") == [-1, 0, *marks]
    assert {e.get(f"{w}type") for e in notes.iter(w + "footnote")} == {"separator", "continuationSeparator", None}
    assert ids(parts["word/settings.xml"].find(w + "footnotePr"), "footnote") == [-1, 0]
    commented = ids(comments, "comment")
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert ids(document, tag) == commented
    assert len(set(commented)) == len(commented) > 40 and not set(commented) & set(marks)
    for key in ("styleId",):
        found = [s.get(w + key) for s in styles.iter(w + "style")]
        assert len(found) == len(set(found))
    named = [s.find(w + "name").get(f"{w}val").lower() for s in styles.iter(w + "style")]
    assert len(named) == len(set(named)), "a style name stands twice"
    assert {"_ h _ch_g", "_ h_1_g", "_ h_23_g", "_ single txt_g", "footnote text", "footnote reference"} <= set(named)
    used = {e.get(f"{w}val") for root in (document, notes, comments) for e in root.iter(w + "pStyle", w + "rStyle")}
    assert used <= {s.get(f"{w}styleId") for s in styles.iter(w + "style")}
    settings = [e.tag.removeprefix(w) for e in parts["word/settings.xml"]]
    assert settings.index("characterSpacingControl") < settings.index("footnotePr") < settings.index("compat")
    _connected(names, parts)


def _connected(names, parts):
    """Every relation leads to a part that is there, and every part has a content type."""
    types = parts["[Content_Types].xml"]
    known = {e.get("Extension") for e in types if e.get("Extension")} | {
        e.get("PartName") for e in types if e.get("PartName")
    }
    for name in names[1:]:
        assert f"/{name}" in known or name.rsplit(".", 1)[-1] in known, name
    for name in (n for n in names if n.endswith(".rels")):
        folder = Path(name).parent.parent
        targets = [(r.get("Target"), r.get("TargetMode")) for r in parts[name]]
        assert len({r.get("Id") for r in parts[name]}) == len(targets)
        for target, mode in targets:
            assert mode != "External", target
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(str(folder / target))
            assert path in names, (name, target)


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


def test_a_draft_is_as_private_as_the_user_keeps_files(draft, tmp_path):
    before = os.umask(0o077)
    try:
        write_word(draft, tmp_path / "new.docx")
    finally:
        os.umask(before)
    (tmp_path / "old.docx").touch(0o600)
    write_word(draft, tmp_path / "old.docx")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("new.docx", "old.docx")] == [0o600, 0o600]


def test_word_refuses_a_place_that_is_none(draft, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput):
        write_word(draft, tmp_path / "file" / "draft.docx")


def test_libreoffice_keeps_texts_footnotes_and_comments(sample_case_draft, tmp_path):
    from index.parsing import parse_file

    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "draft.docx"
    write_word(sample_case_draft, path)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
               "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "again"), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    written, again = parse_file(path), parse_file(tmp_path / "again" / "draft.docx")
    assert sum(len(p.footnotes) for p in written.paragraphs) > 20
    assert [(p.number, p.text, [f.text for f in p.footnotes]) for p in written.paragraphs] == [
        (p.number, p.text, [f.text for f in p.footnotes]) for p in again.paragraphs
    ]
    assert _comments(path) == _comments(tmp_path / "again" / "draft.docx") != []


def _comments(path):
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/comments.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(t.text or "" for t in c.iter(w + "t")) for c in root.iter(w + "comment")]


def test_word_opens_in_libreoffice(draft, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    write_word(draft, tmp_path / "draft.docx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
               "--outdir", str(tmp_path), str(tmp_path / "draft.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "draft.pdf").stat().st_size > 5000
