"""What a local index costs and finds: ``python -m bench.index DATA [--works 10000 …]``.

DATA is a folder with ``records.jsonl`` and ``references.jsonl``, as for ``bench/matching.py``. Of
each size, works are written as Crossref publishes them (a tar of ``.json.gz``): the real ones, nine
hard negatives for each (``matching_world.py``), and generated ones (``index_works.py``). They are
built into an index by a process of its own, and another asks it for references one after the other:
those of the half on which the model was not fitted, each as a raw string, with all that follows,
until the work is chosen. The stand-in for the services is that of ``bench/matching.py``, over the
same works.

Seconds of the processor are counted beside those of the clock: others may be at work.
"""

from __future__ import annotations

import argparse
import gzip
import io
import itertools
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from srccheck.matching import choose, match
from srccheck.model import Entry, EntryKind, Identifier, Span
from srccheck.model.evidence import Record

from .index_works import Generator
from .matching_world import Item, Search, half, hard_negatives, load
from .measure import table

PART = 5_000
"""Works of one file in Crossref's public data file."""
CROSSREF = 170_000_000
"""Works for which the table is extrapolated, about as many as Crossref had in 2025."""
STANDIN_UP_TO = 100_000
"""Works of which the stand-in, which holds all in memory, can be asked."""
Facts = dict[str, Any]


def works(items: list[Item], count: int) -> Iterator[Item]:
    """The real works, hard negatives and generated ones, up to a number."""
    made = itertools.chain(items, hard_negatives(items), Generator(items).works(count))
    return itertools.islice(made, count)


def write(items: Iterable[Item], path: Path) -> None:
    """Works as a public data file."""
    left = iter(items)
    with tarfile.open(path, "w") as archive:
        for number in itertools.count():
            part = [_of_interface(one) for one in itertools.islice(left, PART)]
            if not part:
                return
            data = gzip.compress(json.dumps({"items": part}).encode(), 6)
            member = tarfile.TarInfo(f"{number}.json.gz")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))


def _of_interface(item: Item) -> Item:
    lists = {name: [item[name]] for name in ("title", "container-title") if item.get(name)}
    return {**item, **lists, "type": "journal-article"}


def build(path: Path, folder: Path) -> Facts:
    """Build, and what it took; in a process of its own."""
    from srccheck.index.building import build as build_index
    from srccheck.index.dumps import named

    begun = time.perf_counter()
    manifest = build_index(folder, [named(f"crossref={path}")])
    wall = time.perf_counter() - begun
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    readers = os.cpu_count() or 1
    size = sum(one["size"] for one in manifest["files"].values())
    return {
        "works": manifest["works"],
        "wall": wall,
        "cpu": sum(one.ru_utime + one.ru_stime for one in (own, others)),
        "bytes": size / manifest["works"],
        "memory": (own.ru_maxrss + readers * others.ru_maxrss) / 1024,
    }


