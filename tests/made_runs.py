"""Runs made by hand: folders as `eval.run` writes them, with scores that a test chooses."""

from eval.records import file_name
from eval.stored import write_json
from eval.summary import summarise

CITED = {"target": "opinion:301/2014", "pinpoints": ["40"], "raw": "Opinion No. 301/2014, para. 40"}


def entry(measures, by_category=None, found=("a",), wanted=("a", "b")):
    """The scores of a document."""
    return {
        "measures": measures,
        "by_category": by_category or {"I": {"rougeL": measures.get("rougeL", 0.5)}},
        "counts": {"categories": [1, 0, 1], "articles": None, "issues": [1, 0, 1]},
        "issues": {"found": list(found), "wanted": list(wanted), "spotted": {"a": 0.9, "c": 0.5}},
        "marks": [["adopted"]],
        "missing": {"on_point": 1},
        "leaked": [],
    }


def answer(text="A drafted sentence.", seconds=1.0):
    """The draft of a document."""
    paragraph = {
        "category": "I", "text": text, "issues": ["a"], "sources": [], "citations": [{**CITED, "source": None, "verified": True}],
        "sentences": [{"text": text, "marks": [1], "case": []}],
    }  # fmt: skip
    return {
        "title": "Opinion concerning X", "paragraphs": [paragraph], "disposition": "Arbitrary.", "seen": ["301/2014#40"],
        "adopted": [{"number": 9, "category": "I", "text": "An adopted sentence.", "citations": [CITED]}],
        "cost": {"seconds": seconds, "draft_tokens": 4, "prompt_tokens": 0, "answer_tokens": 0},
    }  # fmt: skip


def write_run(folder, scores, name="embedded", answers=None, **settings):
    """A run of these documents; an entry with a "failure" has no draft."""
    drafts = {id: (answers or {}).get(id, answer()) for id, e in scores.items() if "failure" not in e}
    for id, scored in scores.items():
        write_json(folder / "scores" / file_name(id), scored)
    for id, draft in drafts.items():
        write_json(folder / "drafts" / file_name(id), draft)
    write_json(folder / "settings.json", {"name": name, "key": "k", "fingerprint": "f", **settings})
    write_json(folder / "summary.json", summarise(scores, drafts))
    return folder
