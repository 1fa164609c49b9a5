"""Writers: one module for each format that entries can be written in; this table names them."""

from __future__ import annotations

import difflib
import functools
import importlib
import importlib.metadata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast

from srccheck.errors import UsageError
from srccheck.messages import _
from srccheck.model import Entry

__all__ = ["WRITERS", "Writer", "write", "writer"]

Writer = Callable[[Iterable[Entry]], Iterator[str]]
"""Takes entries, gives the pieces of a file in order; nothing is kept in memory between them."""

WRITERS: Mapping[str, str] = {
    "bibtex": "srccheck.writers.bibtex",
    "biblatex": "srccheck.writers.biblatex",
    "csl-json": "srccheck.writers.csl_json",
    "ris": "srccheck.writers.ris",
    "json": "srccheck.writers.json",
}
"""The formats that come with srccheck; others join through entry points ``srccheck.writers``."""


@functools.cache
def _third_party() -> Mapping[str, importlib.metadata.EntryPoint]:
    return {
        point.name: point for point in importlib.metadata.entry_points(group="srccheck.writers")
    }


def writer(format: str) -> Writer:  # noqa: A002
    """The writer of a format.

    Raises:
        UsageError: No format has that name.

    >>> writer("bibtext")
    Traceback (most recent call last):
    srccheck.errors.UsageError: no such format: bibtext (did you mean bibtex?)
    """
    if format in WRITERS:
        return cast("Writer", importlib.import_module(WRITERS[format]).write)
    if format in _third_party():
        return cast("Writer", _third_party()[format].load())
    names = [*WRITERS, *_third_party()]
    near = difflib.get_close_matches(format, names, 1)
    remedy = (
        _("did you mean {name}?", name=near[0])
        if near
        else _("formats are {names}", names=", ".join(names))
    )
    raise UsageError(_("no such format: {format}", format=format), remedy=remedy)


def write(entries: Iterable[Entry], format: str) -> Iterator[str]:  # noqa: A002
    r"""Write entries in a format.

    Args:
        entries: What to write, in order.
        format: One of :data:`WRITERS`, or of the entry points ``srccheck.writers``.

    Raises:
        UsageError: No format has that name.

    >>> "".join(write([], "json"))
    '[]\n'
    """
    return writer(format)(entries)
