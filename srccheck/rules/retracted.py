"""The rule ``retracted``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Severity
from srccheck.rules.notices import Notice


class Retracted(Notice):
    """A work that was retracted, withdrawn or removed.

    What it does
    Reports a cited work on which a service records a retraction, a withdrawal or a removal. Silent
    where the reference itself says so.

    Why it matters
    What the work says no longer stands, and to cite it as if it did spreads it.

    Example:
    An article with a notice of retraction in Crossref
    """

    name = "retracted"
    severity = Severity.ERROR
    kinds = ("retraction", "withdrawal", "removal")
    said = (
        _("A retraction of this work was published"),
        _("A withdrawal of this work was published"),
        _("A removal of this work was published"),
    )
    advice = _("Leave it out, or say that it was retracted.")
    acknowledged = r"retract|withdrawn|rétract|zurückgezogen|retirad|ritratta"
