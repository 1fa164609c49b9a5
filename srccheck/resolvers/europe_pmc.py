"""Europe PMC: the life sciences by DOI, PMID, PMCID and search, with notices on articles.

Europe PMC Articles RESTful API (https://europepmc.org/RestfulWebService). Errors come inside an
answer with status 200; they are no "no".

Sent to Europe PMC: the identifier; for a search the title and the first author's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from srccheck.model import Entry, Identifier, Name
from srccheck.model.evidence import Evidence, Record, Update
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import Interface, UnexpectedAnswerError

ROWS = 10
_QUERIES = {"doi": 'DOI:"{}"', "pmid": "EXT_ID:{} AND SRC:MED", "pmcid": "PMCID:{}"}
_NOTICES = {
    "retraction in": "retraction",
    "partial retraction in": "retraction",
    "expression of concern in": "concern",
    "erratum in": "correction",
    "corrected and republished in": "correction",
    "update in": "new-version",
}


class EuropePMC(Interface):
    """Europe PMC's search, which also resolves identifiers."""

    name = "europe-pmc"
    schemes = frozenset(_QUERIES)

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the article of an identifier."""
        value = identifier.value.replace('"', "")
        return self._ask(_QUERIES[identifier.scheme].format(value), client)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask for articles by title and first author."""
        title, author, _ = quoted_terms(entry)
        if not title:
            return None
        query = f"TITLE:({title})" + (f' AND AUTH:"{author}"' if author else "")
        return self.evidence(self._ask(query, client), f"search {query}")

    def _ask(self, query: str, client: Asks) -> Exchange:
        return client.get(
            f"{client.base(self.name)}/search",
            service=self.name,
            parameters={
                "query": query,
                "resultType": "core",
                "format": "json",
                "pageSize": str(ROWS),
            },
        )

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The articles in an answer."""
        answer = exchange.json()
        if "errCode" in answer or "errMsg" in answer:
            raise UnexpectedAnswerError(f"an error: {answer.get('errMsg')}")
        return [_record(result) for result in answer["resultList"]["result"]]


def _record(result: Mapping[str, Any]) -> Record:
    issue = result.get("journalInfo") or {}
    journal = issue.get("journal") or {}
    book = result.get("bookOrReportDetails") or {}
    printed = stated.date(issue.get("printPublicationDate"))
    issued = stated.date(issue.get("dateOfPublication")) or stated.partial(result.get("pubYear"))
    containers = csl.strings([journal.get("title"), journal.get("isoabbreviation")])
    return Record(
        source="europe-pmc",
        id=f"{result.get('source')}:{result['id']}",
        type="book" if book else "article" if result.get("source") == "PPR" else "article-journal",
        title=csl.first(result.get("title")).removesuffix("."),
        author=_names(result),
        container_title=tuple(containers),
        volume=csl.first(issue.get("volume")),
        issue=csl.first(issue.get("issue")),
        page=csl.first(result.get("pageInfo")),
        publisher=csl.first(book.get("publisher")),
        language=csl.first(result.get("language")),
        abstract=csl.first(result.get("abstractText")),
        dates=stated.dates(
            issued=issued,
            print=printed if printed and printed.day != 1 else None,
            online=stated.date(result.get("electronicPublicationDate")),
        ),
        identifiers=stated.identifiers(
            ("doi", result.get("doi")),
            ("pmid", result.get("pmid")),
            ("pmcid", result.get("pmcid")),
            ("issn", journal.get("issn")),
            ("issn", journal.get("essn")),
            ("isbn", book.get("isbn13") or book.get("isbn10")),
        ),
        updates=_updates(result),
        relations=_relations(result),
        pdf=_open_pdf(result),
    )


def _open_pdf(result: Mapping[str, Any]) -> str:
    listed = (result.get("fullTextUrlList") or {}).get("fullTextUrl") or ()
    return next(
        (
            stated.address(one.get("url"))
            for one in listed
            if one.get("documentStyle") == "pdf" and one.get("availabilityCode") in ("OA", "F")
        ),
        "",
    )


def _names(result: Mapping[str, Any]) -> tuple[Name, ...]:
    found: list[Name] = []
    for one in (result.get("authorList") or {}).get("author") or ():
        family = csl.first(one.get("lastName"))
        if family:
            found.append(Name(family, csl.first(one.get("firstName") or one.get("initials"))))
        elif group := csl.first(one.get("collectiveName")):
            found.append(Name(group, literal=True))
    return tuple(found)


def _notes(result: Mapping[str, Any]) -> list[tuple[str, str]]:
    listed = (result.get("commentCorrectionList") or {}).get("commentCorrection") or ()
    return [(str(one.get("type") or "").lower(), str(one.get("id") or "")) for one in listed]


def _updates(result: Mapping[str, Any]) -> tuple[Update, ...]:
    """What was published on the article; ``Retraction of`` says that it is itself a notice."""
    found = [
        Update(_NOTICES[kind], f"pmid:{pmid}" if pmid else "", source="europe-pmc")
        for kind, pmid in _notes(result)
        if kind in _NOTICES
    ]
    kinds = (result.get("pubTypeList") or {}).get("pubType") or ()
    retracted = any(str(kind).lower() == "retracted publication" for kind in kinds)
    if retracted and not any(update.kind == "retraction" for update in found):
        found.append(Update("retraction", source="europe-pmc"))
    return tuple(found)


def _relations(result: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    of = [f"pmid:{pmid}" for kind, pmid in _notes(result) if kind in _OF and pmid]
    preprints = [f"pmid:{pmid}" for kind, pmid in _notes(result) if kind == "preprint of" and pmid]
    relations = {"update-to": tuple(of), "is-preprint-of": tuple(preprints)}
    return {kind: works for kind, works in relations.items() if works}


_OF = frozenset({"retraction of", "erratum for", "expression of concern for", "update of"})
