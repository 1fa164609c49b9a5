"""The cookies of one chain of redirects: few sites set any, so the jar is made for the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from http.cookiejar import CookieJar


class Cookies:
    """What was set on the way to a page, and what of it goes to an address (RFC 6265)."""

    __slots__ = ("_jar",)

    def __init__(self) -> None:
        self._jar: CookieJar | None = None

    def take(self, values: Sequence[str], url: str) -> None:
        """Keep what an answer of an address sets: the values of ``Set-Cookie``."""
        if not values:
            return
        from email.message import Message
        from http.cookiejar import CookieJar
        from urllib.request import Request
        from urllib.response import addinfourl

        if self._jar is None:
            self._jar = CookieJar()
        headers = Message()
        for value in values:
            headers["Set-Cookie"] = value
        self._jar.extract_cookies(addinfourl(None, headers, url), Request(url))  # type: ignore[arg-type]  # noqa: S310

    def header(self, url: str) -> str:
        """The value of ``Cookie`` for an address; empty when there is nothing to send."""
        if self._jar is None:
            return ""
        from urllib.request import Request

        request = Request(url)  # noqa: S310
        self._jar.add_cookie_header(request)
        return request.get_header("Cookie") or ""
