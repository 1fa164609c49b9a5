"""The services that are asked, and what each asks of its callers.

One table: rate, concurrency, contact address and key. Rates are those the services state
(Crossref: REST API documentation, December 2025 limits; OpenAlex, Semantic Scholar, NCBI, arXiv,
DOAJ and the Internet Archive: their API documentation), or a polite guess where they state none.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its address and the bounds within which it may be asked.

    ``rate`` is in requests a second and ``concurrency`` in requests at once. ``contact`` and
    ``key`` name the environment variables that hold a contact address or a key,
    ``contact_parameter`` and ``key_parameter`` the query parameters, ``key_header`` the header in
    which they are sent.
    ``needs_key`` says that the service is not asked without one.
    """

    name: str
    base: str
    rate: float
    concurrency: int
    contact: str = "SRCCHECK_MAILTO"
    contact_parameter: str = ""
    key: str = ""
    key_parameter: str = ""
    key_header: str = ""
    needs_key: bool = False

    def secrets(
        self, environment: Mapping[str, str] = os.environ
    ) -> tuple[dict[str, str], dict[str, str]]:
        """The query parameters and headers that carry contact address and key."""
        parameters, headers = {}, {}
        if self.contact_parameter and (contact := environment.get(self.contact)):
            parameters[self.contact_parameter] = contact
        if self.key and (key := environment.get(self.key)):
            if self.key_parameter:
                parameters[self.key_parameter] = key
            if self.key_header:
                scheme = "Bearer " if self.key_header == "authorization" else ""
                headers[self.key_header] = scheme + key
        return parameters, headers

    def has_key(self, environment: Mapping[str, str] = os.environ) -> bool:
        """Whether the environment holds the key."""
        return bool(self.key and environment.get(self.key))


_SERVICES = (
    Service("doi.org", "https://doi.org", 10, 3),
    Service("crossref", "https://api.crossref.org", 10, 3, contact_parameter="mailto"),
    Service("crossref-search", "https://api.crossref.org", 3, 3, contact_parameter="mailto"),
    Service("crossref-journals", "https://api.crossref.org", 10, 3, contact_parameter="mailto"),
    Service("datacite", "https://api.datacite.org", 5, 3),
    Service(
        "openalex",
        "https://api.openalex.org",
        10,
        3,
        contact_parameter="mailto",
        key="OPENALEX_API_KEY",
        key_parameter="api_key",
        needs_key=True,
    ),
    Service(
        "semantic-scholar",
        "https://api.semanticscholar.org",
        1,
        1,
        key="SEMANTIC_SCHOLAR_API_KEY",
        key_header="x-api-key",
    ),
    Service("europe-pmc", "https://www.ebi.ac.uk/europepmc/webservices/rest", 5, 2),
    Service(
        "pubmed",
        "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        3,
        1,
        contact_parameter="email",
        key="NCBI_API_KEY",
        key_parameter="api_key",
    ),
    Service("arxiv", "https://export.arxiv.org", 1 / 3, 1),
    Service("hal", "https://api.archives-ouvertes.fr", 3, 2),
    Service("dblp", "https://dblp.org", 1, 1),
    Service(
        "zenodo", "https://zenodo.org/api", 1, 1, key="ZENODO_TOKEN", key_header="authorization"
    ),
    Service("doaj", "https://doaj.org/api", 2, 1),
    Service("issn-portal", "https://portal.issn.org", 1, 1),
    Service("open-library", "https://openlibrary.org", 1, 1),
    Service("library-sru", "https://sru.k10plus.de", 2, 1),
    Service("wikidata", "https://www.wikidata.org", 2, 1),
    Service("internet-archive", "https://web.archive.org", 1, 1),
    Service(
        "brave",
        "https://api.search.brave.com",
        1,
        1,
        key="BRAVE_API_KEY",
        key_header="X-Subscription-Token",
        needs_key=True,
    ),
    Service("wayback-availability", "https://archive.org", 1, 1),
)

SERVICES: dict[str, Service] = {service.name: service for service in _SERVICES}
"""Every known service by name; any other host is asked as :data:`ANY`."""
