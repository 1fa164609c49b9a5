"""Threads that never keep the program from ending."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

Answer = TypeVar("Answer")


class Pool:
    """Runs tasks on up to ``size`` daemon threads, in the order in which they came.

    Those of :mod:`concurrent.futures` are waited for at exit, which after Ctrl-C would last as long
    as the slowest server.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []

    def submit(self, task: Callable[[], Answer]) -> Future[Answer]:
        """Run a task when there is a thread for it."""
        future: Future[Answer] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(task())
            except BaseException as error:  # handed to whoever asks for the result
                future.set_exception(error)

        self._tasks.put(run)
        if len(self._threads) < self.size:
            thread = threading.Thread(target=self._work, daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def together(self, tasks: Sequence[Callable[[], Answer]]) -> list[Answer]:
        """The results of tasks that are run at once, in the order of the tasks."""
        if len(tasks) == 1:
            return [tasks[0]()]
        return [future.result() for future in [self.submit(task) for task in tasks]]

    def close(self) -> None:
        """Let the threads end when they have nothing more to do."""
        for _ in self._threads:
            self._tasks.put(None)

    def _work(self) -> None:
        while task := self._tasks.get():
            task()


def in_turn(tasks: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """The results of tasks that are run one after the other."""
    return [task() for task in tasks]
