"""The structure read from text, Word and PDF against the true structure of every document of the sample world."""

from __future__ import annotations

import json
import random
import re
import textwrap

import pytest

from index.fields import replied, state_party
from index.model import Kind, Part
from index.parsing import document_to_json, parse, parse_file
from index.plain_text import read_text
from index.structure import party_of
from tests.conftest import SAMPLE

GOLD = {path.stem: path for path in sorted((SAMPLE / "gold").glob("*.json"))}
FILES = [p for suffix in ("txt", "docx", "pdf") for p in sorted((SAMPLE / suffix).glob(f"*.{suffix}"))]


def folded(text: str) -> str:
    return " ".join(text.split())


def truth(name: str) -> dict:
    return json.loads(GOLD[name].read_text(encoding="utf-8"))


def read(text: str):
    return parse(read_text(text), file="given.txt", digest="0" * 64)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_structure(path):
    gold = truth(path.stem)
    document = parse_file(path)
    found = document_to_json(document)
    assert document.warnings == ()
    for key in ("kind", "number", "title", "state", "state_party", "persons", "adopted", "replied", "categories"):
        assert found[key] == gold[key], key
    assert found["symbol"] == gold["symbol"] or gold["symbol"] not in path.read_bytes().decode(errors="replace")
    assert (document.disposition.outcome if document.disposition else None) == gold["outcome"]
    assert [p.number for p in document.paragraphs] == [p["number"] for p in gold["paragraphs"]]
    for paragraph, true in zip(document.paragraphs, gold["paragraphs"], strict=True):
        assert folded(paragraph.text) == folded(true["text"]), paragraph.number
        assert [n.mark for n in paragraph.footnotes] == [str(m) for m in true["footnotes"]], paragraph.number
        assert paragraph.headings[-1:] == tuple(true["section"][-1:]), paragraph.number
        for note in paragraph.footnotes:
            assert folded(note.text) == folded(gold["footnotes"][note.mark]), note.mark


def test_paths_of_headings():
    """Styles and fonts tell the level in Word and PDF; in plain text only words and numbering do."""
    right: dict[str, list[bool]] = {}
    for path in FILES:
        pairs = zip(parse_file(path).paragraphs, truth(path.stem)["paragraphs"], strict=True)
        right.setdefault(path.suffix, []).extend(list(p.headings) == true["section"] for p, true in pairs)
    shares = {suffix: sum(found) / len(found) for suffix, found in right.items()}
    assert shares[".docx"] == 1
    assert shares[".pdf"] == 1
    assert shares[".txt"] >= 0.95


def plain_paragraphs(text: str) -> list[tuple]:
    return [(p.number, folded(p.text), p.headings[-1:], p.part) for p in read(text).paragraphs]


@pytest.mark.parametrize("name", [n for n in GOLD if n.startswith("opinion")][::4])
def test_line_ends_and_blank_lines_change_nothing(name):
    text = (SAMPLE / "txt" / f"{name}.txt").read_text(encoding="utf-8")
    expected = plain_paragraphs(text)
    assert plain_paragraphs(text.replace("\n", "\r\n")) == expected
    stripped = "\n".join(line.rstrip() for line in text.split("\n"))
    assert plain_paragraphs(stripped) == expected
    spaced = re.sub(r"\n(?=\d{1,3}\. )", "\n\n", text)
    assert plain_paragraphs(spaced) == expected


@pytest.mark.parametrize("width", [60, 100, 140])
@pytest.mark.parametrize("name", ["opinion-301-2014", "opinion-330-2020"])
def test_other_line_widths_change_nothing(name, width):
    """A typed case file is wrapped at any width: one paragraph of the truth a block, footnotes left out."""
    gold = truth(name)
    lines: list[str] = []
    above: list[str] = []
    for paragraph in gold["paragraphs"]:
        if paragraph["section"] != above:
            above = paragraph["section"]
            lines += above[-1:]
        first, *items = paragraph["text"].split("\n")
        for block in (f"{paragraph['number']}. {first}", *items):
            lines += textwrap.wrap(block, width, break_on_hyphens=False, break_long_words=False)
    found = read("\n".join(lines))
    assert [p.number for p in found.paragraphs] == [p["number"] for p in gold["paragraphs"]]
    for paragraph, true in zip(found.paragraphs, gold["paragraphs"], strict=True):
        assert folded(paragraph.text) == folded(true["text"]), paragraph.number


