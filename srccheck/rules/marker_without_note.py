"""The rule ``marker-without-note``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import source_text
from srccheck.rules.rule import Rule

_UNMISTAKABLE = ("footnote", "link", "superscript-paren", "superscript-bracket")

_CHARACTERS = re.compile(r"[^\w.:*†‡§-]|a-z|A-Z|0-9|[0-9]{10}")
"""What stands in a class of characters of a regular expression (``[^a-z]``), and in no label."""


class MarkerWithoutNote(Rule):
    """A marker in the text to which no note belongs.

    What it does
    Holds every marker in the running text against the notes of the document. In a document without
    any notes it reports only markers whose writing cannot mean anything else.

    Why it matters
    The reader is sent to a note that is not there: the source of the sentence is lost.

    Example:
    ``… as shown before[^7].`` without a ``[^7]:`` anywhere.
    """

    name = "marker-without-note"
    severity = Severity.ERROR
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        for marker in document.unmatched:
            sure = marker.style in _UNMISTAKABLE
            if not document.notes and not sure:
                continue
            cited = source_text(document, marker.span)
            if cited.startswith("[^") and _CHARACTERS.search(marker.label):
                continue
            yield self.finding(
                marker.span,
                cited,
                _(
                    "The text points to note {label}, and there is no such note.",
                    label=marker.label,
                ),
                suggestion=_("Add the note, or take the marker away."),
                basis=_("markers held against notes"),
                confidence=None if sure else Confidence.MEDIUM,
            )
