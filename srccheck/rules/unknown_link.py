"""The rule ``unknown-link``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Confidence, Severity
from srccheck.model.links import LinkCheck, LinkVerdict
from srccheck.rules.link_rule import LinkRule


class UnknownLink(LinkRule):
    """A link of which it was not found out how it stands.

    What it does
    Reports links that ended in time-outs, faults of the server (5xx) or of the network, after
    retries. It says nothing against the link, and is reported only if asked for.

    Why it matters
    These links should be checked again another day.

    Example:
    ``https://www.example.org/slow``, which did not answer in time
    """

    name = "unknown-link"
    severity = Severity.INFO
    confidence = Confidence.HIGH
    verdict = LinkVerdict.UNKNOWN

    def message(self, check: LinkCheck) -> str:  # noqa: ARG002
        """What is wrong, in one sentence."""
        return _("How the link stands was not found out.")
