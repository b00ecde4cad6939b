"""The grammar of citations and their resolution, against citations read by hand."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.citations import (
    cite_document,
    document_id_of,
    expand_pinpoints,
    find_citations,
    format_citation,
    format_provisions,
    provisions_of,
)
from index.model import Footnote, Paragraph, Part
from index.parsing import parse_file
from index.register import register

TRUTH = Path(__file__).parent / "data" / "citations"
BY_HAND = sorted(p.stem for p in TRUTH.glob("*.json") if p.stem != "real-opinion")


def written_out(pinpoints: list[str]) -> tuple[str, ...]:
    """The truth writes ranges short: "26-36"."""
    result: list[str] = []
    for pinpoint in pinpoints:
        first, _, last = pinpoint.partition("-")
        result += [str(n) for n in range(int(first), int(last) + 1)] if last else [pinpoint]
    return tuple(result)


def truth_of(name: str) -> Counter[tuple[object, ...]]:
    rows = json.loads((TRUTH / f"{name}.json").read_text())["citations"]
    return Counter((r["paragraph"], r["footnote"], r["target"], written_out(r["pinpoints"])) for r in rows)


def in_footnotes(citations) -> Counter[tuple[object, ...]]:
    return Counter((c.paragraph, c.footnote, c.target, c.pinpoints) for c in citations if c.footnote)


@pytest.mark.parametrize("name", BY_HAND)
def test_footnotes_read_by_hand(name, gold):
    data = gold[name]
    paragraphs = [
        Paragraph(
            p["number"],
            Part.DISCUSSION,
            (),
            p["text"],
            tuple(Footnote(str(m), data["footnotes"][str(m)], len(p["text"])) for m in p["footnotes"]),
        )
        for p in data["paragraphs"]
    ]
    assert in_footnotes(cite_document(paragraphs, None)) == truth_of(name)


def test_real_opinion_in_the_footnotes_that_were_read_whole(real_opinion):
    document, truth = parse_file(real_opinion), truth_of("real-opinion")
    cut = {f.mark for p in document.paragraphs for f in p.footnotes if f.text.rstrip().endswith("No.")}
    found = in_footnotes(document.citations)
    assert not found - truth
    assert {row for row in truth - found if row[1] not in cut} == set()


def test_real_opinion_whole(real_opinion):
    assert in_footnotes(parse_file(real_opinion).citations) == truth_of("real-opinion")


def read(text: str) -> list[tuple[str, tuple[str, ...]]]:
    found = find_citations(text)
    assert all(text[c.start : c.end] == c.raw for c in found)
    return [(c.target, c.pinpoints) for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("articles 9 (1) and (4) and 24 (1) of the Covenant", [("covenant", ("9(1)", "9(4)", "24(1)"))]),
        ("article 14 (3) (b) and (d) of the Covenant", [("covenant", ("14(3)(b)", "14(3)(d)"))]),
        ("article 14 (1), (3) (d)–(e) and (5) of the Covenant",
         [("covenant", ("14(1)", "14(3)(d)", "14(3)(e)", "14(5)"))]),
        ("article 9, paragraph 1, of the Covenant", [("covenant", ("9(1)",))]),
        ("the Covenant (art. 14)", [("covenant", ("14",))]),
        ("articles 2, 3 and 18 to 21 of the Universal Declaration",
         [("udhr", ("2", "3", "18", "19", "20", "21"))]),
        ("articles 3 and 9, respectively, of the Universal Declaration and article 9 of the Covenant",
         [("udhr", ("3", "9")), ("covenant", ("9",))]),
        ("articles 18 and 19 of the Universal Declaration and of the Covenant, unless",
         [("udhr", ("18", "19")), ("covenant", ("18", "19"))]),
        ("articles 18 of the Universal Declaration and 18 of the Covenant.",
         [("udhr", ("18",)), ("covenant", ("18",))]),
        ("article 9 and principle 4 of the Body of Principles", [("body_of_principles", ("4",))]),
        ("Covenant, art. 9 and principle 4 of the Body of Principles",
         [("covenant", ("9",)), ("body_of_principles", ("4",))]),
        ("permitted by article 19 (3), and article 274 of the Criminal Code", []),
        ("a party to the Covenant since 1973", []),
        ("paragraph 33 (a) of its methods of work", [("methods_of_work", ("33(a)",))]),
        ("In accordance with its methods of work,", [("methods_of_work", ())]),
        ("(see para. 6 above)", [("paragraph", ("6",))]),
        ("paragraphs 7 to 9 above", [("paragraph", ("7", "8", "9"))]),
        ("Opinions Nos. 1/2020 and 2/2020", [("opinion:1/2020", ()), ("opinion:2/2020", ())]),
        ("A/HRC/WGAD/2019/312, para. 3", [("opinion:312/2019", ("3",))]),
        ("Deliberation No. 11 (A/HRC/45/16, annex II), para 21", [("deliberation:11", ("21",))]),
        ("A/HRC/45/16, annex II, para. 22", [("document:A/HRC/45/16", ("22",))]),
        ("CCPR/C/GC/35, paras. 66–67", [("general_comment:HRC:35", ("66", "67"))]),
        ("paragraph 15 of general comment No. 35 (2014) of the Human Rights Committee",
         [("general_comment:HRC:35", ("15",))]),
        ("Human Rights Council resolutions 20/8, para. 1, and 26/13, para. 1",
         [("resolution:HRC:20/8", ("1",)), ("resolution:HRC:26/13", ("1",))]),
        ("by the Commission on Human Rights in resolution 1991/42; the Human Rights Council, in decision 1/102",
         [("resolution:CHR:1991/42", ()), ("resolution:HRC:1/102", ())]),
        ("Declaration on Human Rights Defenders (General Assembly resolution 53/144, annex), art. 6",
         [("resolution:GA:53/144", ("6",))]),
        ("Human Rights Committee, Views, CCPR/C/50/D/488/1992, paras. 8.2–8.4",
         [("document:CCPR/C/50/D/488/1992", ("8.2", "8.3", "8.4"))]),
    ],
)  # fmt: skip
def test_forms(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Opinion No. 302/2015 (Veldania), para. 999", [("opinion:302/2015", ("999",))]),
        ("opinion No. 302/2015 concerning Ilka Sarvady (Veldania), para. 12", [("opinion:302/2015", ("12",))]),
        ("opinion No. 302/2015 concerning Ms. Ilka Sarvady and Mr. Ilian Dorvath, paras. 12 and 14",
         [("opinion:302/2015", ("12", "14"))]),
        ("opinion No. 302/2015, adopted on 3 October 2016, para. 12", [("opinion:302/2015", ("12",))]),
        ("opinion No. 302/2015 (Veldania), adopted on 3 October 2016, at para. 12",
         [("opinion:302/2015", ("12",))]),
        ("general comment No. 35 (2014) on article 9 (liberty and security of person), para. 12",
         [("general_comment:HRC:35", ("12",))]),
        ("opinions No. 302/2015 (Veldania) and No. 303/2016 (Ostria), para. 4",
         [("opinion:302/2015", ()), ("opinion:303/2016", ("4",))]),
    ],
)  # fmt: skip
def test_pinpoints_behind_an_aside(text, expected):
    assert read(text) == expected
    assert find_citations(text)[-1].raw == text[find_citations(text)[-1].start :]


@pytest.mark.parametrize(
    "text",
    [
        "opinion No. 302/2015 (Veldania). Para. 4 of the reply",
        "opinion No. 302/2015 concerning Ilka Sarvady. In the reply, para. 4",
        "opinion No. 302/2015 concerning Ilka Sarvady and paragraph 5 of the reply",
        "opinion No. 302/2015 concerning the methods of work, para. 3",
        "opinions No. 302/2015 concerning Ilka Sarvady and 303/2016, para. 4",
        "opinion No. 302/2015 concerning Ilka Sarvady, para. 4 above",
        f"opinion No. 302/2015 concerning {'a long matter ' * 12}, para. 4",
    ],
)
def test_an_aside_takes_no_pinpoints_of_something_else(text):
    assert read(text)[0] == ("opinion:302/2015", ())


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("General Comment No. 35, para. 400", "general comment No. 35, para. 400"),
        ("GENERAL COMMENT No. 35", "general comment No. 35"),
        ("GC No. 35", "general comment No. 35"),
        ("HRC GC 35, para. 7", "Human Rights Committee, general comment No. 35, para. 7"),
        ("CEDAW General Recommendation No. 35", "CEDAW/C/GC/35"),
        ("Committee against Torture (CAT), General Comment No. 4", "Committee against Torture, general comment No. 4"),
        ("Deliberation no. 31", "Deliberation No. 31"),
        ("opinion no. 302/2015", "opinion No. 302/2015"),
        ("opinions nos. 302/2015 and 303/2016", "opinions Nos. 302/2015 and 303/2016"),
        ("OPINION No. 302/2015", "opinion No. 302/2015"),
        ("Opinion 302/2015", "Opinion No. 302/2015"),
        ("Opinion No 310/2017, para 24", "Opinion No. 310/2017, para. 24"),
        ("Opinion No. 310/2017 at paragraph 32", "Opinion No. 310/2017, para. 32"),
        ("Opinion No. 310/2017, at para. 32", "Opinion No. 310/2017, para. 32"),
        ("article 9(1) ICCPR", "article 9 (1) of the Covenant"),
        ("art. 9 ICCPR and art. 11 (1) UDHR", "art. 9 of the Covenant and art. 11 (1) of the Universal Declaration"),
        ("Opinion No. 302/2015, paras. 34-36", "Opinion No. 302/2015, paras. 34–36"),
        ("Opinion No. 302/2015, paras. 34\u201136", "Opinion No. 302/2015, paras. 34–36"),
        ("Opinion No. 302/2015, paras. 34\u221236", "Opinion No. 302/2015, paras. 34–36"),
    ],
)
def test_common_spellings_are_read_as_the_usual_form(text, usual):
    assert read(text) == read(usual) != []


def test_an_english_no_is_no_number():
    assert read("deliberation No. 31, and no 12 persons") == [("deliberation:31", ())]


def test_misprint_is_reported_and_derails_nothing():
    found = find_citations("opinions No. 79/2018, No. 35/2918 and No. 93/2017")
    assert [c.target for c in found] == ["opinion:79/2018", "opinion:35/2918", "opinion:93/2017"]
    assert [c.note is not None for c in found] == [False, True, False]


def of_notes(*notes: str) -> list[list[tuple[str, tuple[str, ...]]]]:
    paragraph = Paragraph(1, Part.DISCUSSION, (), "", tuple(Footnote(str(n), t, 0) for n, t in enumerate(notes, 1)))
    found = cite_document([paragraph], None)
    marks = map(str, range(1, len(notes) + 1))
    return [[(c.target, c.pinpoints) for c in found if c.footnote == mark] for mark in marks]


def test_ibid_chain():
    notes = of_notes("Deliberation No. 31, para. 4.", "Ibid., para. 5.", "Ibid.", "A newspaper.", "Ibid.")
    deliberation = [[("deliberation:31", (n,))] for n in ("4", "5", "5")]
    assert notes == [*deliberation, [], [("other:ibid.", ())]]


def test_ibid_after_several_authorities_stays_unresolved():
    notes = of_notes("Opinion No. 1/2020, para. 4; and CCPR/C/GC/35.", "Ibid., para. 5.")
    assert notes[1] == [("other:ibid.", ("5",))]


def test_ibid_within_a_footnote_is_what_precedes_it():
    notes = of_notes("Opinions No. 1/2020, para. 4; and No. 2/2020, para. 7. Compare ibid., para. 9.")
    assert notes[0][-1] == ("opinion:2/2020", ("9",))


def test_own_paragraphs_by_full_name():
    paragraph = Paragraph(1, Part.DISCUSSION, (), "as opinion No. 5/2020, para. 3, says")
    assert [c.target for c in cite_document([paragraph], "5/2020")] == ["paragraph"]


def test_names():
    assert document_id_of("opinion:301/2014") == "301/2014"
    assert document_id_of("deliberation:31") == "del-31"
    assert document_id_of("covenant") is None
    assert format_citation("opinion:301/2014", ("33", "34", "35", "36")) == "Opinion No. 301/2014, paras. 33–36"
    assert expand_pinpoints("33–36 and 40") == ("33", "34", "35", "36", "40")


TARGETS = st.one_of(
    st.builds("opinion:{}/{}".format, st.integers(1, 999), st.integers(1991, 2099)),
    st.builds("deliberation:{}".format, st.integers(1, 99)),
    st.builds("resolution:HRC:{}/{}".format, st.integers(1, 60), st.integers(1, 60)),
    st.builds("document:A/HRC/{}/{}".format, st.integers(1, 60), st.integers(1, 120)),
    st.builds("general_comment:{}:{}".format, st.sampled_from(sorted(register().committees)), st.integers(1, 40)),
    st.sampled_from([t for t in sorted(register().instruments) if t != "methods_of_work"]),
)
PINPOINTS = st.lists(
    st.builds(
        "{}{}".format, st.integers(1, 300), st.sampled_from(["", "(1)", "(3)(b)", "(a)"])
    ),
    min_size=1,
    max_size=6,
    unique=True,
)  # fmt: skip


@given(TARGETS, PINPOINTS)
def test_what_is_written_is_read_again(target, pinpoints):
    assert read(format_citation(target, pinpoints)) == [(target, tuple(pinpoints))]


def printed(text):
    """A citation as a draft prints it that takes it over."""
    ((target, pinpoints),) = read(text)
    return format_provisions(target, provisions_of(target, text, pinpoints))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # a guideline is no principle, and keeps its name
        ("A/HRC/30/37, annex, principle 9 and guideline 8", "A/HRC/30/37, annex, principle 9 and guideline 8"),
        ("A/HRC/30/37, principle 12 and guidelines 13 and 11", "A/HRC/30/37, annex, principle 12 and guidelines 11 and 13"),
        ("A/HRC/30/37, guideline 8", "A/HRC/30/37, annex, guideline 8"),
        ("A/HRC/30/37, principle 20 and guideline 20", "A/HRC/30/37, annex, principle 20 and guideline 20"),
        # numbers rise
        ("Body of Principles, principles 38 and 10", "Body of Principles, principles 10 and 38"),
        ("article 14 (5), (3) (d) and (3) (b) of the Covenant",
         "International Covenant on Civil and Political Rights, arts. 14 (3) (b), 14 (3) (d) and 14 (5)"),
        # two provisions in a row are joined by "and", two paragraphs by a dash
        ("Body of Principles, principles 37–38", "Body of Principles, principles 37 and 38"),
        ("Nelson Mandela Rules, rules 22 to 26", "Nelson Mandela Rules, rules 22–26"),
        ("articles 18–20 of the Covenant", "International Covenant on Civil and Political Rights, arts. 18, 19 and 20"),
        ("Opinion No. 301/2014, paras. 16 and 15", "Opinion No. 301/2014, paras. 15–16"),
    ],
)  # fmt: skip
def test_what_a_draft_takes_over(written, expected):
    assert printed(written) == expected
    assert printed(expected) == expected
    assert {pin for _, pins in read(expected) for pin in pins} == {pin for _, pins in read(written) for pin in pins}


@given(st.text(alphabet="Opinions No./articles 0123456789(),;–ab and of the Covenant Ibid.A/HRC§\n", max_size=400))
def test_any_text_is_read(text):
    assert all(text[c.start : c.end] == c.raw for c in find_citations(text))


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "article 9 (1) and ",
        "No. 1/2020, ",
        "A/",
        "and of the ",
        "the Covenant (",
        " ",
        "and of the Covenant ",
        "opinion No. 1/2020 on ",
        "opinion No. 1/2020 (a) on a, ",
    ],
)
def test_time_is_linear(piece):
    start = time.process_time()
    find_citations("opinions article 9 of the Covenant " + piece * 20_000)
    assert time.process_time() - start < 10
