"""DOAJ: articles and journals of open access, by DOI, ISSN and search.

DOAJ API (https://doaj.org/api/docs). DOAJ lists no journal that it does not admit: its silence says
nothing of a journal.

Sent to DOAJ: the DOI or ISSN; for a search the title and the first author's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import Interface

ROWS = 10


class DOAJ(Interface):
    """DOAJ's search interface."""

    name = "doaj"
    schemes = frozenset({"doi", "issn"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the article of a DOI, or the journal of an ISSN."""
        kind = "articles" if identifier.scheme == "doi" else "journals"
        value = identifier.value.replace('"', "")
        return self._ask(kind, f'{identifier.scheme}:"{value}"', client)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask for articles by title and first author."""
        title, author, _ = quoted_terms(entry)
        if not title:
            return None
        query = f"bibjson.title:({title})"
        query += f" AND bibjson.author.name:({author})" if author else ""
        return self.evidence(self._ask("articles", query, client), f"search {query}")

    def _ask(self, kind: str, query: str, client: Asks) -> Exchange:
        return client.get(
            f"{client.base(self.name)}/search/{kind}/{quote(query, safe='')}",
            service=self.name,
            parameters={"pageSize": str(ROWS)},
        )

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The articles or journals of a list, or the one of its own address."""
        answer = exchange.json()
        return [record(one) for one in answer.get("results", [answer])]


def record(one: Mapping[str, Any]) -> Record:
    """One article or journal of DOAJ, from its API or its public data dump, as a record."""
    said = one["bibjson"]
    is_article = "journal" in said or "author" in said
    return (_article if is_article else _journal)(one, said)


def _article(one: Mapping[str, Any], said: Mapping[str, Any]) -> Record:
    journal = said.get("journal") or {}
    links = [link.get("url") for link in said.get("link") or () if link.get("type") == "fulltext"]
    ids = [
        ("issn" if kind in ("pissn", "eissn") else kind, named.get("id"))
        for named in said.get("identifier") or ()
        if (kind := str(named.get("type")).lower()) in ("doi", "pissn", "eissn")
    ]
    return Record(
        source="doaj",
        id=csl.first(one.get("id")),
        type="article-journal",
        title=csl.first(said.get("title")),
        author=stated.names(author.get("name") for author in said.get("author") or ()),
        container_title=tuple(csl.strings(journal.get("title"))),
        volume=csl.first(journal.get("volume")),
        issue=csl.first(journal.get("number")),
        page=stated.pages(said.get("start_page"), said.get("end_page")),
        publisher=csl.first(journal.get("publisher")),
        abstract=csl.first(said.get("abstract")),
        url=csl.first(links),
        dates=stated.dates(issued=stated.partial(said.get("year"), said.get("month"))),
        identifiers=stated.identifiers(*ids, ("issn", journal.get("issns"))),
    )


def _journal(one: Mapping[str, Any], said: Mapping[str, Any]) -> Record:
    return Record(
        source="doaj",
        id=csl.first(one.get("id")),
        type="journal",
        title=csl.first(said["title"]),
        titles=tuple(csl.strings(said.get("alternative_title"))),
        publisher=csl.first((said.get("publisher") or {}).get("name")),
        language=csl.first(said.get("language")),
        url=csl.first((said.get("ref") or {}).get("journal")),
        identifiers=stated.identifiers(("issn", said.get("pissn")), ("issn", said.get("eissn"))),
    )
