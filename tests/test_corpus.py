"""The index on disk: what is added stays, what is unchanged costs nothing, what is broken is mended."""

import errno
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from index.adding import collect
from index.corpus import Corpus
from index.embedding import cut, load_embedder
from index.errors import BadInput, IndexMismatch
from index.ledger import dump, load
from index.parsing import parse_file
from index.store import known_folder

SAMPLE = Path(__file__).parent.parent / "index" / "sample"
TXT = SAMPLE / "txt"
OPINION = TXT / "opinion-335-2020.txt"
DELIBERATION = TXT / "deliberation-31.txt"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    with Corpus.open(folder, create=True) as corpus:
        report = corpus.add([OPINION, DELIBERATION])
    assert not report.failed
    return folder


@pytest.fixture
def folder(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "index"))


def test_a_document_survives_the_ledger():
    document = parse_file(OPINION)
    assert load(dump(document)) == document


def test_what_is_added_is_listed_and_found(folder):
    with Corpus.open(folder) as corpus:
        assert [e.id for e in corpus.documents()] == ["del-31", "335/2020"]
        assert corpus.document("335/2020") == parse_file(OPINION)
        passage = corpus.passage("del-31#9")
        assert passage is not None
        assert passage.citation == "Deliberation No. 31, para. 9"
        assert corpus.passage("del-31#999") is None
        assert corpus.passage("nonsense") is None
        assert corpus.verify() == []


def test_unchanged_files_load_no_model(folder, monkeypatch):
    monkeypatch.setattr("index.corpus.load_embedder", lambda name: pytest.fail("the model was loaded"))
    with Corpus.open(folder) as corpus:
        before = corpus.fingerprint
        report = corpus.add([OPINION, DELIBERATION])
        assert report.unchanged == ("335/2020", "del-31")
        assert report.added == report.replaced == report.failed == ()
        assert corpus.fingerprint == before


def test_a_changed_file_replaces_its_document(folder, tmp_path):
    changed = tmp_path / "changed.txt"
    text = DELIBERATION.read_text(encoding="utf-8")
    changed.write_text(text.replace("A right does not change", "No right changes"), encoding="utf-8")
    with Corpus.open(folder) as corpus:
        before = corpus.fingerprint
        assert corpus.add([changed]).replaced == ("del-31",)
        assert corpus.passage("del-31#2").text.startswith("No right changes")
        assert corpus.fingerprint != before
        assert corpus.verify() == []


def misnumbered(folder: Path) -> Path:
    """Another opinion that somebody gave the number of OPINION."""
    file = folder / OPINION.name
    text = (TXT / "opinion-334-2020.txt").read_text(encoding="utf-8")
    file.write_text(text.replace("334/2020", "335/2020").replace("2020/334", "2020/335"), encoding="utf-8")
    return file


@pytest.mark.parametrize("together", [True, False])
def test_another_text_under_a_number_that_is_taken_is_reported(folder, tmp_path, together):
    file = misnumbered(tmp_path)
    assert parse_file(file).id == "335/2020"
    with Corpus.open(folder) as corpus:
        report = corpus.add([OPINION, file] if together else [file])
        assert corpus.document("335/2020") == parse_file(OPINION)
        again = corpus.add([file])
    for outcome in (report, again):
        ((failed, why),) = outcome.failed
        assert failed == str(file) and "335/2020 is already the number of opinion-335-2020.txt" in why
        assert outcome.added == outcome.replaced == ()


def test_another_text_under_a_number_that_is_waiting_is_reported(tmp_path):
    with Corpus.open(tmp_path / "index", create=True) as corpus:
        report = corpus.add([DELIBERATION, OPINION, misnumbered(tmp_path)])
        assert corpus.verify() == []
    assert report.added == ("del-31", "335/2020")
    assert [Path(file).name for file, _ in report.failed] == [OPINION.name]


def test_one_document_in_three_formats_is_one(tmp_path):
    for name in ("opinion-345-2021", "deliberation-33"):
        files = [SAMPLE / kind / f"{name}.{kind}" for kind in ("docx", "pdf", "txt")]
        with Corpus.open(tmp_path / name, create=True) as corpus:
            together = corpus.add(files)
            later = corpus.add([Path(shutil.copy(files[1], tmp_path))])
        assert (len(together.added), len(together.unchanged), len(together.failed)) == (1, 2, 0)
        assert not later.failed


