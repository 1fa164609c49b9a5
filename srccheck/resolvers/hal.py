"""HAL: the French open archive, by DOI, by the address or number of a deposit, and by search.

HAL API (https://api.archives-ouvertes.fr/docs, Solr in JSON). HAL also states its deposits as TEI,
as Dublin Core over OAI-PMH and on their pages; these are read too
(:mod:`srccheck.resolvers.hal_documents`).

Sent to HAL: the identifier; for a search the title and the first author's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from srccheck.model import Entry, Identifier, Name
from srccheck.model.evidence import Evidence, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, hal_documents, stated
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import Interface, UnexpectedAnswerError

ROWS = 10
FIELDS = (
    "halId_s,version_i,uri_s,docType_s,title_s,subTitle_s,authFirstName_s,authLastName_s,"
    "authFullName_s,journalTitle_s,journalIssn_s,journalEissn_s,bookTitle_s,conferenceTitle_s,"
    "scientificEditor_s,volume_s,issue_s,page_s,publisher_s,isbn_s,doiId_s,arxivId_s,"
    "publicationDate_s,defenseDate_s,producedDate_s,language_s,abstract_s,authorityInstitution_s"
)
_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9-]{1,40}\.)?(?:hal\.science|archives-ouvertes\.fr)/"
    r"((?:[a-z]{2,15}-|[a-z]{2,15}_)\d{5,9})(?:v\d{1,3})?(?:/.{0,200})?"
)
_TYPES = {
    "ART": "article-journal",
    "COMM": "paper-conference",
    "POSTER": "paper-conference",
    "COUV": "chapter",
    "OUV": "book",
    "DOUV": "book",
    "PROCEEDINGS": "book",
    "THESE": "thesis",
    "HDR": "thesis",
    "MEM": "thesis",
    "REPORT": "report",
    "UNDEFINED": "article",
    "BLOG": "post-weblog",
    "SOFTWARE": "software",
}


class HAL(Interface):
    """HAL's search interface."""

    name = "hal"
    schemes = frozenset({"doi"})

    def resolves(self, identifier: Identifier) -> bool:
        """A DOI, or the address of a deposit."""
        return super().resolves(identifier) or (
            identifier.scheme == "url" and bool(_ADDRESS.fullmatch(identifier.value))
        )

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the deposits of a DOI, or the one of an address."""
        deposit = _ADDRESS.fullmatch(identifier.value)
        value = identifier.value.replace('"', "").replace("\\", "")
        return self._ask(f"halId_s:{deposit[1]}" if deposit else f'doiId_s:"{value}"', client)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask for deposits by title and first author."""
        title, author, _ = quoted_terms(entry)
        if not title:
            return None
        query = f"title_t:({title})" + (f" AND authLastName_t:({author})" if author else "")
        return self.evidence(self._ask(query, client), f"search {query}")

    def _ask(self, query: str, client: Asks) -> Exchange:
        return client.get(
            f"{client.base(self.name)}/search/",
            service=self.name,
            parameters={"q": query, "wt": "json", "rows": str(ROWS), "fl": FIELDS},
        )

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The deposits in an answer of the API, or in one of HAL's other forms."""
        start = exchange.body.lstrip()[:200].lower()
        if start[:1] == b"{":
            answer = exchange.json()
            if "error" in answer:
                raise UnexpectedAnswerError(str((answer["error"] or {}).get("msg")))
            return [_record(one) for one in answer["response"]["docs"]]
        if start.startswith((b"<!doctype html", b"<html")):
            return hal_documents.from_page(exchange)
        return hal_documents.from_xml(exchange)


def _record(one: Mapping[str, Any]) -> Record:
    kind = csl.first(one.get("docType_s"))
    titles, subtitles = csl.strings(one.get("title_s")), csl.strings(one.get("subTitle_s"))
    containers = [
        name
        for key in ("journalTitle_s", "bookTitle_s", "conferenceTitle_s")
        for name in csl.strings(one.get(key))
    ]
    date = next(
        (
            found
            for key in ("publicationDate_s", "defenseDate_s", "producedDate_s")
            if (found := stated.date(csl.first(one.get(key))))
        ),
        None,
    )
    publishers = csl.strings(one.get("publisher_s") or one.get("authorityInstitution_s"))
    return Record(
        source="hal",
        id=csl.first(one.get("halId_s")),
        type=_TYPES.get(kind, ""),
        title=titles[0] if titles else "",
        titles=(*titles[1:], *(f"{titles[0]}: {subtitle}" for subtitle in subtitles if titles)),
        author=_names(one),
        editor=stated.names(csl.strings(one.get("scientificEditor_s"))),
        container_title=tuple(dict.fromkeys(containers)),
        volume=csl.first(one.get("volume_s")),
        issue=csl.first(one.get("issue_s")),
        page=csl.first(one.get("page_s")),
        publisher=publishers[0] if publishers else "",
        language=csl.first(one.get("language_s")),
        abstract=csl.first(one.get("abstract_s")),
        url=csl.first(one.get("uri_s")),
        dates=stated.dates(issued=date),
        identifiers=stated.identifiers(
            ("doi", one.get("doiId_s")),
            ("arxiv", one.get("arxivId_s")),
            ("isbn", one.get("isbn_s")),
            ("issn", one.get("journalIssn_s")),
            ("issn", one.get("journalEissn_s")),
        ),
        pdf=_file(one),
    )


def _file(one: Mapping[str, Any]) -> str:
    """The file of a deposit; where the answer does not name it, the address at which it would be.

    HAL documentation, "Les URL de HAL": a deposit's main file is at ``/document``.
    """
    deposit = stated.address(one.get("uri_s"))
    return stated.address(one.get("fileMain_s")) or (f"{deposit}/document" if deposit else "")


def _names(one: Mapping[str, Any]) -> tuple[Name, ...]:
    families, given = (
        csl.strings(one.get("authLastName_s")),
        csl.strings(one.get("authFirstName_s")),
    )
    if families and len(families) == len(given):
        return tuple(Name(*pair) for pair in zip(families, given, strict=True))
    return stated.names(csl.strings(one.get("authFullName_s")))
