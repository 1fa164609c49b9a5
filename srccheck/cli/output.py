"""Where the output of a command goes: standard output, or a file written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

import click

from srccheck.cli.language import told
from srccheck.errors import InputError, UsageError
from srccheck.messages import _
from srccheck.model import Dossier, Failure
from srccheck.reporters.excerpt import visible


def prepare_stdout(*, utf8: bool = False) -> None:
    """Make standard output take any character: as an escape, or in UTF-8 if asked for."""
    if sys.stdout.encoding.lower().replace("-", "") != "utf8" or not utf8:
        with contextlib.suppress(AttributeError):
            encoding = "utf-8" if utf8 else sys.stdout.encoding
            sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")  # type: ignore[union-attr]


def write(pieces: Iterable[str], path: Path | None) -> None:
    """Write the pieces to a file, or to standard output."""
    if path is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    with _whole(path) as file:
        for piece in pieces:
            file.write(piece)


def refuse_overwriting(path: Path | None, inputs: Iterable[str]) -> None:
    """Raise a UsageError if the output would take the place of one of the inputs."""
    if path is None or not path.exists():
        return
    for given in inputs:
        if given != "-" and Path(given).exists() and path.samefile(given):
            remedy = _("give the output another name")
            raise UsageError(_("{path} is both an input and the output", path=path), remedy=remedy)


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file that takes the place of the old one only once it is written to the end."""
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", errors="backslashreplace") as file:
                yield file
            return
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise InputError(
            _("cannot write {path}: {reason}", path=path, reason=error.strerror)
        ) from None
    try:
        os.close(handle)
        with Path(name).open(
            "w", encoding="utf-8", errors="backslashreplace", newline="\n"
        ) as file:
            yield file
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def say(message: str) -> None:
    """Tell something on standard error."""
    click.echo(told(message), err=True)


def telling_failures(results: Iterable[Dossier | Failure]) -> Iterator[Dossier | Failure]:
    """The same results, with the failures among them told on standard error."""
    for result in results:
        if isinstance(result, Failure):
            remedy = f" ({visible(result.remedy)})" if result.remedy else ""
            error = told(_("error"))
            click.echo(
                f"{error}: {visible(result.path)}: {visible(result.reason)}{remedy}", err=True
            )
        yield result
