"""Writes the pages that are made from the program itself: ``python docs/generate.py``."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

import click

from srccheck.cli import COMMANDS, main
from srccheck.config import IN_FILE, Settings
from srccheck.links.options import LinkOptions
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
        if isinstance(command, click.Group):
            for part, member in command.commands.items():
                lines += ["", f"### {_usage(f'{name} {part}', member)}", "", *_described(member)]
                lines += _options(member)
        else:
            lines += _options(command)
        lines += ["", "```text", _epilog(command), "```"]
    return "\n".join(lines) + "\n"


def _options(command: click.Command) -> list[str]:
    options = [one for one in command.params if isinstance(one, click.Option)]
    rows = [_row(one) for one in options if not one.hidden]
    return ["", "| option | |", "|---|---|", *rows] if rows else []


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


def configuration() -> str:
    """The page of settings: as it stands, with its tables made again from the settings."""
    text = (HERE / "configuration.md").read_text(encoding="utf-8")
    text = _with_table(text, "Keys", _keys(Settings, IN_FILE))
    links = _keys(LinkOptions, (field.name for field in fields(LinkOptions)))
    return _with_table(text, "Keys of `[tool.srccheck.links]`", links)


PAGES = {"commands.md": commands, "rules.md": rules, "configuration.md": configuration}


def _with_table(page: str, heading: str, lines: Iterable[str]) -> str:
    """The page with these lines instead of the first table under a heading."""
    before, after = page.split(f"\n## {heading}\n")
    made = "".join(f"{line}\n" for line in lines)
    after = re.sub(r"(?:^\|.*\n)+", lambda _: made, after, count=1, flags=re.MULTILINE)
    return f"{before}\n## {heading}\n{after}"


def _keys(settings: type, names: Iterable[str]) -> Iterator[str]:
    """The table of what a configuration file may say."""
    told, defaults = _told(settings), settings()
    yield "| key | default | what it does |"
    yield "|---|---|---|"
    for name in (name.replace("-", "_") for name in names):
        key, default = name.replace("_", "-"), json.dumps(getattr(defaults, name))
        yield f"| `{key}` | `{default}` | {_cell(_linked(told[name]))} |"


def _told(settings: type) -> dict[str, str]:
    """What stands under each field of a dataclass, without its full stop."""
    (body,) = ast.parse(inspect.getsource(settings)).body
    assert isinstance(body, ast.ClassDef)  # noqa: S101
    told = {}
    for field, under in zip(body.body, body.body[1:], strict=False):
        match field, under:
            case ast.AnnAssign(ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                text = " ".join(text.replace("``", "`").split())
                told[name] = text[0].lower() + text[1:].rstrip(".")
    return told


def _linked(text: str) -> str:
    """The first mention of rules and of services leads to their page."""
    for word in ("rules", "services"):
        text = re.sub(rf"these {word}\b", f"these [{word}]({word}.md)", text)
    return text


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
