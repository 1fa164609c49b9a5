"""Open Library."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.open_library import OpenLibrary

from .asking import entry

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    record = OpenLibrary().resolve(Identifier("isbn", "978-0-00-000000-2"), client).records[0]
    assert record.title == "A History of Harbours"
    assert record.titles == ("A History of Harbours: from Reed to Stone",)
    assert [str(name) for name in record.author] == ["Dobre, Mirela"]
    assert (record.publisher, record.publisher_place) == ("Northlight Press", "Port Amber")
    assert str(record.issued) == "2009-03-03"
    assert record.ids("isbn") == ("9780000000002",)


def test_not_found(client: Client) -> None:
    assert (
        OpenLibrary().resolve(Identifier("isbn", "9780000000033"), client).outcome
        is Outcome.NOT_FOUND
    )


def test_ambiguous(client: Client) -> None:
    evidence = OpenLibrary().search(entry("Harbours"), client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
