"""The harness on the sample world: the answer stays hidden, runs are folders that can be trusted."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.cli import eval_group
from eval.compare import compare
from eval.report import page, write_report
from eval.run import Choice, chosen_trials, run
from eval.scoring import score
from eval.settings import Judging, settings_of, weights_of
from eval.split import adopted_authorities, adopted_issues, discussion, trial_of, trials
from eval.stored import load_run
from eval.work import _drafted, file_name
from index.errors import BadInput
from index.model import Category, Part
from index.ranking import WEIGHTS
from tests.chat_server import server  # noqa: F401 - a fixture
from tests.test_chat_model import writer  # noqa: F401 - a fixture

pytestmark = pytest.mark.slow  # drafts whole opinions: minutes on two cores

SAMPLE = Path(__file__).resolve().parent.parent / "index" / "sample" / "txt"
IDS = ["340/2021", "353/2022"]


@pytest.fixture(scope="module")
def folder_of_two(tmp_path_factory, sample_corpus):
    """The files of two opinions, as a set."""
    folder = tmp_path_factory.mktemp("set")
    for id in IDS:
        source = next(SAMPLE.glob(f"*{id.replace('/', '-')}*"))
        (folder / source.name).write_bytes(source.read_bytes())
    return folder


@pytest.fixture(scope="module")
def runs(tmp_path_factory, sample_corpus, folder_of_two):
    """A run of each drafter over the set."""
    folder = tmp_path_factory.mktemp("runs")
    return {
        name: run(sample_corpus, settings_of(sample_corpus, name), folder=folder / name, choice=Choice(folder_of_two))
        for name in ("embedded", "nearest", "similarity", "bm25")
    }


def test_the_case_has_no_discussion_and_the_scores_have_one(sample_corpus):
    trial = trial_of(sample_corpus.document("340/2021"), sample_corpus)
    parts = {p.part for p in trial.case.document.paragraphs}
    assert Part.SOURCE in parts and not parts & {Part.DISCUSSION, Part.DISPOSITION, Part.FOLLOW_UP}
    assert discussion(trial.document) and trial.exclude == {"340/2021"}
    documents, paragraphs = adopted_authorities(trial.document)
    assert documents and paragraphs and "340/2021" not in documents
    assert adopted_issues(trial.document)


def test_deliberations_are_no_trials(sample_corpus):
    chosen = trials(sample_corpus.whole_documents().values(), sample_corpus)
    assert len(chosen) >= 25 and all(t.document.kind == "opinion" for t in chosen)


def test_every_drafter_runs_without_failure_or_leak(runs):
    for name, made in runs.items():
        assert made.summary["scored"] == 2 and not made.summary["failed"] and not made.summary["leaked"]
        assert made.summary["measures"]["leaked"]["value"] == 0
        # A copied opinion brings citations of opinions that the index does not have.
        assert name == "nearest" or made.summary["measures"]["validity"]["value"] > 0.9


@pytest.mark.parametrize("drafter", ["embedded", "nearest", "similarity", "bm25"])
def test_the_planted_answer_is_not_seen(runs, sample_corpus, drafter):
    # The very opinions that are redrafted are in the index: their Discussions would be the perfect answer.
    seen = json.loads((runs[drafter].folder / "seen.json").read_text())
    for id in IDS:
        adopted = sample_corpus.document(id).adopted
        documents = {passage.partition("#")[0] for passage in seen[id]}
        assert documents and id not in documents
        known = [d for name in documents if (d := sample_corpus.document(name))]
        assert known and all(d.adopted < adopted for d in known)


def test_a_leak_would_be_reported(runs, sample_corpus):
    trial = trial_of(sample_corpus.document("340/2021"), sample_corpus)
    answer = _drafted(trial, sample_corpus, settings_of(sample_corpus, "nearest"))
    answer["seen"] += ["340/2021#40", "352/2022#40"]
    assert score(answer, trial, sample_corpus)["leaked"] == ["340/2021#40", "352/2022#40"]


def test_a_run_is_resumed_and_gives_the_same_numbers(runs, sample_corpus, folder_of_two, tmp_path):
    made = runs["nearest"]
    lines: list[str] = []
    settings = settings_of(sample_corpus, "nearest")
    again = run(sample_corpus, settings, folder=made.folder, choice=Choice(folder_of_two), progress=lines.append)
    assert all("kept" in line for line in lines) and again.summary == made.summary
    assert again.summary["cost"]["seconds"] >= 0
    (made.folder / "scores" / file_name(IDS[0])).write_text("{ damaged")
    lines.clear()
    mended = run(sample_corpus, settings, folder=made.folder, choice=Choice(folder_of_two), progress=lines.append)
    assert ["kept" in line for line in lines] == [False, True] and mended.summary == made.summary
    fresh = run(sample_corpus, settings, folder=tmp_path / "fresh", choice=Choice(folder_of_two), jobs=2)
    assert _timeless(fresh.summary) == _timeless(made.summary), "side by side or one by one, the numbers are the same"


def _timeless(summary):
    """A summary without the seconds, which no two runs have in common."""
    return {**summary, "cost": {name: value for name, value in summary["cost"].items() if name != "seconds"}}


def test_a_failure_is_recorded_and_is_no_score(sample_corpus, folder_of_two, tmp_path, monkeypatch):
    from eval import baselines

    real = baselines.nearest

    def broken(trial, corpus):
        if trial.document.id == IDS[0]:
            raise RuntimeError("the model went away")
        return real(trial, corpus)

    monkeypatch.setitem(baselines.BASELINES, "nearest", broken)
    made = run(sample_corpus, settings_of(sample_corpus, "nearest"), folder=tmp_path, choice=Choice(folder_of_two))
    assert made.summary["scored"] == 1
    assert made.summary["failed"] == {IDS[0]: "RuntimeError: the model went away"}
    assert made.summary["measures"]["rougeL"]["documents"] == 1
    write_report(tmp_path)
    monkeypatch.undo()
    mended = run(sample_corpus, settings_of(sample_corpus, "nearest"), folder=tmp_path, choice=Choice(folder_of_two))
    assert mended.summary["scored"] == 2 and not mended.summary["failed"]


def test_comparison(runs):
    same = compare(load_run(runs["nearest"].folder), load_run(runs["nearest"].folder))
    assert all(e is None or (e["difference"]["value"] == 0 and not e["wins"]) for e in same["measures"].values())
    found = compare(load_run(runs["nearest"].folder), load_run(runs["similarity"].folder))
    back = compare(load_run(runs["similarity"].folder), load_run(runs["nearest"].folder))
    assert found["common"] == IDS
    entry, mirrored = found["measures"]["rougeL"], back["measures"]["rougeL"]
    assert entry["difference"]["value"] == pytest.approx(-mirrored["difference"]["value"])
    assert entry["wins"] == mirrored["losses"]


def test_what_is_no_run_is_said_in_one_line(tmp_path):
    with pytest.raises(BadInput, match="missing or damaged"):
        compare(load_run(tmp_path), load_run(tmp_path))


def test_the_report_stands_alone_and_escapes(runs):
    from eval.stored import load_run

    stored = load_run(runs["nearest"].folder)
    draft = {**stored.drafts[IDS[0]], "disposition": "<script>alert(1)</script>"}
    html = page(replace(stored, drafts={**stored.drafts, IDS[0]: draft}))
    assert "<script" not in html and "&lt;script&gt;" in html
    assert "http" not in html and "<svg" in html and "Adopted" in html


def test_unknown_drafter_and_contradictory_options(sample_corpus):
    with pytest.raises(BadInput):
        settings_of(sample_corpus, "oracle")
    with pytest.raises(BadInput):
        settings_of(sample_corpus, "nearest", "some-model")
    with pytest.raises(BadInput):
        settings_of(sample_corpus, "bm25", weights=WEIGHTS)


def test_a_model_that_does_not_exist_is_said_before_anything_is_drafted(sample_corpus, tmp_path):
    for wrong in ({"model": "no such model"}, {"judge": Judging("no such model")}):
        with pytest.raises(BadInput, match="no such model"):
            run(sample_corpus, settings_of(sample_corpus, **wrong), folder=tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_judge_changes_no_draft(sample_corpus):
    plain, judged = settings_of(sample_corpus), settings_of(sample_corpus, judge=Judging("openai:x"))
    assert plain.draft_key == judged.draft_key and plain.key != judged.key
    reworded = replace(plain, prompts={**plain.prompts, "judge.md": "0"})
    assert reworded.draft_key == plain.draft_key and reworded.key != plain.key
    assert replace(plain, prompts={**plain.prompts, "system.md": "0"}).draft_key != plain.draft_key


def test_weights_of_the_search_are_read_from_the_command_line():
    assert weights_of("lexical=1, dense=0.25,neighbours=3") == replace(WEIGHTS, lexical=1.0, dense=0.25, neighbours=3)
    for wrong in ("lexical", "colour=1", "dense=much", "dense=-1", "dense=inf", "dense=nan", "neighbours=0.5"):
        with pytest.raises(BadInput, match="weight"):
            weights_of(wrong)


def test_other_weights_make_another_run_and_another_search(sample_corpus, folder_of_two, tmp_path):
    usual, other = (
        run(sample_corpus, settings_of(sample_corpus, "nearest", weights=w), folder=tmp_path / str(n),
            choice=Choice(folder_of_two, limit=1))
        for n, w in enumerate((None, weights_of("lexical=0,dense=1,cited=0,citing=0")))
    )  # fmt: skip
    one, two = (json.loads((made.folder / "settings.json").read_text()) for made in (usual, other))
    assert one["key"] != two["key"] and two["weights"]["cited"] == 0
    name = "search_ndcg@10"
    assert usual.summary["measures"][name]["value"] > other.summary["measures"][name]["value"]


def test_only_a_category_is_scored_and_the_drafts_are_kept(sample_corpus, runs, folder_of_two, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(runs["embedded"].folder, folder)
    before = {p.name: p.read_bytes() for p in (folder / "drafts").iterdir()}
    settings = settings_of(sample_corpus, categories=[Category.III])
    made = run(sample_corpus, settings, folder=folder, choice=Choice(folder_of_two))
    assert {p.name: p.read_bytes() for p in (folder / "drafts").iterdir()} == before
    assert set(made.summary["by_category"]) == {"III"}
    measures, whole = made.summary["measures"], runs["embedded"].summary["measures"]
    assert measures["outcome"] is None and measures["articles_f1"] is None
    found, same = measures["rougeL"]["value"], runs["embedded"].summary["by_category"]["III"]["rougeL"]["value"]
    assert found == pytest.approx(same) and found != whole["rougeL"]["value"]


def test_only_names_opinions(sample_corpus):
    found, _ = chosen_trials(sample_corpus, Choice(only=("355/2022", "301/2014")))
    assert [t.document.id for t in found] == ["301/2014", "355/2022"]
    with pytest.raises(BadInput, match="no such document"):
        chosen_trials(sample_corpus, Choice(only=("999/2099",)))


def test_a_worker_that_dies_is_a_recorded_failure(sample_corpus, folder_of_two, tmp_path, monkeypatch):
    monkeypatch.setattr("eval.work._one", die)
    made = run(
        sample_corpus, settings_of(sample_corpus, "nearest"), folder=tmp_path, choice=Choice(folder_of_two), jobs=2
    )
    assert made.summary["scored"] == 0
    assert set(made.summary["failed"].values()) == {"the process that drafted it died"}


def die(trial):
    """What a process that is killed does; here, so that a child finds it by its name."""
    os._exit(9)


def test_command_line(sample_corpus, folder_of_two, tmp_path):
    base = ["run", "--set", str(folder_of_two), "--drafter", "similarity", "--limit", "1", "--json"]
    made = CliRunner().invoke(eval_group, [*base, "--out", str(tmp_path), "--db", str(sample_corpus.directory)])
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["scored"] == 1 and "left" in made.stderr
    assert CliRunner().invoke(eval_group, ["report", str(tmp_path)]).exit_code == 0
    shown = CliRunner().invoke(eval_group, ["compare", str(tmp_path), str(tmp_path)])
    assert shown.exit_code == 0 and "rougeL" in shown.stdout


def test_the_gate_opens_on_the_same_and_shuts_on_a_fall(sample_corpus, folder_of_two, tmp_path):
    baseline, db = tmp_path / "baseline.json", ["--db", str(sample_corpus.directory), "--jobs", "1"]
    base = ["gate", "--set", str(folder_of_two), "--baseline", str(baseline), "--out", str(tmp_path / "run"), *db]
    missing = CliRunner().invoke(eval_group, base)
    assert isinstance(missing.exception, BadInput) and not (tmp_path / "run").exists(), (
        "said before anything is drafted"
    )
    made = CliRunner().invoke(eval_group, [*base, "--update"])
    assert made.exit_code == 0 and "holds" in made.stdout and "fell" not in made.stdout, made.output
    again = CliRunner().invoke(eval_group, [*base, "--json"])
    assert again.exit_code == 0 and json.loads(again.stdout)["passed"]
    worse = CliRunner().invoke(eval_group, [*base, "--drafter", "similarity"])
    assert worse.exit_code == 1 and "articles_f1 fell" in worse.stdout


def test_a_model_is_counted_and_judged(sample_corpus, folder_of_two, tmp_path, writer, server):  # noqa: F811
    server.script = ("good", '{"issues": 4, "authority": 3, "reasoning": 5, "style": 2, "reason": "sound"}')
    name = f"http://user:secret@127.0.0.1:{writer.server_port}/v1#m"
    judge = Judging(f"http://127.0.0.1:{server.server_port}/v1#m", 2)
    settings = settings_of(sample_corpus, model=name, judge=judge)
    made = run(sample_corpus, settings, folder=tmp_path, choice=Choice(folder_of_two, limit=1))
    assert made.summary["scored"] == 1, made.summary["failed"]
    cost = made.summary["cost"]
    assert cost["prompt_tokens"] > 1000 and cost["answer_tokens"] > 50 and cost["draft_tokens"] > 100
    assert made.summary["judge"]["judgments"] == 2 and made.summary["judge"]["criteria"]["issues"]["value"] == 4
    written = "".join(path.read_text() for path in tmp_path.rglob("*.json"))
    assert "secret" not in written and "secret" not in settings.name
