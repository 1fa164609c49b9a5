"""Sessions: one for each thread, with the safe transport and, if wanted, the cache."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from srccheck.net.gate import Gates
from srccheck.net.settings import NetSettings
from srccheck.net.transport import BUDGET, Transport

FOUND_FOR = datetime.timedelta(days=7)
NOT_FOUND_FOR = datetime.timedelta(hours=24)
CACHED = (200, 404, 410)
"""A failure is never kept: it says nothing that will hold tomorrow."""


def open_cache(folder: Path) -> Any:
    """The cache in a folder, for all sessions of a client.

    It is opened once: when several threads open one SQLite file at the same time, some are told
    that it is locked.
    """
    from requests_cache.backends.sqlite import SQLiteCache

    folder.mkdir(parents=True, exist_ok=True)
    return SQLiteCache(str(folder / "http.sqlite"), wal=True, busy_timeout=10_000)


def new_session(settings: NetSettings, gates: Gates, cache: Any = None) -> requests.Session:
    """A session for one thread, with the cache of :func:`open_cache` if there is one."""
    session = requests.Session() if cache is None else _cached_session(cache)
    session.max_redirects = settings.max_redirects
    session.headers["User-Agent"] = settings.user_agent
    transport = Transport(
        gates,
        max_body=settings.max_body,
        allow_private=settings.allow_private,
        hosts=settings.hosts,
    )
    session.mount("http://", transport)
    session.mount("https://", transport)
    return session


@contextlib.contextmanager
def until(deadline: float) -> Iterator[None]:
    """Requests of this thread within the block end by ``deadline`` (monotonic seconds)."""
    before = BUDGET.deadline
    BUDGET.deadline = deadline
    try:
        yield
    finally:
        BUDGET.deadline = before


def _cached_session(cache: Any) -> requests.Session:
    from requests_cache import CachedSession

    class TwoAges(CachedSession):
        """A cached session that asks again for what was not found a day ago."""

        def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:
            response = super().send(request, *args, **kwargs)
            if response.from_cache and response.status_code != 200 and _is_old(response):
                kwargs["force_refresh"] = True
                response = super().send(request, *args, **kwargs)
            return response

    return TwoAges(
        backend=cache,
        expire_after=FOUND_FOR,
        allowable_codes=CACHED,
        match_headers=["Accept"],
        ignored_parameters=["mailto", "email", "api_key", "Authorization", "x-api-key"],
    )


def _is_old(response: Any) -> bool:
    created = response.created_at
    now = datetime.datetime.now(created.tzinfo or datetime.UTC)
    created = created if created.tzinfo else created.replace(tzinfo=datetime.UTC)
    return bool(now - created > NOT_FOUND_FOR)
