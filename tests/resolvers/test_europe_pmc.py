"""Europe PMC, whose errors come with status 200."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.europe_pmc import EuropePMC

from .asking import EDITORIAL, NOTHING, TIDES

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    record = EuropePMC().resolve(TIDES, client).records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
    assert str(record.issued) == "2014-05"
    assert str(record.dates["online"]) == "2014-05-07"
    assert "print" not in record.dates, "the first of the month stands for the month"
    assert record.updates == ()


def test_retracted(client: Client) -> None:
    record = EuropePMC().resolve(Identifier("pmid", "99999992"), client).records[0]
    assert [(one.kind, one.notice) for one in record.updates] == [("retraction", "pmid:99999999")]


def test_error_in_200(client: Client) -> None:
    exchange = client.get(f"{client.base('europe-pmc')}/search", service="europe-pmc")
    evidence = EuropePMC().evidence(exchange, "nothing")
    assert evidence.outcome is Outcome.FAILED
    assert "No search criteria" in evidence.message


def test_not_found(client: Client) -> None:
    assert EuropePMC().resolve(NOTHING, client).outcome is Outcome.NOT_FOUND


def test_ambiguous(client: Client) -> None:
    evidence = EuropePMC().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
