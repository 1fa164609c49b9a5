"""doi.org: does a DOI exist, who registered it, and what does its agency say of the work?

DOI Handbook and the documentation of content negotiation (Crossref, DataCite, mEDRA and others
answer in CSL-JSON). The Handle API says whether a DOI exists (response code 1) or does not (100),
whatever its agency; the ``doiRA`` service names the agency.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from srccheck.model import Identifier
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl
from srccheck.resolvers.resolver import Resolver, UnexpectedAnswerError

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
        """The work in a CSL-JSON answer."""
        answer = exchange.json()
        items = answer if isinstance(answer, list) else [answer]
        if not all(
            isinstance(item, dict) and (item.get("DOI") or item.get("title")) for item in items
        ):
            raise UnexpectedAnswerError("no CSL-JSON item")
        return [csl.record(item, self.name) for item in items]

    def exists(self, doi: str, client: Asks) -> Evidence:
        """Whether a DOI is registered at all, by the Handle API.

        Only the Handle API's own "no" counts: a 404 without response code 100 may be a page of
        something in between.
        """
        url = f"{client.base(self.name)}/api/handles/{quote(doi, safe='/')}"
        exchange = client.get(url, service=self.name)
        outcome, message = Outcome.FAILED, exchange.message
        if exchange.outcome.answered:
            try:
                code = exchange.json().get("responseCode")
            except (ValueError, AttributeError):
                code, message = None, "the answer is not what the Handle API sends"
            outcome = {1: Outcome.FOUND, 200: Outcome.FOUND, 100: Outcome.NOT_FOUND}.get(
                code, Outcome.FAILED
            )
        else:
            outcome = exchange.outcome
        return Evidence(self.name, f"handle {doi}", outcome, url, exchange.time, message=message)

    def agency(self, doi: str, client: Asks) -> str:
        """The registration agency of a DOI as doi.org names it; empty when it did not say."""
        prefix = doi.partition("/")[0]
        exchange = client.get(f"{client.base(self.name)}/ra/{quote(prefix)}", service=self.name)
        try:
            answer = exchange.json() if exchange.outcome is Outcome.FOUND else []
            return str(answer[0].get("RA") or "")
        except (ValueError, AttributeError, IndexError, KeyError, TypeError):
            return ""
