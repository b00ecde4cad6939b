"""The answer is planted in the index, in every way that it could get there, and isn't seen."""

import json
import shutil
from datetime import date

import pytest

from eval.metrics.leakage import leaked
from eval.scoring import score
from eval.settings import settings_of
from eval.split import trial_of
from eval.work import _drafted
from index.corpus import Corpus
from index.retrieval import searching
from tests.conftest import SAMPLE

HIDDEN = "340/2021"
TEXT = SAMPLE / "txt" / "opinion-340-2021.txt"
#: Copies of the very opinion under other numbers: adopted later, on the same day, and (a forgery, or a mistake) before.
LATER, SAME_DAY, EARLIER = "940/2022", "941/2021", "942/2019"
DRAFTERS = ["embedded", "nearest", "similarity", "bm25"]

pytestmark = pytest.mark.slow  # makes an index and drafts an opinion ten times: about a minute on two cores


@pytest.fixture(scope="module")
def planted(tmp_path_factory, sample_corpus):
    """The index of the sample world with the copies in it."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(sample_corpus.directory, folder / "index")
    day = sample_corpus.document(HIDDEN).adopted
    for number, when in ((LATER, day.replace(year=2022)), (SAME_DAY, day), (EARLIER, day.replace(year=2019))):
        write_copy(folder / "copies" / f"opinion-{number.replace('/', '-')}.txt", number, day, when)
    with Corpus.open(folder / "index") as corpus:
        report = corpus.add([folder / "copies"])
        assert sorted(report.added) == [LATER, SAME_DAY, EARLIER] and not report.failed
        yield corpus


def write_copy(path, number, day, when):
    """The hidden opinion under another number and date."""
    other, year = number.split("/")
    text = TEXT.read_text(encoding="utf-8")
    text = text.replace("No. 340/2021", f"No. {number}").replace("WGAD/2021/340", f"WGAD/{year}/{other}")
    text = text.replace(spelled(day), spelled(when))
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def spelled(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


@pytest.fixture(scope="module")
def drafted(planted):
    """What each drafter makes of the hidden opinion with the copies in the index."""
    trial = trial_of(planted.document(HIDDEN), planted)
    return trial, {name: _drafted(trial, planted, settings_of(planted, name)) for name in DRAFTERS}


def test_the_copies_are_what_they_should_be(planted):
    hidden = planted.document(HIDDEN)
    discussion = [p.text for p in hidden.paragraphs if p.part == "discussion"]
    for number, order in ((LATER, 1), (SAME_DAY, 0), (EARLIER, -1)):
        copy = planted.document(number)
        found = [p.text for p in copy.paragraphs if p.part == "discussion"]
        assert len(found) == len(discussion) and len(set(found) & set(discussion)) > len(found) / 2
        assert (copy.adopted > hidden.adopted) - (copy.adopted < hidden.adopted) == order


def test_a_search_would_find_them(planted):
    """Without the harness's filters the planted answer is found."""
    from index.retrieval import search

    paragraph = next(p for p in planted.document(HIDDEN).paragraphs if p.part == "discussion" and len(p.text) > 300)
    found = search(planted, paragraph.text, 10)
    assert {HIDDEN, LATER, SAME_DAY, EARLIER} & {p.document for p in found}


def test_the_opinions_on_the_same_submissions_are_hidden_whatever_their_date(drafted):
    trial, _ = drafted
    assert trial.exclude == {HIDDEN, LATER, SAME_DAY, EARLIER}


@pytest.mark.parametrize("drafter", DRAFTERS)
def test_the_planted_answer_is_not_seen(drafted, planted, drafter):
    trial, answers = drafted
    seen = answers[drafter]["seen"]
    documents = {id.partition("#")[0] for id in seen}
    assert seen and not documents & trial.exclude
    known = [d for id in documents if (d := planted.document(id))]
    assert known and all(d.adopted < trial.before for d in known)
    assert score(answers[drafter], trial, planted)["leaked"] == []


@pytest.mark.parametrize("drafter", DRAFTERS)
def test_the_planted_answer_changes_nothing(drafted, sample_corpus, drafter):
    """Not even as a count of words: the draft is the same with and without it."""
    clean = trial_of(sample_corpus.document(HIDDEN), sample_corpus)
    again = _drafted(clean, sample_corpus, settings_of(sample_corpus, drafter))
    planted = drafted[1][drafter]
    warned = [w for w in planted["warnings"] if "adopted on this very case" not in w]
    assert {**again, "cost": 0, "warnings": 0} == {**planted, "cost": 0, "warnings": 0}
    assert [w for w in again["warnings"] if "adopted on this very case" not in w] == warned


def test_what_retrieval_returned_is_seen_too(drafted):
    answer = drafted[1]["embedded"]
    cited = {c["source"] for p in answer["paragraphs"] for c in p["citations"] if c["source"]}
    assert cited < set(answer["seen"]), "passages that were returned and not used are in the record"


def test_a_drafter_that_saw_the_answer_would_be_reported(drafted, planted):
    trial, answers = drafted
    stolen = json.loads(json.dumps(answers["nearest"]))
    stolen["seen"] += [f"{id}#40" for id in (EARLIER, SAME_DAY, LATER, HIDDEN)]
    assert score(stolen, trial, planted)["leaked"] == [f"{id}#40" for id in (EARLIER, SAME_DAY, LATER, HIDDEN)]
    days = {entry.id: entry.adopted for entry in planted.documents()}
    assert leaked([f"{EARLIER}#40"], days, trial.before, trial.exclude) == [f"{EARLIER}#40"]


def test_a_listener_hears_every_answer(planted):
    from index.model import Filters
    from index.retrieval import search_many

    heard = []
    with searching(heard=lambda passages: heard.append([p.id for p in passages])):
        found = search_many(planted, [("no warrant was shown", 3, Filters()), ("torture", 2, Filters())])
    assert heard == [[p.id for p in answer] for answer in found] and len(heard) == 2
    search_many(planted, [("torture", 2, Filters())])
    assert len(heard) == 2, "only within the context"
