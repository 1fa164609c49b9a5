"""One request, one answer.

Redirects are followed by the engine, which asks each hop within the limits of its host; cookies
live as long as one chain of redirects. Nothing here raises: what goes wrong is a
:class:`~srccheck.links.seen.Fault` of the answer.
"""

from __future__ import annotations

import asyncio
import errno
import os
import ssl
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit

from srccheck.errors import ConfigError
from srccheck.links.bodies import BombError, BrokenBodyError, coding_of, read_body
from srccheck.links.cookies import Cookies
from srccheck.links.http import BrokenAnswerError, Connection, Head
from srccheck.links.names import Names, NoAddressError
from srccheck.links.pool import Place, Pool, authorization
from srccheck.links.seen import Answer, Fault
from srccheck.links.settings import LinkSettings

_ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8"
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "")
_DRAINED = 65_536
"""Up to this length, bodies that tell nothing are read all the same: the connection lives on."""

_CERTIFICATE = {
    9: Fault.CERTIFICATE_NOT_YET,
    10: Fault.CERTIFICATE_EXPIRED,
    18: Fault.CERTIFICATE_SELF_SIGNED,
    62: Fault.CERTIFICATE_HOST,
    64: Fault.CERTIFICATE_HOST,
}
"""Faults by the verification codes of OpenSSL (``openssl-verification-options``)."""


