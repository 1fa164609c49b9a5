"""From a batch of a dump to works ready to be added; what worker processes do."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from srccheck.index import stored
from srccheck.index.counting import Tally
from srccheck.index.dumps import DUMPS, Dump
from srccheck.index.dumps.dump import Batch, Block, Skipped
from srccheck.index.dumps.json_records import NOT_UTF8
from srccheck.index.engine import Prepared
from srccheck.index.packed import DamagedError, Stream, unpacked
from srccheck.index.terms import identifier_terms, work_terms
from srccheck.model.evidence import Record
from srccheck.resolvers.damage import marked
from srccheck.resolvers.resolver import UNREADABLE
from srccheck.resolvers.title_notices import read_title_notice

MOST_OF_A_PART = 256 << 20
"""Bytes to which a small part may be unpacked."""
YEARS = range(1000, 2101)
NO_IDENTIFIER = "no identifier"


class Ready(NamedTuple):
    """The works of a batch, and what became of its records."""

    part: str
    works: list[Prepared]
    tally: Tally


class Preparing:
    """Prepares works: with the dictionary of an index, and the year in which it is built.

    Without a dictionary the records stay plain.
    """

    def __init__(self, dictionary: bytes | None, year: int) -> None:
        self.pack = stored.plain if dictionary is None else stored.Packer(dictionary).pack
        self.year = year

    def __call__(self, dump: str, batch: Batch) -> Ready:
        """Read a batch."""
        tally, works = Tally(), []
        for record in records(DUMPS[dump], batch, tally, self.year):
            try:
                works.append(self._prepared(record))
            except Exception as error:  # the others are still added
                tally.kept -= 1
                reason = NOT_UTF8 if isinstance(error, ValueError) else _slip(error)
                tally.skip(reason, f"{batch.part}: {record.id}"[:200])
        return Ready(batch.part, works, tally)

    def _prepared(self, record: Record) -> Prepared:
        name = f"{record.source}\0{record.id.casefold()}".encode()
        key = int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "big")
        words = " ".join(work_terms(record)) if record.type != "journal" or record.title else ""
        return Prepared(key, identifier_terms(record), words, self.pack(record))


def records(dump: Dump, batch: Batch, tally: Tally, year: int) -> Iterator[Record]:
    """The records of a batch; the tally counts them and all that is none."""
    if batch.damage:
        tally.damage(batch.damage, batch.part)
        return
    for first, data in _blocks(dump, batch, tally):
        for position, item in enumerate(dump.items(data), first):
            where = f"{batch.part}:{position}"
            found = None if item is None else _record(dump, item, year)
            if isinstance(found, Skipped):
                tally.skip(found.reason, where)
            elif found is not None:
                tally.kept += 1
                tally.remarks.update(found.remarks)
                yield found.record


def _blocks(dump: Dump, batch: Batch, tally: Tally) -> Iterator[Block]:
    if batch.block is not None:
        yield batch.block
        return
    try:
        stream = _Bounded(unpacked(io.BytesIO(batch.packed or b"")))
        yield from dump.blocks(stream)
    except DamagedError as error:
        tally.damage(str(error), batch.part)


class _Bounded:
    def __init__(self, stream: Stream) -> None:
        self._stream, self._left = stream, MOST_OF_A_PART

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise DamagedError(f"unpacks to more than {MOST_OF_A_PART >> 20} MB")
        return data


class _Sound(NamedTuple):
    record: Record
    remarks: list[str]


def _record(dump: Dump, item: Any, year: int) -> _Sound | Skipped:
    if isinstance(item, Skipped):
        return item
    try:
        found = dump.record(item)
        if isinstance(found, Skipped):
            return found
        return _sound(found, year) if found.id else Skipped(NO_IDENTIFIER)
    except UNREADABLE:
        return Skipped(f"not a record of {dump.title}")
    except Exception as error:  # whatever is in a dump, the others are still read
        return Skipped(_slip(error))


def _slip(error: Exception) -> str:
    return f"not read ({type(error).__name__})"


def _sound(record: Record, year: int) -> _Sound:
    """A record as its service's resolver would give it, without years that cannot be."""
    remarks = []
    dates = {kind: date for kind, date in record.dates.items() if date.year in YEARS}
    if len(dates) < len(record.dates):
        remarks.append("a date that cannot be, left out")
        record = replace(record, dates=dates)
    record = read_title_notice(marked(record, year))
    if record.damaged:
        remarks.append("damaged at its source, kept as such")
    return _Sound(record, remarks)
