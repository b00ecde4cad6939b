"""Numbers of paragraphs in other forms than "12. "; and what belongs to no paragraph is said, not dropped in silence."""

from __future__ import annotations

import re

import pytest

from index.paragraph_numbers import another, continued, usual
from index.parsing import parse_file
from tests.conftest import SAMPLE

TEXT = (SAMPLE / "txt" / "opinion-345-2021.txt").read_text(encoding="utf-8")
ANOTHER = (SAMPLE / "txt" / "opinion-335-2020.txt").read_text(encoding="utf-8")
CASE = (SAMPLE / "cases" / "sarvady-veldania.txt").read_text(encoding="utf-8")
NUMBER = re.compile(r"^(\d{1,3})\. (?=\S)", re.M)


@pytest.fixture
def parsed(tmp_path):
    def parse(text: str):
        (tmp_path / "file.txt").write_text(text, encoding="utf-8")
        return parse_file(tmp_path / "file.txt")

    return parse


FORMS = {"12 .": r"\1 . ", "12.The": r"\1.", "12.<tab>": "\\1.\t", "marks of direction": "\u200f\\1.\u200e "}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_another_form_is_read_as_the_usual_one(parsed, form):
    assert parsed(NUMBER.sub(form, TEXT)).paragraphs == parsed(TEXT).paragraphs


SHARED = [
    r"\1) ", r"(\1) ", r"[\1] ", "[\\1]\t", r"§ \1 ", r"§\1. ", r"¶ \1 ", r"Para. \1 ", r"Para \1. ", r"PARA. \1 – ",
    r"Paragraph \1: ", r"Paragraphe \1 – ", r"Párrafo \1. ", r"\1 – ", r"\1 - ", r"\1: ",
]  # fmt: skip


@pytest.mark.parametrize("form", SHARED)
@pytest.mark.parametrize("text", [CASE, TEXT], ids=["case", "opinion"])
def test_counted_in_a_form_that_items_and_references_have_too(parsed, text, form):
    known, found = parsed(text), parsed(NUMBER.sub(form, text))
    assert found.paragraphs == known.paragraphs
    assert found.warnings == known.warnings


def test_marks_and_items_in_brackets_stay_in_their_paragraph(parsed):
    text = "[1] As it held[3]:\n\n(a) One;\n\n(b) Two.\n\n[2] Article 14\n(3) of the Covenant.[4]\n\n[3] The source.\n"
    said = [p.text for p in parsed(text).paragraphs]
    assert said == ["As it held[3]:\n(a) One;\n(b) Two.", "Article 14 (3) of the Covenant.[4]", "The source."]


def test_one_paragraph_in_another_form_is_not_swallowed_by_the_one_before():
    assert usual(["1. One.", "2 . Two.", "3.Three.", "4. Four."]) == ["1. One.", "2. Two.", "3. Three.", "4. Four."]


@pytest.mark.parametrize(
    "texts", [["1. One:", "1) a", "2) b", "3) c", "2. Two."], ["x" * 2_000, "1) a", "2) b", "3) c"]]
)
def test_items_are_no_paragraphs(texts):
    assert usual(texts) == texts


def test_a_list_at_the_end_of_a_letter_does_not_hide_the_letter(parsed):
    letter = NUMBER.sub("", CASE) + "\n\nThe source asks:\n\n1. To find it arbitrary.\n\n2. To ask for release.\n"
    said = " ".join(p.text for p in parsed(letter).paragraphs)
    assert "No warrant was shown." in said and "To ask for release." in said


def test_prose_before_the_first_number_is_said(parsed):
    summary = "The person was arrested at night by men who showed no warrant and gave no reason for it. " * 10
    warnings = parsed(CASE.replace("\n1. ", f"\n{summary}\n\n1. ", 1)).warnings
    assert any(
        w.startswith("what stands before the first numbered paragraph is not read: “The person") for w in warnings
    )


def test_of_two_opinions_in_a_file_the_first_is_read_with_its_own_date(parsed):
    found, alone = parsed(TEXT + "\f" + ANOTHER), parsed(TEXT)
    assert (found.id, found.adopted) == (alone.id, alone.adopted)
    assert found.paragraphs == alone.paragraphs
    assert found.warnings == (
        "another document begins after the end of this one and is not read: give it a file of its own",
    )


