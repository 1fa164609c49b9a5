"""Zenodo."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.zenodo import Zenodo

from .asking import EDITORIAL, TIDES

pytestmark = pytest.mark.vcr

TIDES_DOI = Identifier("doi", "10.5281/zenodo.101")


def test_found(client: Client) -> None:
    record = Zenodo().resolve(TIDES_DOI, client).records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
    assert record.type == "report"
    assert record.relations == {"is-version-of": ("10.5281/zenodo.100",)}
    assert record.updates == ()


def test_replaced(client: Client) -> None:
    address = Identifier("url", "https://zenodo.org/records/103")
    record = Zenodo().resolve(address, client).records[0]
    assert [one.kind for one in record.updates] == ["new-version"]


def test_other_dois() -> None:
    assert Zenodo().resolves(TIDES_DOI)
    assert not Zenodo().resolves(TIDES)


def test_not_found(client: Client) -> None:
    assert (
        Zenodo().resolve(Identifier("doi", "10.5281/zenodo.102"), client).outcome
        is Outcome.NOT_FOUND
    )


def test_ambiguous(client: Client) -> None:
    evidence = Zenodo().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