def ask(folder: Path, references: Sequence[Item]) -> Facts:
    """Ask for references and their works by identifier; in a process of its own."""
    from srccheck.index import open_index

    index = open_index(folder)
    chosen = asked(references, lambda text: [hit.record for hit in index.search(text)])
    waited, busy, fielded, known = [], [], [], []
    for one in references:
        begun = time.thread_time()
        waited.append(_timed(lambda text=one["text"]: index.search(text)))
        busy.append((time.thread_time() - begun) * 1000)
        doi = Identifier("doi", one["doi"])
        known.append(_timed(lambda doi=doi: index.resolve(doi)))
        for record in index.resolve(doi)[:1]:
            words = _fields(record)
            fielded.append(_timed(lambda text=words: index.search(text)))
    return {
        **chosen,
        "median": statistics.median(waited),
        "p99": _percentile(waited, 0.99),
        "busy median": statistics.median(busy),
        "busy p99": _percentile(busy, 0.99),
        "fields": statistics.median(fielded),
        "identifier": statistics.median(known),
        "reading memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def asked(references: Sequence[Item], search: Callable[[str], list[Record]]) -> Facts:
    """Precision, recall and how many references are matched in a second of the processor."""
    right = answered = wanted = none = silent = there = 0
    begun = time.process_time()
    for one in references:
        records = search(one["text"])
        entry = Entry("reference", "misc", EntryKind.SOURCE, {}, Span(0, 0), one["text"])
        best = choose(entry, [match(entry, record) for record in records]).best
        answer, accept = best.record.id if best else None, one["accept"]
        answered += answer is not None
        right += answer in accept
        wanted += bool(accept)
        none += not accept
        silent += not accept and answer is None
        there += any(record.id in accept for record in records)
    spent = time.process_time() - begun
    return {
        "precision": right / answered,
        "recall": right / wanted,
        "none": silent / none,
        "found": there / wanted,
        "a second": len(references) / spent,
    }


def _timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


def _fields(record: Record) -> str:
    family = record.author[0].family if record.author else ""
    return f"{family} {record.title} {record.issued.year if record.issued else ''}"


def standin(items: list[Item], count: int, references: Sequence[Item]) -> Facts:
    """The figures of the stand-in for the services over the same works."""
    search = Search(list(works(items, count)))
    return asked(references, lambda text: [search.records[at] for at in search(text, 10)])


def measured(items: list[Item], count: int, references: Path, folder: Path) -> Facts:
    """What one size takes, built and asked by processes of their own."""
    path = folder / f"{count}.tar"
    write(works(items, count), path)
    built = _apart("build", path, folder / f"{count}.index")
    path.unlink()
    return {**built, **_apart("ask", folder / f"{count}.index", references)}


def _apart(what: str, *paths: Path) -> Facts:
    command = [sys.executable, "-m", "bench.index", what, *map(str, paths)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: Facts = json.loads(done.stdout)
    return found


ROWS: dict[str, Callable[[Facts], str]] = {
    "works": lambda one: f"{one['works']:,}",
    "build, seconds": lambda one: f"{one['wall']:.0f}",
    "build, seconds of the processor": lambda one: f"{one['cpu']:.0f}",
    "memory of all its processes, MB, at most": lambda one: f"{one['memory']:.0f}",
    "bytes a work": lambda one: f"{one['bytes']:.0f}",
    "raw reference, median ms": lambda one: f"{one['median']:.2f}",
    "raw reference, p99 ms": lambda one: f"{one['p99']:.2f}",
    "the same of the processor, median ms": lambda one: f"{one['busy median']:.2f}",
    "the same of the processor, p99 ms": lambda one: f"{one['busy p99']:.2f}",
    "fields, median ms": lambda one: f"{one['fields']:.2f}",
    "identifier, median ms": lambda one: f"{one['identifier']:.3f}",
    "memory of a reader, MB": lambda one: f"{one['reading memory']:.0f}",
    "references matched a second of one core": lambda one: f"{one['a second']:.0f}",
    "the work is among the candidates": lambda one: f"{one['found']:.4f}",
    "precision": lambda one: f"{one['precision']:.4f}",
    "recall": lambda one: f"{one['recall']:.4f}",
    "silent where none is right": lambda one: f"{one['none']:.4f}",
}


EXTRAPOLATED = """
Extrapolated to {works:,} works: {hours:.0f} hours to build on as many cores, {size:.0f} GB, and a
median of {median:.1f} ms a reference while what is asked for is in memory.

- Records are read one by one, at the same cost each; a work is merged into larger segments as many
  times as the logarithm of the number of works grows, which is a small part of the whole.
- Records, identifiers and postings grow with the works. Records of real works may have more authors
  and longer titles than these, and some have relations.
- Tenfold works cost a reference {growth:.2f} times as much: words that are in a larger share of the
  works are not asked for, and places (volume and page, year and page) are in few at any size.
- Where memory is smaller than the index, each reference waits for some tens of reads of the disk.
"""


def extrapolated(sizes: Sequence[Facts]) -> str:
    """What the full Crossref file would take, and why that is to be expected."""
    last, first = sizes[-1], sizes[0]
    times = CROSSREF / last["works"]
    hours = last["cpu"] * times / (os.cpu_count() or 1) / 3600
    decades = math.log10(last["works"] / first["works"])
    growth = (last["busy median"] / first["busy median"]) ** (1 / decades) if decades else 1.0
    median = last["busy median"] * growth ** math.log10(times)
    size = last["bytes"] * CROSSREF / 1e9
    return EXTRAPOLATED.format(works=CROSSREF, hours=hours, size=size, growth=growth, median=median)


def report(given: argparse.Namespace) -> None:
    items = load(given.data / "records.jsonl")
    references = [one for one in load(given.data / "references.jsonl") if half(one["doi"])]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = folder / "references.jsonl"
        lines = (json.dumps(one) for one in references[:: given.every])
        kept.write_text("\n".join(lines), encoding="utf-8")
        sizes = []
        for count in given.works:
            sizes.append(measured(items, count, kept, folder))
            print(json.dumps(sizes[-1]), file=sys.stderr, flush=True)
        asked_for = references[:: given.every]
        beside = [standin(items, n, asked_for) if n <= STANDIN_UP_TO else {} for n in given.works]
    print(table(["", *[""] * len(sizes)], [
        *([name, *map(row, sizes)] for name, row in ROWS.items()),
        *(
            [f"{key} of the stand-in", *(f"{one[key]:.4f}" if one else "–" for one in beside)]
            for key in ("found", "precision", "recall", "none")
        ),
    ]))  # fmt: skip
    print(extrapolated(sizes))


def main() -> None:
    if sys.argv[1:2] == ["build"]:
        print(json.dumps(build(Path(sys.argv[2]), Path(sys.argv[3]))))
    elif sys.argv[1:2] == ["ask"]:
        print(json.dumps(ask(Path(sys.argv[2]), load(Path(sys.argv[3])))))
    else:
        parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
        parser.add_argument("data", type=Path)
        parser.add_argument("--works", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
        parser.add_argument(
            "--every", type=int, default=1, help="ask for one in so many references only"
        )
        report(parser.parse_args())


if __name__ == "__main__":
    main()
