"""PubMed: biomedical articles and books by PMID, DOI and search, with notices on articles.

NCBI E-utilities (https://www.ncbi.nlm.nih.gov/books/NBK25499): ``esearch`` gives PMIDs, ``efetch``
the articles as XML (PubMed DTD).

Sent to NCBI: the identifier; for a search the title and the first author's name; a contact address
and a key, if they are set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from srccheck.model import Entry, Identifier, Name, PartialDate
from srccheck.model.evidence import Evidence, Outcome, Record, Update
from srccheck.net import Asks, Exchange
from srccheck.resolvers import stated, trees
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import UNREADABLE, Interface, UnexpectedAnswerError

if TYPE_CHECKING:
    from lxml.etree import _Element

ROWS = 10
_NOTICES = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "retraction",
    "ExpressionOfConcernIn": "concern",
    "ErratumIn": "correction",
    "CorrectedandRepublishedIn": "correction",
    "UpdateIn": "new-version",
}
_OF = frozenset({"RetractionOf", "ErratumFor", "ExpressionOfConcernFor", "UpdateOf"})
_SCHEMES = {"doi": "doi", "pmc": "pmcid", "pubmed": "pmid"}


class PubMed(Interface):
    """The E-utilities on the database ``pubmed``."""

    name = "pubmed"
    schemes = frozenset({"pmid", "doi"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the article of a PMID; for a DOI, which PMID it has."""
        if identifier.scheme == "pmid":
            return self._fetch([identifier.value], client)
        return self._find(f'"{plain_doi(identifier.value)}"[AID]', client)

    def resolve(self, identifier: Identifier, client: Asks) -> Evidence:
        """Look one identifier up; a DOI takes two requests."""
        exchange = self.ask(identifier, client)
        query = f"{identifier.scheme} {identifier.value}"
        if identifier.scheme == "pmid":
            return self.evidence(exchange, query)
        return self._follow(exchange, query, client)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Find articles by the words of the title and the first author, and fetch them."""
        title, author, _ = quoted_terms(entry)
        if not title:
            return None
        query = f"{title}[Title]" + (f" AND {author}[Author]" if author else "")
        return self._follow(self._find(query, client), f"search {query}", client)

    def _find(self, query: str, client: Asks) -> Exchange:
        return client.get(
            f"{client.base(self.name)}/esearch.fcgi",
            service=self.name,
            parameters={"db": "pubmed", "term": query, "retmax": str(ROWS), "retmode": "xml"},
        )

    def _fetch(self, numbers: Sequence[str], client: Asks) -> Exchange:
        return client.get(
            f"{client.base(self.name)}/efetch.fcgi",
            service=self.name,
            parameters={"db": "pubmed", "id": ",".join(numbers), "retmode": "xml"},
        )

    def _follow(self, exchange: Exchange, query: str, client: Asks) -> Evidence:
        try:
            numbers = _numbers(exchange) if exchange.outcome is Outcome.FOUND else []
        except UNREADABLE:
            numbers = []
        if numbers:
            exchange = self._fetch(numbers, client)
        return self.evidence(exchange, query)

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The articles and books in an answer, or the identifiers in one of the ID converter."""
        if exchange.body.lstrip()[:1] == b"{":
            return [_converted(one) for one in exchange.json()["records"]]
        root = trees.parse(exchange)
        if root.tag == "eSearchResult":
            if _numbers(exchange):
                raise UnexpectedAnswerError("a list of numbers, not of works")
            return []
        records = [
            _article(one) if one.tag == "PubmedArticle" else _book(one)
            for one in root.iter("PubmedArticle", "PubmedBookArticle")
        ]
        if not records and root.tag not in ("PubmedArticleSet", "PubmedBookArticleSet"):
            raise UnexpectedAnswerError(f"<{root.tag}>")
        return records


def plain_doi(doi: str) -> str:
    """A DOI without what would end the quotation around it."""
    return doi.replace('"', "")


def _numbers(exchange: Exchange) -> list[str]:
    root = trees.parse(exchange)
    if error := trees.text(root, "ERROR"):
        raise UnexpectedAnswerError(error)
    return trees.texts(root, "IdList/Id")


def _converted(one: Mapping[str, Any]) -> Record:
    ids = stated.identifiers(*((scheme, one.get(scheme)) for scheme in ("pmid", "pmcid", "doi")))
    return Record(source="pubmed", id=str(one.get("pmid") or ""), identifiers=ids)


