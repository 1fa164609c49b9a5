"""Semantic Scholar."""

from __future__ import annotations

import pytest

from srccheck.model import Identifier
from srccheck.model.evidence import Outcome
from srccheck.net import Client
from srccheck.resolvers.semantic_scholar import SemanticScholar

from .asking import EDITORIAL, NOTHING, TIDES, entry

pytestmark = pytest.mark.vcr


def test_found(client: Client) -> None:
    for identifier in (TIDES, Identifier("arxiv", "2401.99991"), Identifier("pmid", "99999991")):
        record = SemanticScholar().resolve(identifier, client).records[0]
        assert record.title == "The Tides of Lake Sorrel"
        assert [str(name) for name in record.author] == ["Rask, Ida", "Bell, Tomas"]
        assert record.ids("doi") == ("10.5555/tides.1",)
        assert str(record.issued) == "2014-05-07"


def test_nothing_like_it(client: Client) -> None:
    evidence = SemanticScholar().search(entry("Nothing Like It"), client)
    assert evidence is not None
    assert evidence.outcome is Outcome.NOT_FOUND


def test_not_found(client: Client) -> None:
    assert SemanticScholar().resolve(NOTHING, client).outcome is Outcome.NOT_FOUND


def test_ambiguous(client: Client) -> None:
    evidence = SemanticScholar().search(EDITORIAL, client)
    assert evidence is not None
    assert [str(record.author[0]) for record in evidence.records] == ["Quill, Ana", "Marsh, Piet"]
