"""The command line keeps its contract: JSON shapes, exit statuses, nothing but JSON on standard output."""

from __future__ import annotations

import json
import socket

import pytest
from click.testing import CliRunner

from assistant.cli import COMMANDS, wgad
from tests.conftest import SAMPLE

CASE = SAMPLE / "cases" / "sarvady-veldania.txt"


def run(*arguments: object):
    return CliRunner().invoke(wgad, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def db(sample_corpus):
    return sample_corpus.directory


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_teaches(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage: " in result.stdout


def test_others_need_a_password():
    result = run("app", "--host", "0.0.0.0")
    assert result.exit_code == 2 and "--auth-file" in result.stderr


def test_a_port_that_is_taken_is_said():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = run("app", "--port", other.getsockname()[1])
    assert result.exit_code == 2 and "name another with --port" in result.stderr and result.stderr.count("\n") == 1


def test_parse_gives_the_contract_s_fields():
    result = run("parse", SAMPLE / "txt" / "opinion-301-2014.txt", "--json")
    assert result.exit_code == 0
    (entry,) = json.loads(result.stdout)
    assert entry["kind"] == "opinion"
    assert entry["number"] == "301/2014"
    assert entry["symbol"] == "A/HRC/WGAD/2014/301"
    assert entry["state"] == "Karsovia"
    assert entry["persons"] == ["Radomir Velchan"]
    assert entry["adopted"] == "2014-11-18"
    assert [p["number"] for p in entry["paragraphs"]] == list(range(1, 63))
    paragraph = entry["paragraphs"][1]
    assert set(paragraph) >= {"number", "part", "headings", "category", "text", "footnotes"}
    note = paragraph["footnotes"][0]
    assert (note["mark"], note["text"]) == ("1", "A/HRC/16/47 and Corr.1, annex.")
    assert set(entry["citations"][0]) >= {"raw", "target", "pinpoints", "paragraph", "footnote"}


def test_index_list_and_show(db):
    listed = json.loads(run("index", "list", "--json", "--db", db).stdout)
    assert len(listed) == 33
    shown = run("index", "show", "301/2014#40", "--db", db)
    assert shown.exit_code == 0
    assert "Opinion No. 301/2014, para. 40" in shown.stdout
    missing = run("index", "show", "301/2014#999", "--db", db)
    assert missing.exit_code == 2
    assert "301/2014#999" in missing.stderr


def test_index_verify(db):
    assert run("index", "verify", "--db", db).exit_code == 0


def test_adding_again_changes_nothing(db, sample_corpus):
    before = sample_corpus.fingerprint
    report = json.loads(run("index", "add", SAMPLE / "txt" / "deliberation-31.txt", "--json", "--db", db).stdout)
    assert report["added"] == []
    assert report["unchanged"] == ["del-31"]
    assert sample_corpus.fingerprint == before


def test_search_keeps_its_filters(db):
    result = run("search", "arrested without a warrant", "-k", 5, "--before", "2018-01-01", "--exclude", "301/2014",
                 "--json", "--db", db)  # fmt: skip
    found = json.loads(result.stdout)
    assert 0 < len(found) <= 5
    for passage in found:
        assert set(passage) >= {
            "id",
            "document",
            "paragraph",
            "part",
            "category",
            "score",
            "text",
            "citation",
        }
        assert passage["document"] != "301/2014"
        assert passage["part"] in ("discussion", "body")
    assert [p["score"] for p in found] == sorted((p["score"] for p in found), reverse=True)
    years = [int(p["document"].split("/")[1]) for p in found if "/" in p["document"]]
    assert all(year < 2018 for year in years)


@pytest.mark.parametrize("name", ["Opinion No. 301/2014", "301/2014 ", "opinion no. 301 / 2014", "No. 301/2014"])
def test_a_document_is_left_out_however_it_is_named(db, tmp_path, name):
    asked = ("search", "no warrant was shown at the arrest", "-k", 40, "--json", "--db", db)
    assert "301/2014" in {p["document"] for p in json.loads(run(*asked).stdout)}
    assert "301/2014" not in {p["document"] for p in json.loads(run(*asked, "--exclude", name).stdout)}
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"query": asked[1], "k": 40, "exclude": [name, "Deliberation No. 31"]}))
    found = json.loads(run("search", "--batch", batch, "--db", db).stdout)
    assert found and not {"301/2014", "del-31"} & {p["document"] for p in found}


