"""``--watch``: look again whenever a document changes."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import click

from srccheck.cli.exits import INTERRUPTED
from srccheck.cli.language import in_words, told
from srccheck.cli.output import say
from srccheck.errors import SrccheckError, UsageError
from srccheck.inputs import STDIN
from srccheck.messages import _

_QUIET = 300
"""Milliseconds in which nothing more may change before it is looked again."""
_TURN = 250
"""Milliseconds between two looks at whether Ctrl-C came."""


def watching(paths: Collection[str], written: Collection[Path], once: Callable[[], int]) -> int:
    """Run at once, and again after each change, until Ctrl-C.

    Args:
        paths: what is read.
        written: files that a run writes, whose changes mean nothing.
        once: a run, which gives its exit code.

    Returns:
        The exit code of the last run that was not stopped.

    Raises:
        UsageError: watchfiles is not installed, or standard input is to be watched.
    """
    if STDIN in paths:
        raise UsageError(_("standard input cannot be watched"))
    code = INTERRUPTED
    try:
        for _changed in _changes(paths, written):
            if sys.stdout.isatty():
                click.clear()
            code = _code_of(once, code)
            sys.stdout.flush()
            say(_("waiting for changes; Ctrl-C ends"))
    except KeyboardInterrupt:
        pass
    return code


def _code_of(once: Callable[[], int], before: int) -> int:
    """The exit code of a run; a configuration that is just being written is told and passes."""
    try:
        code = once()
    except SrccheckError as error:
        say(f"{told(_('error'))}: {in_words(error)}")
        return 2 if isinstance(error, UsageError) else 3
    if code == INTERRUPTED:
        raise KeyboardInterrupt if before == INTERRUPTED else _Stopped
    return code


class _Stopped(KeyboardInterrupt):
    """Ctrl-C during a run, after which the code of the run before holds."""


def _changes(paths: Iterable[str], written: Collection[Path]) -> Iterator[set[str]]:
    """First nothing, once it is watched; then the files that changed, each time."""
    try:
        from watchfiles import DefaultFilter, watch
    except ImportError:
        remedy = _("pip install 'srccheck[watch]'")
        raise UsageError(_("--watch needs watchfiles"), remedy=remedy) from None
    from srccheck.config import FILE
    from srccheck.readers import suffixes

    roots, deep = _roots(paths)
    ignored = DefaultFilter(ignore_paths=[str(path.resolve()) for path in written])
    names = (*suffixes(), FILE, "pyproject.toml")
    begun = False
    for changes in watch(
        *roots, watch_filter=ignored, debounce=_QUIET, rust_timeout=_TURN, yield_on_timeout=True,
        recursive=deep, raise_interrupt=True,
    ):  # fmt: skip
        found = {path for _kind, path in changes if path.lower().endswith(names)}
        if found or not begun:
            begun = True
            yield found


def _roots(paths: Iterable[str]) -> tuple[list[Path], bool]:
    """The folders to watch, and whether those inside them too.

    Editors put a new file in the place of the old one, so that the folder is watched, not the file.
    """
    roots: dict[Path, None] = {}
    deep = False
    for path in paths:
        folder = os.path.isdir(path)  # noqa: PTH112
        wild = not folder and glob.has_magic(path)
        root = Path(path)
        while wild and glob.has_magic(str(root)):
            root = root.parent
        deep = deep or folder or wild
        roots[root if folder or wild else root.parent] = None
    return [root for root in roots if root.exists()], deep
