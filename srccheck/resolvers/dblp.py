"""DBLP: computer science, by search and by the address of a record.

DBLP search API (https://dblp.org/faq/How+to+use+the+dblp+search+API.html) in JSON, its records in
XML (https://dblp.org/xml/docu/dblpxml.pdf). Namesakes bear a number (``Jens Lehmann 0001``).

Sent to DBLP: the address; for a search the title and the first author's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from srccheck.model import Entry, Identifier, Name
from srccheck.model.evidence import Evidence, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated, trees
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import Resolver, UnexpectedAnswerError

if TYPE_CHECKING:
    from lxml.etree import _Element

ROWS = 10
_ADDRESS = re.compile(
    r"https?://(?:www\.)?dblp\.(?:org|uni-trier\.de)/rec/(?:html/|bibtex/|xml/)?([\w./-]{3,100}?)"
    r"(?:\.html|\.xml|\.bib)?"
)
_NAMESAKE = re.compile(r" \d{4}$")
_TYPES = {
    "Journal Articles": "article-journal",
    "Conference and Workshop Papers": "paper-conference",
    "Parts in Books or Collections": "chapter",
    "Books and Theses": "book",
    "Editorship": "book",
    "Informal and Other Publications": "article",
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "incollection": "chapter",
    "book": "book",
    "proceedings": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
}
RECORDS = frozenset(kind for kind in _TYPES if kind.islower())
"""The elements of DBLP's XML that are publications."""


class DBLP(Resolver):
    """DBLP's publication search and records."""

    name = "dblp"

    def resolves(self, identifier: Identifier) -> bool:
        """The address of a DBLP record."""
        return identifier.scheme == "url" and bool(_ADDRESS.fullmatch(identifier.value))

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the record of an address as XML."""
        found = _ADDRESS.fullmatch(identifier.value)
        if not found:
            return super().ask(identifier, client)
        return client.get(f"{client.base(self.name)}/rec/{found[1]}.xml", service=self.name)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask for publications by title and first author."""
        title, author, _ = quoted_terms(entry)
        if not title:
            return None
        query = f"{title} {author}".strip()
        exchange = client.get(
            f"{client.base(self.name)}/search/publ/api",
            service=self.name,
            parameters={"q": query, "format": "json", "h": str(ROWS)},
        )
        return self.evidence(exchange, f"search {query}")

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The publications in a JSON list of hits, or in XML."""
        if exchange.body.lstrip()[:1] not in (b"{", b"["):
            return _from_xml(exchange)
        answer = exchange.json()
        hits = answer if isinstance(answer, list) else answer["result"]["hits"].get("hit") or []
        return [_from_hit(hit["info"]) for hit in _listed(hits)]


def _from_hit(info: Mapping[str, Any]) -> Record:
    authors = [
        one.get("text") if isinstance(one, Mapping) else one
        for one in _listed((info.get("authors") or {}).get("author"))
    ]
    people = _names(authors)
    kind = csl.first(info.get("type"))
    return Record(
        source="dblp",
        id=csl.first(info.get("key")),
        type=_TYPES.get(kind, ""),
        title=_title(csl.first(info.get("title"))),
        author=() if kind == "Editorship" else people,
        editor=people if kind == "Editorship" else (),
        container_title=tuple(csl.strings(info.get("venue"))),
        volume=csl.first(info.get("volume")),
        issue=csl.first(info.get("number")),
        page=csl.first(info.get("pages")),
        publisher=csl.first(info.get("publisher")),
        url=csl.first(info.get("url")),
        dates=stated.dates(issued=stated.date(info.get("year"))),
        identifiers=stated.identifiers(("doi", info.get("doi"))),
    )


def _from_xml(exchange: Exchange) -> list[Record]:
    root = trees.parse(exchange, html_entities=True)
    if root.tag != "dblp" and root.tag not in RECORDS:
        raise UnexpectedAnswerError(f"<{root.tag}>, no record of DBLP")
    return [from_element(one) for one in ([root] if root.tag != "dblp" else root)
            if one.tag in RECORDS]  # fmt: skip


def from_element(element: _Element) -> Record:
    """One publication in DBLP's XML as a record."""
    place = trees.text(element, "journal") or trees.text(element, "booktitle")
    return Record(
        source="dblp",
        id=element.get("key", ""),
        type=_TYPES[str(element.tag)],
        title=_title(trees.text(element, "title")),
        author=_names(trees.texts(element, "author")),
        editor=_names(trees.texts(element, "editor")),
        container_title=(place,) if place else (),
        collection_title=trees.text(element, "series"),
        volume=trees.text(element, "volume"),
        issue=trees.text(element, "number"),
        page=trees.text(element, "pages"),
        publisher=trees.text(element, "publisher") or trees.text(element, "school"),
        url=trees.text(element, "ee"),
        dates=stated.dates(issued=stated.date(trees.text(element, "year"))),
        identifiers=stated.identifiers(
            ("doi", trees.texts(element, "ee")), ("isbn", trees.texts(element, "isbn"))
        ),
    )


def _names(names: Sequence[Any]) -> tuple[Name, ...]:
    return stated.names(_NAMESAKE.sub("", csl.first(name)) for name in names)


def _title(text: str) -> str:
    return text.removesuffix(".")


def _listed(value: Any) -> list[Any]:
    """DBLP gives one of a kind by itself, and several as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]
