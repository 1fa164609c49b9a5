"""``srccheck completion``: the script with which a shell completes commands, options and names."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_SRCCHECK_COMPLETE"

EPILOG = """\b
Examples:
  srccheck completion bash > ~/.local/share/bash-completion/completions/srccheck
  srccheck completion zsh > ~/.zfunc/_srccheck          with fpath+=~/.zfunc in ~/.zshrc
  srccheck completion fish > ~/.config/fish/completions/srccheck.fish
  eval "$(srccheck completion bash)"                    for this shell only
\b
Exit codes:
  0    written
  2    wrong usage
Commands, options, rules with what they report, services, formats, files and folders are completed;
after a comma, the next of a list is.
"""


@click.command(epilog=EPILOG, short_help="Write the completion script of a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Write the script that completes what is typed after srccheck in SHELL (bash, zsh, fish)."""
    from click.shell_completion import get_completion_class

    root = ctx.find_root()
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101  (click knows all of SHELLS)
    click.echo(_script(kind, root.command, root.info_name or "srccheck"))


def _script(kind: type, command: click.Command, name: str) -> str:
    """What click says to a shell; its version check of bash is left out, which starts a bash."""
    from click.shell_completion import BashComplete, ShellComplete

    made: ShellComplete = kind(command, {}, name, VARIABLE)
    return ShellComplete.source(made) if kind is BashComplete else made.source()
