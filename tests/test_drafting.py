"""The embedded drafter on sample opinions, their own Discussion hidden."""

import pytest

from assistant.composing.adaptation import adapt, foreign, is_general, vocabulary
from assistant.drafting import draft
from index.model import AUTHORITY_PARTS
from index.sentences import split_sentences

pytestmark = pytest.mark.slow  # drafts whole cases: minutes on two cores

COMMON = vocabulary(["anyone arrested must be brought before a judge promptly the state of law"])


@pytest.fixture(scope="module", params=["340/2021", "303/2016"])
def drafted(request, sample_corpus):
    from assistant.case import case_of

    document = sample_corpus.document(request.param)
    case = case_of(document, before=document.adopted)
    return document, draft(case, sample_corpus, before=document.adopted, exclude=frozenset({document.id}))


def _paragraphs(made):
    return [*made.preliminary, *(p for a in made.analyses for p in a.paragraphs), *made.concluding]


def test_every_citation_is_verified_earlier_and_authority(drafted, sample_corpus):
    document, made = drafted
    citations = [c for p in _paragraphs(made) for c in p.citations]
    assert len(citations) >= 10 and all(c.verified for c in citations)
    for source in (c.source for c in citations if c.source):
        passage = sample_corpus.passage(source)
        assert passage.part in AUTHORITY_PARTS
        assert passage.document != document.id and passage.adopted < document.adopted


def test_no_covenant_where_the_state_is_not_a_party(drafted):
    _, made = drafted
    if made.case.state_party is not False:
        pytest.skip("a State party")
    assert made.disposition.covenant == ()
    analyses = " ".join(p.text for a in made.analyses for p in a.paragraphs)
    assert "Covenant" not in analyses
    assert not any(c.target == "covenant" for p in _paragraphs(made) for c in p.citations)


def test_no_person_or_state_of_another_case(drafted, sample_corpus):
    _document, made = drafted
    text = " ".join(p.text for p in _paragraphs(made))
    own = " ".join(p.text for p in made.case.document.paragraphs)
    for other in sample_corpus.whole_documents().values():
        for name in (*other.persons, other.state or ""):
            surname = name.split()[-1] if name else ""
            if surname[:1].isupper() and surname not in own:
                assert surname not in text


@pytest.mark.parametrize(
    "sentence",
    [
        "Anyone arrested in Karsovia must be brought promptly before a judge.",
        "Mr. Velchan must be brought promptly before a judge by the State.",
        "Anyone arrested on 14 May 2020 must be brought promptly before a judge.",
        "In the present case, he must be brought promptly before a judge.",
        "Anyone arrested under article 318 must be brought promptly before a judge.",
        "The retention of eleven pages must be brought promptly before a judge.",
        "An arrest that has not been denied must be brought promptly before a judge.",
    ],
)
def test_a_sentence_about_a_case_is_not_general(sentence):
    assert not is_general(sentence, COMMON)


def test_a_rule_is_general_and_needs_no_treaty_the_state_has_not_joined():
    rule = "Anyone arrested must be brought promptly before a judge under article 9 (3) of the Covenant."
    assert is_general(rule, COMMON) and foreign(rule, COMMON) is None
    assert is_general("Anyone arrested must be brought promptly, within forty-eight hours, before a judge.", COMMON)
    assert adapt(rule, state_party=True) == rule
    assert adapt(rule, state_party=False) is None


def test_abbreviations_end_no_sentence():
    assert len(split_sentences("See opinion No. 301/2014, para. 3. Ms. Sarvady left.")) == 2
