"""The rule ``wrong-issue``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Field
from srccheck.model.match import FieldMatch
from srccheck.rules.contradiction import Contradiction
from srccheck.rules.judged import Judged


class WrongIssue(Contradiction):
    """An issue that is not the one in which the work appeared.

    What it does
    Reports a number of an issue that differs in every record of the cited work. Numbers of another
    kind (an article number, a running number) agree.

    Why it matters
    A reader who looks in that issue finds something else.

    Example:
    ``no. 2`` of an article that stands in number 3
    """

    name = "wrong-issue"
    fields = (
        "number",
        "issue",
    )
    noun = _("issue")

    def is_certain(self, source: Judged, field: Field, held: FieldMatch) -> bool:  # noqa: ARG002
        """A number that differs can be taken from the record."""
        return held.found.strip().isalnum()
