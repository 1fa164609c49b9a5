"""The rule ``missing-file``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Confidence, Severity
from srccheck.model.links import LinkCheck, LinkKind, LinkVerdict
from srccheck.rules.link_rule import LinkRule


class MissingFile(LinkRule):
    """A link to a file that is not there.

    What it does
    Reports links and images that lead to a file of the same repository that does not exist. A link
    to a page that a site generator makes of a file (``page.html`` of ``page.md``) is right.

    Why it matters
    Readers get an error, or no image.

    Example:
    ``![map](images/mpa.png)``
    """

    name = "missing-file"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    verdict = LinkVerdict.DEAD
    offline = True

    def applies(self, check: LinkCheck) -> bool:
        """Only files, and not the places in them."""
        local = check.target.kind is LinkKind.LOCAL
        return super().applies(check) and local and check.rule != "missing-anchor"

    def message(self, check: LinkCheck) -> str:  # noqa: ARG002
        """What is wrong, in one sentence."""
        return _("The file is not there.")
