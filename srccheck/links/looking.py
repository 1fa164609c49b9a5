"""Looks at the bodies that came, when there is time for it."""

from __future__ import annotations

import asyncio
import functools
import importlib
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from srccheck.links import pages
from srccheck.links.hosts import Lane
from srccheck.links.job import Job
from srccheck.links.seen import Answer, Page
from srccheck.links.settings import LinkSettings, ReadPage

_READERS = 2
_QUICK_BYTES = 32_768
_PILED_UP = 64
_SOON = 0.12
"""After so long, requests are out, and there is time to load what reads the answers."""


class Looking:
    """The bodies that wait to be looked at, and what looks at them.

    Requests go out and answers come in first: between two rounds of the loop, one body is looked
    at, or more where they pile up. Long ones, and those that the page reader is to see, are read
    in threads.
    """

    def __init__(
        self,
        settings: LinkSettings,
        is_behind: Callable[[], bool],
        spawn: Callable[[Coroutine[Any, Any, None]], None],
        looked: Callable[[Lane[Job], Job, Answer, Page], None],
    ) -> None:
        self._settings = settings
        self._is_behind = is_behind
        self._spawn = spawn
        self._looked = looked
        self._unread: deque[tuple[Lane[Job], Job, Answer]] = deque()
        self._threads = ThreadPoolExecutor(_READERS, "pages")
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(
            _SOON, self._threads.submit, importlib.import_module, "lxml.etree"
        )

    @property
    def is_waiting(self) -> bool:
        """Whether there are bodies to be looked at."""
        return bool(self._unread)

    def add(self, lane: Lane[Job], job: Job, answer: Answer) -> None:
        """Look at a body soon, and tell what it shows."""
        self._unread.append((lane, job, answer))
        if len(self._unread) == 1:
            self._loop.call_soon(self._look)

    def close(self) -> None:
        """Let the threads go."""
        self._timer.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _look(self) -> None:
        if self._is_behind() and len(self._unread) < _PILED_UP:
            self._loop.call_soon(self._look)
            return
        for _ in range(1 + len(self._unread) // _PILED_UP):
            lane, job, answer = self._unread.popleft()
            page = pages.glance(answer) if len(answer.body) <= _QUICK_BYTES else None
            if page is None or self._reader_of(job, page):
                self._spawn(self._read(lane, job, answer, page))
            else:
                self._looked(lane, job, answer, page)
        if self._unread:
            self._loop.call_soon(self._look)

    async def _read(self, lane: Lane[Job], job: Job, answer: Answer, page: Page | None) -> None:
        aside = functools.partial(self._loop.run_in_executor, self._threads)
        if page is None:
            page = await aside(pages.glance, answer)
        read_page = self._reader_of(job, page)
        if read_page:
            page = await aside(pages.read, page, answer, job.url, read_page)
        self._looked(lane, job, answer, page)

    def _reader_of(self, job: Job, page: Page) -> ReadPage | None:
        """What is to read a page, where a quick look is not enough."""
        work = any(expected for _, expected in job.wants)
        enough = not self._settings.soft or (pages.is_plain(page) and not work)
        return None if enough else self._settings.read_page