@pytest.mark.parametrize("closed", [True, False])
def test_of_many_opinions_in_a_file_none_is_counted_on_from_another(parsed, closed):
    one, two, three = (
        re.sub(r"Opinion No\. \d+/", f"Opinion No. {n}/", TEXT if closed else re.sub(r"\[Adopted[^\]]*\]", "", TEXT))
        for n in (801, 802, 803)
    )
    one = one.replace("WGAD/2021/345", "WGAD/2021/801")
    found = parsed("\n\n".join((one, two, three)))
    assert found.number.startswith("801/")
    assert [p.text for p in found.paragraphs] == [p.text for p in parsed(one).paragraphs]
    assert found.warnings == (
        "another document begins after the end of this one and is not read: give it a file of its own",
    )


def test_an_opinion_named_in_a_sentence_begins_no_document():
    said = "The same was held of a person who had been detained by the same officers in "
    assert another(["1. A.", said, "Opinion No. 5/2010", "1. B."]) == 4
    assert another(["Opinion No. 4/2010", "1. A.", "Opinion No. 5/2010 and others.", "1. B."]) == 4
    assert another(["Opinion No. 4/2010", "1. A.", "Opinion No. 5/2010 (Invented State)", "1. B."]) == 2


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_paragraphs_that_all_have_the_number_1_are_counted(parsed, between):
    facts = [f"The person was held for the {day} time without a warrant." for day in ("first", "second", "third")]
    found = parsed(between.join(f"1. {fact}" for fact in facts))
    assert [(p.number, p.text) for p in found.paragraphs] == list(enumerate(facts, 1))
    assert any("are all 1; they are counted through" in w for w in found.warnings)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_paragraphs_above_999_are_read(parsed, between):
    found = parsed(between.join(f"{n}. The person was held without a warrant once more." for n in range(1, 1011)))
    assert [p.number for p in found.paragraphs] == list(range(1, 1011))


@pytest.mark.parametrize("closed", [True, False])
def test_a_dissent_in_an_annex_is_no_word_of_the_working_group(parsed, closed):
    text = TEXT if closed else re.sub(r"\[Adopted[^\]]*\]", "", TEXT)
    dissent = "\n\nAnnex\n\nDissenting opinion of a member\n\n1. The detention was lawful.\n\n2. I would so find.\n"
    found = parsed(text + dissent)
    assert len(found.paragraphs) == len(parsed(TEXT).paragraphs)
    assert not any("lawful. I would" in p.text or "I would so find" in p.text for p in found.paragraphs)
    assert len(found.warnings) == 1 and found.warnings[0].endswith("is not read")


def test_invisible_signs_and_accents_apart_change_nothing(parsed):
    given = parsed(TEXT.replace("Nadira Khelwan", "Zoé Khelwan").replace("Working Group", "Working\u00a0Group"))
    odd = TEXT.replace("Nadira Khelwan", "\u202bZoe\u0301 Khel\u00adwan\u202c").replace("Working", "Work\u200bing")
    assert parsed(odd).paragraphs == given.paragraphs and parsed(odd).title == given.title


def anew(text: str) -> str:
    """The text, its paragraphs counted from 1 under each heading of a party, and below the mandate."""
    number, lines = 0, []
    for line in text.splitlines():
        if re.match(r"(?:Submissions|Emergency measures|The video|Arrest|Trial|Legal analysis)\b[^.]*$", line):
            number = 0
        match = NUMBER.match(line)
        number += bool(match)
        lines.append(NUMBER.sub(f"{number}. ", line) if match else line)
    return "\n".join(lines)


def test_a_count_that_begins_again_under_each_heading_is_counted_through(parsed):
    known, found = parsed(CASE), parsed(anew(CASE))
    assert found.paragraphs == known.paragraphs
    assert "begin again" in found.warnings[0]


def test_a_list_in_paragraphs_begins_no_count():
    texts = [
        "1. He was:",
        "1. beaten;",
        "2. starved.",
        "2. She was:",
        "1. beaten;",
        "2. starved.",
        "3. Both were tried.",
    ]
    assert continued(texts) is None


def test_sections_are_not_the_paragraphs_that_are_counted_in_brackets():
    texts = [
        "1. Facts",
        *(f"[{n}] One sentence." for n in range(1, 7)),
        "2. Law",
        *(f"[{n}] More." for n in range(7, 13)),
    ]
    assert [text for text in usual(texts) if text.startswith(("6.", "7."))] == ["6. One sentence.", "7. More."]


def test_days_of_a_chronology_are_no_numbers():
    days = ["1 January 2020: she was arrested.", "2 January 2020: she was beaten.", "3 January 2020: she was tried."]
    assert usual(days, blocks=True) == days
