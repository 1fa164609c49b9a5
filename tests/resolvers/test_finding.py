"""Finding the page of a work that is cited without an address, against stand-ins of all hosts."""

from __future__ import annotations

import gzip
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from srccheck.model import Entry
from srccheck.model.evidence import Evidence, Outcome
from srccheck.net import SERVICES, Client, NetSettings, OfflineClient
from srccheck.parse import parse_reference
from srccheck.resolvers.finding import REPOST, find_page, venue_domain

REFERENCE = "Aurélie Vasseur, « Le phare des sables noirs », Le Monde, 7 mars 2022"
OWN = "/international/article/2022/03/07/le-phare-des-sables-noirs_6144001_3210.html"
REPOST_PATH = "/2022/03/09/le-phare-des-sables-noirs"
PAGE = """<html lang="fr"><head><title>Le phare des sables noirs</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Le phare des sables noirs",
"author":{"@type":"Person","name":"AUTHOR"},"datePublished":"2022-03-07"}</script></head>
<body><article><p>Il y avait un phare.</p></article></body></html>"""
TRUE = PAGE.replace("AUTHOR", "Aurélie Vasseur")
OTHER = PAGE.replace("AUTHOR", "Autre Personne").replace("2022-03-07", "1999-01-01")
CDX = "/cdx/search/cdx"


class World(ThreadingHTTPServer):
    """All hosts at one port: ``answers`` by host and path, everything else is not found."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.archived: list[str] = []
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def client(self) -> Client:
        hosts = ("www.lemonde.fr", "lemonde.fr", "repost.example.org")
        return Client(
            NetSettings(
                allow_private=True,
                attempts=1,
                web_rate=1000,
                bases={"internet-archive": self.url, "searxng": self.url},
                hosts=dict.fromkeys(hosts, self.url),
            )
        )


class Handler(BaseHTTPRequestHandler):
    server: World

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        host = self.headers.get("Host", "").partition(":")[0]
        self.server.asked.append(f"{host}{parts.path}")
        if parts.path == CDX and CDX not in self.server.answers:
            status, body = 200, self.captures(parse_qs(parts.query))
        else:
            places = (f"{host}{parts.path}", parts.path)
            found = [self.server.answers[place] for place in places if place in self.server.answers]
            status, body = found[0] if found else (404, b"<title>404</title>")
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def captures(self, query: dict[str, list[str]]) -> bytes:
        """What the CDX server would list: by prefix or domain, and by its filters."""
        start = query["url"][0].removeprefix("www.")
        rows = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]]
        for url in self.server.archived:
            bare = url.partition("://")[2].removeprefix("www.")
            stated = {"urlkey": bare, "original": url, "statuscode": "200", "mimetype": "text/html"}
            filters = (one.split(":", 1) for one in query["filter"])
            if bare.startswith(start) and all(re.fullmatch(p, stated[f]) for f, p in filters):
                rows.append([bare, "20220308101112", url, "text/html", "200", "ABC", "1"])
        return json.dumps(rows if len(rows) > 1 else []).encode()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.delenv("BRAVE_API_KEY", raising=False)
    swift = {name: replace(service, rate=1000) for name, service in SERVICES.items()}
    monkeypatch.setattr("srccheck.net.gate.SERVICES", swift)
    running = World()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def entry() -> Entry:
    return parse_reference(REFERENCE)


def records(evidence: tuple[Evidence, ...]) -> list[str]:
    return [record.url for found in evidence for record in found.records]


def outcomes(evidence: tuple[Evidence, ...]) -> dict[str, Outcome]:
    return {found.source: found.outcome for found in evidence}


def test_the_archive_lists_the_address_and_the_page_confirms(world: World) -> None:
    world.archived = [f"https://www.lemonde.fr{OWN}", "https://www.lemonde.fr/phare"]
    world.answers[f"www.lemonde.fr{OWN}"] = 200, TRUE.encode()
    found = find_page(entry(), world.client())
    assert records(found) == [f"https://www.lemonde.fr{OWN}"]
    assert found[-1].query == "page of Le phare des sables noirs"
    assert "1 of them like the title" in found[0].message
    assert not found[-1].records[0].relations
    assert len(world.asked) == 2


def test_a_dead_page_is_read_from_its_copy(world: World) -> None:
    world.archived = [f"https://www.lemonde.fr{OWN}"]
    world.answers[f"/web/20220308101112id_/https://www.lemonde.fr{OWN}"] = 200, TRUE.encode()
    found = find_page(entry(), world.client())
    assert records(found) == [f"https://www.lemonde.fr{OWN}"]
    assert "copy of 2022-03-08" in found[-1].message
    assert "404" in found[-1].message


def test_a_page_that_is_another_work_is_not_taken(world: World) -> None:
    world.archived = [f"https://www.lemonde.fr{OWN}"]
    world.answers[f"www.lemonde.fr{OWN}"] = 200, OTHER.encode()
    assert not records(find_page(entry(), world.client()))


def sitemaps(world: World, robots: str) -> None:
    index = """<sitemapindex><sitemap><loc>https://www.lemonde.fr/map-2019-01.xml</loc></sitemap>
    <sitemap><loc>https://www.lemonde.fr/map-2022-03.xml.gz</loc></sitemap></sitemapindex>"""
    month = f"<urlset><url><loc>https://www.lemonde.fr{OWN}</loc></url></urlset>"
    world.answers |= {
        "www.lemonde.fr/robots.txt": (200, robots.encode()),
        "www.lemonde.fr/index.xml": (200, index.encode()),
        "www.lemonde.fr/map-2022-03.xml.gz": (200, gzip.compress(month.encode())),
        f"www.lemonde.fr{OWN}": (200, TRUE.encode()),
    }


