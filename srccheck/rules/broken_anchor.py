"""The rule ``broken-anchor``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Confidence, Severity
from srccheck.model.links import LinkCheck, LinkVerdict
from srccheck.rules.link_rule import LinkRule


class BrokenAnchor(LinkRule):
    """A link to a place in a document that has no such place.

    What it does
    Reports links with a fragment (``#part``) to which neither a heading, by the rules of the site
    (``--slugs``), nor an identifier in the target belongs.

    Why it matters
    Readers land at the top of the document and have to look for the place themselves.

    Example:
    ``[see below](#refrences)``
    """

    name = "broken-anchor"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    offline = True
    verdict = LinkVerdict.DEAD

    def applies(self, check: LinkCheck) -> bool:
        """The document is there, and the place in it is not."""
        return super().applies(check) and check.rule == "missing-anchor"

    def message(self, check: LinkCheck) -> str:  # noqa: ARG002
        """What is wrong, in one sentence."""
        return _("There is no such place in the document.")
