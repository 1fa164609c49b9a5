"""The rule ``unresolved-short-form``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Pointer, Severity
from srccheck.rules.context import shortened
from srccheck.rules.rule import Rule
from srccheck.text.normalise import words

_BY_PLACE = frozenset(("ibid", "idem", "loc-cit"))


class UnresolvedShortForm(Rule):
    """A short form of a source that was never given in full: ibid., op. cit., supra note 3.

    What it does
    Reports short forms that point to no source of the document. It is quiet where one stands in
    the notes but was not recognised: where the name is in an earlier note, after another short
    form that points nowhere, and in a document that gives nothing in full (its sources stand
    elsewhere). An author and a short title may be all that a style gives of a source: info.

    Why it matters
    The reader is sent back to a reference that is not there: it was cut, or notes were moved.

    Example:
    ``[^1]: Ibid., p. 12.`` as the first note
    """

    name = "unresolved-short-form"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        lost = False
        pointed = {pointer.target for pointer in dossier.pointers if pointer.target}
        full = {entry.span for entry in dossier.entries if entry.fields.get("date")}
        for pointer in dossier.pointers:
            if pointer.target or pointer.candidates:
                lost = False
                continue
            follows = lost and pointer.form in _BY_PLACE
            lost = True
            weak = pointer.form == "short-title"
            if follows or (weak and len(full) < 2) or self._is_known(dossier, pointer):
                continue
            sure = bool(pointed) and len(full) > 2 and not weak
            yield self.finding(
                pointer.span,
                shortened(pointer.raw),
                _("This short form points to no source given before."),
                suggestion=_("Give the source in full, or the number of the note that does."),
                basis=_("the notes before it"),
                severity=Severity.INFO if weak or not full else None,
                confidence=Confidence.LOW if weak else Confidence.HIGH if sure else None,
            )

    def _is_known(self, dossier: Dossier, pointer: Pointer) -> bool:
        """Whether its author is named in a note before, in which no source of his was read."""
        if pointer.form in ("supra", "short-title"):
            return False
        named = [word for word in words(pointer.raw) if len(word) > 2][:1]
        if pointer.form in _BY_PLACE:
            return any(
                note.span.end <= pointer.span.start and _looks_cited(note.passage.text)
                for note in dossier.document.notes
            )
        return any(
            set(named) <= set(words(note.passage.text))
            for note in dossier.document.notes
            if note.span.end <= pointer.span.start
        )


def _looks_cited(text: str) -> bool:
    """Whether a note that gave no source may hold one."""
    return any(word.isdigit() and len(word) == 4 for word in words(text))
