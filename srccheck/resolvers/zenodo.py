"""Zenodo: deposited texts, data and software, by DOI, by address and by search.

Zenodo REST API (https://developers.zenodo.org). A deposit has a DOI for each version and one for
all of them.

Sent to Zenodo: the number of the record; for a search the title and the first author's name; a
token, if one is set (``ZENODO_TOKEN``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Record, Update
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import Interface, UnexpectedAnswerError

ROWS = 10
_DOI = re.compile(r"10\.5281/zenodo\.(\d{1,12})")
_ADDRESS = re.compile(r"https?://(?:www\.)?zenodo\.org/records?/(\d{1,12})(?:[/?#].{0,200})?")
_TYPES = {
    "article": "article-journal",
    "book": "book",
    "section": "chapter",
    "conferencepaper": "paper-conference",
    "report": "report",
    "workingpaper": "report",
    "thesis": "thesis",
    "preprint": "article",
    "publication": "article",
    "dataset": "dataset",
    "software": "software",
    "presentation": "speech",
}


class Zenodo(Interface):
    """Zenodo's REST API."""

    name = "zenodo"

    def resolves(self, identifier: Identifier) -> bool:
        """A DOI of Zenodo, or the address of a record."""
        return bool(_number(identifier))

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for one record."""
        number = _number(identifier)
        if not number:
            return super().ask(identifier, client)
        return client.get(f"{client.base(self.name)}/records/{number}", service=self.name)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask for records by title and first author (Elasticsearch query syntax)."""
        title, author, _ = quoted_terms(entry)
        if not title:
            return None
        query = f"title:({title})" + (f" AND creators.name:({author})" if author else "")
        exchange = client.get(
            f"{client.base(self.name)}/records",
            service=self.name,
            parameters={"q": query, "size": str(ROWS)},
        )
        return self.evidence(exchange, f"search {query}")

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The record, or the records of a list, in an answer."""
        answer = exchange.json()
        if "hits" in answer:
            return [_record(one) for one in answer["hits"]["hits"]]
        if "metadata" not in answer:
            raise UnexpectedAnswerError("neither a record nor a list of records")
        return [_record(answer)]


def _number(identifier: Identifier) -> str:
    pattern = {"doi": _DOI, "url": _ADDRESS}.get(identifier.scheme)
    found = pattern.fullmatch(identifier.value) if pattern else None
    return found[1] if found else ""


def _record(one: Mapping[str, Any]) -> Record:
    work = one["metadata"]
    journal = work.get("journal") or {}
    part, meeting = work.get("part_of") or {}, work.get("meeting") or {}
    kind = work.get("resource_type") or {}
    containers = csl.strings([journal.get("title"), part.get("title"), meeting.get("title")])
    doi = csl.first(one.get("doi") or work.get("doi"))
    return Record(
        source="zenodo",
        id=csl.first(one.get("id")),
        type=_TYPES.get(str(kind.get("subtype")), _TYPES.get(str(kind.get("type")), "")),
        title=csl.first(work.get("title")),
        author=stated.names(creator.get("name") for creator in work.get("creators") or ()),
        container_title=tuple(containers),
        volume=csl.first(journal.get("volume")),
        issue=csl.first(journal.get("issue")),
        page=csl.first(journal.get("pages") or part.get("pages")),
        publisher=csl.first((work.get("imprint") or {}).get("publisher")) or "Zenodo",
        genre=csl.first(kind.get("title")),
        language=csl.first(work.get("language")),
        abstract=csl.first(work.get("description")),
        url=csl.first((one.get("links") or {}).get("self_html")),
        dates=stated.dates(
            issued=stated.date(work.get("publication_date")),
            created=stated.date(one.get("created")),
        ),
        identifiers=stated.identifiers(
            ("doi", doi), ("isbn", (work.get("imprint") or {}).get("isbn"))
        ),
        updates=_updates(work),
        relations=_relations(one, work),
        pdf=_only_pdf(one) if work.get("access_right") == "open" else "",
    )


def _only_pdf(one: Mapping[str, Any]) -> str:
    files = one.get("files") if isinstance(one.get("files"), list) else []
    named = [file for file in files or () if str(file.get("key")).lower().endswith(".pdf")]
    return stated.address((named[0].get("links") or {}).get("self")) if len(named) == 1 else ""


def _updates(work: Mapping[str, Any]) -> tuple[Update, ...]:
    versions = (work.get("relations") or {}).get("version") or ()
    newer = any(version.get("is_last") is False for version in versions)
    return (Update("new-version", source="zenodo"),) if newer else ()


def _relations(one: Mapping[str, Any], work: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    relations: dict[str, tuple[str, ...]] = {}
    if all_versions := csl.first(one.get("conceptdoi")):
        relations["is-version-of"] = (all_versions,)
    for related in work.get("related_identifiers") or ():
        name = re.sub(r"(?<!^)(?=[A-Z])", "-", str(related.get("relation") or "")).lower()
        if name and name not in ("cites", "references", "is-cited-by", "is-referenced-by"):
            relations[name] = (*relations.get(name, ()), csl.first(related.get("identifier")))
    return relations
