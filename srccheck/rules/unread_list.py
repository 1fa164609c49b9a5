"""The rule ``unread-list``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.notes.unread import unread_lists
from srccheck.rules.rule import Rule


class UnreadList(Rule):
    """A heading of notes or sources under which nothing could be read as such.

    What it does
    Reports headings such as References, Notes or Bibliographie with years, pages or addresses
    below them where no note and no source was told apart: a list in an unusual form, or a PDF file
    whose lines could not be put together. It says nothing on the sources, which were not looked at.

    Why it matters
    What was not read is not checked, and a short report looks like a sound document.

    Example:
    ``References`` above a table of works.
    """

    name = "unread-list"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for heading in unread_lists(dossier.document):
            yield self.finding(
                heading.passage.span(),
                heading.passage.text,
                _("Nothing under this heading was read as a note or a source."),
                suggestion=_("Put each note or source in a paragraph or a list item of its own."),
                basis=_("headings held against what was read below them"),
            )
