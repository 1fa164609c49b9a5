"""The rule ``bad-mailto``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Confidence, Severity
from srccheck.model.links import LinkCheck, LinkKind, LinkVerdict
from srccheck.rules.link_rule import LinkRule


class BadMailto(LinkRule):
    """A mail link that cannot work.

    What it does
    Reports ``mailto:`` links without address, with one that has not the form of a mail address, and
    with ``--mail-mx`` those whose domain takes no mail.

    Why it matters
    What readers write goes nowhere.

    Example:
    ``[write to us](mailto:editor(at)example.org)``
    """

    name = "bad-mailto"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    verdict = LinkVerdict.DEAD
    offline = True

    def applies(self, check: LinkCheck) -> bool:
        """Only mail addresses."""
        return super().applies(check) and check.target.kind is LinkKind.MAILTO

    def message(self, check: LinkCheck) -> str:  # noqa: ARG002
        """What is wrong, in one sentence."""
        return _("The mail address cannot be right.")
