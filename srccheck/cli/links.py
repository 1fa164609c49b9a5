"""``srccheck links``: say where the links of documents lead, and which are broken."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from srccheck.cli import exits, options
from srccheck.cli.also import Also, also
from srccheck.cli.completing import complete_of, complete_report
from srccheck.cli.language import current
from srccheck.cli.link_progress import LinkProgress
from srccheck.cli.output import prepare_stdout, refuse_overwriting, telling_failures, write
from srccheck.config import Settings
from srccheck.messages import _, spoken
from srccheck.model import Dossier, Failure

if TYPE_CHECKING:
    from srccheck.linkcheck import Following
    from srccheck.links.baseline import Baseline
    from srccheck.links.options import LinkOptions
    from srccheck.links.settings import LinkSettings

EPILOG = """\b
Examples:
  srccheck links README.md docs/
  srccheck links . --offline                       files and anchors only, without a network
  srccheck links . --changed-since origin/main --format github
  srccheck links . --exclude '^https://intranet\\.' --baseline links.json
  srccheck links docs/ --dump                      list the links, and check nothing
\b
Verdicts, for --fail-on:
  dead        gone: 404, 410, no such host, no such file or anchor, an identifier nobody registered
  soft-dead   something answers, but not the page: a soft 404, the root, a parked domain
  drifted     the page does not show the work that is cited
  moved       it leads on, for good
  blocked     a bot wall, login or paywall; people may well see the page
  unknown     not found out: time-outs, faults of servers and networks
\b
Exit codes:
  0    no link with a verdict of --fail-on
  1    there are such links
  2    wrong usage, or a wrong configuration file
  3    an input could not be read, or the output could not be written
  4    with --strict: links whose verdict is unknown
  130  stopped with Ctrl-C or SIGTERM, after what is known so far was shown
