"""Drafters that know nothing, so that a figure means something: each must be beaten.

nearest: the Discussion and disposition of the earlier opinion whose submissions are nearest, copied whole.
similarity: under each category pleaded, the paragraphs of authority whose embeddings are nearest to the
submissions, one after the other. bm25: the same by BM25. Which signals the search weighs is the run's to say
(`WEIGHTS_OF`). All see only what was adopted before the trial's date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.model import Analysis, Draft, DraftCitation, DraftDisposition, DraftParagraph, Sentence
from eval.metrics.retrieval import fuse
from eval.split import Trial, discussion, labels
from index.citations import document_id_of
from index.corpus import Corpus
from index.errors import BadInput
from index.model import Category, Citation, Document, Filters, Kind, Paragraph, Part, Passage
from index.ranking import NO_SIGNAL, WEIGHTS
from index.register import register
from index.retrieval import search_many
from index.sentences import split_sentences

#: How many paragraphs the similarity baseline puts under a category.
PER_CATEGORY = 8
DEPTH = 20
#: How the baselines search: with the whole query, and some by one signal alone.
WEIGHTS_OF = {
    "nearest": replace(WEIGHTS, embedded=0),
    "similarity": replace(NO_SIGNAL, dense=1),
    "bm25": replace(NO_SIGNAL, lexical=1),
}
#: Those that are a weighing of one signal: with other weights they would be another baseline.
OF_ONE_SIGNAL = frozenset({"similarity", "bm25"})


def nearest(trial: Trial, corpus: Corpus) -> Draft:
    """The nearest earlier opinion, copied."""
    model = _nearest_opinion(trial, corpus)
    by_category: dict[Category | None, list[DraftParagraph]] = defaultdict(list)
    for paragraph in discussion(model):
        by_category[paragraph.category].append(_copied(paragraph, model, corpus))
    preliminary = tuple(by_category.pop(None, []))
    decided = model.disposition
    found = decided.categories if decided else ()
    analyses = tuple(Analysis(c, c in found, (), tuple(ps)) for c, ps in sorted(_named(by_category)))
    disposition = DraftDisposition(
        text=decided.text if decided else "",
        outcome=(decided.outcome if decided else None) or "arbitrary",
        categories=found,
        covenant=decided.covenant if decided else (),
        udhr=decided.udhr if decided else (),
    )
    return _draft(trial, corpus, "nearest", preliminary, analyses, disposition)


def similarity(trial: Trial, corpus: Corpus) -> Draft:
    """The paragraphs of authority with the nearest embeddings, one after the other."""
    return _quoting(trial, corpus, "similarity")


def bm25(trial: Trial, corpus: Corpus) -> Draft:
    """The paragraphs of authority with the best BM25 scores, one after the other."""
    return _quoting(trial, corpus, "bm25")


BASELINES: dict[str, Callable[[Trial, Corpus], Draft]] = {"nearest": nearest, "similarity": similarity, "bm25": bm25}


def _quoting(trial: Trial, corpus: Corpus, name: str) -> Draft:
    categories = trial.case.pleaded or (Category.I, Category.II, Category.III)
    analyses = []
    for category in categories:
        filters = Filters(category=category, before=trial.before, exclude=trial.exclude)
        passages = _fused(trial, corpus, filters)[:PER_CATEGORY]
        # The issues stand with the analysis alone: a paragraph that cites itself would always be on point.
        issues = tuple(sorted({issue for p in passages for issue in labels().get(p.id, ())}))
        analyses.append(Analysis(category, True, issues, tuple(_quoted(passage) for passage in passages)))
    disposition = DraftDisposition("", "arbitrary", tuple(categories), (), ())
    return _draft(trial, corpus, name, (), tuple(analyses), disposition)


def _named(
    by_category: dict[Category | None, list[DraftParagraph]],
) -> list[tuple[Category, list[DraftParagraph]]]:
    return [(category, paragraphs) for category, paragraphs in by_category.items() if category]


def _nearest_opinion(trial: Trial, corpus: Corpus) -> Document:
    filters = Filters(parts=frozenset({Part.SOURCE}), before=trial.before, exclude=trial.exclude)
    tally: dict[str, float] = defaultdict(float)
    for rank, passage in enumerate(_fused(trial, corpus, filters)):
        tally[passage.document] += 1 / (rank + 1)
    for id in sorted(tally, key=lambda id: (-tally[id], id)):
        document = corpus.document(id)
        if document and document.kind is Kind.OPINION and discussion(document):
            return document
    raise BadInput(f"the index has no opinion older than {trial.before}: nothing can be copied")


def _fused(trial: Trial, corpus: Corpus, filters: Filters) -> list[Passage]:
    """The answers to each paragraph of the source as one ranking."""
    queries = [(p.text, DEPTH, filters) for p in trial.case.document.paragraphs if p.part is Part.SOURCE]
    answers = search_many(corpus, queries)
    passages = {passage.id: passage for answer in answers for passage in answer}
    return [passages[id] for id in fuse([passage.id for passage in answer] for answer in answers)]


def _copied(paragraph: Paragraph, model: Document, corpus: Corpus) -> DraftParagraph:
    """A paragraph of another opinion, each citation behind the sentence in which it stands."""
    id = f"{model.id}#{paragraph.number}"
    found = [c for c in model.citations if c.paragraph == paragraph.number]
    offsets = {note.mark: note.offset for note in paragraph.footnotes}
    sentences = []
    for span in split_sentences(paragraph.text):
        own = [c for c in found if span.start < _place(c, offsets) <= span.end]
        citations = tuple(_citation(c.target, c.pinpoints, c.raw, corpus) for c in own)
        sentences.append(Sentence(span.text, citations, (id,)))
    return DraftParagraph(tuple(sentences), tuple(sorted(labels().get(id, ()))))


def _place(citation: Citation, offsets: dict[str, int]) -> int:
    """Where a citation stands in its paragraph's text: itself, or the mark of its footnote."""
    return max(1, citation.end if citation.footnote is None else offsets.get(citation.footnote, 1))


def _citation(target: str, pinpoints: Sequence[str], raw: str, corpus: Corpus) -> DraftCitation:
    document = document_id_of(target)
    source = f"{document}#{pinpoints[0]}" if document and pinpoints else None
    if source and corpus.passage(source) is None:
        source = None
    verified = source is not None or (document is None and register().exists(target))
    return DraftCitation(target, tuple(pinpoints), raw, source, verified)


def _quoted(passage: Passage) -> DraftParagraph:
    prefix, _, number = passage.document.partition("del-")
    target = f"deliberation:{number}" if number and not prefix else f"opinion:{passage.document}"
    citation = DraftCitation(target, (str(passage.paragraph),), passage.citation, passage.id, True)
    return DraftParagraph((Sentence(passage.text, (citation,), (passage.id,)),))


def _draft(
    trial: Trial,
    corpus: Corpus,
    name: str,
    preliminary: tuple[DraftParagraph, ...],
    analyses: tuple[Analysis, ...],
    disposition: DraftDisposition,
) -> Draft:
    return Draft(
        case=trial.case,
        drafter=name,
        documents=len(corpus.documents()),
        fingerprint=corpus.fingerprint,
        preliminary=preliminary,
        analyses=analyses,
        concluding=(),
        disposition=disposition,
        first_number=trial.case.next_number,
    )
