"""``srccheck corpus``: very many documents at once."""

from __future__ import annotations

import datetime
import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import click

from srccheck.cli import exits, options
from srccheck.cli.output import say
from srccheck.cli.status_line import StatusLine
from srccheck.errors import UsageError

EPILOG = """\b
Examples:
  srccheck corpus check articles/ -o results --index INDEX --offline
  srccheck corpus check @manifest.csv -o results --workers 8
  srccheck corpus check articles/ -o /data/results --scheduler tcp://head:8786
\b
Exit codes:
  0    every document was checked, whatever was found
  2    wrong usage, or what it needs is not installed
  3    some documents are in the table of failures, or the results cannot be written
  130  stopped with Ctrl-C; the same command goes on
\b
A manifest (@FILE) has a path on each line, or is CSV or JSON Lines with a path in each row.
A run that was stopped goes on where it was when the same command is given again.
"""


@click.group(epilog=EPILOG, short_help="Check very many documents; the results are tables.")
def command() -> None:
    """Check very many documents; the results are tables."""


@command.command("check", epilog=EPILOG, short_help="Check a corpus.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder of the results, or "
              "what fsspec knows a store by (s3://…).")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 1024), metavar="N",
              help="Processes on this machine.  [default: one for each processor]")  # fmt: skip
@click.option("--scheduler", metavar="tcp://HOST:PORT",
              help="Have Dask's workers do it (needs srccheck[dask]).")  # fmt: skip
@click.option("--part-size", type=click.IntRange(1, 10_000), default=100, show_default=True,
              metavar="N", help="Documents that are worked on together.")  # fmt: skip
@options.choosing
@options.network
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              metavar="FILE", help="Read the settings from this file.")  # fmt: skip
@click.pass_context
def check(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    output: str,
    workers: int | None,
    scheduler: str | None,
    part_size: int,
    config: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    **network: Any,
) -> None:
    """Check a corpus: documents, references and findings as Parquet, and a summary.

    References are looked up once for all documents that cite the same. A document that cannot be
    checked is a row of the table of failures.
    """
    needed = ["pyarrow", "fsspec", *(["distributed"] if scheduler else [])]
    if missing := [name for name in needed if not importlib.util.find_spec(name)]:
        extra = "dask" if scheduler else "corpus"
        raise UsageError(
            f"a corpus needs {', '.join(missing)}", remedy=f"pip install 'srccheck[{extra}]'"
        )
    from srccheck.corpus.executors import Dask, Executor, Processes
    from srccheck.corpus.plan import plan
    from srccheck.corpus.run import begun_on
    from srccheck.corpus.run import check as run

    settings = options.settings(
        config,
        select=options.names(select),
        ignore=options.names(ignore),
        **options.network_settings(**network),
    )
    line = StatusLine()
    shown = sys.stderr.isatty()

    def progress(step: str, done: int, total: int) -> None:
        if shown:
            line.show(f"{step}: {done} of {total}")
        elif done == total:
            say(f"{step}: {total} of {total}")

    begun = begun_on(output)
    today = datetime.date.fromisoformat(begun) if begun else None
    made = plan(paths, settings, size=part_size, today=today)
    executor: Executor
    executor = Dask(scheduler) if scheduler else Processes(workers or os.cpu_count() or 1)
    try:
        outcome = run(made, output, executor, progress)
    except KeyboardInterrupt:
        line.hide()
        say("stopped; the same command goes on from here")
        ctx.exit(exits.INTERRUPTED)
    finally:
        line.hide()
        executor.close()
    counts = outcome.counts
    say(
        f"{counts['documents']} documents, {counts['references']} references, "
        f"{counts['findings']} findings ({counts['error']} errors, {counts['warning']} warnings), "
        f"{counts['failures']} failures written to {output}"
    )
    ctx.exit(exits.UNREADABLE if counts["failures"] else exits.CLEAN)
