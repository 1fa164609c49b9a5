"""What pages in the shapes of true sites state, and in which way each field was stated."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srccheck.model.evidence import Record
from srccheck.resolvers.pages import PageKind, PageReading, read_page, readable_text

CASES = Path(__file__).parent / "cases"


def pages(name: str) -> list[Any]:
    cases = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["page"]
    return [pytest.param(case, id=case["name"]) for case in cases]


def shown(record: Record) -> dict[str, Any]:
    """A record with its names, dates and identifiers as text."""
    return {
        "title": record.title,
        "titles": list(record.titles),
        "author": [str(name) for name in record.author],
        "container_title": list(record.container_title),
        "dates": {kind: str(date) for kind, date in record.dates.items()},
        "identifiers": [f"{found.scheme} {found.value}" for found in record.identifiers],
        "damaged": list(record.damaged),
        "provenance": dict(record.provenance),
    }


@pytest.mark.parametrize("case", pages("sites.toml"))
def test_pages_state_their_works(case: dict[str, Any]) -> None:
    reading = read_page(case["html"], case["url"])
    found = shown(reading.record)
    for field, expected in case.items():
        if field in ("name", "url", "html", "kind"):
            continue
        got = found[field] if field in found else getattr(reading.record, field)
        if field == "provenance":
            got = {name: got.get(name) for name in expected}
        assert got == expected, field
    assert reading.kind.value == case.get("kind", "page")


@pytest.mark.parametrize("case", pages("sites.toml"))
def test_every_field_says_where_it_is_from(case: dict[str, Any]) -> None:
    record = read_page(case["html"], case["url"]).record
    stated = {name for name in ("title", "author", "container_title") if getattr(record, name)}
    assert stated | set(record.dates) <= set(record.provenance)


@given(st.binary(max_size=400), st.sampled_from(["", "text/html; charset=utf-16", "text/html"]))
@settings(deadline=None)
def test_any_bytes_give_a_reading(data: bytes, content_type: str) -> None:
    reading = read_page(data, "https://example.org/a", {"Content-Type": content_type})
    assert isinstance(reading, PageReading)


PIECES = ["<script type='application/ld+json'>", "</script>", '{"@type":"Article",', '"headline":',
          '"x"', "[", "]", "}",
          '{"@id":"#a"', '"author":', "{", '"@graph":[', "<meta name='DC.date' ",
          "content='2022-13-99'>", "<time datetime='9999-99-99'>", "<h1>", "<div itemscope ",
          "itemprop='author'>", "<title>", "By ", ",", " | ", "<a class='author' rel='author'>",
          "Publié le 31/02/2022", "<link rel=canonical href='http://[bad'>",
          "null", "1e999"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(deadline=None, max_examples=300)
def test_any_markup_gives_a_reading(pieces: list[str]) -> None:
    assert isinstance(read_page("".join(pieces), "https://example.org/2022/02/31/a"), PageReading)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 70_000 + "deep",
        "<b><p>" * 20_000,
        "<script type='application/ld+json'>" + "[" * 200_000,
        "<script type='application/ld+json'>" + '"\\"' * 200_000,
        "<script type='application/ld+json'>" + '{"author":' * 50_000,
        "<p>Published on " * 10_000,
        "<title>" + " | - : " * 100_000,
        "<div itemscope itemprop=author>" * 5_000,
        "<time>" * 10_000,
        "<meta name=author content='" + "By , and ; " * 50_000 + "'>",
        "<article>" * 500 + "word " * 10_000,
        "<title>Just a moment " + "… " * 100_000,
    ],
    ids=lambda html: html[:40],
)
def test_hostile_pages_are_read_within_bounds(html: str) -> None:
    assert isinstance(read_page(html, "https://example.org/a"), PageReading)


def test_what_is_no_page_is_told_by_its_bytes() -> None:
    assert read_page(b"%PDF-1.7 ...", "https://example.org/a").kind is PageKind.PDF
    headers = {"Content-Type": "application/zip"}
    assert read_page(b"PK\x03\x04", "https://example.org/a", headers).kind is PageKind.OTHER


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ("<title>Été à Łódź</title>".encode(), "text/html; charset=iso-8859-1"),
        ("<title>Été à Łódź</title>".encode("utf-16"), ""),
        ("<meta charset=iso-8859-2><title>Łódź</title>".encode("iso-8859-2"), "text/html"),
        ("<title>Привет, мир</title>".encode("koi8-r"), "text/html; charset=koi8-r"),
        ("<title>“Quoted”</title>".encode("windows-1252"), "text/html; charset=iso-8859-1"),
    ],
)
def test_encodings_are_told(data: bytes, content_type: str) -> None:
    title = read_page(data, "https://example.org/a", {"content-type": content_type}).record.title
    assert title in ("Été à Łódź", "Łódź", "Привет, мир", "“Quoted”")


def test_the_text_is_that_of_the_work() -> None:
    html = """<html><head><title>T</title></head><body><nav>Home News Sport</nav>
    <div class="cookie-consent">We use cookies</div><script>var a = "code";</script>
    <article><h1>A title</h1><p>First <em>para</em>graph<sup>1</sup>.</p>after it
    <ul><li>one</li><li>two</li></ul></article><footer>© Site</footer></body></html>"""
    assert readable_text(html).split("\n") == [
        "A title",
        "First paragraph1.",
        "after it",
        "one",
        "two",
    ]
