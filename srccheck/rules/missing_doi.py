"""The rule ``missing-doi``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.matching.coverage import unheld
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import is_bibliographic
from srccheck.rules.judged import judged, place
from srccheck.rules.rule import Rule


class MissingDoi(Rule):
    """A work that has a DOI, cited without it.

    What it does
    Reports an article, chapter, paper, book or thesis that was found, and of which one DOI is
    known, when the reference states none.

    Why it matters
    A DOI leads to the work wherever it moves.

    Example:
    An article cited by journal, volume and pages
    """

    name = "missing-doi"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    offline = False

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        bare = is_bibliographic(dossier.document)
        for source in judged(dossier):
            entry = source.entry
            has_one = entry.value("doi") or any(one.scheme == "doi" for one in entry.identifiers)
            if has_one or not source.verified or unheld(entry):
                continue
            first = source.judgement.work[0].record
            dois = list(dict.fromkeys(first.ids("doi")))
            if len(dois) != 1:
                continue
            span, cited = place(entry, "title")
            yield self.finding(
                span,
                cited,
                "This work has a DOI, which the reference does not state.",
                suggestion=dois[0] if bare else f"https://doi.org/{dois[0]}",
                basis=source.basis(first),
                entry=entry.key,
            )
