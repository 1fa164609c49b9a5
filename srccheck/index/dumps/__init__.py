"""The dumps that can be read: one file each, listed here and nowhere else."""

from __future__ import annotations

from pathlib import Path

from srccheck.errors import InputError, UsageError
from srccheck.index.dumps.arxiv import ArxivDump
from srccheck.index.dumps.crossref import CrossrefDump
from srccheck.index.dumps.datacite import DataCiteDump
from srccheck.index.dumps.dblp import DblpDump
from srccheck.index.dumps.doaj import DoajDump
from srccheck.index.dumps.dump import Dump
from srccheck.index.dumps.issn_l import IssnLDump
from srccheck.index.dumps.openalex import OpenAlexDump
from srccheck.index.dumps.retraction_watch import RetractionWatchDump
from srccheck.index.packed import DamagedError, parts, unpacked

DUMPS: dict[str, Dump] = {
    dump.name: dump
    for dump in (
        OpenAlexDump(), DataCiteDump(), DoajDump(), ArxivDump(), CrossrefDump(), DblpDump(),
        RetractionWatchDump(), IssnLDump(),
    )
}  # fmt: skip
"""Every kind of dump by name; those whose records may hold others' marks come first."""

LOOKED_AT = 64 << 10


def named(given: str) -> tuple[Dump, Path]:
    """The dump and the path in ``NAME=PATH``, or in a path alone, whose beginning is looked at.

    Raises:
        UsageError: there is no such kind of dump.
        InputError: there is no such file, or it is of no kind that is known.
    """
    name, sign, rest = given.partition("=")
    if sign and name in DUMPS:
        return DUMPS[name], _existing(Path(rest))
    if sign and not Path(given).exists():
        raise UsageError(f"no such kind of dump: {name}", remedy=f"they are {', '.join(DUMPS)}")
    path = _existing(Path(given))
    for dump in DUMPS.values():
        head = _head(path, dump)
        if head and dump.mark.search(head):
            return dump, path
    remedy = f"say which: NAME={path}, with {', '.join(DUMPS)}"
    raise InputError(f"{path} is not recognised as a dump", remedy=remedy)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise InputError(f"{path} does not exist")
    return path


def _head(path: Path, dump: Dump) -> bytes:
    """The beginning of the first part, as far as it can be read."""
    try:
        for part in parts(path, dump.wants):
            with part.open() as stream:
                return unpacked(stream).read(LOOKED_AT)
    except (DamagedError, OSError):
        pass
    return b""


__all__ = ["DUMPS", "Dump", "named"]