def _article(element: _Element) -> Record:
    citation = element.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if citation is None or article is None:
        raise UnexpectedAnswerError("an article without a citation")
    number = trees.text(citation, "PMID")
    ids = [
        (_SCHEMES[kind], trees.text(one))
        for one in element.iterfind("PubmedData/ArticleIdList/ArticleId")
        if (kind := one.get("IdType", "")) in _SCHEMES
    ]
    ids += [
        ("doi", trees.text(one))
        for one in article.iterfind("ELocationID")
        if one.get("EIdType") == "doi" and one.get("ValidYN") != "N"
    ]
    issue = "Journal/JournalIssue"
    vernacular = trees.text(article, "VernacularTitle")
    return Record(
        source="pubmed",
        id=number,
        type="article-journal",
        title=_title(trees.text(article, "ArticleTitle")) or vernacular,
        titles=(vernacular,) if vernacular else (),
        author=_names(article, "AuthorList/Author"),
        container_title=tuple(
            dict.fromkeys(
                name
                for path in ("Journal/Title", "Journal/ISOAbbreviation")
                if (name := trees.text(article, path))
            )
        ),
        volume=trees.text(article, f"{issue}/Volume"),
        issue=trees.text(article, f"{issue}/Issue"),
        page=trees.text(article, "Pagination/MedlinePgn"),
        language=trees.text(article, "Language"),
        abstract=" ".join(trees.texts(article, "Abstract/AbstractText")),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number else "",
        dates=stated.dates(
            issued=_date(article.find(f"{issue}/PubDate")),
            online=_date(article.find("ArticleDate")),
        ),
        identifiers=stated.identifiers(
            ("pmid", number),
            *ids,
            ("issn", trees.text(article, "Journal/ISSN")),
            ("issn", trees.text(citation, "MedlineJournalInfo/ISSNLinking")),
        ),
        updates=_updates(citation),
        relations=_relations(citation),
    )


def _book(element: _Element) -> Record:
    document = element.find("BookDocument")
    book = document.find("Book") if document is not None else None
    if document is None or book is None:
        raise UnexpectedAnswerError("a book without a description")
    title, book_title = trees.text(document, "ArticleTitle"), trees.text(book, "BookTitle")
    number = trees.text(document, "PMID")
    return Record(
        source="pubmed",
        id=number,
        type="chapter" if title else "book",
        title=_title(title or book_title),
        author=_names(document, "AuthorList/Author") or _names(book, "AuthorList/Author"),
        container_title=(book_title,) if title and book_title else (),
        collection_title=trees.text(book, "CollectionTitle"),
        publisher=trees.text(book, "Publisher/PublisherName"),
        publisher_place=trees.text(book, "Publisher/PublisherLocation"),
        edition=trees.text(book, "Edition"),
        language=trees.text(document, "Language"),
        abstract=" ".join(trees.texts(document, "Abstract/AbstractText")),
        dates=stated.dates(issued=_date(book.find("PubDate"))),
        identifiers=stated.identifiers(("pmid", number), ("isbn", trees.texts(book, "Isbn"))),
    )


def _title(text: str) -> str:
    """A title without PubMed's full stop and its brackets around translated titles."""
    text = text.removesuffix(".")
    return text[1:-1].removesuffix(".") if text.startswith("[") and text.endswith("]") else text


def _names(element: _Element, path: str) -> tuple[Name, ...]:
    found: list[Name] = []
    for one in element.iterfind(path):
        family, group = trees.text(one, "LastName"), trees.text(one, "CollectiveName")
        if family:
            given = trees.text(one, "ForeName") or trees.text(one, "Initials")
            found.append(Name(family, given, suffix=trees.text(one, "Suffix")))
        elif group:
            found.append(Name(group, literal=True))
    return tuple(found)


def _date(element: _Element | None) -> PartialDate | None:
    """A date in parts, or one in words."""
    if element is None:
        return None
    parts = [trees.text(element, part) for part in ("Year", "Month", "Day")]
    if not parts[0]:
        return stated.date(trees.text(element, "MedlineDate"))
    if parts[1].isdecimal() or not parts[1]:
        return stated.partial(*parts)
    return stated.date(f"{parts[2]} {parts[1]} {parts[0]}".strip())


def _updates(citation: _Element) -> tuple[Update, ...]:
    found = [
        Update(_NOTICES[kind], f"pmid:{number}" if number else "", source="pubmed")
        for one in citation.iterfind("CommentsCorrectionsList/CommentsCorrections")
        if (kind := one.get("RefType", "")) in _NOTICES
        for number in [trees.text(one, "PMID")]
    ]
    kinds = trees.texts(citation, "Article/PublicationTypeList/PublicationType")
    retracted = any(kind.lower() == "retracted publication" for kind in kinds)
    if retracted and not any(update.kind == "retraction" for update in found):
        found.append(Update("retraction", source="pubmed"))
    return tuple(found)


def _relations(citation: _Element) -> dict[str, tuple[str, ...]]:
    of = [
        f"pmid:{trees.text(one, 'PMID')}"
        for one in citation.iterfind("CommentsCorrectionsList/CommentsCorrections")
        if one.get("RefType") in _OF and trees.text(one, "PMID")
    ]
    return {"update-to": tuple(of)} if of else {}
