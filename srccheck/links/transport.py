"""One request, one answer: aiohttp with its redirects, cookies and decompression left out.

Redirects are followed by the engine, which asks each hop within the limits of its host; cookies
live as long as one chain of redirects. Nothing here raises: what goes wrong is a
:class:`~srccheck.links.seen.Fault` of the answer.
"""

from __future__ import annotations

import asyncio
import errno
import ssl
import urllib.request
from collections.abc import Mapping
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from srccheck.links.bodies import BombError, BrokenBodyError, coding_of, read_body
from srccheck.links.cookies import Cookies
from srccheck.links.names import Names, NoAddressError
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
        found = urllib.request.getproxies() if settings.proxies is None else settings.proxies
        self._proxies = {key: value for key, value in found.items() if key in ("http", "https")}
        exempt = frozenset(urlsplit(proxy).hostname or "" for proxy in self._proxies.values())
        self.names = Names(settings, exempt)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0,  # the engine limits
                use_dns_cache=False,  # names are pinned by the resolver
                resolver=self.names,
                ssl=_tls(settings),
                keepalive_timeout=5,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            headers={"User-Agent": settings.user_agent, "Accept-Encoding": "gzip, deflate"},
            timeout=aiohttp.ClientTimeout(total=None),
            max_line_size=32_768,
            max_field_size=32_768,
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()

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
        try:
            target = URL(url, encoded=True)
            host, port = _host_and_port(url)
            proxy = self._proxy_of(url, host)
            await self._check(host, port, proxy, seconds)
            sent = {"Accept": _ACCEPT, **headers}
            if shown := cookies.header(url):
                sent["Cookie"] = shown
            async with asyncio.timeout_at(end) as clock:
                async with self._session.request(
                    method, target, headers=sent, proxy=proxy, allow_redirects=False
                ) as response:
                    clock.reschedule(None)
                    cookies.take(response.cookies, url)
                    return await self._read(url, method, response, body_seconds, limit)
        except NoAddressError as error:
            return Answer(url, fault=error.fault, message=str(error))
        except TimeoutError:
            return Answer(url, fault=Fault.TIMED_OUT, message=f"no answer in {seconds:.0f} s")
        except (aiohttp.ClientError, OSError, ValueError, asyncio.IncompleteReadError) as error:
            fault = fault_of(error)
            return Answer(url, fault=fault, message=_told(error))

    async def _check(self, host: str, port: int, proxy: str | None, seconds: float) -> None:
        try:
            await self.names.check(host, port, seconds)
        except NoAddressError as error:
            if proxy is None or error.fault is Fault.PRIVATE:
                raise  # behind a proxy, a name that is unknown here may well be known there

    async def _read(
        self,
        url: str,
        method: str,
        response: aiohttp.ClientResponse,
        seconds: float,
        limit: int,
    ) -> Answer:
        headers = {name.lower(): value for name, value in response.headers.items()}
        answer = Answer(url, response.status, headers)
        length = response.content_length
        if method == "HEAD":
            return answer
        if answer.media_type not in _PAGE_TYPES or 300 <= response.status < 400:
            limit = _DRAINED if length is not None and length <= _DRAINED else 2048
        coding = coding_of(headers.get("content-encoding", ""))
        if coding is None:
            response.close()
            return Answer(url, response.status, headers, complete=False)
        try:
            body, complete = await read_body(response.content.iter_any(), coding, limit, seconds)
        except BombError as error:
            response.close()
            return Answer(url, response.status, headers, b"", False, Fault.BOMB, str(error))
        except (BrokenBodyError, aiohttp.ClientError, OSError, ValueError) as error:
            response.close()
            told = _told(error)
            return Answer(url, response.status, headers, b"", False, Fault.BROKEN, told)
        if not complete:
            response.close()
        return Answer(url, response.status, headers, body, complete)

    def _proxy_of(self, url: str, host: str) -> str | None:
        proxy = self._proxies.get(urlsplit(url).scheme)
        if proxy and self.settings.proxies is None and urllib.request.proxy_bypass(host):
            return None
        return proxy


def _host_and_port(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def fault_of(error: BaseException) -> Fault:
    """The fault behind an exception of aiohttp, TLS or the system."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return fault_of(error.certificate_error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATE.get(error.verify_code, Fault.CERTIFICATE_UNTRUSTED)
    if isinstance(error, aiohttp.ClientConnectorError):
        inner = error.os_error
        return inner.fault if isinstance(inner, NoAddressError) else fault_of(inner)
    if isinstance(error, (ssl.SSLError, aiohttp.ClientSSLError)):
        return Fault.TLS
    if isinstance(error, aiohttp.InvalidURL):
        return Fault.BAD_ADDRESS
    if isinstance(error, ConnectionRefusedError):
        return Fault.REFUSED
    if isinstance(error, (ConnectionResetError, aiohttp.ServerDisconnectedError)):
        return Fault.RESET
    if isinstance(error, TimeoutError):
        return Fault.TIMED_OUT
    if isinstance(error, OSError) and error.errno is not None:
        if error.errno == errno.ECONNREFUSED:
            return Fault.REFUSED
        if error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENETDOWN):
            return Fault.UNREACHABLE
        return Fault.RESET
    inner_error = error.__cause__
    if isinstance(inner_error, OSError):
        return fault_of(inner_error)
    return Fault.BROKEN


def _told(error: BaseException) -> str:
    text = " ".join(str(error).split())[:200]
    return text or type(error).__name__


def _tls(settings: LinkSettings) -> ssl.SSLContext | bool:
    if not settings.ca_file and not settings.client_certificate:
        return True  # aiohttp has made the usual context already
    context = ssl.create_default_context()
    if settings.ca_file:
        context.load_verify_locations(settings.ca_file)
    if settings.client_certificate:
        context.load_cert_chain(*settings.client_certificate)
    return context
