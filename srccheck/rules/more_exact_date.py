"""The rule ``more-exact-date``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.matching.coverage import unheld
from srccheck.matching.judge import REPOST
from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, PartialDate, Severity
from srccheck.model.match import Agreement
from srccheck.rules.date_words import read, spoken
from srccheck.rules.judged import judged, place
from srccheck.rules.rule import Rule


class MoreExactDate(Rule):
    """A date that could be given to the day.

    What it does
    Reports the year or month of a newspaper article, a report, a blog post or a web page when a
    record of it states the day. Journals and books are cited by year or issue, and left alone.

    Why it matters
    What appears daily is looked up by its day.

    Example:
    ``July 2022`` for a note of 13 July 2022
    """

    name = "more-exact-date"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    offline = False

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for source in judged(dossier):
            field = source.entry.fields.get("date")
            if not (source.verified and field and field.date and unheld(source.entry)):
                continue
            for match in source.judgement.work:
                held = match.of("date")
                found = read(held.found) if held else None
                agree = held is not None and held.agreement is Agreement.COMPATIBLE
                agree = agree and REPOST not in match.record.relations
                if agree and found and _refines(field.date, found):
                    span, cited = place(source.entry, "date")
                    yield self.finding(
                        span,
                        cited,
                        _("The date can be given to the day: {date}.", date=spoken(found)),
                        suggestion=spoken(found),
                        basis=source.basis(match.record),
                        entry=source.entry.key,
                    )
                    break


def _refines(cited: PartialDate, found: PartialDate) -> bool:
    """Whether a date says the same as another one, to the day."""
    if cited.day or cited.season or cited.end or not found.day or cited.year != found.year:
        return False
    return cited.month in (None, found.month)