def test_a_document_that_the_index_does_not_have_cannot_be_left_out(db, tmp_path):
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"query": "no judge", "exclude": "999/2014"}\n')
    for command in (("search", "no judge", "--exclude", "999/2014"), ("search", "--batch", batch),
                    ("draft", CASE, "--exclude", "301/2014", "--exclude", "999/2014")):  # fmt: skip
        result = run(*command, "--db", db)
        assert result.exit_code == 2 and result.stdout == ""
        assert result.stderr.strip() == (
            "wgad: cannot leave out '999/2014': the index has no such document; `wgad index list` names them"
        )


def test_search_batch(db, tmp_path):
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"query": "no judge", "k": 3}\n{"query": "counsel", "category": "III"}\n')
    lines = run("search", "--batch", queries, "--db", db).stdout.splitlines()
    assert [len(json.loads(line)) > 0 for line in lines] == [True, True]
    assert len(json.loads(lines[0])) == 3


@pytest.fixture(scope="module")
def drafted(db):
    result = run("draft", CASE, "--json", "--db", db)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_draft_gives_the_contract_s_fields(drafted):
    assert drafted["case"]["state"] == "Veldania"
    assert drafted["case"]["state_party"] is True
    assert drafted["drafter"] == "embedded"
    assert drafted["index"]["documents"] == 33
    assert drafted["index"]["fingerprint"]
    assert set(drafted["disposition"]) >= {"text", "categories", "covenant", "udhr"}
    assert {a["category"] for a in drafted["analyses"]} >= {"I", "II", "III"}


def test_a_draft_says_why_it_decides_so(drafted, db):
    whys = [w for w in drafted["warnings"] if w.startswith("Why it is so suggested: ")]
    for category in drafted["disposition"]["categories"]:
        assert any(w.startswith(f"Why it is so suggested: Category {category}: ") for w in whys)
    one = json.loads(run("draft", CASE, "--category", "II", "--json", "--db", db).stdout)
    own = [w for w in one["warnings"] if w.startswith("Why")]
    assert own == [w for w in whys if "Category II:" in w] and len(own) == 1


def test_every_citation_of_a_draft_is_verified_and_exists(drafted, sample_corpus):
    citations = 0
    for analysis in drafted["analyses"]:
        for paragraph in analysis["paragraphs"]:
            for number, citation in enumerate(paragraph["citations"], 1):
                citations += 1
                assert f"[{number}]" in paragraph["text"]
                assert citation["verified"] is True
                if citation["source"]:
                    assert sample_corpus.passage(citation["source"]) is not None
    assert citations > 10


def test_a_draft_never_cites_the_opinion_on_its_own_case(drafted):
    """The sample case is the submissions of No. 340/2021, which is in the index."""
    assert "340/2021" not in json.dumps([drafted["analyses"], drafted["disposition"]])


def test_the_same_inputs_give_the_same_draft_and_a_word_file_that_can_be_checked(drafted, db, tmp_path):
    word = tmp_path / "draft.docx"
    again = run("draft", CASE, "--json", "--out", word, "--db", db)
    assert again.exit_code == 0 and json.loads(again.stdout) == drafted
    checked = run("check", word, "--json", "--db", db)
    summary = json.loads(checked.stdout)["summary"]
    assert sum(summary.values()) > 20
    assert not set(summary) & {"no_such_paragraph", "no_such_document", "malformed"}


def test_check_finds_what_is_wrong(db, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "Discussion\n"
        "1. A detention needs a legal basis.1 It was decided otherwise.2 It was also said.3\n"
        "1 Opinion No. 301/2014, para. 400.\n"
        "2 Opinion No. 35/2918, para. 3.\n"
        "3 Opinion No. 301/2014, para. 34.\n"
    )
    result = run("check", draft, "--json", "--db", db)
    assert result.exit_code == 1
    statuses = [c["status"] for c in json.loads(result.stdout)["citations"]]
    assert statuses[:2] == ["no_such_paragraph", "malformed"]


