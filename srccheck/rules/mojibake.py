"""The rule ``mojibake``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.damage import repair_findings
from srccheck.rules.rule import Rule


class Mojibake(Rule):
    """Text that was decoded with the wrong encoding.

    What it does
    Reports words whose bytes were read in another encoding than they were written in (UTF-8 read
    as Latin-1, Windows-1252, Windows-1251 or Mac Roman, once or twice; Cyrillic encodings read
    as one another), with the word as it was and how the damage came about.

    Why it matters
    Nobody can search for a name that is spelt so, and readers lose trust in the rest.

    Example:
    ``un embarras pour PÃ©kin`` was ``un embarras pour Pékin``.
    """

    name = "mojibake"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    fixable = "safe"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        return repair_findings(self, dossier, _("The text was decoded with the wrong encoding."))
