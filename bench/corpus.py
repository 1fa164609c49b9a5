"""A corpus of generated documents: time, memory, and whether a killed run ends in the same bytes.

``python -m bench.corpus MATCHING [--documents 20000]``: MATCHING is the folder with
``records.jsonl``, real works in CSL-JSON, of whose parts works are made. Each document cites twenty
of them; half of the citations are of works that other documents cite too, in the same words.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .index import build, write
from .index_works import Generator
from .measure import table

REFERENCES = 20


def document(works: Sequence[dict[str, Any]], dice: random.Random) -> str:
    """A text with a note for each of some works."""
    text, notes = [], []
    for number, work in enumerate(works, 1):
        word = dice.choice(("prices", "rivers", "treaties", "harbours", "letters"))
        text.append(f"Much has been written about {word}.[^{number}]")
        names = ", ".join(f"{one.get('given', '')} {one['family']}".strip()
                          for one in work["author"][:3])  # fmt: skip
        year = work["issued"]["date-parts"][0][0]
        volume = f" {work['volume']}" if work.get("volume") else ""
        pages = f": {work['page']}" if work.get("page") else ""
        notes.append(f"[^{number}]: {names}, “{work['title']}”, "
                     f"*{work['container-title']}*{volume} ({year}){pages}.")  # fmt: skip
    return "\n\n".join((*text, *notes)) + "\n"


def documents(works: Sequence[dict[str, Any]], count: int, folder: Path) -> None:
    """Write so many documents, the same ones each time."""
    dice = random.Random(3)  # noqa: S311
    common = works[: max(REFERENCES, len(works) // 10)]
    for number in range(count):
        half = REFERENCES // 2
        cited = [*dice.sample(common, half), *dice.sample(works, half)]
        place = folder / f"{number // 1000:03d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"paper-{number:06d}.md").write_text(document(cited, dice), encoding="utf-8")


def memory(process: int) -> int:
    """The largest resident memory of a process and its children now, each by itself, in bytes."""
    most = 0
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            facts = dict(line.split(":", 1) for line in path.read_text().splitlines())
        except (OSError, ValueError):
            continue
        if process in (int(facts["Pid"]), int(facts["PPid"])) and "VmRSS" in facts:
            most = max(most, int(facts["VmRSS"].split()[0]) * 1024)
    return most


def command(folder: Path, index: Path, results: Path, *more: str) -> list[str]:
    """The command that checks the corpus."""
    return [
        sys.executable, "-m", "srccheck", "corpus", "check", str(folder), "-o", str(results),
        "--offline", "--index", str(index), *more,
    ]  # fmt: skip


def timed(arguments: list[str], stop_after: float = 0.0) -> tuple[float, int]:
    """Seconds that a command takes, and the memory of the largest of its processes."""
    start, most, ended = time.monotonic(), [0], threading.Event()
    with subprocess.Popen(arguments, start_new_session=True, stderr=subprocess.DEVNULL) as process:

        def watch() -> None:
            while not ended.wait(0.2):
                most[0] = max(most[0], memory(process.pid))

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            process.wait(stop_after or None)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        ended.set()
        watching.join()
    return time.monotonic() - start, most[0]


def digest(results: Path) -> str:
    """A digest of all tables."""
    found = hashlib.sha256()
    for path in sorted(results.rglob("*")):
        if path.is_file() and ".work" not in path.parts:
            found.update(path.relative_to(results).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def rows(given: argparse.Namespace, folder: Path) -> Iterator[list[str]]:
    """Each way to run it, and what it took."""
    items = [json.loads(line) for line in (given.matching / "records.jsonl").open(encoding="utf-8")]
    usable = [one for one in items if one.get("title") and one.get("container-title")]
    works = list(Generator(usable).works(given.documents * 5))
    write(works, folder / "works.tar")
    build(folder / "works.tar", folder / "works.index")
    documents(works, given.documents, folder / "documents")
    where = folder / "documents", folder / "works.index"
    expected, half = "", 0.0
    for workers in (2, 1):
        results = folder / f"workers-{workers}"
        seconds, most = timed(command(*where, results, "--workers", str(workers)))
        expected = expected or digest(results)
        same = "same" if digest(results) == expected else "OTHER"
        yield row(f"{workers} processes", given.documents, seconds, most, same)
        half = half or seconds / 3
    killed = folder / "killed"
    first, _ = timed(command(*where, killed, "--workers", "2"), stop_after=half)
    second, most = timed(command(*where, killed, "--workers", "2"))
    same = "same" if digest(killed) == expected else "OTHER"
    yield row(f"killed after {first:.0f} s, resumed", given.documents, first + second, most, same)


def row(name: str, count: int, seconds: float, most: int, same: str) -> list[str]:
    """One line of the table."""
    rate = count * REFERENCES / seconds
    return [name, f"{count:,}", f"{seconds:.0f} s", f"{rate:,.0f}", f"{most / 1e6:.0f} MB", same]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("matching", type=Path, help="the folder with records.jsonl")
    parser.add_argument("--documents", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="corpus-") as name:
        found = list(rows(given, Path(name)))
    header = ["", "documents", "time", "references/s", "largest process", "tables"]
    print(table(header, found))


if __name__ == "__main__":
    main()
