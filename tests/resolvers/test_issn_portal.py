"""The ISSN Portal."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.issn_portal import IssnPortal

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    record = IssnPortal().resolve(Identifier("issn", "0000-0000"), client).records[0]
    assert record.title == "Journal of Inland Waters"
    assert record.titles == ("Journal of Inland Waters (Print)",)
    assert record.ids("issn") == ("0000-0000", "0000-0019")


def test_not_found(client: Client) -> None:
    assert (
        IssnPortal().resolve(Identifier("issn", "0000-0027"), client).outcome is Outcome.NOT_FOUND
    )
