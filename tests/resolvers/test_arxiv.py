"""arXiv, in Atom."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.arxiv import ArXiv

from .asking import EDITORIAL, TIDES

pytestmark = pytest.mark.vcr

WITHDRAWN = Identifier("arxiv", "2401.99992")


def test_found(client: Client) -> None:
    record = ArXiv().resolve(Identifier("arxiv", "2401.99991"), client).records[0]
    assert record.title == "The Tides of Lake Sorrel"
    assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
    assert record.id == "2401.99991"
    assert record.container_title == ("Journal of Inland Waters 12 (2014) 45",)
    assert record.relations == {
        "has-version": ("2401.99991v2",),
        "is-preprint-of": ("10.5555/tides.1",),
    }
    assert record.updates == ()


def test_withdrawn(client: Client) -> None:
    record = ArXiv().resolve(WITHDRAWN, client).records[0]
    assert [one.kind for one in record.updates] == ["withdrawal"]


@pytest.mark.default_cassette("found")
def test_its_own_doi(client: Client) -> None:
    doi = Identifier("doi", "10.48550/arxiv.2401.99991")
    assert ArXiv().resolves(doi)
    assert not ArXiv().resolves(TIDES)
    assert ArXiv().resolve(doi, client).outcome is Outcome.FOUND


def test_not_found(client: Client) -> None:
    assert ArXiv().resolve(Identifier("arxiv", "2401.99900"), client).outcome is Outcome.NOT_FOUND


def test_ambiguous(client: Client) -> None:
    evidence = ArXiv().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
