"""One draft against one adopted text: its scores. What each measure is stands in `eval.metrics`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.case import SUBMITTED
from assistant.chat.verification import RULE
from assistant.composing.adaptation import INSTITUTIONAL
from assistant.evidence.saying import parts
from assistant.submissions.same_case import SUBMISSIONS
from eval.metrics import attribution, citations, decisions, foreign, leakage, length, retrieval, text
from eval.metrics.attribution import Statement, marks_of
from eval.records import Json, cited_paragraphs
from eval.split import Trial, adopted_authorities, adopted_issues, discussion, labels
from eval.support import Vectors
from index.citations import document_id_of
from index.corpus import Corpus
from index.model import VOICE_OF_PART, Category, Document, Filters, Paragraph, Passage, Voice
from index.near_copies import near_copy
from index.register import register
from index.retrieval import search_many
from index.scores import ROUND
from index.sentences import split_sentences

#: How deep the search is measured.
DEPTH = 50
#: Among how many of the first passages the documents are looked at.
FIRST = 10

Values = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """What is held against each other: drafted and adopted paragraphs, of the whole or of one category."""

    drafted: Sequence[Json]
    adopted: Sequence[Paragraph]
    document: Document

    def under(self, categories: Sequence[Category]) -> Pair:
        """The part of it under some categories; all of it where none is named."""
        if not categories:
            return self
        return Pair(
            [p for p in self.drafted if p["category"] in categories],
            [p for p in self.adopted if set(p.categories) & set(categories)],
            self.document,
        )


def score(answer: Json, trial: Trial, corpus: Corpus, categories: Sequence[Category] = ()) -> Json:
    """Every measure of one document, of these categories or of all; None is what cannot be measured.

    Values are rounded to `index.scores.ROUND` decimals: below that, machines differ.
    """
    pair = Pair(answer["paragraphs"], discussion(trial.document), trial.document).under(categories)
    dates = {entry.id: entry.adopted for entry in corpus.documents()}
    known = [id for id in answer["seen"] if id.partition("#")[0] in dates or id.partition("#")[0] in trial.exclude]
    leaked = leakage.leaked(known, dates, trial.before, trial.exclude)
    statements = _statements(pair, corpus)
    vectors = _vectors(pair, statements, corpus)
    attributed = attribution.attribution(statements, vectors.supports)
    rates, missing = _pointed(pair)
    issues = _issues(answer, pair)
    tallies = _tallies(answer, pair, issues, categories)
    authorities = adopted_authorities(pair.document, pair.adopted)
    named = _foreign(answer, trial, corpus)
    values: Values = {
        **_search(pair, trial, corpus, dates),
        **_citations(pair, corpus),
        **_register(pair, corpus),
        **rates,
        "citation_recall": attributed.recall,
        "citation_precision": attributed.precision,
        **{f"{name}_f1": decisions.f1(tally) if tally else None for name, tally in tallies.items()},
        "outcome": None if categories else _outcome(answer, trial.document),
        **_text(pair, vectors),
        "leaked": float(len(leaked)),
        "foreign": float(len(named)),
    }
    return {
        "measures": _rounded(values),
        "by_category": {c: _rounded(_part(pair.under([c]), pair, corpus, vectors)) for c in _examined(pair)},
        "counts": tallies,
        "issues": issues,
        "marks": [[_standing(c, authorities, corpus) for c in p["citations"]] for p in answer["paragraphs"]],
        "missing": {**missing, "statements left out": attributed.unjudged},
        "leaked": leaked,
        "foreign": named,
    }


def _foreign(answer: Json, trial: Trial, corpus: Corpus) -> list[str]:
    """What the draft names of other cases."""
    names = corpus.cached("names", lambda: _names(corpus.whole_documents().values()))
    given = [p for p in trial.document.paragraphs if p.part in SUBMITTED]
    own = [trial.case.title, trial.case.state or "", *trial.case.persons, *(p.text for p in given)]
    drafted = [*(p["text"] for p in answer["paragraphs"]), answer["disposition"]]
    return foreign.foreign("\n".join(drafted), "\n".join(own), names)


def _names(documents: Collection[Document]) -> frozenset[str]:
    spoken = [p.text for d in documents for p in d.paragraphs if p.part in SUBMISSIONS]
    spoken += [text for d in documents for text in (*d.persons, d.state or "")]
    return foreign.names_in(spoken, (p.text for d in documents for p in d.paragraphs), INSTITUTIONAL)


def _rounded(values: Values) -> Values:
    return {name: None if value is None else round(value, ROUND) for name, value in values.items()}


def _examined(pair: Pair) -> list[Category]:
    """The categories that the adopted text or the draft examines."""
    adopted = {c for p in pair.adopted for c in p.categories}
    return [c for c in Category if c in adopted | {p["category"] for p in pair.drafted}]


def _part(pair: Pair, whole: Pair, corpus: Corpus, vectors: Vectors) -> Values:
    """The measures that have a sense within one category; without a draft or an adopted text of it, they are 0.

    `whole_…` holds the whole draft against the adopted analysis of the category: what copying another opinion's whole
    Discussion, or quoting paragraphs without an order, is worth to somebody who needs that analysis.
    """
    entire = _text(Pair(whole.drafted, pair.adopted, pair.document), vectors) if pair.adopted else {}
    beside = {f"whole_{name}": entire.get(name, 0.0) for name in ("rouge2", "similarity")}
    if not pair.drafted or not pair.adopted:
        return {**dict.fromkeys(("document_recall", "paragraph_recall", *_TEXT), 0.0), **beside}
    found = {**_citations(pair, corpus), **_text(pair, vectors), **beside}
    return {name: found[name] for name in (
        "document_precision", "document_recall", "paragraph_recall", *_TEXT, *beside
    )}  # fmt: skip


# --- retrieval and citations ----------------------------------------------------------------------------------------


def _search(pair: Pair, trial: Trial, corpus: Corpus, dates: Mapping[str, date | None]) -> Values:
    """The index's search: the mean over adopted paragraphs that cite authority, their own citations hidden."""
    filters = Filters(before=trial.before, exclude=trial.exclude)
    asked: list[tuple[str, set[str]]] = []
    for paragraph in pair.adopted:
        cited = adopted_authorities(trial.document, [paragraph])[1]
        due = {i for i in cited if corpus.passage(i) and not leakage.leaked([i], dates, trial.before, trial.exclude)}
        if due:
            asked.append((without_citations(paragraph, trial.document), due))
    answers = search_many(corpus, [(query, DEPTH, filters) for query, _ in asked])
    rows = [_found(passages, due) for (_, due), passages in zip(asked, answers, strict=True)]
    return {name: _mean(row[name] for row in rows) for name in _found((), ())}


