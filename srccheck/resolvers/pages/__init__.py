"""Web pages read for the metadata of the work on them."""

from srccheck.resolvers.pages.kind import PageKind, states_a_work
from srccheck.resolvers.pages.reading import PageReading, read_page
from srccheck.resolvers.pages.text import readable_text

__all__ = ["PageKind", "PageReading", "read_page", "readable_text", "states_a_work"]
