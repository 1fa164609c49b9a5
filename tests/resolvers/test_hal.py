"""HAL."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.hal import HAL

from .asking import EDITORIAL, NOTHING, TIDES

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    record = HAL().resolve(TIDES, client).records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert record.titles == ("The Tides of Lake Sorrel (traduction)",)
    assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
    assert record.container_title == ("Journal of Inland Waters",)
    assert str(record.issued) == "2014-05-07"


@pytest.mark.parametrize(
    ("address", "is_deposit"),
    [
        ("https://hal.science/hal-99999990", True),
        ("https://shs.hal.science/halshs-99999990v2", True),
        ("https://theses.hal.science/tel-99999990/document", True),
        ("https://hal.archives-ouvertes.fr/hal-99999990v1/file/a.pdf", True),
        ("https://hal.science/search/index?q=tides", False),
        ("https://example.org/hal-99999990", False),
    ],
)
def test_addresses(address: str, is_deposit: bool) -> None:
    assert HAL().resolves(Identifier("url", address)) is is_deposit


def test_not_found(client: Client) -> None:
    assert HAL().resolve(NOTHING, client).outcome is Outcome.NOT_FOUND


def test_ambiguous(client: Client) -> None:
    evidence = HAL().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
