"""DBLP."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.dblp import DBLP

from .asking import EDITORIAL, entry

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    evidence = DBLP().search(entry("The Tides of Lake Sorrel", "Rask"), client)
    assert evidence is not None
    record = evidence.records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
    assert record.ids("doi") == ("10.5555/tides.1",)
    assert (record.volume, record.issue, record.page) == ("12", "3", "45-61")


def test_record(client: Client) -> None:
    address = Identifier("url", "https://dblp.org/rec/journals/jiw/Rask14.html")
    record = DBLP().resolve(address, client).records[0]
    assert [str(name) for name in record.author] == ["Rask, Ida", "Béll, Tomas"]
    assert record.container_title == ("J. Inland Waters",)


def test_nothing_like_it(client: Client) -> None:
    evidence = DBLP().search(entry("Nothing Like It"), client)
    assert evidence is not None
    assert evidence.outcome is Outcome.NOT_FOUND


def test_not_found(client: Client) -> None:
    assert (
        DBLP()
        .resolve(Identifier("url", "https://dblp.org/rec/journals/jiw/Nobody00"), client)
        .outcome
        is Outcome.NOT_FOUND
    )


def test_ambiguous(client: Client) -> None:
    evidence = DBLP().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
