"""The rule ``corrected``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Severity
from srccheck.rules.notices import Notice


class Corrected(Notice):
    """A work to which a correction was published.

    What it does
    Reports a cited work on which a service records a correction or an erratum.

    Why it matters
    What is cited may be what was corrected.

    Example:
    An article with an erratum in Crossref
    """

    name = "corrected"
    severity = Severity.INFO
    kinds = ("correction",)
    said = (_("A correction of this work was published"),)
    advice = _("See whether what is cited was corrected.")
    acknowledged = r"corrected|correction|corrigend|errat"
