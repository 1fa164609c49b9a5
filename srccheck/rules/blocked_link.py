"""The rule ``blocked-link``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Confidence, Severity
from srccheck.model.links import LinkCheck, LinkVerdict
from srccheck.rules.link_rule import LinkRule


class BlockedLink(LinkRule):
    """A link to a page that programs are kept from.

    What it does
    Reports links behind a bot wall, a login or a paywall (401, 403 with a challenge, 999, a 429
    that never ends). It says nothing against the link: readers may well see the page. Therefore it
    is reported only if asked for.

    Why it matters
    These links have to be looked at by people.

    Example:
    ``https://www.example.org/in/someone``, answered with 999
    """

    name = "blocked-link"
    severity = Severity.INFO
    confidence = Confidence.HIGH
    verdict = LinkVerdict.BLOCKED

    def message(self, check: LinkCheck) -> str:  # noqa: ARG002
        """What is wrong, in one sentence."""
        return _("The page is kept from programs; people may see it.")
