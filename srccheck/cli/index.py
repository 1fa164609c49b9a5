"""``srccheck index``: build a local index of bibliographic dumps, and ask it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from srccheck.cli.exits import FINDINGS
from srccheck.cli.options import IndexPlace
from srccheck.config import CLUSTERS

if TYPE_CHECKING:
    from srccheck.index.building import Progress, Watch
    from srccheck.model.evidence import Record

EPILOG = """\b
Examples:
  srccheck index build works.index crossref=april-2026.tar openalex=openalex-snapshot
  srccheck index build works.index dblp.xml.gz retraction_watch.csv      found out by itself
  srccheck index update works.index crossref=may-2026.tar                newer records
  srccheck index search works.index "Rask, I. The Tides of Lake Sorrel. 2014"
  srccheck check article.md --index works.index --offline                nobody else is asked
  srccheck index load opensearch+https://search.example:9200/works crossref=april-2026.tar
\b
Exit codes:
  0    done; found; sound
  1    search found nothing; verify found a fault
  2    wrong usage, or the extra is not installed (pip install 'srccheck[index]')
  3    a dump or the index could not be read or written, or the cluster does not answer
A build that was stopped or killed goes on where it was when it is started again with the same
dumps. The index that is there stays in use until the new one is done.
"""
_FOLDER = click.Path(file_okay=False, path_type=Path)
_index = click.argument("folder", type=_FOLDER, metavar="INDEX")
_place = click.argument("place", type=IndexPlace(), metavar="INDEX")
_dumps = click.argument("dumps", nargs=-1, required=True, metavar="[KIND=]DUMP...")
_whole = click.option(
    "--whole", is_flag=True,
    help="The dumps have all that their databases have: a work that is not in a whole Crossref or "
    "OpenAlex counts as not found, instead of inconclusive.",
)  # fmt: skip
_jobs = click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N",
    help="Read with so many processes.  [default: one for each processor]",
)  # fmt: skip
_quiet = click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
_format = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or JSON.",
)  # fmt: skip


@click.group(epilog=EPILOG, short_help="Build a local index of works, and ask it.")
def command() -> None:
    """Build a local index of the dumps that bibliographic databases publish, and ask it.

    With it, sources are looked up without a network, hundreds in a second, and nobody learns what
    is checked. Dumps are read as they are published: KIND is crossref, openalex, datacite, doaj,
    dblp, arxiv, retraction-watch or issn-l, and is found out when it is not given.
    """


@command.command()
@_index
@_dumps
@_whole
@_jobs
@_quiet
def build(folder: Path, dumps: tuple[str, ...], **options: Any) -> None:
    """Build the index in a folder from dumps; one that is there is replaced when it is done."""
    _build(folder, dumps, update=False, **options)


@command.command()
@_index
@_dumps
@_whole
@_jobs
@_quiet
def update(folder: Path, dumps: tuple[str, ...], **options: Any) -> None:
    """Add dumps to an index; records that it has already are replaced by those of the dumps."""
    _build(folder, dumps, update=True, **options)


def _build(
    folder: Path,
    dumps: tuple[str, ...],
    *,
    update: bool,
    whole: bool,
    jobs: int | None,
    quiet: bool,
) -> None:
    from srccheck.index.building import build
    from srccheck.index.dumps import named

    given = [named(one) for one in dumps]
    try:
        with _watching(quiet) as watch:
            manifest = build(folder, given, update=update, whole=whole, jobs=jobs, watch=watch)
    except KeyboardInterrupt:
        click.echo("stopped; the same command goes on from the last checkpoint", err=True)
        raise
    click.echo("\n".join(_described(str(folder), manifest)))


@contextlib.contextmanager
def _watching(quiet: bool) -> Iterator[Watch | None]:
    """What shows where a build is, unless it is to be quiet."""
    from srccheck.cli.status_line import StatusLine

    line, begun = StatusLine(), time.monotonic()

    def watch(progress: Progress) -> None:
        passed = max(time.monotonic() - begun, 0.001)
        line.show(f"{progress.dump}: {progress.read:,} records, {progress.part} ({passed:,.0f} s)")

    try:
        yield None if quiet else watch
    finally:
        line.hide()


@command.command()
@click.argument("address", metavar="ADDRESS")
@_dumps
@click.option(
    "--update", is_flag=True,
    help="Add to the index that has the name, instead of taking its place.",
)  # fmt: skip
@click.option(
    "--shards", type=click.IntRange(1, 1024), metavar="N",
    help="Parts of a new index.  [default: that of the cluster]",
)  # fmt: skip
@_whole
@_jobs
@_quiet
def load(
    address: str,
    dumps: tuple[str, ...],
    *,
    update: bool,
    shards: int | None,
    whole: bool,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Load dumps into an OpenSearch cluster, for many users (extra opensearch).

    ADDRESS is opensearch+https://HOST:PORT/NAME. Those who ask see what was there until all is
    loaded. User and password are read from SRCCHECK_OPENSEARCH_USER and
    SRCCHECK_OPENSEARCH_PASSWORD, or a key from SRCCHECK_OPENSEARCH_API_KEY, and are sent only to
    the host in SRCCHECK_OPENSEARCH_HOST.
    """
    from srccheck.index.cluster.loading import load
    from srccheck.index.dumps import named

    given = [named(one) for one in dumps]
    with _watching(quiet) as watch:
        manifest = load(
            address, given, update=update, shards=shards, whole=whole, jobs=jobs, watch=watch
        )
    click.echo("\n".join(_described(address, manifest)))


