"""Which volumes of a journal belong to a year."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.crossref_journals import CrossrefJournals

from .asking import entry

pytestmark = pytest.mark.vcr

ISSN = "0000-0000"


def test_found(client: Client) -> None:
    record = CrossrefJournals().resolve(Identifier("issn", ISSN), client).records[0]
    assert (record.type, record.title) == ("journal", "Journal of Inland Waters")
    assert (str(record.dates["first"]), str(record.dates["last"])) == ("2001", "2015")


def test_volumes(client: Client) -> None:
    evidence = CrossrefJournals().volumes(ISSN, 2014, client)
    assert {record.volume for record in evidence.records} == {"12"}


def test_ambiguous(client: Client) -> None:
    cited = entry("Tides", journaltitle="Journal of Inland Waters")
    evidence = CrossrefJournals().search(cited, client)
    assert evidence is not None
    assert [record.title for record in evidence.records] == [
        "Journal of Inland Waters",
        "Journal of Inland Waterways",
    ]


def test_not_found(client: Client) -> None:
    assert (
        CrossrefJournals().resolve(Identifier("issn", "0000-0027"), client).outcome
        is Outcome.NOT_FOUND
    )
