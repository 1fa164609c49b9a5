"""OpenAlex, with abstracts as an inverted index."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.openalex import OpenAlex

from .asking import EDITORIAL, NOTHING, TIDES

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    record = OpenAlex().resolve(TIDES, client).records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
    assert record.container_title == ("Journal of Inland Waters",)
    assert (record.volume, record.issue, record.page) == ("12", "3", "45-61")
    assert record.abstract == "Of tides in a lake."
    assert record.updates == ()


def test_retracted(client: Client) -> None:
    record = OpenAlex().resolve(Identifier("pmid", "99999992"), client).records[0]
    assert [one.kind for one in record.updates] == ["retraction"]


def test_without_key(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENALEX_API_KEY")
    evidence = OpenAlex().resolve(TIDES, client)
    assert evidence.outcome is Outcome.SKIPPED
    assert "OPENALEX_API_KEY" in evidence.message


def test_not_found(client: Client) -> None:
    assert OpenAlex().resolve(NOTHING, client).outcome is Outcome.NOT_FOUND


def test_ambiguous(client: Client) -> None:
    evidence = OpenAlex().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
