"""The rule ``ambiguous-source``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.judged import judged, place, stated_by, titles_of
from srccheck.rules.rule import Rule

_SHOWN = 4


class AmbiguousSource(Rule):
    """A reference that fits several works.

    What it does
    Reports a source of which several different works are equally likely to be meant, and names
    them.

    Why it matters
    A reader cannot know which of them is cited; a volume, pages or a DOI would tell.

    Example:
    A review called "Book Reviews", with a journal and a year
    """

    name = "ambiguous-source"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    offline = False

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for source in judged(dossier):
            choice = source.judgement.choice
            if not choice.ambiguous or source.verified:
                continue
            records = [match.record for match in choice.candidates[:_SHOWN]]
            span, cited = place(source.entry, "title")
            yield self.finding(
                span,
                cited,
                _("Several works fit this reference: {titles}.", titles=titles_of(records)),
                suggestion="; ".join(map(stated_by, records)),
                basis=source.basis(*records),
                entry=source.entry.key,
            )
