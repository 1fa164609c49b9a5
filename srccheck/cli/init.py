"""``srccheck init``: a configuration that suits the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from srccheck.cli.language import told
from srccheck.cli.output import say, write
from srccheck.errors import UsageError
from srccheck.messages import _

if TYPE_CHECKING:
    from srccheck.cli.surveying import Survey

EPILOG = """\b
Examples:
  srccheck init                       srccheck.toml, or a table in pyproject.toml
  srccheck init --diff                show what would be written
  srccheck init --ci github           and a workflow for pull requests
  srccheck init docs --ci pre-commit
\b
Exit codes:
  0    written, or shown
  2    wrong usage, or what would be written is there already
  3    a file could not be written
Nothing that is there is overwritten: a table is added at the end of a pyproject.toml that has none.
"""


class New(NamedTuple):
    """A file as it is, and what it becomes."""

    path: Path
    before: str
    after: str


@click.command(epilog=EPILOG, short_help="Write a configuration that suits the repository.")
@click.argument(
    "folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--diff", is_flag=True, help="Show what would be written, and write nothing.")
@click.option(
    "--ci", "systems", multiple=True, type=click.Choice(["github", "gitlab", "pre-commit"]),
    help="Also write the file of this system; may be repeated.",
)  # fmt: skip
def command(folder: Path, diff: bool, systems: tuple[str, ...]) -> None:
    """Write a configuration that suits the repository in FOLDER, by default the current one.

    It depends on the documents that are there, their languages, what makes a site of them, and
    git. Its comments say what each setting does.
    """
    from srccheck.cli.surveying import survey
    from srccheck.config import find

    found = survey(folder)
    new = [_ci(folder, system, found) for system in systems]
    if not (systems and find(folder)):
        new.insert(0, _settings(folder, found))
    if diff:
        click.echo("".join(_shown(new)), nl=False)
        return
    for one in new:
        one.path.parent.mkdir(parents=True, exist_ok=True)
        write([one.after], one.path)
        say(_("{path} written", path=one.path))


def _settings(folder: Path, found: Survey) -> New:
    from srccheck.cli.starting import settings
    from srccheck.config import FILE, find

    there = find(folder)
    if there:
        remedy = _("edit it; docs/configuration.md says what it may hold")
        raise UsageError(_("{path} is there already", path=there), remedy=remedy)
    pyproject = folder / "pyproject.toml"
    if pyproject.is_file():
        before = pyproject.read_bytes().decode("utf-8")
        end = "\r\n" if "\r\n" in before else "\n"
        gap = "" if not before or before.endswith(2 * end) else "\n" * (2 - before.endswith("\n"))
        more = gap + settings(found, "tool.srccheck")
        return New(pyproject, before, before + more.replace("\n", end))
    return New(folder / FILE, "", settings(found))


def _ci(folder: Path, system: str, found: Survey) -> New:
    from srccheck.cli.starting import CI_FILES, ci

    path, text = folder / CI_FILES[system], ci(system, found)
    if path.exists():
        remedy = told(_("add this to it:")) + f"\n\n{text}"
        raise UsageError(_("{path} is there already", path=path), remedy=remedy)
    return New(path, "", text)


def _shown(new: list[New]) -> Iterator[str]:
    from srccheck.cli.mended import unified

    for one in new:
        name = one.path.as_posix()
        yield from unified(one.before, one.after, name if one.before else "/dev/null", name)
