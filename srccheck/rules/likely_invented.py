"""The rule ``likely-invented``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.matching import likely_invented, signs
from srccheck.messages import _, joined
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.model.sources import source_title
from srccheck.rules.judged import judged, place
from srccheck.rules.rule import Rule


class LikelyInvented(Rule):
    """A reference that several signs say may be invented.

    What it does
    Reports a source that was not found, when at least two strong signs agree: a DOI that nobody
    registers, or that belongs to another work; a volume that the journal cannot have had in that
    year; several services that cover such works, all reached and all silent. The signs are
    listed. Not being found is never enough.

    Why it matters
    Programs that write text make up references that look right.

    Example:
    An article that no service knows, with a DOI that leads to a work of others
    """

    name = "likely-invented"
    severity = Severity.WARNING
    confidence = Confidence.LOW
    offline = False

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for source in judged(dossier):
            found = signs(source.entry, source.evidence, source.judgement)
            if not likely_invented(found):
                continue
            span, cited = place(source.entry, "title")
            said = joined("; ", (sign.reason for sign in found))
            names = dict.fromkeys(source_title(name) for sign in found for name in sign.sources)
            yield self.finding(
                span,
                cited,
                _("This work may not exist: {said}.", said=said),
                suggestion=_("Look for it by hand before it is published."),
                basis=_("asked: {names}", names=", ".join(names)) if names else "",
                entry=source.entry.key,
            )
