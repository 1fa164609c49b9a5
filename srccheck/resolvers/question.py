"""An entry as the words of a search."""

from __future__ import annotations

import re

from srccheck.model import Entry, Name

LONGEST = 300
"""Characters; longer queries are refused by some services and help none."""

_SYNTAX = re.compile(r"[\"+\-=&|><!(){}\[\]^~*?:\\/]")
_OPERATORS = frozenset({"AND", "OR", "NOT", "TO"})


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


def quoted_terms(entry: Entry) -> tuple[str, str, str]:
    """Title, first author's family name and year, safe inside a field of a query.

    What is syntax in the query languages of Lucene, Elasticsearch, Solr and CQL becomes a space.
    An empty title says that there is nothing to search with.

    >>> plain('Tides: a history (1900-1950) "AND" NOT')
    'Tides a history 1900 1950 and not'
    """
    authors = _names(entry)
    year = entry.value("date")[:4]
    return (
        plain(entry.value("title"))[:LONGEST],
        plain(authors[0].family) if authors else "",
        year if year.isdecimal() else "",
    )


def plain(text: str) -> str:
    """Text without the syntax of query languages."""
    words = _SYNTAX.sub(" ", text).split()
    return " ".join(word.lower() if word in _OPERATORS else word for word in words)


def _names(entry: Entry) -> tuple[Name, ...]:
    field = entry.fields.get("author") or entry.fields.get("editor")
    return field.names if field else ()
