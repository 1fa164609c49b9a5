"""What one way of stating metadata says of one field, and which ways are believed first."""

from __future__ import annotations

from typing import NamedTuple

from srccheck.model import Identifier, Name, PartialDate

HIGHWIRE = "citation_* meta tags"
JSON_LD = "schema.org JSON-LD"
DUBLIN_CORE = "Dublin Core"
PRISM = "PRISM"
OPEN_GRAPH = "OpenGraph"
META = "meta tags"
MICRODATA = "microdata"
RDFA = "RDFa"
COINS = "COinS"
VISIBLE = "visible text"
TITLE = "title element"
HEADING = "heading"
LINK = "canonical link"
ADDRESS = "address"

WAYS = (HIGHWIRE, JSON_LD, PRISM, DUBLIN_CORE, MICRODATA, RDFA, OPEN_GRAPH, COINS, META, VISIBLE,
        LINK, TITLE, HEADING, ADDRESS)  # fmt: skip
"""The ways, the most trusted first.

``citation_*`` tags are written for indexing a work (Google Scholar's inclusion guidelines);
OpenGraph titles are often reworded for social networks, a ``<title>`` has the site's
name, and a heading that is not in it may be that of the site or a section.
"""

Value = str | Name | PartialDate | Identifier


class Statement(NamedTuple):
    """One value stated for one field of a record, in one way.

    ``field`` is a field of :class:`~srccheck.model.evidence.Record`; ``issued``, ``online``,
    ``modified`` and ``created`` are dates; ``site`` is the name of the site and ``subtitle`` what
    its name says.
    """

    field: str
    value: Value
    way: str
