"""Leaves a service out after a few failures in a row, so that the run goes on without it."""

from __future__ import annotations

import threading


class Breaker:
    """Counts failures in a row by service; ``limit`` of them and it is left out for the run.

    >>> breaker = Breaker(limit=2)
    >>> breaker.failed("crossref"), breaker.failed("crossref"), breaker.is_out("crossref")
    (False, True, True)
    """

    def __init__(self, limit: int = 3) -> None:
        self.limit = limit
        self._lock = threading.Lock()
        self._failures: dict[str, int] = {}
        self._out: dict[str, str] = {}

    def failed(self, service: str, why: str = "") -> bool:
        """Note a failure; true when this one leaves the service out."""
        with self._lock:
            self._failures[service] = self._failures.get(service, 0) + 1
            if self._failures[service] < self.limit or service in self._out:
                return False
            self._out[service] = why
            return True

    def answered(self, service: str) -> None:
        """Note an answer: the failures before it are forgotten."""
        with self._lock:
            self._failures.pop(service, None)

    def is_out(self, service: str) -> bool:
        """Whether the service is left out."""
        with self._lock:
            return service in self._out

    @property
    def left_out(self) -> dict[str, str]:
        """The services left out, each with the failure that decided it."""
        with self._lock:
            return dict(self._out)