@command.command()
@_place
@_format
def info(place: str, format_: str) -> None:
    """Say what is in an index: works, size, and what became of every record of its dumps.

    INDEX is a folder, or the address of an index in a cluster.
    """
    from srccheck.index import folder as folders
    from srccheck.index import open_index

    in_cluster = place.startswith(CLUSTERS)
    manifest: Mapping[str, Any] = (
        open_index(place).manifest if in_cluster
        else folders.manifest(folders.current(Path(place)))
    )  # fmt: skip
    if format_ == "json":
        _echo_json(manifest)
    else:
        click.echo("\n".join(_described(place, manifest)))


def _described(place: str, manifest: Mapping[str, Any]) -> Iterator[str]:
    works = manifest["works"]
    said = f"{place}: {works:,} works"
    if "files" in manifest:
        size = sum(one["size"] for one in manifest["files"].values())
        said += f", {size / 1e6:,.1f} MB ({size / max(1, works):,.0f} bytes a work)"
    yield said
    yield f"built {manifest['built']}"
    if manifest["replaced"]:
        yield f"{manifest['replaced']:,} records were replaced by later ones of the same work"
    for dump in manifest["dumps"]:
        whole = ", whole" if dump["whole"] else ""
        counts = f"{dump['read']:,} read, {dump['kept']:,} kept"
        yield f"{dump['format']} ({dump['name']}{whole}): {counts}"
        for key, label in (("skipped", "left out"), ("damaged", "cut short"), ("remarks", "kept")):
            for reason, count in sorted(dump[key].items(), key=lambda pair: -pair[1]):
                places = dump["examples"].get(reason, [])
                where = f" (such as {', '.join(places)})" if places else ""
                yield f"  {count:,} {label}: {reason}{where}"


@command.command()
@_index
@click.option(
    "--sample", type=click.IntRange(min=0), default=100, show_default=True, metavar="N",
    help="Read so many works, and look each up by its own identifier.",
)  # fmt: skip
@click.pass_context
def verify(ctx: click.Context, folder: Path, sample: int) -> None:
    """Say whether an index is as it was built: checksums of all files, and a sample of works."""
    from srccheck.index.verifying import problems

    found = 0
    for problem in problems(folder, sample):
        found += 1
        click.echo(problem)
    if not found:
        click.echo(f"{folder} is sound")
    ctx.exit(FINDINGS if found else 0)


@command.command()
@_place
@click.argument("text", nargs=-1, metavar="[REFERENCE...]")
@click.option("--id", "identifier", metavar="SCHEME:VALUE", help="Such as doi:10.5555/12345678.")
@click.option("--title", default="", metavar="TITLE")
@click.option("--author", default="", metavar="NAME")
@click.option("--container", default="", metavar="NAME", help="The journal or book.")
@click.option("--year", default="", metavar="YEAR")
@click.option("--volume", default="", metavar="VOLUME")
@click.option("--page", default="", metavar="PAGE", help="The first one.")
@click.option(
    "--rows", type=click.IntRange(1, 100), default=10, show_default=True, metavar="N",
    help="Show so many works at most.",
)  # fmt: skip
@_format
@click.pass_context
def search(
    ctx: click.Context,
    /,
    place: str,
    text: tuple[str, ...],
    identifier: str | None,
    rows: int,
    format_: str,
    **fields: str,
) -> None:
    """Look for works: by an identifier, by fields, or by a REFERENCE as it is printed.

    INDEX is a folder, or the address of an index in a cluster.
    """
    from srccheck.index import open_index

    order = ("author", "title", "container", "volume", "page", "year")
    words = " ".join([*text, *(fields[name] for name in order if fields[name])])
    if bool(identifier) == bool(words):
        raise click.UsageError("give a reference or fields, or else --id", ctx)
    index = open_index(place)
    found: list[tuple[float | None, Record]]
    if identifier:
        found = [(None, record) for record in index.resolve(_identifier(identifier, ctx))]
    else:
        found = [(hit.score, hit.record) for hit in index.search(words, rows)]
    if format_ == "json":
        _echo_json([{"score": score, **_facts(record)} for score, record in found])
    else:
        for score, record in found:
            click.echo(f"{'' if score is None else f'{score:7.2f}  '}{_line(record)}")
    ctx.exit(0 if found else FINDINGS)


def _identifier(given: str, ctx: click.Context) -> Any:
    from srccheck.index.terms import SCHEMES
    from srccheck.model import Identifier

    scheme, _, value = given.partition(":")
    if scheme not in SCHEMES or not value:
        raise click.UsageError(f"--id takes SCHEME:VALUE, with {', '.join(sorted(SCHEMES))}", ctx)
    return Identifier(scheme, value.strip())


def _line(record: Record) -> str:
    people = [name.family for name in record.author or record.editor]
    who = ", ".join(people[:3]) + (" and others" if len(people) > 3 else "")
    place = " ".join(part for part in (record.volume, record.page) if part)
    said = (who, record.title, *record.container_title[:1], place, str(record.issued or ""))
    notices = "".join(f" [{update.kind}]" for update in record.updates)
    return f"{'. '.join(part for part in said if part)} ({record.source} {record.id}){notices}"


def _facts(record: Record) -> dict[str, Any]:
    from dataclasses import asdict

    facts = {name: value for name, value in asdict(record).items() if value}
    if record.dates:
        facts["dates"] = {kind: str(date) for kind, date in record.dates.items()}
    if record.updates:
        facts["updates"] = [{**asdict(one), "date": str(one.date or "")} for one in record.updates]
    return facts


def _echo_json(content: object) -> None:
    import json

    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
