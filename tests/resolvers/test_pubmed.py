"""PubMed, which takes two requests for all but PMIDs."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.pubmed import PubMed

from .asking import EDITORIAL, NOTHING, TIDES

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    record = PubMed().resolve(TIDES, client).records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
    assert record.container_title == ("Journal of Inland Waters", "J Inland Waters")
    assert (record.volume, record.issue, record.page) == ("12", "3", "45-61")
    assert str(record.issued) == "2014-05"
    assert str(record.dates["online"]) == "2014-05-07"
    assert record.ids("pmid") == ("99999991",)


def test_retracted(client: Client) -> None:
    record = PubMed().resolve(Identifier("pmid", "99999992"), client).records[0]
    assert [(one.kind, one.notice) for one in record.updates] == [
        ("retraction", "pmid:99999999"),
        ("concern", "pmid:99999998"),
    ]


def test_unknown_number(client: Client) -> None:
    evidence = PubMed().resolve(Identifier("pmid", "99999900"), client)
    assert evidence.outcome is Outcome.NOT_FOUND


def test_not_found(client: Client) -> None:
    assert PubMed().resolve(NOTHING, client).outcome is Outcome.NOT_FOUND


def test_ambiguous(client: Client) -> None:
    evidence = PubMed().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
