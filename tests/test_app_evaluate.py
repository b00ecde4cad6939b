"""The Evaluate tab in a real browser: a run, two of them compared, a draft beside its adopted text."""

import pytest

from index.corpus import Corpus
from tests.made_runs import answer, entry, write_run
from tests.serving import page_served
from tests.test_app import MINUTE, browser  # noqa: F401 - browser is a fixture

IDS = ["1/2020", "2/2020"]


@pytest.fixture
def address(tmp_path):
    """The page on an empty index, with two runs in its folder of evaluations."""
    Corpus.open(tmp_path / "index", create=True).close()
    evil = answer("A <script>document.title='taken'</script> drafted sentence.")
    scores = {id: entry({"rougeL": v}) for id, v in zip(IDS, (0.2, 0.4), strict=True)}
    write_run(tmp_path / "runs" / "first", scores, answers=dict.fromkeys(IDS, evil))
    write_run(tmp_path / "runs" / "second", {IDS[0]: entry({"rougeL": 0.9})}, name="bm25")
    with page_served(tmp_path, "--runs", tmp_path / "runs") as url:
        yield url


def choose(page, label, value):
    box = page.get_by_label(label)
    box.click()
    page.get_by_role("option", name=value, exact=True).click()


@pytest.mark.slow  # starts the page and a browser: half a minute
def test_an_evaluator_at_work(address, browser, tmp_path):  # noqa: F811 - the fixture
    page, asked = browser
    page.goto(address)
    page.get_by_role("tab", name="Evaluate").click()
    page.get_by_role("button", name="Show").click()
    page.get_by_text("choose a run first").wait_for(timeout=MINUTE)

    choose(page, "Run", "first")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="Measures").wait_for(timeout=MINUTE)
    assert page.locator(".eval svg").count() >= 5

    choose(page, "Opinion, its drafts beside the adopted text", IDS[1])
    page.get_by_text("An adopted sentence.").wait_for(timeout=MINUTE)
    drafted, adopted = page.get_by_text("drafted sentence."), page.get_by_text("An adopted sentence.")
    assert drafted.bounding_box()["x"] > adopted.bounding_box()["x"] + 200, "side by side"
    assert page.title() != "taken"

    choose(page, "Compare with (optional)", "second")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("Wins of B").first.wait_for(timeout=MINUTE)
    assert page.get_by_text("1 documents in both, 1 left out").count() == 1
    choose(page, "Opinion, its drafts beside the adopted text", IDS[0])
    page.get_by_text("Draft of bm25 (second)").wait_for(timeout=MINUTE)
    page.screenshot(path=tmp_path / "page.png", full_page=True)
    assert all("127.0.0.1" in url or url.startswith(("data:", "blob:")) for url in asked)
