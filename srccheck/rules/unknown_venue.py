"""The rule ``unknown-venue``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.rule import Rule
from srccheck.rules.translated_name import translated_venue
from srccheck.venues import by_issn, lookup


class UnknownVenue(Rule):
    """A journal, newspaper or magazine that is not in the list of venues.

    What it does
    Looks the container of each source up among the known venues, under all their names.

    Why it matters
    Most venues of the world are not in the list, so unknown is not wrong. Invented references,
    however, often appear in venues that do not exist.

    Example:
    ``*Quarterly Review of Icy Affairs*``
    """

    name = "unknown-venue"
    severity = Severity.INFO
    confidence = Confidence.LOW

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for entry in dossier.sources:
            field = entry.fields.get("journaltitle") or entry.fields.get("journal")
            if not field or lookup(field.value) or by_issn(entry.value("issn")):
                continue
            if not translated_venue(field.value):
                yield self.finding(
                    field.span,
                    field.raw,
                    _("{venue} is not among the known venues.", venue=field.value),
                    suggestion=_("Make sure that it exists under this name."),
                    basis=_("list of venues"),
                    entry=entry.key,
                )
