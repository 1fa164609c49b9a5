"""Identifiers and the addresses at which their registries resolve them.

Sources: the DOI Handbook, section 3.8 (doi.org); RFC 3652 and hdl.handle.net (handles); the pages
on identifiers of arXiv, PubMed and PubMed Central.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from srccheck.text.identifiers import canonical_doi, find_identifiers, problem

_ADDRESSES = {
    "doi": "https://doi.org/{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "handle": "https://hdl.handle.net/{}",
    "isbn": "urn:isbn:{}",
}
_AFTER_PATH = re.compile("[?#]")
_URN = re.compile(r"urn:isbn:([0-9Xx-]{10,17})", re.IGNORECASE)
_LABELLED = re.compile(r"(?:info:)?(doi|hdl|arxiv|pmid):/{0,2}(\S{1,500})", re.IGNORECASE)


def registry_address(scheme: str, value: str) -> str:
    """The address at which the registry of an identifier resolves it; empty if there is none.

    >>> registry_address("doi", "10.5555/a#b"), registry_address("isbn", "9780306406157")
    ('https://doi.org/10.5555/a%23b', 'urn:isbn:9780306406157')
    """
    form = _ADDRESSES.get(scheme, "")
    return form.format(quote(value, safe="/()<>:;,@!$&'*+=-._~")) if form else ""


def registered(address: str) -> tuple[str, str] | None:
    """The scheme and value of the identifier that an address stands for, if it stands for one.

    Addresses of pages *about* registries, and names that cannot be identifiers, are none.

    >>> registered("https://dx.doi.org/10.5555/ABC%28SICI%291")
    ('doi', '10.5555/abc(sici)1')
    >>> registered("https://www.doi.org/the-identifier/"), registered("arXiv:2101.00001v2")
    (None, ('arxiv', '2101.00001'))
    """
    if urn := _URN.fullmatch(address):
        return "isbn", re.sub("[^0-9X]", "", urn[1].upper())
    labelled = _LABELLED.fullmatch(address)
    if labelled:
        scheme, value = labelled[1].lower(), unquote(labelled[2])
        address = f"PMID: {value}" if scheme == "pmid" else f"{scheme}:{value}"
        if scheme == "doi":
            return ("doi", canonical_doi(value)) if canonical_doi(value) else None
    address = _AFTER_PATH.split(address, 1)[0]
    for found in find_identifiers(address):
        whole = labelled or (found.start == 0 and found.end >= len(address) - 1)
        if found.scheme not in _ADDRESSES or not whole:
            continue
        if found.scheme == "doi" and not canonical_doi(found.value):
            continue
        if not problem(found.scheme, found.value):
            return found.scheme, found.value
    return None
