"""``srccheck lsp``: findings and fixes in an editor."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from srccheck.errors import UsageError

EPILOG = """\b
Examples:
  srccheck lsp                       what an editor is told to run
  srccheck lsp --look-up             also look sources up when a file is opened or saved
\b
Exit codes:
  0    the editor ended it
  2    wrong usage, or pygls is not installed
\b
Neovim:  vim.lsp.start({ cmd = { "srccheck", "lsp" }, root_dir = vim.fn.getcwd() })
Emacs:   (add-to-list 'eglot-server-programs '(markdown-mode . ("srccheck" "lsp")))
Helix:   [language-server.srccheck]
         command = "srccheck"
         args = ["lsp"]
"""


@click.command(epilog=EPILOG, short_help="Show findings and fixes in an editor.")
@click.option(
    "--look-up", is_flag=True,
    help="Look sources up when a file is opened or saved; without it, no connection is opened.",
)  # fmt: skip
@click.option(
    "--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="Read the settings from this file.  [default: the nearest srccheck.toml or "
    "pyproject.toml of each file]",
)  # fmt: skip
def command(look_up: bool, config: Path | None) -> None:
    """Answer an editor as a language server (LSP 3.17), on standard input and output.

    Faults are underlined as one writes, each with its reason; what has a fix can be mended in
    place, one by one or all that is safe. Hovering over a note tells how its source was read.
    """
    if not importlib.util.find_spec("pygls"):
        raise UsageError("lsp needs pygls", remedy="pip install 'srccheck[lsp]'")
    from importlib.metadata import version

    from srccheck.config import load_file
    from srccheck.lsp.server import server
    from srccheck.rules import NAMED

    settings = load_file(config, NAMED) if config else None
    server(version("srccheck"), look_up=look_up, settings=settings).start_io()
