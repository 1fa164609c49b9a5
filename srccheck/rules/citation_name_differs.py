"""The rule ``citation-name-differs``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _, joined
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.notes.citations import compare
from srccheck.rules.context import keys_by_place, source_text
from srccheck.rules.rule import Rule


class CitationNameDiffers(Rule):
    """A citation with a name that is a letter or two away from one in the reference list.

    What it does
    Reports a citation that is not in the reference list, if a work of the same year is there whose
    authors differ in a letter or two: one of the two is misspelt. It is silent in languages in
    which names have cases.

    Why it matters
    Readers and databases look for the name as it is written.

    Example:
    ``(Halvorsson 2014)``, and the list has ``Halvorsen, K. (2014).``
    """

    name = "citation-name-differs"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        key_at = keys_by_place(dossier)
        for citation, work, *_rest in compare(document).other_name:
            yield self.finding(
                citation.span,
                source_text(document, citation.span),
                _(
                    "The text cites {names} {year};"
                    " the reference list has {authors}, {other_year}.",
                    names=joined(_(" and "), citation.names),
                    year=citation.year,
                    authors=work.authors,
                    other_year=work.year,
                ),
                suggestion=_("Write the name as its bearer does, in both places."),
                basis=_("citations held against the reference list"),
                entry=key_at(work.span),
            )
