"""doi.org: does a DOI exist, who registered it, and what does its agency say of the work?

DOI Handbook and the documentation of content negotiation (Crossref, DataCite, mEDRA and others
answer in CSL-JSON). The Handle API says whether a DOI exists (response code 1) or does not (100),
whatever its agency; the ``ra`` service names the agency, and says inside an answer with status 200
that there is none.

Sent to doi.org, and by it to the agency: the DOI.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from srccheck.model import Identifier
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated
from srccheck.resolvers.resolver import UNREADABLE, Resolver, UnexpectedAnswerError

CSL_JSON = "application/vnd.citationstyles.csl+json"


class DoiOrg(Resolver):
    """Content negotiation at doi.org."""

    name = "doi.org"
    schemes = frozenset({"doi"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask the agency of a DOI, through doi.org, for CSL-JSON."""
        path = quote(identifier.value, safe="/")
        return client.get(f"{client.base(self.name)}/{path}", service=self.name, accept=CSL_JSON)

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The work in a CSL-JSON answer; or what the Handle API or the agency service states."""
        answer = exchange.json()
        if isinstance(answer, dict) and "responseCode" in answer:
            return _from_handle(answer)
        items = answer if isinstance(answer, list) else [answer]
        if items and all("DOI" in item and ("RA" in item or "status" in item) for item in items):
            return [_known(str(item["DOI"])) for item in items if item.get("RA")]
        if not items or not all(item.get("title") or item.get("type") for item in items):
            raise UnexpectedAnswerError("no CSL-JSON item")
        return [csl.record(item, self.name) for item in items]

    def denies(self, exchange: Exchange) -> bool:
        """Only the Handle API's code 100 and the page of doi.org itself say that there is no DOI.

        A 404 after a redirect is the agency's, which has no metadata for a DOI that exists.
        """
        if exchange.redirects:
            return False
        if exchange.content_type in ("text/html", "application/xhtml+xml"):
            return "doi not found" in exchange.text[:2000].lower()
        try:
            return bool(exchange.json()["responseCode"] == 100)
        except UNREADABLE:
            return False

    def exists(self, doi: str, client: Asks) -> Evidence:
        """Whether a DOI is registered at all, by the Handle API."""
        url = f"{client.base(self.name)}/api/handles/{quote(doi, safe='/')}"
        return self.evidence(client.get(url, service=self.name), f"handle {doi}")

    def agency(self, doi: str, client: Asks) -> str:
        """The registration agency of a DOI as doi.org names it; empty when it did not say."""
        prefix = doi.partition("/")[0]
        exchange = client.get(f"{client.base(self.name)}/ra/{quote(prefix)}", service=self.name)
        try:
            answer = exchange.json() if exchange.outcome is Outcome.FOUND else []
            return str(answer[0].get("RA") or "")
        except UNREADABLE:
            return ""


def _known(doi: str, url: str = "") -> Record:
    """A DOI that exists; nothing is said of the work."""
    return Record("doi.org", id=doi, url=url, identifiers=stated.identifiers(("doi", doi)))


def _from_handle(answer: Mapping[str, Any]) -> list[Record]:
    """A handle's address, by the response codes of the Handle protocol (RFC 3652)."""
    if answer["responseCode"] == 100:
        return []
    if answer["responseCode"] not in (1, 200):
        raise UnexpectedAnswerError(f"response code {answer['responseCode']}")
    addresses = [
        str((value.get("data") or {}).get("value") or "")
        for value in answer.get("values") or ()
        if value.get("type") == "URL"
    ]
    return [_known(str(answer["handle"]), next(iter(addresses), ""))]
