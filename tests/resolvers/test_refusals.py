"""No refusal and no broken answer of any service is an answer."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Evidence, Outcome
from srccheck.net import Client
from srccheck.resolvers import RESOLVERS, resolvers

from .asking import TIDES, entry

pytestmark = pytest.mark.vcr

SERVICES = sorted({resolver.name for resolver in RESOLVERS} - {"page"})
ASKED = {
    "arxiv": Identifier("arxiv", "2401.99991"),
    "zenodo": Identifier("doi", "10.5281/zenodo.101"),
    "crossref-journals": Identifier("issn", "0000-0000"),
    "issn-portal": Identifier("issn", "0000-0000"),
    "open-library": Identifier("isbn", "9780000000002"),
    "library-sru": Identifier("isbn", "9780000000002"),
    "internet-archive": Identifier("url", "https://news.example/2014/05/07/the-tides"),
}


def ask(service: str, client: Client) -> Evidence:
    resolver = resolvers()[service]
    if service == "dblp":
        found = resolver.search(entry("The Tides of Lake Sorrel"), client)
        assert found is not None
        return found
    return resolver.resolve(ASKED.get(service, TIDES), client)


@pytest.mark.parametrize("service", SERVICES)
def test_rate_limited(service: str, client: Client) -> None:
    evidence = ask(service, client)
    assert evidence.outcome is Outcome.RATE_LIMITED
    assert evidence.message.startswith("HTTP 429")


@pytest.mark.parametrize("service", SERVICES)
def test_broken(service: str, client: Client) -> None:
    evidence = ask(service, client)
    assert evidence.outcome is Outcome.FAILED
    assert evidence.message.startswith("HTTP 500")


@pytest.mark.parametrize("service", SERVICES)
def test_truncated(service: str, client: Client) -> None:
    evidence = ask(service, client)
    assert evidence.outcome is Outcome.FAILED
    assert "not what" in evidence.message
