"""Which services are asked for which identifiers, and searched for which types of entry."""

from __future__ import annotations

from collections.abc import Mapping

from srccheck.config import Settings
from srccheck.matching.coverage import unheld
from srccheck.model import Entry
from srccheck.net import SERVICES
from srccheck.resolvers import RESOLVERS, Resolver

BY_SCHEME: Mapping[str, tuple[str, ...]] = {
    "isbn": ("open-library", "library-sru"),
    "arxiv": ("arxiv",),
    "pmid": ("pubmed",),
    "pmcid": ("europe-pmc",),
    "url": ("page", "hal", "zenodo"),
}
"""Who is asked for an identifier, if it says that it resolves it; DOIs go by their agency."""

INDEX = "index"
"""The name of the local index, which is asked before any service."""

Waves = tuple[tuple[str, ...], ...]
"""Services to search: those of a wave at once, the next wave only if it was not enough."""

_ARTICLE: Waves = (
    ("crossref",),
    ("openalex", "semantic-scholar", "europe-pmc", "doaj", "hal"),
)
_PAPER: Waves = (("crossref",), ("openalex", "semantic-scholar", "dblp", "hal"))
_BOOK: Waves = (("crossref", "open-library"), ("library-sru", "openalex", "hal"), ("wikidata",))
_CHAPTER: Waves = (("crossref",), ("openalex", "hal"))
_REPORT: Waves = (("crossref",), ("openalex", "datacite", "hal"))
SEARCHES: Mapping[str, Waves] = {
    "article": _ARTICLE,
    "periodical": (),
    "inproceedings": _PAPER,
    "proceedings": _BOOK,
    "book": _BOOK,
    "collection": _BOOK,
    "mvbook": _BOOK,
    "manual": _BOOK,
    "incollection": _CHAPTER,
    "inbook": _CHAPTER,
    "inreference": _CHAPTER,
    "report": _REPORT,
    "thesis": (("openalex", "hal", "datacite"),),
    "dataset": (("datacite", "zenodo"),),
    "software": (("datacite", "zenodo"),),
    "unpublished": (("arxiv", "hal"),),
    "misc": _REPORT,
}
"""Waves by entry type; what is not here (web pages, films, laws) is in no database asked here."""

PAGES_ONLY = ("newspaper", "magazine", "blog")
"""Subtypes of what is in no database of works."""


def waves(entry: Entry) -> Waves:
    """The services to search for an entry.

    Newspapers, magazines and blogs are in none: what they publish is looked for on their pages;
    nor are the papers that an archive or a library keeps under a shelf mark.
    """
    if entry.value("entrysubtype") in PAGES_ONLY or entry.value("library"):
        return ()
    if entry.value("eprinttype").casefold() == "arxiv":
        return (("arxiv", "crossref"), *SEARCHES.get(entry.type, ())[1:])
    return SEARCHES.get(entry.type, ())


def has_page(entry: Entry) -> bool:
    """Whether an entry is of a kind whose home is a page of its venue."""
    return entry.type in ("online", "report") or bool(unheld(entry))


def asked(resolvers: Mapping[str, Resolver], settings: Settings) -> dict[str, Resolver]:
    """The resolvers that can be asked: wanted, and with their key if they need one."""
    return {
        name: resolver
        for name, resolver in resolvers.items()
        if settings.asks(name) and not lacks_key(name)
    }


def lacks_key(name: str) -> bool:
    """Whether a service needs a key that the environment does not hold."""
    service = SERVICES.get(name)
    return bool(service and service.needs_key and not service.has_key())


def added(resolvers: Mapping[str, Resolver]) -> list[str]:
    """The names of the resolvers that other packages added."""
    own = {resolver.name for resolver in RESOLVERS}
    return [name for name in resolvers if name not in own and name != INDEX]
