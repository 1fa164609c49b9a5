"""The resolvers: one file each, listed here and nowhere else.

Other packages add theirs through entry points of the group ``srccheck.resolvers``, each a subclass
of :class:`Resolver`.
"""

from __future__ import annotations

import functools
import importlib.metadata

from srccheck.resolvers.arxiv import ArXiv
from srccheck.resolvers.crossref import Crossref
from srccheck.resolvers.crossref_journals import CrossrefJournals
from srccheck.resolvers.datacite import DataCite
from srccheck.resolvers.dblp import DBLP
from srccheck.resolvers.doaj import DOAJ
from srccheck.resolvers.doi_org import DoiOrg
from srccheck.resolvers.europe_pmc import EuropePMC
from srccheck.resolvers.hal import HAL
from srccheck.resolvers.internet_archive import InternetArchive
from srccheck.resolvers.issn_portal import IssnPortal
from srccheck.resolvers.library_sru import LibrarySRU
from srccheck.resolvers.open_library import OpenLibrary
from srccheck.resolvers.openalex import OpenAlex
from srccheck.resolvers.page import Page
from srccheck.resolvers.pubmed import PubMed
from srccheck.resolvers.resolver import Resolver
from srccheck.resolvers.semantic_scholar import SemanticScholar
from srccheck.resolvers.wikidata import Wikidata
from srccheck.resolvers.zenodo import Zenodo

RESOLVERS: tuple[type[Resolver], ...] = (
    DoiOrg,
    Crossref,
    DataCite,
    OpenAlex,
    SemanticScholar,
    EuropePMC,
    PubMed,
    ArXiv,
    HAL,
    DBLP,
    Zenodo,
    DOAJ,
    CrossrefJournals,
    IssnPortal,
    OpenLibrary,
    LibrarySRU,
    Wikidata,
    Page,
    InternetArchive,
)
"""Every resolver that comes with srccheck, in the order in which they are asked."""


@functools.cache
def resolvers() -> dict[str, Resolver]:
    """All resolvers by name, those of other packages last.

    >>> resolvers()["arxiv"].schemes
    frozenset({'arxiv'})
    """
    points = importlib.metadata.entry_points(group="srccheck.resolvers")
    classes = (*RESOLVERS, *(point.load() for point in points))
    return {found.name: found() for found in classes}


__all__ = ["RESOLVERS", "Resolver", "resolvers"]
