"""Whose turn it is: jobs wait in a queue of their host, and only hosts that may be asked take part.

So a slow host holds back its own links alone: its queue is not in the round while it is busy.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Job = TypeVar("Job")

_LONGEST_BACKOFF = 30.0
_AT_A_TIME = 2
"""So many jobs begin in one turn of the loop. Of many that begin together, each step waits for the
same step of all others, so that the first is sent hardly before the last, and so with the answers
(measured: a tenth of the time of 2,000 links)."""


class Lane(Generic[Job]):
    """One host: the jobs that wait for it, and how it may be asked."""

    __slots__ = ("active", "answered", "backoff", "concurrency", "failures", "fault", "interval",
                 "jobs", "listed", "name", "not_before")  # fmt: skip

    def __init__(self, name: str, concurrency: int, interval: float) -> None:
        self.name = name
        self.concurrency = concurrency
        self.interval = interval
        self.jobs: deque[Job] = deque()
        self.active = 0
        self.not_before = 0.0
        self.backoff = 0.0
        self.listed = False
        self.answered = False
        self.failures = 0
        self.fault: object = None
        """Why the host was given up; ``None`` while it was not."""

    def slow_down(self, now: float, wait: float | None, base: float, longest: float) -> None:
        """The host says that it is asked too often (429, 503).

        It is left alone for as long as it wants, up to ``longest``, or ever longer; fewer
        requests are made at once from now on.
        """
        self.backoff = min(max(base, self.backoff * 2), _LONGEST_BACKOFF)
        pause = self.backoff if wait is None else wait
        self.not_before = max(self.not_before, now + min(pause, longest))
        self.concurrency = max(1, self.concurrency // 2)

    def went_well(self) -> None:
        """The host answered: nothing counts against it any more."""
        self.answered = True
        self.failures = 0
        self.backoff = 0.0

    def went_wrong(self, fault: object, limit: int) -> None:
        """The host did not answer; after ``limit`` times without one answer, it is given up."""
        self.failures += 1
        if self.failures >= limit and not self.answered:
            self.fault = fault


class Hosts(Generic[Job]):
    """The round of all hosts. ``start`` begins a job; :meth:`done` must follow when it has ended.

    Everything happens in one event loop, so nothing is locked.
    """

    def __init__(
        self,
        concurrency: int,
        new_lane: Callable[[str], Lane[Job]],
        start: Callable[[Lane[Job], Job], None],
    ) -> None:
        self.concurrency = concurrency
        self.active = 0
        self.aside = 0
        """How many jobs have their answer, which is still to be looked at: when they are as many as
        the requests, no more are made. Their bodies take room; a killed run has to ask again."""
        self.waiting = 0
        self._new_lane = new_lane
        self._start = start
        self._lanes: dict[str, Lane[Job]] = {}
        self._ready: deque[Lane[Job]] = deque()
        self._later: list[tuple[float, int, Callable[[], None]]] = []
        self._count = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()
        self._closed = False
        self._begun = 0
        """How many jobs were begun in this turn of the loop."""

    @property
    def is_behind(self) -> bool:
        """Whether there are jobs that can be begun at once."""
        return self._has_room and bool(self._ready)

    @property
    def _has_room(self) -> bool:
        most = self.concurrency
        return self.active < most and self.active + self.aside < 2 * most

    def lane(self, name: str) -> Lane[Job]:
        """The lane of a host."""
        lane = self._lanes.get(name)
        if lane is None:
            lane = self._lanes[name] = self._new_lane(name)
        return lane

    def add(self, name: str, job: Job, *, first: bool = False, not_before: float = 0.0) -> None:
        """Let a job wait for its host; ``first`` before those that have not begun."""
        self.waiting += 1
        if not_before > self._loop.time():
            self._at(not_before, lambda: self._enter(name, job, first))
        else:
            self._enter(name, job, first)

    def done(self, lane: Lane[Job]) -> None:
        """A job of a host has ended, or gone to wait elsewhere."""
        lane.active -= 1
        self.active -= 1
        self._offer(lane)
        self._pump()

    def back(self) -> None:
        """A job that was aside has been looked at."""
        self.aside -= 1
        self._pump()

    def close(self) -> None:
        """Start nothing any more."""
        self._closed = True
        if self._timer:
            self._timer.cancel()

    def _enter(self, name: str, job: Job, first: bool) -> None:
        lane = self.lane(name)
        if first:
            lane.jobs.appendleft(job)
        else:
            lane.jobs.append(job)
        self._offer(lane)
        self._pump()

    def _offer(self, lane: Lane[Job]) -> None:
        """Let a host take part in the round, now or when it may be asked again."""
        if lane.listed or not lane.jobs or lane.active >= lane.concurrency:
            return
        lane.listed = True
        if lane.not_before <= self._loop.time():
            self._ready.append(lane)
        else:
            self._at(lane.not_before, lambda: self._ready.append(lane))

    def _pump(self) -> None:
        while self._ready and self._has_room and not self._closed:
            if self._begun == _AT_A_TIME:
                return
            lane = self._ready.popleft()
            lane.listed = False
            if not lane.jobs or lane.active >= lane.concurrency:
                continue
            now = self._loop.time()
            if lane.not_before > now:  # it slowed down while it was listed
                self._offer(lane)
                continue
            job = lane.jobs.popleft()
            self.waiting -= 1
            self.active += 1
            lane.active += 1
            lane.not_before = max(lane.not_before, now + lane.interval)
            if not self._begun:
                self._loop.call_soon(self._next_turn)
            self._begun += 1
            self._start(lane, job)
            self._offer(lane)

    def _next_turn(self) -> None:
        self._begun = 0
        self._pump()

    def _at(self, when: float, call: Callable[[], None]) -> None:
        heapq.heappush(self._later, (when, next(self._count), call))
        self._set_timer()

    def _set_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self._later and not self._closed:
            self._timer = self._loop.call_at(self._later[0][0], self._on_time)

    def _on_time(self) -> None:
        self._timer = None
        now = self._loop.time() + 0.001
        while self._later and self._later[0][0] <= now:
            heapq.heappop(self._later)[2]()
        self._set_timer()
        self._pump()
