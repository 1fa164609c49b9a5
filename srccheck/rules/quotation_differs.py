"""The rule ``quotation-differs``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.matching.quotations import QuotationOutcome
from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import shortened
from srccheck.rules.quoted_sources import held
from srccheck.rules.rule import Rule


class QuotationDiffers(Rule):
    """Words in quotation marks that stand otherwise in the source.

    What it does
    Looks for words in quotation marks that carry a marker in the text of their source, where its
    page, an open PDF or its abstract could be read, and reports those that stand there but for some
    words; the difference is marked. Case, punctuation and marked omissions and changes do not
    count, nor what the layout of a PDF does to words.

    Why it matters
    A quotation is somebody's own words, and a lost "not" turns them round.

    Example:
    ``“this is the time for war”`` where the source has "this is not the time for war"
    """

    name = "quotation-differs"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    offline = False

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for one in held(dossier):
            if one.match.outcome is not QuotationOutcome.NEAR:
                continue
            reason = _(" ({reason})", reason=one.match.reason) if one.match.reason else ""
            marked = shortened(one.match.marked, 200)
            yield self.finding(
                one.quotation.span,
                one.quotation.text,
                _(
                    "The quotation differs from its source{reason}: {marked}",
                    reason=reason,
                    marked=marked,
                ),
                suggestion=one.match.found,
                basis=one.match.link(one.url),
                entry=one.source.entry.key,
            )
