"""Search engines that a user may set up: SearXNG (its JSON API) and Brave Search (with a key).

SearXNG documentation, "Search API"; Brave Search API documentation. Sent to them: the title, the
first author's family name and the domain of the venue.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from srccheck.model.evidence import Evidence, Outcome
from srccheck.net import SERVICES, Asks, Exchange

MOST = 10
"""Results of one search that are looked at."""


class Engine(ABC):
    """A search engine: its name, how to ask it and how to read its answer."""

    name: ClassVar[str]

    @abstractmethod
    def ask(self, query: str, client: Asks) -> Exchange | None:
        """Ask for a query; ``None`` when the engine is not set up."""

    @abstractmethod
    def results(self, answer: Any) -> list[Mapping[str, Any]]:
        """The results in its JSON answer.

        Raises:
            KeyError, TypeError, AttributeError: it is not an answer of the engine.
        """

    def addresses(self, query: str, client: Asks) -> tuple[list[tuple[str, str]], Evidence] | None:
        """The addresses and titles found, with the evidence; ``None`` when it is not set up."""
        exchange = self.ask(query, client)
        if exchange is None:
            return None
        outcome, message, found = exchange.outcome, exchange.message, list[tuple[str, str]]()
        if outcome is Outcome.FOUND:
            try:
                for result in self.results(exchange.json())[:MOST]:
                    found.append((str(result["url"]), str(result.get("title") or "")))
                message = f"{len(found)} results"
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                outcome = Outcome.FAILED
                message = f"the answer is not what {self.name} sends ({error})"[:300]
        evidence = Evidence(self.name, f"search {query}", outcome, exchange.url, exchange.time,
                            message=message)  # fmt: skip
        return found, evidence


class SearXNG(Engine):
    """An instance of SearXNG, whose address is configured as the service ``searxng``."""

    name = "searxng"

    def ask(self, query: str, client: Asks) -> Exchange | None:
        """Ask the instance, if there is one."""
        try:
            base = client.base(self.name)
        except KeyError:
            return None
        if not base:
            return None
        parameters = {"q": query, "format": "json"}
        return client.get(f"{base}/search", service=self.name, parameters=parameters)

    def results(self, answer: Any) -> list[Mapping[str, Any]]:
        """The list under ``results``."""
        return list(answer["results"])


class Brave(Engine):
    """Brave Search, which needs a key."""

    name = "brave"

    def ask(self, query: str, client: Asks) -> Exchange | None:
        """Ask Brave, if there is a key."""
        service = SERVICES.get(self.name)
        if service is None or not service.has_key():
            return None
        url = f"{client.base(self.name)}/res/v1/web/search"
        return client.get(url, service=self.name, parameters={"q": query, "count": str(MOST)})

    def results(self, answer: Any) -> list[Mapping[str, Any]]:
        """The list under ``web``; a search without results has none."""
        return list((answer.get("web") or {}).get("results") or [])


ENGINES: tuple[Engine, ...] = (SearXNG(), Brave())
"""Every engine; those that are not set up are not asked."""
