"""The part of the engine that lives in the event loop: from addresses to verdicts.

Each address is a :class:`~srccheck.links.job.Job`. Each request is one turn of its host's lane, and
after each the job is done, goes on to the next hop (in the lane of *that* host), or waits.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from srccheck.links import fragments, pages, stored
from srccheck.links.archiving import Archiving, awaited, awaiting
from srccheck.links.cache import Cache
from srccheck.links.conclude import conclusions
from srccheck.links.hosts import Hosts, Lane
from srccheck.links.job import Continue, Done, Job, Retry, Step, after, follow, retry_after
from srccheck.links.judge import Ruling, needs_sibling
from srccheck.links.looking import Looking
from srccheck.links.model import (
    LinkCheck,
    LinkKind,
    LinkTarget,
    LinkVerdict,
    Occurrence,
)
from srccheck.links.robots import Robots
from srccheck.links.rules_of_hosts import headers_for, rule_for
from srccheck.links.seen import Answer, Fault, Page, Seen, Sibling
from srccheck.links.settings import LinkSettings
from srccheck.links.soft404 import sibling_of
from srccheck.links.state import State
from srccheck.links.transport import Transport
from srccheck.links.urls import BadAddressError, to_ask

Emit = Callable[[LinkCheck], None]
_FEW_WORDS = 60
"""With fewer words, a page that refreshes itself elsewhere only leads there."""


class Checker:
    """Checks what it is given with :meth:`take`; :attr:`idle` is set when nothing is left to do."""

    def __init__(self, settings: LinkSettings, emit: Emit) -> None:
        self.settings = settings
        self.jobs: dict[str, Job] = {}
        self.found = 0
        self.idle = asyncio.Event()
        self.idle.set()
        self._emit = emit
        self._finished: dict[str, LinkCheck] = {}
        self._siblings: dict[str, Sibling | Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()
        self._transport = Transport(settings)
        self._robots = Robots(self._transport, settings) if settings.robots else None
        self._hosts: Hosts[Job] = Hosts(settings.concurrency, self._new_lane, self._start)
        self._looking = Looking(settings, lambda: self._hosts.is_behind, self._spawn, self._looked)
        self._archiving = Archiving(settings, self._spawn, self._archived)
        self._cache = Cache(settings.cache, settings.cache_days) if settings.cache else None
        self._state = (
            State(settings.state, settings.strikes, settings.strike_hours, settings.resume_hours)
            if settings.state
            else None
        )

    @property
    def active(self) -> int:
        """How many requests are being made."""
        return self._hosts.active

    @property
    def is_busy(self) -> bool:
        """Whether there is enough to do and to go on with."""
        hosts = self._hosts
        if hosts.is_behind or hosts.active < hosts.concurrency:
            return hosts.is_behind
        enough = hosts.concurrency * (0.5 if self._looking.is_waiting else 2)
        return hosts.waiting >= enough

    def take(self, target: LinkTarget, occurrence: Occurrence) -> None:
        """Check a target, or add an occurrence to one that is being, or was, checked."""
        expected = occurrence.expected
        key = stored.key_of(target, expected)
        waiting = self._archiving.waiting.get(key)
        if waiting:
            waiting.occurrences.append(occurrence)
            return
        known = self._finished.get(key) or self._remembered(key, target)
        check = awaited(known) if known else None
        if check:
            self.idle.clear()
            self._archiving.add(key, check, [occurrence])
            return
        if known:
            self._emit(dataclasses.replace(known, target=target, occurrences=(occurrence,)))
            return
        try:
            url = self._address(target)
        except BadAddressError as error:
            self._settle(key, _refused(target, str(error)), [occurrence])
            return
        if not url:
            told = f"{urlsplit(target.url).scheme or target.kind.value} links are not checked"
            check = LinkCheck(target, LinkVerdict.UNSUPPORTED, reason=told, rule="unsupported")
            self._settle(key, check, [occurrence])
            return
        self._want(url, target, occurrence)

    def _want(self, url: str, target: LinkTarget, occurrence: Occurrence) -> None:
        want = (target.fragment, occurrence.expected)
        job = self.jobs.get(url)
        if job is None:
            self.found += 1
            job = self.jobs[url] = Job(url, url, {want: [occurrence]}, spelt=target.url)
            self.idle.clear()
            self._hosts.add(job.lane, job)
        elif want in job.wants or not job.begun or not (fragments.needs_body(want[0]) or want[1]):
            job.wants.setdefault(want, []).append(occurrence)
        else:  # it is being asked for less than is wanted now
            job.late.append((target, occurrence))

    def stop(self, reason: str = "") -> int:
        """Start nothing more, and give up what is under way.

        Args:
            reason: why; with one, every address not checked is emitted as unknown.

        Returns:
            How many addresses were not checked.
        """
        self._hosts.close()
        for task in self._tasks:
            task.cancel()
        self._archiving.stop()
        left = list(self.jobs.values())
        self.jobs.clear()
        for job in left if reason else ():
            for (fragment, _), occurrences in job.wants.items():
                target = LinkTarget(job.spelt, fragment)
                self._emit(LinkCheck(target, LinkVerdict.UNKNOWN, reason=reason, rule="not-asked",
                                     occurrences=tuple(occurrences)))  # fmt: skip
            for target, occurrence in job.late:
                self._emit(LinkCheck(target, LinkVerdict.UNKNOWN, reason=reason, rule="not-asked",
                                     occurrences=(occurrence,)))  # fmt: skip
        self.idle.set()
        return len(left)

    async def close(self, finished: bool) -> None:
        """Let everything go; ``finished`` says that the run is complete, with nothing to resume."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1)
        await self._transport.close()
        self._looking.close()
        self._archiving.close()
        if self._cache:
            self._cache.close()
        if self._state:
            if finished:
                self._state.finish()
            self._state.close()

    # What is known already ------------------------------------------------------------------

    def _remembered(self, key: str, target: LinkTarget) -> LinkCheck | None:
        known = self._state.get(key, target) if self._state else None
        if known is None and self._cache:
            known = self._cache.get(key, target)
        if known:
            self.found += 1
            if not awaited(known):
                self._finished[key] = known
        return known

    def _address(self, target: LinkTarget) -> str:
        """The address to ask; empty for what is not asked with HTTP."""
        if target.kind not in (LinkKind.HTTP, LinkKind.IDENTIFIER):
            return ""
        if urlsplit(target.url).scheme.lower() not in ("http", "https"):
            return ""
        return to_ask(target.url)

    # One turn -------------------------------------------------------------------------------

    def _new_lane(self, name: str) -> Lane[Job]:
        rule = rule_for(name.rpartition(":")[0], self.settings.hosts)
        concurrency, interval = self.settings.host_concurrency, self.settings.host_interval
        if rule:
            concurrency = rule.concurrency or concurrency
            interval = interval if rule.interval is None else rule.interval
        return Lane(name, concurrency, interval)

    def _start(self, lane: Lane[Job], job: Job) -> None:
        self._spawn(self._turn(lane, job))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            raise error

    async def _turn(self, lane: Lane[Job], job: Job) -> None:
        settings = self.settings
        try:
            now = self._loop.time()
            if not job.begun:
                job.begin(now, settings.link_seconds)
            if isinstance(lane.fault, Fault):
                self._conclude_given_up(job, lane, lane.fault)
                return
            left = job.deadline - now
            if self._robots and not await self._robots.allows(job.at):
                self._exclude(job)
                return
            answer = await self._transport.ask(
                job.at,
                job.method,
                headers_for(lane.name.rpartition(":")[0], settings.hosts),
                job.cookies,
                max(0.05, min(settings.attempt_seconds, left)),
                max(0.05, min(settings.body_seconds, left)),
                settings.body_bytes if job.needs_body() else settings.page_bytes,
            )
            self._observe(lane, answer)
            step = after(job, answer, self._loop.time(), settings)
        finally:
            self._hosts.done(lane)
        self._go_on(lane, job, step)

    def _go_on(self, lane: Lane[Job], job: Job, step: Step) -> None:
        if isinstance(step, Retry):
            self._hosts.add(job.lane, job, first=True, not_before=self._loop.time() + step.wait)
        elif isinstance(step, Continue):
            self._hosts.add(job.lane, job, first=True)
        elif not step.answer.body or job.method == "HEAD" or not pages.is_page(step.answer):
            self._seen(job, step.answer, None, lane)
        else:
            self._hosts.aside += 1
            self._looking.add(lane, job, step.answer)

    def _observe(self, lane: Lane[Job], answer: Answer) -> None:
        if answer.status in (429, 503):
            wait = retry_after(answer.headers.get("retry-after", ""))
            lane.slow_down(self._loop.time(), wait, self.settings.backoff_seconds,
                           self.settings.longest_wait)  # fmt: skip
            lane.answered = True
        elif answer.status:
            lane.went_well()

    def _looked(self, lane: Lane[Job], job: Job, answer: Answer, page: Page) -> None:
        self._hosts.back()
        if page.refresh and page.words < _FEW_WORDS:
            step = follow(job, answer, page.refresh, self.settings)
            if isinstance(step, Done):
                self._seen(job, step.answer, None, lane)
            else:
                self._go_on(lane, job, step)
        else:
            self._seen(job, answer, page, lane)

    # Verdicts -------------------------------------------------------------------------------

    def _seen(self, job: Job, answer: Answer, page: Page | None, lane: Lane[Job]) -> None:
        if answer.fault and answer.fault.is_of_host:
            lane.went_wrong(answer.fault, self.settings.host_failures)
        seen = Seen(job.url, answer, tuple(job.redirects), page, attempts=job.attempts + 1)
        if job.probe_for is not None:
            self._probed(job, seen)
        elif self.settings.soft and needs_sibling(seen):
            self._ask_sibling(job, seen)
        else:
            self._conclude(job, seen)

    def _ask_sibling(self, job: Job, seen: Seen) -> None:
        """Ask for an invented address beside the page's, once for all pages of a directory."""
        url = sibling_of(job.url)
        known = self._siblings.get(url)
        if isinstance(known, Sibling):
            self._conclude(job, dataclasses.replace(seen, sibling=known))
            return
        if known is None:
            known = self._siblings[url] = Job(url, url, probe_for=[])
            self._hosts.add(known.lane, known, first=True)
        if known.probe_for is not None:
            known.probe_for.append((job, seen))

    def _probed(self, probe: Job, seen: Seen) -> None:
        page = seen.page and dataclasses.replace(seen.page, text=seen.page.text[:6000])
        sibling = Sibling(probe.url, seen.answer.status, seen.final_url, page)
        self._siblings[probe.url] = sibling
        for job, asked in probe.probe_for or ():
            self._conclude(job, dataclasses.replace(asked, sibling=sibling))

    def _conclude_given_up(self, job: Job, lane: Lane[Job], fault: Fault) -> None:
        answer = Answer(job.at, fault=fault, message=f"{lane.name} was given up")
        seen = Seen(job.url, answer, tuple(job.redirects))
        if job.probe_for is not None:
            self._probed(job, seen)
        else:
            self._conclude(job, seen, {"given-up": lane.name})

    def _exclude(self, job: Job) -> None:
        if job.probe_for is not None:
            self._probed(job, Seen(job.url, Answer(job.at)))
            return
        told = "robots.txt asks not to be visited"
        ruling = Ruling(LinkVerdict.EXCLUDED, "robots", told)
        self._conclude(job, Seen(job.url, Answer(job.at), tuple(job.redirects)), ruling=ruling)

    def _conclude(
        self,
        job: Job,
        seen: Seen,
        details: dict[str, str] | None = None,
        ruling: Ruling | None = None,
    ) -> None:
        if self.jobs.pop(job.url, None) is None:
            return  # the run was stopped
        took = self._loop.time() - job.begun
        if seen.page and seen.answer.complete:  # what came late can be found in the body as well
            _take_late(job)
        for key, check, occurrences in conclusions(
            job, seen, took, details or {}, ruling, look_for_fragments=self.settings.fragments
        ):
            self._archive_or_settle(key, check, occurrences)
        for target, occurrence in job.late:
            self.take(target, occurrence)
        self._rest()

    def _archive_or_settle(self, key: str, check: LinkCheck, occurrences: list[Occurrence]) -> None:
        if not self._archiving.concerns(check):
            self._settle(key, check, occurrences)
            return
        if self._state:
            self._state.note(key, awaiting(check))
        self._archiving.add(key, check, occurrences)

    def _archived(self, key: str, check: LinkCheck, occurrences: list[Occurrence]) -> None:
        self._settle(key, check, occurrences)
        self._rest()

    def _settle(self, key: str, check: LinkCheck, occurrences: list[Occurrence]) -> None:
        """Put a check on file and give it out."""
        if self._state:
            check = self._state.put(key, check)
        if self._cache:
            self._cache.put(key, check)
        self._finished[key] = check
        self._emit(dataclasses.replace(check, occurrences=tuple(occurrences)))

    def _rest(self) -> None:
        if not self.jobs and not self._archiving.waiting:
            self.idle.set()


def _take_late(job: Job) -> None:
    rest = []
    for target, occurrence in job.late:
        if occurrence.expected:
            rest.append((target, occurrence))
        else:
            job.wants.setdefault((target.fragment, None), []).append(occurrence)
    job.late = rest


def _refused(target: LinkTarget, told: str) -> LinkCheck:
    return LinkCheck(target, LinkVerdict.DEAD, reason=told, rule=Fault.BAD_ADDRESS.value)
