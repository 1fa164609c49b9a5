"""The rule ``notes-out-of-order``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Marker, Note, NoteKind, Severity
from srccheck.rules.context import note_series, shortened, source_text
from srccheck.rules.rule import Rule
from srccheck.text.normalise import fold

_COMPARED = 4
"""Letters by which notes are held to be in the order of the alphabet."""
_LEAST_LIST = 4
_MOST_FALLING = 0.25
"""Of all notes: with more, their numbers are not those of the text."""


class NotesOutOfOrder(Rule):
    """Numbers of notes that do not rise.

    What it does
    Follows the numbers of endnotes through their list, and those of their markers through the
    text (a marker may come back to an earlier note). Notes that the format numbers by itself
    (Markdown's footnotes) and reference lists are left alone, and so are the markers of lists that
    are numbered in the order of the alphabet, or in any other than that of the text.

    Why it matters
    Notes were moved or lost, and a marker may now stand for another source.

    Example:
    ``(3) … (5) … (4) …``
    """

    name = "notes-out-of-order"
    severity = Severity.WARNING
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        for series in note_series(document.notes):
            numbered = [note for note in series if note.label.isdecimal()]
            if not numbered or numbered[0].kind is not NoteKind.ENDNOTE:
                continue
            for note, before in _falling(numbered):
                yield self.finding(
                    note.span,
                    shortened(source_text(document, note.span)),
                    _("Note {label} comes after note {before}.", label=note.label, before=before),
                    suggestion=_("Put the notes in the order of their numbers."),
                    basis=_("numbers of the notes"),
                )
            falling = list(_falling_markers(numbered))
            if _is_alphabetical(numbered) or len(falling) > max(4, _MOST_FALLING * len(numbered)):
                continue
            for marker, highest in falling:
                yield self.finding(
                    marker.span,
                    source_text(document, marker.span),
                    _(
                        "Note {label} is first marked after note {highest}.",
                        label=marker.label,
                        highest=highest,
                    ),
                    suggestion=_("Number the notes in the order in which the text marks them."),
                    basis=_("order of the markers in the text"),
                    confidence=Confidence.MEDIUM,
                )


def _is_alphabetical(notes: list[Note]) -> bool:
    """Whether the notes in the order of their numbers are in that of the alphabet, too."""
    ordered = sorted(notes, key=lambda note: int(note.label))
    texts = [fold(note.passage.text[:_COMPARED]) for note in ordered]
    return len(texts) >= _LEAST_LIST and texts == sorted(texts)


def _falling(notes: list[Note]) -> Iterator[tuple[Note, int]]:
    """The notes whose number is below one that came before, with that number."""
    highest = 0
    seen: set[int] = set()
    for note in notes:
        number = int(note.label)
        if number < highest and number not in seen:
            yield note, highest
        highest = max(highest, number)
        seen.add(number)


def _falling_markers(notes: list[Note]) -> Iterator[tuple[Marker, int]]:
    """The first markers of notes whose number is below one marked before, with that number."""
    first = [min(note.markers, key=lambda marker: marker.span) for note in notes if note.markers]
    highest = 0
    seen: set[int] = set()
    for marker in sorted(first, key=lambda marker: marker.span):
        if not marker.label.isdecimal():
            continue
        number = int(marker.label)
        if number < highest and number not in seen:
            yield marker, highest
        highest = max(highest, number)
        seen.add(number)
