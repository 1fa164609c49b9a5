"""The rule ``dead-link``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Confidence, Document, Fix, Severity
from srccheck.model.links import LinkCheck, LinkKind, LinkVerdict, Occurrence
from srccheck.rules.link_rule import LinkRule, is_lasting, replacement

_GONE = ("not-found", "gone", "no-such-host")
"""What is so for every reader, and for good as far as can be told; see links/judge.py."""


class DeadLink(LinkRule):
    """A link to a page that is gone.

    What it does
    Reports links to which the server answers that there is no such page (404, 410), links to hosts
    that do not exist or refuse connections, and identifiers that their registry denies.
    What a bot wall, a time-out or an outage hides is not reported: that is ``blocked-link`` or
    ``unknown-link``. Links to files of the same repository are reported by ``missing-file``.

    Why it matters
    Readers cannot look at what the text rests on.

    Example:
    ``[the figures](https://www.example.org/gone)``
    """

    name = "dead-link"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    verdict = LinkVerdict.DEAD
    fixable = "sometimes"

    def applies(self, check: LinkCheck) -> bool:
        """Files, anchors and mail addresses have rules of their own."""
        remote = check.target.kind not in (LinkKind.LOCAL, LinkKind.ANCHOR, LinkKind.MAILTO)
        return super().applies(check) and remote and check.rule != "missing-anchor"

    def fix(self, document: Document, check: LinkCheck, occurrence: Occurrence) -> Fix | None:
        """An archived copy in its place; to be looked at where the page may well come back."""
        if check.suggestion or is_lasting(check.target.url):
            return None
        return replacement(document, check, occurrence, check.archived, safe=check.rule in _GONE)

    def message(self, check: LinkCheck) -> str:  # noqa: ARG002
        """What is wrong, in one sentence."""
        return _("The link is dead.")
