"""The rule ``superseded-preprint``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.judged import judged, place, stated_by
from srccheck.rules.rule import Rule

_RELATION = "is-preprint-of"


class SupersededPreprint(Rule):
    """A preprint of which the published version is known.

    What it does
    Reports a preprint, cited by its own identifier, whose record names the published version.

    Why it matters
    The published version was reviewed, and may say something else.

    Example:
    A manuscript on arXiv that has meanwhile appeared in a journal
    """

    name = "superseded-preprint"
    severity = Severity.INFO
    confidence = Confidence.HIGH
    offline = False

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for source in judged(dossier):
            if not (source.verified and source.by_identifier):
                continue
            cited_ids = {one.value.casefold() for one in source.entry.identifiers}
            for match in source.judgement.work:
                others = match.record.relations.get(_RELATION, ())
                if (
                    others
                    and match.by_identifier
                    and not cited_ids & {o.casefold() for o in others}
                ):
                    span, cited = place(source.entry, "title")
                    yield self.finding(
                        span,
                        cited,
                        _(
                            "This preprint has been published, says {record}.",
                            record=stated_by(match.record),
                        ),
                        suggestion=others[0],
                        basis=source.basis(match.record),
                        entry=source.entry.key,
                    )
                    break
