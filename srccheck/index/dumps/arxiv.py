"""arXiv's metadata snapshot: papers in JSON lines.

https://www.kaggle.com/datasets/Cornell-University/arxiv: ``arxiv-metadata-oai-snapshot.json``, by
itself or in the zip in which it is given out.
"""

from __future__ import annotations

import re
from typing import Any

from srccheck.index.dumps.json_records import JsonDump
from srccheck.model import Name
from srccheck.model.evidence import Record, Update
from srccheck.resolvers import arxiv, csl, stated
from srccheck.text.dates import find_dates


class ArxivDump(JsonDump):
    """The snapshot."""

    name = "arxiv"
    title = "arXiv"
    mark = re.compile(rb'"(?:authors_parsed|submitter)"\s{0,9}:')

    def record(self, item: Any) -> Record:
        """A paper, as the resolver reads it from arXiv's interface."""
        number, doi = str(item["id"]), csl.first(item.get("doi")).partition(" ")[0]
        versions = item.get("versions") or ()
        withdrawn = arxiv.is_withdrawn(
            csl.first(item.get("comments")), csl.first(item.get("abstract"))
        )
        relations = {"has-version": (f"{number}{versions[-1]['version']}",)} if versions else {}
        relations |= {"is-preprint-of": (doi,)} if doi else {}
        if not number:
            raise ValueError("no identifier")
        return Record(
            source="arxiv",
            id=number,
            type="article",
            title=csl.first(item["title"]),
            author=_names(item),
            container_title=tuple(csl.strings(item.get("journal-ref"))),
            publisher="arXiv",
            genre="preprint",
            url=f"https://arxiv.org/abs/{number}",
            dates=stated.dates(
                issued=_day(versions[0]) if versions else None,
                modified=stated.date(item.get("update_date")),
            ),
            identifiers=stated.identifiers(
                ("arxiv", number), ("doi", f"10.48550/arXiv.{number}"), ("doi", doi)
            ),
            updates=(Update("withdrawal", source="arxiv"),) if withdrawn else (),
            relations=relations,
        )


def _names(item: Any) -> tuple[Name, ...]:
    parsed = item.get("authors_parsed")
    if not parsed:
        return stated.names(csl.first(item.get("authors")).replace(" and ", ", ").split(", "))
    people = ([csl.first(part) for part in (*one, "", "", "")[:3]] for one in parsed)
    return tuple(
        Name(family, given, suffix=suffix) if given else Name(family, literal=True)
        for family, given, suffix in people
        if family
    )


def _day(version: Any) -> Any:
    """The day of a version, which is given as ``Mon, 2 Apr 2007 19:18:42 GMT``."""
    found = find_dates(str(version.get("created") or "").partition(", ")[2][:40])
    return found[0].date if found else None
