"""Entries and identifiers to ask about."""

from __future__ import annotations

from srccheck.model import Entry, EntryKind, Field, Identifier, Name, Span

TIDES = Identifier("doi", "10.5555/tides.1")
SALT = Identifier("doi", "10.5555/salt.2")
NOTHING = Identifier("doi", "10.5555/nothing")
NOWHERE = Span(0, 0)


def entry(title: str, author: str = "", type_: str = "article", **fields: str) -> Entry:
    """An entry with a title, perhaps an author's family name, and other fields."""
    made = {
        name: Field(name, value, value, NOWHERE)
        for name, value in {"title": title, **fields}.items()
    }
    if author:
        made["author"] = Field("author", author, author, NOWHERE, names=(Name(author),))
    return Entry("key", type_, EntryKind.SOURCE, made, NOWHERE, title)


EDITORIAL = entry("Editorial")
