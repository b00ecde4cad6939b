"""Report, comparison and what the Evaluate tab shows, on runs made by hand."""

import json
import os

import pytest
from click.testing import CliRunner

from eval import plots
from eval.browse import document_html, run_names, shown
from eval.cli import eval_group
from eval.compare import compare, write_comparison
from eval.report import page, write_report
from eval.stored import load_run
from index.errors import BadInput
from tests.made_runs import answer, entry, write_run

IDS = ["1/2020", "2/2020", "3/2020", "4/2020"]
EVIL = "<script>alert('x')</script>"


@pytest.fixture
def folders(tmp_path):
    """Two runs: B is better on two documents, worse on one, and the fourth failed in it."""
    first = {
        id: entry({"rougeL": v, "party_cited": 0.1, "length_ratio": 1.0})
        for id, v in zip(IDS, (0.2, 0.4, 0.6, 0.8), strict=True)
    }
    second = {
        id: entry({"rougeL": v, "party_cited": 0.3, "length_ratio": 2.0})
        for id, v in zip(IDS, (0.5, 0.5, 0.5), strict=False)
    }
    second[IDS[3]] = {"failure": f"RuntimeError: {EVIL}"}
    a = write_run(tmp_path / "a", first, answers={id: answer(EVIL) for id in IDS})
    return a, write_run(tmp_path / "b", second, name="bm25")


def test_wins_and_losses(folders):
    found = compare(*map(load_run, folders))
    assert found["common"] == IDS[:3] and found["only_one"] == [IDS[3]]
    rouge = found["measures"]["rougeL"]
    assert rouge["difference"]["value"] == pytest.approx(0.1) and not rouge["certain"]
    assert rouge["wins"] == IDS[:2] and rouge["losses"] == [IDS[2]]
    party = found["measures"]["party_cited"]
    assert party["certain"] and party["losses"] == IDS[:3], "less is better"
    longer = found["measures"]["length_ratio"]
    assert longer["ties"] == 3 and not longer["wins"], "longer is neither better nor worse"
    assert found["by_category"]["I"]["rougeL"]["wins"] == IDS[:2]
    assert found["measures"]["seconds"]["ties"] == 3
    assert found["most_different"] == [IDS[0], IDS[1], IDS[2]]


def test_the_comparison_page_stands_alone(folders, tmp_path):
    runs = [load_run(folder) for folder in folders]
    html = write_comparison(compare(*runs), *runs, tmp_path / "compare.html").read_text()
    assert "<script" not in html and "&lt;script&gt;" in html and "http" not in html
    assert html.count("An adopted sentence.") == 3 and html.count("A drafted sentence.") == 3
    assert "eval-adopted" in html and "eval-met" in html and "<svg" in html


def test_the_report_shows_figures_plots_and_drafts(folders):
    a, b = (load_run(folder) for folder in folders)
    html = page(a)
    assert "<script" not in html and "&lt;script&gt;" in html and "http" not in html
    for heading in ("Measures", "By category", "Issues", "Cost of a draft", "Best drafts", "Worst drafts"):
        assert f"<h2>{heading}</h2>" in html, heading
    assert "expected calibration error" in html and html.count("<svg") >= 8
    assert html.index(IDS[3]) < html.index(IDS[0]), "the best draft comes first"
    assert "failed: RuntimeError: &lt;script&gt;" in page(b)


def test_missed_and_met_citations_are_told_apart(tmp_path):
    draft = answer()
    draft["adopted"][0]["citations"] = [
        {"target": "opinion:301/2014", "pinpoints": ["41"], "raw": "another paragraph"},
        {"target": "opinion:302/2014", "pinpoints": ["1"], "raw": "another document"},
        {"target": "covenant", "pinpoints": ["9"], "raw": "article 9"},
    ]
    html = page(load_run(write_run(tmp_path, {IDS[0]: entry({"rougeL": 0.5})}, answers={IDS[0]: draft})))
    for mark, raw in (("document", "another paragraph"), ("missed", "another document"), ("instrument", "article 9")):
        assert f'eval-{mark}">{raw}<' in html


@pytest.mark.parametrize("name", ["settings.json", "summary.json", "scores/1-2020.json", "drafts/1-2020.json"])
@pytest.mark.parametrize("text", [None, "", "{", "[]", "{}"])
def test_a_damaged_run_is_one_line(folders, name, text):
    path = folders[0] / name
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(BadInput, match="missing or damaged") as error:
        load_run(folders[0])
    assert "\n" not in str(error.value)


def test_the_tab_lists_runs_and_shows_one_or_two(folders, tmp_path):
    os.utime(folders[0] / "summary.json", (1, 1))
    (tmp_path / "no run").mkdir()
    assert run_names(tmp_path) == ["b", "a"], "the latest first"
    html, ids = shown(tmp_path, ["a", None])
    assert ids == IDS and "<h2>Measures</h2>" in html
    html, ids = shown(tmp_path, ["a", "b"])
    assert ids == IDS[:3] and "Wins of B" in html
    both = document_html(tmp_path, ["a", "b"], IDS[0])
    assert both.count("a suggestion, not a judgment") == 2 and "<script" not in both
    assert document_html(tmp_path, ["a", "a"], IDS[3]).count("a suggestion, not a judgment") == 1


@pytest.mark.parametrize("names", [[], [None], ["../a"], ["gone"]])
def test_a_name_that_is_no_run_opens_nothing(folders, tmp_path, names):
    with pytest.raises(BadInput):
        shown(tmp_path, names)
    with pytest.raises(BadInput):
        document_html(tmp_path, ["a", "b"], IDS[3])
    assert run_names(tmp_path / "nowhere") == []


def test_commands(folders):
    a, b = folders
    made = CliRunner().invoke(eval_group, ["compare", str(a), str(b)])
    assert made.exit_code == 0 and (b / "compare.html").exists() and "category I: rougeL +0.100 (2:1)" in made.stdout
    as_json = CliRunner().invoke(eval_group, ["compare", str(a), str(b), "--json"])
    assert json.loads(as_json.stdout)["common"] == IDS[:3]
    assert CliRunner().invoke(eval_group, ["report", str(a)]).stdout.strip() == str(write_report(a))


def test_plots_stay_within_their_frames():
    assert 'width="180.0"' in plots.interval(2.0, -1.0, 9.0)
    assert plots.histogram([0.0, 0.5, 3.0]).count("<rect") == 4
    assert "<circle" in plots.difference(0.0, 0.0, 0.0, 0)
    assert "#2da44e" in plots.difference(-0.2, -0.3, -0.1, -1), "less, where less is better, is green"
    assert plots.confusion({"<b>": (1, 2, 3)}).count("&lt;b&gt;") == 1
    assert plots.reliability([{"confidence": 1.0, "right": 0.0, "size": 4}]).count("<circle") == 1