\b
.srccheckignore holds regular expressions of addresses, one to a line. In documents, a comment such
as <!-- srccheck: allow dead-link --> (%, .. or // in LaTeX, reStructuredText and AsciiDoc) allows
what stands on its line or, alone on a line, in the next block.
Keys for [tool.srccheck.links]: those of the options that choose links and say how they are asked,
and hosts, ca-file, client-certificate, client-key, strikes, cache-days. Proxies are those of the
environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY).
"""
FAIL_ON = ("dead", "soft-dead", "drifted", "moved", "blocked", "unknown", "never")
SLUGS = ("github", "gitlab", "sphinx", "mkdocs", "hugo")
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(epilog=EPILOG, short_help="Say which links are broken.")
@options.paths
@click.option(
    "--format", "format_", default="text", show_default=True,
    metavar="text|json|jsonl|junit|sarif|github|gitlab|markdown|csv|html|annotated",
    shell_complete=complete_report,
    help="The kind of report.",
)  # fmt: skip
@click.option("-o", "--output", type=_FILE, metavar="FILE", help="Write the report to a file.")
@also
@click.option(
    "--fail-on", multiple=True, metavar="VERDICT,...", shell_complete=complete_of(*FAIL_ON),
    help="The verdicts that make the exit code 1, or never.  [default: dead,soft-dead]",
)  # fmt: skip
@click.option("--all", "show_all", is_flag=True, help="Also show moved, blocked and unknown links.")
@click.option("--include", multiple=True, metavar="REGEX", help="Check these, even if excluded.")
@click.option("--exclude", multiple=True, metavar="REGEX", help="Leave these addresses out.")
@click.option("--exclude-path", multiple=True, metavar="GLOB", help="Leave these files alone.")
@click.option(
    "--remap", multiple=True, metavar="'REGEX NEW'",
    help=r"Check another address instead; NEW may hold \1 for a group.",
)  # fmt: skip
@click.option("--root", metavar="DIR|URL", help="Where links that begin with / belong.")
@click.option(
    "--slugs", metavar="github|gitlab|sphinx|mkdocs|hugo", shell_complete=complete_of(*SLUGS),
    help="Whose rules make anchors of headings.  [default: github]",
)  # fmt: skip
@click.option("--include-code", is_flag=True, help="Also look at addresses in code.")
@click.option("--mail-mx", is_flag=True, help="Ask name servers whether mail domains take mail.")
@click.option("--robots", is_flag=True, help="Obey robots.txt.")
@click.option("--dump", is_flag=True, help="List the links and where they lead; check nothing.")
@click.option("--offline", is_flag=True, help="Check files, anchors and forms only.")
@click.option("--changed-since", metavar="REV", help="Only links on lines changed since then.")
@click.option("--only-new", is_flag=True, help="Of these, only addresses that were not there.")
@click.option("--baseline", type=_FILE, metavar="FILE", help="Leave out what was wrong before.")
@click.option("--update-baseline", is_flag=True, help="Write what is wrong now to --baseline.")
@click.option("--state", type=_FILE, metavar="FILE",
              help="Count strikes over several runs here; resume from here.")  # fmt: skip
@click.option("--cache", type=_FILE, metavar="FILE", help="Keep good links here for a day.")
@click.option("--archive", is_flag=True, help="Ask the Internet Archive to save what is alive.")
@click.option("--allow-private", is_flag=True, help="Also ask addresses in private networks.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
              help="Ask nothing more after so long.  [default: 3600]")  # fmt: skip
@click.option("--link-timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
              help="Give a link up after so long, with its retries.  [default: 16]")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 4096), metavar="N",
              help="Check so many links at once.  [default: 256]")  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with 4 when a verdict is unknown.")
@click.option("-q", "--quiet", is_flag=True, help="Show findings and failures only.")
@options.language
@options.no_color
@options.reading
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    config: Path | None,
    stdin_format: str | None,
    debug: bool,
    format_: str,
    output: Path | None,
    show_all: bool,
    strict: bool,
    quiet: bool,
    language: str | None,
    no_color: bool,
    allow_private: bool,
    dump: bool,
    also: tuple[str, ...],
    **given: Any,
) -> None:
    """Follow the links of documents, and say which are broken.

    PATH is a file, a folder, a pattern, or - for standard input: Markdown, HTML, reStructuredText,
    LaTeX, BibTeX, AsciiDoc, plain text, notebooks, wikitext, sitemaps, Word, OpenDocument,
    EPUB and PDF files.
    """
    from srccheck import linkcheck
    from srccheck.links.engine import stopping_on_signals
    from srccheck.reporters import Look, Summary, reporter
    from srccheck.reporters.allowed import Uses
    from srccheck.reporters.saying import said

    report, others = reporter(format_), Also(also, paths)
    refuse_overwriting(output, paths)
    settings = options.settings(
        config, stdin_format=stdin_format, debug=debug, strict=strict, style=show_all,
        language=language, allow_private=allow_private,
    )  # fmt: skip
    wanted = _options(config, given)
    following = linkcheck.Following(settings, wanted, slim=True, form=True)
    following.wanted = _wanted(given["changed_since"], given["only_new"], settings, wanted)
    prepare_stdout(utf8=format_ != "text")
    if dump:
        write(_dumped(paths, settings, wanted, following, format_), output)
        return
    if not (wanted.offline or settings.offline):
        following.engine = _engine(following, given)
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    look = Look(
        output is None and options.wants_colour(no_color),
        width,
        quiet,
        spoken(settings.language) or current(),
    )
    summary = Summary(offline=True, uses=Uses(settings.allow))
    failing = _Failing(wanted, given["baseline"], given["update_baseline"])
    progress = following.progress = LinkProgress()
    run = progress.shown(linkcheck.follow(linkcheck.documents(paths, settings), following))
    with stopping_on_signals(following.runs):
        results = said(summary.watch(failing.watch(run)), settings.language or current(), current())
        if output is not None or not sys.stdout.isatty():
            results = telling_failures(results)
        results = others.watch(_noting(results, summary, following))
        write(report(results, summary, look), output)
    others.write(summary)
    failing.save()
    ctx.exit(_exit_code(summary, failing, strict))


def _options(config: Path | None, given: dict[str, Any]) -> LinkOptions:
    from srccheck.config import find, section
    from srccheck.links.options import from_table, remapping

    path = config or find(Path.cwd())
    found = from_table(section(path, "links"), path or Path())
    values: dict[str, Any] = {}
    names = ("root", "slugs", "include_code", "mail_mx", "robots", "offline", "jobs", "timeout",
             "link_timeout")  # fmt: skip
    values |= {name: given[name] for name in names if given[name]}
    values |= {name: str(given[name]) for name in ("state", "cache") if given[name]}
    for name in ("include", "exclude", "exclude_path"):
        values[name] = (*getattr(found, name), *given[name])
    values["remap"] = (*found.remap, *map(remapping, given["remap"]))
    if given["fail_on"]:
        values["fail_on"] = options.names(given["fail_on"])
    return replace(found, **values)


def _engine(following: Following, given: dict[str, Any]) -> LinkSettings:
    from srccheck import linkcheck

    more: dict[str, Any] = {"archived": following.archived}
    if given["archive"]:
        more["archive"] = following.save
    return linkcheck.engine_settings(following.settings, following.options, **more)


def _wanted(revision: str | None, only_new: bool, settings: Settings, wanted: LinkOptions) -> Any:
    """What decides which links are looked at."""
    from srccheck.errors import UsageError

    if not revision:
        if only_new:
            raise UsageError(_("--only-new needs --changed-since"))
        return lambda _found: True
    from srccheck.cli.changes import Chosen

    return Chosen(revision, only_new, settings, wanted)


def _dumped(
    paths: Iterable[str],
    settings: Settings,
    wanted: LinkOptions,
    following: Following,
    format_: str,
) -> Iterator[str]:
    """The links of the documents, one to a line."""
    import json

    from srccheck import linkcheck
    from srccheck.links.filters import Filters
    from srccheck.links.survey import Survey, World
    from srccheck.readers import read_path
    from srccheck.reporters.excerpt import visible

    world = World(read_path, wanted=following.wanted)
    survey = Survey(wanted, Filters(wanted, linkcheck.ignored(), settings.hosts), world)
    results = telling_failures(linkcheck.documents(paths, settings))
    for result in results:
        if isinstance(result, Failure):
            continue
        for target, occurrence, skipped in survey.found(result):
            if format_ in ("json", "jsonl"):
                facts = {
                    "path": occurrence.file, "line": occurrence.line, "column": occurrence.column,
                    "kind": target.kind.value, "target": str(target), "text": occurrence.text,
                    "skipped": skipped,
                }  # fmt: skip
                if occurrence.page:
                    facts["page"] = occurrence.page
                if occurrence.unit != "line":
                    facts["unit"] = occurrence.unit
                yield json.dumps(facts, ensure_ascii=False) + "\n"
            else:
                note = f"  ({skipped})" if skipped else ""
                unit = "" if occurrence.unit == "line" else f" {occurrence.unit} "
                place = f"{occurrence.file}:{unit}{occurrence.line}:{occurrence.column}"
                page = f" (page {occurrence.page})" if occurrence.page else ""
                yield visible(f"{place}{page}: {target}{note}") + "\n"


class _Failing:
    """Counts what makes the run fail; knows what was wrong before."""

    def __init__(self, wanted: LinkOptions, path: Path | None, update: bool) -> None:
        from srccheck.errors import UsageError

        if update and not path:
            raise UsageError(_("--update-baseline needs --baseline FILE"))
        self.count = 0
        self._options = wanted
        self._path = path
        self._new: Baseline | None = None
        self._known: Baseline | None = None
        if path:
            from srccheck.links.baseline import Baseline

            self._new = Baseline() if update else None
            self._known = None if update else Baseline.load(path)

    def watch(self, results: Iterable[Dossier | Failure]) -> Iterator[Dossier | Failure]:
        """The same results, without what is known."""
        from srccheck.linkcheck import fails

        for result in results:
            if isinstance(result, Dossier):
                if self._new is not None:
                    self._new.add(result)
                elif self._known is not None:
                    result = self._known.new_of(result)
                self.count += sum(fails(finding, self._options) for finding in result.findings)
            yield result

    def save(self) -> None:
        """Write the new baseline, if there is to be one; then nothing fails."""
        if self._new is not None and self._path:
            self._new.save(self._path)
            self.count = 0


def _noting(
    results: Iterable[Dossier | Failure], summary: Any, following: Following
) -> Iterator[Dossier | Failure]:
    yield from results
    summary.interrupted = summary.interrupted or following.interrupted


def _exit_code(summary: Any, failing: _Failing, strict: bool) -> int:
    if summary.interrupted:
        return exits.INTERRUPTED
    if summary.failures:
        return exits.UNREADABLE
    if failing.count:
        return exits.FINDINGS
    return exits.INCOMPLETE if strict and summary.links["unknown"] else exits.CLEAN
