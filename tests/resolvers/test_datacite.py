"""DataCite."""

from __future__ import annotations

import pytest

from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.datacite import DataCite

from .asking import EDITORIAL, NOTHING, SALT, TIDES

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    record = DataCite().resolve(TIDES, client).records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
    assert (record.volume, record.issue, record.page) == ("12", "3", "45-61")
    assert str(record.issued) == "2014-05-07"
    assert record.ids("issn") == ("0000-0000",)
    assert record.updates == ()
    assert record.relations == {}


def test_replaced(client: Client) -> None:
    record = DataCite().resolve(SALT, client).records[0]
    assert [(one.kind, one.notice) for one in record.updates] == [("new-version", "10.5555/salt.3")]


def test_not_found(client: Client) -> None:
    evidence = DataCite().resolve(NOTHING, client)
    assert evidence.outcome is Outcome.NOT_FOUND


def test_ambiguous(client: Client) -> None:
    evidence = DataCite().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
