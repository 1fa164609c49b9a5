"""The rule ``half-mended-mojibake``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.damage import repair_findings
from srccheck.rules.rule import Rule


class HalfMendedMojibake(Rule):
    """Wrongly decoded text that is still wrong once it is decoded.

    What it does
    Reports words that undoing the wrong encoding turns into a word with a wrong accent, and gives
    the right one: from the name of a known venue, from the same word elsewhere in the document, or
    because no other known word differs from it in accents only.

    Why it matters
    A tool that only undoes the encoding leaves a misspelt name that looks mended.

    Example:
    ``Politique Ã©trangÃ©re`` decodes to *Politique étrangére*; the journal is called *Politique
    étrangère*.
    """

    name = "half-mended-mojibake"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    fixable = "sometimes"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        message = _("The text was decoded with the wrong encoding, and had a wrong accent before.")
        return repair_findings(self, dossier, message)
