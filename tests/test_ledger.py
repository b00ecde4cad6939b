"""The SQLite file of an index, where several open it at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from index.ledger import Ledger

TOGETHER, ROUNDS = 4, 60


def test_several_may_open_a_new_file_at_the_same_moment(tmp_path: Path) -> None:
    start = Barrier(TOGETHER)

    def opened(path: Path) -> int:
        start.wait()
        ledger = Ledger(path)
        found = ledger.generation
        ledger.close()
        return found

    with ThreadPoolExecutor(TOGETHER) as pool:
        for place in range(ROUNDS):
            path = tmp_path / f"{place}.sqlite"
            assert list(pool.map(opened, [path] * TOGETHER)) == [0] * TOGETHER
