"""The rule ``citation-without-entry``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _, joined
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.notes.citations import compare
from srccheck.rules.context import source_text
from srccheck.rules.rule import Rule


class CitationWithoutEntry(Rule):
    """A citation by author and year, or by label, whose work the reference list has not.

    What it does
    Holds the citations in the running text, such as (Doe 2020), Doe and Roe (2018) or [Doe20],
    against the reference list. It is silent unless the document has a list and most of its
    citations are in it, on works that are cited in another (quoted in Roe 2018), and on what may be
    an acronym.

    Why it matters
    The reader cannot find the source, and nobody can check it.

    Example:
    ``as Doe (2020) shows`` without a work by Doe in the reference list.
    """

    name = "citation-without-entry"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        for citation in compare(document).missing:
            cited = source_text(document, citation.span)
            label = citation.label or joined(
                " ", [joined(_(" and "), citation.names), citation.year]
            )
            yield self.finding(
                citation.span,
                cited,
                _("The text cites {label}, and the reference list has no such work.", label=label),
                suggestion=_("Add the work to the list, or correct the citation."),
                basis=_("citations held against the reference list"),
            )
