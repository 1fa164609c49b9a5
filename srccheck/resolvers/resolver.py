"""What a resolver is: it asks one service and reads its answers into records."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers.damage import marked
from srccheck.resolvers.reasons import stated_reason
from srccheck.resolvers.title_notices import read_title_notice

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What reading an answer may raise when it is not what the service sends."""


class UnexpectedAnswerError(ValueError):
    """A service answered with something else than it sends (an HTML page, half of a JSON text)."""


class Resolver(ABC):
    """One service: which identifiers it resolves, whether it can be searched, how to read it.

    ``read`` turns an answer into records and touches nothing else, so that kept evidence is judged
    as a live answer is.
    """

    name: ClassVar[str]
    """The name of the service, as in :data:`srccheck.net.SERVICES`."""
    schemes: ClassVar[frozenset[str]] = frozenset()
    """The schemes of the identifiers that it resolves."""

    def resolves(self, identifier: Identifier) -> bool:
        """Whether the service can be asked for an identifier."""
        return identifier.scheme in self.schemes

    def resolve(self, identifier: Identifier, client: Asks) -> Evidence:
        """Look one identifier up.

        Args:
            identifier: one that the service ``resolves``.
            client: what asks.

        Returns:
            The evidence; never an exception for what the network or the service does.
        """
        exchange = self.ask(identifier, client)
        return self.evidence(exchange, f"{identifier.scheme} {identifier.value}")

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:  # noqa: ARG002
        """Make the request for an identifier."""
        raise TypeError(f"{self.name} resolves no identifiers, not even {identifier.scheme}")

    def search(self, entry: Entry, client: Asks) -> Evidence | None:  # noqa: ARG002
        """Look for the work that an entry describes; ``None`` where the service has no search."""
        return None

    @abstractmethod
    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The records in an answer; none when it says that there is no such work.

        Raises:
            ValueError, KeyError, TypeError, AttributeError, IndexError: the answer is not what the
                service sends.
        """

    def denies(self, exchange: Exchange) -> bool:  # noqa: ARG002
        """Whether a 404 is the service's own "no", and not a page of something in between."""
        return True

    def evidence(self, exchange: Exchange, query: str) -> Evidence:
        """An exchange as evidence, read if there is something to read."""
        outcome, message, records = exchange.outcome, exchange.message, tuple[Record, ...]()
        if outcome is Outcome.FOUND:
            try:
                records = tuple(
                    read_title_notice(marked(record, exchange.time.year))
                    for record in self.read(exchange)
                )
            except UNREADABLE as error:
                outcome = Outcome.FAILED
                message = f"the answer is not what {self.name} sends ({error})"[:300]
            else:
                outcome = Outcome.FOUND if records else Outcome.NOT_FOUND
        elif outcome is Outcome.NOT_FOUND and not self.denies(exchange):
            outcome = Outcome.FAILED
            message = f"{message}, but not as {self.name} itself says it"
        elif reason := stated_reason(exchange):
            message = f"{message}: {reason}" if message else reason
        return Evidence(
            source=self.name,
            query=query,
            outcome=outcome,
            url=exchange.final_url or exchange.url,
            time=exchange.time,
            records=records,
            message=message,
        )


class Interface(Resolver):
    """A service made for programs: it never says "no" with a web page."""

    def denies(self, exchange: Exchange) -> bool:
        """A 404 that is an HTML page comes from something in between."""
        return exchange.content_type not in ("text/html", "application/xhtml+xml")
