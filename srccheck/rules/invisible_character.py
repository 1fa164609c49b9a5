"""The rule ``invisible-character``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.damage import Spans, fix_for, places
from srccheck.rules.rule import Rule
from srccheck.text.characters import SOFT_HYPHEN, find_invisible


class InvisibleCharacter(Rule):
    r"""A character that shows nothing and is not needed where it stands.

    What it does
    Reports zero-width spaces, byte-order marks within the text, marks of direction in text that
    has no right-to-left letters, joiners outside the scripts and emoji that need them, and soft
    hyphens in notes and fields. No-break spaces are left alone.

    Why it matters
    Two names that look the same are then different, to searches and to databases.

    Example:
    ``Le\u200bMonde`` with a zero-width space.
    """

    name = "invisible-character"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "safe"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        notes = Spans(note.span for note in document.notes)
        for span, cited, damage in places(document, find_invisible, self.name):
            if cited == SOFT_HYPHEN and not (document.entries or notes.cover(span)):
                continue
            yield self.finding(
                span,
                damage.how,
                _("A character that shows nothing stands in the text."),
                suggestion=_("Remove it."),
                basis=damage.how,
                fix=fix_for(document, span, cited, ""),
            )
