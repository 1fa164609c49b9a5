"""Internet Archive: which copies of a web page does the Wayback Machine hold?

Its availability API (https://archive.org/help/wayback_api.php), its CDX server (documented with the
code, https://github.com/internetarchive/wayback), and mementos with their TimeMaps (RFC 7089). An
archived page keeps the status that it had: a memento's 404 or 429 is the page's own, at that time.

Sent to the Internet Archive: the address (or the part of a site) whose copies are wanted.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from srccheck.model import Identifier
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import stated
from srccheck.resolvers.captures import Capture, read_cdx, read_timemap
from srccheck.resolvers.resolver import Resolver, UnexpectedAnswerError

LATEST = 10
"""How many copies of one address are asked for, the latest ones."""


class InternetArchive(Resolver):
    """The Wayback Machine."""

    name = "internet-archive"
    schemes = frozenset({"url"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask the CDX server for the latest good copies of an address."""
        return self.captures(identifier.value, client, filter="statuscode:200", limit=str(-LATEST))

    def captures(self, url: str, client: Asks, **parameters: str) -> Exchange:
        """Ask the CDX server; :func:`~srccheck.resolvers.captures.read_cdx` reads the answer.

        Args:
            url: an address, or with ``matchType`` a prefix, a host or a domain.
            client: what asks.
            parameters: of the CDX server: ``matchType``, ``from``, ``to``, ``filter``,
                ``collapse``, ``limit``, ``showResumeKey``, ``resumeKey``.
        """
        return client.get(
            f"{client.base(self.name)}/cdx/search/cdx",
            service=self.name,
            parameters={"url": url, "output": "json", **parameters},
        )

    def closest(self, url: str, client: Asks, timestamp: str = "") -> Evidence:
        """The copy of an address nearest to a time (``YYYYMMDD``), by the availability API."""
        service = "wayback-availability"
        parameters = {"url": url} | ({"timestamp": timestamp} if timestamp else {})
        exchange = client.get(
            f"{client.base(service)}/wayback/available", service=service, parameters=parameters
        )
        return self.evidence(exchange, f"copy of {url}")

    def timemap(self, url: str, client: Asks) -> Evidence:
        """All copies of an address, as its TimeMap lists them."""
        exchange = client.get(f"{client.base(self.name)}/web/timemap/link/{url}", service=self.name)
        return self.evidence(exchange, f"copies of {url}")

    def evidence(self, exchange: Exchange, query: str) -> Evidence:
        """An exchange as evidence; an archived refusal is a copy that holds nothing."""
        if "memento-datetime" in exchange.headers and exchange.status >= 300:
            why = f"the page itself answered {exchange.status} when it was archived"
            exchange = dataclasses.replace(
                exchange, outcome=Outcome.NOT_FOUND, message=why, body=b""
            )
        return super().evidence(exchange, query)

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The copies that an answer lists, the oldest first."""
        if "memento-datetime" in exchange.headers:
            return [_memento(exchange)]
        start = exchange.body.lstrip()[:1]
        if start == b"{":
            return _available(exchange.json())
        if exchange.body.lstrip().startswith(b"<http"):
            return [_record(capture) for capture in read_timemap(exchange.text)]
        if not start and exchange.status != 200:
            raise UnexpectedAnswerError("an empty answer")
        return [_record(capture) for capture in read_cdx(exchange.text).captures]


def _record(capture: Capture) -> Record:
    return Record(
        source="internet-archive",
        id=capture.timestamp,
        type="webpage",
        url=capture.url,
        genre=capture.media_type,
        dates=stated.dates(archived=capture.date),
        identifiers=stated.identifiers(("url", capture.original)),
    )


def _memento(exchange: Exchange) -> Record:
    address = exchange.final_url or exchange.url
    timestamp, _, original = address.partition("/web/")[2].partition("/")
    return _record(Capture(timestamp[:14], original, exchange.content_type, exchange.status))


def _available(answer: Mapping[str, object]) -> list[Record]:
    """The availability API's closest copy; or what Save Page Now says of a copy just made."""
    snapshots = answer.get("archived_snapshots")
    if isinstance(snapshots, Mapping):
        closest = snapshots.get("closest") or {}
        if not closest.get("available"):
            return []
        address = str(closest["url"])
        original = address.partition("/web/")[2].partition("/")[2]
        status = stated.whole(closest.get("status")) or 0
        return [_record(Capture(str(closest["timestamp"]), original, "", status))]
    if answer.get("status") == "success" and "timestamp" in answer:
        original = str(answer.get("original_url") or "")
        status = stated.whole(answer.get("http_status")) or 0
        return [_record(Capture(str(answer["timestamp"]), original, "", status))]
    if answer.get("status") == "error":
        raise UnexpectedAnswerError(str(answer.get("message") or answer.get("status_ext")))
    if "job_id" in answer:
        raise UnexpectedAnswerError("a copy that is still being made")
    raise UnexpectedAnswerError("no list of copies")