def test_the_sitemap_of_the_month_lists_the_address(world: World) -> None:
    sitemaps(world, "User-agent: *\nDisallow: /private\nSitemap: /index.xml\n")
    found = find_page(entry(), world.client())
    assert records(found) == [f"https://www.lemonde.fr{OWN}"]
    assert outcomes(found)["sitemap"] is Outcome.FOUND
    assert "www.lemonde.fr/map-2019-01.xml" not in world.asked


def test_what_robots_txt_forbids_is_not_asked(world: World) -> None:
    sitemaps(world, "User-agent: *\nDisallow: /\nSitemap: /index.xml\n")
    assert not records(find_page(entry(), world.client()))
    assert "www.lemonde.fr/index.xml" not in world.asked


def search_finds(world: World, *urls: str) -> None:
    results = [{"url": url, "title": "Le phare des sables noirs"} for url in urls]
    world.answers["/search"] = 200, json.dumps({"results": results}).encode()


def test_a_repost_is_not_preferred_to_the_page_itself(world: World) -> None:
    repost = f"https://repost.example.org{REPOST_PATH}"
    search_finds(world, repost, f"https://www.lemonde.fr{OWN}")
    world.answers[f"repost.example.org{REPOST_PATH}"] = 200, TRUE.encode()
    world.answers[f"www.lemonde.fr{OWN}"] = 200, TRUE.encode()
    assert records(find_page(entry(), world.client())) == [f"https://www.lemonde.fr{OWN}"]


def test_a_repost_alone_is_marked(world: World) -> None:
    search_finds(world, f"https://repost.example.org{REPOST_PATH}")
    world.answers[f"repost.example.org{REPOST_PATH}"] = 200, TRUE.encode()
    found = find_page(entry(), world.client())
    assert found[-1].records[0].relations == {REPOST: ("lemonde.fr",)}
    assert "not on lemonde.fr itself" in found[-1].message


@pytest.mark.parametrize("status", [500, 403, 429, 202])
def test_services_that_fail_are_no_answers(world: World, status: int) -> None:
    for place in (CDX, "/search", "/robots.txt"):
        world.answers[place] = status, b"<html>no</html>"
    found = find_page(entry(), world.client())
    assert found
    assert not any(one.outcome.answered for one in found)
    assert all(one.message for one in found if one.outcome is not Outcome.FAILED)


def test_answers_of_another_kind_are_failures(world: World) -> None:
    for place in (CDX, "/search", "/robots.txt", "/sitemap.xml"):
        world.answers[place] = 200, b"<html>Hello, this is a hotel's network</html>"
    found = outcomes(find_page(entry(), world.client()))
    assert found["internet-archive"] is Outcome.FAILED
    assert found["searxng"] is Outcome.FAILED


def test_offline_nobody_is_asked() -> None:
    found = find_page(entry(), OfflineClient())
    assert {one.outcome for one in found} == {Outcome.SKIPPED}


@pytest.mark.parametrize(
    ("reference", "domain"),
    [
        (REFERENCE, "lemonde.fr"),
        ("A. Belova, « La grue », ThucyBlog, n° 999, 5 octobre 2022", "afri-ct.org"),
        ("I. Rask, « Tides », Journal That Nobody Knows, 2022", ""),
    ],
)
def test_the_domain_is_the_venues_or_its_publishers(reference: str, domain: str) -> None:
    assert venue_domain(parse_reference(reference)) == domain


@pytest.mark.parametrize("left_out", ["internet-archive", "searxng", "brave"])
def test_services_that_are_left_out_are_not_asked(
    world: World, left_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRAVE_API_KEY", "a-key")
    search_finds(world)
    found = find_page(entry(), world.client(), lambda name: name != left_out)
    assert left_out not in {one.source for one in found}
    assert {"internet-archive", "searxng"} - {left_out} <= {one.source for one in found}
    if left_out == "internet-archive":
        assert not any(CDX in asked or "/web/" in asked for asked in world.asked)
    if left_out == "searxng":
        assert not any(asked.endswith("/search") for asked in world.asked)


def test_without_the_archive_there_is_no_copy_of_a_page(world: World) -> None:
    search_finds(world, f"https://www.lemonde.fr{OWN}")
    world.answers[f"/web/2id_/https://www.lemonde.fr{OWN}"] = 200, TRUE.encode()
    world.answers[f"www.lemonde.fr{OWN}"] = 403, b""
    assert records(find_page(entry(), world.client()))
    assert not records(find_page(entry(), world.client(), lambda name: name != "internet-archive"))


def test_the_domain_of_a_venue_that_is_not_known_can_be_given(world: World) -> None:
    unknown = parse_reference(REFERENCE.replace("Le Monde", "La Gazette des Phares"))
    world.archived = [f"https://www.lemonde.fr{OWN}"]
    world.answers[f"www.lemonde.fr{OWN}"] = 200, TRUE.encode()
    assert not records(find_page(unknown, world.client()))
    assert records(find_page(unknown, world.client(), domain="lemonde.fr"))
