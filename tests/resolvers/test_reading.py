"""Whatever a service sends, reading it gives evidence and not an exception."""

from __future__ import annotations

import datetime
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srccheck.model.evidence import Outcome
from srccheck.net import Exchange
from srccheck.resolvers import resolvers

from ..standin import server

TIME = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
SAMPLES = {
    "doi.org": ["doi.org/10.5555/salt.2", "doi.org/api/handles/10.5555/salt.2",
                "doi.org/ra/10.5555"],
    "crossref": ["api.crossref.org/works/10.5555%2Fsalt.2",
                 "api.crossref.org/works?query.bibliographic=editorial"],
    "crossref-journals": ["api.crossref.org/journals?query=journal+of+inland+waters"],
    "datacite": ["api.datacite.org/dois/10.5555/salt.2"],
    "openalex": ["api.openalex.org/works/doi:10.5555/salt.2"],
    "semantic-scholar": ["api.semanticscholar.org/graph/v1/paper/DOI:10.5555/salt.2"],
    "europe-pmc": ["www.ebi.ac.uk/x/search?query=DOI:10.5555/salt.2"],
    "pubmed": ["eutils.ncbi.nlm.nih.gov/efetch.fcgi?id=99999991,99999992",
               "eutils.ncbi.nlm.nih.gov/esearch.fcgi?term=editorial"],
    "arxiv": ["export.arxiv.org/api/query?id_list=2401.99992"],
    "hal": ["api.archives-ouvertes.fr/search/?q=editorial"],
    "dblp": ["dblp.org/search/publ/api?q=editorial", "dblp.org/rec/journals/jiw/Rask14.xml"],
    "zenodo": ["zenodo.org/api/records/103", "zenodo.org/api/records?q=editorial"],
    "doaj": ["doaj.org/api/search/articles/doi:10.5555/salt.2",
             "doaj.org/api/search/journals/0000-0000"],
    "issn-portal": ["portal.issn.org/resource/ISSN/0000-0000"],
    "open-library": ["openlibrary.org/api/books?bibkeys=ISBN:9780000000002",
                     "openlibrary.org/search.json?title=harbours"],
    "library-sru": ["sru.k10plus.de/x?query=pica.isb=9780000000002"],
    "wikidata": ["www.wikidata.org/w/api.php?action=wbgetentities&ids=Q99999992"],
    "internet-archive": ["web.archive.org/cdx/search/cdx?url=https://news.example/2014/05/07/the-tides",
                         "archive.org/wayback/available?url=https://news.example/2014/05/07/the-tides"],
}  # fmt: skip
ANSWERS = [
    (name, server.answer(f"/works/{address}"))
    for name, addresses in SAMPLES.items()
    for address in addresses
]
READ = {Outcome.FOUND, Outcome.NOT_FOUND, Outcome.FAILED}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)  # fmt: skip


def outcome(name: str, body: bytes, kind: str) -> Outcome:
    exchange = Exchange(
        name, "https://example.org/", Outcome.FOUND, TIME, 200, "https://example.org/",
        headers={"content-type": kind}, body=body,
    )  # fmt: skip
    return resolvers()[name].evidence(exchange, "query").outcome


def replaced(value: Any, new: Any, chance: random.Random) -> Any:
    """A value in which something, somewhere, is something else."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(sorted(value))
        return {**value, key: replaced(value[key], new, chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        index = chance.randrange(len(value))
        return [*value[:index], replaced(value[index], new, chance), *value[index + 1 :]]
    return new


def test_samples_are_found() -> None:
    for name, answer in ANSWERS:
        if b"eSearchResult" not in answer.body:
            assert outcome(name, answer.body, answer.headers["Content-Type"]) is Outcome.FOUND


PAGES = [
    b'<!DOCTYPE html><html><head><link rel="stylesheet" href="a.css"><title>Sign in</title></head>'
    b"<body><p>Welcome to this hotel's network.</p></body></html>",
    b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Sign in</title></head></html>',
    b'{"status": "ok"}',
    b"null",
    b"OK",
]


@pytest.mark.parametrize("name", sorted(set(resolvers()) - {"page"}))
@pytest.mark.parametrize("body", PAGES)
def test_something_else_is_no_answer(name: str, body: bytes) -> None:
    assert outcome(name, body, "text/html") is Outcome.FAILED


@pytest.mark.parametrize("name", sorted(set(resolvers()) - {"page"}))
def test_no_content(name: str) -> None:
    exchange = Exchange(name, "https://example.org/", Outcome.FOUND, TIME, 204)
    assert resolvers()[name].evidence(exchange, "query").outcome is Outcome.FAILED


@pytest.mark.parametrize("name", sorted(resolvers()))
@settings(max_examples=50)
@given(value=values)
def test_any_json(name: str, value: Any) -> None:
    assert outcome(name, json.dumps(value).encode(), "application/json") in READ


@pytest.mark.parametrize("name", sorted(set(resolvers()) - {"page"}))
@settings(max_examples=50)
@given(body=st.binary(max_size=200))
def test_any_bytes(name: str, body: bytes) -> None:
    assert outcome(name, body, "application/octet-stream") in READ


@pytest.mark.parametrize(("name", "answer"), ANSWERS, ids=[name for name, _ in ANSWERS])
@settings(max_examples=50)
@given(new=values, chance=st.randoms(use_true_random=False))
def test_something_else_within(
    name: str, answer: server.Answer, new: Any, chance: random.Random
) -> None:
    body = answer.body
    try:
        body = json.dumps(replaced(json.loads(body), new, chance)).encode()
    except ValueError:
        start = chance.randrange(len(body))
        body = body[:start] + str(new).encode("utf-8", "replace") + body[start + 9 :]
    assert outcome(name, body, answer.headers["Content-Type"]) in READ
