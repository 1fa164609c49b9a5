"""The rule ``wrong-date``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Document, Edit, Field
from srccheck.model.match import FieldMatch
from srccheck.rules.contradiction import Contradiction
from srccheck.rules.date_words import read, respelt, spoken
from srccheck.rules.judged import Judged


class WrongDate(Contradiction):
    """A date on which the work did not appear.

    What it does
    Reports a date that differs in every record of the cited work, and shows both. Dates are
    compared as exactly as both sides allow: July 2022 agrees with 13 July 2022, a newspaper's date
    with the day before, online with print, and books have several printings.

    Why it matters
    A newspaper, a journal or a law is looked up by its date.

    Example:
    ``10 October 2022`` of a page that was published on 19 October 2022
    """

    name = "wrong-date"
    fields = ("date",)
    noun = _("date")

    def right(self, field: Field | None, held: FieldMatch) -> str:
        """The date, written like the one that it replaces where that is plain."""
        found = read(held.found)
        if found is None:
            return held.found
        cited = field.date if field else None
        return (respelt(field.raw, cited, found) if field and cited else "") or spoken(found)

    def mend(self, document: Document, field: Field, held: FieldMatch) -> Edit | None:  # noqa: ARG002
        """Put another day, month or year, in the words of the date that it replaces."""
        found = read(held.found)
        if field.date is None or found is None:
            return None
        if len(field.raw) != field.span.end - field.span.start:
            return None
        text = respelt(field.raw, field.date, found)
        return Edit(field.span, text) if text and text != field.raw else None

    def is_certain(self, source: Judged, field: Field, held: FieldMatch) -> bool:  # noqa: ARG002
        """A date as exact as the cited one can be taken from the record."""
        return True
