"""Crossref's journals: does a journal exist, since when, and which volumes belong to a year?

Crossref REST API, routes ``/journals`` (https://api.crossref.org). With these, a reference whose
volume and year cannot both hold is told from one that is only not in the database.

Sent to Crossref: the ISSN or the journal's name, and the year; the contact address, if one is set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated
from srccheck.resolvers.question import plain
from srccheck.resolvers.resolver import Interface, UnexpectedAnswerError

ROWS = 5
WORKS = 20


class CrossrefJournals(Interface):
    """The journals that Crossref knows.

    A journal's record has the year of its oldest known work in ``dates["first"]`` and that of the
    latest in ``dates["last"]``.
    """

    name = "crossref-journals"
    schemes = frozenset({"issn"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the journal of an ISSN."""
        return client.get(
            f"{client.base(self.name)}/journals/{identifier.value}", service=self.name
        )

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask for journals with the name of the entry's container."""
        name = plain(entry.value("journaltitle"))
        if not name:
            return None
        exchange = client.get(
            f"{client.base(self.name)}/journals",
            service=self.name,
            parameters={"query": name, "rows": str(ROWS)},
        )
        return self.evidence(exchange, f"journal {name}")

    def volumes(self, issn: str, year: int, client: Asks) -> Evidence:
        """Some works of a journal in a year; their records say in which volumes they stand."""
        exchange = client.get(
            f"{client.base(self.name)}/journals/{issn}/works",
            service=self.name,
            parameters={
                "filter": f"from-pub-date:{year},until-pub-date:{year}",
                "select": "DOI,title,volume,issue,page,issued,ISSN,container-title",
                "rows": str(WORKS),
            },
        )
        return self.evidence(exchange, f"works of {issn} in {year}")

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The journal, the journals, or the works of a journal in an answer."""
        answer = exchange.json()
        message = answer["message"]
        items = message.get("items", [message])
        if answer.get("message-type") == "work-list":
            return [csl.record(item, "crossref") for item in items]
        if not all("title" in item and "ISSN" in item for item in items):
            raise UnexpectedAnswerError("neither journals nor works")
        return [_record(item) for item in items]


def _record(item: Mapping[str, Any]) -> Record:
    years = [
        pair[0]
        for pair in (item.get("breakdowns") or {}).get("dois-by-issued-year") or ()
        if isinstance(pair[0], int) and pair[1]
    ]
    return Record(
        source="crossref",
        id=csl.first(item["ISSN"]),
        type="journal",
        title=csl.first(item["title"]),
        publisher=csl.first(item.get("publisher")),
        dates=stated.dates(
            first=stated.partial(min(years, default=None)),
            last=stated.partial(max(years, default=None)),
        ),
        identifiers=stated.identifiers(("issn", item["ISSN"])),
    )
