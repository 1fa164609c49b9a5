"""The rule ``wrong-issue``."""

from __future__ import annotations

from srccheck.rules.contradiction import Contradiction


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
    noun = "issue"