def _found(passages: Sequence[Passage], due: Collection[str]) -> Values:
    """How well one query was answered; every measure is None where nothing was wanted or found."""
    documents = {id.partition("#")[0] for id in due}
    ranked, wanted = retrieval.folded(due, [(p.id, *p.also_in) for p in passages])
    return {
        f"search_recall@{FIRST}": retrieval.recall_at(ranked, wanted, FIRST),
        f"search_recall@{DEPTH}": retrieval.recall_at(ranked, wanted, DEPTH),
        f"search_ndcg@{FIRST}": retrieval.ndcg_at(ranked, wanted, FIRST),
        "search_mrr": retrieval.mrr(ranked, wanted),
        "search_wrong_document": retrieval.wrong_document_rate([p.id for p in passages], documents, FIRST),
    }


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def without_citations(paragraph: Paragraph, document: Document) -> str:
    """The text of a paragraph without the authorities named in its words."""
    own = [c for c in document.citations if c.paragraph == paragraph.number and c.footnote is None]
    text = paragraph.text
    for citation in sorted(own, key=lambda c: -c.start):
        if document_id_of(citation.target) is not None:
            text = text[: citation.start] + " " + text[citation.end :]
    return text


def _citations(pair: Pair, corpus: Corpus) -> Values:
    made = [c for p in pair.drafted for c in p["citations"]]
    documents = {id for c in made if (id := document_id_of(c["target"]))}
    ranked = list(dict.fromkeys(id for c in made for id in cited_paragraphs(c)))
    wanted_documents, wanted = adopted_authorities(pair.document, pair.adopted)
    texts = {id: p.text for id in (*ranked, *wanted) if (p := corpus.passage(id))}

    def same(one: str, other: str) -> bool:
        return one in texts and other in texts and near_copy(texts[one], texts[other])

    document_p, document_r = citations.precision_recall(documents, wanted_documents)
    paragraph_p, paragraph_r = citations.precision_recall(ranked, wanted)
    equal_p, equal_r = citations.with_equivalents(ranked, wanted, same)
    return {
        "document_precision": document_p,
        "document_recall": document_r,
        "paragraph_precision": paragraph_p,
        "paragraph_recall": paragraph_r,
        "equivalent_precision": equal_p,
        "equivalent_recall": equal_r,
        f"draft_ndcg@{FIRST}": retrieval.ndcg_at(ranked, wanted, FIRST),
        "draft_mrr": retrieval.mrr(ranked, wanted),
    }


