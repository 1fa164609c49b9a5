"""The rule ``drifted-link``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Confidence, Severity
from srccheck.model.links import LinkCheck, LinkVerdict
from srccheck.rules.link_rule import LinkRule


class DriftedLink(LinkRule):
    """A link to a page that no longer shows the work it is cited for.

    What it does
    Reports links of citations whose page shows neither the cited title nor its author or quotation
    any more, though it is alive; and links to a place (``#part``, ``#:~:text=words``) that the page
    does not have.

    Why it matters
    Readers who follow the link find something else than the source.

    Example:
    ``Ann Example, "Ice at Sea", https://www.example.org/blog/``, a page that changes every week
    """

    name = "drifted-link"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    verdict = LinkVerdict.DRIFTED

    def message(self, check: LinkCheck) -> str:
        """What is wrong, in one sentence."""
        if check.rule == "missing-anchor":
            return _("The page is there, but not the place in it.")
        return _("The page does not show the work that is cited.")
