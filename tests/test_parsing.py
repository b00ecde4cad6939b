"""Plain text and its parsing against the true structure of every document of the sample world."""

from __future__ import annotations

import json

import pytest

from index.model import Kind
from index.parsing import document_to_json, parse
from index.plain_text import read_text
from tests.conftest import SAMPLE

GOLD = sorted((SAMPLE / "gold").glob("*.json"))


def folded(text: str) -> str:
    return " ".join(text.split())


#: What plain text alone does not tell, and is not found yet.
KNOWN_DEFECTS = {
    "deliberation-33": "a third subsection is taken for a section",
    "opinion-320-2019": "a number in paragraph 15 is taken for a footnote mark",
}
CASES = [
    pytest.param(
        path,
        id=path.stem,
        marks=[pytest.mark.xfail(reason=KNOWN_DEFECTS[path.stem], strict=True)] if path.stem in KNOWN_DEFECTS else [],
    )
    for path in GOLD
]


@pytest.mark.parametrize("path", CASES)
def test_structure(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (SAMPLE / "txt" / f"{path.stem}.txt").read_text(encoding="utf-8")
    document = parse(read_text(text), file=path.name, digest="0" * 64)
    found = document_to_json(document)
    for key in ("kind", "number", "title", "state", "state_party", "adopted", "replied", "categories"):
        assert found[key] == gold[key], key
    assert [p.number for p in document.paragraphs] == [p["number"] for p in gold["paragraphs"]]
    pairs = list(zip(document.paragraphs, gold["paragraphs"], strict=True))
    wrong = [p.number for p, true in pairs if folded(p.text) != folded(true["text"])]
    assert len(wrong) <= 0.03 * len(pairs), wrong
    astray = [p.number for p, true in pairs if list(p.headings) != true["section"]]
    assert len(astray) <= 0.15 * len(pairs), astray


def test_unnumbered_case():
    text = "Communication from the source\n\nHe was arrested at home.\n\nResponse from the Government\n\nIt was lawful."
    document = parse(read_text(text), file="case.txt", digest="0" * 64)
    assert document.kind is Kind.CASE
    assert [(p.number, p.part.value) for p in document.paragraphs] == [(1, "source"), (2, "government")]
    assert document.warnings
