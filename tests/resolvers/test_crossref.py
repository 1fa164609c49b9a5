"""Crossref, whose 404 is plain text and whose updates may be of a work by itself."""

from __future__ import annotations

import pytest

from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.crossref import Crossref

from .asking import EDITORIAL, NOTHING, SALT, TIDES

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    record = Crossref().resolve(TIDES, client).records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
    assert record.container_title == ("Journal of Inland Waters", "J. Inland Waters")
    assert (record.volume, record.issue, record.page) == ("12", "3", "45-61")
    assert str(record.issued) == "2014-05-07"
    assert record.updates == ()


def test_retracted(client: Client) -> None:
    record = Crossref().resolve(SALT, client).records[0]
    assert [(one.kind, one.notice, one.source) for one in record.updates] == [
        ("retraction", "10.5555/salt.2.notice", "retraction-watch")
    ]
    assert record.title == "RETRACTED: On the Salting of Rivers"
    assert record.titles == ("On the Salting of Rivers",)


def test_not_found(client: Client) -> None:
    assert Crossref().resolve(NOTHING, client).outcome is Outcome.NOT_FOUND


def test_ambiguous(client: Client) -> None:
    evidence = Crossref().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
