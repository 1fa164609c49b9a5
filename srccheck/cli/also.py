"""``--also FORMAT=FILE``: further reports of the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from srccheck.cli.completing import complete_also
from srccheck.cli.output import refuse_overwriting, write
from srccheck.errors import UsageError
from srccheck.messages import _
from srccheck.model import Dossier, Failure

if TYPE_CHECKING:
    from srccheck.reporters import Reporter, Summary

Command = TypeVar("Command", bound=Callable[..., Any])


def also(command: Command) -> Command:
    """The option that asks for further reports."""
    return click.option(
        "--also", multiple=True, metavar="FORMAT=FILE", shell_complete=complete_also,
        help="Write another report of the same run to a file, too (sarif=links.sarif).",
    )(command)  # fmt: skip


class Also:
    """The further reports of a run, written when it is over."""

    def __init__(self, given: Iterable[str], paths: Iterable[str]) -> None:
        from srccheck.reporters import reporter

        self._reports: list[tuple[Reporter, Path]] = []
        for text in given:
            name, equals, path = text.partition("=")
            if not equals or not path:
                raise UsageError(_("--also {text}: expected FORMAT=FILE", text=text))
            refuse_overwriting(Path(path), paths)
            self._reports.append((reporter(name), Path(path)))
        self._results: list[Dossier | Failure] = []

    def watch(self, results: Iterable[Dossier | Failure]) -> Iterator[Dossier | Failure]:
        """The same results, kept if they are needed again."""
        for result in results:
            if self._reports:
                self._results.append(result)
            yield result

    def write(self, summary: Summary) -> None:
        """Write the reports."""
        from srccheck.reporters import Look

        for report, path in self._reports:
            write(report(self._results, summary, Look()), path)
