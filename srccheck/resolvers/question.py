"""An entry as the words of a search."""

from __future__ import annotations

from srccheck.model import Entry, Name

LONGEST = 300
"""Characters; longer queries are refused by some services and help none."""


def question(entry: Entry) -> str:
    """Title, first authors, container and year of an entry, as one search string.

    Empty when there is too little to search with: neither a title, nor an author with a container.
    """
    title = entry.value("title")
    authors = [name.family for name in _names(entry)[:3]]
    container = entry.value("journaltitle") or entry.value("booktitle")
    year = entry.value("date")[:4]
    numbers = [entry.value("volume"), entry.value("pages").partition("-")[0]]
    if not title and not (authors and container):
        return ""
    parts = [title, *authors, container, year] if title else [*authors, container, *numbers, year]
    return " ".join(" ".join(part.split()) for part in parts if part)[:LONGEST]


def _names(entry: Entry) -> tuple[Name, ...]:
    field = entry.fields.get("author") or entry.fields.get("editor")
    return field.names if field else ()
