"""arXiv: preprints by identifier and by search, with their versions and where they appeared.

arXiv API User's Manual (https://info.arxiv.org/help/api): Atom, with arXiv's own elements. A
withdrawn paper stays, and says so in its comment.

Sent to arXiv: the identifier; for a search the title and the first author's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Record, Update
from srccheck.net import Asks, Exchange
from srccheck.resolvers import stated, trees
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import Interface, UnexpectedAnswerError

if TYPE_CHECKING:
    from lxml.etree import _Element

ROWS = 10
_ID = re.compile(r"arxiv\.org/abs/(.{1,60}?)(?:v(\d{1,4}))?$")
_DOI = re.compile(r"10\.48550/arxiv\.(.{1,60})", re.IGNORECASE)
_WITHDRAWN = re.compile(
    r"\b(?:this|the|our) (?:paper|article|submission|manuscript|work|preprint|note)s? "
    r"(?:has been|have been|was|were|is|are) (?:now )?(?:withdrawn|retracted)(?! from (?!arxiv))"
    r"|^\W{0,3}withdrawn(?:\W{0,3}$|[.,;:]| (?:by|due|because|as|since)\b)"
    r"|\bwithdrawn by (?:the )?(?:authors?|arxiv)\b",
    re.IGNORECASE,
)


class ArXiv(Interface):
    """arXiv's query interface."""

    name = "arxiv"
    schemes = frozenset({"arxiv"})

    def resolves(self, identifier: Identifier) -> bool:
        """An arXiv identifier, or the DOI that arXiv made of one."""
        return super().resolves(identifier) or (
            identifier.scheme == "doi" and bool(_DOI.fullmatch(identifier.value))
        )

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for one paper."""
        doi = _DOI.fullmatch(identifier.value)
        number = doi[1] if doi else identifier.value.replace(",", "")
        return client.get(
            f"{client.base(self.name)}/api/query",
            service=self.name,
            parameters={"id_list": number, "max_results": "1"},
        )

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask for papers by title and first author."""
        title, author, _ = quoted_terms(entry)
        if not title:
            return None
        query = f'ti:"{title}"' + (f' AND au:"{author}"' if author else "")
        exchange = client.get(
            f"{client.base(self.name)}/api/query",
            service=self.name,
            parameters={"search_query": query, "max_results": str(ROWS)},
        )
        return self.evidence(exchange, f"search {query}")

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The papers in a feed."""
        root = trees.parse(exchange)
        if root.tag != "feed":
            raise UnexpectedAnswerError(f"<{root.tag}>, no Atom feed")
        return [_record(entry) for entry in root.iterfind("entry")]


def _record(entry: _Element) -> Record:
    address = trees.text(entry, "id")
    if "/api/errors" in address:
        raise UnexpectedAnswerError(trees.text(entry, "summary") or "an error")
    found = _ID.search(address)
    if not found:
        raise UnexpectedAnswerError(f"an entry without an identifier: {address[:80]}")
    number, version = found[1], found[2] or ""
    comment, appeared = trees.text(entry, "comment"), trees.text(entry, "journal_ref")
    doi = trees.text(entry, "doi")
    withdrawn = is_withdrawn(comment, trees.text(entry, "summary"))
    relations = {"has-version": (f"{number}v{version}",)} if version else {}
    relations |= {"is-preprint-of": (doi,)} if doi else {}
    return Record(
        source="arxiv",
        id=number,
        type="article",
        title=trees.text(entry, "title"),
        author=stated.names(trees.texts(entry, "author/name")),
        container_title=(appeared,) if appeared else (),
        publisher="arXiv",
        genre="preprint",
        abstract=trees.text(entry, "summary"),
        url=f"https://arxiv.org/abs/{number}",
        dates=stated.dates(
            issued=stated.date(trees.text(entry, "published")),
            modified=stated.date(trees.text(entry, "updated")),
        ),
        identifiers=stated.identifiers(
            ("arxiv", number), ("doi", f"10.48550/arXiv.{number}"), ("doi", doi)
        ),
        updates=(Update("withdrawal", source="arxiv"),) if withdrawn else (),
        relations=relations,
        pdf=_pdf(entry),
    )


def is_withdrawn(comment: str, abstract: str) -> bool:
    """Whether the authors' comment, or the beginning of the abstract, says so.

    >>> is_withdrawn("This paper has been withdrawn by the author", "")
    True
    """
    return bool(_WITHDRAWN.search(comment) or _WITHDRAWN.match(abstract[:200]))


def _pdf(entry: _Element) -> str:
    links = (link for link in entry.iterfind("link") if link.get("type") == "application/pdf")
    return next((stated.address(link.get("href")) for link in links), "")