def test_a_draft_is_refined_in_order_and_a_refusal_is_said(db, tmp_path):
    out = tmp_path / "draft.json"
    result = run("draft", CASE, "--category", "II", "--refine", "remove para. 24", "--refine", "use para. 999 of No. 301/2014 instead",
                 "--refine", "shorter", "--json", "--out", out, "--db", db)  # fmt: skip
    assert result.exit_code == 1  # one was refused, the rest is done
    assert "remove para. 24: Removed para. 24" in result.stderr
    assert "Not done: The index has no paragraph 999 of 301/2014." in result.stderr
    assert "shorter: Shortened paras. " in result.stderr
    drafted = json.loads(result.stdout)
    assert drafted == json.loads(out.read_text())
    assert "burden_of_proof" not in [i for p in drafted["preliminary"] for i in p["issues"]]


def test_what_was_found_is_shown_and_put_right_before_drafting(tmp_path):
    """No index is needed to look at a case."""
    shown = run("draft", CASE, "--show-case", "--db", tmp_path / "none")
    assert shown.exit_code == 0
    for line in ("State: Veldania  [--state]", "Party to the Covenant: yes  [--party]", "Persons: Ilka Sarvady  [--person]",
                 "Government replied: no  [--replied]", "  arrest: 14 May 2020 (para. 9)",
                 "  article 318 of the Criminal Code (para. 5)", "Category V is spoken of in para. 21."):  # fmt: skip
        assert line in shown.stdout, line
    corrected = run("draft", CASE, "--show-case", "--json", "--state", "Tamrisk", "--party", "no", "--person", "A. B.",
                    "--person", "C. D.", "--replied", "late", "--pleaded", "II", "--charge", "sedition", "--date", "arrest: 1 May 2020")  # fmt: skip
    found = json.loads(corrected.stdout)
    case = found["case"]
    assert (case["state"], case["state_party"], case["persons"]) == ("Tamrisk", False, ["A. B.", "C. D."])
    assert (case["replied"], case["pleaded"]) == ("late", ["II"])
    assert case["charges"] == [{"text": "sedition", "paragraph": None}]
    assert case["dates"] == [{"text": "arrest: 1 May 2020", "paragraph": None}]
    assert any(s["contested"] for s in found["spotted"]), "a Government that replied contests"
    assert run("draft", CASE, "--show-case", "--party", "maybe").exit_code == 2


def test_a_corrected_case_is_what_is_drafted(db):
    result = run(
        "draft",
        CASE,
        "--category",
        "I",
        "--party",
        "no",
        "--replied",
        "late",
        "--person",
        "Ada Brenn",
        "--json",
        "--db",
        db,
    )
    drafted = json.loads(result.stdout)
    assert drafted["case"]["persons"] == ["Ada Brenn"] and drafted["disposition"]["covenant"] == []
    assert "Ada Brenn" in drafted["disposition"]["text"] and "Covenant" not in drafted["disposition"]["text"]
    assert "submitted after the time limit" in drafted["preliminary"][0]["text"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "the file is empty"),
        (
            "french.txt",
            "Il a été arrêté à son domicile sans mandat par la police. ".encode() * 20,
            "not seem to be in English",
        ),
        ("delib.txt", (SAMPLE / "txt" / "deliberation-31.txt").read_bytes(), "no submissions of a source"),
        ("broken.docx", b"PK\x03\x04 nothing", "damaged"),
        ("case.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
    ],
)
def test_a_file_that_is_no_case_is_one_line_and_status_two(db, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    result = run("draft", tmp_path / name, "--db", db)
    assert result.exit_code == 2 and result.stdout == ""
    assert said in result.stderr.strip().splitlines()[-1]


def test_an_adopted_opinion_is_drafted_without_its_answer(db):
    result = run("draft", SAMPLE / "pdf" / "opinion-301-2014.pdf", "--category", "I", "--json", "--db", db)
    drafted = json.loads(result.stdout)
    assert result.exit_code == 0 and "301/2014" not in json.dumps([drafted["analyses"], drafted["preliminary"]])
    assert "Communication" not in drafted["case"]["persons"] and drafted["case"]["persons"] == ["Radomir Velchan"]
