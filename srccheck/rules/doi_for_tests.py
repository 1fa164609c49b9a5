"""The rule ``test-doi``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from srccheck.messages import _
from srccheck.model import BlockKind, Confidence, Dossier, Finding, Severity, Span
from srccheck.rules.context import Spans, keys_by_place
from srccheck.rules.rule import Rule
from srccheck.text.identifiers import canonical_doi, find_identifiers


@cache
def _prefixes() -> dict[str, str]:
    data = resources.files("srccheck.rules") / "data" / "test_prefixes.toml"
    return dict(tomllib.loads(data.read_text(encoding="utf-8"))["prefixes"])


class DoiForTests(Rule):
    """A DOI under a prefix that agencies keep for tests.

    What it does
    Reports DOIs whose prefix is documented as one for tests and examples: 10.5555 (Crossref) and
    10.5072 (DataCite, retired in 2019).

    Why it matters
    Such a DOI resolves to nothing that is published, and often stayed behind from a template.
    The ACM Digital Library numbers works that have no DOI under 10.5555; those do not resolve
    either.

    Example:
    ``https://doi.org/10.5555/12345678``
    """

    name = "test-doi"
    severity = Severity.WARNING
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        seen = Spans()
        key_at = keys_by_place(dossier)
        for doi, span in _dois(dossier):
            owner = _prefixes().get(doi.partition("/")[0])
            if owner and not seen.overlaps(span):
                seen.add(span)
                yield self.finding(
                    span,
                    doi,
                    _(
                        "The DOI {doi} is under a prefix for tests ({owner}) and leads to no work.",
                        doi=doi,
                        owner=owner,
                    ),
                    suggestion=_("Give the DOI that the publisher registered, or the address."),
                    basis=_("prefixes of {owner}", owner=owner),
                    entry=key_at(span),
                )


def _dois(dossier: Dossier) -> Iterator[tuple[str, Span]]:
    for entry in dossier.entries:
        field = entry.fields.get("doi")
        if field:
            yield canonical_doi(field.value), field.span
    for block in dossier.document.blocks:
        if block.kind is BlockKind.CODE:
            continue
        for match in find_identifiers(block.passage.text):
            if match.scheme == "doi":
                yield match.value, block.passage.span(match.start, match.end)
    for link in dossier.document.links:
        yield canonical_doi(link.target or ""), link.span
