"""The rule ``html-entity-left``."""

from __future__ import annotations

from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.damage import repair_findings
from srccheck.rules.rule import Rule


class HtmlEntityLeft(Rule):
    """An HTML entity that readers see as such.

    What it does
    Reports entities that are left in the text to read after the file's own markup is decoded:
    ``&eacute;`` in plain text, ``&amp;amp;`` in a web page. Addresses and code are left alone.

    Why it matters
    They come from text that was escaped twice or copied out of a page's source, and stay in
    the titles and names of exported references.

    Example:
    ``Caf&eacute; R&amp;D`` should read ``Café R&D``.
    """

    name = "html-entity-left"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "safe"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        return repair_findings(self, dossier, _("An HTML entity is left in the text."))