def test_page_furniture_anywhere_changes_nothing():
    name = "opinion-334-2020"
    text = (SAMPLE / "txt" / f"{name}.txt").read_text(encoding="utf-8")
    expected = [(n, t) for n, t, *_ in plain_paragraphs(text)]
    chance = random.Random(5)
    lines = text.split("\n")
    inside = [i for i, line in enumerate(lines) if i > 20 and re.match(r"[a-z]", line)]
    for place in sorted(chance.sample(inside, 5), reverse=True):
        lines[place:place] = ["", "A/HRC/WGAD/2020/334", "", "7", "GE.20-12345", ""]
    assert [(n, t) for n, t, *_ in plain_paragraphs("\n".join(lines))] == expected


def test_numbers_that_look_like_footnote_marks_stay():
    text = (
        "1. He was fined 1.\n2 million crowns on 3 October, 1 November and 5 March.1 The sum of 1.2 million was paid.\n"
        "1 Methods of work, para. 15.\n2. Nothing else was said.\n"
    )
    document = read("Opinion No. 1/2020 concerning A B (Qasira)\n" + text)
    assert [(p.number, [n.mark for n in p.footnotes]) for p in document.paragraphs] == [(1, ["1"]), (2, [])]
    assert "1.2 million was paid" in document.paragraphs[0].text


def test_a_lost_paragraph_is_named():
    assert any("3" in w for w in read("1. One.\n\n2. Two.\n\n4. Four.\n\n5. Five.\n").warnings)


def test_unnumbered_case():
    text = "Communication from the source\n\nHe was arrested at home.\n\nResponse from the Government\n\nIt was lawful."
    document = parse(read_text(text), file="case.txt", digest="0" * 64)
    assert document.kind is Kind.CASE
    assert [(p.number, p.part.value) for p in document.paragraphs] == [(1, "source"), (2, "government")]
    assert document.warnings


@pytest.mark.parametrize(
    ("part", "headings"),
    [
        (Part.GOVERNMENT, ["The Government's reply", "Government’s reply", "Response received from the Government",
                           "Observations by the State party", "Reply of the State", "B. REPLY OF THE GOVERNMENT",
                           "Further information from the Government", "The Government", "No reply from the Government"]),
        (Part.COMMENTS, ["Further comments from the source", "Response of the source to the Government's observations",
                         "Comments of the source on the reply of the Government", "The source's reply",
                         "Comments on the Government's reply", "Additional information"]),
        (Part.SOURCE, ["A. INFORMATION RECEIVED FROM THE SOURCE", "The source's submissions", "Source"]),
        (None, ["State of health", "The Government's campaign against the press", "Statements made to the police"]),
    ],
)  # fmt: skip
def test_a_heading_tells_who_speaks(part, headings):
    assert {h: party_of(h) for h in headings} == dict.fromkeys(headings, part)


@pytest.mark.parametrize(
    "heading", ["The Government's reply", "Observations by the State party", "C. Reply of the State"]
)
def test_the_government_s_words_are_not_the_source_s(heading):
    text = f"Submissions\n\nCommunication from the source\n\n1. He was held.\n\n{heading}\n\n2. It was lawful.\n\n3. He was tried."
    assert [p.part for p in read(text).paragraphs] == [Part.SOURCE, Part.GOVERNMENT, Part.GOVERNMENT]


def test_headings_in_capitals_without_one_above_them():
    text = (
        "Communication concerning A B (Qasira)\n\n1. The mandate.\n\nA. INFORMATION RECEIVED FROM THE SOURCE\n\n"
        "2. He was held.\n\nThe arrest\n\n3. No warrant.\n\nB. REPLY OF THE GOVERNMENT\n\n4. It was lawful."
    )
    assert [p.part for p in read(text).paragraphs] == [Part.PREAMBLE, Part.SOURCE, Part.SOURCE, Part.GOVERNMENT]


