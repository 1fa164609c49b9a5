"""Writes the pages that are made from the program itself: ``python docs/generate.py``."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from srccheck.cli import COMMANDS, main
from srccheck.rules import RULES, Rule

HERE = Path(__file__).parent
NOTE = "<!-- written by: python docs/generate.py -->"
RULES_INTRODUCTION = """\
`srccheck explain RULE` prints the same. The severity says how much a fault matters if it is one,
the confidence how sure the rule is that it is one. Of severity `info`, what is found without a
network is a matter of style and shown with `--style` only, and what is found of links with
`links --all` only."""
RULE_SECTIONS = ("What it does", "Why it matters", "Example")


def commands() -> str:
    """The page of all commands and options, from what ``--help`` is made of."""
    lines = ["# Commands", "", NOTE, "", *_described(main)]
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None  # noqa: S101
        lines += ["", f"## {_usage(name, command)}", "", *_described(command)]
        options = [one for one in command.params if isinstance(one, click.Option)]
        lines += ["", "| option | |", "|---|---|"]
        lines += [_row(one) for one in options if not one.hidden]
        lines += ["", "```text", _epilog(command), "```"]
    return "\n".join(lines) + "\n"


def rules() -> str:
    """The page of all rules, from their docstrings."""
    lines = ["# Rules", "", NOTE, ""]
    lines += [RULES_INTRODUCTION, ""]
    lines += ["| rule | severity | confidence | fix | offline |", "|---|---|---|---|---|"]
    for rule in RULES:
        offline = "yes" if rule.offline else "no"
        facts = (rule.severity.value, rule.confidence.value, rule.fixable, offline)
        lines.append(f"| [{rule.name}](#{rule.name}) | {' | '.join(facts)} |")
    for rule in RULES:
        lines += ["", f"## {rule.name}", "", *_sections(rule)]
    return "\n".join(lines) + "\n"


PAGES = {"commands.md": commands, "rules.md": rules}


def _described(command: click.Command) -> list[str]:
    return [inspect.cleandoc(command.help or "")]


def _usage(name: str, command: click.Command) -> str:
    given = [one for one in command.params if isinstance(one, click.Argument)]
    names = " ".join(one.metavar or f"[{(one.name or '').upper()}]" for one in given)
    return f"srccheck {name} {names}".rstrip()


def _row(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else f" `{_value(option)}`"
    text = option.help or ""
    if option.show_default and option.default not in (None, False):
        text += f"  [default: {option.default}]"
    return f"| {names}{_cell(value)} | {_cell(' '.join(text.split()))} |"


def _value(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return "|".join(str(choice) for choice in option.type.choices)
    return "FILE"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def _epilog(command: click.Command) -> str:
    lines = (command.epilog or "").strip("\n").split("\n")
    return "\n".join("" if line == "\b" else line for line in lines).strip("\n")


def _sections(rule: type[Rule]) -> Iterator[str]:
    """The docstring, with its headings in bold."""
    for line in rule.documentation().splitlines():
        heading = line.rstrip(":")
        plain = line.replace("``", "`")
        yield f"**{heading}**<br>" if heading in RULE_SECTIONS else plain


if __name__ == "__main__":
    for page, make in PAGES.items():
        (HERE / page).write_text(make(), encoding="utf-8")
