"""Connections to hosts: opened to checked addresses, kept for a while, used again.

No library does this here. httpcore looks names up itself, after they were checked, and looks
through all its connections for each request (the figures are in :mod:`srccheck.links`).
aiohappyeyeballs takes addresses that were checked, but where none answers for more than one reason
it does not tell the reasons, and a host that refuses is another verdict than one out of reach.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from srccheck.links.http import BrokenAnswerError, Connection
from srccheck.links.names import Names

_KEPT_SECONDS = 5.0
_HEAD_START = 0.25
"""Seconds after which the next address of a host is tried, too (RFC 8305, section 5)."""


class Place(NamedTuple):
    """Where a request goes: scheme, host and port, and the proxy on the way."""

    scheme: str
    host: str
    port: int
    proxy: str = ""

    @classmethod
    def of(cls, url: str, proxy: str = "") -> Place:
        """The place of an address."""
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return cls(parts.scheme, parts.hostname or "", port, proxy)


class Pool:
    """The connections of a run. To be made, used and closed within one loop."""

    def __init__(self, names: Names, tls: ssl.SSLContext | None, seconds: float) -> None:
        self._names = names
        self._tls = tls
        self._seconds = seconds
        self._idle: dict[Place, list[Connection]] = {}
        self._loop = asyncio.get_running_loop()
        self._sweeper: asyncio.TimerHandle | None = None

    def kept(self, place: Place) -> Connection | None:
        """A connection to a place that is still open, if there is one."""
        waiting = self._idle.get(place, [])
        while waiting:
            connection = waiting.pop()
            if connection.is_fit and self._loop.time() - connection.idle_since < _KEPT_SECONDS:
                return connection
            connection.close()
        return None

    def keep(self, place: Place, connection: Connection) -> None:
        """Keep a connection for the next request."""
        connection.idle_since = self._loop.time()
        self._idle.setdefault(place, []).append(connection)
        if self._sweeper is None:
            self._sweeper = self._loop.call_later(_KEPT_SECONDS, self._sweep)

    def close(self) -> None:
        """Close all connections that are kept."""
        if self._sweeper:
            self._sweeper.cancel()
        for waiting in self._idle.values():
            for connection in waiting:
                connection.close()
        self._idle.clear()

    def _sweep(self) -> None:
        long_ago = self._loop.time() - _KEPT_SECONDS
        for place, waiting in list(self._idle.items()):
            for connection in [one for one in waiting if one.idle_since < long_ago or one.ended]:
                waiting.remove(connection)
                connection.close()
            if not waiting:
                del self._idle[place]
        self._sweeper = self._loop.call_later(_KEPT_SECONDS / 2, self._sweep)

    async def opened(self, place: Place) -> Connection:
        """A new connection to a place.

        Raises:
            OSError: there is none to be had (:class:`ssl.SSLError` too, which is one).
            BrokenAnswerError: the proxy does not let through.
        """
        if not place.proxy:
            tls = self._context() if place.scheme == "https" else None
            return await self._connected(place.host, place.port, tls)
        proxy = Place.of(place.proxy)
        tls = self._context() if proxy.scheme == "https" else None
        connection = await self._connected(proxy.host, proxy.port, tls)
        try:
            if place.scheme == "https":
                await self._tunnelled(connection, place)
        except BaseException:
            connection.close()
            raise
        return connection

    async def _tunnelled(self, connection: Connection, place: Place) -> None:
        host = f"[{place.host}]" if ":" in place.host else place.host
        lines = [f"CONNECT {host}:{place.port} HTTP/1.1", f"Host: {host}:{place.port}",
                 *authorization(place.proxy), "", ""]  # fmt: skip
        connection.send("\r\n".join(lines).encode("latin-1"))
        head = await connection.head()
        if head.status != 200 or connection.transport is None:
            raise BrokenAnswerError(f"the proxy answered {head.status}")
        connection.transport = await self._loop.start_tls(
            connection.transport, connection, self._context(), server_hostname=place.host
        )

    async def _connected(self, host: str, port: int, tls: ssl.SSLContext | None) -> Connection:
        found = await self._names.check(host, port, self._seconds)
        if len(found) == 1:
            return await self._connect(found[0], host, tls)
        tries = [
            self._loop.create_task(self._connect(address, host, tls, number * _HEAD_START))
            for number, address in enumerate(found)
        ]
        error: OSError | None = None
        won: Connection | None = None
        try:
            for first in asyncio.as_completed(tries):
                try:
                    won = await first
                    return won
                except OSError as failed:  # to be refused says more than to be out of reach
                    error = (
                        failed if isinstance(failed, ConnectionRefusedError) else error or failed
                    )
            raise error or OSError("no address")
        finally:
            for one in tries:
                if not one.done():
                    one.cancel()
                elif not one.cancelled() and not one.exception() and one.result() is not won:
                    one.result().close()

    async def _connect(
        self, address: tuple[str, int], host: str, tls: ssl.SSLContext | None, wait: float = 0.0
    ) -> Connection:
        if wait:
            await asyncio.sleep(wait)
        _, connection = await self._loop.create_connection(
            Connection, *address, ssl=tls, server_hostname=host if tls else None
        )
        return connection

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls


def authorization(proxy: str) -> list[str]:
    """The header line for a proxy whose address holds a name and password."""
    parts = urlsplit(proxy)
    if not parts.username:
        return []
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
    return [f"Proxy-Authorization: Basic {base64.b64encode(pair).decode()}"]
