"""Looks works up in a cluster: by identifier, and by the words and numbers of a reference.

A query names the same words and places as one of the local index. Which of them are rare is left to
the cluster: its BM25 weighs them, with the frequencies of all shards together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from srccheck.index import stored
from srccheck.index.cluster.address import Address, address
from srccheck.index.cluster.client import answers, connect, manifest
from srccheck.index.terms import identifier_term, reference_terms
from srccheck.index.works import ROWS, WITHIN, Hit, Works
from srccheck.model.evidence import Record

MOST_TERMS = 200
"""Of a reference, each a clause of the query; clusters take 1024 by default."""
MOST_UNDER = 100
"""Records under the identifiers of one query."""


class Cluster(Works):
    """An index in a cluster; it is asked only when something is looked for."""

    def __init__(self, place: str | Address) -> None:
        """Give its address.

        Raises:
            UsageError: it is no address, or credentials would be sent without TLS.
        """
        self.address = address(place) if isinstance(place, str) else place
        self._client = connect(self.address)

    def __reduce__(self) -> tuple[Any, ...]:
        return Cluster, (self.address,)

    @cached_property
    def _known(self) -> tuple[str, Mapping[str, Any]]:
        return manifest(self._client, self.address)

    @property
    def manifest(self) -> Mapping[str, Any]:
        """When it was loaded and from which dumps, with what became of their records.

        Raises:
            ClusterError: there is none, or the cluster does not answer.
        """
        return self._known[1]

    @property
    def state(self) -> str:
        """A digest that changes when the index does.

        Raises:
            ClusterError: there is none, or the cluster does not answer.
        """
        return hashlib.sha256(json.dumps(self._known, sort_keys=True).encode()).hexdigest()

    def under(self, identifiers: Iterable[tuple[str, str]], source: str = "") -> list[Record]:
        """The records under some identifiers; see :class:`~srccheck.index.works.Works`.

        Raises:
            ClusterError: the cluster does not answer.
        """
        terms = [identifier_term(scheme, value) for scheme, value in identifiers]
        wanted: list[dict[str, Any]] = [{"terms": {"identifiers": terms}}]
        if source:
            wanted.append({"term": {"source": source}})
        rows = min(MOST_UNDER, ROWS * len(terms))
        return [record for _, record in self._hits({"bool": {"filter": wanted}}, rows)]

    def search(self, text: str, rows: int = ROWS) -> list[Hit]:
        """The works that a reference in any form may be of, the best first.

        Raises:
            ClusterError: the cluster does not answer.
        """
        asked = reference_terms(text)
        terms = [*asked.places, *asked.words][:MOST_TERMS]
        if not terms:
            return []
        found = self._hits({"match": {"words": {"query": " ".join(terms)}}}, rows)
        least = found[0][0] * WITHIN if found else 0
        return [Hit(score, record) for score, record in found if score >= least]

    def _hits(self, query: dict[str, Any], rows: int) -> list[tuple[float, Record]]:
        """What a query finds, in an order that is the same each time.

        An answer of some shards only is none: what is missing might be on the others.
        """
        body = {
            "query": query,
            "size": rows,
            "sort": ["_score", {"id": "asc"}],
            "track_total_hits": False,
            "_source": ["record"],
        }
        with answers(self.address):
            answer = self._client.search(
                index=self.address.name,
                body=body,
                search_type="dfs_query_then_fetch",
                allow_partial_search_results="false",
            )
            if answer["timed_out"] or answer["_shards"]["failed"]:
                raise ValueError("a part of an answer")
            return [
                (float(hit["sort"][0]), stored.of(hit["_source"]["record"]))
                for hit in answer["hits"]["hits"]
            ]
