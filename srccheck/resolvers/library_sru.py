"""A library union catalogue (K10plus) over SRU: books by ISBN and by search.

Search/Retrieve via URL 1.1 (https://www.loc.gov/standards/sru) on K10plus
(https://wiki.k10plus.de/display/K10PLUS/SRU), answered in MARC 21 XML; MODS and PICA XML, as other
catalogues answer, are read too (:mod:`srccheck.resolvers.library_records`).

Sent to the catalogue: the ISBN; for a search the title and the first author's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import library_records, trees
from srccheck.resolvers.question import quoted_terms
from srccheck.resolvers.resolver import Interface, UnexpectedAnswerError

if TYPE_CHECKING:
    from lxml.etree import _Element

ROWS = 10
CATALOGUE = "opac-de-627"


class LibrarySRU(Interface):
    """The union catalogue K10plus."""

    name = "library-sru"
    schemes = frozenset({"isbn", "issn"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the books of an ISBN, or the serial of an ISSN."""
        index = {"isbn": "isb", "issn": "iss"}[identifier.scheme]
        return self._ask(f"pica.{index}={identifier.value.replace(' ', '')}", client)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask for books by title and first author (CQL)."""
        title, author, _ = quoted_terms(entry)
        if not title:
            return None
        query = f'pica.tit all "{title}"' + (f' and pica.per all "{author}"' if author else "")
        return self.evidence(self._ask(query, client), f"search {query}")

    def _ask(self, query: str, client: Asks) -> Exchange:
        return client.get(
            f"{client.base(self.name)}/{CATALOGUE}",
            service=self.name,
            parameters={
                "version": "1.1",
                "operation": "searchRetrieve",
                "query": query,
                "maximumRecords": str(ROWS),
                "recordSchema": "marcxml",
            },
        )

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The records in an answer, whichever of the three formats they are in."""
        root = trees.parse(exchange)
        if root.tag == "searchRetrieveResponse":
            return _from_response(root)
        reader = library_records.READERS.get(library_records.format_of(root))
        if reader is None:
            raise UnexpectedAnswerError(f"<{root.tag}>, no answer of SRU")
        return [reader(root)]


def _from_response(root: _Element) -> list[Record]:
    found = [
        library_records.READERS[kind](one)
        for data in root.iter("recordData")
        for one in data
        if (kind := library_records.format_of(one)) in library_records.READERS
    ]
    problem = trees.text(root, "diagnostics/diagnostic/message")
    if not found and problem:
        raise UnexpectedAnswerError(problem)
    if not found and trees.text(root, "numberOfRecords") not in ("0", ""):
        raise UnexpectedAnswerError("no record in a format that is known")
    return found
