"""A corpus of any size, made from the invented opinions of the sample world, to measure time and memory with.

How it is made. A document takes the parts, headings and categories of one sample opinion. Each of its 100 paragraphs
is three sentences drawn from paragraphs of the same part, in which a tenth of the words are replaced by words drawn
from 50,000 invented ones (few of them frequent, most rare), so that a word's rarity is spread as in a language. Three
paragraphs in ten are near copies of a paragraph of an earlier document, a few words changed: formulas repeat
so. A paragraph of the Discussion cites three earlier ones. Vectors are not embedded (that would take an hour): a
paragraph's is the mean of its sentences' real vectors with a little noise, and a near copy's is its original's
with less.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from index.embedding import load_embedder
from index.ledger import Ledger, Matrix, text_key
from index.model import AUTHORITY_PARTS, Citation, Document, Kind, Paragraph, Part
from index.snapshot import open_snapshot

PARAGRAPHS = 100
STATES = 120
NEAR_COPIES = 0.3


def make(directory: Path, documents: int, sample: dict[str, Document], seed: int = 1) -> None:
    """Write the ledger and the search index of a made corpus into `directory`."""
    directory.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(directory / "ledger.sqlite")
    model = load_embedder().name
    ledger.set_meta("model", model)
    for document, vectors in _Maker(sample, seed).documents(documents):
        ledger.store_vectors(vectors, model)
        ledger.finish(document)
    open_snapshot(directory, ledger, model)
    ledger.close()


class _Maker:
    def __init__(self, sample: dict[str, Document], seed: int) -> None:
        self.random = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.templates = [d for _, d in sorted(sample.items()) if d.kind is Kind.OPINION]
        self.sentences: dict[Part, list[str]] = defaultdict(list)
        for document in self.templates:
            for p in document.paragraphs:
                self.sentences[p.part] += [s for s in re.split(r"(?<=[.;]) ", p.text) if len(s) > 30]
        texts = sorted({s for part in self.sentences.values() for s in part})
        self.vectors = dict(zip(texts, load_embedder().embed(texts), strict=True))
        letters = "abcdefghijklmnoprstuvz"
        self.words = ["".join(self.random.choices(letters, k=self.random.randint(4, 9))) for _ in range(50_000)]
        self.earlier: dict[Part, list[tuple[str, Matrix]]] = defaultdict(list)
        self.citable: list[tuple[str, int]] = []

    def documents(self, many: int) -> Iterator[tuple[Document, dict[str, Matrix]]]:
        for place in range(many):
            template = self.templates[place % len(self.templates)]
            year, number = 1992 + place * 30 // many, place + 1
            id = f"{number}/{year}"
            made = [self._paragraph(template, n) for n in range(1, PARAGRAPHS + 1)]
            paragraphs = tuple(p for p, _ in made)
            yield (
                Document(
                    id=id, kind=Kind.OPINION, file=f"made-{number}.txt", digest=f"made-{number}", number=id,
                    title=f"Made document {number}", state=f"State {self.random.randrange(STATES)}",
                    state_party=self.random.random() < 0.85,
                    adopted=date(year, 1, 1) + timedelta(days=self.random.randrange(365)),
                    paragraphs=paragraphs, citations=tuple(self._citations(paragraphs)),
                ),
                {text_key(p.text): v for p, v in made},
            )  # fmt: skip
            self.citable += [(id, p.number) for p in paragraphs if p.part in AUTHORITY_PARTS]

    def _paragraph(self, template: Document, number: int) -> tuple[Paragraph, Matrix]:
        like = template.paragraphs[(number - 1) * len(template.paragraphs) // PARAGRAPHS]
        known = self.earlier[like.part]
        if known and self.random.random() < NEAR_COPIES:
            text, vector = self.random.choice(known)
            text, vector = self._changed(text, 0.02), self._moved(vector, 0.02)
        else:
            chosen = self.random.choices(self.sentences[like.part], k=3)
            text = self._changed(" ".join(chosen), 0.1)
            vector = self._moved(np.mean([self.vectors[s] for s in chosen], axis=0, keepdims=True), 0.3)
            known.append((text, vector))
        return Paragraph(number, like.part, like.headings, text, (), like.categories), vector

    def _changed(self, text: str, share: float) -> str:
        def drawn(word: str) -> str:
            if self.random.random() >= share:
                return word
            return self.words[int(len(self.words) ** self.random.random()) - 1]

        return " ".join(drawn(word) for word in text.split())

    def _moved(self, vector: Matrix, far: float) -> Matrix:
        moved = vector + self.noise.normal(0, far / np.sqrt(vector.shape[1]), vector.shape)
        return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)

    def _citations(self, paragraphs: tuple[Paragraph, ...]) -> Iterator[Citation]:
        for p in paragraphs:
            if p.part in AUTHORITY_PARTS and self.citable:
                for id, number in self.random.choices(self.citable, k=3):
                    yield Citation(f"opinion No. {id}, para. {number}", f"opinion:{id}", (str(number),), p.number)


def questions(sample: dict[str, Document], many: int, seed: int = 2) -> list[str]:
    """Queries of the three lengths that drafters use: half a sentence, a sentence, a paragraph of facts."""
    chooser = random.Random(seed)
    texts = [p.text for d in sample.values() for p in d.paragraphs if p.part in (Part.SOURCE, Part.DISCUSSION)]
    lengths = (8, 30, 120)
    return [" ".join(chooser.choice(texts).split()[: lengths[n % 3]]) for n in range(many)]
