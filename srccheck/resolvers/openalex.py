"""OpenAlex: works of all fields by DOI, PMID and search; it says which are retracted.

OpenAlex API (https://docs.openalex.org). Since February 2026 it needs a key (``OPENALEX_API_KEY``);
without one it is not asked. Abstracts come as an inverted index, for legal reasons.

Sent to OpenAlex: the identifier; for a search the title; with each request the key and, if set, the
contact address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Record, Update
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import Resolver, UnexpectedAnswerError

ROWS = 10
LONGEST_ABSTRACT = 20_000
"""Words; a larger index is not one of an abstract."""

_TYPES = {
    "article": "article-journal",
    "review": "article-journal",
    "letter": "article-journal",
    "editorial": "article-journal",
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "preprint": "article",
}


class OpenAlex(Resolver):
    """OpenAlex's API."""

    name = "openalex"
    schemes = frozenset({"doi", "pmid"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the work of a DOI or a PMID."""
        path = quote(identifier.value, safe="/")
        url = f"{client.base(self.name)}/works/{identifier.scheme}:{path}"
        return client.get(url, service=self.name)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask for works with the words of the title."""
        title = quoted_terms(entry)[0]
        if not title:
            return None
        exchange = client.get(
            f"{client.base(self.name)}/works",
            service=self.name,
            parameters={"filter": f"title.search:{title.replace(',', ' ')}", "per-page": str(ROWS)},
        )
        return self.evidence(exchange, f"search title {title}")

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The work, or the works of a list, in an answer."""
        answer = exchange.json()
        works = answer if isinstance(answer, list) else answer.get("results", [answer])
        if works == answer == []:
            raise UnexpectedAnswerError("nothing")
        if not all("id" in work and "authorships" in work for work in works):
            raise UnexpectedAnswerError("neither a work nor a list of works")
        return [record(work) for work in works]


def record(work: Mapping[str, Any]) -> Record:
    """One work of OpenAlex, from its API or its snapshot, as a record."""
    place = work.get("primary_location") or {}
    venue = place.get("source") or {}
    biblio = work.get("biblio") or {}
    ids = work.get("ids") or {}
    authors = [
        one.get("raw_author_name") or (one.get("author") or {}).get("display_name")
        for one in work.get("authorships") or ()
    ]
    retracted = Update("retraction", source="openalex")
    return Record(
        source="openalex",
        id=str(work["id"] or ""),
        type=_TYPES.get(str(work.get("type")), csl.first(work.get("type"))),
        title=csl.first(work.get("title") or work.get("display_name")),
        author=stated.names(authors),
        container_title=_container(venue, place),
        volume=csl.first(biblio.get("volume")),
        issue=csl.first(biblio.get("issue")),
        page=stated.pages(biblio.get("first_page"), biblio.get("last_page")),
        publisher=csl.first(venue.get("host_organization_name")),
        language=csl.first(work.get("language")),
        abstract=_abstract(work.get("abstract_inverted_index")),
        url=csl.first(place.get("landing_page_url")),
        dates=stated.dates(issued=_issued(work)),
        identifiers=stated.identifiers(
            ("doi", work.get("doi") or ids.get("doi")),
            ("pmid", str(ids.get("pmid") or "").rsplit("/", 1)[-1]),
            ("issn", venue.get("issn")),
        ),
        updates=(retracted,) if work.get("is_retracted") is True else (),
        pdf=_published_pdf(work.get("best_oa_location")),
    )


def _published_pdf(location: Any) -> str:
    """The open PDF of the published version; a manuscript may have other words."""
    if not isinstance(location, Mapping) or location.get("version") != "publishedVersion":
        return ""
    return stated.address(location.get("pdf_url"))


def _container(venue: Mapping[str, Any], place: Mapping[str, Any]) -> tuple[str, ...]:
    """The journal or book; a repository holds a work and did not publish it."""
    if venue.get("type") == "repository":
        return ()
    names = csl.strings([venue.get("display_name"), place.get("raw_source_name")])
    return tuple(dict.fromkeys(names))


def _issued(work: Mapping[str, Any]) -> Any:
    """The date, whose first of January or first of the month may only fill a gap."""
    date = stated.date(work.get("publication_date"))
    return stated.without_filling(date) or stated.partial(work.get("publication_year"))


def _abstract(index: Any) -> str:
    if not isinstance(index, Mapping):
        return ""
    placed = [(place, word) for word, places in index.items() for place in places]
    return " ".join(word for _, word in sorted(placed)[:LONGEST_ABSTRACT])
