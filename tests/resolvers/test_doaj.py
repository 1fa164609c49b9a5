"""DOAJ: articles and journals."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.doaj import DOAJ

from .asking import EDITORIAL, NOTHING, TIDES

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    record = DOAJ().resolve(TIDES, client).records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
    assert str(record.issued) == "2014-05"
    assert record.page == "45-61"


def test_journal(client: Client) -> None:
    record = DOAJ().resolve(Identifier("issn", "0000-0000"), client).records[0]
    assert (record.type, record.title) == ("journal", "Journal of Inland Waters")
    assert record.titles == ("Inland Waters",)


def test_not_found(client: Client) -> None:
    assert DOAJ().resolve(NOTHING, client).outcome is Outcome.NOT_FOUND


def test_ambiguous(client: Client) -> None:
    evidence = DOAJ().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
