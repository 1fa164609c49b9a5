"""The rule ``damaged-record``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.model.sources import source_title
from srccheck.rules.judged import judged, place, stated_by
from srccheck.rules.rule import Rule


class DamagedRecord(Rule):
    """A database whose own record of the work is damaged.

    What it does
    Reports fields of a record of the cited work whose characters were lost or wrongly decoded at
    the database. Nothing is wrong with the reference, and nothing of the field is ever suggested.

    Why it matters
    Whoever copies the reference from there copies the damage; databases correct records on request.

    Example:
    A journal that Crossref calls ``Politique Ã©trangÃ¨re``
    """

    name = "damaged-record"
    severity = Severity.INFO
    confidence = Confidence.HIGH
    offline = False

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for source in judged(dossier):
            if not source.verified:
                continue
            for record in (match.record for match in source.judgement.work):
                if record.damaged:
                    span, cited = place(source.entry, "title")
                    fields = ", ".join(name.replace("_", " ") for name in record.damaged)
                    yield self.finding(
                        span,
                        cited,
                        _(
                            "The record at {record} is damaged ({fields}); the reference is not.",
                            record=stated_by(record),
                            fields=fields,
                        ),
                        suggestion=_(
                            "Tell {service}; copy nothing from there.",
                            service=source_title(record.source),
                        ),
                        basis=source.basis(record),
                        entry=source.entry.key,
                    )
                    break