class Transport:
    """Asks for addresses, one hop at a time. To be made, used and closed within one loop."""

    def __init__(self, settings: LinkSettings) -> None:
        self.settings = settings
        found = _system_proxies() if settings.proxies is None else settings.proxies
        self._proxies = {key: value for key, value in found.items() if key in ("http", "https")}
        exempt = frozenset(urlsplit(proxy).hostname or "" for proxy in self._proxies.values())
        self.names = Names(settings, exempt)
        self._pool = Pool(self.names, _tls(settings), settings.attempt_seconds)

    async def close(self) -> None:
        """Close all connections."""
        self._pool.close()
        await self.names.close()

    async def ask(
        self,
        url: str,
        method: str,
        headers: Mapping[str, str],
        cookies: Cookies,
        seconds: float,
        body_seconds: float,
        limit: int,
    ) -> Answer:
        """Make one request.

        Args:
            url: an http or https address without fragment.
            method: ``GET`` or ``HEAD``.
            headers: more headers to send.
            cookies: those of this chain; new ones are added.
            seconds: until the headers must be there.
            body_seconds: what the body is given from then on.
            limit: how many bytes of a page are read.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        connection: Connection | None = None
        try:
            place = Place.of(url)
            proxy = self._proxy_of(url, place.host)
            await self._check(place.host, place.port, proxy, seconds)
            place = place._replace(proxy=proxy or "")
            request = self._request(url, method, place, {"Accept": _ACCEPT, **headers}, cookies)
            async with asyncio.timeout_at(end):
                connection = self._pool.kept(place)
                head = await _asked_again(connection, request) if connection else None
                if head is None or connection is None:
                    connection = await self._pool.opened(place)
                    connection.send(request)
                    head = await connection.head()
            cookies.take(head.cookies, url)
            answer = await self._read(url, method, connection, head, body_seconds, limit)
            if answer.complete and not answer.fault and head.lasting and connection.is_fit:
                self._pool.keep(place, connection)
                connection = None
            return answer
        except NoAddressError as error:
            return Answer(url, fault=error.fault, message=str(error))
        except TimeoutError:
            return Answer(url, fault=Fault.TIMED_OUT, message=f"no answer in {seconds:.0f} s")
        except (BrokenAnswerError, OSError, ValueError) as error:
            return Answer(url, fault=fault_of(error), message=_told(error))
        finally:
            if connection:
                connection.close()

    async def _check(self, host: str, port: int, proxy: str | None, seconds: float) -> None:
        try:
            await self.names.check(host, port, seconds)
        except NoAddressError as error:
            if proxy is None or error.fault is Fault.PRIVATE:
                raise  # behind a proxy, a name that is unknown here may well be known there

    def _request(
        self, url: str, method: str, place: Place, headers: Mapping[str, str], cookies: Cookies
    ) -> bytes:
        """The request as it is sent."""
        parts = urlsplit(url)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        plain = bool(place.proxy) and place.scheme == "http"
        sent = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": self.settings.user_agent,
                "Accept-Encoding": "gzip, deflate", **headers}  # fmt: skip
        if shown := cookies.header(url):
            sent["Cookie"] = shown
        lines = [f"{method} {url if plain else path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in sent.items()]
        lines += authorization(place.proxy) if plain else []
        if any("\r" in line or "\n" in line for line in lines):
            raise ValueError("a header holds a line break")
        return "\r\n".join([*lines, "", ""]).encode("utf-8")

    async def _read(
        self, url: str, method: str, connection: Connection, head: Head, seconds: float, limit: int
    ) -> Answer:
        headers, status = head.headers, head.status
        answer = Answer(url, status, headers)
        length = head.length
        if answer.media_type not in _PAGE_TYPES or 300 <= status < 400:
            limit = _DRAINED if length is not None and length <= _DRAINED else 2048
        coding = coding_of(headers.get("content-encoding", ""))
        if method == "HEAD":
            return answer
        if coding is None:
            return Answer(url, status, headers, complete=False)
        try:
            pieces = connection.body(head, method)
            body, complete = await read_body(pieces, coding, limit, seconds)
        except BombError as error:
            return Answer(url, status, headers, b"", False, Fault.BOMB, str(error))
        except (BrokenBodyError, BrokenAnswerError, OSError, ValueError) as error:
            return Answer(url, status, headers, b"", False, Fault.BROKEN, _told(error))
        return Answer(url, status, headers, body, complete)

    def _proxy_of(self, url: str, host: str) -> str | None:
        proxy = self._proxies.get(urlsplit(url).scheme)
        if proxy and self.settings.proxies is None:
            from urllib.request import proxy_bypass

            return None if proxy_bypass(host) else proxy
        return proxy


def _system_proxies() -> Mapping[str, str]:
    """The proxies of the environment, or of the system where it has settings of its own."""
    if sys.platform not in ("darwin", "win32") and not any(
        name.lower().endswith("_proxy") for name in os.environ
    ):
        return {}  # what would look them up takes a while to load
    from urllib.request import getproxies

    return getproxies()


async def _asked_again(connection: Connection, request: bytes) -> Head | None:
    """The answer on a connection that was kept; ``None`` if the host had given it up meanwhile."""
    connection.send(request)
    try:
        return await connection.head()
    except OSError:
        if connection.begun:
            raise
        return None


def fault_of(error: BaseException) -> Fault:
    """The fault behind an exception of the connection, of TLS or of the system."""
    if isinstance(error, NoAddressError):
        return error.fault
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATE.get(error.verify_code, Fault.CERTIFICATE_UNTRUSTED)
    if isinstance(error, ssl.SSLError):
        return Fault.TLS
    if isinstance(error, ConnectionRefusedError):
        return Fault.REFUSED
    if isinstance(error, ConnectionResetError):
        return Fault.RESET
    if isinstance(error, TimeoutError):
        return Fault.TIMED_OUT
    if isinstance(error, OSError) and error.errno is not None:
        if error.errno == errno.ECONNREFUSED:
            return Fault.REFUSED
        if error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENETDOWN):
            return Fault.UNREACHABLE
        return Fault.RESET
    return Fault.BROKEN


def _told(error: BaseException) -> str:
    text = " ".join(str(error).split())[:200]
    return text or type(error).__name__


def _tls(settings: LinkSettings) -> ssl.SSLContext | None:
    if not settings.ca_file and not settings.client_certificate:
        return None  # the usual
    context = ssl.create_default_context()
    try:
        if settings.ca_file:
            context.load_verify_locations(settings.ca_file)
        if settings.client_certificate:
            context.load_cert_chain(*settings.client_certificate)
    except OSError as error:
        files = (settings.ca_file, *(settings.client_certificate or ()))
        named = ", ".join(dict.fromkeys(str(file) for file in files if file))
        raise ConfigError(f"{named}: no certificates that can be used: {error}") from None
    return context
