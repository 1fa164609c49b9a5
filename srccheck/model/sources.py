"""What to call the sources of evidence."""

from __future__ import annotations

_TITLES = {
    "arxiv": "arXiv",
    "brave": "Brave Search",
    "crossref": "Crossref",
    "crossref-journals": "Crossref's journals",
    "datacite": "DataCite",
    "dblp": "DBLP",
    "doaj": "DOAJ",
    "doi.org": "doi.org",
    "europe-pmc": "Europe PMC",
    "hal": "HAL",
    "index": "the index",
    "internet-archive": "the Internet Archive",
    "issn-portal": "the ISSN Portal",
    "library-sru": "the K10plus library catalogue",
    "open-library": "Open Library",
    "openalex": "OpenAlex",
    "page": "its page",
    "pubmed": "PubMed",
    "searxng": "the search engine",
    "semantic-scholar": "Semantic Scholar",
    "sitemap": "the venue's sitemaps",
    "wikidata": "Wikidata",
    "zenodo": "Zenodo",
}


def source_title(source: str) -> str:
    """The name by which people know a service; one that is not known keeps its own.

    >>> source_title("europe-pmc"), source_title("library-of-elsewhere")
    ('Europe PMC', 'library-of-elsewhere')
    """
    return _TITLES.get(source, source)
