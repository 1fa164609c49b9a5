"""Retraction Watch's database: retractions, concerns and corrections of works.

https://gitlab.com/crossref/retraction-watch-data: ``retraction_watch.csv``. What is known of one
work is brought together: a retraction that was taken back later is none.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from srccheck.index.dumps.dump import Block, Dump, Skipped
from srccheck.index.packed import DamagedError, Stream
from srccheck.model import PartialDate
from srccheck.model.evidence import Record, Update
from srccheck.resolvers import csl, stated

MOST_BYTES = 512 << 20
PER_BLOCK = 2_000
_NATURES = {
    "retraction": "retraction",
    "expression of concern": "concern",
    "correction": "correction",
    "reinstatement": "reinstatement",
}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NOTHING = frozenset({"unavailable", "0", "", "n/a", "none"})
Row = dict[str, str]


class RetractionWatchDump(Dump):
    """The CSV file."""

    name = "retraction-watch"
    title = "Retraction Watch"
    mark = re.compile(rb"Record ID,.{0,300}RetractionDOI", re.DOTALL)
    named = re.compile(r"\.csv(?:\.gz)?$", re.IGNORECASE)

    def blocks(self, stream: Stream) -> Iterator[Block]:
        """All notices on each work, in blocks of works."""
        data, damage = bytearray(), None
        try:
            while chunk := stream.read(1 << 20):
                data += chunk
                if len(data) > MOST_BYTES:
                    raise DamagedError(f"larger than {MOST_BYTES >> 20} MB")
        except DamagedError as error:
            damage = error
        works: dict[str, list[Row | Skipped]] = {}
        for row in _rows(bytes(data)):
            doi = row.get("OriginalPaperDOI", "").strip().lower() if isinstance(row, dict) else ""
            key = f"#{len(works)}" if doi in _NOTHING else doi
            works.setdefault(key, []).append(row)
        grouped = list(works.values())
        for at in range(0, len(grouped), PER_BLOCK):
            yield Block(at + 1, grouped[at : at + PER_BLOCK])
        if damage:
            raise damage

    def items(self, data: Any) -> Iterator[Any]:
        """The notices on each work."""
        for rows in data:
            broken = [row for row in rows if isinstance(row, Skipped)]
            yield from broken
            if len(broken) < len(rows):
                yield [row for row in rows if not isinstance(row, Skipped)]

    def record(self, item: Any) -> Record | Skipped:
        """A work with the notices on it."""
        row: Row = item[0]
        doi, pmid = _id(row["OriginalPaperDOI"]), _id(row.get("OriginalPaperPubMedID", ""))
        updates = _updates(item)
        if not updates:
            return Skipped("reinstated")
        return Record(
            source="retraction-watch",
            id=doi or f"retraction-watch:{row['Record ID'].strip()}",
            type="article-journal",
            title=csl.first(row["Title"]),
            author=stated.names(row.get("Author", "").split(";")),
            container_title=tuple(csl.strings(row.get("Journal"))),
            publisher=csl.first(row.get("Publisher")),
            dates=stated.dates(issued=_day(row.get("OriginalPaperDate", ""))),
            identifiers=stated.identifiers(("doi", doi), ("pmid", pmid)),
            updates=updates,
        )


def _rows(data: bytes) -> Iterator[Row | Skipped]:
    """The lines of the table; old files are in Windows-1252."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("windows-1252", "replace")
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""))
    header: list[str] = []
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Skipped("not CSV")
            continue
        if not header:
            header = [name.strip() for name in cells]
        elif len(cells) < len(header) - 1:
            if any(cells):
                yield Skipped("too few columns")
        else:
            yield dict(zip(header, cells, strict=False))


def _updates(rows: list[Row]) -> tuple[Update, ...]:
    dated = [(_day(row.get("RetractionDate", "")), row) for row in rows]
    dated.sort(key=lambda pair: _order(pair[0]))
    found: list[Update] = []
    for day, row in dated:
        kind = _NATURES.get(row.get("RetractionNature", "").strip().lower(), "")
        if kind == "reinstatement":
            found = [one for one in found if one.kind not in ("retraction", "concern")]
        elif kind:
            found.append(Update(kind, _id(row.get("RetractionDOI", "")), day, "retraction-watch"))
    return tuple(dict.fromkeys(found))


def _order(date: PartialDate | None) -> tuple[int, int, int]:
    return (date.year, date.month or 0, date.day or 0) if date else (0, 0, 0)


def _id(value: str) -> str:
    return "" if value.strip().lower() in _NOTHING else value.strip()


def _day(value: str) -> PartialDate | None:
    """A day as Americans write it, with a time that is always midnight."""
    found = _DAY.match(value.strip())
    return stated.partial(found[3], found[1], found[2]) if found else None
