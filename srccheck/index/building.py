"""Builds an index from dumps, or adds to one.

Dumps are cut into batches, always in the same places. Batches are read by several processes and
added in their order by this one, so that a build that was killed goes on at a batch and ends with
the same works and the same counts as one that was not.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import itertools
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from srccheck.errors import InputError, UsageError
from srccheck.index import folder as folders
from srccheck.index import stored
from srccheck.index.checkpoint import Checkpoints, Position
from srccheck.index.counting import Tally
from srccheck.index.dumps import Dump
from srccheck.index.engine import Writer
from srccheck.index.processes import Read, Readers
from srccheck.index.reading_dumps import records
from srccheck.index.seen import Seen

CHECKPOINT = 500_000
"""Works after which the build can go on from there."""
SAMPLES = 3_000
"""Records of each dump that the dictionary is made of."""
BYTES_A_WORK = 250
"""Of a dump, packed, at the least: how many works to expect."""
Given = tuple[Dump, Path]


class Progress(NamedTuple):
    """Where a build is: the dump, its part, and how many records of it were read."""

    dump: str
    part: str
    read: int
    kept: int


Watch = Callable[[Progress], None]


def build(
    folder: Path,
    dumps: Sequence[Given],
    *,
    update: bool = False,
    whole: bool = False,
    jobs: int | None = None,
    watch: Watch | None = None,
    checkpoint: int = CHECKPOINT,
) -> dict[str, Any]:
    """Build the index in a folder, or go on with a build of the same dumps that was killed.

    Args:
        folder: where it is to be; one that is there stays readable until the new one is done.
        dumps: what :func:`srccheck.index.dumps.named` gave, in the order in which they are read; of
            two records with one identifier in one database, the later stays.
        update: keep what the index has, and add to it.
        whole: the dumps have all that their databases have, so that what is not there is *not
            found* rather than inconclusive.
        jobs: processes that read; as many as there are processors when not given.
        watch: told where the build is.
        checkpoint: the works after which a build can go on.

    Returns:
        The manifest.

    Raises:
        InputError: a dump or the index to update cannot be read, or somebody else builds it.
    """
    if not dumps:
        raise UsageError("there is nothing to build from")
    building = folder / folders.BUILDING
    base = folders.current(folder) if update else None
    inputs = [folders.VERSION, base.name if base else "", whole]
    inputs += [[dump.name, _fingerprint(path)] for dump, path in dumps]
    done = _finished(folder, inputs)
    if done:
        return done
    history = folders.manifest(base)["dumps"] if base else []
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    work = _Build(building, inputs, base, checkpoint)
    work.begin(dumps, now.year)
    with Readers(work.dictionary, now.year, jobs or os.cpu_count() or 1) as read:
        for number, (dump, path) in enumerate(dumps):
            if number >= work.position.dump:
                work.add_all(number, dump, path, read, watch)
    count = work.finish()
    tallies = work.tallies
    kept = sum(tally.kept for tally in tallies) + (folders.manifest(base)["works"] if base else 0)
    facts = {
        "built": now.isoformat(),
        "works": count,
        "replaced": kept - count,
        "inputs": inputs,
        "dumps": history + [
            {"format": dump.name, "name": path.name, "read_at": now.isoformat(), "whole": whole,
             **tally.facts()}
            for (dump, path), tally in zip(dumps, tallies, strict=True)
        ],
    }  # fmt: skip
    folders.seal(building, facts)
    return folders.manifest(folders.swap_in(folder, building))


def _finished(folder: Path, inputs: list[Any]) -> dict[str, Any] | None:
    """The manifest of a build of these dumps that was killed just before it was swapped in."""
    known = folders.generations(folder)
    try:
        newest = folders.manifest(known[-1]) if known else {}
        if known and newest["inputs"] == inputs and folders.current(folder) != known[-1]:
            folders.point_to(folder, known[-1])
            return newest
    except InputError:
        pass
    return None


class _Build:
    """A generation while it is built."""

    def __init__(
        self, building: Path, inputs: list[Any], base: Path | None, checkpoint: int
    ) -> None:
        self._building, self._base, self._checkpoint = building, base, checkpoint
        self._points = Checkpoints(building, inputs)
        self._since = 0
        self.position = Position()
        self.tallies: list[Tally] = []
        self.dictionary = b""

    def begin(self, dumps: Sequence[Given], year: int) -> None:
        """Go on from the last checkpoint, or begin."""
        works = self._building / folders.WORKS
        if works.exists():
            self._writer = Writer(works)
            found = self._points.read(self._writer.stamp)
            if found:
                self.position, self._seen = found
                self.tallies = self.position.copy().tallies
                self.dictionary = (self._building / folders.DICTIONARY).read_bytes()
                return
            self._writer.close()
        shutil.rmtree(self._building, ignore_errors=True)
        if self._base:
            folders.begin_from(self._base, self._building)
            self.dictionary = (self._building / folders.DICTIONARY).read_bytes()
            self._seen = _seen_in(self._building / folders.SEEN)
        else:
            self._building.mkdir(parents=True)
            self.dictionary = stored.train(_samples(dumps, year))
            self._seen = Seen()
            folders.write_bytes(self._building / folders.DICTIONARY, self.dictionary)
        self._seen.expect(sum(_size(path) for _, path in dumps) // BYTES_A_WORK)
        self._writer = Writer(works)
        self.position.stamp = self._writer.stamp
        self._points.write(self.position, self.position, self._seen)
        self._points.done(self.position)

    def add_all(self, number: int, dump: Dump, path: Path, read: Read, watch: Watch | None) -> None:
        """Add what is left of a dump."""
        begun = self.position.batch if self.position.dump == number else 0
        if len(self.tallies) <= number:
            self.tallies.append(Tally())
        tally = self.tallies[number]
        batches = itertools.islice(dump.batches(path), begun, None)
        for batch, ready in enumerate(read(dump.name, batches), begun + 1):
            for work in ready.works:
                self._writer.add(work, replace=self._seen.add(work.key))
            tally.add(ready.tally)
            self._since += len(ready.works)
            if watch:
                watch(Progress(dump.title, ready.part, tally.read, tally.kept))
            if self._since >= self._checkpoint:
                self._commit(number, batch)
        self._commit(number + 1, 0)

    def _commit(self, dump: int, batch: int) -> None:
        after = Position(dump, batch, self.tallies).copy()
        self._points.write(self.position, after, self._seen)
        after.stamp = self._writer.commit()
        self._points.done(after)
        self.position, self._since = after, 0

    def finish(self) -> int:
        """Leave only what belongs to the index; how many works there are."""
        count = self._writer.close()
        folders.write_bytes(self._building / folders.SEEN, self._seen.dump())
        self._points.clear()
        return count


def _seen_in(path: Path) -> Seen:
    try:
        return Seen(path.read_bytes())
    except (OSError, ValueError):
        remedy = "build the index anew"
        raise InputError(f"{path} is damaged", remedy=remedy) from None


def _samples(dumps: Sequence[Given], year: int) -> Iterator[bytes]:
    """Some records of each dump, as they are stored."""
    for dump, path in dumps:
        found = (
            record
            for batch in itertools.islice(dump.batches(path), 4)
            for record in records(dump, batch, Tally(), year)
        )
        for record in itertools.islice(found, SAMPLES):
            with contextlib.suppress(ValueError):
                yield stored.plain(record)


def _size(path: Path) -> int:
    return sum(size for _, size, _ in _files(path))


def _files(path: Path) -> list[tuple[str, int, int]]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    found = [(file, file.stat()) for file in files if file.is_file()]
    return [(file.as_posix(), facts.st_size, facts.st_mtime_ns) for file, facts in found]


def _fingerprint(path: Path) -> str:
    """What changes when a dump does: its files, their sizes and times."""
    return hashlib.sha256(repr(_files(path.resolve())).encode()).hexdigest()[:32]
