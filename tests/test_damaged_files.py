"""Damaged files: whatever is done to the bytes, a reader answers with a document or with one line, and soon."""

import random
import sys
import time
from collections.abc import Callable

import pytest

from index.errors import WgadError
from index.layout import blocks_of
from index.parsing import parse_file
from index.plain_text import read_text
from index.printed_lines import Fragment, PageText
from tests.conftest import SAMPLE

GIVEN = [next((SAMPLE / kind).glob(f"*.{kind}")) for kind in ("txt", "docx", "pdf")]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut, with bytes flipped, a piece taken out, doubled or filled with noise."""
    way = chance.randrange(5)
    one, two = sorted(chance.randrange(len(data)) for _ in range(2))
    if way == 0:
        return data[:one]
    if way == 1:
        changed = bytearray(data)
        for _ in range(chance.randint(1, 40)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)
    if way == 2:
        return data[:one] + data[two:]
    if way == 3:
        return data[:two] + data[one:]
    return data[:one] + chance.randbytes(chance.randint(1, 2000)) + data[one:]


def survive(path, count, folder, seed):
    """How many of the damaged files were read, and how many refused in a line that names the file."""
    chance, read, refused = random.Random(seed), 0, 0
    data = path.read_bytes()
    for turn in range(count):
        file = folder / f"damaged{path.suffix}"
        file.write_bytes(damaged(data, chance))
        before = time.process_time()  # other work on this machine does not count
        try:
            assert parse_file(file).file == file.name
            read += 1
        except WgadError as error:
            assert "\n" not in str(error) and file.name in str(error), (seed, turn)
            refused += 1
        assert time.process_time() - before < 20, (seed, turn)
    return read, refused


@pytest.mark.parametrize("path", GIVEN, ids=lambda p: p.suffix)
def test_damaged_files(path, tmp_path):
    read, refused = survive(path, 60, tmp_path, 1)
    assert read + refused == 60 and read and refused, "the damage was of both kinds"


@pytest.mark.slow  # ten thousand files
@pytest.mark.parametrize("path", GIVEN, ids=lambda p: p.suffix)
def test_ten_thousand_damaged_files(path, tmp_path):
    assert sum(survive(path, 3_400, tmp_path, 2)) == 3_400


def test_lines_that_look_like_footnotes_do_not_run_away():
    lines = 20_000
    before = time.process_time()
    found = read_text("1. One.\n" + "1 Some words of a list that is no footnote\n" * lines)
    assert time.process_time() - before < 20
    assert not found.footnotes and sum(b.text.count("no footnote") for b in found.blocks) == lines


def test_time_grows_with_length():
    """Eight times the text takes about eight times as long; a way that grew with the square would take sixty-four."""
    text = "".join(p.read_text(encoding="utf-8") for p in sorted((SAMPLE / "txt").glob("*.txt"))[:20])

    def seconds(times: int) -> float:
        before = time.process_time()  # other work on this machine does not count
        read_text(text * times)
        return time.process_time() - before

    once = sorted(seconds(1) for _ in range(5))[2]
    assert min(seconds(8) for _ in range(2)) < 8 * once * 4


def test_a_fragment_far_off_costs_nothing():
    """A damaged figure may put a word anywhere: the white between is not walked through point by point."""
    pieces = [Fragment(f"word {k}", 70.0, 105.0, 700.0 - 12 * k, 10.0) for k in range(40)]
    before = time.process_time()
    blocks = blocks_of([PageText(1, 842.0, (*pieces, Fragment("far", 9e12, 9e12 + 30, 400.0, 10.0)))])
    assert time.process_time() - before < 5
    assert sum(b.text.count("word") for b in blocks.blocks) == 40


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work runs through: unlike seconds, the same on every machine."""
    count = 0

    def trace(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("shape", [lambda n: (1, n), lambda n: (n, 1)], ids=["a long line", "a long page"])
def test_a_page_takes_work_with_its_length(shape):
    """A page as long as a scroll, and a line as long: four times the text takes about four times the work."""

    def work(fragments: int) -> int:
        lines, words = shape(fragments)
        pieces = [
            Fragment(f"word {i % 7}", 70.0 + 40 * i, 105.0 + 40 * i, -12.0 * k, 10.0)
            for k in range(lines)
            for i in range(words)
        ]
        return steps(lambda: blocks_of([PageText(1, 12.0 * lines, tuple(pieces))]))

    once, often = work(500), work(2_000)
    assert 2 * once < often < 6 * once
