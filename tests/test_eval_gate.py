"""The gate on runs made by hand: it opens on the same figures and shuts on a fall."""

import pytest

from eval.gate import HEADLINE, baseline_of, check, read_baseline, write_baseline
from eval.stored import load_run
from index.errors import BadInput
from tests.made_runs import entry, write_run

IDS = [f"{number}/2020" for number in range(1, 9)]
USUAL = [0.2, 0.9, 0.5, 0.7, 0.4, 0.6, 0.3, 0.8]


def _run(folder, values, measure="document_recall", **settings):
    scores = {id: entry({measure: value, "leaked": 0.0}) for id, value in zip(IDS, values, strict=True)}
    return load_run(write_run(folder, scores, **settings))


def _fallen(run, baseline):
    return [v.measure for v in check(run, baseline) if v.fallen]


@pytest.fixture
def baseline(tmp_path):
    path = tmp_path / "baseline.json"
    write_baseline(path, baseline_of(_run(tmp_path / "first", USUAL)))
    return read_baseline(path)


def test_the_same_figures_pass(tmp_path, baseline):
    assert list(baseline.measures) == ["document_recall"] and "document_recall" in HEADLINE
    assert baseline.measures["document_recall"].value == pytest.approx(0.55)
    run = _run(tmp_path / "again", USUAL)
    assert _fallen(run, baseline) == []
    assert check(run, baseline)[0].line == "document_recall holds: 0.550 -> 0.550"


def test_better_figures_pass(tmp_path, baseline):
    assert _fallen(_run(tmp_path / "better", [v + 0.1 for v in USUAL]), baseline) == []


def test_a_collapse_is_beyond_the_interval(tmp_path, baseline):
    run = _run(tmp_path / "worse", [v / 3 for v in USUAL])
    assert _fallen(run, baseline) == ["document_recall"]
    assert "document_recall fell: 0.550 -> 0.183, beyond the baseline's interval" in check(run, baseline)[0].line


def test_a_steady_loss_is_seen_within_the_wide_interval_of_few_documents(tmp_path, baseline):
    run = _run(tmp_path / "less", [v - 0.03 for v in USUAL])
    assert _fallen(run, baseline) == ["document_recall"]
    assert "paired difference -0.030 to -0.030" in check(run, baseline)[0].line


def test_a_trifle_and_chance_pass(tmp_path, baseline):
    assert _fallen(_run(tmp_path / "trifle", [v - 0.005 for v in USUAL]), baseline) == []
    mixed = [v + (0.1 if place % 2 else -0.11) for place, v in enumerate(USUAL)]
    assert _fallen(_run(tmp_path / "chance", mixed), baseline) == []


def test_where_less_is_better_more_is_a_fall(tmp_path):
    stored = baseline_of(_run(tmp_path / "none", [0.0] * 8, "party_cited"))
    assert _fallen(_run(tmp_path / "some", [0.0] * 7 + [0.5], "party_cited"), stored) == ["party_cited"]
    assert _fallen(_run(tmp_path / "none again", [0.0] * 8, "party_cited"), stored) == []


def test_what_is_not_measured_any_more_fell(tmp_path, baseline):
    assert _fallen(_run(tmp_path / "other", USUAL, "rougeL"), baseline) == ["document_recall"]


def test_a_failure_or_a_leak_shuts_the_gate_and_makes_no_baseline(tmp_path, baseline):
    scores = {id: entry({"document_recall": value}) for id, value in zip(IDS, USUAL, strict=True)}
    failing = load_run(write_run(tmp_path / "failing", {**scores, IDS[0]: {"failure": "it broke"}}))
    leaking = load_run(write_run(tmp_path / "leaking", {**scores, IDS[1]: {**scores[IDS[1]], "leaked": ["9/2021#1"]}}))
    assert "failed" in _fallen(failing, baseline) and "leaked" in _fallen(leaking, baseline)
    for run in (failing, leaking):
        with pytest.raises(BadInput, match="cannot be a baseline"):
            baseline_of(run)


def test_another_index_or_other_documents_are_not_compared(tmp_path, baseline):
    with pytest.raises(BadInput, match="another index"):
        check(_run(tmp_path / "elsewhere", USUAL, fingerprint="g"), baseline)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"drafter": 1}'])
def test_a_damaged_baseline_is_one_line(tmp_path, text):
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(BadInput, match="is no baseline that can be read"):
        read_baseline(path)
