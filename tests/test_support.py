"""What a text rests on, by words alone: an embedder that finds nothing like anything."""

import numpy as np

from assistant.evidence.support import Evidence, Support, better, content
from index.model import Document, Kind, Paragraph, Part

SENTENCE = "Counsel must be able to visit the detainee promptly and in confidence."
TEXTS = (
    (Part.SOURCE, SENTENCE),
    (Part.DISCUSSION, "Counsel must be able to visit a detainee promptly, and in confidence."),
    (Part.DISCUSSION, "The weather was fine on the morning of the hearing."),
)


class Embedder:
    def embed(self, texts):
        return np.eye(1, 2, dtype=np.float32).repeat(len(texts), axis=0)


class Index:
    embedder = Embedder()

    def vectors(self, texts):
        return {}


def document(texts=TEXTS):
    paragraphs = tuple(Paragraph(n, part, (), text) for n, (part, text) in enumerate(texts, 1))
    return Document("1/2020", Kind.OPINION, "o.txt", "0", paragraphs=paragraphs)


def ranked(cited):
    return Support(Index()).ranked(cited, SENTENCE, "", SENTENCE)


def test_the_paragraph_that_has_the_words_comes_first():
    assert [e.number for e in ranked(document())] == [1, 2, 3]


def test_a_paragraph_that_says_it_is_not_bettered():
    cited = document()
    assert better(ranked(cited), cited, {2}) is None
    assert better(ranked(cited), cited, {2, 3}) is None


def test_neither_a_party_nor_the_preamble_is_offered_instead():
    cited = document()
    found = better(ranked(cited), cited, {3})
    assert found is not None
    assert found.number == 2
    alone = document((TEXTS[0], (Part.PREAMBLE, SENTENCE), TEXTS[2]))
    assert better(ranked(alone), alone, {3}) is None


def test_words_are_compared_in_any_of_their_forms():
    assert content("The detained were detaining.") == content("detainee") | content("were")
    assert Evidence("1/2020#7", "", 1.0).number == 7
