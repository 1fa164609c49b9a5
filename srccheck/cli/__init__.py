"""The command line: arguments in, exit code out. One file per command."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from srccheck.cli.exits import BROKEN_PIPE, INTERRUPTED, UNREADABLE
from srccheck.cli.language import chosen, in_words, speaking, told, translated
from srccheck.errors import SrccheckError, UsageError
from srccheck.messages import _

COMMANDS = (
    "check", "fix", "links", "extract", "explain", "rules", "venues", "index", "corpus",
    "serve", "lsp",
    "init", "doctor", "completion",
)  # fmt: skip


class Commands(click.Group):
    """The commands, each loaded when it is used, and the way any of them fails."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"srccheck.cli.{cmd_name}").command
        return translated(command)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run the program in the language of the user."""
        arguments = sys.argv[1:] if args is None else list(args)
        with speaking(chosen(arguments)):
            return super().main(arguments, *rest, **options)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, in the language that is spoken."""
        click.Group.format_help(translated(self), ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; for an unknown one, say which is near."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from srccheck.config import suggest

            remedy = suggest(args[0], COMMANDS)
            if not remedy and Path(args[0]).exists():
                remedy = _("did you mean {name}?", name=f"srccheck check {args[0]}")
            cause = _("no such command: {name}", name=args[0])
            ctx.fail(in_words(UsageError(cause, remedy=remedy)))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn what can go wrong into a message and an exit code."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                if not sys.stdout.closed:  # as the language server leaves it
                    sys.stdout.flush()
        except UsageError as error:
            raise click.UsageError(in_words(error), ctx) from None
        except SrccheckError as error:
            click.echo(f"{told(_('error'))}: {in_words(error)}", err=True)
            ctx.exit(UNREADABLE)
        except BrokenPipeError:
            _close_stdout()
            ctx.exit(BROKEN_PIPE)
        except OSError as error:
            _close_stdout()
            cause = told(_("cannot write: {reason}", reason=error.strerror))
            click.echo(f"{told(_('error'))}: {cause}", err=True)
            ctx.exit(UNREADABLE)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


def _close_stdout() -> None:
    """Let what is still to be written at exit go nowhere, instead of failing once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"srccheck {version('srccheck')}")
        ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  srccheck check article.md                      report what is wrong, line by line
  srccheck fix article.md --diff                 show what can be mended; without --diff, mend it
  srccheck links README.md docs/                 say which links are broken
  srccheck extract article.md -o references.bib  write its notes as BibTeX
  srccheck explain mojibake                      what a rule looks for, and why
\b
Completion of commands and options in the shell:
  eval "$(srccheck completion bash)"             (or zsh, fish)
""",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Take the notes of a document to verified sources.

    srccheck reads documents (Markdown, Word, PDF, LaTeX, HTML and others, see check --help),
    finds the notes and the sources they cite, and says what is wrong with them and how to mend it.
    """
    atexit.register(gc.freeze)  # at the end there is no use in looking for garbage (0.05 s)