def test_a_reply_that_stands_nowhere_is_warned_of():
    text = "1. The Government replied on 3 May 2020.\n\nCommunication from the source\n\n2. He was held.\n\n3. It was lawful."
    assert any("no paragraph stands under a heading" in w for w in read(text).warnings)
    assert not read(text.replace("\n\n3.", "\n\nThe Government's reply\n\n3.")).warnings


REPLIED = {
    "no": [
        ("", "No answer was received, nor was an extension sought."),
        ("", "No reply was received from the Government."),
        ("", "The Government has not responded."),
        ("", "The Working Group requested a reply by 2 July 2020. The Government did not submit a reply."),
        ("", "The Working Group regrets that it did not receive a response from the Government."),
        ("", "The Government remained silent."),
        ("", "The Government failed to respond within the time limit."),
        ("The Government has not yet replied.", ""),
        ("The Government has not provided a reply within ninety days.", ""),
        ("The Government has not yet submitted its response.", ""),
        ("The Government of the Republic of Qasira has not replied.", ""),
        ("The Working Group notes with regret that the Government has not replied.", ""),
        ("The Government had not replied after the deadline had passed.", ""),
    ],
    "yes": [
        ("", "In its reply of 3 June, received within the time limit, the Government submits that late on 7 November he fled."),
        ("", "The Government states in its response that the latest hearing was held on 3 May."),
        ("", "The Government denies the allegations. The accused remained silent. No reply was received to the summons."),
        ("", "The Government states that no reply was received from the accused. It did not respond to the bar's letter."),
        ("", "The Government replied on 5 May 2020. It did not respond to the allegations of torture."),
        ("The Government replied on 3 May 2020.", "The Government notes that his appeal was received after the time limit."),
        ("The Government has not yet replied.", "In its reply of 3 May, the Government states that the arrest was lawful."),
    ],
    "late": [
        ("The Government replied on 3 July 2015, after the time limit had passed.", "The arrest was lawful."),
        ("The Government submitted its reply late.", ""),
        ("", "In its reply, received after the extended deadline, the Government states that he was held."),
        ("The Government did not reply within the time limit. It submitted its response on 3 July 2020.", ""),
    ],
    None: [("The Working Group transmitted a communication to the Government.", "")],
}  # fmt: skip


@pytest.mark.parametrize(("said", "texts"), REPLIED.items(), ids=str)
def test_whether_the_government_replied(said, texts):
    assert {text: replied(*text) for text in texts} == dict.fromkeys(texts, said)


PARTY = {
    True: [
        "Qasira is a party to the Covenant.",
        "Qasira is a State party to the Covenant.",
        "Qasira has signed and ratified the International Covenant on Civil and Political Rights.",
        "Qasira has been a party to the International Covenant on Civil and Political Rights since 1980, but is not a party "
        "to its first Optional Protocol.",
        "Qasira is a party to the Covenant. It is not a party to the Second Optional Protocol to the Covenant.",
        "Qasira acceded to the Covenant in 1990; it has not ratified the Convention on the rights of migrant workers.",
        "Qasira, which has not replied, is a party to the Covenant.",
        "Qasira is a party to the Covenant and has not withdrawn from it.",
    ],
    False: [
        "Qasira has neither signed nor ratified the International Covenant on Civil and Political Rights.",
        "Qasira ratified the Convention against Torture in 1999 but has never joined the Covenant.",
        "Qasira is not a State party to the Covenant.",
        "Qasira is not yet a party to the Covenant.",
        "Qasira signed the Covenant in 1998. It has not ratified it.",
        "Qasira ratified the Covenant in 1980 but denounced it in 2010.",
        "Qasira withdrew from the Covenant.",
        "Qasira is a party to the International Covenant on Economic, Social and Cultural Rights but not to the Covenant.",
    ],
    None: [
        "Qasira signed the Covenant in 2001.",
        "Qasira is a party to the first Optional Protocol to the Covenant.",
        "(b) When it results from the exercise of a right that, where the State is a party to the Covenant, it protects.",
    ],
}


@pytest.mark.parametrize(("party", "texts"), PARTY.items(), ids=str)
def test_whether_the_state_has_joined_the_covenant(party, texts):
    assert {text: state_party(text) for text in texts} == dict.fromkeys(texts, party)
