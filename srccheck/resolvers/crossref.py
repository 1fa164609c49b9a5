"""Crossref: works by DOI and by bibliographic query, with retractions and other notices.

Crossref REST API documentation (https://api.crossref.org). A DOI that Crossref does not know may
belong to another agency: its 404 says nothing of the DOI.

Sent to Crossref: the DOI; for a search the title, first authors, container and year; the contact
address, if one is set.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl
from srccheck.resolvers.question import question
from srccheck.resolvers.resolver import Interface, UnexpectedAnswerError

ROWS = 10


class Crossref(Interface):
    """Crossref's REST API."""

    name = "crossref"
    schemes = frozenset({"doi"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the work of a DOI."""
        path = quote(identifier.value, safe="")
        return client.get(f"{client.base(self.name)}/works/{path}", service=self.name)

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """Ask Crossref's bibliographic search."""
        words = question(entry)
        if not words:
            return None
        exchange = client.get(
            f"{client.base(self.name)}/works",
            service="crossref-search",
            parameters={"query.bibliographic": words, "rows": str(ROWS)},
        )
        return self.evidence(exchange, f"search {words}")

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The work, or the works of a list, in an answer."""
        answer = exchange.json()
        if isinstance(answer, list) and answer:
            return [csl.record(item, self.name) for item in answer]
        message = answer.get("message", answer)
        kind = answer.get("message-type", "")
        if kind == "work-list" or (not kind and "items" in message):
            return [csl.record(item, self.name) for item in message["items"]]
        if kind not in ("work", "") or not ("DOI" in message and "title" in message):
            raise UnexpectedAnswerError(f"neither a work nor a list of works {kind}".strip())
        return [csl.record(message, self.name)]
