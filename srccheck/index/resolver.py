"""An index as a resolver: it answers as the services do whose dumps it was built from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from srccheck.config import CLUSTERS
from srccheck.index.searching import Index
from srccheck.index.terms import SCHEMES
from srccheck.index.works import Works
from srccheck.matching.wording import reference_text
from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers.question import question
from srccheck.resolvers.resolver import Resolver

LONGEST = 2_000
"""Characters of a reference."""


class IndexResolver(Resolver):
    """An index of whatever sort; it can be sent to other processes, which open it anew."""

    name = "index"
    schemes = SCHEMES

    def __init__(self, index: Works) -> None:
        self.index = index

    def resolve(self, identifier: Identifier, client: Asks) -> Evidence:  # noqa: ARG002
        """The records under an identifier; the client is not used."""
        query = f"{identifier.scheme} {identifier.value}"
        return self._evidence(query, self.index.resolve(identifier))

    def search(self, entry: Entry, client: Asks) -> Evidence | None:  # noqa: ARG002
        """The works that an entry may be of; the client is not used.

        The words are those as they are printed, so that an error of parsing does not decide.
        """
        words = question(entry)
        if not words:
            return None
        hits = self.index.search(reference_text(entry)[:LONGEST])
        records = self.index.with_notices([hit.record for hit in hits])
        asked = "search" if self.index.whole else "partial search"
        return self._evidence(f"{asked} {words}", records)

    def _evidence(self, query: str, records: Sequence[Record]) -> Evidence:
        outcome = Outcome.FOUND if records else Outcome.NOT_FOUND
        return Evidence(self.name, query, outcome, time=self.index.built, records=tuple(records))

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """Nothing: an index answers without an exchange."""
        raise TypeError(f"an index reads no answer of {exchange.service}")


class LocalIndex(IndexResolver):
    """The index in a folder: nothing is sent to anybody."""

    def __init__(self, index: Index | Path) -> None:
        super().__init__(Index(index) if isinstance(index, Path) else index)


def resolver(place: str) -> IndexResolver:
    """The resolver that asks the index in a folder, or in a cluster.

    Args:
        place: the path of a folder, or an address such as
            ``opensearch+https://search.example:9200/works``.

    Raises:
        InputError: there is no index in the folder, or it is damaged.
        UsageError: the address is none, or the extra that it needs is not installed.
    """
    if not place.startswith(CLUSTERS):
        return LocalIndex(Path(place))
    from srccheck.index.cluster.resolver import ClusterIndex

    return ClusterIndex(place)
