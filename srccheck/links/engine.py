"""Checks links: an iterator of links goes in, an iterator of checks comes out.

The engine is an event loop in a thread of its own; callers see a plain iterator. Links are read in
another thread, so that the first are asked while the last are still being found.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import queue
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from srccheck.links.model import LinkCheck, LinkTarget, Occurrence
from srccheck.links.settings import LinkSettings, Progress

if TYPE_CHECKING:
    from srccheck.links.checker import Checker

Link = tuple[LinkTarget, Occurrence]
_SWITCH_SECONDS = 0.0005
_TAKEN_AT_ONCE = 32
_ENOUGH = 128
_PAUSE_SECONDS = 0.002
"""While there is enough to ask, reading rests: requests and answers would wait for it."""
_GARBAGE = 20_000
"""Rarely looked for during a run (by default every 700 new objects): it makes next to none."""
_MOST_PENDING = 20_000
"""How many links are read ahead of the asking: enough hosts for a fair round, and no more."""


def check_links(
    links: Iterable[Link],
    settings: LinkSettings | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> LinkRun:
    """Check links.

    Args:
        links: targets and where they occur; read as the engine has room for them.
        settings: how.
        progress: called from the thread that iterates, after each check.

    Returns:
        The checks in the order in which they end. Each occurrence is in exactly one of them: a
        target that occurs again after it was checked comes again, with its new occurrences.

    >>> from srccheck.model.text import Span
    >>> link = (LinkTarget("tel:+331"), Occurrence("a.md", 1, 1, Span(0, 8)))
    >>> [check.verdict.value for check in check_links([link])]
    ['unsupported']
    """
    return LinkRun(links, settings or LinkSettings(), progress)


class LinkRun(Iterator[LinkCheck]):
    """One run: iterate over it for the checks.

    ``interrupted`` says that it was stopped before its end, ``left`` how many addresses were then
    not checked. Whoever does not iterate to the end must call :meth:`close`, or use the run in
    a ``with`` statement. A ``KeyboardInterrupt`` within ``next`` stops the run: what is known
    still comes, then the iterator ends.
    """

    def __init__(
        self,
        links: Iterable[Link],
        settings: LinkSettings,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self.interrupted = False
        self.left = 0
        self._links = links
        self._settings = settings
        self._progress = progress
        self._out: queue.SimpleQueue[LinkCheck | BaseException | None] = queue.SimpleQueue()
        self._arrived: deque[Link] = deque()
        self._room = threading.Semaphore(_MOST_PENDING)
        self._announced = False
        self._all_found = False
        self._ended = False
        self._stopping = threading.Event()
        self._wake: Callable[[], None] = lambda: None
        self._checker: Checker | None = None
        self._thread: threading.Thread | None = None

    def __iter__(self) -> LinkRun:
        return self

    def __next__(self) -> LinkCheck:
        if self._thread is None and not self._ended:
            self._thread = threading.Thread(target=self._work, name="links", daemon=True)
            self._thread.start()
        while not self._ended:
            try:
                item = self._out.get()
            except KeyboardInterrupt:
                if self._stopping.is_set():
                    raise
                self.stop()
                continue
            if isinstance(item, LinkCheck):
                self._report()
                return item
            self._ended = True
            if item is not None:
                raise item
        raise StopIteration

    def __enter__(self) -> LinkRun:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def stop(self) -> None:
        """Start nothing more; the iterator ends after what is known. Safe in signal handlers."""
        if not self._ended:
            self.interrupted = True
        self._stopping.set()
        self._wake()

    def close(self) -> None:
        """Stop, and wait until connections and files are closed."""
        if self._thread and self._thread.is_alive():
            self.stop()
            self._thread.join(timeout=5)
        self._ended = True

    def _report(self) -> None:
        checker = self._checker
        if self._progress and checker:
            found, left = checker.found, len(checker.jobs)
            self._progress(Progress(found, found - left, checker.active, self._all_found))

    # The engine's thread ---------------------------------------------------------------------

    def _work(self) -> None:
        rare = gc.get_threshold()
        gc.set_threshold(_GARBAGE, *rare[1:])
        try:
            asyncio.run(self._run())
        except BaseException as error:
            self._out.put(error)
        else:
            self._out.put(None)
        finally:
            gc.set_threshold(*rare)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        changed = asyncio.Event()
        failed: list[BaseException] = []

        def wake() -> None:
            with contextlib.suppress(RuntimeError):  # the loop may have ended meanwhile
                loop.call_soon_threadsafe(changed.set)

        def take_arrived() -> None:
            self._announced = False
            for _ in range(_TAKEN_AT_ONCE):
                if not self._arrived or self._stopping.is_set():
                    break
                checker.take(*self._arrived.popleft())
            if self._arrived:
                announce()  # answers go first
            else:
                changed.set()

        def announce() -> None:
            if not self._announced:
                self._announced = True
                with contextlib.suppress(RuntimeError):
                    loop.call_soon_threadsafe(take_arrived)

        self._wake = wake
        loop.set_exception_handler(lambda _, context: self._fail(failed, context, changed))
        feeder = threading.Thread(
            target=self._feed,
            args=(announce, wake, failed),
            name="link-feeder",
            daemon=True,
        )
        feeder.start()
        from srccheck.links.checker import Checker  # takes a while; links are read meanwhile

        checker = self._checker = Checker(self._settings, self._emit)
        end = loop.time() + self._settings.run_seconds
        out_of_time = False
        while not (self._stopping.is_set() or failed or out_of_time):
            if self._all_found and not self._arrived and checker.idle.is_set():
                break
            changed.clear()
            waiting = [asyncio.ensure_future(changed.wait())]
            if self._all_found and not self._arrived:
                waiting.append(asyncio.ensure_future(checker.idle.wait()))
            await asyncio.wait(
                waiting, timeout=max(0.0, end - loop.time()), return_when=asyncio.FIRST_COMPLETED
            )
            for task in waiting:
                task.cancel()
            out_of_time = loop.time() >= end
        complete = not (self._stopping.is_set() or failed or out_of_time)
        if not complete:
            self._stopping.set()
            self.interrupted = True
            self.left = checker.stop("the time of the run was over" if out_of_time else "")
            self.left += len({target.url for target, _ in self._arrived})
        await checker.close(complete)
        if failed:
            raise failed[0]

    def _fail(self, failed: list[BaseException], context: object, changed: asyncio.Event) -> None:
        error = context.get("exception") if isinstance(context, dict) else None
        if isinstance(error, BaseException):
            failed.append(error)
            changed.set()

    def _emit(self, check: LinkCheck) -> None:
        self._room.release(len(check.occurrences))
        self._out.put(check)

    def _has_enough(self) -> bool:
        checker = self._checker
        return len(self._arrived) >= _ENOUGH or (checker is not None and checker.is_busy)

    def _feed(
        self,
        announce: Callable[[], None],
        wake: Callable[[], None],
        failed: list[BaseException],
    ) -> None:
        # Reading is all computing: by default it lets the loop go on every 5 ms only, after each
        # of its hundreds of short calls to the network (measured: 0.4 s of 4 s).
        interval = sys.getswitchinterval()
        sys.setswitchinterval(min(interval, _SWITCH_SECONDS))
        try:
            for link in self._links:
                while self._has_enough():
                    if self._stopping.is_set():
                        return
                    time.sleep(_PAUSE_SECONDS)
                while not self._room.acquire(timeout=0.2):
                    if self._stopping.is_set():
                        return
                if self._stopping.is_set():
                    return
                self._arrived.append(link)
                announce()
        except BaseException as error:
            failed.append(error)
        finally:
            sys.setswitchinterval(interval)
            self._all_found = True
            wake()


@contextlib.contextmanager
def stopping_on_signals(runs: Sequence[LinkRun]) -> Iterator[None]:
    """Let the first Ctrl-C or SIGTERM end runs with what is known; the second acts as usual.

    ``runs`` may grow meanwhile; while there is none, the first interrupts as usual too. Signals
    reach the main thread alone: in others nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def handle(number: int, frame: FrameType | None) -> None:
        del number, frame
        restore()
        if not runs:
            raise KeyboardInterrupt
        for run in runs:
            run.stop()

    for number in numbers:
        signal.signal(number, handle)
    try:
        yield
    finally:
        restore()
        for run in runs:
            run.close()
