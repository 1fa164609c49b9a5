"""The rule ``soft-dead-link``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Confidence, Document, Fix, Severity
from srccheck.model.links import LinkCheck, LinkVerdict, Occurrence
from srccheck.rules.link_rule import LinkRule, replacement


class SoftDeadLink(LinkRule):
    """A link that something answers, but not the page.

    What it does
    Reports links that lead to a page that says it does not exist, to the root of the site, to a
    parked or hijacked domain, or to another site with other content, though the status is 200.

    Why it matters
    The source is as lost as with a dead link, and readers may land on something quite different.

    Example:
    ``[the report](https://www.example.org/2009/report.html)``, which now shows the home page
    """

    name = "soft-dead-link"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    verdict = LinkVerdict.SOFT_DEAD
    fixable = "sometimes"

    def fix(self, document: Document, check: LinkCheck, occurrence: Occurrence) -> Fix | None:
        """An archived copy in its place, to be looked at."""
        return replacement(document, check, occurrence, check.archived, safe=False)

    def message(self, check: LinkCheck) -> str:  # noqa: ARG002
        """What is wrong, in one sentence."""
        return _("The link no longer leads to the page.")
