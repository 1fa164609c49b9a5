"""The Wayback Machine."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.internet_archive import InternetArchive

pytestmark = pytest.mark.vcr

PAGE = "https://news.example/2014/05/07/the-tides"


def test_found(client: Client) -> None:
    evidence = InternetArchive().resolve(Identifier("url", PAGE), client)
    assert [record.url for record in evidence.records] == [
        f"https://web.archive.org/web/20140508010203/{PAGE}",
        f"https://web.archive.org/web/20200101000000/{PAGE}",
    ]
    assert str(evidence.records[0].dates["archived"]) == "2014-05-08"


def test_closest(client: Client) -> None:
    evidence = InternetArchive().closest(PAGE, client, "20140601")
    assert [record.id for record in evidence.records] == ["20140601000000"]
    nothing = InternetArchive().closest("https://news.example/nothing", client)
    assert nothing.outcome is Outcome.NOT_FOUND


def test_timemap(client: Client) -> None:
    evidence = InternetArchive().timemap(PAGE, client)
    assert [record.id for record in evidence.records] == ["20140508010203", "20200101000000"]


def test_archived_refusal(client: Client) -> None:
    address = f"{client.base('internet-archive')}/web/20150129034904id_/{PAGE}"
    exchange = client.get(address, service="internet-archive")
    evidence = InternetArchive().evidence(exchange, PAGE)
    assert evidence.outcome is Outcome.NOT_FOUND, "its 429 is the page's, not the archive's"
    assert "429 when it was archived" in evidence.message


def test_not_found(client: Client) -> None:
    assert (
        InternetArchive().resolve(Identifier("url", "https://news.example/nothing"), client).outcome
        is Outcome.NOT_FOUND
    )
