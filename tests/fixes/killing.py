"""Kills a process that replaces files, at random moments, and looks at what it left.

Run by ``test_writing.py`` in a process of its own, which has no threads when it forks.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from srccheck.fixes.writing import replace_file

OLD, NEW = b"old \xe9\n" * 40_000, b"new and longer\n" * 30_000
FILES = 8


def replace_for_ever(folder: Path) -> None:
    now, then = OLD, NEW
    while True:
        for number in range(FILES):
            path = folder / f"{number}.md"
            if path.read_bytes() == now:
                replace_file(path, now, then)
        now, then = then, now


def main(folder: Path, kills: int) -> None:
    chance = random.Random(7)
    for number in range(FILES):
        (folder / f"{number}.md").write_bytes(OLD)
    seen = {OLD: 0, NEW: 0}
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            replace_for_ever(folder)
        time.sleep(chance.uniform(0.0, 0.03))
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        for path in folder.iterdir():
            data = path.read_bytes()
            assert data in seen, f"{path.name} is half-written"
            seen[data] += 1
    print(min(seen.values()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
