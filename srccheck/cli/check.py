"""``srccheck check``: say what is wrong with the notes and sources of documents."""

from __future__ import annotations

import functools
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from srccheck.cli import exits, options
from srccheck.cli.also import Also, also
from srccheck.cli.completing import complete_report
from srccheck.cli.keeping import further, keeping, warc
from srccheck.cli.language import current
from srccheck.cli.output import prepare_stdout, refuse_overwriting, telling_failures, write
from srccheck.cli.running import examined
from srccheck.config import FAIL_ON
from srccheck.messages import spoken

EPILOG = f"""\b
Examples:
  srccheck check article.md
  srccheck check article.md --offline          without a network
  srccheck check docs/ 'posts/**/*.md'         folders and patterns (quoted)
  srccheck check .                             a repository: notes, sources and links
  srccheck check - < article.md                standard input
  srccheck check article.md --select mojibake --fail-on error
  srccheck check article.md --format json --output report.json
  srccheck check chapters/ --offline --watch   again, whenever a file is saved
{exits.HELP}
Without --select, the rules that are a matter of style (severity info) are off; --style adds them,
and --select all applies every rule. A rule in --ignore is left out in any case.
Sources are looked up in Crossref, DataCite and other services and on the pages of their venues;
--offline opens no connection at all. A service that does not answer leaves its sources
inconclusive, never wrong, and makes the run incomplete; with --offline none was to be asked.
Services prefer to know whom they serve: give --mailto, mailto in srccheck.toml or SRCCHECK_MAILTO.
"""


@click.command(epilog=EPILOG, short_help="Say what is wrong with notes and sources.")
@options.paths
@click.option(
    "--format", "format_", default="text", show_default=True,
    metavar="text|json|jsonl|junit|sarif|github|gitlab|markdown|csv|html|annotated",
    shell_complete=complete_report,
    help="The kind of report: for people, or for programs.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write the report to a file instead of standard output.",
)  # fmt: skip
@also
@options.choosing
@click.option("--style", is_flag=True, help="Also apply the rules that are a matter of style.")
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON),
    help="The lowest severity that makes the exit code 1.  [default: warning]",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with 4 when something was not checked.")
@click.option(
    "--links/--no-links", default=None,
    help="Follow the links, too.  [default: when a PATH is the root of a repository]",
)  # fmt: skip
@click.option("--allow-empty", is_flag=True, help="A file without notes, sources or links is fine.")
@click.option("-q", "--quiet", is_flag=True, help="Show findings and failures only.")
@options.network
@warc
@options.language
@options.no_color
@options.reading
@click.option("--watch", is_flag=True, help="Look again when a file changes, until Ctrl-C.")
@click.pass_context
@options.naming_formats
def command(ctx: click.Context, /, paths: tuple[str, ...], watch: bool, **given: Any) -> None:
    """Say what is wrong with the notes and sources of documents.

    PATH is a file, a folder, a pattern, or - for standard input. In a folder, hidden files,
    installed packages and links that lead out of it are not read. Every source is looked up,
    unless --offline is given.

    Formats that are read:
    {formats}.
    """
    once = functools.partial(_once, paths, **given)
    if not watch:
        ctx.exit(once())
    from srccheck.cli.watching import watching

    also = [Path(text.partition("=")[2]) for text in given["also"]]
    written = [path for path in (given["output"], given["warc"], *also) if path]
    ctx.exit(watching(paths, written, once))


def _once(
    paths: tuple[str, ...],
    *,
    config: Path | None,
    stdin_format: str | None,
    debug: bool,
    format_: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    style: bool,
    fail_on: str | None,
    strict: bool,
    links: bool | None,
    allow_empty: bool,
    also: tuple[str, ...],
    quiet: bool,
    language: str | None,
    no_color: bool,
    warc: Path | None,
    **network: Any,
) -> int:
    """One run, and its exit code."""
    from srccheck import pipeline
    from srccheck.reporters import Look, Summary, reporter
    from srccheck.reporters.allowed import Uses
    from srccheck.reporters.saying import said

    report = reporter(format_)
    refuse_overwriting(output, paths)
    settings = options.settings(
        config,
        stdin_format=stdin_format,
        debug=debug,
        select=options.names(select),
        ignore=options.names(ignore),
        style=style,
        fail_on=fail_on,
        strict=strict,
        language=language,
        **options.network_settings(**network),
    )
    rules = pipeline.chosen(settings)
    with keeping(settings, warc) as settings:
        others = Also((*also, *further(settings)), paths)
        prepare_stdout(utf8=format_ != "text")
        width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
        look = Look(
            output is None and options.wants_colour(no_color),
            width,
            quiet,
            spoken(settings.language) or current(),
        )
        summary = Summary(offline=settings.offline, uses=Uses(settings.allow))
        follow = links or (links is None and any((Path(path) / ".git").exists() for path in paths))
        with examined(
            paths, settings, rules, config=config, follow=follow, allow_empty=allow_empty
        ) as found:
            results = said(summary.watch(found), settings.language or current(), current())
            if output is not None or not sys.stdout.isatty():
                results = telling_failures(results)
            write(report(others.watch(results), summary, look), output)
        others.write(summary)
        return exits.exit_code(summary, fail_on=settings.fail_on, strict=settings.strict)
