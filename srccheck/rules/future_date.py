"""The rule ``future-date``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Entry, Field, Finding, PartialDate, Severity
from srccheck.rules.context import is_undated
from srccheck.rules.page_dates import page_dates
from srccheck.rules.rule import Rule
from srccheck.text.dates import find_dates

_TOLERANCE = datetime.timedelta(days=2)
"""Time zones, and evening papers that bear the date of the next day."""
_MONTHS_AHEAD = 3
"""Magazines and journals date their issues so far ahead."""


class FutureDate(Rule):
    """A date after the day on which the document is checked.

    What it does
    Reports dates of publication and of access that have not come yet: a day, a month more than
    three months ahead, or a year after this one; also the date that the page itself bears, under a
    label or in its front matter. Silent where the reference says that the work
    is to appear.

    Why it matters
    Nobody can have read, or opened, a source that does not exist yet; most often a digit is wrong.

    Example:
    ``accessed on 3 May 2062``, checked in 2026.
    """

    name = "future-date"
    severity = Severity.WARNING
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for entry in dossier.sources:
            if is_undated(entry.raw):
                continue
            for name in ("date", "urldate", "origdate", "eventdate"):
                field = entry.fields.get(name)
                if field and field.date and _is_ahead(field.date, dossier.today):
                    yield self._found(entry, field, dossier.today)

        yield from self._on_the_page(dossier)

    def _on_the_page(self, dossier: Dossier) -> Iterator[Finding]:
        for stated in page_dates(dossier.document):
            for match in find_dates(stated.text):
                if _is_ahead(match.date, dossier.today):
                    yield self.finding(
                        stated.span,
                        stated.text,
                        _(
                            "The page bears a date that has not come yet: {date}.",
                            date=stated.text.strip(),
                        ),
                        suggestion=_("Correct the date."),
                        basis=_("today is {today}", today=dossier.today.isoformat()),
                        confidence=Confidence.MEDIUM,
                    )

    def _found(self, entry: Entry, field: Field, today: datetime.date) -> Finding:
        accessed = field.name == "urldate"
        date = field.date or PartialDate(today.year)
        what = _("accessed") if accessed else _("published")
        certain = accessed or date.day is not None or date.year > today.year + 1
        return self.finding(
            field.span,
            field.raw,
            _(
                "The source is said to be {what} on a date that has not come yet: {date}.",
                what=what,
                date=date,
            ),
            suggestion=_("Correct the date, or say that the work is forthcoming."),
            basis=_("today is {today}", today=today.isoformat()),
            entry=entry.key,
            severity=Severity.ERROR if certain else Severity.WARNING,
            confidence=Confidence.HIGH if certain else Confidence.MEDIUM,
        )


def _is_ahead(date: PartialDate, today: datetime.date) -> bool:
    if date.year > 2999:
        return False  # not a year at all; unreadable-year has it
    if date.month is None or date.season is not None:
        return date.year > today.year
    if date.day is None:
        months = (date.year - today.year) * 12 + date.month - today.month
        return months > _MONTHS_AHEAD
    try:
        day = datetime.date(date.year, date.month, date.day)
    except ValueError:
        return False  # no such day; unreadable-year has it
    return day > today + _TOLERANCE
