"""The pure parts: verdicts, bodies, addresses, fragments, invented siblings."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.links import fragments, pages
from srccheck.links.bodies import BombError, BrokenBodyError, Inflater
from srccheck.links.drift import drift
from srccheck.links.judge import judge, needs_sibling
from srccheck.links.model import Expected
from srccheck.links.seen import Answer, Fault, Page, Seen, Sibling
from srccheck.links.soft404 import is_same_page
from srccheck.links.urls import BadAddressError, joined, to_ask

LONG = Page(title="Tides", text="tide " * 300, words=300)
SHORT = Page(title="Tides", text="The tides of the north dock are high", words=8)
ASKED = "https://example.org/a/page"


def seen(
    status: int = 200,
    page: Page | None = LONG,
    to: str = "",
    by: int = 302,
    all_lead: bool = False,
) -> Seen:
    answer = Answer(to or ASKED, status, {"content-type": "text/html"}, b"x")
    sibling = Sibling(f"{ASKED}-zz", status, to, page) if all_lead else None
    return Seen(ASKED, answer, ((by, to),) if to else (), page, sibling)


@pytest.mark.parametrize(
    ("what", "verdict", "rule"),
    [
        (seen(), "ok", "ok"),
        (seen(to="https://example.org/"), "soft-dead", "redirect-to-root"),
        (seen(to="https://www.example.org/index.html"), "soft-dead", "redirect-to-root"),
        # perhaps a front page: only if every address leads there
        (seen(to="https://www.example.org/en/"), "ok", "ok"),
        (seen(to="https://www.example.org/en/", all_lead=True), "soft-dead", "redirect-to-root"),
        (seen(to="https://example.org/home", by=301), "moved", "moved"),
        (seen(to="https://example.org/home", all_lead=True), "soft-dead", "redirect-to-root"),
        (seen(to="https://example.org/ok", by=301), "moved", "moved"),
        (seen(to="https://example.org/b/page", by=301), "moved", "moved"),
        # a part of a site that has got a host, or a site, of its own
        (seen(to="https://page.example.org/", by=301), "moved", "moved"),
        (seen(to="https://page.example/", by=301), "moved", "moved"),
        (seen(to="https://example.org/?p=3"), "ok", "ok"),
        (seen(to="https://example.org/#/page"), "ok", "ok"),
        (seen(to="https://example.org/page-not-found"), "soft-dead", "soft-404"),
        (seen(to="https://example.org/about/errors-and-omissions"), "ok", "ok"),
        (seen(to="https://accounts.example.org/login?next=a"), "blocked", "login"),
        (seen(to="https://example.org/a/blogin"), "ok", "ok"),
        (seen(404), "dead", "not-found"),
        (seen(404, Page(kind="bot wall", signs=("a wall",))), "blocked", "bot-wall"),
        (seen(400), "unknown", "odd-status"),
        (seen(page=Page(kind="paywall", signs=("pay",))), "blocked", "paywall"),
        (seen(page=Page(kind="perhaps a soft 404", words=20)), "ok", "ok"),
    ],
)
def test_verdicts(what: Seen, verdict: str, rule: str) -> None:
    ruling = judge(what)
    assert (ruling.verdict.value, ruling.rule) == (verdict, rule)


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_verdict(fault: Fault) -> None:
    ruling = judge(Seen(ASKED, Answer(ASKED, fault=fault, message="why")))
    assert ruling.rule == fault.value
    assert ruling.reason


@pytest.mark.parametrize(
    ("to", "asks"),
    [
        ("https://example.org/", False),
        ("https://example.org/it/", True),
        ("https://example.org/home", True),
        ("https://example.org/ok", False),
        ("https://example.org/b/page", False),
        ("https://other.example/", True),
    ],
)
def test_what_may_be_a_front_page_is_held_against_a_sibling(to: str, asks: bool) -> None:
    assert needs_sibling(seen(to=to)) is asks


@pytest.mark.parametrize(
    ("cited", "title", "text", "drifted"),
    [
        ("Harbour report 2019", "Harbour report 2024", "In 2024 the tides were high.", True),
        ("Harbour report 2019", "Harbour report 2024", "Earlier: 2019, 2020.", False),
        ("Harbour report 2019", "Harbour report", "The tides were high.", False),
        ("Harbour report", "Harbour report 2024", "The tides were high.", False),
        ("Harbour report 2019", "Harbour report 2019", "The tides were high.", False),
    ],
)
def test_an_edition_of_another_year_is_no_longer_what_is_cited(
    cited: str, title: str, text: str, drifted: bool
) -> None:
    page = Page(title=title, text=f"{title}. {text} " + "tide " * 90, words=100)
    assert bool(drift(Expected(cited, ("Selkirk",), "2019"), page)) is drifted


def test_short_pages_are_held_against_a_sibling() -> None:
    assert needs_sibling(seen(page=SHORT))
    assert not needs_sibling(seen(page=LONG))
    assert not needs_sibling(seen(page=Page(words=3, scripted=True)))
    assert not needs_sibling(Seen("https://example.org/", seen(page=SHORT).answer, page=SHORT))


@pytest.mark.parametrize(
    ("sibling", "same"),
    [
        (Sibling("https://example.org/a/zz", 200, page=SHORT), True),
        (Sibling("https://example.org/a/zz", 404, page=SHORT), False),
        (Sibling("https://example.org/a/zz", 200, page=LONG), False),
        (Sibling("https://example.org/a/zz", 0), False),
    ],
)
def test_siblings_that_show_the_same(sibling: Sibling, same: bool) -> None:
    assert is_same_page(SHORT, ASKED, sibling) is same


def test_bombs_are_stopped_early() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    inflater = Inflater("gzip", 300_000)
    with pytest.raises(BombError):
        inflater.feed(bomb)
    assert len(inflater.body) <= 300_000


def test_long_honest_bodies_are_cut() -> None:
    text = b" ".join(str(n).encode() for n in range(200_000))
    inflater = Inflater("gzip", 100_000)
    inflater.feed(gzip.compress(text))
    assert bytes(inflater.body) == text[:100_000]
    assert inflater.is_full


@given(st.binary(max_size=2000), st.sampled_from(["gzip", "deflate"]))
def test_no_body_does_more_than_break(data: bytes, coding: str) -> None:
    try:
        Inflater(coding, 5000).feed(data)
    except (BrokenBodyError, BombError):
        return


@given(st.binary(max_size=3000))
def test_what_was_packed_is_unpacked(data: bytes) -> None:
    inflater = Inflater("deflate", 10_000)
    inflater.feed(zlib.compress(data))
    assert bytes(inflater.body) == data


@given(st.text(max_size=200))
def test_addresses_are_ascii_or_refused(text: str) -> None:
    try:
        asked = to_ask(f"http://{text}")
    except BadAddressError:
        return
    assert asked.isascii()
    assert not any(character.isspace() for character in asked)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("b", "https://example.org/a/b"),
        ("//other.example/c", "https://other.example/c"),
        ("?q=1#top", "https://example.org/a/page?q=1#top"),
        ("/caf\u00c3\u00a9", "https://example.org/caf%C3%A9"),  # UTF-8 read as Latin-1
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://[bad", None),
    ],
)
def test_locations(location: str, target: str | None) -> None:
    if target is None:
        with pytest.raises(BadAddressError):
            joined(ASKED, location)
    else:
        assert joined(ASKED, location) == target


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("part", True),
        ("Part", False),
        ("old", True),
        ("%C3%A9tude", True),
        ("my-heading", True),
        ("nothing", False),
        (":~:text=north,dock", True),
        (":~:text=the-,north%20dock", True),
        (":~:text=dock,north", False),
        ("part:~:text=tides", True),
        (":~:text=tides&text=zeppelin", False),
    ],
)
def test_fragments(fragment: str, found: bool) -> None:
    html = (
        "<h2 id=part>Tides</h2><a name=old></a><p id='étude'>The <b>n</b>orth dock, the tides.</p>"
        "<h2 id=user-content-my-heading>Mine</h2>"
    )
    tree = pages.parse(html.encode(), {"content-type": "text/html; charset=utf-8"})
    assert tree is not None
    assert (fragments.missing(fragment, tree) == "") is found
