"""Options that several commands share, and how they meet the configuration file."""

from __future__ import annotations

import dataclasses
import os
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from srccheck.cli.completing import (
    complete_path,
    complete_reader,
    complete_rule,
    complete_service,
)
from srccheck.config import CLUSTERS, MOST_JOBS, SPOKEN
from srccheck.readers import READERS

if TYPE_CHECKING:
    from srccheck.config import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


class IndexPlace(click.Path):
    """The folder of an index, or the address of one in a cluster."""

    def __init__(self, exists: bool = False) -> None:
        super().__init__(exists=exists, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """An address as it is, and what is none as a folder."""
        given = str(value)
        return given if given.startswith(CLUSTERS) else str(super().convert(given, param, ctx))


def paths(command: Command) -> Command:
    """The argument that says what to read."""
    return click.argument(
        "paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_path
    )(command)


def naming_formats(command: Command) -> Command:
    """The formats that are read, in place of ``{formats}`` in what the command says of itself."""
    names = ", ".join(known.title for known in READERS.values())
    wrapped = textwrap.fill(names, 92, initial_indent="    ", subsequent_indent="    ")
    command.__doc__ = (command.__doc__ or "").replace("{formats}", wrapped.strip())
    return command


def choosing(command: Command) -> Command:
    """The options that say which rules are applied."""
    command = click.option(
        "--ignore", multiple=True, metavar="RULE,...", shell_complete=complete_rule,
        help="Leave these rules out.",
    )(command)  # fmt: skip
    return click.option(
        "--select", multiple=True, metavar="RULE,...", shell_complete=complete_rule,
        help="Apply these rules only (or: all).",
    )(command)  # fmt: skip


def reading(command: Command) -> Command:
    """The options that say how to read it."""
    command = click.option(
        "--debug", is_flag=True, help="Show the traceback of an error inside srccheck."
    )(command)
    command = configured(command)
    return click.option(
        "--stdin-format",
        metavar="FORMAT",
        shell_complete=complete_reader,
        help=f"What standard input holds ({', '.join(READERS)}); found out by itself when not "
        "given.",
    )(command)


def configured(command: Command) -> Command:
    """The option that names a configuration file."""
    return click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Read this configuration file, instead of the srccheck.toml or pyproject.toml "
        "nearest above the current directory.",
    )(command)


def network(command: Command) -> Command:
    """The options that say what is asked of the network."""
    for option in reversed(_NETWORK):
        command = option(command)
    return command


_FOLDER = click.Path(file_okay=False, path_type=Path)
_NETWORK: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--offline", is_flag=True, help="Ask no service; what needs one is inconclusive."
    ),
    click.option(
        "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
        help="Ask nothing more after so long.  [default: 600]",
    ),
    click.option(
        "--jobs", type=click.IntRange(1, MOST_JOBS), metavar="N",
        help="Look so many sources up at once.  [default: 8]",
    ),
    click.option(
        "--services", multiple=True, metavar="SERVICE,...", shell_complete=complete_service,
        help="Ask these services only.",
    ),
    click.option(
        "--no-service", multiple=True, metavar="SERVICE,...", shell_complete=complete_service,
        help="Leave these services out.",
    ),
    click.option(
        "--mailto", metavar="ADDRESS",
        help="Tell services this contact address.  [default: $SRCCHECK_MAILTO]",
    ),
    click.option(
        "--save-evidence", type=_FOLDER, metavar="DIR",
        help="Keep every answer in this folder, with a manifest and the report.",
    ),
    click.option(
        "--evidence", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
        help="Judge the answers kept in this folder again, without a network.",
    ),
    click.option(
        "--cache-dir", type=_FOLDER, metavar="DIR",
        help="Keep answers between runs here, instead of in the user's cache folder.",
    ),
    click.option(
        "--index", type=IndexPlace(exists=True), metavar="INDEX",
        help="Ask this local index, or one in a cluster, before any service; with --offline, it "
        "alone.",
    ),
    click.option("--no-cache", is_flag=True, help="Keep no answers between runs, and use none."),
    click.option(
        "--allow-private", is_flag=True,
        help="Also ask addresses inside private networks, which documents may point to.",
    ),
)  # fmt: skip


def network_settings(
    *,
    services: tuple[str, ...],
    no_service: tuple[str, ...],
    no_cache: bool,
    evidence: Path | None,
    save_evidence: Path | None,
    cache_dir: Path | None,
    index: str | None,
    **given: Any,
) -> dict[str, Any]:
    """The options of :func:`network` under the names of the settings."""
    folders = {
        "evidence": evidence,
        "save_evidence": save_evidence,
        "cache_dir": cache_dir,
        "index": index,
    }
    return {
        **given,
        **{name: str(path) for name, path in folders.items() if path},
        "ask_services": names(services),
        "skip_services": names(no_service),
        **({"cache": False} if no_cache else {}),
    }


def language(command: Command) -> Command:
    """The option that says in which language people are spoken to."""
    return click.option(
        "--language", type=click.Choice(SPOKEN),
        help="Speak this language; document: tell the findings of each document in its own."
        "  [default: that of LANGUAGE, LC_ALL or LANG]",
    )(command)  # fmt: skip


def no_color(command: Command) -> Command:
    """The option that turns colours off."""
    return click.option(
        "--no-color",
        is_flag=True,
        help="Write no colours. They are off in a pipe and with NO_COLOR, and on with FORCE_COLOR.",
    )(command)


def wants_colour(no_color: bool) -> bool:
    """Whether to write colours to standard output (no-color.org, force-color.org)."""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def names(given: tuple[str, ...]) -> tuple[str, ...]:
    """Rule names from an option that may be repeated and hold several, with commas between.

    >>> names(("mojibake,missing-field", "all"))
    ('mojibake', 'missing-field', 'all')
    """
    return tuple(name.strip() for part in given for name in part.split(",") if name.strip())


def settings(config: Path | None, **given: Any) -> Settings:
    """The settings of the configuration file, with those given on the command line over them.

    An option that was not given is ``None``, false or empty. A rule selected on the command line
    is applied even if the file ignores it.
    """
    from srccheck.config import load, load_file
    from srccheck.rules import NAMED

    found = load_file(config, NAMED) if config else load(Path.cwd(), NAMED)
    given = {name: value for name, value in given.items() if value or name == "cache"}
    if "select" in given and "ignore" not in given:
        given["ignore"] = tuple(name for name in found.ignore if name not in given["select"])
    return dataclasses.replace(found, **given)
