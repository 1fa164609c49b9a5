"""ISSN Portal: what is the serial of an ISSN?

The ISSN International Centre's portal (https://portal.issn.org) gives for every registered ISSN a
record in JSON-LD, in the terms of BIBFRAME and schema.org: key title, linking ISSN, country.

Sent to the ISSN Portal: the ISSN.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from srccheck.model import Identifier
from srccheck.model.evidence import Record
from srccheck.net import Asks, Exchange
from srccheck.resolvers import csl, stated
from srccheck.resolvers.resolver import Resolver, UnexpectedAnswerError

_KINDS = frozenset({"http://schema.org/Periodical", "Periodical"})


class IssnPortal(Resolver):
    """The records of the ISSN Portal."""

    name = "issn-portal"
    schemes = frozenset({"issn"})

    def ask(self, identifier: Identifier, client: Asks) -> Exchange:
        """Ask for the record of an ISSN."""
        return client.get(
            f"{client.base(self.name)}/resource/ISSN/{identifier.value}",
            service=self.name,
            parameters={"format": "json"},
        )

    def read(self, exchange: Exchange) -> Sequence[Record]:
        """The serial in an answer; the portal gives a graph without one for a free ISSN."""
        graph = exchange.json()["@graph"]
        nodes = {str(node["@id"]): node for node in graph}
        serials = [node for node in graph if _KINDS & set(csl.strings(node.get("@type")))]
        if not serials and not nodes:
            raise UnexpectedAnswerError("an empty graph")
        return [_record(serial, nodes) for serial in serials]


def _record(serial: Mapping[str, Any], nodes: Mapping[str, Any]) -> Record:
    linked = [
        nodes.get(address, {})
        for key in ("title", "identifiedBy")
        for address in csl.strings(serial.get(key))
    ]
    key_titles = _values(linked, "KeyTitle")
    linking = _values(linked, "IssnL")
    main = [title.removesuffix(".") for title in csl.strings(serial.get("mainTitle"))]
    titles = list(dict.fromkeys([*main, *key_titles, *csl.strings(serial.get("name"))]))
    if not titles:
        raise UnexpectedAnswerError("a serial without a title")
    number = csl.first(serial.get("identifier") or serial.get("issn"))
    other = [
        address.rpartition("/")[2]
        for address in csl.strings(serial.get("otherPhysicalFormat"))
        if "/ISSN/" in address
    ]
    return Record(
        source="issn-portal",
        id=number,
        type="journal",
        title=titles[0],
        titles=tuple(titles[1:]),
        publisher=csl.first(serial.get("publisher")),
        url=csl.first(serial.get("url")),
        identifiers=stated.identifiers(("issn", number), ("issn", linking), ("issn", other)),
    )


def _values(linked: Sequence[Mapping[str, Any]], kind: str) -> list[str]:
    return [
        value
        for node in linked
        if any(name.endswith(f"/{kind}") for name in csl.strings(node.get("@type")))
        for value in csl.strings(node.get("value"))
    ]
