"""Which kinds of work bibliographic databases hold, so that their silence says something."""

from __future__ import annotations

from srccheck.model import Entry
from srccheck.venues import VenueKind, lookup

SEARCHED = {
    "crossref": frozenset({"article", "book", "incollection", "inproceedings"}),
    "openalex": frozenset({"article", "book", "incollection", "inproceedings"}),
    "semantic-scholar": frozenset({"article", "inproceedings"}),
    "index": frozenset({"article", "book", "incollection", "inproceedings"}),
    "open-library": frozenset({"book"}),
    "library-sru": frozenset({"book"}),
}
"""Services whose search can be expected to know most works of a type; those for one field of
research, one country or open journals alone cannot."""
STATUS = frozenset({"crossref", "openalex", "pubmed", "europe-pmc", "datacite"})
"""Services that record retractions."""
_UNHELD = frozenset(
    {VenueKind.NEWSPAPER, VenueKind.MAGAZINE, VenueKind.WIRE, VenueKind.THINK_TANK,
     VenueKind.SERIES, VenueKind.BLOG, VenueKind.ORGANIZATION}
)  # fmt: skip


def covered_by(source: str, entry: Entry) -> bool:
    """Whether a service can be expected to know a work of this kind."""
    return not unheld(entry) and entry.type in SEARCHED.get(source, ())


def unheld(entry: Entry) -> str:
    """What kind of work it is, if it is one that databases do not hold; else empty."""
    subtype = entry.value("entrysubtype")
    if subtype in ("newspaper", "magazine", "blog"):
        return f"{subtype} articles" if subtype != "blog" else "blog posts"
    if entry.type not in ("article", "book", "incollection", "inproceedings"):
        return {"online": "web pages", "report": "reports", "thesis": "theses"}.get(
            entry.type, "works of this kind"
        )
    for name in ("journaltitle", "series", "institution", "organization"):
        venue = lookup(entry.value(name)) if entry.value(name) else None
        if venue and venue.venue.kind in _UNHELD:
            return f"works of a {venue.venue.kind.value}"
    return ""
