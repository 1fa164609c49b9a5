"""``srccheck extract``: write the notes of documents as a bibliography."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from srccheck.cli import exits, options
from srccheck.cli.completing import complete_writer
from srccheck.cli.output import (
    prepare_stdout,
    refuse_overwriting,
    say,
    telling_failures,
    write,
)
from srccheck.errors import UsageError
from srccheck.messages import _, joined
from srccheck.model import Dossier, Entry, EntryKind, Failure, Pointer
from srccheck.notes.unread import unread_lists
from srccheck.reporters.excerpt import visible
from srccheck.reporters.summary import Summary, plural

SUFFIXES = {".bib": "bibtex", ".csl.json": "csl-json", ".json": "json", ".ris": "ris"}
"""The format that the end of the name of the output stands for."""

EPILOG = """\b
Examples:
  srccheck extract article.md                        BibTeX on standard output
  srccheck extract article.md -o references.bib
  srccheck extract article.md -o references.bib --format biblatex
  srccheck extract chapters/ -o book.csl.json        CSL-JSON, for Zotero or pandoc
\b
Exit codes:
  0    written
  2    wrong usage, or a wrong configuration file
  3    an input could not be read, or has no note, source or link in it;
       what the others hold is written all the same
  130  stopped with Ctrl-C; nothing is written to a file
Every note becomes an entry: one that cites nothing is @misc with the keyword commentary, one that
names only an organisation has the keyword claim. A note that only repeats a source (ibid., op.
cit., an author and a short title) has none: in JSON it is among the pointers of that source.
"""


@click.command(epilog=EPILOG, short_help="Write notes as BibTeX, BibLaTeX, CSL-JSON, RIS or JSON.")
@options.paths
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write to a file, which is replaced only once all is written.",
)  # fmt: skip
@click.option(
    "--format", "--to", "format_", metavar="FORMAT", shell_complete=complete_writer,
    help="bibtex, biblatex, csl-json, ris or json; without it, as the name of the output ends "
    "(.bib, .csl.json, .ris, .json), else bibtex.",
)  # fmt: skip
@click.option("--as-written", is_flag=True, help="Keep damaged characters as they stand.")
@options.reading
@click.pass_context
@options.naming_formats
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    config: Path | None,
    stdin_format: str | None,
    debug: bool,
    output: Path | None,
    format_: str | None,
    as_written: bool,
) -> None:
    """Write the notes of documents as a bibliography.

    PATH is a file, a folder, a pattern, or - for standard input. Damaged characters are mended
    where there is no doubt.

    Formats that are read:
    {formats}.
    """
    from srccheck import pipeline, writers
    from srccheck.cli.progress import Progress
    from srccheck.writers import json

    writer = writers.writer(format_ or format_of(output))
    refuse_overwriting(output, paths)
    settings = options.settings(
        config, stdin_format=stdin_format, debug=debug, as_written=as_written
    )
    prepare_stdout(utf8=True)
    summary = Summary(offline=True)
    settings = replace(settings, offline=True, evidence="")
    run = Progress().shown(pipeline.run(paths, settings, rules=()))
    results = telling_failures(summary.watch(run))
    again: dict[str, list[Pointer]] = {}
    if writer is json.write:
        writer = functools.partial(json.write, pointers=again)
    entries = _entries(results, summary, again)
    first = next(entries, None)
    if first is None and summary.failures:
        say(_("nothing written"))
    else:
        write(writer(chain([first] if first else [], entries)), output)
        say(
            _(
                "{entries} written to {place}",
                entries=_counted(summary),
                place=output or _("standard output"),
            )
        )
    ctx.exit(exits.UNREADABLE if summary.failures else exits.CLEAN)


def _entries(
    results: Iterable[Dossier | Failure], summary: Summary, again: dict[str, list[Pointer]]
) -> Iterator[Entry]:
    """The entries of all documents under distinct keys; ``again`` is told of their short forms."""
    seen: set[str] = set()
    for result in results:
        if isinstance(result, Failure):
            continue
        for heading in unread_lists(result.document):
            say(
                _(
                    "{path}: nothing under the heading {heading} was read as a note or a source",
                    path=visible(result.document.path),
                    heading=visible(heading.passage.text),
                )
            )
        keys = {entry.key: _distinct(entry.key, seen) for entry in result.entries}
        for pointer in result.pointers:
            if pointer.target:
                again.setdefault(keys[pointer.target], []).append(pointer)
        for entry in result.entries:
            yield _renamed(entry, keys)
    if summary.interrupted:
        raise KeyboardInterrupt


def _distinct(key: str, seen: set[str]) -> str:
    """A key, with a number after it if it was there before."""
    new, count = key, 1
    while new in seen:
        count += 1
        new = f"{key}-{count}"
    seen.add(new)
    return new


def _renamed(entry: Entry, keys: Mapping[str, str]) -> Entry:
    if keys[entry.key] == entry.key:
        return entry
    fields = dict(entry.fields)
    other = fields.get("related")
    if other:
        fields["related"] = replace(other, value=keys.get(other.value, other.value))
    return replace(entry, key=keys[entry.key], fields=fields)


def _counted(summary: Summary) -> str:
    """How many entries there are, and of which kind."""
    kinds = [
        plural(count, word)
        for kind, word in (
            (EntryKind.SOURCE, "source"),
            (EntryKind.COMMENTARY, "comment"),
            (EntryKind.CLAIM, "claim"),
        )
        if (count := summary.entries[kind])
    ]
    total = plural(summary.entries.total(), "entry")
    told = _("{entries} ({kinds})", entries=total, kinds=joined(", ", kinds)) if kinds else total
    again = plural(summary.pointers, "short form")
    if not summary.pointers:
        return told
    return _("{entries}, repeated in {forms},", entries=told, forms=again)


def format_of(output: Path | None) -> str:
    """The format that an output stands for.

    >>> format_of(Path("references.bib")), format_of(None)
    ('bibtex', 'bibtex')
    """
    if output is None:
        return "bibtex"
    for suffix, name in SUFFIXES.items():
        if output.name.lower().endswith(suffix):
            return name
    raise UsageError(
        _("the format to write {output} in cannot be told from its name", output=output),
        remedy=_("give --format, or a name ending in .bib, .csl.json, .ris or .json"),
    )
