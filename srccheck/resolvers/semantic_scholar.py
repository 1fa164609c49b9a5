"""Semantic Scholar: papers of all fields, by DOI, arXiv, PMID and search.

Semantic Scholar Academic Graph API (https://api.semanticscholar.org/api-docs/graph). Its pool for
callers without a key is shared by all of them and is often exhausted.

Sent to Semantic Scholar: the identifier; for a search the title and the first authors' names;
a key, if one is set (``SEMANTIC_SCHOLAR_API_KEY``).
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
from srccheck.resolvers.resolver import Interface, UnexpectedAnswerError

ROWS = 10
FIELDS = (
    "externalIds,url,title,abstract,venue,publicationVenue,year,publicationDate,"
    "publicationTypes,journal,authors"
)
_PREFIXES = {"doi": "DOI", "arxiv": "ARXIV", "pmid": "PMID", "pmcid": "PMCID"}
_TYPES = {
    "JournalArticle": "article-journal",
    "Conference": "paper-conference",
    "Book": "book",
    "BookSection": "chapter",
    "Dataset": "dataset",
}


class SemanticScholar(Interface):
    """The Academic Graph API."""

    name = "semantic-scholar"
    schemes = frozenset(_PREFIXES)

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the paper of an identifier."""
        value = identifier.value.upper().removeprefix("PMC")
        value = value if identifier.scheme == "pmcid" else identifier.value
        paper = quote(f"{_PREFIXES[identifier.scheme]}:{value}", safe=":/")
        return client.get(
            f"{client.base(self.name)}/graph/v1/paper/{paper}",
            service=self.name,
            parameters={"fields": FIELDS},
        )

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask the relevance search."""
        title, author, _ = quoted_terms(entry)
        if not title:
            return None
        query = f"{title} {author}".strip()
        exchange = client.get(
            f"{client.base(self.name)}/graph/v1/paper/search",
            service=self.name,
            parameters={"query": query, "limit": str(ROWS), "fields": FIELDS},
        )
        return self.evidence(exchange, f"search {query}")

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The paper, the list of papers, or the page of a search in an answer.

        A search that finds nothing has no ``data``; a batch has ``null`` for what is not known.
        """
        answer = exchange.json()
        if isinstance(answer, Mapping):
            if "paperId" in answer:
                answer = [answer]
            elif "data" in answer or answer.get("total") == 0:
                answer = answer.get("data") or []
            else:
                raise UnexpectedAnswerError("neither a paper nor a list of papers")
        papers = [paper for paper in answer if paper is not None]
        if not all("paperId" in paper for paper in papers):
            raise UnexpectedAnswerError("a list of something else than papers")
        return [_record(paper) for paper in papers]


def _record(paper: Mapping[str, Any]) -> Record:
    ids = paper.get("externalIds") or {}
    journal = paper.get("journal") or {}
    venue = paper.get("publicationVenue") or {}
    kinds = [_TYPES[kind] for kind in paper.get("publicationTypes") or () if kind in _TYPES]
    containers = csl.strings([journal.get("name"), venue.get("name"), paper.get("venue")])
    date = stated.without_filling(stated.date(paper.get("publicationDate")))
    issued = date or stated.partial(paper.get("year"))
    return Record(
        source="semantic-scholar",
        id=str(paper["paperId"] or ""),
        type=kinds[0] if kinds else "",
        title=csl.first(paper.get("title")),
        author=stated.names(author.get("name") for author in paper.get("authors") or ()),
        container_title=tuple(dict.fromkeys(containers)),
        volume=csl.first(journal.get("volume")),
        page=csl.first(journal.get("pages")).replace(" ", ""),
        abstract=csl.first(paper.get("abstract")),
        url=csl.first(paper.get("url")),
        dates=stated.dates(issued=issued),
        identifiers=stated.identifiers(
            ("doi", ids.get("DOI")),
            ("arxiv", ids.get("ArXiv")),
            ("pmid", ids.get("PubMed")),
            ("pmcid", ids.get("PubMedCentral") and f"PMC{ids['PubMedCentral']}"),
            ("issn", venue.get("issn")),
        ),
    )
