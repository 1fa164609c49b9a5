from __future__ import annotations

from collections.abc import Callable

import pytest

from srccheck.model import Entry, EntryKind, Field, Identifier, PartialDate, Span
from srccheck.readers.bibtex_names import read_names

MakeEntry = Callable[..., Entry]


@pytest.fixture(scope="session")
def make_entry() -> MakeEntry:
    """An entry from field values; ``raw`` is put together from them unless it is given."""

    def make(type: str = "article", raw: str = "", **values: str) -> Entry:  # noqa: A002
        fields = {}
        for name, value in values.items():
            people = read_names(value) if name in ("author", "editor") else ()
            date = None
            if name == "date":
                parts = [int(part) for part in value.split("-")]
                date = PartialDate(*parts)
            fields[name] = Field(name, value, value, Span(0, 0), people, date)
        identifiers = tuple(
            Identifier(scheme, values[scheme])
            for scheme in ("doi", "isbn", "url")
            if scheme in values
        )
        text = raw or ". ".join(values.values())
        return Entry(
            "key", type, EntryKind.SOURCE, fields, Span(0, 0), text, identifiers=identifiers
        )

    return make
