"""From what a run was given (files, folders, patterns, ``-``, text) to the documents in it."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from srccheck import readers
from srccheck.messages import _
from srccheck.model import Document, Failure

STDIN = "-"
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


@dataclass(frozen=True, slots=True)
class Source:
    """One document to read: the file at ``path``, or ``content`` to be called ``path``."""

    path: str
    content: str | bytes | None = None
    format: str | None = None


def read(source: Source) -> Document:
    """The document of a source, with its notes."""
    if source.content is None:
        return readers.read_path(source.path)
    if isinstance(source.content, str):
        return readers.read_text(source.content, source.path, source.format)
    return readers.read_bytes(source.content, source.path, source.format)


def is_single(given: str | Source) -> bool:
    """Whether an input stands for one document, and not for all those of a folder or pattern."""
    if isinstance(given, Source) or given == STDIN:
        return True
    return not Path(given).is_dir() and (os.path.lexists(given) or not glob.has_magic(given))


def expand(
    given: str | Source, suffixes: Collection[str], seen: set[str], stdin_format: str | None = None
) -> Iterator[Source | Failure]:
    """The documents that one input stands for, in the order of their names.

    A file that is in ``seen`` is left out, and each one given is added to it, so that a path
    given twice is read once. In a folder, only files with one of ``suffixes`` are taken;
    hidden ones, those of installed packages, links out of the folder, and those that are parts of
    a LaTeX document there are not.
    """
    if isinstance(given, Source):
        yield given
    elif given == STDIN:
        if STDIN not in seen:
            seen.add(STDIN)
            yield Source(STDIN, sys.stdin.buffer.read(), stdin_format)
    else:
        known = len(seen)
        found = False
        paths = list(_paths(given, suffixes))
        parts = set() if is_single(given) else _parts(paths)
        for path in paths:
            found = True
            real = os.path.realpath(path)
            if real not in seen and real not in parts:
                seen.add(real)
                yield Source(path)
        if not found and len(seen) == known:
            yield _nothing(given, suffixes)


def _parts(paths: Sequence[str]) -> set[str]:
    """The files that LaTeX documents among these take in; they are read with the document."""
    parts: set[str] = set()
    for path in paths:
        latex = path.lower().endswith((".tex", ".ltx", ".latex"))
        if latex and os.path.isfile(path) and os.path.realpath(path) not in parts:  # noqa: PTH113
            from srccheck.readers.latex_parts import parts_of

            parts.update(parts_of(path))
    return parts


def _paths(given: str, suffixes: Collection[str]) -> Iterator[str]:
    if Path(given).is_dir():
        yield from _folder(given, os.path.realpath(given), suffixes)
    elif os.path.lexists(given):
        yield given
    elif glob.has_magic(given):
        for path in sorted(glob.iglob(given, recursive=True)):  # noqa: PTH207
            if Path(path).is_file() and not _SKIPPED.intersection(Path(path).parts):
                yield path


def _folder(folder: str, root: str, suffixes: Collection[str]) -> Iterator[str]:
    try:
        with os.scandir(folder) as listing:
            items = sorted(listing, key=lambda item: item.name)
    except OSError:
        return
    for item in items:
        if item.name.startswith(".") or item.name in _SKIPPED or not _inside(item, root):
            continue
        if item.is_dir():
            yield from _folder(item.path, root, suffixes)
        elif item.name.lower().endswith(tuple(suffixes)):
            yield item.path


def _inside(item: os.DirEntry[str], root: str) -> bool:
    """Whether an item is no link, or a link to a file inside the folder that is read.

    Links to folders are not followed: what they lead to is read where it stands.
    """
    if not item.is_symlink():
        return True
    return item.is_file() and os.path.realpath(item.path).startswith(root + os.sep)


def _nothing(given: str, suffixes: Collection[str]) -> Failure:
    known = ", ".join(sorted(suffixes))
    if Path(given).is_dir():
        return Failure(
            given, _("no file in this folder can be read"), _("looked for {known}", known=known)
        )
    if glob.has_magic(given):
        return Failure(
            given, _("no file matches this pattern"), _("quote it to keep the shell off it")
        )
    return Failure(given, _("no such file or folder"), _nearest(given))


def _nearest(given: str) -> str:
    from srccheck.config import suggest

    path = Path(given)
    try:
        near = suggest(path.name, [item.name for item in path.parent.iterdir()])
    except (OSError, ValueError):
        return _("there is no folder {folder}", folder=path.parent)
    return near or _("check the spelling, or quote a name with spaces")
