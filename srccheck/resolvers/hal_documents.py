"""HAL's deposits as TEI, as Dublin Core over OAI-PMH, and as pages with ``citation_*`` metadata.

TEI P5 guidelines with HAL's AOfr schema; OAI-PMH 2.0; Highwire tags as Google Scholar reads them.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from srccheck.model import Name
from srccheck.model.evidence import Record
from srccheck.net import Exchange
from srccheck.resolvers import stated, trees
from srccheck.resolvers.resolver import UnexpectedAnswerError

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOI = re.compile(r"\bdoi[/:](10\.\d{4,9}/\S{1,200})", re.IGNORECASE)
_THESES = ("phdthesis", "these", "thesis")


def from_xml(exchange: Exchange) -> list[Record]:
    """The deposits in a TEI document or in an answer over OAI-PMH."""
    root = trees.parse(exchange)
    if root.tag == "TEI":
        return [_from_tei(one) for one in root.iter("biblFull")]
    if root.tag != "OAI-PMH":
        raise UnexpectedAnswerError(f"<{root.tag}>, neither TEI nor OAI-PMH")
    error = root.find("error")
    if error is None:
        return [_from_dublin_core(one, root) for one in root.iter("dc")]
    if error.get("code") == "idDoesNotExist" or "does not exist" in trees.text(error):
        return []
    raise UnexpectedAnswerError(trees.text(error) or error.get("code", "an error"))


def _from_tei(full: _Element) -> Record:
    analytic = full.find("sourceDesc/biblStruct/analytic")
    monograph = full.find("sourceDesc/biblStruct/monogr")
    people = analytic if analytic is not None else full.find("titleStmt")
    if people is None:
        raise UnexpectedAnswerError("a deposit without a title")
    titles = trees.texts(people, "title")
    number = _of_type(full, "publicationStmt/idno", "halId")
    source = monograph if monograph is not None else full
    scopes = {scope.get("unit", ""): trees.text(scope) for scope in source.iter("biblScope")}
    dates = {date.get("type", ""): trees.text(date) for date in source.iter("date")}
    return Record(
        source="hal",
        id=number,
        title=titles[0] if titles else "",
        titles=tuple(titles[1:]),
        author=_tei_names(people),
        container_title=tuple(trees.texts(source, "title")) if monograph is not None else (),
        volume=scopes.get("volume", ""),
        issue=scopes.get("issue", ""),
        page=scopes.get("pp", ""),
        publisher=trees.text(source, "imprint/publisher"),
        language=next((language.get("ident", "") for language in full.iter("language")), ""),
        abstract=trees.text(full, "profileDesc/abstract"),
        url=_of_type(full, "publicationStmt/idno", "halUri"),
        dates=stated.dates(issued=stated.date(dates.get("datePub") or dates.get("dateDefended"))),
        identifiers=stated.identifiers(
            ("doi", _of_type(full, "sourceDesc/biblStruct/idno", "doi")),
            ("pmid", _of_type(full, "sourceDesc/biblStruct/idno", "pubmed")),
            ("issn", _of_type(source, "idno", "issn")),
            ("issn", _of_type(source, "idno", "eissn")),
            ("isbn", _of_type(source, "idno", "isbn")),
        ),
    )


def _of_type(element: _Element, path: str, kind: str) -> str:
    return next(
        (trees.text(found) for found in element.iterfind(path) if found.get("type") == kind), ""
    )


def _tei_names(element: _Element) -> tuple[Name, ...]:
    found = []
    for author in element.iterfind("author"):
        family = trees.text(author, "persName/surname")
        if family:
            found.append(Name(family, " ".join(trees.texts(author, "persName/forename"))))
        elif organisation := trees.text(author, "orgName"):
            found.append(Name(organisation, literal=True))
    return tuple(found)


def _from_dublin_core(one: _Element, root: _Element) -> Record:
    titles = trees.texts(one, "title")
    said = [*trees.texts(one, "identifier"), *trees.texts(one, "relation")]
    addresses = [text for text in said if text.startswith("http")]
    dois = [found[1] for text in said if (found := _DOI.search(text))]
    return Record(
        source="hal",
        id=trees.text(root, "GetRecord/record/header/identifier").rpartition(":")[2],
        title=titles[0] if titles else "",
        titles=tuple(titles[1:]),
        author=stated.names(name.replace(" ,", ",") for name in trees.texts(one, "creator")),
        publisher=trees.text(one, "publisher"),
        language=trees.text(one, "language"),
        abstract=trees.text(one, "description"),
        url=addresses[0] if addresses else "",
        dates=stated.dates(issued=stated.date(trees.text(one, "date"))),
        identifiers=stated.identifiers(*(("doi", doi) for doi in dois)),
    )


class _Metadata(HTMLParser):
    """Collects ``<meta name content>``, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        given = dict(attrs)
        name, content = given.get("name"), given.get("content")
        if tag == "meta" and name and content:
            self.said.setdefault(name, []).append(" ".join(content.split()))

    def first(self, *names: str) -> str:
        """The first value of the first of these names that has one."""
        return next((self.said[name][0] for name in names if name in self.said), "")


def from_page(exchange: Exchange) -> list[Record]:
    """The deposit that a page of HAL describes."""
    page = _Metadata()
    page.feed(exchange.text)
    if "citation_title" not in page.said:
        raise UnexpectedAnswerError("a page without citation_title")
    kind = page.first("DC.type").lower()
    container = page.first(
        "citation_journal_title", "citation_conference_title", "citation_inbook_title"
    )
    pages = stated.pages(page.first("citation_firstpage"), page.first("citation_lastpage"))
    date = page.first("citation_publication_date", "DC.issued", "DC.date")
    is_thesis = kind in _THESES or "citation_dissertation_institution" in page.said
    record = Record(
        source="hal",
        id=exchange.final_url.rpartition("/")[2],
        type="thesis" if is_thesis else "article-journal" if container else "",
        title=page.first("citation_title"),
        author=stated.names(page.said.get("citation_author", ())),
        container_title=(container,) if container else (),
        volume=page.first("citation_volume"),
        issue=page.first("citation_issue"),
        page=pages,
        publisher=page.first(
            "citation_publisher", "citation_dissertation_institution", "DC.publisher"
        ),
        language=page.first("citation_language"),
        abstract=page.first("citation_abstract"),
        url=exchange.final_url,
        dates=stated.dates(
            issued=stated.date(date), online=stated.date(page.first("citation_online_date"))
        ),
        identifiers=stated.identifiers(
            ("doi", page.first("citation_doi")), ("issn", page.said.get("citation_issn"))
        ),
    )
    return [record]
