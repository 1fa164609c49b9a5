"""doi.org: content negotiation, handles and agencies."""

from __future__ import annotations

import pytest

from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.doi_org import DoiOrg

from .asking import NOTHING, TIDES

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    record = DoiOrg().resolve(TIDES, client).records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert record.container_title[0] == "Journal of Inland Waters"


def test_exists(client: Client) -> None:
    assert DoiOrg().exists(TIDES.value, client).outcome is Outcome.FOUND
    assert DoiOrg().exists(NOTHING.value, client).outcome is Outcome.NOT_FOUND


def test_agency(client: Client) -> None:
    assert DoiOrg().agency(TIDES.value, client) == "Crossref"
    assert DoiOrg().agency("10.99999/nothing", client) == ""


def test_not_found(client: Client) -> None:
    assert DoiOrg().resolve(NOTHING, client).outcome is Outcome.NOT_FOUND
