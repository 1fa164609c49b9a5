"""The rule ``control-character``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.damage import fix_for, places
from srccheck.rules.rule import Rule
from srccheck.text.characters import find_controls


class ControlCharacter(Rule):
    """A control code in the text.

    What it does
    Reports C0 and C1 control codes other than tabs, line ends and page breaks.

    Why it matters
    They show nothing, break XML and databases, and keep searches from finding the word.

    Example:
    A backspace (U+0008) within a title copied from a PDF.
    """

    name = "control-character"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "safe"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        for span, cited, damage in places(document, find_controls, self.name):
            yield self.finding(
                span,
                damage.how,
                _("A control code stands in the text."),
                suggestion=_("Remove it."),
                basis=damage.how,
                fix=fix_for(document, span, cited, ""),
            )
