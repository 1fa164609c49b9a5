"""The rule ``unfilled-template``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import shortened
from srccheck.rules.damage import places
from srccheck.rules.rule import Rule
from srccheck.text.templates import find_blanks


class UnfilledTemplate(Rule):
    """A blank of a template that was never filled.

    What it does
    Reports placeholders (``{{title}}``, ``${date}``, ``%AUTHOR%``, ``[Author name]``), dummy text
    (Lorem ipsum) and values that a program wrote because it had none (``undefined``, ``null``,
    ``NaN``, ``[object Object]``) where they stand for a whole line or for the value of a label.

    Why it matters
    The page shows its machinery, and what should stand there is missing.

    Example:
    ``Author: {{author}}``
    """

    name = "unfilled-template"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "no"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for span, cited, damage in places(dossier.document, find_blanks):
            yield self.finding(
                span,
                shortened(cited),
                _("{how} was left unfilled.", how=damage.how),
                suggestion=_("Fill it in, or remove it."),
                basis=damage.how,
            )
