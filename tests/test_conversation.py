"""Requests for paragraphs on the real index of the sample world."""

from datetime import date

import pytest

from assistant.changes.conversation import answer
from index.model import AUTHORITY_PARTS, Category, Filters, Part
from index.retrieval import search


def ask(corpus, request, filters=None):
    return answer(request, lambda q, k, f: search(corpus, q, k, f), corpus.passage, filters)


def under(corpus, passage, category):
    return category in corpus.document(passage.document).paragraph(passage.paragraph).categories


def test_the_paragraph_named_is_given(sample_corpus):
    for request in (
        "use para. 40 of No. 301/2014 instead",
        "show opinion No. 301/2014, para. 40",
        "301/2014#40",
        "show 301/2014, para. 40",
    ):
        assert [p.id for p in ask(sample_corpus, request).passages] == ["301/2014#40"]
    assert [p.id for p in ask(sample_corpus, "para. 3 of deliberation No. 32").passages] == ["del-32#3"]


def test_a_party_is_never_authority(sample_corpus):
    document = sample_corpus.document("301/2014")
    party = next(p for p in document.paragraphs if p.part is Part.SOURCE)
    said = ask(sample_corpus, f"use para. {party.number} of No. 301/2014")
    assert not said.passages
    assert "may not be cited as authority" in said.note


def test_a_later_or_excluded_document_is_refused(sample_corpus):
    late = ask(sample_corpus, "para. 40 of No. 340/2021", Filters(before=date(2020, 1, 1)))
    assert not late.passages and "not adopted before" in late.note
    hidden = ask(sample_corpus, "para. 40 of No. 340/2021", Filters(exclude=frozenset({"340/2021"})))
    assert not hidden.passages and "left out" in hidden.note
    absent = ask(sample_corpus, "para. 999 of No. 340/2021")
    assert not absent.passages and "no paragraph 999" in absent.note


def test_conditions_hold_for_every_passage(sample_corpus):
    found = ask(sample_corpus, "add an authority on counsel from 2019 or later").passages
    assert found and all(p.adopted.year >= 2019 and p.part in AUTHORITY_PARTS for p in found)
    found = ask(
        sample_corpus, "give me the standard paragraph on no warrant for a State not party to the Covenant"
    ).passages
    assert found and all("Covenant" not in p.text for p in found)
    found = ask(sample_corpus, "authority on expression before 2017").passages
    assert found and all(p.adopted < date(2017, 1, 1) for p in found)
    found = ask(sample_corpus, "show me paragraphs on access to counsel after 2019").passages
    assert found and all(p.adopted.year > 2019 for p in found)
    found = ask(sample_corpus, "find opinions up to 2016 on counsel").passages
    assert found and all(p.adopted.year <= 2016 for p in found)
    found = ask(sample_corpus, "opinions between 2017 and 2018 on counsel").passages
    assert found and all(2017 <= p.adopted.year <= 2018 for p in found)
    found = ask(sample_corpus, "what do we say about notification of the family in category 3?").passages
    assert found and all(under(sample_corpus, p, Category.III) for p in found)
    found = ask(sample_corpus, "what does opinion 301/2014 say about the warrant?").passages
    assert found and {p.document for p in found} == {"301/2014"}
    found = ask(sample_corpus, "show the latest opinions on counsel").passages
    assert [p.adopted for p in found] == sorted((p.adopted for p in found), reverse=True)
    assert found[0].adopted >= max(p.adopted for p in ask(sample_corpus, "show opinions on counsel").passages)


def test_only_the_subject_is_searched_for():
    asked = {
        "show authorities on counsel": "counsel",
        "show authorities counsel": "counsel",
        "find forced confessions": "forced confessions",
        "no warrant before 2017": "no warrant",
        "give me the paragraph on counsel for non-party States": "counsel",
        "the usual wording on counsel where the State is not a party": "counsel",
    }
    sought = []
    for request in asked:
        answer(request, lambda q, k, f: sought.append(q) or [], lambda id: None)
    assert sought == list(asked.values())


def test_a_request_without_a_subject_is_asked_back():
    for request in ("show me para. 45", "show 301/2014"):
        found = answer(request, lambda q, k, f: pytest.fail("nothing is to be searched for"), lambda id: None)
        assert not found.passages and found.note.startswith("Say which paragraph, as: show 301/2014, para. 40")
