"""``srccheck serve``: a local page to check documents on."""

from __future__ import annotations

import dataclasses
import importlib.util
import socket
from pathlib import Path
from typing import Any

import click

from srccheck.cli import options
from srccheck.cli.output import say
from srccheck.errors import UsageError

HERE = "127.0.0.1"
EPILOG = """\b
Examples:
  srccheck serve                     open the page in a browser
  srccheck serve --no-browser        say its address only
  srccheck serve --offline           look nothing up
\b
Exit codes:
  2    wrong usage, or what it needs is not installed
  130  ended with Ctrl-C
\b
Ctrl-C ends it. Documents are in memory, for an hour at most; answers of services are kept between
runs only with --cache-dir or --save-evidence.
"""


@click.command(epilog=EPILOG, short_help="Check documents on a local page, in a browser.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8642, show_default=True,
    help="Where to listen; 0 takes any port that is free.",
)  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@options.network
@options.reading
def command(
    port: int,
    no_browser: bool,
    config: Path | None,
    stdin_format: str | None,
    debug: bool,
    cache_dir: Path | None,
    no_cache: bool,
    **network: Any,
) -> None:
    """Serve a page on which documents are checked, mended and taken away.

    It listens on this machine only (127.0.0.1), and answers no page but its own. A document is
    pasted, chosen or dropped; the page tells source by source what comes of it, shows the report,
    and makes the changes that are accepted in a copy to be saved.
    """
    if not (importlib.util.find_spec("starlette") and importlib.util.find_spec("uvicorn")):
        raise UsageError("serve needs starlette and uvicorn", remedy="pip install 'srccheck[web]'")
    import uvicorn

    from srccheck.web.app import application

    given = options.network_settings(cache_dir=cache_dir, no_cache=no_cache, **network)
    settings = options.settings(config, stdin_format=stdin_format, debug=debug, **given)
    if cache_dir is None:
        settings = dataclasses.replace(settings, cache=False)
    listening = _listen(port)
    url = f"http://{HERE}:{listening.getsockname()[1]}/"
    running = uvicorn.Server(
        uvicorn.Config(
            application(settings), log_level="warning", lifespan="off", server_header=False,
            timeout_graceful_shutdown=3, access_log=False,
        )
    )  # fmt: skip
    say(f"srccheck is at {url} (Ctrl-C ends it)")
    if not no_browser:
        import webbrowser

        webbrowser.open(url)
    running.run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HERE, port))
    except OSError as error:
        listening.close()
        remedy = "give another --port, or 0"
        raise UsageError(f"port {port} cannot be used: {error.strerror}", remedy=remedy) from None
    return listening
