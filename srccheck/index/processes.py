"""Reads dumps in several processes."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from srccheck.index.dumps.dump import Batch
from srccheck.index.reading_dumps import Preparing, Ready

Read = Callable[[str, Iterable[Batch]], Iterator[Ready]]
"""Reads batches of a dump, which is named."""


class Readers:
    """Reads batches in several processes, or in this one; what they give keeps its order."""

    def __init__(self, dictionary: bytes | None, year: int, jobs: int) -> None:
        self._here = Preparing(dictionary, year) if jobs == 1 else None
        self._jobs = jobs
        self._pool = None if jobs == 1 else ProcessPoolExecutor(
            jobs, multiprocessing.get_context("spawn"), _begin_process, (dictionary, year)
        )  # fmt: skip

    def __enter__(self) -> Read:
        return self._read

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def _read(self, dump: str, batches: Iterable[Batch]) -> Iterator[Ready]:
        if self._here:
            yield from (self._here(dump, batch) for batch in batches)
        if not self._pool:
            return
        waiting: deque[Future[Ready]] = deque()
        for batch in batches:
            waiting.append(self._pool.submit(_in_process, dump, batch))
            if len(waiting) > self._jobs + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_PREPARING: list[Preparing] = []


def _begin_process(dictionary: bytes | None, year: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build itself ends after Ctrl-C
    _PREPARING[:] = [Preparing(dictionary, year)]


def _in_process(dump: str, batch: Batch) -> Ready:
    return _PREPARING[0](dump, batch)
