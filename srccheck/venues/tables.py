"""Reads the tables under ``data/``: tab-separated, UTF-8, a header, lists parted by ``|``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srccheck.venues.venue import Translation, Venue, VenueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

VENUE_TABLES = (
    "journals.tsv",
    "magazines.tsv",
    "newspapers.tsv",
    "wires.tsv",
    "think_tanks.tsv",
    "series.tsv",
    "blogs.tsv",
    "organizations.tsv",
)
_LANGUAGE = re.compile(r"([a-z]{2}):(?=\S)")


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of one table, each by the names of its columns.

    >>> next(rows("sources.tsv"))["key"]
    'common'
    """
    from importlib.resources import files

    text = (files("srccheck.venues") / "data" / table).read_text(encoding="utf-8")
    header, *lines = text.splitlines()
    columns = header.split("\t")
    for line in lines:
        yield dict(zip(columns, line.split("\t"), strict=True))


def split_list(cell: str) -> tuple[str, ...]:
    """The members of a cell that holds a list.

    >>> split_list("Ifri|IFRI"), split_list("")
    (('Ifri', 'IFRI'), ())
    """
    return tuple(cell.split("|")) if cell else ()


def _translation(member: str) -> Translation:
    prefix = _LANGUAGE.match(member)
    return Translation(prefix[1], member[prefix.end() :]) if prefix else Translation("", member)


def read_venues() -> tuple[Venue, ...]:
    """All venues, in the order of the tables."""
    return tuple(_venue(**row) for table in VENUE_TABLES for row in rows(table))


def _venue(
    name: str,
    kind: str,
    aliases: str,
    translated: str,
    publisher: str,
    issns: str,
    domains: str,
    language: str,
    country: str,
    source: str,
) -> Venue:
    return Venue(
        name,
        VenueKind(kind),
        split_list(aliases),
        tuple(map(_translation, split_list(translated))),
        publisher,
        split_list(issns),
        split_list(domains),
        language,
        country,
        split_list(source),
    )
