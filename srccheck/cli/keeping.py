"""The dossier of a run: what was seen of its sources, and when, as files that stand as proof."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib.util
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from srccheck.config import Settings
from srccheck.errors import InputError, UsageError
from srccheck.messages import _

Command = TypeVar("Command", bound=Callable[..., Any])
REPORT = "report.json"


def warc(command: Command) -> Command:
    """The option that asks for a web archive."""
    return click.option(
        "--warc", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.warc.gz",
        help="Write every answer to a web archive, too (needs srccheck[warc]).",
    )(command)  # fmt: skip


@contextlib.contextmanager
def keeping(settings: Settings, archive: Path | None) -> Iterator[Settings]:
    """The settings with which all that is wanted of the answers is kept.

    After the run, and after Ctrl-C too, a folder of answers gets its manifest, and the web archive
    is written.

    Raises:
        UsageError: a web archive is wanted and ``warcio`` is not installed, or nothing is asked.
        InputError: what is to be kept cannot be written.
    """
    if archive and not importlib.util.find_spec("warcio"):
        raise UsageError(_("--warc needs warcio"), remedy=_("pip install 'srccheck[warc]'"))
    if archive and (settings.offline or settings.evidence):
        raise UsageError(_("--warc: nothing is asked, and so nothing can be kept"))
    if archive and not archive.absolute().parent.is_dir():  # rather now than after the run
        reason = _("there is no such folder")
        raise InputError(_("cannot write {path}: {reason}", path=archive, reason=reason))
    if not (archive or settings.save_evidence):
        yield settings
        return
    with contextlib.ExitStack() as stack:
        folder = settings.save_evidence or stack.enter_context(tempfile.TemporaryDirectory())
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
            yield dataclasses.replace(settings, save_evidence=folder)
        finally:
            _finish(Path(folder), archive)


def further(settings: Settings) -> tuple[str, ...]:
    """The report that is part of the dossier, as ``--also`` names it."""
    return (f"json={Path(settings.save_evidence) / REPORT}",) if settings.save_evidence else ()


def _finish(folder: Path, archive: Path | None) -> None:
    from importlib.metadata import version

    from srccheck.net.manifest import write_manifest
    from srccheck.net.warc import write_warc

    software = f"srccheck {version('srccheck')}"
    try:
        write_manifest(folder, software)
        if archive:
            write_warc(folder, archive, software)
    except OSError as error:
        raise InputError(_("cannot write what was seen: {error}", error=error)) from None
