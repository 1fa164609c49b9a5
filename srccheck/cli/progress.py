"""A sign of life on the terminal while a long run goes on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from srccheck.model import Dossier, Failure

if TYPE_CHECKING:
    from rich.status import Status

_PATIENCE = 1.0
_MANY = 5


class Progress:
    """A line on standard error that counts results, and the sources looked up for the next one.

    Nothing is shown unless standard error is a terminal, and the run has taken more than a
    second or more than five inputs. The line is gone before each result is handed on.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._count = 0
        self._status: Status | None = None

    def shown(self, results: Iterable[Dossier | Failure]) -> Iterator[Dossier | Failure]:
        """The same results."""
        if not sys.stderr.isatty():
            yield from results
            return
        iterator = iter(results)
        for self._count in range(sys.maxsize):
            try:
                if self._is_time():
                    self._show(f"{self._count} examined")
                result = next(iterator, None)
            finally:
                self._hide()
            if result is None:
                return
            yield result

    def looked_up(self, done: int, total: int) -> None:
        """Say how many sources of a document are looked up."""
        if sys.stderr.isatty() and self._is_time():
            self._show(f"{self._count} examined; looking up sources: {done} of {total}")

    def _is_time(self) -> bool:
        return self._count > _MANY or time.monotonic() - self._began > _PATIENCE

    def _show(self, text: str) -> None:
        if self._status is None:
            from rich.console import Console
            from rich.status import Status

            self._status = Status(text, console=Console(stderr=True))
            self._status.start()
        else:
            self._status.update(text)

    def _hide(self) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None
