"""DataCite: works of repositories, data archives and some publishers, by DOI and by search.

DataCite REST API (JSON:API, https://support.datacite.org/docs/api) and the DataCite Metadata
Schema 4, whose relation types tell new versions and works made obsolete.

Sent to DataCite: the DOI; for a search the title, the first author's name and the year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from srccheck.model import Entry, Identifier, Name
from srccheck.model.evidence import Evidence, Record, Update
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import Interface

ROWS = 10

_NOTICES = {
    "IsPreviousVersionOf": "new-version",
    "IsObsoletedBy": "new-version",
    "IsRetractedBy": "retraction",
    "IsWithdrawnBy": "withdrawal",
}
_TYPES = {
    "Book": "book",
    "BookChapter": "chapter",
    "ConferencePaper": "paper-conference",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "JournalArticle": "article-journal",
    "Preprint": "article",
    "Report": "report",
    "Software": "software",
}
_DATES = {"Issued": "issued", "Available": "online", "Created": "created", "Updated": "modified"}


class DataCite(Interface):
    """DataCite's REST API."""

    name = "datacite"
    schemes = frozenset({"doi"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the work of a DOI."""
        path = quote(identifier.value, safe="/")
        return client.get(f"{client.base(self.name)}/dois/{path}", service=self.name)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask DataCite's search (Elasticsearch query syntax)."""
        title, author, year = quoted_terms(entry)
        if not title:
            return None
        terms = [f"titles.title:({title})"]
        terms += [f"creators.name:({author})"] if author else []
        terms += [f"publicationYear:{year}"] if year else []
        query = " AND ".join(terms)
        exchange = client.get(
            f"{client.base(self.name)}/dois",
            service=self.name,
            parameters={"query": query, "page[size]": str(ROWS)},
        )
        return self.evidence(exchange, f"search {query}")

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The work, or the works of a list, in an answer."""
        answer = exchange.json()
        data = answer.get("data", answer)
        return [record(item) for item in (data if isinstance(data, list) else [data])]


def record(item: Mapping[str, Any]) -> Record:
    """One DOI of DataCite, from its API or its public data file, as a record."""
    work = item["attributes"]
    container = work.get("container") or {}
    kinds = work.get("types") or {}
    titles = [csl.clean(title["title"]) for title in work["titles"] or () if title.get("title")]
    doi = str(work.get("doi") or item.get("id") or "")
    found = {
        _DATES[date["dateType"]]: stated.date(date.get("date"))
        for date in work.get("dates") or ()
        if date.get("dateType") in _DATES
    }
    found["issued"] = found.get("issued") or stated.partial(work.get("publicationYear"))
    related = [one for one in work.get("relatedIdentifiers") or () if one.get("relatedIdentifier")]
    return Record(
        source="datacite",
        id=doi,
        type=_TYPES.get(str(kinds.get("resourceTypeGeneral")), csl.first(kinds.get("citeproc"))),
        title=titles[0] if titles else "",
        titles=tuple(titles[1:] + [f"{titles[0]}: {other}" for other in titles[1:]]),
        author=_names(work.get("creators")),
        editor=_names(
            one for one in work.get("contributors") or () if one.get("contributorType") == "Editor"
        ),
        container_title=tuple(csl.strings(container.get("title"))),
        volume=csl.first(container.get("volume")),
        issue=csl.first(container.get("issue")),
        page=stated.pages(container.get("firstPage"), container.get("lastPage")),
        publisher=_publisher(work.get("publisher")),
        genre=csl.first(kinds.get("resourceType") or kinds.get("resourceTypeGeneral")),
        language=csl.first(work.get("language")),
        abstract=_abstract(work.get("descriptions")),
        url=csl.first(work.get("url")),
        dates=stated.dates(**found),
        identifiers=stated.identifiers(("doi", doi), *_container_identifier(container)),
        updates=tuple(_updates(related, doi)),
        relations=_relations(related),
    )


def _names(stated_names: Any) -> tuple[Name, ...]:
    found: list[Name] = []
    for one in stated_names or ():
        family, given = csl.first(one.get("familyName")), csl.first(one.get("givenName"))
        if family:
            found.append(Name(family, given))
        elif one.get("nameType") == "Organizational" and one.get("name"):
            found.append(Name(csl.clean(one["name"]), literal=True))
        else:
            found.extend(stated.names([one.get("name")]))
    return tuple(found)


def _publisher(value: Any) -> str:
    return csl.first(value.get("name") if isinstance(value, Mapping) else value)


def _abstract(descriptions: Any) -> str:
    return next(
        (
            csl.first(one.get("description"))
            for one in descriptions or ()
            if one.get("descriptionType") == "Abstract"
        ),
        "",
    )


def _container_identifier(container: Mapping[str, Any]) -> list[tuple[str, Any]]:
    kind = str(container.get("identifierType") or "").lower()
    return [(kind, container.get("identifier"))] if kind in ("issn", "isbn") else []


def _updates(related: Sequence[Mapping[str, Any]], doi: str) -> list[Update]:
    return [
        Update(_NOTICES[one["relationType"]], str(one["relatedIdentifier"]), source="datacite")
        for one in related
        if one.get("relationType") in _NOTICES
        and str(one["relatedIdentifier"]).lower() != doi.lower()
    ]


def _relations(related: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Relations by name as in Crossref (``IsVersionOf`` is ``is-version-of``), citations left out.

    ``Obsoletes`` and ``IsNewVersionOf`` name what this work replaces: no notice on this work.
    """
    relations: dict[str, tuple[str, ...]] = {}
    for one in related:
        kind = str(one.get("relationType") or "")
        if kind in ("Cites", "IsCitedBy", "References", "IsReferencedBy"):
            continue
        name = re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower()
        relations[name] = (*relations.get(name, ()), str(one["relatedIdentifier"]))
    return relations