def _register(pair: Pair, corpus: Corpus) -> Values:
    """Whether what is cited exists, and who speaks there."""
    made = [c for p in pair.drafted for c in p["citations"]]
    ids = {id for c in made for id in cited_paragraphs(c)}
    passages = [passage for id in sorted(ids) if (passage := corpus.passage(id))]
    return {
        "validity": citations.share(_exists(c, corpus) for c in made),
        "party_cited": citations.share(VOICE_OF_PART[p.part] is not Voice.WORKING_GROUP for p in passages),
    }


def _exists(citation: Json, corpus: Corpus) -> bool:
    document = document_id_of(citation["target"])
    if document is None:
        entry = register()
        points = [entry.has_pinpoint(citation["target"], pinpoint) for pinpoint in citation["pinpoints"]]
        return entry.exists(citation["target"]) and False not in points
    if corpus.document(document) is None:
        return False
    return all(corpus.passage(id) is not None for id in cited_paragraphs(citation))


def _standing(citation: Json, adopted: tuple[frozenset[str], frozenset[str]], corpus: Corpus) -> str:
    """What became of a citation: "adopted" (that paragraph), "document" (another of it), "other" or "wrong"."""
    if not _exists(citation, corpus):
        return "wrong"
    document = document_id_of(citation["target"])
    if document is None:
        return "instrument"
    documents, paragraphs = adopted
    if paragraphs & set(cited_paragraphs(citation)):
        return "adopted"
    return "document" if document in documents else "other"


def _pointed(pair: Pair) -> tuple[Values, dict[str, int]]:
    examined = adopted_issues(pair.document, pair.adopted) or ()
    made = [(id, p["issues"]) for p in pair.drafted for c in p["citations"] for id in cited_paragraphs(c)]
    on_point, missing = citations.on_point(made, labels())
    on_issue, unknown = citations.on_point([(id, examined) for id, _ in made], labels())
    return (
        {"on_point": on_point, "on_issue": on_issue},
        {"on_point": missing, "on_issue": unknown},
    )


# --- attribution and text -------------------------------------------------------------------------------------------


def _statements(pair: Pair, corpus: Corpus) -> list[Statement]:
    return [_statement(s, p, corpus) for p in pair.drafted for s in p["sentences"]]


