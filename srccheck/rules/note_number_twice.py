"""The rule ``note-number-twice``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Note, NoteKind, Severity
from srccheck.rules.context import note_series, place_of, shortened
from srccheck.rules.rule import Rule


class NoteNumberTwice(Rule):
    """Two notes under one number.

    What it does
    Reports the second of two footnotes, or of two endnotes of one list, that have the same number
    or name. A list that begins again at 1 and goes on with 2 is another chapter's.

    Why it matters
    A marker leads to one of them only, and the other source is lost.

    Example:
    ``(4) …`` and, further down the same list, ``(4) …``
    """

    name = "note-number-twice"
    severity = Severity.ERROR
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        for series in note_series(document.notes):
            first: dict[str, Note] = {}
            for note in series:
                if not any(character.isalnum() for character in note.label):
                    continue  # asterisks and daggers begin anew on each page
                other = first.setdefault(note.label, note)
                # Where the format itself ties each to its own marker, numbers begin anew.
                tied = note.kind is NoteKind.FOOTNOTE and note.markers and other.markers
                if other is not note and not tied:
                    yield self.finding(
                        note.span,
                        shortened(document.source[note.span.start : note.span.end]),
                        _(
                            "There are two notes {label}; the first is {place}.",
                            label=note.label,
                            place=place_of(document, other.span),
                        ),
                        suggestion=_("Give each note its own number, and its markers with it."),
                        basis=_("numbers of the notes"),
                    )
