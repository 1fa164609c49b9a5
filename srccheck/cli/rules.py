"""``srccheck rules``: all rules, for people or for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from srccheck.rules import Rule

EPILOG = """\b
Examples:
  srccheck rules
  srccheck rules --format json
\b
Exit codes:
  0    listed
  2    wrong usage
"""


@click.command(epilog=EPILOG, short_help="List all rules.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="A table, or a JSON array.",
)  # fmt: skip
def command(format_: str) -> None:
    """List all rules, with severity and confidence, and whether they can fix and work offline."""
    from srccheck.rules import RULES

    if format_ == "text":
        click.echo(table(RULES), nl=False)
        return
    import json

    facts = [
        {
            "name": rule.name,
            "severity": rule.severity.value,
            "confidence": rule.confidence.value,
            "fixable": rule.fixable,
            "offline": rule.offline,
            "summary": rule.summary(),
            "documentation": rule.documentation(),
        }
        for rule in RULES
    ]
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2))


def table(rules: Iterable[type[Rule]]) -> str:
    """The rules in columns, under their headings."""
    rows = [("rule", "severity", "confidence", "fixable", "offline", "what it does")]
    rows += [
        (
            rule.name,
            rule.severity.value,
            rule.confidence.value,
            rule.fixable,
            "yes" if rule.offline else "no",
            rule.summary(),
        )
        for rule in rules
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        + "\n"
        for row in rows
    )
