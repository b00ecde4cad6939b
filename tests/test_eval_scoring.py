"""How a draft and an adopted text become the numbers that are measured: on a small world made by hand."""

from datetime import date

from assistant.evidence.saying import parts
from eval.metrics.attribution import attribution
from eval.records import rests_on
from eval.scoring import Pair, _citations, _register, _standing, _statements, without_citations
from eval.split import adopted_authorities
from eval.support import Vectors
from index.model import Category, Citation, Document, Footnote, Kind, Paragraph, Part
from index.passages import passage_of

STANDARD = (
    "Anyone who is arrested must be informed, at the time of arrest, of the reasons for the arrest in a language."
)


def _document(id, *paragraphs, citations=(), adopted=date(2014, 1, 1)):
    return Document(
        id=id, kind=Kind.OPINION, file=id, digest=id, number=id, adopted=adopted, paragraphs=paragraphs,
        citations=citations,
    )  # fmt: skip


class _Corpus:
    """An index of these documents."""

    def __init__(self, *documents):
        self._documents = {d.id: d for d in documents}

    def document(self, id):
        return self._documents.get(id)

    def passage(self, id):
        document, _, number = id.partition("#")
        found = self.document(document)
        paragraph = found.paragraph(int(number)) if found else None
        return passage_of(found, paragraph) if paragraph else None


OLD = _document("301/2014", Paragraph(40, Part.DISCUSSION, (), STANDARD), Paragraph(9, Part.SOURCE, (), "It was so."))
COPY = _document("302/2014", Paragraph(7, Part.DISCUSSION, (), STANDARD))
ADOPTED = _document(
    "303/2016",
    Paragraph(
        20, Part.DISCUSSION, (), "See opinion No. 301/2014, para. 40, on reasons.", (), (Category.I, Category.II)
    ),
    Paragraph(
        21, Part.DISCUSSION, (), "A tribunal is independent.", (Footnote("1", "Deliberation No. 31, para. 2.", 26),)
    ),
    citations=(
        Citation("opinion No. 301/2014, para. 40", "opinion:301/2014", ("40",), 20, None, 4, 34),
        Citation("Deliberation No. 31, para. 2", "deliberation:31", ("2",), 21, "1", 0, 28),
    ),
)
CORPUS = _Corpus(OLD, COPY, ADOPTED)


def _citation(target, *pinpoints, source=None):
    return {"target": target, "pinpoints": list(pinpoints), "raw": target, "source": source, "verified": True}


def _drafted(category, *citations, sentences=()):
    return {
        "category": category,
        "text": "",
        "issues": [],
        "sources": [],
        "citations": list(citations),
        "sentences": list(sentences),
    }


def _pair(*drafted):
    return Pair(drafted, ADOPTED.paragraphs, ADOPTED)


def test_a_query_does_not_name_what_it_looks_for():
    first, second = ADOPTED.paragraphs
    assert without_citations(first, ADOPTED).split() == ["See", ",", "on", "reasons."]
    assert without_citations(second, ADOPTED) == "A tribunal is independent."


def test_a_paragraph_of_two_categories_belongs_to_both():
    pair = _pair(_drafted("II"), _drafted(None))
    assert [p.number for p in pair.under([Category.I]).adopted] == [20] and not pair.under([Category.I]).drafted
    assert len(pair.under([Category.II]).drafted) == 1 and pair.under([]) is pair


def test_citations_in_numbers():
    # one of the two wanted documents, a copy of one of the two wanted paragraphs, and something else
    pair = _pair(
        _drafted(
            "I", _citation("opinion:302/2014", "7"), _citation("opinion:301/2014", "9"), _citation("covenant", "9")
        )
    )
    found = _citations(pair, CORPUS)
    assert (found["document_precision"], found["document_recall"]) == (0.5, 0.5)
    assert (found["paragraph_precision"], found["paragraph_recall"]) == (0.0, 0.0)
    assert (found["equivalent_precision"], found["equivalent_recall"]) == (0.5, 0.5)
    assert found["draft_mrr"] == 0.0


def test_what_exists_and_who_speaks():
    pair = _pair(
        _drafted(
            "I", _citation("opinion:301/2014", "9"), _citation("opinion:301/2014", "99"), _citation("covenant", "9")
        )
    )
    found = _register(pair, CORPUS)
    assert found["validity"] == 2 / 3 and found["party_cited"] == 1.0


def test_how_a_citation_stands():
    cited = {
        "adopted": _citation("opinion:301/2014", "40"), "document": _citation("opinion:301/2014", "9"),
        "other": _citation("opinion:302/2014", "7"), "wrong": _citation("opinion:301/2014", "99"),
        "instrument": _citation("covenant", "9"),
    }  # fmt: skip
    pair = _pair()
    adopted = adopted_authorities(pair.document, pair.adopted)
    assert {name: _standing(c, adopted, CORPUS) for name, c in cited.items()} == {name: name for name in cited}
    assert _standing(_citation("covenant", "999"), adopted, CORPUS) == "wrong"


def test_marks_become_statements():
    sentences = [
        {"text": "Reasons must be given.", "marks": [1, 2], "case": []},
        {"text": "So it is.[7]", "marks": [], "case": []},
        {"text": "The source says so (see para. 6 above).", "marks": [], "case": [6]},
        {"text": "The Working Group recalls its jurisprudence.", "marks": [], "case": [6]},
        {"text": "Article 9 is clear.", "marks": [2], "case": []},
        {"text": "Of a document that is not there.", "marks": [3], "case": []},
    ]
    made = (_citation("opinion:301/2014", "40", "9"), _citation("covenant", "9"), _citation("opinion:9/1999", "1"))
    found = _statements(_pair(_drafted("I", *made, sentences=sentences)), CORPUS)
    assert found[0].cited == (f"{STANDARD}\nIt was so.",) and found[0].instruments == 1
    assert found[1].text == "So it is." and found[1].cited == (None,), "out of range"
    assert [s.judged for s in found] == [True, True, False, True, False, True]
    assert found[5].cited == (None,), "what cannot be read supports nothing"
    score = attribution(found, lambda statement, premise: "Reasons" in statement)
    assert (score.recall, score.precision, score.unjudged) == (1 / 4, 1 / 3, 2)


def test_what_a_draft_rests_on_is_seen():
    paragraph = {**_drafted("I", _citation("opinion:301/2014", "40", source="301/2014#40")), "sources": ["302/2014#7"]}
    assert rests_on([paragraph]) == ["302/2014#7", "301/2014#40"]


def test_a_sentence_taken_over_word_for_word_is_supported_by_the_long_paragraph_in_which_it_stands(sample_corpus):
    assembly, reprisals = (sample_corpus.passage(id).text for id in ("del-31#18", "311/2016#56"))
    taken = "The failure to give notice of an assembly does not justify the detention of the person who announced it."
    assert taken in assembly
    vectors = Vectors(sample_corpus, [*parts(assembly), *parts(reprisals)], [taken])
    assert vectors.supports(taken, [assembly])
    assert not vectors.supports(taken, [reprisals])
