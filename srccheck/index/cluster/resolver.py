"""An index in a cluster as a resolver: an outage is inconclusive, and costs little time."""

from __future__ import annotations

from collections.abc import Callable

from srccheck.index.cluster.client import ClusterError
from srccheck.index.cluster.searching import Cluster
from srccheck.index.resolver import IndexResolver
from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Outcome
from srccheck.net import Asks
from srccheck.resolvers.question import question

GIVEN_UP = 5
"""Failures in a row after which the cluster is left alone for the rest of a run."""


class ClusterIndex(IndexResolver):
    """An index in a cluster; what is looked up is sent to it, and to nobody else.

    >>> ClusterIndex("opensearch+https://search.example/works").resolves(
    ...     Identifier("doi", "10.5555/1"))
    True
    """

    def __init__(self, place: str) -> None:
        """Give its address.

        Raises:
            UsageError: it is no address, or credentials would be sent without TLS.
        """
        super().__init__(Cluster(place))
        self._failures = 0

    def resolve(self, identifier: Identifier, client: Asks) -> Evidence:
        """The records under an identifier; the client is not used."""
        found = self._asked(
            f"{identifier.scheme} {identifier.value}",
            lambda: super(ClusterIndex, self).resolve(identifier, client),
        )
        assert found is not None  # noqa: S101
        return found

    def search(self, entry: Entry, client: Asks) -> Evidence | None:
        """The works that an entry may be of; the client is not used."""
        query = f"search {question(entry)}"
        return self._asked(query, lambda: super(ClusterIndex, self).search(entry, client))

    def _asked(self, query: str, ask: Callable[[], Evidence | None]) -> Evidence | None:
        if self._failures >= GIVEN_UP:
            message = f"left out after {GIVEN_UP} failures"
            return Evidence(self.name, query, Outcome.SKIPPED, message=message)
        try:
            found = ask()
        except ClusterError as error:
            self._failures += 1
            return Evidence(self.name, query, error.outcome, message=str(error))
        self._failures = 0
        return found
