"""The cookies of one chain of redirects: few sites set any, so the jar is made for the first."""

from __future__ import annotations

from http.cookies import SimpleCookie

from aiohttp import CookieJar
from yarl import URL


class Cookies:
    """What was set on the way to a page, and what of it goes to an address (RFC 6265)."""

    __slots__ = ("_jar",)

    def __init__(self) -> None:
        self._jar: CookieJar | None = None

    def take(self, cookies: SimpleCookie, url: str) -> None:
        """Keep what the answer of an address sets."""
        if cookies:
            self._jar = self._jar or CookieJar(unsafe=True)
            self._jar.update_cookies(cookies, URL(url, encoded=True))

    def header(self, url: str) -> str:
        """The value of ``Cookie`` for an address; empty when there is nothing to send."""
        if self._jar is None:
            return ""
        pairs = self._jar.filter_cookies(URL(url, encoded=True)).items()
        return "; ".join(f"{name}={morsel.coded_value}" for name, morsel in pairs)
