"""How far link checking is: a line that changes on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from srccheck.cli.status_line import StatusLine
from srccheck.model import Dossier, Failure

if TYPE_CHECKING:
    from srccheck.links.settings import Progress

_PATIENCE = 1.0
_OFTEN = 0.1
_SELDOM = 30.0
"""Seconds between two lines in a log."""


class LinkProgress:
    """Tells on standard error how many links are checked."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._last = time.monotonic()
        self._wait = _PATIENCE if self._terminal else _SELDOM
        self._line = StatusLine()

    def __call__(self, progress: Progress) -> None:
        """Tell how far a run is, unless that was told just now."""
        now = time.monotonic()
        if now - self._last < self._wait:
            return
        self._last = now
        self._wait = _OFTEN if self._terminal else _SELDOM
        text = described(progress)
        if self._terminal:
            self._line.show(text)
        else:
            print(f"srccheck: {text}", file=sys.stderr, flush=True)

    def shown(self, results: Iterable[Dossier | Failure]) -> Iterator[Dossier | Failure]:
        """The same results; the line is gone while each is dealt with."""
        try:
            for result in results:
                self._line.hide()
                yield result
        finally:
            self._line.hide()


def described(progress: Progress) -> str:
    """How far a run is, in words.

    >>> from srccheck.links.settings import Progress
    >>> described(Progress(found=400, done=120, active=30, complete=False))
    '120 of 400 or more addresses checked, 30 being asked'
    """
    more = "" if progress.complete else " or more"
    text = f"{progress.done} of {progress.found}{more} addresses checked"
    return f"{text}, {progress.active} being asked" if progress.active else text
