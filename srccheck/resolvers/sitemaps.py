"""The addresses that a site lists in its own sitemaps, where its robots.txt allows.

Robots Exclusion Protocol (RFC 9309) and the Sitemap protocol (sitemaps.org, 0.9) with Google's
news extension.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from srccheck.model import PartialDate
from srccheck.model.evidence import Outcome
from srccheck.net import Asks, Exchange

AGENT = "srccheck"
LARGEST = 20_000_000
"""Bytes of a sitemap, decompressed."""
MOST_MAPS = 6
"""Sitemaps of one site that are read."""
_ELEMENT = re.compile(
    r"<(?:(?P<kind>sitemap|url)|(?P<name>loc|lastmod|news:publication_date|news:title))>"
    r"\s{0,20}(?P<text>[^<]{0,2000})"
)


class Listed(NamedTuple):
    """One address in a sitemap, its date and, in a sitemap for news, its title."""

    url: str
    modified: str = ""
    title: str = ""
    is_map: bool = False


class Site:
    """A host, what its robots.txt allows, and where it says its sitemaps are."""

    def __init__(self, host: str, client: Asks) -> None:
        self.host = host
        self._client = client
        self.robots = client.get(f"https://{host}/robots.txt", accept="text/plain, */*;q=0.1")
        self._rules = RobotFileParser()
        self.known = self.robots.outcome.answered
        lines = self.robots.text.splitlines() if self.robots.outcome is Outcome.FOUND else []
        self._rules.parse(lines[:5000])

    def allows(self, url: str) -> bool:
        """Whether robots.txt lets this program ask for an address.

        Where robots.txt could not be reached, nothing is allowed (RFC 9309, 2.3.1.4).
        """
        return self.known and self._rules.can_fetch(AGENT, url)

    def maps(self) -> list[str]:
        """The addresses of its sitemaps: as stated, else at the customary place."""
        stated = [
            urljoin(f"https://{self.host}/", found) for found in self._rules.site_maps() or ()
        ]
        return stated or [f"https://{self.host}/sitemap.xml"]

    def listed(self, date: PartialDate | None) -> tuple[list[Listed], list[Exchange]]:
        """The addresses in its sitemaps, those about a date first; and what was asked.

        Of an index, only those sitemaps are read that carry the date in their address or were
        modified since, and no more than :data:`MOST_MAPS` in all.
        """
        found: list[Listed] = []
        asked: list[Exchange] = []
        waiting = _by_date([Listed(url, is_map=True) for url in self.maps()], date)
        seen: set[str] = set()
        while waiting and len(asked) < MOST_MAPS:
            url = waiting.pop(0).url
            if url in seen or not self.allows(url):
                continue
            seen.add(url)
            exchange = self._client.get(url, accept="application/xml, text/xml, */*;q=0.1")
            asked.append(exchange)
            if exchange.outcome is not Outcome.FOUND:
                continue
            entries = list(read_sitemap(exchange.body))
            inner = [entry for entry in entries if entry.is_map]
            waiting = _by_date(inner, date) + waiting
            found.extend(entry for entry in entries if not entry.is_map)
        return found, asked


def _by_date(maps: list[Listed], date: PartialDate | None) -> list[Listed]:
    """Sitemaps in the order in which they may list something of a date; hopeless ones left out."""
    if date is None:
        return maps
    exact = (
        [f"{date.year}{gap}{date.month:02d}" for gap in ("-", "/", "_", "")] if date.month else []
    )
    ranked = []
    for index, one in enumerate(maps):
        year_in_name = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d{4})", one.url.rpartition("/")[2])
        if any(form in one.url for form in exact):
            rank = 0
        elif str(date.year) in one.url:
            rank = 1
        elif year_in_name or (one.modified and one.modified[:4] < str(date.year)):
            continue
        else:
            rank = 2
        ranked.append((rank, index, one))
    return [one for _, _, one in sorted(ranked)]


def read_sitemap(data: bytes) -> Iterator[Listed]:
    """The entries of a sitemap or an index of sitemaps, compressed or not, whole or broken.

    >>> list(read_sitemap(b"<urlset><url><loc>https://e.org/a?b&amp;c</loc></url></urlset>"))
    [Listed(url='https://e.org/a?b&c', modified='', title='', is_map=False)]
    """
    text = unpacked(data).decode("utf-8", "replace")
    entry: dict[str, str] = {}
    is_map = False
    for element in _ELEMENT.finditer(text):
        if element["kind"]:
            yield from _entry(entry, is_map)
            entry, is_map = {}, element["kind"] == "sitemap"
        else:
            entry.setdefault(element["name"], html.unescape(element["text"].strip()))
    yield from _entry(entry, is_map)


def _entry(entry: dict[str, str], is_map: bool) -> Iterator[Listed]:
    url = entry.get("loc", "")
    if url.startswith(("http://", "https://")):
        date = entry.get("news:publication_date") or entry.get("lastmod", "")
        yield Listed(url, date, entry.get("news:title", ""), is_map)


def unpacked(data: bytes) -> bytes:
    """The bytes of a sitemap, decompressed as far as :data:`LARGEST` allows."""
    if not data.startswith(b"\x1f\x8b"):
        return data[:LARGEST]
    try:
        return zlib.decompressobj(wbits=31).decompress(data, LARGEST)
    except zlib.error:
        return b""
