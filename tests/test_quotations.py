"""What a draft quotes must stand where it says: in a cited paragraph, or at least somewhere in the case."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from assistant.checks.quotations import exact_words, left_out, likeness, quotations
from assistant.review import Checked, review
from index.citations import cite_document
from index.model import Document, Footnote, Kind, Paragraph, Part
from index.parsing import parse_file
from tests.conftest import SAMPLE

CITED = parse_file(SAMPLE / "txt" / "opinion-305-2014.txt")
BLIND = SimpleNamespace(embed=lambda texts: np.zeros((len(texts), 2), dtype=np.float32))
INDEX = SimpleNamespace(
    documents=lambda: [CITED], document={"305/2014": CITED}.get, vectors=lambda texts: {}, embedder=BLIND
)

INVENTED = "the prosecution shall pay the accused person nine hundred crowns for each night in custody"
ALIKE = "everyone who was held shall plant an oak in the garden of the court of appeal"
OPINION = "opinion No. 305/2014, para. 39"
STANDING = " ".join(CITED.paragraph(39).text.split()[:9])
ELSEWHERE = " ".join(CITED.paragraph(41).text.split()[:12])


def checked(text: str, note: str | None = None, *others: Paragraph, index=INDEX) -> list[Checked]:
    """The review of a paragraph with a footnote at its end, in a draft with other paragraphs."""
    notes = (Footnote("1", note, len(text)),) if note else ()
    paragraphs = (*others, Paragraph(90, Part.DISCUSSION, (), text, notes))
    document = Document(
        "doc-1", Kind.DRAFT, "draft.docx", "0", paragraphs=paragraphs, citations=cite_document(paragraphs, None)
    )
    return [c for c in review(document, index).citations if c.citation.target == "opinion:305/2014"]


def says(number: int, part: Part, text: str) -> Paragraph:
    return Paragraph(number, part, (), text)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (f"A remedy is due, and “{INVENTED}” ({OPINION}).", None),
        (f'A remedy is due, and "{INVENTED}" ({OPINION}).', None),
        (f"A remedy is due, and “{INVENTED}”.", "Opinion No. 305/2014, para. 39."),
        (f"A remedy is due, and “{INVENTED}”.", "See, for example, opinion No. 305/2014, para. 39."),
        (f"A remedy is due: “{INVENTED}.” ({OPINION}.)", None),
        (f"In {OPINION}, it is said that “{INVENTED}”.", None),
        (f"A remedy is due: “{ALIKE}. {INVENTED.capitalize()}.”", "Opinion No. 305/2014, para. 39."),
        (f"Under article 9 of the Covenant everyone has a right to liberty, and “{INVENTED}” ({OPINION}).", None),
        (f"A remedy is due, as “{INVENTED}” ({OPINION}), and article 9 of the Covenant was violated.", None),
    ],
)
def test_an_invented_quotation_is_reported(text, note):
    (found,) = checked(text, note)
    assert found.status == "misquoted"
    assert "neither in what is cited nor elsewhere" in found.reason


def test_an_invented_quotation_does_not_prove_itself():
    again = says(89, Part.DISCUSSION, f"It was held that “{INVENTED}”.")
    for text in (
        f"A remedy is due, and “{INVENTED}” ({OPINION}).",
        f"And “{INVENTED}” (see para. 89 above; {OPINION}).",
    ):
        assert [c.status for c in checked(text, None, again)] == ["misquoted"]


def test_words_of_another_paragraph_are_led_to_it():
    (found,) = checked(f"The Working Group recalls that “{ELSEWHERE}” ({OPINION}).")
    assert (found.status, found.suggestion) == ("misquoted", "Opinion No. 305/2014, para. 41")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (f"The Working Group recalls that “{STANDING}” ({OPINION}).", None),
        # another citation of the sentence has the words
        (f"The Working Group recalls that “{ELSEWHERE}” (opinion No. 305/2014, paras. 39 and 41).", None),
        # the words are those of an instrument, whose text is not at hand
        (f"Article 9 of the Covenant says that “{INVENTED}”.", "Opinion No. 305/2014, para. 39."),
        (f"“{INVENTED}” (article 9 of the Covenant; {OPINION}).", None),
        (f"“{INVENTED}”.", "Opinion No. 305/2014, para. 39; and A/HRC/99/1, para. 3."),
        # an expression, not words of a text
        (f"This is no “night out in the custody” ({OPINION}).", None),
        # what stands between two quotations is not quoted
        (f'He was "free", {INVENTED}, "they" said ({OPINION}).', None),
    ],
)
def test_what_may_be_quoted_raises_no_alarm(text, note):
    assert [c.status for c in checked(text, note)] == ["ok"]


@pytest.mark.parametrize("part", [Part.SOURCE, Part.GOVERNMENT])
def test_words_of_the_parties_may_be_quoted(part):
    told = says(12, part, f"It is submitted that “{INVENTED}”.")
    assert [c.status for c in checked(f"The claim that “{INVENTED}” fails ({OPINION}).", None, told)] == ["ok"]


def test_a_lost_mark_pairs_nothing_wrongly():
    assert quotations('He said "no and went away from the house by car. "Yes" was written.', 0, 60) == []


SOURCE = (
    "The arrest was not lawful. Detention must, save in the cases below, never be imposed: it is Unlawful otherwise."
)


@pytest.mark.parametrize(
    ("quote", "exact"),
    [
        ("the arrest was not legal", "The arrest was not lawful"),
        ("arrest was most certainly not lawful", "arrest was not lawful"),
        ("detention must, in the cases below, never be imposed", "Detention must, save in the cases below, never be imposed"),
        ("it is lawful otherwise", "it is Unlawful otherwise"),
    ],
)  # fmt: skip
def test_the_words_suggested_are_those_of_the_source_as_they_stand(quote, exact):
    assert likeness(quote, SOURCE) < 1.0
    assert exact_words(quote, SOURCE) == exact


@pytest.mark.parametrize(
    ("quote", "lost"),
    [
        ("the arrest was … lawful", ("not",)),
        ("the arrest was [...] lawful", ("not",)),
        ("Detention must ... be imposed", ("never",)),
        ("Detention must, … in the cases below, never be imposed", ()),
        ("The arrest was not lawful. […] [I]t is unlawful otherwise", ("never",)),
        # what is left out is a sentence of which nothing is quoted
        ("It was so. … It was new", ()),
        # the same pieces stand elsewhere with nothing between them that matters
        ("a right … to be heard", ()),
    ],
)
def test_an_elision_that_drops_a_negation_is_noticed(quote, lost):
    text = (
        f"{SOURCE} It was so. It was not old. It was new. A right, if not one to be heard. A right today to be heard."
    )
    assert likeness(quote, text) == 1.0
    assert left_out(quote, text, ("not", "never")) == lost


def test_a_quotation_that_elides_a_negation_is_reported():
    cited = Paragraph(39, Part.DISCUSSION, (), SOURCE)
    document = replace(CITED, paragraphs=(*(p for p in CITED.paragraphs if p.number != 39), cited))
    index = SimpleNamespace(**{**vars(INDEX), "document": {"305/2014": document}.get})
    (found,) = checked(f"It was held that “the arrest was [...] lawful” ({OPINION}).", None, index=index)
    assert (found.status, found.suggestion) == ("misquoted", "“The arrest was not lawful”")
    assert "leaves out “not”" in found.reason


def test_a_piece_of_a_word_is_not_the_word():
    assert likeness("lawful otherwise, it is", "It was unlawful otherwise, it is.") < 1.0
    assert likeness("[u]nlawful otherwise, detain[ed] it is", "Unlawful otherwise, detaining it is.") == 1.0


def test_a_quotation_in_a_footnote_is_held_against_what_the_footnote_cites():
    cited = Paragraph(39, Part.DISCUSSION, (), SOURCE)
    document = replace(CITED, paragraphs=(*(p for p in CITED.paragraphs if p.number != 39), cited))
    index = SimpleNamespace(**{**vars(INDEX), "document": {"305/2014": document}.get})
    notes = [
        ("Opinion No. 305/2014, para. 39 (“the arrest was not legal”).", "“The arrest was not lawful”"),
        (f"Opinion No. 305/2014, para. 39 (“{INVENTED}”).", None),
        ("“The arrest was … lawful”: opinion No. 305/2014, para. 39.", "“The arrest was not lawful”"),
    ]
    for note, suggestion in notes:
        (found,) = checked("The law was not kept.", note, index=index)
        assert (found.status, found.suggestion) == ("misquoted", suggestion)
    for note in (
        "Opinion No. 305/2014, para. 39 (“the arrest was not lawful”).",
        f"Opinion No. 305/2014, para. 39; and A/HRC/99/1, para. 3 (“{INVENTED}”).",
    ):
        assert [c.status for c in checked("The law was not kept.", note, index=index)] == ["ok"]


def test_words_given_as_those_of_a_whole_document_are_sought_in_all_of_it():
    (wrong,) = checked(f"In opinion No. 305/2014 it was held that “{ELSEWHERE} {INVENTED}”.")
    assert wrong.status == "misquoted"
    (right,) = checked(f"In opinion No. 305/2014 it was held that “{ELSEWHERE}”.")
    assert right.status == "ok"


def test_words_that_another_citation_of_the_sentence_has_are_quoted_rightly():
    alike = replace(
        CITED, id="306/2014", paragraphs=(Paragraph(39, Part.DISCUSSION, (), f"{STANDING} indeed and so on"),)
    )
    documents = {"305/2014": CITED, "306/2014": alike}
    index = SimpleNamespace(**{**vars(INDEX), "documents": lambda: list(documents.values()), "document": documents.get})
    quoted = f"The Working Group recalls that “{STANDING} indeed” "
    (found,) = checked(f"{quoted} ({OPINION}; and opinion No. 306/2014, para. 39).", index=index)
    assert found.status == "ok"
    (alone,) = checked(f"{quoted} ({OPINION}).", index=index)
    assert alone.status == "misquoted"


def test_words_of_a_party_whose_submissions_are_not_in_the_file_may_be_its_words():
    text = f"As the source submits, “{INVENTED}”."
    note = "Compare opinion No. 305/2014, para. 39."
    assert [c.status for c in checked(text, note)] == ["ok"]
    assert [c.status for c in checked(text, note, says(12, Part.SOURCE, "The source submits something else."))] == [
        "misquoted"
    ]
