"""Asks for an address and always comes back with an :class:`Exchange`."""

from __future__ import annotations

import datetime
import os
import random
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode, urlsplit

from srccheck.model.evidence import Outcome
from srccheck.net import exchange as exchanges
from srccheck.net.attempt import attempt, may_pass
from srccheck.net.breaker import Breaker
from srccheck.net.exchange import Exchange
from srccheck.net.gate import LONGEST_WAIT, Gates, retry_after
from srccheck.net.services import SERVICES
from srccheck.net.session import new_session, open_cache
from srccheck.net.settings import NetSettings

if TYPE_CHECKING:
    import requests


class Asks(Protocol):
    """What resolvers need of a client."""

    def get(self, url: str, *, service: str = "web", parameters: Mapping[str, str] | None = None,
            accept: str = "*/*") -> Exchange:  # fmt: skip
        """Ask for an address."""

    def base(self, service: str) -> str:
        """Where a service is to be asked."""


class Client:
    """Asks the network, within its settings.

    One client serves a whole run from any number of threads; each thread has its own session.
    """

    def __init__(self, settings: NetSettings | None = None) -> None:
        self.settings = settings or NetSettings()
        self.deadline = time.monotonic() + self.settings.run_seconds
        self.breaker = Breaker()
        self.gates = Gates(
            self.settings.web_rate, self.settings.web_concurrency, self.settings.bases
        )
        mailto = self.settings.mailto
        self._environment = os.environ | ({"SRCCHECK_MAILTO": mailto} if mailto else {})
        self._threads = threading.local()
        self._cache: Any = None
        self._opening = threading.Lock()

    def base(self, service: str) -> str:
        """Where a service is to be asked."""
        return self.settings.bases.get(service) or SERVICES[service].base

    def get(
        self,
        url: str,
        *,
        service: str = "web",
        parameters: Mapping[str, str] | None = None,
        accept: str = "*/*",
    ) -> Exchange:
        """Ask for an address with GET, following redirects and trying again where that helps.

        Args:
            url: an ``http`` or ``https`` address.
            service: the name of the service in :data:`~srccheck.net.services.SERVICES`, or ``web``.
            parameters: the query.
            accept: the media types wanted.

        Returns:
            The exchange; its outcome is never an exception.
        """
        if parameters:
            url = f"{url}?{urlencode(parameters)}"
        known = SERVICES.get(service)
        lane = service if known else urlsplit(url).netloc.lower()
        refusal = self._refusal(url, service, lane)
        if refusal:
            return unasked(service, url, refusal)
        secret_parameters, headers = known.secrets(self._environment) if known else ({}, {})
        asked = _with_query(url, secret_parameters)
        answer = self._attempts(asked, {"Accept": accept, **headers}, service)
        if answer.outcome in (Outcome.FAILED, Outcome.TIMED_OUT):
            self.breaker.failed(lane, answer.message)
        elif answer.outcome.answered:
            self.breaker.answered(lane)
        if self.settings.save_evidence:
            exchanges.save(answer, self.settings.save_evidence, accept)
        return answer

    def _refusal(self, url: str, service: str, lane: str) -> str:
        if urlsplit(url).scheme.lower() not in ("http", "https"):
            return "only http and https addresses are asked"
        if time.monotonic() >= self.deadline:
            return "the time of the run was over"
        if self.breaker.is_out(lane):
            return f"{lane} was left out after repeated failures"
        known = SERVICES.get(service)
        if known and known.needs_key and not known.has_key():
            return f"{service} needs a key in {known.key}"
        return ""

    def _attempts(self, url: str, headers: dict[str, str], service: str) -> Exchange:
        deadline = min(self.deadline, time.monotonic() + self.settings.request_seconds)
        number = 1
        answer = attempt(self._session(), url, headers, service, deadline)
        while number < self.settings.attempts and may_pass(answer):
            wait = retry_after(answer.headers)
            if wait is None:
                wait = self.settings.backoff_seconds * 2**number * random.uniform(0.5, 1)  # noqa: S311
            if wait > LONGEST_WAIT or time.monotonic() + wait >= deadline:
                break
            time.sleep(wait)
            number += 1
            answer = attempt(self._session(), url, headers, service, deadline)
        return answer

    def _opened_cache(self) -> Any:
        with self._opening:
            if self._cache is None and self.settings.cache:
                self._cache = open_cache(self.settings.cache)
            return self._cache

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._threads, "session", None)
        if session is None:
            session = new_session(self.settings, self.gates, self._opened_cache())
            self._threads.session = session
        return session


class OfflineClient:
    """Asks nobody: answers from kept evidence, if a folder is given, and else not at all."""

    def __init__(
        self,
        evidence: Path | None = None,
        *,
        bases: Mapping[str, str] = MappingProxyType({}),
        why: str = "offline: nobody was asked",
    ) -> None:
        self.evidence = evidence
        self.bases = bases
        self.why = why

    def base(self, service: str) -> str:
        """Where a service would be asked."""
        return self.bases.get(service) or SERVICES[service].base

    def get(
        self,
        url: str,
        *,
        service: str = "web",
        parameters: Mapping[str, str] | None = None,
        accept: str = "*/*",
    ) -> Exchange:
        """The exchange kept for an address; ``skipped`` when there is none."""
        if parameters:
            url = f"{url}?{urlencode(parameters)}"
        kept = exchanges.load(self.evidence, url, accept) if self.evidence else None
        why = "it is not in the kept evidence" if self.evidence else self.why
        return kept or unasked(service, url, why)


def unasked(service: str, url: str, why: str) -> Exchange:
    """The exchange of a request that was not made."""
    now = datetime.datetime.now(datetime.UTC)
    return Exchange(service, exchanges.without_secrets(url), Outcome.SKIPPED, now, message=why)


def _with_query(url: str, parameters: Mapping[str, str]) -> str:
    if not parameters:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(parameters)}"
