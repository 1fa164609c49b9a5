"""A sign of life on the terminal while a long run goes on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

from srccheck.model import Dossier, Failure

_PATIENCE = 1.0
_MANY = 5


def shown(
    results: Iterable[Dossier | Failure],
) -> Iterator[Dossier | Failure]:
    """The same results; while the next one is awaited, a line on standard error counts them.

    Nothing is shown unless standard error is a terminal, and the run has taken more than a
    second or more than five inputs. The line is gone before each result is handed on.
    """
    if not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.status import Status

    began = time.monotonic()
    iterator = iter(results)
    console = Console(stderr=True)
    for count in range(sys.maxsize):
        if count > _MANY or time.monotonic() - began > _PATIENCE:
            with Status(f"{count} examined", console=console):
                result = next(iterator, None)
        else:
            result = next(iterator, None)
        if result is None:
            return
        yield result
