"""The rule ``mixed-script-letters``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.damage import fix_for, places
from srccheck.rules.rule import Rule
from srccheck.text.lookalikes import find_lookalikes


class MixedScriptLetters(Rule):
    r"""A letter of another script that looks like the right one.

    What it does
    Reports words of Latin, Cyrillic or Greek letters in which single letters of another of these
    scripts stand for their look-alikes. Words that mix scripts on purpose are left alone.

    Why it matters
    The word looks right and is found by no search; such letters also hide forged names.

    Example:
    ``P\u0430ris`` with the Cyrillic letter а.
    """

    name = "mixed-script-letters"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "safe"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        for span, cited, damage in places(document, find_lookalikes, self.name):
            yield self.finding(
                span,
                cited,
                _("A letter of another script stands for its look-alike."),
                suggestion=damage.text,
                basis=damage.how,
                fix=fix_for(document, span, cited, damage.text),
            )
