"""``srccheck doctor``: what is there, what is missing, and who answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from srccheck.cli import options
from srccheck.cli.language import told
from srccheck.cli.output import prepare_stdout

if TYPE_CHECKING:
    from srccheck.cli.health import Reading

AMISS = 1
SCHEMA = "srccheck/doctor/1"
EPILOG = """\b
Examples:
  srccheck doctor
  srccheck doctor --offline              without asking any service
  srccheck doctor --format json
\b
Exit codes:
  0    nothing is amiss
  1    a service that would be asked does not answer
  2    wrong usage, or a wrong configuration file
Keys and addresses are never shown: only whether they are set.
"""
_SIGNS = {True: "✓", False: "✗", None: "·"}


@click.command(epilog=EPILOG, short_help="Say which services, keys and extras are there.")
@click.option("--offline", is_flag=True, help="Ask no service whether it answers.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or a JSON object.",
)  # fmt: skip
@options.configured
@options.language
@click.pass_context
def command(
    ctx: click.Context, offline: bool, format_: str, config: Path | None, language: str | None
) -> None:
    """Say which services answer, and which keys, extras and settings are there."""
    from srccheck.cli import health
    from srccheck.config import find

    settings = options.settings(config, offline=offline, language=language)
    readings = [
        *health.program(),
        *health.extras(),
        *health.settings_of(config or find(Path.cwd()), settings),
        *health.keys(settings),
        *(() if settings.offline else health.services(settings)),
    ]
    prepare_stdout(utf8=format_ == "json")
    shown = _json(readings) if format_ == "json" else "".join(_text(readings))
    click.echo(shown, nl=False)
    ctx.exit(AMISS if any(reading.good is False for reading in readings) else 0)


def _text(readings: Iterable[Reading]) -> Iterator[str]:
    section = ""
    for reading in readings:
        if reading.section != section:
            yield ("\n" if section else "") + f"{told(reading.section)}\n"
            section = reading.section
        yield f"  {_SIGNS[reading.good]} {told(reading.name):<24} {told(reading.value)}\n"


def _json(readings: Iterable[Reading]) -> str:
    """One object by section; names and sections are the same in every language."""
    import json

    sections: dict[str, dict[str, object]] = {}
    for one in readings:
        found = {"value": told(one.value), "good": one.good}
        sections.setdefault(str(one.section), {})[str(one.name)] = found
    return json.dumps({"schema": SCHEMA, **sections}, ensure_ascii=False, indent=1) + "\n"
