"""One gate for each host or service: so many at once, so many a second, fewer when told so."""

from __future__ import annotations

import contextlib
import email.utils
import threading
import time
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from srccheck.net.services import SERVICES

LONGEST_WAIT = 60.0
"""Seconds; a server that asks for more is not waited for."""


class Gate:
    """Lets requests through at a rate and a concurrency, and listens to what the server says."""

    def __init__(self, rate: float, concurrency: int) -> None:
        self.interval = 1 / rate
        self._slots = threading.BoundedSemaphore(concurrency)
        self._lock = threading.Lock()
        self._next = 0.0

    def enter(self, deadline: float) -> bool:
        """Wait for a turn; false when it would not come before the deadline (monotonic)."""
        if not self._slots.acquire(timeout=_timeout(deadline)):
            return False
        with self._lock:
            turn = max(self._next, time.monotonic())
            if turn > deadline:
                self._slots.release()
                return False
            self._next = turn + self.interval
        time.sleep(max(0.0, turn - time.monotonic()))
        return True

    def leave(self) -> None:
        """Make room for the next."""
        self._slots.release()

    def hold(self, seconds: float) -> None:
        """Let nobody through for some seconds, at most :data:`LONGEST_WAIT`."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + min(seconds, LONGEST_WAIT))

    def observe(self, status: int, headers: Mapping[str, str]) -> None:
        """Obey ``Retry-After`` (RFC 9110, 10.2.3) and Crossref's ``x-rate-limit-*`` headers."""
        wait = retry_after(headers)
        if status in (429, 503) and wait is not None:
            self.hold(wait)
        interval = stated_interval(headers)
        if interval is not None:
            with self._lock:
                self.interval = max(self.interval, interval)


class Gates:
    """The gates of a run, made when first needed."""

    def __init__(
        self, web_rate: float, web_concurrency: int, bases: Mapping[str, str] | None = None
    ) -> None:
        self._lock = threading.Lock()
        self._gates: dict[str, Gate] = {}
        self._web = (web_rate, web_concurrency)
        elsewhere = bases or {}
        self._bases = [(elsewhere.get(one.name) or one.base, one) for one in SERVICES.values()]

    def of(self, url: str) -> Gate:
        """The gate of an address: its service's, or its host's."""
        service = next((one for base, one in self._bases if url.startswith(base)), None)
        if service and service.name == "crossref" and _is_search(url):
            service = SERVICES["crossref-search"]
        name = service.name if service else f"host {urlsplit(url).netloc.lower()}"
        bounds = (service.rate, service.concurrency) if service else self._web
        with self._lock:
            return self._gates.setdefault(name, Gate(*bounds))

    @contextlib.contextmanager
    def passing(self, url: str, deadline: float) -> Iterator[Gate]:
        """Go through the gate of an address.

        Raises:
            TimeoutError: the turn would come after the deadline.
        """
        gate = self.of(url)
        if not gate.enter(deadline):
            raise TimeoutError(f"no turn to ask {url} before the deadline")
        try:
            yield gate
        finally:
            gate.leave()


def _is_search(url: str) -> bool:
    """Crossref allows single works more often than lists of works."""
    path, _, query = url.partition("?")
    return bool(query) and path.rstrip("/").endswith("/works")


def _timeout(deadline: float) -> float | None:
    return None if deadline == float("inf") else max(0.0, deadline - time.monotonic())


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that a ``Retry-After`` header asks to wait (a number or an HTTP date).

    Names are looked up in lower case, which any case-insensitive mapping understands.

    >>> retry_after({"retry-after": "12"})
    12.0
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isdecimal():
        return float(value[:9])
    try:
        then = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, then.timestamp() - time.time())


def stated_interval(headers: Mapping[str, str]) -> float | None:
    """The seconds between requests that ``x-rate-limit-limit`` and ``-interval`` allow.

    >>> stated_interval({"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"})
    0.02
    """
    limit = headers.get("x-rate-limit-limit", "").strip()
    interval = headers.get("x-rate-limit-interval", "").strip().removesuffix("s")
    try:
        requests, seconds = int(limit), float(interval)
    except ValueError:
        return None
    return seconds / requests if requests > 0 and 0 < seconds < 3600 else None
