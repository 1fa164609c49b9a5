"""The rule ``wrong-container``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.rules.contradiction import Contradiction


class WrongContainer(Contradiction):
    """A journal, newspaper or book other than the one in which the work appeared.

    What it does
    Reports a container that differs in every record of the cited work. Abbreviations, other and
    translated names, and former names agree.

    Why it matters
    The work cannot be found where it is said to be.

    Example:
    An article of *Survival* that is cited as one of *Foreign Affairs*
    """

    name = "wrong-container"
    fields = (
        "journaltitle",
        "booktitle",
    )
    noun = _("container")
