"""The review of a draft's citations, against the sample world."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.review import STATUSES, review
from index.citations import cite_document
from index.model import Document, Footnote, Kind, Paragraph, Part
from index.parsing import parse_file

pytestmark = pytest.mark.slow  # embeds what every citation rests on: minutes on two cores

FINDING = "article 9 (4) of the Covenant"


def draft(text: str, *notes: str, **fields) -> Document:
    paragraph = Paragraph(
        1, Part.DISCUSSION, (), text, tuple(Footnote(str(n), t, len(text)) for n, t in enumerate(notes, 1))
    )
    return Document(
        "doc-1", Kind.DRAFT, "draft.docx", "0", paragraphs=(paragraph,),
        citations=cite_document([paragraph], None), **fields,
    )  # fmt: skip


def statuses(document: Document, corpus) -> list[str]:
    return [c.status for c in review(document, corpus).citations]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Opinion No. 312/2019, para. 3.", "unverifiable"),
        ("Opinion No. 308/2018, para. 3.", "no_such_document"),
        ("Opinion No. 301/2014, para. 300.", "no_such_paragraph"),
        ("Opinion No. 301/2914, para. 3.", "malformed"),
        ("Human Rights Committee, general comment No. 35 (2011), para. 3.", "malformed"),
        ("Human Rights Committee, general comment No. 35 (2014), para. 99.", "no_such_paragraph"),
        ("Human Rights Committee, general comment No. 99.", "no_such_document"),
        ("International Covenant on Civil and Political Rights, art. 60.", "not_applicable"),
        ("International Covenant on Civil and Political Rights, art. 9 (1).", "ok"),
        ("See para. 77 above.", "no_such_paragraph"),
        ("A/HRC/19/57, para. 68.", "unverifiable"),
        ("Ibid.", "unverifiable"),
    ],
)
def test_status(note, expected, sample_corpus):
    assert statuses(draft("The arrest had no basis in law.", note), sample_corpus) == [expected]


def test_later_than_the_draft(sample_corpus):
    document = draft("The arrest had no basis.", "Opinion No. 355/2022.", adopted=date(2016, 1, 1))
    assert statuses(document, sample_corpus) == ["later"]
    assert statuses(replace(document, adopted=None), sample_corpus) == ["ok"]


def test_treaty_that_the_state_has_not_joined(sample_corpus):
    text = f"The Working Group finds a violation of {FINDING}."
    assert statuses(draft(text, state="China"), sample_corpus) == ["not_applicable"]
    assert statuses(draft(text, state="Kazakhstan"), sample_corpus) == ["ok"]
    assert statuses(draft(text, state_party=False), sample_corpus) == ["not_applicable"]


def test_quotation(sample_corpus):
    cited = sample_corpus.document("del-31").paragraph(2)
    words = cited.text.split(". ")[0]
    exact = draft(f"The principle is that “{words}”.", "Deliberation No. 31, para. 2.")
    assert statuses(exact, sample_corpus) == ["ok"]
    changed = words.replace("nature", "substance")
    wrong = review(draft(f"The principle is that “{changed}”.", "Deliberation No. 31, para. 2."), sample_corpus)
    assert wrong.citations[0].status == "misquoted"
    assert "nature" in (wrong.citations[0].suggestion or "")


def test_what_another_paragraph_says(sample_corpus):
    cited = sample_corpus.document("301/2014").paragraph(40)
    found = review(draft(cited.text, "Opinion No. 301/2014, para. 1."), sample_corpus).citations[0]
    assert (found.status, found.suggestion) == ("unsupported", "Opinion No. 301/2014, para. 40")


def test_adopted_opinions_raise_next_to_no_alarm(sample_corpus):
    found = [review(sample_corpus.document(i), sample_corpus) for i in ("302/2015", "321/2019", "352/2022")]
    citations = [c for r in found for c in r.citations]
    assert len(citations) > 200
    assert sum(r.findings for r in found) <= 0.02 * len(citations)
    assert {c.status for c in citations} <= set(STATUSES)


def test_exports(sample_corpus):
    document = draft("A <b> sentence.", "Opinion No. 301/2914, para. 3.")
    found = review(document, sample_corpus)
    shown = found.to_json()
    assert shown["summary"] == {"malformed": 1}
    assert shown["citations"][0]["footnote"] == 1
    assert set(shown["citations"][0]) == {
        "raw", "target", "pinpoints", "paragraph", "footnote", "status", "reason", "suggestion", "evidence",
    }  # fmt: skip
    assert len(found.to_csv().splitlines()) == 2
    assert "malformed" in found.to_html() and "<script" not in found.to_html()


DRAFT = """# Draft opinion concerning Ilka Sarvady (Veldania)

## Discussion

40. The gravity of an accusation says nothing of the conduct to be expected of the accused.[^1] The lawyer must be able to see
the detainee for more than 25 minutes without a guard seated at the table.[^2] The exception of flagrante delicto is a narrow one.[^3] Access to counsel need not be
provided immediately after the moment of apprehension.[^4] A power to detain ends with its purpose.[^5] It was held that
“an authority may keep the door locked and supply the reason afterwards”.[^6] The right relation must not be
reversed.[^7] Public authorities must not prejudge the outcome of a trial.[^8] The source alleged as much elsewhere.[^9]

[^1]: See, inter alia, opinions No. 301/2014 (Karsovia), para. 40; and No. 302/2015 (Veldania), adopted on 2 September 2015, para. 34.
[^2]: Opinion No. 301/2014, para. 14.
[^3]: Opinion No. 301/2014 (Veldania), para. 35.
[^4]: Deliberation No. 32, para. 11.
[^5]: Opinion No. 309/2016, para. 33; and opinion No. 309/2015, § 33.
[^6]: Opinion No. 309/2015, para. 35.
[^7]: Op. cit.
[^8]: Opinion 301/2014, paras. 53.
[^9]: See the source's submission in opinion No. 301/2014, para. 22; and ibid., para. 23.
"""


def test_a_draft_with_faults_of_many_kinds_read_from_a_file(sample_corpus, tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(DRAFT)
    found = review(parse_file(path), sample_corpus)
    assert [(c.citation.footnote, c.status, c.suggestion) for c in found.citations] == [
        ("1", "ok", None),
        ("1", "ok", None),
        ("2", "unsupported", "Opinion No. 301/2014, para. 54"),
        ("3", "malformed", "Opinion No. 301/2014 (Karsovia), para. 35"),
        ("4", "unsupported", None),
        ("5", "no_such_document", "Opinion No. 309/2015, para. 33"),
        ("5", "malformed", "Opinion No. 309/2015, para. 33"),
        ("6", "misquoted", "“An authority may not keep the door locked and supply the reason afterwards”"),
        ("7", "malformed", None),
        ("8", "ok", "Opinion No. 301/2014, para. 53"),
        ("9", "ok", None),
        ("9", "ok", None),
    ]
