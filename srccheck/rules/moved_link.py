"""The rule ``moved-link``."""

from __future__ import annotations

import re

from srccheck.messages import _
from srccheck.model import Confidence, Document, Fix, Severity
from srccheck.model.links import LinkCheck, LinkVerdict, Occurrence
from srccheck.rules.link_rule import LinkRule, is_lasting, replacement

_SESSION = re.compile(r"[?&;](?:jsession|phpsess|s|sess(?:ion)?|token|ticket)(?:_?id)?=", re.I)
"""An address that leads one reader to the page, and for a while."""


class MovedLink(LinkRule):
    """A link that leads on, for good, to another address.

    What it does
    Reports links that the server redirects permanently (301, 308), with the new address.

    Why it matters
    Redirects are kept up for some years and then forgotten. This is a matter of style: it is
    reported only if asked for.

    Example:
    ``http://www.example.org/a``, which leads to ``https://www.example.org/a``
    """

    name = "moved-link"
    severity = Severity.INFO
    confidence = Confidence.HIGH
    verdict = LinkVerdict.MOVED
    fixable = "sometimes"

    def fix(self, document: Document, check: LinkCheck, occurrence: Occurrence) -> Fix | None:
        """The new address in the place of the old one; none for what is a lasting address."""
        if is_lasting(check.target.url):
            return None
        safe = not _SESSION.search(check.suggestion)
        return replacement(document, check, occurrence, check.suggestion, safe=safe)

    def message(self, check: LinkCheck) -> str:  # noqa: ARG002
        """What is wrong, in one sentence."""
        return _("The page has moved for good.")
