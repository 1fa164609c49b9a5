"""Has archives asked for copies of what is broken, or to make copies of what is not.

An archive may take its time. Until it answers, a check is on file as one that waits for it: a run
that is killed meanwhile need not check the link again, but only ask the archive.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from srccheck.links.model import LinkCheck, LinkVerdict, Occurrence
from srccheck.links.settings import LinkSettings

_AT_ONCE = 4
_AWAITED = "awaited"
_GOOD = (LinkVerdict.OK, LinkVerdict.MOVED)


class Waiting(NamedTuple):
    """A check that waits for an archive, and where its link occurs."""

    check: LinkCheck
    occurrences: list[Occurrence]


class Archiving:
    """The checks that wait for an archive, by their keys."""

    def __init__(
        self,
        settings: LinkSettings,
        spawn: Callable[[Coroutine[Any, Any, None]], None],
        settle: Callable[[str, LinkCheck, list[Occurrence]], None],
    ) -> None:
        self.waiting: dict[str, Waiting] = {}
        self._settings = settings
        self._spawn = spawn
        self._settle = settle
        self._threads = ThreadPoolExecutor(_AT_ONCE, "archive")
        self._loop = asyncio.get_running_loop()

    def concerns(self, check: LinkCheck) -> bool:
        """Whether an archive is to be asked about a link."""
        return self._call(check) is not None and (
            check.verdict.is_broken or check.verdict in (*_GOOD, LinkVerdict.DRIFTED)
        )

    def add(self, key: str, check: LinkCheck, occurrences: list[Occurrence]) -> None:
        """Ask an archive, and settle the check then."""
        self.waiting[key] = Waiting(check, occurrences)
        self._spawn(self._ask(key))

    def stop(self) -> None:
        """Settle everything as it is known."""
        while self.waiting:
            key, (check, occurrences) = self.waiting.popitem()
            self._settle(key, check, occurrences)

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _call(self, check: LinkCheck) -> Callable[[str, datetime.date | None], str] | None:
        return self._settings.archive if check.verdict in _GOOD else self._settings.archived

    async def _ask(self, key: str) -> None:
        check, occurrences = self.waiting[key]
        call = self._call(check)
        days = [found.date for found in occurrences if found.date]
        if call:
            try:
                found = await self._loop.run_in_executor(
                    self._threads, call, check.target.url, min(days, default=None)
                )
            except Exception as error:
                check = dataclasses.replace(check, details={**check.details, "archive": str(error)})
            else:
                check = dataclasses.replace(check, archived=found)
        if self.waiting.pop(key, None):
            self._settle(key, check, occurrences)


def awaiting(check: LinkCheck) -> LinkCheck:
    """A check as it is on file while it waits for an archive."""
    return dataclasses.replace(check, details={**check.details, "archive": _AWAITED})


def awaited(check: LinkCheck) -> LinkCheck | None:
    """The check behind one that waited for an archive when the run ended; else ``None``.

    >>> from srccheck.links.model import LinkTarget
    >>> check = LinkCheck(LinkTarget("https://example.org/"), LinkVerdict.DEAD)
    >>> awaited(awaiting(check)) == check, awaited(check)
    (True, None)
    """
    if check.details.get("archive") != _AWAITED:
        return None
    details = {name: told for name, told in check.details.items() if name != "archive"}
    return dataclasses.replace(check, details=details)
