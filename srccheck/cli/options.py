"""Options that several commands share, and how they meet the configuration file."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from srccheck.config import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


def paths(command: Command) -> Command:
    """The argument that says what to read."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(command)


def reading(command: Command) -> Command:
    """The options that say how to read it."""
    command = click.option(
        "--debug", is_flag=True, help="Show the traceback of an error inside srccheck."
    )(command)
    command = click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Read this configuration file, instead of the srccheck.toml or pyproject.toml "
        "nearest above the current directory.",
    )(command)
    return click.option(
        "--stdin-format",
        metavar="FORMAT",
        help="What standard input holds (markdown, html, text, bibtex); found out by itself "
        "when not given.",
    )(command)


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


def complete_rule(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The rules whose names begin as typed, for completion in the shell."""
    from click.shell_completion import CompletionItem

    from srccheck.rules import RULES

    rules = (rule for rule in RULES if rule.name.startswith(incomplete))
    return [CompletionItem(rule.name, help=rule.summary()) for rule in rules]


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
    from srccheck.rules import RULES

    rules = [rule.name for rule in RULES]
    found = load_file(config, rules) if config else load(Path.cwd(), rules)
    given = {name: value for name, value in given.items() if value}
    if "select" in given and "ignore" not in given:
        given["ignore"] = tuple(name for name in found.ignore if name not in given["select"])
    return dataclasses.replace(found, **given)
