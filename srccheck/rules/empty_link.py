"""The rule ``empty-link``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.context import shortened
from srccheck.rules.rule import Rule
from srccheck.text.templates import is_to_top, leads_nowhere

_CONTROL = re.compile(
    r"<a\s[^>]{0,600}\b(?:onclick|role=[\"']?button|type=[\"']?button|data-(?:bs-)?toggle|data-target"
    r"|aria-(?:expanded|haspopup|controls))",
    re.IGNORECASE,
)
"""The start of a link that is a control of the page: a menu or a button."""


class EmptyLink(Rule):
    """A link that leads nowhere.

    What it does
    Reports links whose target is missing, empty, ``#``, a script that does nothing, or a protocol
    without an address. Links back to the top of the page, and menus and buttons that are written
    as links, are left alone.

    Why it matters
    Readers are promised a page (a source, a translation, a website) that they cannot reach.

    Example:
    ``[Link to the French version](#)``
    """

    name = "empty-link"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "no"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for link in dossier.document.links:
            if link.image or not leads_nowhere(link.target) or is_to_top(link.text):
                continue
            if _CONTROL.match(dossier.document.source, link.span.start, link.span.end):
                continue
            target = f"“{link.target}”" if link.target else _("no address")
            yield self.finding(
                link.span,
                shortened(link.text) or "(a link without text)",
                _("The link leads nowhere."),
                suggestion=_("Give it its address, or remove the link."),
                basis=_("its target is {target}", target=target),
            )
