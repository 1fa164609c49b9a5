"""A sign of life on the terminal while a long run goes on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

from srccheck.cli.status_line import StatusLine
from srccheck.model import Dossier, Failure

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
        self._line = StatusLine()

    def shown(self, results: Iterable[Dossier | Failure]) -> Iterator[Dossier | Failure]:
        """The same results."""
        if not sys.stderr.isatty():
            yield from results
            return
        iterator = iter(results)
        for self._count in range(sys.maxsize):
            try:
                text = f"{self._count} examined, reading the next"
                self._line.show(text, after=self._patience())
                result = next(iterator, None)
            finally:
                self._line.hide()
            if result is None:
                return
            yield result

    def looked_up(self, done: int, total: int) -> None:
        """Say how many sources of a document are looked up."""
        if sys.stderr.isatty() and not self._patience():
            self._line.show(f"{self._count} examined; looking up sources: {done} of {total}")

    def _patience(self) -> float:
        """For how many seconds nothing is shown yet."""
        if self._count > _MANY:
            return 0.0
        return max(0.0, _PATIENCE - (time.monotonic() - self._began))
