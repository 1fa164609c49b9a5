"""``srccheck explain``: what a rule looks for, why, and how sure it is."""

from __future__ import annotations

import click

from srccheck.cli import options
from srccheck.cli.completing import complete_one_rule
from srccheck.cli.rules import table
from srccheck.messages import _

EPILOG = """\b
Examples:
  srccheck explain               all rules, one to a line
  srccheck explain mojibake
\b
Exit codes:
  0    explained
  2    there is no such rule; the nearest name is given
"""


@click.command(epilog=EPILOG, short_help="Explain a rule, or list them all.")
@click.argument("rule", required=False, shell_complete=complete_one_rule)
@options.no_color
def command(rule: str | None, no_color: bool) -> None:
    """Explain what RULE looks for and why it matters; without RULE, list all rules."""
    from srccheck.config import suggest
    from srccheck.errors import UsageError
    from srccheck.rules import RULES

    if rule is None:
        click.echo(table(RULES), nl=False)
        return
    found = {known.name: known for known in RULES}.get(rule)
    if found is None:
        remedy = suggest(rule, [known.name for known in RULES]) or _(
            "srccheck rules lists them all"
        )
        raise UsageError(_("no such rule: {rule}", rule=rule), remedy=remedy)
    bold, end = ("\x1b[1m", "\x1b[0m") if options.wants_colour(no_color) else ("", "")
    facts = {
        "severity": found.severity.value,
        "confidence": found.confidence.value,
        "fixable": found.fixable,
        "offline": "yes" if found.offline else "no, it needs a network",
    }
    click.echo(f"{bold}{found.name}{end}\n", color=True)
    for name, value in facts.items():
        click.echo(f"{name + ':':<12}{value}")
    click.echo(f"\n{found.documentation()}")
