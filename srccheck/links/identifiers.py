"""Identifiers are asked of their registry, and not of the publisher behind it.

A publisher's bot wall, login or outage then says nothing about a DOI that is registered.
"""

from __future__ import annotations

from collections.abc import Callable

from srccheck.model.evidence import Evidence, Outcome
from srccheck.model.links import LinkCheck, LinkKind, LinkTarget, LinkVerdict
from srccheck.text.identifiers import problem
from srccheck.text.registries import registered, registry_address

Ask = Callable[[str, str], Evidence | None]
"""Asks the registry of a scheme for a value; ``None`` where there is none that can be asked."""

_NAMES = {
    "doi": "doi.org", "handle": "hdl.handle.net", "arxiv": "arXiv", "pmid": "PubMed",
    "pmcid": "PubMed Central", "isbn": "the library catalogue",
}  # fmt: skip
_COMPLETE = frozenset({"doi", "handle", "arxiv", "pmid"})
"""Schemes whose registry knows all of its identifiers: what it denies does not exist."""


def target_of(address: str) -> LinkTarget | None:
    """The target of an address that stands for an identifier; one and the same for all its forms.

    >>> str(target_of("http://dx.doi.org/10.5555/ABC")), target_of("https://a.org/10.5555/abc")
    ('https://doi.org/10.5555/abc', None)
    """
    found = registered(address)
    if not found:
        return None
    return LinkTarget(registry_address(*found), "", LinkKind.IDENTIFIER)


def check(target: LinkTarget, ask: Ask | None = None) -> LinkCheck:
    """Check the form of an identifier, and ask its registry whether there is one such.

    Without ``ask``, or for a scheme without registry, only the form (and check digit) is checked.
    """
    scheme, value = registered(target.url) or ("", "")
    fault = problem(scheme, value) if scheme else "it cannot be read"
    if fault:  # the rule broken-identifier says so
        return LinkCheck(target, LinkVerdict.UNSUPPORTED, reason=fault, rule="bad-identifier")
    evidence = ask(scheme, value) if ask else None
    name = _NAMES[scheme]
    if evidence is None:
        if scheme == "isbn":
            return LinkCheck(target, LinkVerdict.OK, reason="its check digit is right")
        return LinkCheck(target, LinkVerdict.EXCLUDED, reason=f"{name} was not asked")
    if evidence.outcome is Outcome.FOUND:
        return LinkCheck(target, LinkVerdict.OK, 200, f"{name} knows it", final_url=evidence.url)
    if evidence.outcome is Outcome.NOT_FOUND:
        if scheme in _COMPLETE:
            reason = f"{name} says that there is none such"
            return LinkCheck(target, LinkVerdict.DEAD, 404, reason, "not-registered")
        reason = f"its check digit is right, and {name} does not list it"
        return LinkCheck(target, LinkVerdict.OK, reason=reason)
    said = f": {evidence.message}" if evidence.message else ""
    reason = f"{name} did not answer ({evidence.outcome.value}{said})"
    return LinkCheck(target, LinkVerdict.UNKNOWN, reason=reason, rule="no-answer")
