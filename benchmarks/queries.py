"""What a search is asked, and what it should find: queries from the sample world, as its authors know it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from index.settings import quiet

quiet()

from assistant.composing.standards import described  # noqa: E402
from assistant.issues import issue_register  # noqa: E402
from eval.split import adopted_authorities, discussion, labels  # noqa: E402
from index.citations import cite_document  # noqa: E402
from index.embedding import load_embedder  # noqa: E402
from index.labelled_sample import labelled_sample  # noqa: E402
from index.lexical import words  # noqa: E402
from index.model import Category, Document, Footnote, Kind, Paragraph, Part  # noqa: E402
from index.passages import target_of  # noqa: E402

SUBMISSIONS = frozenset({Part.SOURCE, Part.GOVERNMENT, Part.COMMENTS})

#: Paragraphs that raise an issue, at most, and how near each must be compared with the nearest.
FACTS, CLEAR = 3, 0.5
#: Characters of a query of the drafter.
NAMED = 900

#: A reference in running text, which would give the answer away.
_REFERENCE = re.compile(
    r"\(?\b(?:see |compare )?(?:opinions?|deliberations?) Nos?\. [\d/]+(?:, paras?\. [\d–, and]+)?\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Query:
    """A paragraph, when it was written, and what it cites.

    `whole` is the embedding of all its words, as far as the model's window goes.
    """

    document: str
    text: str
    whole: np.ndarray[Any, np.dtype[np.float32]]
    before: date
    wanted: frozenset[str]


def gold_documents() -> dict[str, Document]:
    """The sample world as its authors know it."""
    return {id: gold_document(id, gold) for id, gold in labelled_sample()}


def gold_document(id: str, gold: dict[str, Any]) -> Document:
    """One document of the sample world."""
    kind = Kind(gold["kind"])
    number = gold["number"]
    paragraphs = tuple(_paragraph(p, gold["footnotes"], kind) for p in gold["paragraphs"])
    document = Document(
        id=id, kind=kind, file=gold["name"], digest=gold["name"], number=number, title=gold["title"],
        state=gold["state"], adopted=date.fromisoformat(gold["adopted"]), paragraphs=paragraphs,
    )  # fmt: skip
    return replace(document, citations=cite_document(paragraphs, target_of(document)))


def _paragraph(gold: dict[str, Any], notes: dict[str, str], kind: Kind) -> Paragraph:
    path = [s.casefold() for s in gold["section"]]
    part = Part.BODY if kind is Kind.DELIBERATION else _part(path)
    named = re.search(r"[Cc]ategor(?:y|ies) ([IV]+(?:(?:, | and )[IV]+)*)", " ".join(gold["section"]))
    categories = tuple(Category(c) for c in re.findall(r"[IV]+", named.group(1))) if named else ()
    marks = tuple(Footnote(str(m), notes[str(m)], 0) for m in gold["footnotes"])
    return Paragraph(gold["number"], part, tuple(gold["section"]), gold["text"], marks, categories)


def _part(path: list[str]) -> Part:
    if not path:
        return Part.PREAMBLE
    if path[0] == "submissions":
        inside = " ".join(path[1:2])
        if "government" in inside:
            return Part.GOVERNMENT
        return Part.COMMENTS if "further" in inside else Part.SOURCE
    names = {
        "discussion": Part.DISCUSSION,
        "disposition": Part.DISPOSITION,
        "follow-up procedure": Part.FOLLOW_UP,
    }
    return names.get(path[0], Part.PREAMBLE)


def queries(documents: dict[str, Document]) -> list[Query]:
    """Every paragraph of a Discussion that cites an earlier paragraph of the sample world."""
    return _asked(documents, ((d, _REFERENCE.sub(" ", p.text), [p]) for d in documents.values() for p in discussion(d)))


def fact_queries(documents: dict[str, Document]) -> list[Query]:
    """The facts that raise an issue, alone; wanted is what the Discussion cites on that issue.

    The issues of a Discussion's paragraphs are labelled in the sample world. Which facts raise one nobody has labelled,
    and Discussions hardly ever say ("see para. 12 above"). But a Discussion retells what it judges, so they are
    taken to be the paragraphs of the submissions, `FACTS` at most, that share most words with the paragraphs on the
    issue: the cosine of word counts, weighted by how rare a word is in that very opinion. No search has a part in it.
    """
    return _asked(documents, ((d, facts, citing) for d, _, facts, citing in _raised(documents)))


def named_queries(documents: dict[str, Document]) -> list[Query]:
    """The same facts after the name and meaning of the issue, cut at `NAMED` characters: as the drafter asks."""
    register = issue_register()
    asked = ((d, f"{described(register[issue])} {facts}"[:NAMED], p) for d, issue, facts, p in _raised(documents))
    return _asked(documents, asked)


def _raised(documents: dict[str, Document]) -> Iterator[tuple[Document, str, str, list[Paragraph]]]:
    """(opinion, issue, facts that raise it, paragraphs of the Discussion on it)."""
    for document in documents.values():
        said = [p for p in document.paragraphs if p.part in SUBMISSIONS]
        about: dict[str, list[Paragraph]] = defaultdict(list)
        for paragraph in discussion(document):
            for issue in labels().get(f"{document.id}#{paragraph.number}", ()):
                about[issue].append(paragraph)
        weigh = _weighed(document)
        for issue, citing in sorted(about.items()):
            retold = [weigh(_REFERENCE.sub(" ", p.text)) for p in citing]
            near = [max(_cosine(weigh(p.text), r) for r in retold) for p in said]
            first = sorted(range(len(said)), key=lambda place: -near[place])[:FACTS]
            chosen = sorted(place for place in first if near[place] >= CLEAR * near[first[0]])
            if chosen:
                yield document, issue, "\n".join(said[place].text for place in chosen), citing


def _weighed(document: Document) -> Callable[[str], dict[str, float]]:
    """How a text's words count, as a vector of length 1: the more often and the rarer in `document`, the more."""
    spread = Counter(word for p in document.paragraphs for word in set(words(p.text)))

    def weigh(text: str) -> dict[str, float]:
        counts = Counter(word for word in words(text) if word in spread)
        rare = {w: (1 + math.log(n)) * math.log(len(document.paragraphs) / spread[w]) for w, n in counts.items()}
        length = math.sqrt(sum(x * x for x in rare.values())) or 1.0
        return {word: x / length for word, x in rare.items()}

    return weigh


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(x * other.get(word, 0.0) for word, x in one.items())


def _asked(documents: dict[str, Document], texts: Iterable[tuple[Document, str, list[Paragraph]]]) -> list[Query]:
    """Queries from (document, text, paragraphs whose citations are wanted), those that have something to find."""
    known = {f"{d.id}#{p.number}": d.adopted for d in documents.values() for p in d.paragraphs}
    found: list[tuple[str, str, date, frozenset[str]]] = []
    for document, text, citing in texts:
        day, cited = document.adopted, adopted_authorities(document, citing)[1]
        if day is None or not text:
            continue
        wanted = frozenset(id for id in cited if (when := known.get(id)) is not None and when < day)
        if wanted:
            found.append((document.id, text, day, wanted))
    texts = [text for _, text, _, _ in found]
    wholes = load_embedder().embed(texts)
    return [Query(d, t, whole, when, wanted) for (d, t, when, wanted), whole in zip(found, wholes, strict=True)]
