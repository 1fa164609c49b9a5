"""Runs the resolvers over a folder of recorded answers and prints what each makes of them.

    python bench/samples.py FOLDER

``FOLDER`` has one folder for each service, and a ``MANIFEST.tsv`` with the columns ``file``,
``service``, ``request_url`` and ``status``; ``NAME.headers.json`` beside a sample has its headers.
A file of JSON lines is one answer a line. Exits with 1 when a resolver raises.
"""

from __future__ import annotations

import csv
import datetime
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from srccheck.model.evidence import Evidence
from srccheck.net.attempt import outcome_of
from srccheck.net.exchange import Exchange, kept_headers
from srccheck.resolvers import Resolver, resolvers

SERVICES = {
    "arxiv": "arxiv",
    "crossref": "crossref",
    "datacite": "datacite",
    "dblp": "dblp",
    "doaj": "doaj",
    "doi": "doi.org",
    "europepmc": "europe-pmc",
    "hal": "hal",
    "issn": "issn-portal",
    "marc-gvk": "library-sru",
    "openalex": "openalex",
    "pubmed": "pubmed",
    "schemaorg-pages": "page",
    "semanticscholar": "semantic-scholar",
    "wayback": "internet-archive",
    "wikidata": "wikidata",
    "zenodo": "zenodo",
}
"""The resolver for each service of the folder; all others have none."""

TIME = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)


def resolver_of(row: dict[str, str]) -> Resolver | None:
    """The resolver for a sample."""
    name = SERVICES.get(row["service"], "")
    if (
        name == "crossref"
        and "/journals" in row["request_url"]
        and "/works" not in row["request_url"]
    ):
        name = "crossref-journals"
    return resolvers().get(name)


def exchanges(folder: Path, row: dict[str, str]) -> Iterator[Exchange]:
    """The answers in a sample, as they would have come from the network."""
    path = folder / row["file"]
    headers = {"content-type": _guessed_type(path)}
    kept = path.with_suffix(".headers.json")
    if kept.exists():
        given = json.loads(kept.read_text(encoding="utf-8"))
        headers = kept_headers(given)
    status = int(row["status"] or 200)
    body = path.read_bytes()
    for part in body.splitlines() if path.suffix == ".jsonl" else [body]:
        yield Exchange(
            service=row["service"],
            url=row["request_url"],
            outcome=outcome_of(status),
            time=TIME,
            status=status,
            final_url=row["request_url"],
            headers=headers,
            body=part,
            message="" if status < 300 else f"HTTP {status}",
        )


def _guessed_type(path: Path) -> str:
    types = {".json": "application/json", ".html": "text/html", ".xml": "text/xml"}
    return types.get(path.suffix, "text/plain")


def line(row: dict[str, str], found: Evidence) -> str:
    """What was made of one answer."""
    title = found.records[0].title if found.records else ""
    cells = (
        row["file"][:64],
        row["status"],
        found.outcome.value,
        str(len(found.records)),
        title[:50],
        found.message[:90],
    )
    return "\t".join(cells)


def main(folder: Path) -> int:
    """Print the table; the number of errors decides the exit code."""
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    counts: Counter[str] = Counter()
    without: Counter[str] = Counter()
    print("file\tstatus\toutcome\trecords\tfirst title\tmessage")
    for row in rows:
        resolver = resolver_of(row)
        if resolver is None:
            without[row["service"]] += 1
            continue
        for exchange in exchanges(folder, row):
            try:
                found = resolver.evidence(exchange, row["file"])
            except Exception as error:
                counts["raised"] += 1
                print(
                    f"{row['file']}\t{row['status']}\tRAISED\t\t\t{type(error).__name__}: {error}"
                )
            else:
                counts[found.outcome.value] += 1
                counts["records"] += len(found.records)
                damaged = [record.id for record in found.records if record.damaged]
                counts["damaged records"] += len(damaged)
                print(line(row, found))
    for service, number in sorted(without.items()):
        missing = "page resolver" if service == "schemaorg-pages" else "no resolver"
        print(f"{service}\t\t{missing}\t{number} files")
    print(", ".join(f"{number} {kind}" for kind, number in sorted(counts.items())))
    return 1 if counts["raised"] else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
