"""Who does the steps of a corpus: processes of this machine, or the workers of Dask."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol

TRIES = 3
"""How often a task is begun whose process is killed."""


class GivenUp:
    """What comes of a task that kills whoever does it."""


class Executor(Protocol):
    """Does tasks, in any order."""

    def each(
        self, function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], *, asks: bool = False
    ) -> Iterator[tuple[int, Any]]:
        """What comes of a function called with each of some arguments.

        Args:
            function: a function of a module.
            tasks: the arguments of each call.
            asks: whether services are asked, whose limits hold for all workers together.

        Yields:
            The number of a task and what it gave (or :class:`GivenUp`), as they are done.
        """

    def close(self) -> None:
        """Let the workers go."""


class Processes:
    """Processes of this machine; one that is killed is replaced, and its task begun again."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._count, mp_context=context)

    def each(
        self, function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], *, asks: bool = False
    ) -> Iterator[tuple[int, Any]]:
        """See :class:`Executor`. Where services are asked, one process does so."""
        most = 1 if asks else self._count * 2
        waiting = list(range(len(tasks)))[::-1]
        tried = dict.fromkeys(waiting, 0)
        running: dict[Future[Any], int] = {}
        while waiting or running:
            while waiting and len(running) < most:
                number = waiting.pop()
                if tried[number] >= TRIES:
                    yield number, GivenUp()
                    continue
                # A task that may have killed its process is done alone, so that it is known.
                if tried[number] and running:
                    waiting.append(number)
                    break
                running[self._pool.submit(function, *tasks[number])] = number
                if tried[number]:
                    break
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = False
            for future in done:
                try:
                    result = future.result()
                except BrokenProcessPool:
                    broken = True
                    continue
                yield running.pop(future), result
            if broken:
                for number in running.values():
                    tried[number] += 1
                    waiting.append(number)
                running.clear()
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._new()

    def close(self) -> None:
        """End the processes, those that work too."""
        workers = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()


class Dask:
    """The workers of a Dask scheduler (extra ``srccheck[dask]``).

    Tasks that ask services want the resource ``services`` of a worker: give it to one of them
    (``dask worker --resources services=1``), so that the services' limits hold.
    """

    def __init__(self, address: str) -> None:
        from distributed import Client

        self._client: Any = Client(  # type: ignore[no-untyped-call]
            address, set_as_default=False
        )

    def each(
        self, function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], *, asks: bool = False
    ) -> Iterator[tuple[int, Any]]:
        """See :class:`Executor`. The scheduler begins the tasks of a worker that died again."""
        from distributed import KilledWorker, as_completed

        wanted = {"resources": {"services": 1}} if asks else {}
        futures = {
            self._client.submit(function, *task, pure=False, **wanted): number
            for number, task in enumerate(tasks)
        }
        done: Any = as_completed(futures, loop=self._client.loop)  # type: ignore[no-untyped-call]
        for future in done:
            try:
                result = future.result()
            except KilledWorker:
                result = GivenUp()
            yield futures[future], result

    def close(self) -> None:
        """Leave the scheduler; what it still does for this run is called off."""
        self._client.close()
