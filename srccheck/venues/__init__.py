"""Where things are published: journals, newspapers, think tanks and their series, blogs.

The facts are in the tables under ``data/``; ``data/sources.tsv`` says where each came from. Nothing
is read before the first look-up.
"""

from srccheck.venues.lookup import (
    all_venues,
    by_domain,
    by_issn,
    candidates,
    is_known,
    lookup,
    vocabulary,
)
from srccheck.venues.places import is_place, is_region
from srccheck.venues.publishers import is_publisher
from srccheck.venues.venue import How, Translation, Venue, VenueKind, VenueMatch

__all__ = [
    "How",
    "Translation",
    "Venue",
    "VenueKind",
    "VenueMatch",
    "all_venues",
    "by_domain",
    "by_issn",
    "candidates",
    "is_known",
    "is_place",
    "is_publisher",
    "is_region",
    "lookup",
    "vocabulary",
]