def test_a_file_that_became_another_text_replaces_its_document(tmp_path):
    file = tmp_path / "opinion.txt"
    shutil.copy(OPINION, file)
    with Corpus.open(tmp_path / "index", create=True) as corpus:
        assert corpus.add([file]).added == ("335/2020",)
        misnumbered(tmp_path).rename(file)
        assert corpus.add([file]).replaced == ("335/2020",)


def test_what_cannot_be_read_is_reported_and_the_rest_goes_on(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    lines: list[str] = []
    with Corpus.open(tmp_path / "index", create=True) as corpus:
        report = corpus.add([empty, tmp_path / "missing.txt", DELIBERATION], lines.append)
    assert report.added == ("del-31",)
    assert {Path(file).name for file, _ in report.failed} == {"empty.txt", "missing.txt"}
    assert lines


def test_a_case_is_no_authority(tmp_path):
    with Corpus.open(tmp_path / "index", create=True) as corpus:
        report = corpus.add([SAMPLE / "cases" / "sarvady-veldania.txt"])
        assert corpus.documents() == []
    assert "not authority" in report.failed[0][1]


def test_remove(folder):
    with Corpus.open(folder) as corpus:
        assert corpus.remove("del-31")
        assert not corpus.remove("del-31")
        assert [e.id for e in corpus.documents()] == ["335/2020"]
        assert corpus.verify() == []


def test_a_lost_store_is_mended(folder):
    shutil.rmtree(known_folder(folder))
    with Corpus.open(folder) as corpus:
        assert any("missing in the vector store" in line for line in corpus.verify())
        assert corpus.verify() == []


def test_rebuild_moves_to_a_fresh_folder(folder):
    old = known_folder(folder)
    with Corpus.open(folder) as corpus:
        assert corpus.rebuild() >= 50
        assert corpus.verify() == []
    assert known_folder(folder) != old
    assert not old.exists()


def test_another_model_is_refused(folder):
    with pytest.raises(IndexMismatch, match="WGAD_EMBEDDING_MODEL"):
        Corpus.open(folder, embedder_name="another")


def test_vectors_of_sentences_of_before_are_dropped_on_opening(folder):
    sqlite3.connect(folder / "sentences.sqlite").executescript("CREATE TABLE vectors (key BLOB)").connection.close()
    Corpus.open(folder).close()
    assert not (folder / "sentences.sqlite").exists()


OVERWRITTEN = {
    "junk": lambda data: b"What is this?" * 5000,
    "cut": lambda data: data[: len(data) // 2],
    "zeroes in its middle": lambda data: data[:20_000] + bytes(len(data) - 40_000) + data[-20_000:],
}


@pytest.mark.parametrize("damage", OVERWRITTEN.values(), ids=OVERWRITTEN)
def test_a_damaged_vector_store_is_made_again(folder, damage):
    file = known_folder(folder) / "chroma.sqlite3"
    with Corpus.open(folder) as corpus:
        wanted = len(corpus.snapshot().vectors)
    file.write_bytes(damage(file.read_bytes()))
    with Corpus.open(folder) as corpus:
        findings = corpus.verify()
        assert findings[-1] == f"{wanted} records were missing in the vector store: stored again"
        assert corpus.verify() == []


def test_what_writes_to_a_damaged_vector_store_says_so_and_the_next_writer_mends_it(folder, tmp_path):
    (known_folder(folder) / "chroma.sqlite3").write_bytes(b"What is this?" * 5000)
    changed = tmp_path / "changed.txt"
    text = DELIBERATION.read_text(encoding="utf-8").replace("A right does not change", "No right changes")
    changed.write_text(text, encoding="utf-8")
    with Corpus.open(folder) as corpus, pytest.raises(IndexMismatch, match="wgad index verify"):
        corpus.add([changed])
    with Corpus.open(folder) as corpus:
        corpus.add([changed])
        assert corpus.passage("del-31#2").text.startswith("No right changes")
        assert corpus.verify() == []


def test_no_index_is_said(tmp_path):
    with pytest.raises(BadInput, match="wgad index add"):
        Corpus.open(tmp_path)


def test_a_damaged_ledger_is_said(tmp_path):
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(IndexMismatch, match="damaged"):
        Corpus.open(tmp_path)


def test_the_vector_store_goes_to_no_server_that_its_own_variables_name(folder, tmp_path, monkeypatch):
    server = {"API_IMPL": "chromadb.api.fastapi.FastAPI", "SERVER_HOST": "127.0.0.1", "SERVER_HTTP_PORT": "9"}
    for name, value in server.items():
        monkeypatch.setenv(f"CHROMA_{name}", value)
    (tmp_path / ".env").write_text("".join(f"CHROMA_{name}={value}\n" for name, value in server.items()))
    monkeypatch.chdir(tmp_path)
    with Corpus.open(folder) as corpus:
        assert corpus.verify() == []


def test_an_index_that_cannot_be_written_can_be_read(folder, monkeypatch):
    """On a disk where this user may write nothing; root may write anywhere, so the refusals are played."""

    def refuse(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    def unwritable(path):
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr("index.ledger._writable", unwritable)
    monkeypatch.setattr("index.snapshot.tempfile.mkdtemp", refuse)
    monkeypatch.setattr("index.writing.FileLock.acquire", refuse)
    shutil.rmtree(next(folder.glob("search-*")))
    with Corpus.open(folder) as corpus:
        assert [e.id for e in corpus.documents()] == ["del-31", "335/2020"]
        assert corpus.passage("del-31#9") is not None
        for write in (lambda: corpus.add([DELIBERATION]), lambda: corpus.remove("del-31"), corpus.verify):
            with pytest.raises(BadInput, match="cannot be written"):
                write()
    (folder / "ledger.sqlite-wal").write_bytes(b"the last changes")
    with pytest.raises(IndexMismatch, match="not closed"):
        Corpus.open(folder)


def test_who_may_read_the_index_may_read_what_a_search_reads(folder):
    folder.chmod(0o755)
    with Corpus.open(folder) as corpus:
        assert corpus.remove("del-31")
    assert next(folder.glob("search-*")).stat().st_mode & 0o777 == 0o755


def test_a_disk_that_cannot_be_written_is_not_called_damage(folder):
    with Corpus.open(folder) as corpus:
        corpus._ledger._db.execute("PRAGMA query_only = 1")
        with pytest.raises(IndexMismatch, match="check the disk") as caught:
            corpus.remove("del-31")
    assert "move" not in str(caught.value)


def test_folders_are_looked_through(tmp_path):
    (tmp_path / "inside").mkdir()
    for name in ("b.txt", "inside/a.docx", ".hidden.txt", "~$lock.docx", "picture.png"):
        (tmp_path / name).touch()
    files, failed = collect([tmp_path])
    assert [f.name for f in files] == ["a.docx", "b.txt"]
    assert failed == []


def test_a_killed_writer_loses_nothing(folder):
    """A process that dies between the ledger's note and the end: the next writer finishes its work."""
    script = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from index.corpus import Corpus
        corpus = Corpus.open(Path({str(folder)!r}))
        corpus._ledger.finish = lambda document: os.kill(os.getpid(), signal.SIGKILL)
        corpus.add([Path({str(TXT / "deliberation-33.txt")!r})])
    """)
    root = SAMPLE.parent.parent
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env={**os.environ, "OMP_NUM_THREADS": "1"}, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    with Corpus.open(folder) as corpus:
        assert [e.id for e in corpus.documents()] == ["del-31", "335/2020"]
        assert corpus.add([DELIBERATION]).unchanged == ("del-31",)
        assert [e.id for e in corpus.documents()] == ["del-31", "del-33", "335/2020"]
        assert corpus.verify() == []


def test_windows_cover_the_whole_text():
    words = [f"word{n}" for n in range(1000)]
    text = " ".join(words)
    offsets, at = [], 0
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    parts = cut(text, offsets, 254)
    assert set(" ".join(parts).split()) == set(words)
    assert all(len(part.split()) <= 254 for part in parts)


def test_long_texts_have_several_windows():
    embedder = load_embedder()
    assert embedder.windows("A short text.") == ["A short text."]
    assert len(embedder.windows("detention without a warrant " * 200)) > 1


def test_the_pace_of_a_long_work_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("index.adding._SOON", 0.0)
    monkeypatch.setattr("index.writing._TOGETHER", 1)
    lines: list[str] = []
    with Corpus.open(tmp_path, create=True) as corpus:
        corpus.add([DELIBERATION, OPINION], lines.append)
    assert re.fullmatch(r"1/2 deliberation-31.txt: del-31 added \(\d+ paragraphs/s, \d+:\d\d min left\)", lines[0])
    assert lines[1] == "2/2 opinion-335-2020.txt: 335/2020 added"
