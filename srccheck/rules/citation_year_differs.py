"""The rule ``citation-year-differs``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _, joined
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.notes.citations import compare
from srccheck.rules.context import keys_by_place, source_text
from srccheck.rules.rule import Rule


class CitationYearDiffers(Rule):
    """A citation with another year than the reference list gives for these authors.

    What it does
    Reports a citation whose authors are in the reference list, but with no work of that year (or of
    that letter, as in 2019b), if they have only one work there or one of a year close by.

    Why it matters
    Either the year is wrong, or a work is missing from the list.

    Example:
    ``(Doe 2019)``, and the list has ``Doe, Jane. 2018. The Long Thaw.``
    """

    name = "citation-year-differs"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        key_at = keys_by_place(dossier)
        for citation, work in compare(document).other_year:
            yield self.finding(
                citation.span,
                source_text(document, citation.span),
                _(
                    "The text cites {names} {year}; the reference list has {shown}.",
                    names=joined(_(" and "), citation.names),
                    year=citation.year,
                    shown=work.shown,
                ),
                suggestion=_(
                    "Compare the year with the source, and add the work if it is another."
                ),
                basis=_("citations held against the reference list"),
                entry=key_at(work.span),
            )
