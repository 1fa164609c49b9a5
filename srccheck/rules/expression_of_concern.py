"""The rule ``expression-of-concern``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Severity
from srccheck.rules.notices import Notice


class ExpressionOfConcern(Notice):
    """A work about which its editors have published an expression of concern.

    What it does
    Reports a cited work on which a service records an expression of concern.

    Why it matters
    Its editors doubt that what it says is right; a retraction may follow.

    Example:
    An article with an expression of concern in Crossref
    """

    name = "expression-of-concern"
    severity = Severity.WARNING
    kinds = ("concern",)
    said = (_("An expression of concern on this work was published"),)
    advice = _("Read the notice, and say that there is one.")
    acknowledged = r"expression of concern"
