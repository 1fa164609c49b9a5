"""``srccheck fix``: mend what has a fix, in the files themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from srccheck.cli import exits, language, options
from srccheck.cli.keeping import keeping
from srccheck.cli.output import prepare_stdout, say, telling_failures
from srccheck.cli.running import examined
from srccheck.errors import InputError, UsageError
from srccheck.inputs import STDIN, Source
from srccheck.messages import _
from srccheck.model import Dossier, Failure
from srccheck.reporters.excerpt import visible

if TYPE_CHECKING:
    from srccheck.fixes import Plan
    from srccheck.reporters import Summary

EPILOG = """\b
Examples:
  srccheck fix article.md                       what is safe is mended in place
  srccheck fix article.md --diff                show what would change, and change nothing
  srccheck fix . --offline                      damaged text only, without a network
  srccheck fix references.bib --unsafe --interactive
  srccheck fix article.md --select mojibake
  srccheck fix - < article.md > mended.md       from standard input to standard output
\b
Exit codes:
  0    all that was to be mended is mended, or there was nothing
  1    with --diff: something would change; else: something could not be mended
  2    wrong usage, or a wrong configuration file
  3    an input could not be read, or a file could not be written
  4    with --strict: something was not checked
  130  stopped with Ctrl-C; nothing was written after that
If several apply: 130 before 2, 3, 1 and 4.
\b
A fix is safe when no meaning can be lost and the new text is stated by somebody: the bytes of the
file, a record that the identifier of the entry itself leads to, a server that redirects for good,
an archive. The others are made with --unsafe only: look at them, with --diff or --interactive.
Only the bytes of what is mended change. A file is written whole or not at all. Word,
OpenDocument, EPUB and PDF files are not written; srccheck check says what to mend there.
"""


@click.command(epilog=EPILOG, short_help="Mend what has a fix, in place.")
@options.paths
@click.option("--diff", is_flag=True, help="Show a unified diff, and change nothing.")
@click.option("--unsafe", is_flag=True, help="Also make the fixes that are to be looked at.")
@click.option("-i", "--interactive", is_flag=True, help="Ask about each fix, with its evidence.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="The kind of report on what was mended.",
)  # fmt: skip
@options.choosing
@click.option("--no-links", is_flag=True, help="Do not follow the links.")
@click.option("--strict", is_flag=True, help="Exit with 4 when something was not checked.")
@click.option("-q", "--quiet", is_flag=True, help="Tell of failures only.")
@options.network
@options.no_color
@options.language
@options.reading
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    config: Path | None,
    stdin_format: str | None,
    debug: bool,
    diff: bool,
    unsafe: bool,
    interactive: bool,
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    no_links: bool,
    strict: bool,
    quiet: bool,
    no_color: bool,
    language: str | None,
    **network: Any,
) -> None:
    """Mend the notes and sources of documents, in the files themselves.

    PATH is a file, a folder, a pattern, or - for standard input. Every source is looked up and
    every link followed, as check does it, unless --offline is given; rules that are a matter of
    style take part.
    """
    from srccheck import fixing
    from srccheck.cli.asking import Asking
    from srccheck.cli.mended import Told, as_json, as_text, diff_of
    from srccheck.reporters import Summary

    _refuse_mixtures(paths, diff=diff, interactive=interactive, format_=format_)
    settings = options.settings(
        config,
        stdin_format=stdin_format,
        debug=debug,
        select=options.names(select),
        ignore=options.names(ignore),
        strict=strict,
        language=language,
        **options.network_settings(**network),
    )
    settings = fixing.settings_of(settings)
    rules = fixing.chosen(settings)
    if select and not rules:
        names = ", ".join(settings.select)
        remedy = _("srccheck rules says which rules have one")
        raise UsageError(_("there is no fix for {rules}", rules=names), remedy=remedy)
    settings = ctx.with_resource(keeping(settings, None))
    prepare_stdout(utf8=format_ == "json")
    summary = Summary(offline=settings.offline)
    given = _given(paths, settings.stdin_format)
    follow = not (no_links or settings.offline)
    with examined(given, settings, rules, config=config, follow=follow, allow_empty=True) as found:
        results = list(telling_failures(summary.watch(found)))
    if summary.interrupted:
        say(_("stopped: nothing was written"))
        ctx.exit(exits.INTERRUPTED)
    wanted = Asking(options.wants_colour(no_color)).wants if interactive else fixing.any_change
    known = {
        one.path: one.content
        for one in given
        if isinstance(one, Source) and isinstance(one.content, bytes)
    }
    dossiers = [one for one in results if isinstance(one, Dossier)]
    plans = list(fixing.plans(dossiers, settings, rules, unsafe=unsafe, wanted=wanted, data=known))
    if not diff:
        plans = [_written(plan, summary) for plan in plans]
        _pass_on(plans, known)
    for plan in plans:
        if plan.problem and not plan.left:  # it could be read before, and not now
            summary.add(Failure(plan.path, plan.problem))
    told = Told(plans, summary, [one for one in results if isinstance(one, Failure)], diff, quiet)
    if format_ == "json":
        sys.stdout.write(as_json(told))
    else:
        sys.stdout.writelines(
            diff_of(plan, options.wants_colour(no_color)) for plan in plans if diff
        )
        click.echo(as_text(told), nl=False, err=diff or STDIN in paths)
    ctx.exit(_exit_code(plans, summary, diff=diff, strict=settings.strict))


def _refuse_mixtures(
    paths: tuple[str, ...], *, diff: bool, interactive: bool, format_: str
) -> None:
    if STDIN not in paths:
        return
    if interactive:
        raise UsageError(_("--interactive needs standard input for the answers"))
    if format_ == "json" and not diff:
        remedy = _("add --diff, or give a file")
        raise UsageError(_("standard output is for the mended text of -"), remedy=remedy)


def _given(paths: Iterable[str], format_: str | None) -> list[str | Source]:
    """What to read; standard input is read now, because its bytes are needed again."""
    return [
        Source(STDIN, sys.stdin.buffer.read(), format_) if path == STDIN else path for path in paths
    ]


def _written(plan: Plan, summary: Summary) -> Plan:
    """Write what is planned; what is told of afterwards is what was done."""
    from srccheck import fixing
    from srccheck.fixes import Left

    if plan.path == STDIN:
        return plan
    try:
        fixing.write(plan)
    except InputError as error:
        say(f"{language.told(_('error'))}: {visible(language.in_words(error))}")
        summary.add(Failure(plan.path, error.cause, error.remedy))
        left = tuple(Left(change, error.cause) for change in plan.changes)
        return replace(
            plan, new=plan.old, changes=(), left=(*left, *plan.left), problem=error.cause
        )
    return plan


def _pass_on(plans: Iterable[Plan], known: Mapping[str, bytes]) -> None:
    """Write what came from standard input to standard output, mended or as it was."""
    mended = {plan.path: plan.new for plan in plans if not plan.problem}
    for path, data in known.items():
        sys.stdout.buffer.write(mended.get(path, data))


def _exit_code(plans: Iterable[Plan], summary: Summary, *, diff: bool, strict: bool) -> int:
    if summary.failures:
        return exits.UNREADABLE
    if any(plan.unmended or (diff and plan.changed) for plan in plans):
        return exits.FINDINGS
    return exits.INCOMPLETE if strict and not summary.complete else exits.CLEAN
