"""The page in a real browser: load a case, draft, read the sources beside the text, ask, download. Nothing leaves."""

import shutil
import subprocess
import sys
from urllib.parse import urlparse

import pytest

from index.corpus import Corpus
from index.parsing import parse_file
from tests.conftest import ROOT, SAMPLE
from tests.serving import page_served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
MINUTE = 60_000  # milliseconds


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page, served by the command that a user types, on an index of its own."""
    folder = tmp_path_factory.mktemp("page")
    wgad = [sys.executable, "-m", "assistant.cli"]
    subprocess.run(
        [*wgad, "index", "add", SAMPLE / "txt", "--db", folder / "index"], check=True, capture_output=True, cwd=ROOT
    )
    with page_served(folder) as url:
        yield url


@pytest.fixture
def browser(tmp_path):
    """A page in Chromium, and every address that it asked for."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=CHROMIUM, headless=True, args=FLAGS, accept_downloads=True,
            viewport={"width": 1400, "height": 1000},
        )  # fmt: skip
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        yield context.new_page(), asked
        context.close()


@pytest.mark.slow  # indexes the sample world and drafts a case in a browser: over a minute on 2 cores
def test_a_drafter_at_work(address, browser, tmp_path):
    page, asked = browser
    page.goto(address)
    case = (SAMPLE / "cases" / "sarvady-veldania.txt").read_text()
    planted = case.replace("No warrant was shown.", "No warrant was shown <script>document.title='taken'</script>.")
    _say(page, "list the authorities")
    page.get_by_text("There is no draft yet: load a case and draft it first.").wait_for(timeout=MINUTE)
    page.get_by_label("or paste its text").fill(planted)
    page.get_by_role("button", name="Load case").click()
    state = page.get_by_label("State", exact=True).first
    page.wait_for_function("e => e.value === 'Veldania'", arg=state.element_handle(), timeout=MINUTE)
    assert "Sarvady" in page.get_by_label("Persons").input_value()
    assert "arrest: 14 May 2020" in page.get_by_label("Dates (one a line)").input_value()
    assert "record of arrest under article 318 (3)" in page.get_by_label("Charges (one a line)").input_value()
    assert "article 318 of the Criminal Code" in page.get_by_label("Provisions of domestic law").input_value()
    page.get_by_text("Category V is spoken of in para. 21.").wait_for(timeout=MINUTE)
    page.get_by_label("Title").fill("A corrected title")
    page.get_by_label("Persons").fill("Ilka Sarvady-Brenn")
    page.get_by_label("Number of the first drafted paragraph").fill("123")

    page.get_by_role("button", name="Draft", exact=True).click()
    page.wait_for_function(
        "e => e.value === 'Drafted.'", arg=page.get_by_label("Progress").element_handle(), timeout=4 * MINUTE
    )
    text = page.locator(".wgad-text")
    for heading in ("Category I:", "Category II:", "Category III:", "Category V:", "Disposition"):
        assert page.get_by_role("heading", name=heading).count() >= 1, heading
    assert "Suggestion, not a judgment" in page.locator(".wgad-notice").first.inner_text()
    assert page.title() != "taken"
    assert "Ilka Sarvady-Brenn" in text.last.inner_text() and text.first.inner_text().startswith("123.")

    mark = text.locator("sup a").nth(5)
    source = page.locator(mark.get_attribute("href"))
    assert source.is_visible()
    assert "para." in source.inner_text() and source.locator("details").count() >= 1
    beside, beneath = source.bounding_box(), text.nth(1).bounding_box()
    assert beside["x"] > beneath["x"] + 200, "the source stands beside the text"

    assert not page.get_by_role("button", name="Share").count(), "no conversation is shared on the web"
    assert not page.get_by_role("link", name="Gradio").count()
    request = page.get_by_role("textbox", name="Request")
    request.fill("give me the standard paragraph on no warrant")
    request.press("Enter")
    reply = page.locator(".bot .wgad-source").first
    reply.wait_for(timeout=MINUTE)
    assert "warrant" in reply.inner_text()

    _say(page, "who cites No. 301/2014?")
    page.get_by_text("No. 301/2014 is cited in paras.").wait_for(timeout=MINUTE)
    shown = text.all_inner_texts()
    _say(page, "remove para. 129")
    page.get_by_text("Removed para. 129").wait_for(timeout=MINUTE)
    assert text.all_inner_texts() != shown
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back: remove para. 129").wait_for(timeout=MINUTE)
    page.wait_for_timeout(500)
    assert text.all_inner_texts() == shown
    _say(page, "delete para. 9999")
    page.get_by_text("para. 9999 is no paragraph of the draft").wait_for(timeout=MINUTE)
    _say(page, "delete para. 129 <img src=x onerror=document.title='taken'>")
    page.get_by_text("what is meant by").wait_for(timeout=MINUTE)
    _say(page, "remove para. 129")
    page.get_by_text("Removed para. 129").nth(1).wait_for(timeout=MINUTE)
    page.wait_for_timeout(2000)  # the Word file is written again
    assert page.title() != "taken"
    left = sum(len(part.split("\n\n")) for part in text.all_inner_texts())

    while not page.get_by_text("there is no change to take back").count():
        page.get_by_role("button", name="Undo").click()
        page.wait_for_timeout(1500)
    assert text.all_inner_texts() == shown, "undo leads back to the first draft"
    page.get_by_role("button", name="Redo").click()
    page.get_by_text("Done again: remove para. 129").wait_for(timeout=MINUTE)
    page.wait_for_timeout(2000)
    page.screenshot(path=tmp_path / "page.png", full_page=True)
    with page.expect_download(timeout=MINUTE) as download:
        page.get_by_role("link", name="Download Word file").or_(
            page.get_by_role("button", name="Download Word file")
        ).click()
    saved = tmp_path / "draft.docx"
    download.value.save_as(saved)
    drafted = parse_file(saved)
    assert len(drafted.paragraphs) == left and drafted.paragraphs[0].number == 123
    assert len(drafted.paragraphs) > 20 and sum(len(p.footnotes) for p in drafted.paragraphs) > 20

    kept = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "Sarvady" not in kept, "the browser keeps nothing of a case"
    outside = {urlparse(url).hostname for url in asked if urlparse(url).scheme in ("http", "https", "ws", "wss")}
    assert outside == {"127.0.0.1"}, outside


def _say(page, wish):
    request = page.get_by_role("textbox", name="Request")
    request.fill(wish)
    request.press("Enter")


def test_a_missing_index_is_said_in_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "app.py", "--db", str(tmp_path / "none")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.strip().startswith("wgad: there is no index in") and "\n" not in done.stderr.strip()


@pytest.mark.slow  # starts the page
def test_a_page_that_is_told_to_stop_leaves_nothing_behind(tmp_path, monkeypatch):
    """Stopped as `kill` and service managers do it, and not from the keyboard."""
    Corpus.open(tmp_path / "index", create=True).close()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with page_served(tmp_path):
        assert list((tmp_path / "temporary").glob("wgad-*"))
    assert not list((tmp_path / "temporary").glob("wgad-*"))
