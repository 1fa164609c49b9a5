"""Records as they lie in the index: short JSON, packed with a dictionary made of such records."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
import zstandard

from srccheck.model import Identifier, Name, PartialDate
from srccheck.model.evidence import Record, Update

MOST_PEOPLE = 100
LONGEST = 2_000
DICTIONARY = 64 << 10
LEVEL = 6
_TEXTS = {
    "i": "id", "t": "type", "T": "title", "c": "collection_title", "v": "volume", "n": "issue",
    "N": "number", "p": "page", "e": "edition", "P": "publisher", "L": "publisher_place",
    "g": "genre", "l": "language", "u": "url", "f": "pdf",
}  # fmt: skip
_LISTS = {"O": "titles", "C": "container_title", "x": "damaged"}
_PEOPLE = {"a": "author", "E": "editor"}


def plain(record: Record) -> bytes:
    """A record as short JSON, without the abstract.

    Raises:
        ValueError: it has characters that are none (halves of pairs of surrogates).
    """
    made: dict[str, Any] = {"s": record.source}
    for key, name in _TEXTS.items():
        if value := getattr(record, name):
            made[key] = value[:LONGEST]
    for key, name in _LISTS.items():
        if value := getattr(record, name):
            made[key] = [one[:LONGEST] for one in value[:10]]
    for key, name in _PEOPLE.items():
        if value := getattr(record, name):
            made[key] = [_name(one) for one in value[:MOST_PEOPLE]]
    if record.dates:
        made["d"] = {kind: _date(date) for kind, date in record.dates.items()}
    if record.identifiers:
        made["I"] = [[one.scheme, one.value] for one in record.identifiers[:20]]
    if record.updates:
        made["U"] = [[one.kind, one.notice, _date(one.date), one.source] for one in record.updates]
    if record.relations:
        made["r"] = {kind: found[:20] for kind, found in list(record.relations.items())[:10]}
    try:
        return orjson.dumps(made)
    except TypeError as error:
        raise ValueError(str(error)) from None


def read(data: bytes) -> Record:
    """The record of :func:`plain`."""
    return of(orjson.loads(data))


def of(made: Mapping[str, Any]) -> Record:
    """The record of :func:`plain`, from its JSON as it was read."""
    get = made.get
    texts = {name: made[key] for key, name in _TEXTS.items() if key in made}
    return Record(
        source=made["s"],
        author=tuple(map(_read_name, get("a", ()))),
        editor=tuple(map(_read_name, get("E", ()))),
        titles=tuple(get("O", ())),
        container_title=tuple(get("C", ())),
        damaged=tuple(get("x", ())),
        **texts,
        dates=_read_dates(get("d", {})),
        identifiers=tuple(Identifier(scheme, value) for scheme, value in get("I", ())),
        updates=tuple(
            Update(kind, notice, _read_date(date), source)
            for kind, notice, date, source in get("U", ())
        ),
        relations={kind: tuple(found) for kind, found in get("r", {}).items()},
    )


def _name(name: Name) -> list[Any]:
    parts = [name.family[:LONGEST], name.given[:LONGEST], name.particle, name.suffix, name.literal]
    while not parts[-1]:
        parts.pop()
        if not parts:
            break
    return parts


def _read_name(parts: list[Any]) -> Name:
    return Name(*parts) if parts else Name("")


def _date(date: PartialDate | None) -> list[Any] | None:
    if date is None:
        return None
    parts = [date.year, date.month, date.day, date.season, _date(date.end), date.circa or None]
    while parts[-1] is None:
        parts.pop()
    return parts


def _read_date(parts: list[Any] | None) -> PartialDate | None:
    if parts is None:
        return None
    year, month, day, season, end, circa = [*parts, None, None, None, None, None][:6]
    return PartialDate(year, month, day, season, _read_date(end), bool(circa))


def _read_dates(given: Mapping[str, list[Any]]) -> dict[str, PartialDate]:
    return {kind: date for kind, parts in given.items() if (date := _read_date(parts))}


def train(samples: Iterable[bytes]) -> bytes:
    """A dictionary of what records have in common; empty where they are too few for one."""
    try:
        return zstandard.train_dictionary(DICTIONARY, list(samples)).as_bytes()
    except zstandard.ZstdError:
        return b""


class Packer:
    """Packs and unpacks records with a dictionary, from any thread."""

    def __init__(self, dictionary: bytes) -> None:
        self._dictionary = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._local = threading.local()

    def pack(self, record: Record) -> bytes:
        """A record as it is stored."""
        if not hasattr(self._local, "compressor"):
            self._local.compressor = zstandard.ZstdCompressor(
                level=LEVEL, dict_data=self._dictionary, write_checksum=False, write_dict_id=False
            )
        packed: bytes = self._local.compressor.compress(plain(record))
        return packed

    def unpack(self, data: bytes) -> Record:
        """The record of :meth:`pack`.

        Raises:
            zstandard.ZstdError, ValueError: it is damaged.
        """
        if not hasattr(self._local, "decompressor"):
            self._local.decompressor = zstandard.ZstdDecompressor(dict_data=self._dictionary)
        return read(self._local.decompressor.decompress(data, max_output_size=1 << 20))
