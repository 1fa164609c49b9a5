"""Damaged values in the records of a database: theirs, and never to be copied into a suggestion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from srccheck.model.evidence import Record
from srccheck.text.mojibake import find_mojibake

LOST = "\ufffd"
"""The replacement character: what stood there is lost (Unicode Standard, section 3.9)."""


def marked(record: Record, year: int = 9999) -> Record:
    """The same record, with the names of the fields whose values are damaged.

    A date of publication more than a year after ``year``, in which it was stated, is one of them.

    >>> marked(Record("crossref", title="L'Ã©tat", publisher="COMISSÃO")).damaged
    ('title',)
    """
    damaged = [name for name, values in _texts(record) if any(map(is_damaged, values))]
    if record.issued and record.issued.year > year + 1:
        damaged.append("date")
    return replace(record, damaged=tuple(damaged)) if damaged else record


def is_damaged(text: str) -> bool:
    """Whether a text has lost characters or was wrongly decoded."""
    return LOST in text or bool(find_mojibake(text))


def _texts(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "title", (record.title, *record.titles)
    for name in ("author", "editor"):
        yield name, tuple(str(person) for person in getattr(record, name))
    yield "container_title", record.container_title
    for name in (
        "collection_title",
        "volume",
        "issue",
        "page",
        "publisher",
        "publisher_place",
        "abstract",
    ):
        yield name, (getattr(record, name),)
