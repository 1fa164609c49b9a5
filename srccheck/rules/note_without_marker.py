"""The rule ``note-without-marker``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Document, Dossier, Finding, NoteKind, Severity
from srccheck.rules.context import body_blocks, shortened, source_text
from srccheck.rules.rule import Rule

_LABEL = "\0"
_NEEDS_ONE = (NoteKind.FOOTNOTE, NoteKind.ENDNOTE)

_RANGE = re.compile(r"[\[(](\d{1,4})[\])]?\s?[-–—]\s?[\[(]?(\d{1,4})[\])]")
"""A range of numbers in brackets: ``[3]-[5]``, ``(3–5)``."""


class NoteWithoutMarker(Rule):
    """A note to which no marker in the text points.

    What it does
    Reports footnotes and endnotes without a marker. The items of a bibliography need none. If the
    whole document has no marker at all, they were lost together, and each note is info.

    Why it matters
    Nobody can tell which sentence the source stands for, and in Markdown the note is not shown.

    Example:
    ``[^7]: Jane Doe, The Long Thaw.`` without a ``[^7]`` in the text.
    """

    name = "note-without-marker"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        marked = document.unmatched or any(note.markers for note in document.notes)
        marked_labels = {note.label for note in document.notes if note.markers}
        text = "\n".join(block.passage.text for block in body_blocks(document))
        ways = _ways(document)
        ranges = [range(int(first), int(last) + 1) for first, last in _RANGE.findall(text)]
        for note in document.notes:
            if note.markers or note.kind not in _NEEDS_ONE or note.label in marked_labels:
                continue
            if any(way.replace(_LABEL, note.label) in text for way in ways):
                continue  # something in the text is written like its marker
            if note.label.isdecimal() and any(int(note.label) in each for each in ranges):
                continue
            yield self.finding(
                note.span,
                shortened(document.source[note.span.start : note.span.end]),
                _("Nothing in the text points to note {label}.", label=note.label),
                suggestion=_("Set its marker in the text, or take the note away."),
                basis=_("notes held against markers"),
                severity=None if marked else Severity.INFO,
            )


def _ways(document: Document) -> set[str]:
    """The ways in which markers are written in brackets, with a sign where their label stands."""
    ways = set()
    for note in document.notes:
        for marker in note.markers:
            written = source_text(document, marker.span)
            if written.strip("()[]") == marker.label != written:
                ways.add(written.replace(marker.label, _LABEL))
    return ways