def _statement(sentence: Json, paragraph: Json, corpus: Corpus) -> Statement:
    words, marks = marks_of(sentence["text"], sentence["marks"])
    cited: list[str | None] = []
    instruments = 0
    for mark in marks:
        citation = paragraph["citations"][mark - 1] if 0 < mark <= len(paragraph["citations"]) else None
        if citation and document_id_of(citation["target"]) is None:
            instruments += 1
            continue
        passages = [corpus.passage(id) for id in cited_paragraphs(citation)] if citation else []
        cited.append("\n".join(p.text for p in passages if p) or None)
    return Statement(words, tuple(cited), instruments, bool(sentence["case"]) and not RULE.search(words))


def _vectors(pair: Pair, statements: Sequence[Statement], corpus: Corpus) -> Vectors:
    """The vectors of all the texts that are compared, made at once."""
    cited = [unit for s in statements for text in s.cited if text for unit in parts(text)]
    own = [sentence for p in pair.adopted for sentence in _sentences(p.text)]
    drafted = [text for p in pair.drafted for text in _drafted(p)]
    if corpus.document(pair.document.id):
        return Vectors(corpus, [*cited, *own], drafted)
    return Vectors(corpus, cited, [*own, *drafted])


def _drafted(paragraph: Json) -> list[str]:
    return [marks_of(s["text"], ())[0] for s in paragraph["sentences"]]


def _sentences(passage: str) -> list[str]:
    return [span.text for span in split_sentences(passage)]


_TEXT = ("rouge1", "rouge2", "rougeL", "chrf", "similarity", "length_ratio")


def _text(pair: Pair, vectors: Vectors) -> Values:
    drafted, adopted = [" ".join(_drafted(p)) for p in pair.drafted], [p.text for p in pair.adopted]
    if not adopted:
        return dict.fromkeys(_TEXT)
    one, other = "\n".join(drafted), "\n".join(adopted)
    return {
        **text.rouge(one, other),
        "chrf": text.chrf(one, other),
        "similarity": text.similarity(
            vectors.of([t for p in pair.drafted for t in _drafted(p)]),
            vectors.of([t for p in pair.adopted for t in _sentences(p.text)]),
        ),
        "length_ratio": length.length_ratio(one, other),
    }


# --- what was decided -----------------------------------------------------------------------------------------------


def _tallies(
    answer: Json, pair: Pair, issues: Json, categories: Sequence[Category]
) -> dict[str, decisions.Counts | None]:
    decided = pair.document.disposition
    scope = set(categories or Category)
    articles = numbers = None
    if decided and not categories:
        found, wanted = _articles(answer["covenant"], answer["udhr"]), _articles(decided.covenant, decided.udhr)
        articles = decisions.counts(found, wanted)
        numbers = decisions.counts(decisions.numbers(found), decisions.numbers(wanted))
    return {
        "categories": decisions.counts(scope & set(answer["categories"]), scope & set(decided.categories))
        if decided else None,
        "articles": articles,
        "article_numbers": numbers,
        "issues": decisions.counts(issues["found"], issues["wanted"]) if issues["wanted"] is not None else None,
    }  # fmt: skip


def _issues(answer: Json, pair: Pair) -> Json:
    """The issues of the draft and of the adopted text (None: not labelled), and the confidence of those spotted."""
    whole = len(pair.drafted) == len(answer["paragraphs"])
    found = answer["issues"] if whole else sorted({i for p in pair.drafted for i in p["issues"]})
    wanted = adopted_issues(pair.document, pair.adopted)
    return {
        "found": found,
        "wanted": None if wanted is None else sorted(wanted),
        "spotted": {i: c for i, c in answer["spotted"].items() if whole or i in found},
    }


def _articles(covenant: Iterable[str], udhr: Iterable[str]) -> set[str]:
    return {f"covenant {article}" for article in covenant} | {f"udhr {article}" for article in udhr}


def _outcome(answer: Json, document: Document) -> float | None:
    return decisions.outcome(answer["outcome"], document.disposition.outcome if document.disposition else None)
