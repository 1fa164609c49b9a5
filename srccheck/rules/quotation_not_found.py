"""The rule ``quotation-not-found``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.matching.quotations import QuotationOutcome
from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.quoted_sources import held
from srccheck.rules.rule import Rule


class QuotationNotFound(Rule):
    """Words in quotation marks that do not stand in the text of their source.

    What it does
    Reports a quotation that is not in the text of any source of its note, when the whole text of
    all of them could be read, is long, and is in the language of the quotation. Silent where the
    text is behind a paywall, was not reached, or is in another language, and where a PDF has pages
    without text or parts of the quotation.

    Why it matters
    The words may be somebody else's, or a paraphrase.

    Example:
    A sentence in quotation marks that stands in no part of the article in its note
    """

    name = "quotation-not-found"
    severity = Severity.INFO
    confidence = Confidence.LOW
    offline = False

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for one in held(dossier):
            if one.match.outcome is QuotationOutcome.NOT_FOUND:
                yield self.finding(
                    one.quotation.span,
                    one.quotation.text,
                    _("These words were not found in the text of their source."),
                    suggestion=_("Compare them with the source."),
                    basis=one.url,
                    entry=one.source.entry.key,
                )
